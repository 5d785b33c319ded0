"""The stance of a claim by the words of its cue and content; and which cues are no claims at all.

The stances are those of GUIDELINES.md. A cue that says what it does ("denied", "called on") decides; a plain one
("said") leaves it to the content. English words only, no learning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.model.claim import STANCES

#: How much more the encoder's share of a stance counts where the words say the same (tuned on fold 5, held out).
WORDS = 8.0
_WORD = re.compile(r"\w+(?:['’]\w+)?")

#: Cues whose first word is one of these want, plan, act or show: PolNeAR counts them as attributions, we do not.
_NO_SPEECH = re.compile(
    r"\b(?:want(?:s|ed|ing)?|plan(?:s|ned|ning)?|seek(?:s|ing)?|sought|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?"
    r"|intend(?:s|ed|ing)?|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|agree(?:s|d|ing)?|decid(?:e|es|ed|ing)"
    r"|authori[sz]\w+|vot(?:e|es|ed|ing)|abstain\w*|back(?:s|ed|ing)?|support(?:s|ed|ing)?|bann?(?:s|ed|ing)?"
    r"|welcom\w+|show(?:s|ed|n|ing)?|prefer\w*|prepar\w+|investigat\w+|declin(?:e|es|ed|ing)|need(?:s|ed)?"
    r"|appear(?:s|ed)?|seem(?:s|ed)?|mean(?:s|t)?|happy|condolences?|silent|sidestepped|impos(?:e|es|ed|"
    r"ing))\b",
    re.IGNORECASE,
)
#: Cues of nothing but such words introduce nobody's speech.
_THIN = frozenset(
    "is are was were be been being has have had do does did in on of for to also not at by with as will".split()
)

#: stance -> cues that decide it, in the order in which they are tried.
_BY_CUE: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (stance, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for stance, words in (
        (
            "doubt",
            r"doubt\w*|question(?:s|ed|ing)\b|(?:un)?able to (?:verify|confirm|determine)|could not|cannot|"
            r"unsure|skeptic\w*|sceptic\w*|wonder\w*",
        ),
        (
            "deny",
            r"den(?:y|ies|ied|ying|ial)\b|dismiss\w*|reject\w*|refut\w*|rul(?:e|ed|ing) out|rebuff\w*|"
            r"disput\w*|contradict\w*",
        ),
        (
            "accuse",
            r"accus\w*|blam\w*|condemn\w*|denounc\w*|charg(?:e|es|ed|ing)\b|alleg\w*|decr(?:y|ies|ied)|"
            r"lambast\w*|deplor\w*|hold\w* \w* ?responsible|pin\w* the blame|criticis\w*|criticiz\w*|slam\w*",
        ),
        (
            "demand",
            r"call(?:s|ed|ing)?\b.{0,30}\b(?:for|on|upon)\b|demand\w*|urg(?:e|es|ed|ing)\b|appeal\w*|ask(?:s|"
            r"ed|ing)?\b|order(?:s|ed|ing)?\b|insist\w*|plead\w*|request\w*|instruct\w*|plea\b|pressed for|"
            r"implor\w*|calls?\b",
        ),
        ("threaten", r"threat\w*|vow(?:s|ed|ing)? (?:revenge|to (?:retaliate|respond|strike))|ultimatum"),
        (
            "promise",
            r"promis\w*|pledg\w*|vow\w*|offer(?:s|ed|ing)?\b|commit(?:s|ted)\b|undert(?:ook|ake\w*)|"
            r"guarantee\w*|assur\w*",
        ),
        ("predict", r"predict\w*|expect\w*|fear\w*|forecast\w*|warn\w*|anticipat\w*|foresee\w*"),
        (
            "describe",
            r"describ\w*|dubb\w*|saw\b|see(?:s|n|ing)?\b|sens\w+|label+\w*|character\w*|likened|compared|"
            r"recall\w*|recount\w*|witnessed",
        ),
    )
)
_BY_CONTENT: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (stance, re.compile(words, re.IGNORECASE))
    for stance, words in (
        (
            "doubt",
            r"\b(?:(?:not|un)(?: \w+)? (?:clear|certain|sure|known)|unclear|unknown|no (?:confirmation|immediate)"
            r"|(?:could|can) ?n[o']t (?:be )?(?:confirm|verif|determine)\w*|not (?:\w+ )?able to (?:confirm|verif"
            r"|determine)\w*"
            r"|whether or not|not (?:optimistic|convinced)|credib\w+|hard to (?:believe|understand)|into question"
            r"|no hope)\b",
        ),
        (
            "deny",
            r"\b(?:no truth|(?:did|does|do|has|have|had|was|were|is|are|am) not (?:\w+ )?(?:carr|target|us(?:e|ing)"
            r"|bomb|involv"
            r"|responsib|str[iu]|hit|conduct|shell|attack|kill|intention|deliberate|seeking|asking|holding|possess"
            r"|behind|provid|interested|aware|br(?:eak|oken))\w*"
            r"|(?:didn|doesn|wasn|weren|haven|isn|aren)['’]?t (?:carr|target|us|bomb|str[iu]|hit|attack|kill)\w*|untrue"
            r"|baseless|fabricat\w+|no evidence|exaggerat\w+|false (?:claims?|reports?)|nothing to do with"
            r"|no plans?|going to be no)\b",
        ),
        (
            "demand",
            r"\b(?:must|should|ought to|needs? (?:to be|to|for|help)|has to (?:stop|end|leave|go)|have to (?:stop|end"
            r"|leave|go)"
            r"|had to stop|it is (?:necessary|imperative|essential) (?:to|that)|please|let us|calls? (?:on|for|upon)"
            r"|demands?|urgent|wants? to see|(?:hopes?|hoped) (?:that|the)|importance of|do not (?:listen|let|go))\b",
        ),
        (
            "threaten",
            r"\b(?:will (?:retaliate|strike|fight back|respond (?:with|to)|pay (?:the|a) price"
            r"|be (?:a )?(?:legitimate )?targets?)|revenge|military options?|regret it|finish (?:you|them))\b",
        ),
        (
            "predict",
            r"\b(?:(?:is|are|was|were|be) (?:likely|expected|bound|set|certain|scheduled) to"
            r"|(?:could|may|might|would|will) (?:\w+ )?(?:rise|increase|become|collapse|fail|lead|result|take|cause"
            r"|never|soon|end"
            r"|fall|be|return|constitute|help|harm|win|sink)|likely|probably|expect(?:s|ed|ing)?|inevitable"
            r"|sooner or later"
            r"|in the days ahead|will not be able|destabili\w+)\b",
        ),
        (
            "promise",
            r"\b(?:(?:we|I|it|they|he|she|army|forces|government|council|ministry|country) (?:will|shall|would)"
            r" (?:continue|keep|not|halt|help|send|respect|abide|observe|provide|work|defend|fight|resist|open|release)"
            r"|committed to|determined to|is prepared to|were ready for|respect all)\b",
        ),
        (
            "accuse",
            r"\b(?:war crimes?|crimes? against humanity|heinous|genocid\w+|deliberate(?:ly)?|(?:has|have|had) violated"
            r"|violat(?:ing|ion)\b.{0,30}\b(?:truce|cease-?fire|law)|to blame|responsib(?:le|ility) for|barbari\w+"
            r"|collective punishment|human shields?|conspiracy|pretext|failed to (?:protect|act|take)"
            r"|intentional(?:ly)?"
            r"|provok\w+|guilty)\b",
        ),
    )
)


def is_speech(cue: str) -> bool:
    """Tell whether a cue says, writes, believes or reports; wants, plans and deeds are none (PolNeAR has them)."""
    words = [w.lower() for w in _WORD.findall(cue)]
    if all(w in _THIN for w in words):
        return not words or words[0] not in _THIN
    return _NO_SPEECH.search(cue) is None


def stance_of(cue: str, content: str, shares: Sequence[float]) -> str:
    """Return one of STANCES: the encoder's `shares` (in the order of STANCES), that of the words' own stance raised."""
    by_words = stance_by_words(cue, content)
    raised = [share * (WORDS if name == by_words else 1) for name, share in zip(STANCES, shares, strict=True)]
    return STANCES[raised.index(max(raised))]


def stance_by_words(cue: str, content: str) -> str:
    """Return one of STANCES: by the cue where it decides, else by the content, else "assert"."""
    for stance, pattern in _BY_CUE:
        if pattern.search(cue):
            return stance
    for stance, pattern in _BY_CONTENT:
        if pattern.search(content):
            return stance
    return "assert"
