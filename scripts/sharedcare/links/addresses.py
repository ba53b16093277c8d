"""The web addresses that the register's files name. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sharedcare.register.load import Register
from sharedcare.register.model.base import Record
from sharedcare.register.walk import blocks_of, entries
from sharedcare.rules.invented import is_nobodys


@dataclass(frozen=True, slots=True)
class Named:
    """An address, and the first place that names it."""

    url: str
    file: str
    line: int
    column: int


def named_in(register: Register, wanted: Callable[[str], bool]) -> tuple[Named, ...]:
    """Each address of the files that are wanted, once, by file and line; without those that are nobody's."""
    first: dict[str, Named] = {}
    for named in sorted(_named(register, wanted), key=lambda named: (named.file, named.line, named.column)):
        first.setdefault(named.url, named)
    return tuple(first.values())


def _named(register: Register, wanted: Callable[[str], bool]) -> Iterator[Named]:
    for entry in entries(register):
        if not wanted(entry.file):
            continue
        for block in blocks_of(entry, Record):
            url = getattr(block.record, "url", None)
            if isinstance(url, str) and not is_nobodys(url):
                place = block.position("url")
                yield Named(url, entry.file, place.line, place.column)
