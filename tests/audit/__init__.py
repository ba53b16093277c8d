"""Audits: figures of the built site, for people to read. None of them is asserted."""
