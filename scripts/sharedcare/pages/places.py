"""Where the site shows a record of the register: its page, and what links call it."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcare.exports.addresses import EXAMPLE, address_of
from sharedcare.pages.blocks import Said
from sharedcare.pages.book import Book
from sharedcare.pages.words import said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Record
from sharedcare.register.model.protocol import Protocol

PAGES = {
    "areas": "areas/{key}.md",
    "committees": "committees/{key}.md",
    "organisations": "organisations/{key}.md",
    "services": "services/{key}.md",
    "tests": "tests.md",
    "schemes": "lights.md",
    "guidance": "guidance.md",
    "decisions": "decisions.md",
    "reports": "reports.md",
    "ids": "p/index.md",
    "ratchet": "rules/{key}.md",
}
"""The page of each shelf's records."""
SHARED = {
    "tests": "Tests and measurements",
    "schemes": "Traffic lights",
    "guidance": "What others say",
    "decisions": "Decisions on lights",
    "reports": "Reports",
    "ids": "Retired ids",
}
"""What links call the pages that hold all records of a shelf."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page that shows records."""

    source: str
    name: str
    label: str | None = None
    """What the page says of itself where it is invented."""

    @property
    def href(self) -> str:
        """Its address from the site's top."""
        return address_of(self.source)

    def said(self) -> Said:
        """Its name with a link."""
        return Said(f"{self.name} ({self.label.lower()})" if self.label else self.name, href=self.href)


def place_of(book: Book, entry: Entry) -> Place:  # type: ignore[type-arg]
    """The page that shows an entry of the register."""
    record = entry.record
    if isinstance(record, Protocol):
        slug = book.slugs.get(str(record.id), str(record.id))
        name = f"{said(record, 'title').text}, {book.area_name(record.area)}"
        return Place(f"protocols/{slug}.md", name, book.label(record.area))
    if not entry.base:
        return Place(f"drugs/{record.id}.md", said(record, "name").text)
    shelf, key = str(entry.base[0]), str(entry.base[-1])
    label = _label(book, shelf, key, record)
    if shelf in SHARED:
        return Place(PAGES[shelf], SHARED[shelf], label)
    name = f"Rule {key}" if shelf == "ratchet" else said(record, "name").text
    return Place(PAGES[shelf].format(key=key), name, label)


def _label(book: Book, shelf: str, key: str, record: Record) -> str | None:
    """What a page says of a record that belongs to an invented place alone."""
    if shelf in ("areas", "ids"):
        return book.label(key)
    committee = book.register.committees.get(str(getattr(record, "committee", None)))
    area = getattr(record, "area", None)
    invented = getattr(record, "fictional", False) or (committee is not None and committee.record.fictional)
    return EXAMPLE if invented or (isinstance(area, str) and book.is_fictional(area)) else None
