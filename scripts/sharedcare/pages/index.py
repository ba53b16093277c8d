"""The A to Z by drug and brand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sharedcare.pages import template
from sharedcare.pages.blocks import Said
from sharedcare.pages.book import Book
from sharedcare.pages.page import Page
from sharedcare.pages.words import said

SOURCE = "a-to-z.md"


@dataclass(frozen=True, slots=True)
class Line:
    """A drug with its protocols, or a brand that leads to a drug. Spellings are for the search alone."""

    name: Said
    leads_to: Said | None
    protocols: tuple[tuple[Said, str], ...] = ()
    """Each protocol with its place."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The lines under one letter."""

    id: str
    letter: str
    lines: tuple[Line, ...]


def a_to_z_page(book: Book) -> Page:
    """The A to Z."""
    letters = tuple(_letters(book))
    title = f"A to Z of drugs and brands – {_places(book)}"
    html = template.render("a-to-z.html", SOURCE, letters=letters, others=tuple(_without_drugs(book)))
    return Page(SOURCE, title, html)


def _places(book: Book) -> str:
    names = sorted(
        book.area_name(area) for area in book.by_area if area in book.register.areas and not book.is_fictional(area)
    )
    return ", ".join(names) or "no area yet"


def _letters(book: Book) -> Iterator[Letter]:
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in _lines(book):
        first = line.name.text[:1].upper()
        groups[first if "A" <= first <= "Z" else "#"].append(line)
    for letter in sorted(groups):
        lines = sorted(groups[letter], key=lambda line: (line.name.text.casefold(), line.leads_to is not None))
        yield Letter(f"letter-{letter.lower()}" if letter != "#" else "other-signs", letter, tuple(lines))


def _lines(book: Book) -> Iterator[Line]:
    for key, entry in book.register.drugs.items():
        drug, link = entry.record, book.drug(key)
        yield Line(link, None, tuple(_protocols(book, key)))
        for name in drug.brand_names:
            if name.casefold() != said(drug, "name").text.casefold():
                yield Line(Said(name), link)
    for missing in sorted({name for name in book.by_drug if name not in book.register.drugs}):
        yield Line(Said(missing), None, tuple(_protocols(book, missing)))


def _protocols(book: Book, drug: str) -> Iterator[tuple[Said, str]]:
    for case in sorted(book.by_drug.get(drug, ()), key=lambda case: book.is_fictional(case.area)):
        yield Said(case.title, href=book.protocol_href(case.id)), _place(book, case.area)


def _place(book: Book, area: str) -> str:
    label = book.label(area)
    return f"{book.area_name(area)}. {label}" if label else book.area_name(area)


def _without_drugs(book: Book) -> Iterator[tuple[Said, str]]:
    """The protocols of which no drug is known, so that no letter holds them."""
    for case in book.cases:
        if case.protocol is None or not case.protocol.drug_ids:
            yield Said(case.title, href=book.protocol_href(case.id)), _place(book, case.area)
