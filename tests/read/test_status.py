import pytest

from trucewatch.model import Claim, Report, Source, Span
from trucewatch.read.prose import Prose
from trucewatch.read.status import CueStatus
from trucewatch.read.triggers import LexiconTriggers


def status(text: str, stance: str | None = None, cue: str = "said") -> str:
    prose = Prose.of(Report("r", text, "", ""))
    whole = Span.of(text, 0, len(text))
    source = Source(Span.of(text, 0, 1), None, "somebody", "unknown", False)
    claim = Claim("c", source, Span(0, len(cue), cue), (whole,), "indirect", stance, 0.9) if stance else None
    return CueStatus().find(prose, LexiconTriggers().find(prose)[0], claim)[0]


@pytest.mark.parametrize(
    ("text", "stance", "cue", "expected"),
    [
        ("The army shelled the port.", None, "", "happened"),
        ("The army is shelling the port.", None, "", "ongoing"),
        ("Shelling continued in the port.", None, "", "ongoing"),
        ("The army will shell the port.", None, "", "planned"),
        ("The army will shell the port.", "threaten", "warned", "threatened"),
        ("The army could shell the port.", None, "", "hypothetical"),
        ("The army did not shell the port.", "deny", "denied", "denied"),
        ("The army shelled the port.", "accuse", "accused", "alleged"),
        ("The army shelled the port.", "accuse", "said", "happened"),
        ("The town is under siege.", None, "", "ongoing"),
    ],
)
def test_status(text: str, stance: str | None, cue: str, expected: str) -> None:
    assert status(text, stance, cue) == expected
