"""The commands: one module a family. `cli.py` gives them the day, and ends the program for them."""
