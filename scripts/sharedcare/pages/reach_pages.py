"""The pages that show a changed record itself, beside those of the protocols that rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sharedcare.changes.change import Side
from sharedcare.changes.registers import DRUGS, PROTOCOLS, SOURCES, Changed, Fate
from sharedcare.exports.addresses import address_of, short_address
from sharedcare.pages.book import Book
from sharedcare.pages.places import PAGES, place_of
from sharedcare.register.entries import Entry
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Contact
from sharedcare.register.model.ids import PublishedIds
from sharedcare.register.walk import blocks_of, records, texts
from sharedcare.rules.targets import targets_of

Name = tuple[str, str]
"""A shelf, and the id of one of its records."""
_CALLED = frozenset(("name", "title", "abbreviation"))
"""The fields by which other pages call a record."""
_LINES = frozenset(("phone", "email", "hours"))
"""The fields of a contact of which only the page of its protocol shows what they say."""
_PAYING = frozenset(("commissioned_service", "adopted_in"))


def names_in(book: Book, entry: Entry[Any]) -> Iterator[Name]:
    """Every record that an entry names, by its shelf and id."""
    for block in blocks_of(entry, Record):
        for field, shelf in targets_of(block.record):
            for _, text in texts(block.record, field):
                found = book.register.test_named(text) if shelf == "tests" else None
                yield shelf, found[0] if found else text


def is_another_line(one: Changed) -> bool:
    """Whether nothing but known numbers, mailboxes or hours of contacts became others: only their own page has them."""
    sides = [side for change in one.changes for side in (change.before, change.after)]
    is_changed = one.fate is Fate.CHANGED and bool(sides)
    return is_changed and all(side is not None and _is_line(side) for side in sides)


def _is_line(side: Side) -> bool:
    return isinstance(side.record, Contact) and side.field in _LINES and isinstance(side.item, str)


@dataclass(frozen=True)
class OwnPages:
    """Finds them in one reading of the register. Lists of everything, as the front page, are not counted."""

    book: Book

    def beside(self, one: Changed, entry: Entry[Any] | None) -> Iterator[str]:
        """The pages, from the site's top, that name the record. `entry` is the record as this reading has it."""
        if entry is None:
            return
        if isinstance(entry.record, PublishedIds):
            yield from (short_address(name) for name in _retired(one))
        yield from self._of_named(one, entry)
        if self._is_called_anew(one) and one.shelf != PROTOCOLS:
            yield from self._naming.get((one.shelf, one.id), ())
        yield from self._of_sources(one, entry)

    def own(self, one: Changed) -> Iterator[str]:
        """The page of the record itself, from the site's top."""
        if one.before is None and one.after is None:
            return
        if one.shelf == DRUGS:
            yield address_of(f"drugs/{one.id}.md")
        elif one.shelf in PAGES:
            yield address_of(PAGES[one.shelf].format(key=one.id))

    def _of_sources(self, one: Changed, entry: Entry[Any]) -> Iterator[str]:
        """The page of each document that a changed row cites, since it lists what rests on it, and of whom."""
        keys = {one.id} if one.shelf == SOURCES else set(entry.sources) if self._is_called_anew(one) else _cited(one)
        for key in sorted(keys):
            if (entry.file, key) in self.book.source_slugs:
                yield address_of(f"sources/{self.book.source_slugs[entry.file, key]}.md")

    def _of_named(self, one: Changed, entry: Entry[Any]) -> Iterator[str]:
        """The pages of the records that it names, as far as they show it."""
        pays = one.shelf == PROTOCOLS and any(change.block in _PAYING for change in one.changes)
        for shelf, key in dict.fromkeys(names_in(self.book, entry)):
            shelved: Mapping[str, object] = getattr(self.book.register, shelf)
            shows = one.shelf != PROTOCOLS or self._is_called_anew(one) or (pays and shelf == "services")
            if key in shelved and (shelf == DRUGS or (shows and shelf in _SHOWING)):
                yield address_of(f"{shelf}/{key}.md")

    @cached_property
    def _naming(self) -> Mapping[Name, tuple[str, ...]]:
        """By each record: the pages of the records beside protocols that call it by its name."""
        found: dict[Name, list[str]] = defaultdict(list)
        for entry in records(self.book.register):
            for name in dict.fromkeys(names_in(self.book, entry)) if entry.base else ():
                found[name].append(place_of(self.book, entry).href)
        return {name: tuple(pages) for name, pages in found.items()}

    def _is_called_anew(self, one: Changed) -> bool:
        return one.fate is not Fate.CHANGED or any(change.block in _CALLED for change in one.changes)


_SHOWING = frozenset(("committees", "organisations", "services"))
"""The shelves whose records have pages that list what names them."""


def _cited(one: Changed) -> set[str]:
    """The keys of the sources that the changed rows cite, before or after."""
    keys: set[object] = set()
    for change in one.changes:
        sides = [side for side in (change.before, change.after) if side is not None]
        about = [change.about.row] if change.about is not None else []
        for said in (*about, *(side.record for side in sides), *(side.item for side in sides)):
            many = getattr(said, "sources", ())
            keys.update((getattr(said, "source", None), *(many if isinstance(many, tuple) else ())))
        if change.block == SOURCES and change.about is not None:
            keys.add(change.about.key)
    return {key for key in keys if isinstance(key, str)}


def _retired(one: Changed) -> Iterator[str]:
    """The ids whose pages say something else."""
    was, now = (entry.record.retired if entry is not None else {} for entry in (one.before, one.after))
    yield from (name for name in dict.fromkeys((*was, *now)) if was.get(name) != now.get(name))
