"""The typed records of the register: the whole contract of its files."""
