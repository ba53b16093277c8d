"""The bytes of a file -> values that know their place, and what is wrong with the text."""
