"""A line that was deleted, of which only what stood below it is left: the name of a block, or the begin of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sharedcare.findings import Position
from sharedcare.register.reading.fields import owners, root_keys
from sharedcare.register.reading.lines import before, has_text, hyphens_of, indent_of
from sharedcare.register.reading.stop import Stop
from sharedcare.register.reading.trouble import Trouble, not_yaml, paste

_KEY = re.compile(r"(?P<key>[a-z][a-z0-9_-]*):(?: |$)")
_STEP = 2
"""How many spaces further in the keys of a block stand."""


def headings(stop: Stop) -> Trouble | None:
    """A line that is missing, at the margin or before a row, where the parser stopped on what follows it."""
    return _no_row_begun(stop) or _no_name(stop)


def missing(name: str, place: Position, indent: int = 0) -> tuple[str, str]:
    """What is said of a missing line that names a block, and help."""
    line = f"{' ' * indent}{name}:"
    return f"the line `{line}` is missing above line {place.line}", f"Write `{line}` on a line of its own"


def _no_name(stop: Stop) -> Trouble | None:
    number, indent = stop.place.line, indent_of(stop.line)
    if indent != _STEP or number < _STEP or has_text(stop.lines[number - 2]):
        return None
    names = [key["key"] for line in stop.lines if (key := _KEY.match(line))]
    keys = list(_keys_at(stop.lines, number, hyphens_of(stop.line)))
    inner = list(_keys_at(stop.lines, number + 1, indent + _STEP))
    found = owners(root_keys(names), keys, inner, is_row=hyphens_of(stop.line) > indent)
    left = [name for name in found if name not in names]
    if len(left) != 1:
        return None
    message, help_line = missing(left[0], stop.place)
    return not_yaml(Position(number, indent + 1), message, help_line)


def _keys_at(lines: Sequence[str], number: int, column: int) -> Iterator[str]:
    """The keys that begin at a column, from a line on, until a line begins further left or a new row does."""
    for at in range(number, len(lines) + 1):
        line = lines[at - 1]
        if not has_text(line):
            continue
        start = hyphens_of(line)
        if start < column or (at > number and start == column > indent_of(line)):
            return
        if start == column and (key := _KEY.match(line, column)) is not None:
            yield key["key"]


def _no_row_begun(stop: Stop) -> Trouble | None:
    """Keys right below the name of a list, before its first row."""
    indent = indent_of(stop.line)
    if hyphens_of(stop.line) <= indent:
        return None
    first = stop.place.line
    while (above := before(stop.lines, first)) is not None and indent_of(stop.lines[above - 1]) > indent:
        first = above
    line = stop.lines[first - 1]
    if first == stop.place.line or above is None or not stop.lines[above - 1].rstrip().endswith(":"):
        return None
    if indent_of(line) != indent + _STEP or hyphens_of(line) > indent_of(line):
        return None
    place = Position(first, indent_of(line) + 1)
    begun = paste(f"{' ' * indent}- {line.lstrip(' ')}")
    message = "the row that begins here has no hyphen"
    return not_yaml(place, message, begun or "Begin it with a hyphen and a space", "Or put back the line above it")
