"""A long list in parts, so that on a phone nobody has to pass hundreds of rows to reach one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sharedcare.pages.blocks import Cell, Section, Table

Row = tuple[Cell, ...]
OTHER = "Other"


def by_letter(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, Row]]) -> Iterator[Section]:
    """A table for each first letter of the names, in their order; what begins with none comes last."""
    ordered = sorted(rows, key=lambda row: (_letter(row[0]) == OTHER, row[0].casefold()))
    lettered = (((letter := _letter(name)), letter, row) for name, row in ordered)
    yield from by_group(caption, heads, ((f"letter-{key.lower()}", title, row) for key, title, row in lettered))


def by_group(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, str, Row]]) -> Iterator[Section]:
    """A table for each group, in the order in which they come. Each row says the anchor and the title of its group."""
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for anchor, title, row in rows:
        groups[anchor, title].append(row)
    for (anchor, title), own in groups.items():
        yield Section(anchor, title, (Table(f"{caption}: {title}", heads, tuple(own)),))


def _letter(name: str) -> str:
    return name[0].upper() if name[:1].isascii() and name[:1].isalpha() else OTHER
