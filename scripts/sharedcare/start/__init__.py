"""A new register from one file: what it lays down, and what of this checkout comes along."""
