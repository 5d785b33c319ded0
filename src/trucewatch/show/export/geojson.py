"""Events as GeoJSON (RFC 7946), with the giver of every value in the properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucewatch.model import TOLL_FIELDS
from trucewatch.model.contract import Json
from trucewatch.record import EventRow
from trucewatch.show.giving import denials, event_said
from trucewatch.show.objects import event_object
from trucewatch.show.visible import json_line

_SAID = ("type", "status", "date", "actor", "recipient", "place", *TOLL_FIELDS)


def feature(row: EventRow) -> Json:
    """Return an event as a feature; its geometry is null where its place, or the place's position, is unknown."""
    place = row.event.place
    point = None
    if place and place.lat is not None and place.lon is not None:
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    properties = event_object(row)
    properties["given"] = {field: said for field in _SAID if (said := event_said(row, field))}
    properties["denied"] = denials(row) or None
    return {"type": "Feature", "id": row.event.id, "geometry": point, "properties": properties}


def geojson(rows: Iterable[EventRow]) -> Iterator[str]:
    """Yield a feature collection, one feature a line."""
    yield '{"type":"FeatureCollection","features":['
    for n, row in enumerate(rows):
        yield (",\n" if n else "\n") + json_line(feature(row))
    yield "\n]}\n"
