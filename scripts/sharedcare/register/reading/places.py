"""Where the values of a file stand, kept small: one number a value, in the order of the text.

A path for each of them would take twenty times the memory, and almost none is ever asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping

from sharedcare.findings import Position

Path = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"]

_COLUMN_BITS = 20
"""A file has fewer characters than 2 to this power."""
_COLUMNS = (1 << _COLUMN_BITS) - 1
_NOWHERE = 0


class Places(Mapping[Path, Position]):
    """The place of each value, or of its key, by its path."""

    def __init__(self, data: Value, places: Iterable[Position | None]) -> None:
        self._data = data
        self._places = array("Q", (_packed(place) for place in places))

    def __getitem__(self, path: Path) -> Position:
        number = _number(self._data, path)
        place = self._places[number] if number is not None and number < len(self._places) else _NOWHERE
        if place == _NOWHERE:
            raise KeyError(path)
        return _unpacked(place)

    def __iter__(self) -> Iterator[Path]:
        paths = zip(_paths((), self._data), self._places, strict=False)
        return (path for path, place in paths if place != _NOWHERE)

    def by_path(self) -> dict[Path, Position]:
        """The place of each, ready at hand: for who asks for thousands, since each search goes through the file."""
        paths = zip(_paths((), self._data), self._places, strict=False)
        return {path: _unpacked(place) for path, place in paths if place != _NOWHERE}

    def in_order(self) -> Iterator[tuple[int, int]]:
        """The line and column of each value, or twice 0 where it has none, in the order of the file."""
        return ((place >> _COLUMN_BITS, place & _COLUMNS) for place in self._places)

    def __len__(self) -> int:
        return sum(place != _NOWHERE for place in self._places)


def size(value: Value) -> int:
    """How many values there are in a value, itself included."""
    if isinstance(value, str):
        return 1
    return 1 + sum(map(size, value.values() if isinstance(value, dict) else value))


def _packed(place: Position | None) -> int:
    return (place.line << _COLUMN_BITS) + place.column if place is not None else _NOWHERE


def _unpacked(place: int) -> Position:
    return Position(place >> _COLUMN_BITS, place & _COLUMNS)


def _number(value: Value, path: Path) -> int | None:
    """How many values stand before the one at a path, or nothing where there is none."""
    number = 0
    for step in path:
        if isinstance(value, str):
            return None
        number += 1
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if key == step:
                value = item
                break
            number += size(item)
        else:
            return None
    return number


def _paths(path: Path, value: Value) -> Iterator[Path]:
    """The path of every value, in the order of the text."""
    yield path
    if not isinstance(value, str):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths((*path, key), item)
