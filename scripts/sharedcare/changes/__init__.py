"""(register, register) -> what changed, by what it is about and never by where it stands. Pure."""
