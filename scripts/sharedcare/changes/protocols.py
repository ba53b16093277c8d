"""What changed in one protocol, or in one other record: the door for whoever asks about a single file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sharedcare.changes.change import Change
from sharedcare.changes.fields import Place, differences
from sharedcare.compare.facts import Names
from sharedcare.register.model.base import Record, Unknown
from sharedcare.register.model.protocol import Protocol

R = TypeVar("R", bound=Record)


def changes_of(before: Protocol, after: Protocol, test: Callable[[str], str] = str.casefold) -> tuple[Change, ...]:
    """Every difference between two readings of a protocol, in the order of the model.

    `test` gives the same for every name of one test; without it, each alias is a test of its own. Rows are matched by
    drug, phase, tests and condition, not by position; order never counts, and two unknowns with one note are the same.
    """
    return record_changes(before, after, names_in(before, test), names_in(after, test))


def record_changes(before: R, after: R, *names: Names) -> tuple[Change, ...]:
    """The same of any two records of one kind. `names` are those of the two files, the earlier one's first."""
    old, new = names or (Names(), Names())
    return tuple(differences(before, after, Place((old, new))))


def names_in(protocol: Protocol, test: Callable[[str], str]) -> Names:
    """What a protocol calls its parts."""
    rows = () if isinstance(protocol.indications, Unknown) else protocol.indications
    indications = {row.id or "": row.name for row in rows}
    known = {key: name for key, name in indications.items() if isinstance(name, str)}
    return Names(protocol.drug_ids, known, test)
