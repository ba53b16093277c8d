"""Lines that stand too far in or not far enough, and rows among keys."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sharedcare.findings import Position
from sharedcare.register.reading.lines import Step, before, indent_of, outline, value_of
from sharedcare.register.reading.stop import Stop
from sharedcare.register.reading.trouble import Trouble, not_yaml, paste

_KEY = re.compile(r" *[^\s:][^:]*:(?: |$)")
_PROBLEMS = ("did not find expected key", "did not find expected '-'", "mapping values are not allowed")


def indents(stop: Stop) -> Trouble | None:
    """What is wrong with how far in the line stands, where that is what stopped the parser."""
    if not stop.problem.startswith(_PROBLEMS) or not stop.line.strip():
        return None
    if (moved := _moved_out(stop)) is not None:
        return moved
    steps, number = list(outline(stop.lines, stop.place.line)), indent_of(stop.line)
    place, is_row = Position(stop.place.line, number + 1), stop.line.lstrip(" ").startswith("- ")
    if any(step.column == number for step in steps):
        return _row_among_keys(place) if is_row else _key_among_rows(place, stop.line, steps)
    if not is_row and not _KEY.match(stop.line):
        return _text(place, stop.lines)
    fitting = [step for step in steps if step.is_row == is_row]
    wider = [step for step in fitting if step.column > number][-1:]
    narrower = [step for step in fitting if step.column < number][:1]
    message = f"this line begins with {_spaces(number)}, which fits no line above it"
    if len(wider) + len(narrower) == 1:
        return not_yaml(place, message, *_one_way(stop.line, (*wider, *narrower)[0], is_continued=not wider))
    ways = [f"{_spaces(step.column)} to belong with line {step.line}" for step in (*wider, *narrower)]
    return not_yaml(place, message, f"Begin it with {', or '.join(ways)}") if ways else None


_FEW = 3


def _moved_out(stop: Stop) -> Trouble | None:
    """A line, the first of a few, further left than the one above and the one below, on which the parser stopped."""
    wanted, at, above = indent_of(stop.line), None, before(stop.lines, stop.place.line)
    for _ in range(_FEW):
        if (
            above != (at or stop.place.line) - 1
            or indent_of(stop.lines[above - 1]) >= wanted
            or not _has_value(stop.lines[above - 1])
        ):
            break
        at, above = above, before(stop.lines, above)
    if at is None or above is None or indent_of(stop.lines[above - 1]) != wanted:
        return None
    line = stop.lines[at - 1]
    place = Position(at, indent_of(line) + 1)
    message = f"this line begins with {_spaces(place.column - 1)}, and the lines around it with {_spaces(wanted)}"
    pasted = paste(f"{' ' * wanted}{line.lstrip(' ')}") or f"Begin it with {_spaces(wanted)}"
    return not_yaml(place, message, pasted, f"If it stands right, begin line {stop.place.line} as far left")


def _has_value(line: str) -> bool:
    """Whether something stands behind the key of a line, so that nothing can stand below it."""
    return _KEY.match(line) is not None and value_of(line) != ""


def _one_way(line: str, step: Step, *, is_continued: bool) -> tuple[str | None, ...]:
    text = f"If it goes on with the text of line {step.line}, put that text in quotation marks, on one line"
    pasted = paste(f"{' ' * step.column}{line.lstrip(' ')}")
    return pasted or f"Begin it with {_spaces(step.column)}, as line {step.line} does", text if is_continued else None


def _text(place: Position, lines: Sequence[str]) -> Trouble | None:
    above = before(lines, place.line)
    if above is None:
        return None
    wanted = indent_of(lines[above - 1])
    message = f"this line begins with {_spaces(place.column - 1)}, and the text above it with {_spaces(wanted)}"
    return not_yaml(place, message, f"Begin it with {_spaces(wanted)}, as line {above} does")


def _row_among_keys(place: Position) -> Trouble:
    help_line = "Begin it with two spaces more than the key that it belongs to; if it is no row, remove the hyphen"
    return not_yaml(place, "a row that begins with a hyphen stands among keys", help_line)


def _key_among_rows(place: Position, line: str, steps: Sequence[Step]) -> Trouble | None:
    inside = [step.column for step in steps if step.column >= place.column and not step.is_row][-1:]
    if not any(step.is_row and step.column == place.column - 1 for step in steps):
        return None
    text = line.lstrip(" ")
    belongs = paste(f"{' ' * inside[0]}{text}", "If it belongs to the row above, write") if inside else None
    begins = paste(f"{' ' * (place.column - 1)}- {text}", "If it begins a new row, write")
    return not_yaml(place, "this line stands among rows, and does not begin with a hyphen", belongs, begins)


def _spaces(number: int) -> str:
    return "no space" if number == 0 else f"{number} space{'s' if number > 1 else ''}"
