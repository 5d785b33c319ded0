"""One report while it is resolved: what its phrases mean in their place, with all that was named before them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from trucewatch.know.profile_day import NamesOfDay
from trucewatch.know.profile_names import Found, name_words
from trucewatch.know.profiles import Profile
from trucewatch.know.world import world
from trucewatch.model.report import Report
from trucewatch.model.span import Span
from trucewatch.resolve.actors_abroad import Abroad
from trucewatch.resolve.actors_anatomy import country_at
from trucewatch.resolve.actors_around import bylines, widened
from trucewatch.resolve.actors_home import home_of
from trucewatch.resolve.actors_meaning import DOCUMENTS, HELD, KIN, PERSONS, Meaning
from trucewatch.resolve.actors_ministry import Ministries
from trucewatch.resolve.actors_own import own_names
from trucewatch.resolve.actors_people import PeopleOfReport
from trucewatch.resolve.actors_phrase import PhraseReader
from trucewatch.resolve.actors_short import ShortForms, abbreviations, surnames, with_abbreviations
from trucewatch.resolve.references import (
    BODIES,
    OWNERS,
    POINTS_BACK,
    announced,
    is_pronoun,
    of_age,
    of_them,
    opener,
    pronoun,
    refer,
)
from trucewatch.resolve.references_history import Candidate, History
from trucewatch.resolve.references_spoken import announcer, commander, issuer, last_state, official, spokesman

#: A word of propaganda, or "the militants", means a group named at most this many characters before.
_REACH = 300
#: "Other terrorists" are not the group that was named before them.
_OTHERS = re.compile(r"\b(?:other|rival|rivals)\b", re.IGNORECASE)
_SPEAKS = re.compile(r"(?:an? |the |one )?(\w+) (?:spokes\w+|officials?|sources?)", re.IGNORECASE)
#: "His opponents" are not on his side.
_AGAINST = frozenset("opponent opponents opposition critic critics foe foes enemy enemies rival rivals".split())
_STATEMENT = re.compile(r"(?P<owner>[A-Z][\w.’' -]+)(?:['’]s|s['’]) (?:\w+ )?(?P<what>\w+)")
#: An office of which nothing says whose it is.
_BARE_OFFICE = re.compile(
    r"(?:(?:the|its) )?(?:(?:foreign|defen[cs]e|interior) ministry(?:['’]s)?(?: (?:deputy )?spokes\w+.*)?\Z"
    r"|(?:government|presidential) (?:deputy )?spokes\w+)",
    re.IGNORECASE,
)
#: "The Gazette's Doe".
_OWNED_NAME = re.compile(r"['’]s (?P<name>[A-Z][\w’'-]+)\Z")
_BODY = "group|organi[sz]ation|agency|charity|council|movement|network|union|body|alliance|committee"
#: "The group's director".
_ITS_POST = re.compile(
    rf"(?P<body>\bthe (?:{_BODY}))(?:['’]s|s(?= [a-z]))\b",
    re.IGNORECASE,
)
#: "Sources close to the group", "officials of the regional body".
_OF_ITS_BODY = re.compile(
    r" (?:of|for|from|in|with|to|at|by) "
    rf"(?P<body>the (?:regional |pan-arab |world )?(?:{_BODY}|party|militia|faction|bloc))\Z",
    re.IGNORECASE,
)
_ARMS = frozenset(("military", "air"))
_VAGUE = frozenset(("group", "country"))
_OFFICIALS = frozenset(("official", "officials", "diplomat", "diplomats"))
_POINTERS = frozenset(("the", "this", "that", "these", "those", "its", "same"))


class Scene:
    """Hold a report's words, known names, people and short forms, and read phrases in their place."""

    def __init__(self, profile: Profile, report: Report, teller: str | None) -> None:
        self.profile = profile = profile.on(report.published.day)
        self.report = report
        self.words = name_words(report.text)
        self.of_day = NamesOfDay.of_report(profile, report.published.day, self.words)
        found = own_names(report.text, self.words, self.of_day.find_words(self.words), profile)
        short = {**surnames(report.text, found, profile), **abbreviations(report.text, found)}
        short_too = with_abbreviations(report.text, self.words, found, short)
        self.names = own_names(report.text, self.words, short_too, profile)
        self.reader = PhraseReader(
            profile, report.published.day, teller, home_of(profile, report, self.words, self.names), short, self.of_day
        )
        self.abroad = Abroad(profile, report.text, self.names)
        self._ministries = Ministries(profile, report.text, self.names)
        wrote = frozenset(bylines(report.text))
        self.people = PeopleOfReport(report.text, self.words, self.names, self.reader, self._described, wrote)
        self.short = ShortForms(report.text, self.names)
        self._starts = [f.start for f in self.names]

    def _described(self, start: int, end: int) -> Meaning:
        """Return what a description means by itself and by the country that the sentences at hand speak of."""
        text = self.report.text[start:end]
        meaning = self.reader.read(text)
        abroad = self.abroad.adjective(start, end, meaning)
        return self.reader.read(f"{abroad} {_bare(text)}") if abroad else meaning

    def history(self) -> History:
        """Return a history that holds the people whom the report tells more about."""
        history = History(self.report.text)
        for start, end, meaning in self.people.mentions():
            history.mention(start, end, meaning)
        return history

    def meaning(self, words: Span, speaker: str | None = None) -> Meaning:
        """Return what a phrase means by itself and by the names of the report."""
        meaning = self.reader.read(words.text, speaker=speaker)
        lost = "" if meaning.proper or meaning.person else widened(self.report.text, words)
        if lost and lost != words.text:
            return self.reader.read(lost, speaker=speaker)
        if meaning.side == "unknown" and not meaning.proper and (owner := self._issued(words)):
            return replace(meaning, side=owner.side, name=owner.name, actor=owner.actor, named=True, role="document")
        whose = self._adjective(words, meaning)
        if whose:
            return self.reader.read(f"{whose} {_bare(words.text)}", speaker=speaker)
        theirs = self._titled_abroad(words, meaning)
        if theirs:
            return replace(meaning, side=theirs)
        forces = self.abroad.forces(words.start, words.end)
        if forces:
            return replace(meaning, side=forces)
        short = self._shortened(words, meaning)
        if short:
            return short
        if meaning.weak:
            return self._preferred(words, meaning, speaker)
        if meaning.proper:
            told = self.people.meaning(meaning.name)
            if told is None and (owned := _OWNED_NAME.search(meaning.name)):
                told = self.people.meaning(owned["name"])
            if told is not None:
                side = told.side if meaning.side == "unknown" or told.actor else meaning.side
                return replace(told, side=side, role=told.role or meaning.role)
        return meaning

    def _adjective(self, words: Span, meaning: Meaning) -> str | None:
        """Return the adjective of the other country whose ministry, official or force a plain phrase names."""
        iso = self._ministries.country(words.start, words.end)
        if iso is None:
            return self.abroad.adjective(words.start, words.end, meaning)
        country = world().country(iso) if iso not in self.profile.countries else None
        return country.adjectives[0] if country and country.adjectives else None

    def _issued(self, words: Span) -> Meaning | None:
        """Return the person of the report whose statement a phrase is: "Doe's statement"."""
        found = _STATEMENT.fullmatch(words.text[:120])
        return self.people.meaning(found["owner"]) if found and found["what"].lower() in DOCUMENTS else None

    def _titled_abroad(self, words: Span, meaning: Meaning) -> str | None:
        """Return the side of a person of whom only an office is said, where one other country is spoken of.

        Somebody else than the theatre's own president or minister on the day is another state's.
        """
        if not (meaning.person and meaning.proper):
            return None
        text = words.text[:200]
        cut = name_words(text)
        told = any(True for _ in self.named_in(words)) or any(country_at(cut, i) for i in range(len(cut)))
        whole = {*(w.key for w in cut), *text.lower().split()}
        if told or any(w in whole for s in self.profile.sides for w in s.words):
            return None
        adjective = self.abroad.titled(words.start, meaning, text)
        if adjective:
            return self.reader.read(f"{adjective} {'army' if meaning.role in _ARMS else 'government'}").side
        own = self.profile.role_side("government")
        abroad = meaning.side == own and self.reader.held_by_another(text, own)
        return self.profile.role_side("state") if abroad else None

    def referred(self, words: Span, meaning: Meaning, history: History) -> Candidate | None:
        """Return whom the words refer to where they name nobody: a pronoun, "the source", "a monitoring group"."""
        keys = [w.key for w in name_words(words.text[:200])]
        if part := of_them(words.text):
            return pronoun(part, words.start, history)
        if not keys or is_pronoun(keys):
            return refer(words.text, words.start, history, meaning)
        if old := of_age(words.text, words.start, history):
            return old
        named = any(True for _ in self.named_in(words))
        untold = meaning.proper and meaning.side == "unknown"
        if keys[0] in OWNERS and untold and not named:
            return self._owned(words, keys, meaning, history)
        body = untold and (self._of_body(words, meaning, history) or self._bare_spokesman(words, meaning, history))
        body = body or self._of_last_state(words, meaning, history)
        if body:
            return body
        if meaning.proper or (named and "-based" not in words.text):
            return None
        if outlet := announcer(words.text, words.start, history):
            return outlet
        if (
            keys[0] in _POINTERS
            and not self._names_another(words)
            and (meaning.actor is None or keys[-1] in POINTS_BACK)
        ):
            found = refer(words.text, words.start, history, meaning)
            told = found is not None and found.meaning.side != meaning.side
            whole = self.short.last(keys[-1], words.start) if len(keys) == 2 and told else None
            nearer = found is not None and whole is not None and found.start < whole[0] and whole[1] == meaning.actor
            if found and not (told and self._says_whose(words, meaning)) and not nearer:
                return found
        owner = next((k for k in keys[:6] if k in OWNERS), "")
        if owner and (keys[0] == owner or keys[keys.index(owner) - 1] == "of"):
            return self._owned(words, [owner, *keys], meaning, history)
        if meaning.side == "unknown" and (spoken := self._for_body(words, keys, meaning, history)):
            return spoken
        singular = keys[-1] in BODIES and meaning.side in ("monitor", "aid") and meaning.actor is None
        return announced(meaning, words.start, history) if singular else None

    def _of_last_state(self, words: Span, meaning: Meaning, history: History) -> Candidate | None:
        """ "The foreign ministry", "government spokeswoman Jane Doe" right after another state spoke: that state's."""
        plain = _BARE_OFFICE.match(words.text[:80])
        own = self.profile.role_side("government")
        state = last_state(words.start, history) if plain and meaning.side == own else None
        if state is None or state.meaning.side == own:
            return None
        theirs = replace(meaning, actor=None, side=state.meaning.side)
        theirs = theirs if meaning.proper else replace(theirs, name=f"{state.meaning.name} {_bare(words.text)}")
        return _by(words, theirs, state.text)

    def _for_body(self, words: Span, keys: list[str], meaning: Meaning, history: History) -> Candidate | None:
        """Return the body for which "a court spokesman", "officials", "a spokesman" speak."""
        if spoken := self._of_body(words, meaning, history) or self._spoken_for(words, meaning):
            return spoken
        if keys[-1] in _OFFICIALS and all(k == "one" or self.reader.words.plain(k) for k in keys[:-1]):
            state = last_state(words.start, history)
            theirs = state and _by(words, replace(meaning, side=state.meaning.side), state.text)
            return official(words.start, history) or theirs
        return spokesman(words.text, words.start, history) or issuer(words.text, words.start, history)

    def _says_whose(self, words: Span, meaning: Meaning) -> bool:
        """Tell whether a definite phrase names the country of whom it means: "the Freedonian envoy"."""
        cut = name_words(words.text[:200])
        whose = meaning.side != "unknown" and any(country_at(cut, n) for n in range(len(cut)))
        return whose or self._ministries.country(words.start, words.end) is not None

    @staticmethod
    def _bare_spokesman(words: Span, meaning: Meaning, history: History) -> Candidate | None:
        """ "spokesman Jane Doe": the side of the body that the same sentence is about."""
        title, _, rest = words.text.partition(" ")
        body = spokesman(f"a {title.lower()}", words.start, history) if rest else None
        if body is None or body.start < history.opening(words.start):
            return None
        own = replace(meaning, side=body.meaning.side)
        return _by(words, own, body.text)

    def _of_body(self, words: Span, meaning: Meaning, history: History) -> Candidate | None:
        """ "Jane Doe, the group's director": the side of the group that was named before."""
        body = _ITS_POST.search(words.text[:200]) or _OF_ITS_BODY.search(words.text[:200])
        told = self.reader.read(body["body"]) if body else None
        found = refer(body["body"], words.start, history, told) if body and told else None
        if body is None or found is None or found.meaning.side in ("unknown", "civilians"):
            return None
        own = replace(meaning, side=found.meaning.side)
        return _by(words, own, body["body"])

    def _names_another(self, words: Span) -> bool:
        """Tell whether a definite phrase holds a name that is not known, and so points to nobody met before."""
        _, *inner = name_words(words.text[:200])
        table = self.reader.words
        return any(
            w.capital
            and not w.article
            and not table.describes(w.key)
            and w.key not in table.determiners
            and not country_at(inner[n : n + 1], 0)
            and not words.text[w.end :].startswith(("-based", " based"))
            for n, w in enumerate(inner)
        )

    def _spoken_for(self, words: Span, meaning: Meaning) -> Candidate | None:
        """ "a court spokesman": the side of the court that the report named in full before."""
        body = _SPEAKS.fullmatch(words.text[:60])
        head = body.group(1).lower() if body else ""
        actor = self.short.actor(head, False, words.start) if head in BODIES and head not in _VAGUE else None
        if body is None or actor is None:
            return None
        own = replace(meaning, side=self.profile.side_of(actor, self.reader.day), named=False)
        return _by(words, own, body.group(1))

    def named_in(self, words: Span) -> Iterator[Found]:
        """Yield the known names that a phrase holds or overlaps, in order."""
        at = max(0, bisect_left(self._starts, words.start) - 1)
        while at < len(self.names) and self.names[at].start < words.end:
            if self.names[at].end > words.start:
                yield self.names[at]
            at += 1

    def _owned(self, words: Span, keys: Sequence[str], meaning: Meaning, history: History) -> Candidate | None:
        """ "his spokeswoman", "its forces", "his son": the side of whom the pronoun means."""
        cut = name_words(words.text[:200])
        if keys[-1] in _AGAINST or any(country_at(cut, i) for i in range(len(cut))):
            return None
        kin = keys[-1] in KIN
        by_role = {"unknown", *(self.profile.role_side(r) for r in ("rebels", "government"))}
        if meaning.side not in by_role and not kin:
            return None
        holds = keys[0] in ("his", "her") and meaning.role in HELD
        first = opener(keys[0], words.start, history)
        owner = first or (commander(words.start, history) if holds else pronoun(keys[0], words.start, history))
        alike = meaning.role is None or kin or (first is not None and keys[-1] in PERSONS)
        if owner is None or owner.meaning.side in ("unknown", "civilians", "media"):
            return None
        if owner.meaning.side in ("monitor", "aid") and not alike:
            return None
        own = replace(meaning, actor=None, side=owner.meaning.side, person=meaning.person or kin)
        if first and meaning.actor and meaning.side != own.side:
            own = replace(own, name=f"unnamed {owner.meaning.name} {words.text.partition(' ')[2]}", named=False)
        return _by(words, own, owner.text)

    def _shortened(self, words: Span, meaning: Meaning) -> Meaning | None:
        """ "the Council", "the ministry" for one that the report named in full before."""
        cut = name_words(words.text[:60])
        if not 1 <= len(cut) <= 2 or meaning.person or words.end - words.start > 60:
            return None
        head = cut[-1]
        if head.key not in BODIES or (len(cut) == 2 and cut[0].key != "the") or head.key in _VAGUE:
            return None
        if len(cut) == 1 and not head.capital:
            return None
        actor = self.short.actor(head.key, head.capital, words.start)
        return self.reader.known(self.profile.actors[actor]) if actor else None

    def _preferred(self, words: Span, meaning: Meaning, speaker: str | None) -> Meaning:
        """A label means the nearest group named before it that it can mean, else the side that the profile gives.

        "The militants" and the like mean the nearest armed group that is no side's army.
        """
        if _OTHERS.search(words.text[:80]):
            return meaning
        if meaning.role == "label":
            prefer = self._label_prefers(words, speaker)
            return self._nearest(words.start, prefer) or meaning
        definite = words.text[:4].lower() in ("the ", "its ")
        if meaning.role in ("militants", "jihadists") and definite:
            return self._nearest(words.start, None) or meaning
        return meaning

    def _label_prefers(self, words: Span, speaker: str | None) -> tuple[str, ...]:
        text = words.text.lower()
        for label in self.profile.labels:
            said = not label.said_by or {speaker, self.reader.teller} & set(label.said_by)
            if said and any(w in text for w in label.words):
                return label.prefer
        return ()

    def _nearest(self, start: int, sides: Collection[str] | None) -> Meaning | None:
        army = self.profile.role_side("military")
        at = bisect_left(self._starts, start) - 1
        while at >= 0 and self.names[at].end > start - _REACH:
            actor = self.profile.actors[self.names[at].actor]
            side = self.profile.side_of(actor.id, self.reader.day)
            armed = actor.kind in ("group", "militia") and side not in (army, "unknown")
            if side in sides if sides is not None else armed:
                return replace(self.reader.known(actor), named=False)
            at -= 1
        return None


def _by(words: Span, meaning: Meaning, told: str) -> Candidate:
    """Return a source whose meaning other words (`told`) give."""
    return Candidate(words.start, words.end, words.text, meaning, True, via=(told,))


def _bare(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an", "its", "his", "their") else text
