"""The history of a document, as far as its file records it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.pages.blocks import Cell, Items, Said, Section, Words, cell
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.ledger import recorded
from sharedcare.pages.notices import names_of
from sharedcare.pages.words import deadline, evidence_date, labelled, said, said_value
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.document import Document, Extension, Review
from sharedcare.register.model.protocol import Protocol


def history(book: Book, name: str, protocol: Protocol, sources: Sources) -> Section:
    """Versions, reviews, extensions, corrections and what a listing said; and how to see the page of a past day."""
    known = protocol.document if isinstance(protocol.document, Document) else Document()
    groups = (
        ("Versions", list(_versions(book, name, known))),
        ("Reviews", [_review(book, row, protocol, sources) for row in known.reviews]),
        ("Extensions", [_extension(book, row, sources) for row in known.extensions]),
        ("Consulted", [_consulted(book, row) for row in known.consulted]),
        (
            "Corrections of this file",
            [_dated(said(row, "on"), said(row, "what"), said(row, "by")) for row in protocol.corrections],
        ),
        (
            "What a list showed",
            [
                cell(labelled("Seen", said(row, "seen_on")), said(row, "says"), sources.named(row.source))
                for row in protocol.observations
            ],
        ),
    )
    blocks = tuple(Items(tuple(items), title) for title, items in groups if items)
    return Section("history", "History", (*blocks, recorded(book, name), _past(book, name)))


def _versions(book: Book, name: str, known: Document) -> Iterator[Cell]:
    """The document's own version, and what it took the place of."""
    if known.version is not None:
        version, approved = said(known, "version"), deadline(known, "approved_on")
        words = f"This one: version {version.text if version.known else 'not known'}, approved on "
        yield cell(Said(f"{words}{approved.text if approved.known else 'a day that is not known'}"))
    for other, on in book.replaced.get(name, ()):
        title = f"It took the place of {book.protocol(other).text}"
        yield cell(Said(title, href=book.protocol_href(other)), labelled("On", said_value(on)))


def _past(book: Book, name: str) -> Words:
    made = as_it_stood(name, book.day)
    text = f"For an inspection, this page as it stood on a past day is made in a copy of the repository by: {made}"
    return Words(cell(Said(text, quiet=True, onward=True)))


def as_it_stood(name: str, day: date) -> str:
    """The command that writes a protocol's page of a past day."""
    return f"sharedcare as-it-stood {name} --on {day.isoformat()}"


def _review(book: Book, row: Review, protocol: Protocol, sources: Sources) -> Cell:
    read = () if isinstance(row.sources_read, Unknown) else row.sources_read
    notices = names_of(book, protocol.drug_ids, row.notices_read)
    return cell(
        Said(f"{evidence_date(row, 'on').text}: {said(row, 'outcome').text.lower()}, by {said(row, 'by').text}"),
        Said(f"Minute: {row.minute}", quiet=True) if row.minute else None,
        Said("Read for it:", quiet=True) if read else None,
        *(sources.named(key) for key in read),
        Said(f"Safety notices read: {notices}", quiet=True) if notices else None,
    )


def _extension(book: Book, row: Extension, sources: Sources) -> Cell:
    by = book.committee(row.by)
    decided, until = said(row, "decided_on").text, deadline(row, "until").text
    return cell(
        Said(f"Decided on {decided} by {by.text}, until {until}"),
        labelled("Why", said(row, "reason")),
        sources.named(row.source) if row.source else None,
    )


def _consulted(book: Book, row: object) -> Cell:
    name, on = book.organisation(getattr(row, "organisation", None)), said_value(getattr(row, "on", None))
    position = said_value(getattr(row, "position", None))
    return cell(f"{name.text}: {position.text.lower()}{f', {on.text}' if on.known else ''}")


def _dated(on: Said, what: Said, by: Said) -> Cell:
    return cell(f"{on.text}: {what.text} ({by.text})")
