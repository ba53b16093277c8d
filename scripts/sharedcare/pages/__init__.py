"""(register, day) -> the pages of the site. Pure: the day is given, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from sharedcare.cores import on_every_core
from sharedcare.findings import Finding
from sharedcare.pages.area import area_page
from sharedcare.pages.book import Book
from sharedcare.pages.broken import broken_page
from sharedcare.pages.comparison import comparison_page
from sharedcare.pages.drug import drug_page
from sharedcare.pages.edit import edit_page
from sharedcare.pages.find import find_page
from sharedcare.pages.home import home_page
from sharedcare.pages.index import a_to_z_page
from sharedcare.pages.ledger import changes_page
from sharedcare.pages.letter import form_page, letter_page
from sharedcare.pages.organisations import organisation_pages
from sharedcare.pages.page import Heading, Packed, Page
from sharedcare.pages.protocol import protocol_page
from sharedcare.pages.recall import recall_page
from sharedcare.pages.recall_index import recall_index
from sharedcare.pages.rules import rule_pages
from sharedcare.pages.services import service_pages
from sharedcare.pages.shelves import shelf_pages
from sharedcare.pages.short import retired_pages
from sharedcare.pages.sources import source_pages
from sharedcare.register.load import Register
from sharedcare.rules import EVERY_RULE

__all__ = ["Heading", "Packed", "Page", "packed_pages", "render", "render_book"]


def render(register: Register, day: date, findings: Iterable[Finding] = ()) -> tuple[Page, ...]:
    """Every page of the register as it stands on a day; the findings of each file stand on its page."""
    return render_book(Book.of(register, day, findings))


def render_book(book: Book) -> tuple[Page, ...]:
    """Every page of a register whose look-ups have been made."""
    return tuple(packed.whole for packed in packed_pages(book))


def packed_pages(book: Book) -> tuple[Packed, ...]:
    """The same, each packed until it is written."""
    made = on_every_core(_make, tuple(_makers(book)), least=LEAST)
    return tuple(page for pages in made for page in pages)


LEAST = 200
"""From how many pages on another core pays."""


def _make(maker: Callable[[], Iterable[Page]]) -> tuple[Packed, ...]:
    return tuple(map(Packed.of, maker()))


def _makers(book: Book) -> Iterator[Callable[[], Iterable[Page]]]:
    """What makes each page, or several pages that share their work. The largest come first."""
    yield partial(source_pages, book)
    yield partial(_first_pages, book)
    yield from (partial(_protocol, book, name) for name in book.by_protocol)
    yield from (partial(_one, drug_page, book, name, drug) for name, drug in book.register.drugs.items())
    yield from (partial(_one, area_page, book, name, area) for name, area in book.register.areas.items())
    yield from (partial(_one, recall_page, book, name) for name in book.register.areas)
    yield from (partial(_one, letter_page, book, name) for name in book.register.areas)
    yield partial(organisation_pages, book)
    yield partial(service_pages, book)
    yield partial(shelf_pages, book)
    yield partial(rule_pages, book, tuple(EVERY_RULE.values()))
    yield partial(retired_pages, book)


def _first_pages(book: Book) -> Iterator[Page]:
    yield home_page(book)
    yield a_to_z_page(book)
    yield comparison_page(book)
    yield form_page(book)
    yield find_page(book)
    yield changes_page(book)
    yield edit_page(book)
    yield recall_index(book)


def _protocol(book: Book, name: str) -> Iterator[Page]:
    broken = book.broken(name) if name not in book.register.protocols else None
    yield broken_page(book, broken) if broken else protocol_page(book, name, book.register.protocols[name])


def _one(page: Callable[..., Page], *given: object) -> Iterator[Page]:
    yield page(*given)
