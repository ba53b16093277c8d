"""A file's text with the lines that each key and row takes up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sharedcare.findings import Position
from sharedcare.register.canonical.layout import Field, inside
from sharedcare.register.model.base import Record
from sharedcare.register.reading.places import Path, Value
from sharedcare.register.reading.positions import Positioned, parse


class CannotEdit(Exception):
    """An edit that cannot be made. The message says why, and what to do."""


@dataclass(frozen=True)
class Sheet:
    """The text of a file that holds a record of a kind, ready to be edited. It never changes: an edit makes another."""

    kind: type[Record]
    text: str
    positioned: Positioned

    @classmethod
    def of(cls, kind: type[Record], text: str) -> Sheet:
        """Read a text. Raises CannotEdit where that is not possible."""
        positioned, troubles = parse(text.encode())
        if positioned is None or troubles:
            raise CannotEdit("The file cannot be read. Run `sharedcare check` to see why, and mend that first")
        return cls(kind, text, positioned.at_hand())

    def with_lines(self, lines: list[str]) -> Sheet:
        """The same file with other lines."""
        return Sheet.of(self.kind, "\n".join(lines))

    @cached_property
    def lines(self) -> list[str]:
        """The lines, each without its end."""
        return self.text.split("\n")

    @cached_property
    def starts(self) -> Mapping[Path, Position]:
        """Where each key or hyphen stands, in the order of the file; what stands in brackets is left out."""
        return {path: self._start(path) for path in self.positioned.values if path and not self.in_brackets(path)}

    def in_brackets(self, path: Path) -> bool:
        """Whether a value stands inside brackets."""
        return any(self.has_brackets(path[:end]) for end in range(len(path)))

    def has_brackets(self, path: Path) -> bool:
        """Whether a list or block is written in brackets."""
        place = self.positioned.values[path]
        return not isinstance(self.value(path), str) and self.lines[place.line - 1][place.column - 1] in "[{"

    def has(self, path: Path) -> bool:
        """Whether there is a value at the path."""
        return path in self.positioned.values

    def value(self, path: Path) -> Value:
        """The value at a path. Raises KeyError where there is none."""
        value = self.positioned.data
        for step in path:
            value = value[step]  # type: ignore[index]
        return value

    def held(self, path: Path) -> Field:
        """What a path holds by the model. Raises KeyError where it knows no such key."""
        held = Field(0, is_text=True, kind=self.kind)
        for step in path:
            known, other = inside(held)
            held = known[step] if known is not None and isinstance(step, str) else other
        return held

    def extent(self, path: Path) -> tuple[int, int]:
        """The numbers of the first and the last line that a key or row takes up, without the comments around it."""
        paths = list(self.starts)
        after = (one for one in paths[paths.index(path) + 1 :] if one[: len(path)] != path)
        following = next(after, None)
        last = self.starts[following].line - 1 if following is not None else len(self.lines)
        while not self.lines[last - 1].strip() or last in self._own_comments:
            last -= 1
        return self.starts[path].line, last

    def beside(self, line: int) -> str:
        """The comment on a line behind its value, or nothing."""
        found = (one for one in self.positioned.comments if one.line == line and line not in self._own_comments)
        return next((one.text for one in found), "")

    def comments_within(self, first: int, last: int) -> bool:
        """Whether a comment stands on one of the lines."""
        return any(first <= one.line <= last for one in self.positioned.comments)

    @cached_property
    def _own_comments(self) -> frozenset[int]:
        comments = self.positioned.comments
        return frozenset(one.line for one in comments if not self.lines[one.line - 1][: one.column - 1].strip())

    def _start(self, path: Path) -> Position:
        if isinstance(path[-1], str):
            return self.positioned.keys[path]
        column, line = self.positioned.values[path[:-1]].column, self.positioned.values[path].line
        while self.lines[line - 1][column - 1 : column] != "-":
            line -= 1
        return Position(line, column)
