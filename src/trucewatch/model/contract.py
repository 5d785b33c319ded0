"""The output contract: a Reading as JSON and back (DESIGN.md section 3; contract.schema.json is its JSON Schema)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from trucewatch.model.actor import Actor
from trucewatch.model.claim import Claim, Hearsay, Source
from trucewatch.model.event import ClaimLink, Event, EventDate, Value
from trucewatch.model.place import Place
from trucewatch.model.problem import Problem
from trucewatch.model.reading import Reading
from trucewatch.model.report import PublishedDate, Report, Zone
from trucewatch.model.span import Span
from trucewatch.model.time import TimeExpression
from trucewatch.model.truce import Statement, Truce

Json = dict[str, Any]


def schema() -> Json:
    """Return the JSON Schema (draft 2020-12) of one line of `trucewatch read --json`."""
    text = files("trucewatch.model").joinpath("contract.schema.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def dumps(thing: Any) -> str:
    """Return JSON on one line, the same for the same thing."""
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


# ---- to JSON


def span_json(words: Span) -> Json:
    """Return the three keys of a span."""
    return {"start": words.start, "end": words.end, "text": words.text}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def source_json(source: Source) -> Json:
    """Return a source as the contract has it."""
    rest = {"actor": source.actor, "name": source.name, "side": source.side, "named": source.named}
    return {**span_json(source.words), **rest, "via": list(source.via)}


def claim_json(claim: Claim) -> Json:
    """Return a claim as the contract has it."""
    return {
        "id": claim.id,
        "within": claim.within,
        "source": source_json(claim.source),
        "cue": span_json(claim.cue),
        "content": [span_json(c) for c in claim.content],
        "form": claim.form,
        "stance": claim.stance,
        "confidence": round(claim.confidence, 3),
    }


def actor_json(actor: Actor) -> Json:
    """Return an actor mention as the contract has it."""
    return {**span_json(actor.words), "actor": actor.actor, "name": actor.name, "side": actor.side}


def place_json(place: Place) -> Json:
    """Return a place mention as the contract has it."""
    return {
        **span_json(place.words),
        "place_id": place.place_id,
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "confidence": round(place.confidence, 3),
    }


def value_json(value: Value) -> Json:
    """Return one value of an event as the contract has it."""
    return {
        "field": value.field,
        "value": value.value,
        "who": value.who,
        "low": value.low,
        "high": value.high,
        **span_json(value.words),
        "claim": value.claim,
        "outlet": value.outlet,
        "superseded": value.superseded,
    }


def event_json(event: Event) -> Json:
    """Return an event as the contract has it, flat tolls projected from its values."""
    when = event.date
    mention = when.mention if when else None
    tolls = {name: getattr(event, name) for name in ("killed", "wounded", "displaced", "detained")}
    return {
        "id": event.id,
        "mentions": [span_json(m) for m in event.mentions],
        "type": event.type,
        "mode": event.mode,
        "plover": event.plover,
        "cameo": event.cameo,
        "acled": event.acled,
        "status": event.status,
        "claims": [{"id": c.id, "polarity": c.polarity} for c in event.claims],
        "actor": [actor_json(a) for a in event.actor],
        "recipient": [actor_json(a) for a in event.recipient],
        "place": place_json(event.place) if event.place else None,
        "date": {"start": _day(when.start), "end": _day(when.end), "mention": span_json(mention) if mention else None}
        if when
        else None,
        **{name: list(pair) if pair else None for name, pair in tolls.items()},
        "values": [value_json(v) for v in event.values],
        "confidence": round(event.confidence, 3),
    }


def truce_json(truce: Truce) -> Json:
    """Return a truce as the contract has it."""
    return {
        "id": truce.id,
        "mentions": [span_json(m) for m in truce.mentions],
        "name": truce.name,
        "state": truce.state,
        "parties": list(truce.parties),
        "brokers": list(truce.brokers),
        "area": truce.area,
        "start": truce.start,
        "end": truce.end,
        "duration": truce.duration,
        "violations": list(truce.violations),
        "statements": [
            {"field": s.field, "value": s.value, "claim": s.claim, "outlet": s.outlet, **span_json(s.words)}
            for s in truce.statements
        ],
    }


def time_json(time: TimeExpression) -> Json:
    """Return a time expression as the contract has it."""
    return {
        **span_json(time.words),
        "type": time.type,
        "value": time.value,
        "from": time.from_,
        "to": time.to,
        "role": time.role,
        "anchor": time.anchor,
        "mod": time.mod,
        "alternatives": list(time.alternatives),
        "zone": time.zone,
        "offset": time.offset,
    }


def problem_json(problem: Problem) -> Json:
    """Return a problem as the contract has it."""
    return {"code": problem.code, "what": problem.what, "where": problem.where}


def report_json(report: Report) -> Json:
    """Return what the contract says of a report itself, without its text."""
    published = report.published
    return {
        "id": report.id,
        "outlet": report.outlet,
        "url": report.url,
        "title": report.title,
        "location": report.location,
        "published": _day(published.day),
        "published_from": published.origin,
        "dates": {
            "given": _day(published.given),
            "text": _day(published.printed),
            "metadata": _day(published.metadata),
            "mention": span_json(published.printed_words) if published.printed_words else None,
        },
        "dateline": span_json(report.dateline) if report.dateline else None,
        "language": report.language,
        "raw_sha256": report.raw_sha256,
        "text_sha256": report.text_sha256,
        "zones": [{**span_json(z.words), "kind": z.kind} for z in report.zones],
    }


def reading_json(reading: Reading, *, text: bool = False) -> Json:
    """Return a reading as one object of the contract; with `text` the report's text stands in it too."""
    return {
        **report_json(reading.report),
        **({"text": reading.report.text} if text else {}),
        "claims": [claim_json(c) for c in reading.claims],
        "hearsay": [{"cue": span_json(h.cue), "content": [span_json(c) for c in h.content]} for h in reading.hearsay],
        "events": [event_json(e) for e in reading.events],
        "truces": [truce_json(t) for t in reading.truces],
        "places": [place_json(p) for p in reading.places],
        "times": [time_json(t) for t in reading.times],
        "actors": [actor_json(a) for a in reading.actors],
        "problems": [problem_json(p) for p in reading.problems],
    }


