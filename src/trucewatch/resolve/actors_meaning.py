"""What a noun phrase can mean, and the small word classes that the rules of phrases share."""

from __future__ import annotations

from dataclasses import dataclass

#: Roles whose people keep their own side whatever names stand around them.
BYSTANDERS = frozenset(("civilians", "aid", "monitor", "media"))
ARMED_KINDS = frozenset(("group", "militia", "army", "air", "coalition"))
#: What somebody has who holds power: "his forces", "its government".
HELD = frozenset(("military", "government", "air", "police", "militants", "rebels"))
ARMED = frozenset(("militants", "jihadists", "rebels", "military"))
#: Words for what somebody issued: they mean whoever issued it.
DOCUMENTS = frozenset(
    "statement statements report reports letter letters document communique claim text release bulletin"
    " resolution resolutions article editorial commentary account accounts"
    " appeal message video dispatch account tweet memo estimates figures".split()
)
RANKS = frozenset("commander officer general colonel lieutenant captain major brigadier admiral sergeant".split())
CIVIL = frozenset("ministry minister ministers parliament lawmaker lawmakers mp mps premier".split())
MANY = frozenset(
    "fighters groups forces positions targets members sites bases strikes vehicles strongholds backers supporters"
    " allies operations warehouses centers centres raids airstrikes areas towns villages districts".split()
)
APPOSITIVE = frozenset(
    "group groups movement organization organisation website newspaper daily agency channel itself network tv"
    " militia rebel state news militants fighters terrorists forces troops jihadists gunmen insurgents rebels"
    " extremists terrorist militant jihadist extremist".split()
)
#: Nouns for one person: what stands before a name and is no body of its own ("President X", "activist X").
PERSONS = frozenset(
    "official spokesman spokeswoman spokesperson minister president commander leader director envoy diplomat"
    " source resident activist doctor witness man woman head chief secretary ambassador reporter correspondent"
    " journalist officer colonel general governor fighter rebel mediator negotiator member chairman analyst expert"
    " medic nurse surgeon father mother boy girl survivor student photographer driver worker teacher lawyer"
    " soldier farmer refugee dictator strongman king ruler chair senator lawmaker contributor writer columnist"
    " announcer manager coordinator professor executive president premier founder mayor judge prosecutor owner".split()
)
ACTIVISTS = frozenset(("activist", "activists"))
#: Offices that every side has in the places it holds.
LOCAL_OFFICES = frozenset("administration directorate department municipality governorate university".split())
KIN = frozenset("son daughter wife brother sister father mother cousin family relatives sons".split())


@dataclass(frozen=True, slots=True)
class Meaning:
    """Hold what a phrase means: `actor` None where it only describes, `proper` True where it names a new actor.

    `title` is the post that a known person held. `weak` tells that an earlier actor of the report may say better who is
    meant. `pronoun` is that of a known person, where the profile tells it.
    """

    actor: str | None
    name: str
    side: str
    named: bool
    role: str | None = None
    proper: bool = False
    person: bool = False
    weak: bool = False
    title: str = ""
    pronoun: str = ""
