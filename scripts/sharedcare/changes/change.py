"""What a change is, before anybody puts it into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sharedcare.register.model.base import Record
from sharedcare.register.reading.places import Path


class Kind(StrEnum):
    """What happened to a thing."""

    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"
    REWRITTEN = "rewritten"
    """It is put together or written in another way, and says the same."""


@dataclass(frozen=True, slots=True)
class Step:
    """A field on the way from the whole record to what changed."""

    owner: type[Record]
    field: str


@dataclass(frozen=True, slots=True)
class About:
    """The row, or the entry of a block of names, that a change is inside."""

    row: Record
    drugs: tuple[str, ...] = ()
    """The drugs that it changes for, where rows of its kind are for drugs."""
    tests: tuple[str, ...] = ()
    """The tests that it changes for, by id, alias or as printed."""
    key: str | None = None
    """What the file calls the entry."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two says."""

    record: Record
    """The record that says it."""
    field: str | None
    """In which field; nothing where the whole row or block is meant."""
    item: object
    """The value; of a list, one item."""
    role: str = "field"
    """`field`, `row` for a part of a row, `item` for one of a list, or `note` for the note beside it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two readings of the same record."""

    kind: Kind
    steps: tuple[Step, ...]
    """From the field of the whole record to the one that changed."""
    about: About | None
    before: Side | None
    after: Side | None
    safety: bool
    """Whether it needs a second reviewer."""
    path: Path
    """Where it stands in the record that comes after; of what is gone, where it stood before."""

    @property
    def block(self) -> str:
        """The field of the whole record that it stands in."""
        return self.steps[0].field
