"""Place: a mention of a place and what it was resolved to."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Hold the words that mention a place, and the place, as far as it is known.

    `place_id` is namespaced (geonames:, own:, iso: ...), None where only the name is known. `lat`, `lon` are WGS 84
    degrees, `radius_km` how far from there the place may lie; all None where unknown. `admin1` is the English name
    of the first-level division, `country` ISO 3166-1 alpha-2. `confidence` is from 0 to 1.
    """

    words: Span
    place_id: str | None
    name: str
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    confidence: float = 0.0
