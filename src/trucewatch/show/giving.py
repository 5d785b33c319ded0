"""Values with whoever gives them, as text: "30 civilians (The Monitor) / 12 (The army)"."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.model import Event, Value
from trucewatch.record import EventRow, TruceRow


def amount(value: Value) -> str:
    """Return a toll as text ("30-43 civilians", "12"), any other value as it is."""
    if value.low is None:
        return value.value or ""
    number = str(value.low) if value.low == value.high else f"{value.low}-{value.high}"
    return f"{number} {value.who}" if value.who and value.who != "unknown" else number


def day_range(value: str) -> str:
    """Return an ISO interval of one day as that day ("2016-07-31/2016-07-31" -> "2016-07-31")."""
    first, _, last = value.partition("/")
    return first if first == last else value


def event_said(row: EventRow, field: str) -> str:
    """Return every value of a field of an event, each with its givers; a superseded one says so.

    The status that the event comes to stands first.
    """
    found = [v for v in row.event.values if v.field == field]
    if field == "status":
        found.sort(key=lambda v: v.value != row.event.status)
    return _joined((value_name(row.event, v), _mark(row.giver(v), v.superseded)) for v in found)


def value_name(event: Event, value: Value) -> str:
    """Return a value as a reader would call it: the name of an actor or place instead of its id.

    An id that the event itself does not resolve to is shown by the words that were resolved.
    """
    given = amount(value)
    if value.field == "date":
        return day_range(given)
    if value.field not in ("actor", "recipient", "place"):
        return given
    names = {key: a.name for a in (*event.actor, *event.recipient) for key in (a.actor, a.name) if key}
    if event.place:
        names |= {key: event.place.name for key in (event.place.place_id, event.place.name) if key}
    return names.get(given) or value.words.text or given


def truce_said(row: TruceRow, field: str) -> str:
    """Return every value that is stated for a field of a truce, each with its givers; the one it comes to first."""
    found = [s for s in row.truce.statements if s.field == field]
    if isinstance(flat := getattr(row.truce, field), str):
        found.sort(key=lambda s: s.value != flat)
    return _joined((s.value, row.giver(s)) for s in found)


def tellers(row: EventRow) -> list[str]:
    """Return who tells of an event: the sources of its claims that report it, the outlet where it does so itself."""
    told = [row.givers[link.id].source.name for link in row.event.claims if link.polarity != "denies"]
    own = any(value.outlet for value in row.event.values if value.field in ("type", "status"))
    return list(dict.fromkeys([*told, *([row.origin.giver] if own else [])]))


def in_short(row: EventRow, *, said: bool = True) -> str:
    """Return an event in a few words, with who tells of it if `said`: "2016-07-31 Northtown, shelling (The army)"."""
    event = row.event
    days = day_range(f"{event.date.start}/{event.date.end}") if event.date else "day unknown"
    where = f"{event.place.name}, " if event.place else ""
    status = "" if event.status == "happened" else f" {event.status}"
    givers = "; ".join(filter(None, [", ".join(tellers(row)), denials(row)]))
    return f"{days} {where}{event.mode or event.type}{status}" + (f" ({givers})" if said and givers else "")


def sure(confidence: float) -> str:
    """Return a confidence as people read it: "93 %"."""
    return f"{int(100 * confidence + 0.5)} %"


def denials(row: EventRow) -> str:
    """Return who denies an event."""
    deniers = [row.givers[link.id].source.name for link in row.event.claims if link.polarity == "denies"]
    return f"denied by {', '.join(dict.fromkeys(deniers))}" if deniers else ""


def _mark(giver: str, superseded: bool) -> str:
    return f"{giver}, superseded" if superseded else giver


def _joined(given: Iterable[tuple[str, str]]) -> str:
    """Return "value (giver, giver) / value (giver)": equal values stand once."""
    found: dict[str, list[str]] = {}
    for value, giver in given:
        givers = found.setdefault(value, [])
        if giver not in givers:
            givers.append(giver)
    return " / ".join(f"{value} ({', '.join(givers)})" for value, givers in found.items())
