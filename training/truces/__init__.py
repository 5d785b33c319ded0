"""Truces: what the words around a mention say of its state."""
