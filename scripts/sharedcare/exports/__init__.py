"""(register, day) -> files for machines. Pure: the day is given, and nothing is written."""
