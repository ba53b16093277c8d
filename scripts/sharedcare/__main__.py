"""``python -m sharedcare`` is the command line ``sharedcare``."""

from sharedcare.cli import main

main()
