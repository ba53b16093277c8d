"""The edits themselves: a value set, a row added, a row or key taken out. Each takes a sheet and gives another."""

from __future__ import annotations

import copy

from sharedcare.editing.sheet import CannotEdit, Sheet
from sharedcare.register.canonical.layout import inside
from sharedcare.register.canonical.printer import entry_lines
from sharedcare.register.reading.places import Path, Value


def with_value(sheet: Sheet, path: Path, value: Value) -> Sheet:
    """The sheet with a value at a path: in place of the one there, or under a new key where the model has it."""
    if not sheet.has(path[:-1]):
        return with_value(sheet, path[:-1], {str(path[-1]): value})
    if sheet.in_brackets(path) or (not sheet.has(path) and sheet.has_brackets(path[:-1])):
        return _through_brackets(sheet, path, value)
    return _replaced(sheet, path, value) if sheet.has(path) else _inserted(sheet, path, value)


def with_key(sheet: Sheet, path: Path, key: str) -> Sheet:
    """The sheet with another name for a key whose names are the file's own."""
    if not sheet.in_brackets(path):
        return _replaced(sheet, path, sheet.value(path), key)
    around = sheet.value(path[:-1])
    pairs = around.items() if isinstance(around, dict) else ()
    return with_value(sheet, path[:-1], {key if name == path[-1] else name: value for name, value in pairs})


def with_row(sheet: Sheet, path: Path, row: Value) -> Sheet:
    """The sheet with a row more at the end of a list. Where there is no list yet, or a word, it begins one."""
    rows = sheet.value(path) if sheet.has(path) else []
    if not isinstance(rows, list) or not rows or sheet.in_brackets(path) or sheet.has_brackets(path):
        return with_value(sheet, path, [*rows, row] if isinstance(rows, list) else [row])
    column = sheet.starts[*path, 0].column
    _, last = sheet.extent((*path, len(rows) - 1))
    return _spliced(sheet, last, last, entry_lines(sheet.held(path), None, row, column - 1))


def without(sheet: Sheet, path: Path) -> Sheet:
    """The sheet without a key or row. The comments above it stay; a list or block that would be empty goes too."""
    around = sheet.value(path[:-1])
    if isinstance(around, str):
        raise KeyError(path)
    if len(around) == 1 and path[:-1]:
        return without(sheet, path[:-1])
    if sheet.in_brackets(path):
        left = copy.deepcopy(around)
        del left[path[-1]]  # type: ignore[arg-type]
        return with_value(sheet, path[:-1], left)
    first, last = sheet.extent(path)
    if sheet.starts[path].column - 1 > len(sheet.lines[first - 1]) - len(sheet.lines[first - 1].lstrip(" ")):
        raise CannotEdit(f"The first key of a row, on line {first}, cannot be taken out here. Do it by hand")
    return _spliced(sheet, first - 1, last, [])


def _through_brackets(sheet: Sheet, path: Path, value: Value) -> Sheet:
    """Set a value inside brackets: the nearest key or row around them is written anew."""
    outer = next(path[:end] for end in range(len(path) - 1, 0, -1) if path[:end] in sheet.starts)
    whole = copy.deepcopy(sheet.value(outer))
    inner: Value = whole
    for step in path[len(outer) : -1]:
        inner = inner[step]  # type: ignore[index]
    inner[path[-1]] = value  # type: ignore[index]
    return _replaced(sheet, outer, whole)


def _replaced(sheet: Sheet, path: Path, value: Value, key: str | None = None) -> Sheet:
    first, last = sheet.extent(path)
    beside = sheet.beside(first)
    if sheet.comments_within(first + 1 if beside else first, last):
        raise CannotEdit(f"A comment stands inside lines {first} to {last}, which this would write anew. Move it above")
    start = sheet.starts[path].column - 1
    key = path[-1] if key is None and isinstance(path[-1], str) else key
    made = entry_lines(sheet.held(path[:-1]), key, value, start, beside)
    lead = sheet.lines[first - 1][:start]
    return _spliced(sheet, first - 1, last, [lead + made[0][start:], *made[1:]])


def _inserted(sheet: Sheet, path: Path, value: Value) -> Sheet:
    """Add a key to a block, behind the last key that the model has before it."""
    around = path[:-1]
    siblings = [one for one in sheet.starts if len(one) == len(path) and one[:-1] == around]
    known, _ = inside(sheet.held(around))
    rank = sheet.held(path).rank
    before = [one for one in siblings if known is None or sheet.held(one).rank < rank]
    start = sheet.starts[siblings[0]].column - 1
    made = entry_lines(sheet.held(around), str(path[-1]), value, start)
    if not before:
        raise CannotEdit(f"`{path[-1]}` would stand before the first key of its block. Add it by hand")
    _, last = sheet.extent(before[-1])
    return _spliced(sheet, last, last, made)


def _spliced(sheet: Sheet, start: int, end: int, made: list[str]) -> Sheet:
    """The sheet with lines in place of those from `start` to before `end`, counted from 0; line ends as they were."""
    carriage = "\r" if sheet.lines[0].endswith("\r") else ""
    return sheet.with_lines([*sheet.lines[:start], *(f"{line}{carriage}" for line in made), *sheet.lines[end:]])
