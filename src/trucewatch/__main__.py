"""`python -m trucewatch` is the command line."""

from trucewatch.show.cli import main

main()
