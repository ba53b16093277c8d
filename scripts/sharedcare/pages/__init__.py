"""(register, day) -> the pages of the site. Pure: the day is given, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sharedcare.findings import Finding
from sharedcare.pages.area import area_page
from sharedcare.pages.book import Book
from sharedcare.pages.broken import broken_page
from sharedcare.pages.drug import drug_page
from sharedcare.pages.home import home_page
from sharedcare.pages.index import a_to_z_page
from sharedcare.pages.organisations import organisation_pages
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.protocol import protocol_page
from sharedcare.pages.rules import rule_pages
from sharedcare.pages.services import service_pages
from sharedcare.pages.shelves import shelf_pages
from sharedcare.pages.sources import source_pages
from sharedcare.register.load import Register
from sharedcare.rules import RULES

__all__ = ["Heading", "Page", "render", "render_book"]


def render(register: Register, day: date, findings: Iterable[Finding] = ()) -> tuple[Page, ...]:
    """Every page of the register as it stands on a day; the findings of each file stand on its page."""
    return render_book(Book.of(register, day, findings))


def render_book(book: Book) -> tuple[Page, ...]:
    """Every page of a register whose look-ups have been made."""
    return tuple(_pages(book))


def _pages(book: Book) -> Iterator[Page]:
    register = book.register
    yield home_page(book)
    yield a_to_z_page(book)
    for name in book.by_protocol:
        broken = book.broken(name) if name not in register.protocols else None
        yield broken_page(book, broken) if broken else protocol_page(book, name, register.protocols[name])
    for name, drug in register.drugs.items():
        yield drug_page(book, name, drug)
    for name, area in register.areas.items():
        yield area_page(book, name, area)
    yield from organisation_pages(book)
    yield from service_pages(book)
    yield from shelf_pages(book)
    yield from source_pages(book)
    yield from rule_pages(book, RULES)