# ---- from JSON


def _span(found: Mapping[str, Any]) -> Span:
    return Span(found["start"], found["end"], found["text"])


def _spans(found: list[Json]) -> tuple[Span, ...]:
    return tuple(map(_span, found))


def _date(found: str | None) -> date | None:
    return date.fromisoformat(found) if found else None


def claim_from_json(found: Json) -> Claim:
    """Rebuild a claim from its contract object."""
    said = found["source"]
    source = Source(_span(said), said["actor"], said["name"], said["side"], said["named"], tuple(said["via"]))
    rest = {k: found[k] for k in ("id", "form", "stance", "confidence", "within")}
    return Claim(source=source, cue=_span(found["cue"]), content=_spans(found["content"]), **rest)


def actor_from_json(found: Json) -> Actor:
    """Rebuild an actor mention from its contract object."""
    return Actor(_span(found), found["actor"], found["name"], found["side"])


def place_from_json(found: Json) -> Place:
    """Rebuild a place mention from its contract object."""
    keys = ("place_id", "name", "admin1", "country", "lat", "lon", "radius_km", "confidence")
    return Place(_span(found), **{k: found[k] for k in keys})


def _value(found: Json) -> Value:
    keys = ("field", "value", "low", "high", "who", "claim", "outlet", "superseded")
    return Value(words=_span(found), **{k: found[k] for k in keys})


def event_from_json(found: Json) -> Event:
    """Rebuild an event from its contract object."""
    when = found["date"]
    keys = ("id", "type", "mode", "plover", "cameo", "acled", "status", "confidence")
    return Event(
        mentions=_spans(found["mentions"]),
        values=tuple(map(_value, found["values"])),
        claims=tuple(ClaimLink(c["id"], c["polarity"]) for c in found["claims"]),
        actor=tuple(map(actor_from_json, found["actor"])),
        recipient=tuple(map(actor_from_json, found["recipient"])),
        place=place_from_json(found["place"]) if found["place"] else None,
        date=EventDate(
            date.fromisoformat(when["start"]),
            date.fromisoformat(when["end"]),
            _span(when["mention"]) if when["mention"] else None,
        )
        if when
        else None,
        **{k: found[k] for k in keys},
    )


def truce_from_json(found: Json) -> Truce:
    """Rebuild a truce from its contract object."""
    keys = ("id", "name", "state", "area", "start", "end", "duration")
    statements = tuple(
        Statement(s["field"], s["value"], _span(s), claim=s["claim"], outlet=s["outlet"]) for s in found["statements"]
    )
    return Truce(
        mentions=_spans(found["mentions"]),
        statements=statements,
        parties=tuple(found["parties"]),
        brokers=tuple(found["brokers"]),
        violations=tuple(found["violations"]),
        **{k: found[k] for k in keys},
    )


def time_from_json(found: Json) -> TimeExpression:
    """Rebuild a time expression from its contract object."""
    keys = ("type", "value", "to", "role", "anchor", "mod", "zone", "offset")
    rest = {k: found[k] for k in keys}
    return TimeExpression(_span(found), from_=found["from"], alternatives=tuple(found["alternatives"]), **rest)


def report_from_json(found: Json, text: str, raw: bytes = b"") -> Report:
    """Rebuild a report from what the contract says of it and its text."""
    dates = found["dates"]
    mention = _span(dates["mention"]) if dates["mention"] else None
    keys = ("id", "outlet", "url", "title", "location", "language", "raw_sha256", "text_sha256")
    return Report(
        text=text,
        raw=raw,
        published=PublishedDate(_date(dates["given"]), _date(dates["text"]), _date(dates["metadata"]), mention),
        dateline=_span(found["dateline"]) if found["dateline"] else None,
        zones=tuple(Zone(_span(z), z["kind"]) for z in found["zones"]),
        **{k: found[k] for k in keys},
    )


def reading_from_json(found: Json, text: str, raw: bytes = b"") -> Reading:
    """Rebuild a reading from its contract object and the report's text."""
    return Reading(
        report=report_from_json(found, text, raw),
        claims=tuple(map(claim_from_json, found["claims"])),
        hearsay=tuple(Hearsay(_span(h["cue"]), _spans(h["content"])) for h in found["hearsay"]),
        events=tuple(map(event_from_json, found["events"])),
        truces=tuple(map(truce_from_json, found["truces"])),
        places=tuple(map(place_from_json, found["places"])),
        times=tuple(map(time_from_json, found["times"])),
        actors=tuple(map(actor_from_json, found["actors"])),
        problems=tuple(Problem(p["code"], p["what"], p["where"]) for p in found["problems"]),
    )
