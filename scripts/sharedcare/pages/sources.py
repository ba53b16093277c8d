"""Every source: when it was read, whether as the original or a copy, and which facts rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sharedcare.exports.addresses import EXAMPLE
from sharedcare.pages.blocks import Cell, Facts, Items, Said, Section, Words, cell, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import publisher
from sharedcare.pages.gist import gist
from sharedcare.pages.groups import by_letter
from sharedcare.pages.page import Page
from sharedcare.pages.places import Place, place_of
from sharedcare.pages.plain import EVERY_AREA, plain_page
from sharedcare.pages.words import deadline, evidence_date, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Record
from sharedcare.register.model.sources import Source
from sharedcare.register.model.vocabulary import ReadAs
from sharedcare.register.walk import blocks_of, records

SOURCES = Said("Sources", href="sources/")
NOT_TODAY = "What follows rests on this source. Whether a protocol is in date, and paid for, is said on its own page."


@dataclass
class Document:
    """One document or page, however many files cite it."""

    slug: str
    records: list[Source] = field(default_factory=list)
    """What each file says of it, the first that cites it first."""
    facts: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What each page says that rests on it."""
    labels: set[str | None] = field(default_factory=set)
    """What the pages that cite it say of themselves where they are invented."""
    named_by: set[str | None] = field(default_factory=set)
    """The same of the pages whose files name it, for a source that nothing cites."""

    @property
    def source(self) -> Source:
        """What the first file says of it."""
        return self.records[0]

    @property
    def is_copy(self) -> bool:
        """Whether any file read it as a copy: of two answers the worse stands."""
        return any(record.read_as is not ReadAs.ORIGINAL for record in self.records)

    @property
    def label(self) -> str | None:
        """What a page says of a document that only invented places know."""
        labels = self.labels or self.named_by
        return EXAMPLE if labels and None not in labels else None

    @property
    def count(self) -> int:
        """How many facts rest on it."""
        return sum(map(len, self.facts.values()))


def documents(book: Book) -> tuple[Document, ...]:
    """Every source that a file names, by publisher and title; the same document in several files is one."""
    found: dict[str, Document] = {}
    named: set[tuple[str, str]] = set()
    for entry in records(book.register):
        place = place_of(book, entry)
        for key, source in entry.sources.items():
            slug = book.source_slugs[entry.file, key]
            document = found.setdefault(slug, Document(slug))
            if (entry.file, key) not in named:
                named.add((entry.file, key))
                document.records.append(source)
                document.named_by.add(place.label)
        for key, fact in _citations(book, entry):
            document = found[book.source_slugs[entry.file, key]]
            document.facts[place].append(fact)
            document.labels.add(place.label)
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
    rows = ((publisher(document.source), _row(document)) for document in found)
    counted = [document for document in found if document.label is None]
    copies = sum(document.is_copy for document in counted)
    lead = words(f"{len(counted)} sources; {copies} of them were read as a third-party copy, not in the original.")
    parts = (Section("all", "Every source, by publisher", (lead,)), *by_letter("Sources", heads, rows))
    return plain_page("sources/index.md", "Sources", parts, place=EVERY_AREA)


def _row(document: Document) -> tuple[Cell, ...]:
    source = document.source
    title = Said(said(source, "title").text, href=f"sources/{document.slug}/")
    label = Said(document.label, quiet=True) if document.label else None
    first = cell(title, Said(publisher(source), quiet=True), label)
    return first, cell(said(source, "published"), *_review(source)), _read_as(document), cell(str(document.count))


def _read_as(document: Document) -> Cell:
    worse = next((record for record in document.records if record.read_as is not ReadAs.ORIGINAL), document.source)
    differ = len({record.read_as for record in document.records}) > 1
    return cell(said(worse, "read_as"), Said("Another file read the original", quiet=True) if differ else None)


def _review(source: Source) -> Iterator[Said]:
    if source.review_due is not None:
        yield Said(f"Its review is or was due: {deadline(source, 'review_due').text}", quiet=True)


def _page(document: Document) -> Page:
    source = document.source
    rests = [_rests(place, rows) for place, rows in sorted(document.facts.items(), key=lambda item: item[0].source)]
    none = Section("facts", "What rests on it", (words("No fact cites it. It was read, and is kept for that."),))
    about = Section("source", "The source", (Facts(tuple(_facts(document))), words(NOT_TODAY)))
    return plain_page(
        f"sources/{document.slug}.md",
        said(source, "title").text,
        (about, *(rests or [none])),
        place=publisher(source),
        up=SOURCES,
        example=document.label,
    )


def _facts(document: Document) -> Iterator[tuple[str, Cell]]:
    source = document.source
    notes = dict.fromkeys(filter(None, (record.note_on("title") for record in document.records)))
    others = dict.fromkeys(said(record, "title").text for record in document.records[1:])
    also = [f"Also: {title}" for title in others if title != said(source, "title").text]
    if notes or also:
        yield "About the title", Cell(tuple(map(Said, (*notes, *also))))
    yield "Publisher", cell(said(source, "publisher"))
    yield "Kind of body", cell(said(source, "kind"))
    yield "Published", cell(said(source, "published"), *_review(source))
    yield "Read as", _read_as(document)
    yield "Last read", cell(*dict.fromkeys(evidence_date(record, "checked_on") for record in document.records))
    if source.url:
        yield "Address", cell(Said(source.url, href=source.url))


def _rests(place: Place, facts: list[str]) -> Section:
    title = f"{len(facts)} {'fact' if len(facts) == 1 else 'facts'} on the page: {place.name}"
    anchor = f"on-{place.href.strip('/').replace('/', '-')}"
    return Section(anchor, title, (Words(cell(place.said())), Items(tuple(cell(text or place.name) for text in facts))))
