"""Trucewatch reads conflict reporting and keeps the record of who says what happened, and what becomes of truces."""

__version__ = "0.1.0"
