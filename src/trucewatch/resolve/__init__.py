"""A reading to things: actors and their sides, places."""
