"""A report to a reading: claims, events, truce statements; words and spans."""
