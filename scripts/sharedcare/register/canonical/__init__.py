"""The canonical form: one order and one style for every file of the register, comments included."""
