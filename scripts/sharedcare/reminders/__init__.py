"""(register, day) -> what is due, by who looks after it, in words. Pure: the day is always given."""
