"""What places there are: the shipped index of the world's towns, a profile's places, a user's own."""

from trucewatch.know.gazetteer.entry import Entry, distance_km
from trucewatch.know.gazetteer.gazetteer import Candidate, Gazetteer, shipped_index
from trucewatch.know.gazetteer.profile import load_places

__all__ = ["Candidate", "Entry", "Gazetteer", "distance_km", "load_places", "shipped_index"]
