"""Events in the columns of ACLED's data export (ACLED Codebook, 2023), with who gives which value.

These are machine-read reports, not ACLED's coding: one row per event of one report, not one per real event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from trucewatch.know.world import world
from trucewatch.model import TOLL_FIELDS, Event, EventDate, Place
from trucewatch.record import EventRow
from trucewatch.show.export.cells import Cell, csv_lines
from trucewatch.show.giving import denials, event_said

#: Sub-event types by event type (ACLED Codebook 2023, table 2).
_EVENT_TYPES: Mapping[str, tuple[str, ...]] = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        *("Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack"),
        *("Remote explosive/landmine/IED", "Grenade"),
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        *("Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use"),
        *("Headquarters or base established", "Looting/property destruction"),
        *("Non-violent transfer of territory", "Other"),
    ),
}
EVENT_TYPE = {sub: type_ for type_, subs in _EVENT_TYPES.items() for sub in subs}
#: What ACLED codes has happened, or is said to have.
_OCCURRED = frozenset({"happened", "ongoing", "alleged", "denied"})

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type"),
    *("actor1", "actor2", "country", "admin1", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities"),
    *("iso2", "event_date_end", "status", "fatalities_high", "fatalities_given", "wounded_given", "displaced_given"),
    *("detained_given", "type_given", "status_given", "actor_given", "recipient_given", "place_given", "date_given"),
    *("denied", "claims", "report_key", "report_id", "outlet", "published", "url"),
)


def is_coded(event: Event) -> bool:
    """Tell whether ACLED would code an event: it has a sub-event type and is not merely planned or demanded."""
    return event.acled is not None and event.status in _OCCURRED


def time_precision(when: EventDate | None) -> int | None:
    """Return 1 for a day, 2 for up to a week, 3 for longer, None where the date is unknown."""
    if when is None:
        return None
    days = (when.end - when.start).days + 1
    return 1 if days == 1 else 2 if days <= 7 else 3


def geo_precision(place: Place | None) -> int | None:
    """Return 1 for a town (to 10 km), 2 for its surroundings (to 50 km), 3 for a region; None without a position."""
    if place is None or place.lat is None or place.radius_km is None:
        return None
    return 1 if place.radius_km <= 10 else 2 if place.radius_km <= 50 else 3


def acled(rows: Iterable[EventRow]) -> Iterator[str]:
    """Yield the heading and one line for each event that ACLED would code (see `is_coded`)."""
    return csv_lines(COLUMNS, (_cells(row) for row in rows if is_coded(row.event)))


def _cells(row: EventRow) -> dict[str, Cell]:
    event, origin = row.event, row.origin
    return {
        "event_id_cnty": event.id,
        **_when(event.date),
        "event_type": EVENT_TYPE.get(event.acled or ""),
        "sub_event_type": event.acled,
        "actor1": "; ".join(a.name for a in event.actor),
        "actor2": "; ".join(a.name for a in event.recipient),
        **_where(event.place),
        "source": "; ".join(dict.fromkeys([origin.giver, *(c.source.name for c in row.givers.values())])),
        "source_scale": None,
        "notes": _notes(row),
        "fatalities": event.killed[0] if event.killed else None,
        "fatalities_high": event.killed[1] if event.killed else None,
        "fatalities_given": event_said(row, "killed"),
        **{f"{field}_given": event_said(row, field) for field in TOLL_FIELDS if field != "killed"},
        **{f"{f}_given": event_said(row, f) for f in ("type", "status", "actor", "recipient", "place", "date")},
        "status": event.status,
        "denied": denials(row),
        "claims": "; ".join(link.id for link in event.claims),
        "report_key": origin.key,
        "report_id": origin.id,
        "outlet": origin.outlet,
        "published": origin.published.isoformat() if origin.published else None,
        "url": origin.url,
    }


def _when(when: EventDate | None) -> dict[str, Cell]:
    return {
        "event_date": when.start.isoformat() if when else None,
        "event_date_end": when.end.isoformat() if when else None,
        "year": when.start.year if when else None,
        "time_precision": time_precision(when),
    }


def _where(place: Place | None) -> dict[str, Cell]:
    return {
        "country": _country(place.country) if place and place.country else None,
        "iso2": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "location": place.name if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "geo_precision": geo_precision(place),
    }


def _country(iso: str) -> str:
    """Return the usual English name of a country, its ISO 3166 code where the world layer does not know it."""
    known = world().country(iso)
    return known.names[0] if known else iso


def _notes(row: EventRow) -> str:
    """Return who says what in the words of the report, or the outlet's own words for the event."""
    origin = row.origin
    day = f", {origin.published.isoformat()}" if origin.published else ""
    said = [
        f"{c.source.name} {c.cue.text}: {' ... '.join(piece.text for piece in c.content)}" for c in row.givers.values()
    ]
    own = ", ".join(words.text for words in row.event.mentions)
    return f"{origin.giver}{day}: {own}. {' | '.join(said)}".strip()
