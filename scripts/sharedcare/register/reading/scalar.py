"""A text as the parser read it: its value, its quotation marks, where it begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from sharedcare.findings import Position


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text."""

    text: str
    mark: str
    """The quotation mark or the sign that it begins with; nothing where it begins with none."""
    start: Position
    end: Position
    """The place behind its last character."""

    @property
    def is_quoted(self) -> bool:
        """Whether it stands in quotation marks."""
        return self.mark in ("'", '"')


def scalar_of(event: yaml.Event) -> Scalar | None:
    """The text of an event of the parser's, if it is one."""
    if not isinstance(event, yaml.ScalarEvent):
        return None
    return Scalar(event.value, event.style or "", place_of(event.start_mark), place_of(event.end_mark))


def place_of(mark: Any) -> Position:
    """A place of the parser's, which counts from 0."""
    return Position(mark.line + 1, mark.column + 1) if mark is not None else Position()
