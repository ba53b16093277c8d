"""The page of all results: a search box and filters. What it lists is looked up from the search index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sharedcare.exports.timelines import vocabulary
from sharedcare.pages import template
from sharedcare.pages.book import Book
from sharedcare.pages.page import Page
from sharedcare.pages.words import as_text
from sharedcare.register.model.base import Unknown
from sharedcare.status import SPANS

SOURCE = "find.md"
TITLE = "Find a protocol"
NOT_KNOWN = "unknown"
"""What the filters call what is not known, where no state has a word for it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a filter under one heading."""

    heading: str
    """Empty for those that need none."""
    options: tuple[tuple[str, str], ...]
    """What addresses call each, and its words."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of the list."""

    name: str
    """What addresses call it."""
    label: str
    every: str
    """The words for no choice."""
    groups: tuple[Choices, ...]


def find_page(book: Book) -> Page:
    """The page of all results."""
    html = template.render("find.html", SOURCE, title=TITLE, facets=tuple(_facets(book)), areas=_places(book))
    return Page(SOURCE, f"{TITLE} – every area", html)


def _facets(book: Book) -> Iterator[Facet]:
    words = vocabulary()
    yield Facet("area", "Area", "Every area", _areas(book))
    yield Facet("specialty", "Specialty", "Every specialty", _one(_specialties(book)))
    yield Facet("currency", "Currency", "Any currency", _one(words["currency"].items()))
    yield Facet("funding", "Funding", "Any funding", _one(words["funding"].items()))
    due = (*SPANS.items(), (NOT_KNOWN, "No date ahead is known"))
    yield Facet("due", "Review due, or end", "Any date", _one(due))


def _one(options: Iterable[tuple[str, str]]) -> tuple[Choices, ...]:
    return (Choices("", tuple(options)),)


def _areas(book: Book) -> tuple[Choices, ...]:
    known = sorted({*book.register.areas, *book.by_area}, key=lambda area: book.area_name(area).casefold())
    real = tuple((area, book.area_name(area)) for area in known if book.label(area) is None)
    labelled: dict[str, list[tuple[str, str]]] = {}
    for area in known:
        if (label := book.label(area)) is not None:
            labelled.setdefault(label, []).append((area, book.area_name(area)))
    return (Choices("", real), *(Choices(label, tuple(areas)) for label, areas in sorted(labelled.items())))


def _places(book: Book) -> tuple[tuple[str | None, str], ...]:
    """The pages to read where there is no script."""
    return tuple((book.area(area).href, place) for area, place in book.areas_to_choose.items())


def _specialties(book: Book) -> Iterator[tuple[str, str]]:
    records = (entry.record.specialties for entry in book.register.protocols.values())
    for name in sorted({name for own in records if not isinstance(own, Unknown) for name in own}):
        yield name, as_text(name).replace("-", " ").capitalize()
    yield NOT_KNOWN, "Not known"
