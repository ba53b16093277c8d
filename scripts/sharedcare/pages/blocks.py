"""What a page is put together from: pieces of text, tables, lists and sections. All of it is plain text.

Only the templates make markup of it, and they escape every text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Said:
    """A text, perhaps one that says that nobody knows."""

    text: str
    known: bool = True
    note: str | None = None
    href: str | None = None
    """Where it leads: an address from the site's top, `#…` on the page, or a web address."""
    quiet: bool = False
    """Whether it only supports what stands before it: a source, a date of a check."""
    onward: bool = False
    """Whether it is nothing but the way to another page, and says nothing where no link can be followed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as a badge. The browser puts today's in its place where it belongs to a case."""

    part: str
    """`currency`, `funding` or `arrangements`."""
    value: str
    label: str
    case: str | None = None
    soon: bool = False
    """Whether it is about to end: good today, and to be seen as a warning."""


Piece = Said | Mark


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: pieces, each on a line of its own, or in a row."""

    pieces: tuple[Piece, ...]
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    cell: Cell
    strong: bool = False
    legend: bool = False
    """Whether it explains the table above it."""
    kind: str = field(default="words", init=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what is said of each."""

    rows: tuple[tuple[str, Cell], ...]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Cell, ...]
    title: str | None = None
    kind: str = field(default="items", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first cell of a row names the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    ids: tuple[str | None, ...] = ()
    """The anchors of the rows, where they have any."""
    repeated: frozenset[int] = frozenset()
    """The numbers of the rows that stand in full elsewhere on the page: paper leaves them out."""
    kind: str = field(default="table", init=False)

    def without(self, idle: Collection[int]) -> Table:
        """The table without the columns of these numbers."""
        kept = [number for number in range(len(self.heads)) if number not in idle]
        rows = tuple(tuple(row[number] for number in kept) for row in self.rows)
        return replace(self, heads=tuple(self.heads[number] for number in kept), rows=rows)


@dataclass(frozen=True, slots=True)
class Version:
    """What is said of a thing, and who says it."""

    said: tuple[Said, ...]
    by: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Things of which different things are said, all versions of each side by side."""

    rows: tuple[tuple[str, tuple[Version, ...]], ...]
    kind: str = field(default="differing", init=False)


Block = Words | Facts | Items | Table | Differing


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    apart: bool = False
    """Whether it is not from the protocol, and has to look so."""
    warns: bool = False


def cell(*pieces: Piece | str | None, inline: bool = False) -> Cell:
    """A cell of pieces; texts become pieces, and an empty one is none."""
    kept = (Said(piece) if isinstance(piece, str) else piece for piece in pieces if piece != "")
    return Cell(tuple(piece for piece in kept if piece is not None), inline)


def words(text: str, *, strong: bool = False) -> Words:
    """A paragraph of one text."""
    return Words(cell(text), strong)


def listed(pieces: Iterable[Piece]) -> Cell:
    """Pieces in a row."""
    return Cell(tuple(pieces), inline=True)


def sections(*candidates: Section | None) -> Iterator[Section]:
    """The sections that have something to say."""
    yield from (section for section in candidates if section is not None and section.blocks)
