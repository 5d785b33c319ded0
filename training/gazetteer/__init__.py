"""How the gazetteer index and the place resolver's weights were made."""
