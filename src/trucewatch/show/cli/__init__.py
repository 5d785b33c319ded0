"""The command line. `main` is its entry; each command is imported only when it is called, so that help is quick."""

from trucewatch.show.cli.entry import main

__all__ = ["main"]
