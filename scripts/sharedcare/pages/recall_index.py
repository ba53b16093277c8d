"""The areas, each with its recall sheet."""

from __future__ import annotations

from collections.abc import Iterable

from sharedcare.pages.blocks import Items, Said, Section, cell
from sharedcare.pages.book import Book
from sharedcare.pages.page import Page
from sharedcare.pages.plain import EVERY_AREA, plain_page

SOURCE = "recall/index.md"
TITLE = "Recall sheets"
LEAD = "For each area, every drug's tests in the stable phase on one page, to sort, to print, or as CSV."


def recall_index(book: Book) -> Page:
    """The page that leads to every area's recall sheet, the invented areas' apart."""
    real = [area for area in book.areas_to_choose if not book.is_fictional(area)]
    invented = [area for area in book.areas_to_choose if book.is_fictional(area)]
    parts = [Section("areas", "Areas", (_sheets(book, real),))] if real else []
    parts += [Section("examples", "Invented examples", (_sheets(book, invented),))] if invented else []
    return plain_page(SOURCE, TITLE, parts, place=EVERY_AREA, lead=LEAD)


def _sheets(book: Book, areas: Iterable[str]) -> Items:
    return Items(tuple(cell(Said(book.place(area), href=f"recall/{area}/")) for area in areas))
