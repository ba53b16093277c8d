"""What changed in the protocols' files, day by day: written by the program from git's history, never by hand."""

from __future__ import annotations

from sharedcare.register.model.base import UNKNOWN, Code, Fact, Id, Record, Text
from sharedcare.register.values.dates import PartialDate


class LedgerRow(Record):
    """What one day changed in the file of one protocol."""

    on: Fact[PartialDate] = UNKNOWN
    """The day in London."""
    protocol: Fact[Id] = UNKNOWN
    """The protocol: its id on that day."""
    commit: Fact[Code] = UNKNOWN
    """The last commit of that day that changed the file."""
    says: Fact[tuple[Text, ...]] = UNKNOWN
    """What changed, in words. They are as they were written on that day."""


class Ledger(Record):
    """The file of one month."""

    changes: tuple[LedgerRow, ...] = ()
    """The rows by day, and on each day by protocol."""
