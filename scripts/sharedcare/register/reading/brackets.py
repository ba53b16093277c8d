"""Mistakes between brackets: one left open, one too many, a comma left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sharedcare.findings import Position
from sharedcare.register.reading.lines import indent_of, lead_of, quoted, value_of, with_value
from sharedcare.register.reading.stop import Stop
from sharedcare.register.reading.trouble import Trouble, not_yaml, paste

CLOSES = {"[": "]", "{": "}"}
_NEW_LINE = re.compile(r" *(?:- |[a-z][a-z0-9_-]*:(?: |$))")


def brackets(stop: Stop) -> Trouble | None:
    """What is wrong between brackets, where the parser gave up there."""
    if stop.bracket is None:
        return None
    opened = stop.lines[stop.bracket.line - 1][stop.bracket.column - 1]
    if _is_left_open(stop, stop.bracket):
        return _left_open(stop.lines, stop.bracket)
    found = stop.line[stop.place.column - 1 :][:1]
    if found in CLOSES.values():
        message = (
            f"`{found}` stands where `{CLOSES[opened]}` should close the `{opened}` of column {stop.bracket.column}"
        )
        help_line = f"Write `{CLOSES[opened]}`, or look for a bracket left open between the two"
        return not_yaml(stop.place, message, help_line)
    if found == ",":
        return not_yaml(
            stop.place, "nothing stands before this comma", "Remove the comma, or write what it should follow"
        )
    if "flow" not in stop.context:
        return None
    message = f"a comma, or the closing `{CLOSES[opened]}`, is missing before this"
    return not_yaml(stop.place, message, "Put a comma between two entries", _QUOTE)


_QUOTE = "A text that holds a comma, a colon or a bracket needs quotation marks between brackets"


def _is_left_open(stop: Stop, opened: Position) -> bool:
    """Whether the text goes on, after the bracket, with a line that cannot stand inside it; or ends."""
    indent = indent_of(stop.lines[opened.line - 1])
    below = stop.lines[opened.line : stop.place.line]
    goes_on = any(_NEW_LINE.match(line) and indent_of(line) <= indent for line in below)
    at_the_end = not any(line.strip() for line in stop.lines[stop.place.line :])
    return goes_on or (at_the_end and stop.place.column > len(stop.line.rstrip()))


def _left_open(lines: Sequence[str], opened: Position) -> Trouble:
    line = lines[opened.line - 1].rstrip()
    missing = _missing(line)
    whole = paste(f"{line}{missing}", "If it should end on this line, write") if missing and line[-1] != "," else None
    message = f"the bracket `{line[opened.column - 1]}` that opens here is never closed"
    return not_yaml(opened, message, whole or f"Write `{CLOSES[line[opened.column - 1]]}` where it ends")


def _missing(line: str) -> str:
    """The brackets that close what a line opens; nothing where a quote stands in it, for quotes hide brackets."""
    if "'" in line or '"' in line:
        return ""
    awaited: list[str] = []
    for sign in line:
        if sign in CLOSES:
            awaited.append(CLOSES[sign])
        elif awaited and sign == awaited[-1]:
            awaited.pop()
    return "".join(reversed(awaited))


def after_bracket(stop: Stop) -> Trouble | None:
    """A text that begins with brackets, or a closing bracket too many."""
    line = stop.line
    value, lead = value_of(line), lead_of(line)
    if "flow" in stop.context or value[:1] not in CLOSES or stop.place.column <= len(lead) + 1:
        return None
    found = line[stop.place.column - 1 :][:1]
    if found in CLOSES.values():
        return not_yaml(
            stop.place, f"this `{found}` closes nothing", "Remove it, or write the bracket that it should close"
        )
    message = f"more text follows the closing `{CLOSES[value[0]]}`"
    whole = paste(with_value(line, quoted(value)), "If the brackets belong to the text, write")
    return not_yaml(stop.place, message, whole, "If it is a list, put the text inside the brackets, behind a comma")
