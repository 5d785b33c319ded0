"""Command line, page and exports: nothing here decides, it shows."""
