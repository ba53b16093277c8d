"""The lines of a text as an editor sees them: how far in they stand, what stands after the colon, how to quote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LEAD = re.compile(r" *(?:- +)*(?:[a-z][a-z0-9_-]*:(?: +|$))?")
_COMMENT = re.compile(r" +#(?:\s|$)")
_HYPHENS = re.compile(r" *(?:- +)*")
_ANY_KEY = re.compile(r"[^\s:][^:]*:(?: |$)")


def lead_of(line: str) -> str:
    """The indent, the hyphens and the key of a line, with the spaces after them."""
    found = _LEAD.match(line)
    return found[0] if found else ""


def value_of(line: str) -> str:
    """What stands after the key, without a comment."""
    rest = line[len(lead_of(line)) :]
    comment = _first_comment(rest)
    return rest[:comment].rstrip() if comment is not None else rest.rstrip()


def with_value(line: str, value: str) -> str:
    """The line with another value; its comment stays."""
    rest = line[len(lead_of(line)) :]
    comment = _first_comment(rest)
    return f"{lead_of(line)}{value}{rest[comment:].rstrip() if comment is not None else ''}"


def _first_comment(rest: str) -> int | None:
    # Found by its sign, since a search that begins at each of 100,000 spaces would never end.
    at = rest.find(" #")
    while at >= 0:
        if _COMMENT.match(rest, at):
            return len(rest[:at].rstrip(" "))
        at = rest.find(" #", at + 1)
    return None


def quoted(text: str) -> str:
    """The text in quotation marks that keep its meaning in YAML."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def hyphens_of(line: str) -> int:
    """How far in the text of a line begins, behind its indent and its hyphens."""
    found = _HYPHENS.match(line)
    return len(found[0]) if found else 0


def has_text(line: str) -> bool:
    """Whether a line is neither blank nor a comment."""
    return line.strip() != "" and not line.lstrip(" ").startswith("#")


def before(lines: Sequence[str], number: int) -> int | None:
    """The number of the nearest line with text above line `number`."""
    return next((at for at in range(min(number, len(lines) + 1) - 1, 0, -1) if has_text(lines[at - 1])), None)


@dataclass(frozen=True, slots=True)
class Step:
    """How far in the lines stand that belong together, by the nearest of them."""

    column: int
    line: int
    is_row: bool
    """Whether they begin with a hyphen."""


def outline(lines: Sequence[str], number: int) -> Iterator[Step]:
    """The steps on which line `number` may stand, by the lines above it, the innermost first."""
    least = None
    for at in range(number - 1, 0, -1):
        line = lines[at - 1]
        if not has_text(line):
            continue
        for column, is_row in ((hyphens_of(line), False), (indent_of(line), hyphens_of(line) > indent_of(line))):
            if least is None or column < least:
                least = column
                if is_row or _ANY_KEY.match(line, column):
                    yield Step(column, at, is_row)
        if least == 0:
            return
