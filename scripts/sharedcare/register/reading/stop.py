"""The place where the parser gave up on a text, and what it said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from sharedcare.findings import Position
from sharedcare.register.reading.lines import before
from sharedcare.register.reading.scalar import Scalar


@dataclass(frozen=True, slots=True)
class Stop:
    """What the parser did not understand."""

    lines: Sequence[str]
    problem: str
    """In the parser's own words."""
    place: Position
    context: str
    opened: Position | None
    """Where the context began: a bracket, a quote, a key."""
    last: Scalar | None
    """The last text that it understood."""
    bracket: Position | None
    """The innermost bracket that is open."""

    @property
    def line(self) -> str:
        """The line on which it gave up."""
        return self.lines[self.place.line - 1]


def stop_of(error: yaml.YAMLError, last: Scalar | None, values: Iterable[Position], lines: Sequence[str]) -> Stop:
    """What an error of the parser says, with its places inside the text; `values` are those whose end is not read."""
    problem_mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    opened = _inside(context_mark, lines) if context_mark is not None else None
    place = _inside(problem_mark, lines) if problem_mark is not None else opened or Position()
    brackets = [at for at in values if lines[at.line - 1].startswith(("[", "{"), at.column - 1)]
    problem, context = str(getattr(error, "problem", None) or ""), str(getattr(error, "context", None) or "")
    return Stop(lines, problem, place, context, opened, last, brackets[-1] if brackets else None)


def _inside(mark: Any, lines: Sequence[str]) -> Position:
    """A place of the parser's; behind the last line with text, the end of that line."""
    last = before(lines, len(lines)) or 1 if mark.line + 1 >= len(lines) else mark.line + 1
    length = len(lines[last - 1])
    return Position(last, min(mark.column, length) + 1 if last == mark.line + 1 else length + 1)
