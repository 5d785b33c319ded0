"""Words of pages that are not running text: labels, navigation, share lines, credits. No outlet's name stands here.

Every pattern is anchored or bounded, so that matching is linear in the text.
"""

from __future__ import annotations

import re

_SITES = "facebook|twitter|whats ?app|telegram|linkedin|pinterest|instagram|youtube"
_SOCIAL = rf"(?:{_SITES}|e-?mail|print|share|tweet|like|follow|send|copy link|x)"

#: What a line of furniture consists of, whole; written without case.
_LINES = (
    r"select page|skip to (?:main )?(?:content|navigation)|(?:main )?menu|search|home|close|back to top",
    r"media id ?[:#]? ?\d*|(?:photo |picture |image )?captions? ?:|image ?:|photo credits? ?:.{0,80}",
    r"(?:print|share|e-?mail|save)(?: (?:this|on|via|article|page|story|link)\b.{0,60})? ?:?",
    rf"{_SOCIAL}(?:[\s,|/·•]{{1,3}}{_SOCIAL}){{1,12}}|(?:share|tweet|follow) (?:on|us|via)\b.{{0,80}}|{_SITES}",
    r"(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|labels?) ?:.{0,200}",
    r"(?:read|see|watch) (?:more|also|next)\b.{0,160}|also read\b.{0,160}|continue reading.{0,80}",
    r"(?:related|latest|recommended|popular|trending|more) (?:news|articles?|stories|coverage|posts?|content|topics?"
    r"|videos?)\b.{0,120}",
    r"advertisements?|sponsored(?: content)?|story continues below.{0,40}",
    r"leave a (?:comment|reply)|(?:no )?comments?(?: yet)?(?: ?\(?\d{1,6}\)?)?|\d{1,6} comments?",
    r"views?:? ?\d{1,9}|\d{1,9} (?:views|shares)|(?:previous|next|older|newer)(?: (?:article|post|page|story|entry))?",
    r"(?:sign up|subscribe|log in|sign in|register|donate)\b.{0,100}",
    r"(?:privacy|cookie) policy.{0,80}|terms of (?:use|service).{0,80}",
    r"(?:copyright\b|©|\(c\) ).{0,200}|.{0,120}\ball rights reserved\.?",
    r"get short url[\s\d]{0,20}|our standards ?:.{0,120}",
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled) by .{1,200}",
    r".{1,160} contributed to this (?:report|story|article)\.?",
    r"(?:posted|published|updated|last (?:updated|modified|update)|date of publication)"
    r"(?: (?:on|at)\b| ?:| (?=.{0,20}\d{4})).{0,80}",
    r"(?:source|via) ?: ?.{1,60}|[\W_]{1,40}",
)
#: A whole line that is furniture (match it against the stripped line, at most 240 characters).
LINE = re.compile("|".join(_LINES), re.IGNORECASE)
#: A line that names who wrote it; case matters.
BYLINE = re.compile(r"(?:By|BY)\s[A-Z][^.!?:;]{2,90}")
#: The label after which the next line is a caption.
CAPTION_LABEL = re.compile(r"(?:photo |picture |image )?captions?\s?:", re.IGNORECASE)

_CREDIT_WORD = (
    "(?:[Pp]hotos?|PHOTOS?|[Pp]ictures?|[Ii]mages?|[Hh]andout|[Ff]ile|FILE|[Aa]rchives?|Getty|[Cc]ourtesy|[Cc]redit"
    "|[Aa]gencies)"
)
#: A photographer's or agency's credit in brackets.
CREDIT = re.compile(rf"\((?=[^()\n]{{0,70}}\b{_CREDIT_WORD}\b)(?!Source)[^()\n]{{3,80}}\)")
#: How a caption begins.
CAPTION_START = re.compile(
    r"(?:(?:A |This |In this |An? (?:undated|handout) )?"
    r"(?:[Ss]till|[Ff]ile|[Hh]andout|[Uu]ndated|[Vv]ideo|[Ss]creen)[ -]?"
    r"(?:image|photo(?:graph)?|picture|grab|shot|video)\b"
    r"|In this (?:photo|image|picture|frame)\b|This (?:photo|image|picture)\b"
    r"|(?:Photo|Picture|Image)s? (?:shows?|by|taken)\b|A still from\b)"
)
#: What captions and navigation do not do: report speech.
SPEECH = re.compile(r"\b(?:said|says|told|tells|added|adds|according to|reported|reports|warned|stated)\b")

#: Furniture at the head of a text without line breaks, tried again and again where the head stands.
HEAD = re.compile(
    r"Print this page|Get short URL(?: \d{1,6}){0,4}|Print (?:Tweet|Share)(?: Views \d{1,9})?|Views \d{1,9}"
    r"|(?:Posted|Published|Updated|Last [Uu]pdated?|Date of publication)(?: on| at)?\b:?"
    r"|(?:SEND|SHARE|PRINT)\b(?: https?\S{1,80})?|[Mm]edia ID: ?\d{1,12}|Select Page|\(updated [\d:. ]{4,20}\)"
    r"|\d\d?:\d\d(?: ?[ap]\.?m\.?)?(?: (?:[A-Z]{3,4}|UTC)(?:[+-]\d{1,2})?)?(?!\w)|\d{4} (?:UTC|GMT)(?:[+-]\d{1,2})?"
)
#: Furniture that may stand anywhere in a text without line breaks; case matters.
INLINE = re.compile(
    r"Get short URL(?: \d{1,6}){0,4}|Slideshow \(\d{1,3} [Ii]mages?\)|Print Tweet(?: Views \d{1,9})?"
    r"|Media ID: ?\d{1,12}|\(Source: [^()\n]{2,60}\)(?: Twitter)?|Story continues below(?: this)?(?: advertisement)?"
    r"|ADVERTISEMENT|Last [Uu]pdate:? [^.!?\n]{6,70}?GMT \d\d:\d\d(?: \d{1,4})?"
)
#: From here to the end of its paragraph a text is furniture, when it stands in the last part of the text.
TAIL = re.compile(
    r"\(?\b(?:Additional r|[Rr])eporting (?:and writing )?by (?=[A-Z])|\bOur Standards: ?The |\bFollow us on (?=[A-Z])"
    r"|\bCopyright (?:©|\(c\)|[^\w\s]{0,4} ?(?:19|20)\d\d)|© ?(?:19|20)\d\d|\bAll rights reserved\b"
    r"|\bSource:? [A-Z][\w ]{1,30} and agencies\b|\bRelated (?:News|Coverage|Stories|Articles) (?=[A-Z])"
    r"|\bRead (?:Also|More|also|more)\s*$|\bCommunity standards ?Discussion\b"
)
