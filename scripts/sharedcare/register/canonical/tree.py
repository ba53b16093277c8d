"""A file's values with the comments that stand around each of them.

The values are walked in the order of the file, so that each meets its comments: those on the lines above it, and the
one beside it. A comment at the end of a block, further to the right than what follows, belongs to that block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sharedcare.register.canonical.comments import BLANK, Around
from sharedcare.register.canonical.layout import Field, inside
from sharedcare.register.canonical.scalars import folds_of
from sharedcare.register.model.base import Record
from sharedcare.register.reading.comments import Comment
from sharedcare.register.reading.places import Path, Value

Spot = tuple[int, int]
"""A line and a column."""
_STRANGE = Field(1_000_000, is_text=True)


class CannotKeep(Exception):
    """The canonical form has no place for something in the file. The message says for what, in a sentence."""


@dataclass(slots=True)
class Leaf:
    """A text."""

    text: str
    is_text: bool
    """Whether it may not be taken for a number or a date."""
    folds: Sequence[str] = ()
    """The lines on which its writer broke it, where it is folded."""


@dataclass(slots=True)
class Node:
    """A list or block."""

    held: Field
    is_list: bool
    is_flow: bool
    """Whether it stands in brackets."""
    entries: Sequence[Entry] = ()
    is_commented: bool = False
    """Whether a comment stands inside its brackets."""
    tail: Sequence[str] = ()
    """The comments behind its last entry."""


@dataclass(slots=True)
class Entry:
    """A key with its value, or a row."""

    key: str | None
    rank: int
    value: Leaf | Node
    above: Sequence[str] = ()
    beside: str = ""


@dataclass(slots=True)
class Tree:
    """A whole file."""

    head: list[str]
    root: Leaf | Node
    foot: list[str]


def grown(
    kind: type[Record], data: Value, spots: Iterator[tuple[Spot, Spot]], lines: Sequence[str], said: Around
) -> Tree:
    """The tree of a file that holds a record of the kind.

    `spots` gives where each value stands, and where its key does, in the file's order. Raises CannotKeep where a
    comment belongs to nothing.
    """
    growing = _Growing(lines, spots, said)
    place, _ = next(spots)
    head = said.above.pop(place[0], [])
    root = growing.value(data, Field(0, is_text=True, kind=kind), place)
    foot = growing.rest(said.above.pop(len(lines) + 1, []), 1)
    if (line := next(said.left(), None)) is not None:
        message = "stands where it cannot be kept. Put it on a line of its own, above the key or row that it speaks of"
        raise CannotKeep(f"the comment on line {line} {message}")
    return Tree(_plain(head), root, _plain(foot))


@dataclass(slots=True)
class _Growing:
    lines: Sequence[str]
    spots: Iterator[tuple[Spot, Spot]]
    said: Around
    seen: list[tuple[int, Node]] = field(default_factory=list)
    """The column of each entry so far that stands in no brackets, and the block that it is in."""

    def value(self, value: Value, held: Field, place: Spot) -> Leaf | Node:
        line, column = place
        sign = self.lines[line - 1][column - 1 : column]
        if isinstance(value, str):
            return Leaf(value, held.is_text, folds_of(value, self.lines, line) if sign == ">" else ())
        is_flow = sign in ("{", "[")
        node = Node(held, isinstance(value, list), is_flow)
        node.entries = self._rows(value, node, place) if isinstance(value, list) else self._keys(value, node)
        node.is_commented = is_flow and any(map(_is_commented, node.entries))
        return node

    def _keys(self, value: dict[str, Value], node: Node) -> list[Entry]:
        entries = list[Entry]()
        known, named = inside(node.held)
        for key, item in value.items():
            place, (line, column) = next(self.spots)
            inner = known.get(key, _STRANGE) if known else named
            above, beside = self._around(line, column, node)
            if isinstance(item, str) and place[0] != line:
                further, other = self._around(place[0], column, node)
                above, beside = (*above, *filter(None, further)), beside or other
            rank = inner.rank if known else 0
            entries.append(Entry(key, rank, self.value(item, inner, place), above, beside))
        return entries

    def _rows(self, value: list[Value], node: Node, at: Spot) -> list[Entry]:
        entries = list[Entry]()
        _, held = inside(node.held)
        for item in value:
            place, _ = next(self.spots)
            line = place[0] if node.is_flow else self._line_of_hyphen(place[0], at[1])
            is_whole = isinstance(item, str) or self.lines[place[0] - 1][place[1] - 1] in "{["
            above, beside = self._around(line, at[1], node, is_whole=is_whole or line != place[0])
            if line != place[0]:
                # Nothing stands beside a hyphen in the end: what stood there goes above it.
                further, _ = self._around(place[0], at[1], node, is_whole=False)
                above, beside = (*above, *filter(None, (beside, *further))), ""
            entries.append(Entry(None, 0, self.value(item, held, place), above, beside))
        return entries

    def _line_of_hyphen(self, line: int, column: int) -> int:
        """The line of a row's hyphen, which may stand alone above the row's value."""
        while self.lines[line - 1][column - 1 : column] != "-":
            line -= 1
        return line

    def _around(self, line: int, column: int, node: Node, *, is_whole: bool = True) -> tuple[Sequence[str], str]:
        """The comments above an entry and the one beside it; what ends a block before the entry is put away there."""
        said = self.said
        group = said.above.pop(line, None) if line in said.above else None
        beside = said.beside.pop(line, "") if is_whole and said.beside else ""
        if node.is_flow:
            return [one.text for one in group or () if one.text], beside
        above = _plain(self.rest(group, column)) if group else ()
        self.seen.append((column, node))
        return above, beside

    def rest(self, group: Sequence[Comment], column: int) -> Sequence[Comment]:
        """The comments that do not belong to a block further to the right than the column."""
        blocks = [self._block_of(one, column) for one in group]
        end = max((number for number, block in enumerate(blocks, 1) if block is not None), default=0)
        last = None
        for one, block in zip(group[:end], blocks, strict=False):
            last = block or last
            if last is not None:
                last.tail = (*last.tail, one.text)
        return group[end:]

    def _block_of(self, one: Comment, column: int) -> Node | None:
        """The block that ends with a comment, if that is further to the right than the column."""
        if not one.text or one.column <= column:
            return None
        found = next((seen for seen in reversed(self.seen) if seen[0] <= one.column), None)
        return found[1] if found is not None and found[0] > column else None


def _is_commented(entry: Entry) -> bool:
    inside = entry.value.is_commented if isinstance(entry.value, Node) else False
    return inside or entry.beside != "" or any(entry.above)


def _plain(group: Iterable[Comment]) -> list[str]:
    """The comments of a group, with at most one blank line between two of them."""
    found: list[str] = []
    for one in group:
        if one.text or found[-1:] != [BLANK]:
            found.append(one.text)
    return found


def remarks_in(tree: Tree) -> Iterator[tuple[Path, str, str]]:
    """Every comment of a tree, with the path of what it belongs to and where it stands there.

    What stands above the first key of a file or of a row counts as standing above the file or the row, and so does what
    stands beside a row in brackets: where it is written out, there is no such place.
    """
    yield from (((), "above", text) for text in tree.head if text)
    yield from (((), "foot", text) for text in tree.foot if text)
    yield from _remarks((), tree.root, is_first=True)


def _remarks(path: Path, value: Leaf | Node, *, is_first: bool) -> Iterator[tuple[Path, str, str]]:
    if isinstance(value, Leaf):
        return
    yield from ((path, "tail", text) for text in value.tail if text)
    first = min(value.entries, key=lambda entry: entry.rank, default=None) if is_first and not value.is_list else None
    for number, entry in enumerate(value.entries):
        inner = (*path, number if entry.key is None else entry.key)
        owner = path if entry is first else inner
        yield from ((owner, "above", text) for text in entry.above if text)
        role = "above" if entry.key is None and isinstance(entry.value, Node) else "beside"
        yield from ((inner, role, text) for text in (entry.beside,) if text)
        yield from _remarks(inner, entry.value, is_first=value.is_list)
