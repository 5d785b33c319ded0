"""What places there are: the shipped index of the world's towns, a profile's places, a user's own."""

from trucewatch.know.gazetteer.entry import Entry, distance_km
from trucewatch.know.gazetteer.finding import Found, find_places
from trucewatch.know.gazetteer.gazetteer import Candidate, Gazetteer, shipped_index
from trucewatch.know.gazetteer.loaders import BadRow, Loaded, load_file, read_entries, save_entries
from trucewatch.know.gazetteer.own import Stored, add_file, added_places, own_places, places_dir
from trucewatch.know.gazetteer.profile import load_places

__all__ = [
    "BadRow",
    "Candidate",
    "Entry",
    "Found",
    "Gazetteer",
    "Loaded",
    "Stored",
    "add_file",
    "added_places",
    "distance_km",
    "find_places",
    "load_file",
    "load_places",
    "own_places",
    "places_dir",
    "read_entries",
    "save_entries",
    "shipped_index",
]
