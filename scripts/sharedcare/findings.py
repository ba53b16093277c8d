"""What a check reports: a finding at a line and column of a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How much trouble a finding is. The order is from the worst."""

    UNREADABLE = "unreadable"
    """The file cannot be trusted: its page shows no protocol."""
    INCOMPLETE = "incomplete"
    """A required fact is missing or contradicts another: the page is shown, the check fails."""
    NOTABLE = "notable"
    """A warning: the check passes."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; both numbers count from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, where it is, and what to write instead."""

    file: str
    """Path from the register's folder, with forward slashes."""
    position: Position
    code: str
    grade: Grade
    message: str
    help: tuple[str, ...] = ()
    """Sentences or lines to paste, each on a line of its own."""
    state: str | None = None
    """The currency or funding that this finding announces, for ``--fail-on``; else nothing."""

    def sort_key(self) -> tuple[str, Position, str, str]:
        """The order in which findings are printed: by place, then by code and words."""
        return (self.file, self.position, self.code, self.message)
