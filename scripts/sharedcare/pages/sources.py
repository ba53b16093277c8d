"""Every source: when it was read, whether as the original or a copy, and which facts rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sharedcare.pages.blocks import Cell, Facts, Items, Said, Section, Table, Words, cell, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import publisher
from sharedcare.pages.gist import gist
from sharedcare.pages.page import Page
from sharedcare.pages.places import Place, place_of
from sharedcare.pages.plain import plain_page
from sharedcare.pages.words import deadline, evidence_date, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Record
from sharedcare.register.model.sources import Source
from sharedcare.register.walk import blocks_of, records

SOURCES = Said("Sources", href="sources/")


@dataclass
class Document:
    """One document or page, however many files cite it."""

    slug: str
    source: Source
    facts: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What each page says that rests on it."""

    @property
    def count(self) -> int:
        """How many facts rest on it."""
        return sum(map(len, self.facts.values()))


def documents(book: Book) -> tuple[Document, ...]:
    """Every source that a file names, by publisher and title; the same document in several files is one."""
    found: dict[str, Document] = {}
    for entry in records(book.register):
        for key, source in entry.sources.items():
            slug = book.source_slugs[entry.file, key]
            found.setdefault(slug, Document(slug, source))
        for key, fact in _citations(book, entry):
            found[book.source_slugs[entry.file, key]].facts[place_of(book, entry)].append(fact)
    return tuple(sorted(found.values(), key=lambda document: (*_order(document.source), document.slug)))


def source_pages(book: Book) -> Iterator[Page]:
    """The list of sources, and a page for each."""
    found = documents(book)
    yield _list(found)
    for document in found:
        yield _page(document)


def _citations(book: Book, entry: Entry) -> Iterator[tuple[str, str]]:  # type: ignore[type-arg]
    """Each source that a record of an entry cites, with what the record says."""
    for block in blocks_of(entry, Record):
        many = getattr(block.record, "sources", ())
        cited = (getattr(block.record, "source", None), *(many if isinstance(many, tuple) else ()))
        yield from ((key, gist(book, block)) for key in dict.fromkeys(cited) if key in entry.sources)


def _order(source: Source) -> tuple[str, str]:
    return publisher(source).casefold(), said(source, "title").text.casefold()


def _list(found: tuple[Document, ...]) -> Page:
    heads = ("Source", "Published", "Read as", "Facts that rest on it")
    rows = tuple(_row(document) for document in found)
    copies = sum(said(document.source, "read_as").text == "A third-party copy" for document in found)
    lead = words(f"{len(found)} sources; {copies} of them were read as a third-party copy, not in the original.")
    section = Section("all", "Every source, by publisher", (lead, Table("Every source", heads, rows)))
    return plain_page("sources/index.md", "Sources", (section,), place="every area")


def _row(document: Document) -> tuple[Cell, ...]:
    source = document.source
    title = Said(said(source, "title").text, href=f"sources/{document.slug}/")
    by = Said(publisher(source), quiet=True)
    return cell(title, by), cell(said(source, "published")), cell(said(source, "read_as")), cell(str(document.count))


def _page(document: Document) -> Page:
    source = document.source
    title = said(source, "title")
    facts: list[tuple[str, Cell]] = [
        ("Publisher", cell(said(source, "publisher"))),
        ("Kind of body", cell(said(source, "kind"))),
        ("Published", cell(said(source, "published"))),
        ("Read as", cell(said(source, "read_as"))),
        ("Last read", cell(evidence_date(source, "checked_on"))),
    ]
    if source.review_due is not None:
        facts.insert(3, ("Its review is due", cell(deadline(source, "review_due"))))
    if source.url:
        facts.append(("Address", cell(Said(source.url, href=source.url))))
    if title.note:
        facts.insert(0, ("About the title", cell(title.note)))
    rests = [_rests(number, place, rows) for number, (place, rows) in enumerate(document.facts.items(), start=1)]
    none = Section("facts", "What rests on it", (words("No fact cites it. It was read, and is kept for that."),))
    parts = (Section("source", "The source", (Facts(tuple(facts)),)), *(rests or [none]))
    return plain_page(
        f"sources/{document.slug}.md", title.text, parts, place=publisher(source), up=SOURCES,
        example=_example(document),
    )  # fmt: skip


def _rests(number: int, place: Place, facts: list[str]) -> Section:
    link = Words(cell(place.said()))
    title = f"{len(facts)} {'fact' if len(facts) == 1 else 'facts'} on the page: {place.name}"
    return Section(f"facts-{number}", title, (link, Items(tuple(cell(text or place.name) for text in facts))))


def _example(document: Document) -> str | None:
    """What a page says of a source that only an invented place cites."""
    labels = {place.label for place in document.facts}
    return labels.pop() if len(labels) == 1 else None
