"""Dates, lengths of time, and the signs that texts are written in: how one value is read."""
