"""Sources: what a row rests on, and the list at the foot of a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sharedcare.pages.blocks import Block, Cell, Said, Section, Table, cell, words
from sharedcare.pages.book import Book
from sharedcare.pages.words import NOT_KNOWN, deadline, evidence_date, said
from sharedcare.register.load import Entry
from sharedcare.register.model.sources import Source, Sourced
from sharedcare.register.model.vocabulary import ReadAs
from sharedcare.register.values.dates import PartialDate


@dataclass(frozen=True)
class Sources:
    """The sources of one file, and where their list stands."""

    records: Mapping[str, Source]
    page: str = ""
    """The address of the page with the list; empty for the page itself."""
    numbered: bool = True
    publishers: bool = False
    """Whether a row says, beside the number, who published the source, and that it was read as a copy."""
    slugs: Mapping[str, str] = field(default_factory=dict)
    """What the address of each source's own page calls it."""

    @classmethod
    def of(
        cls, book: Book, entry: Entry[Any], page: str = "", *, numbered: bool = True, publishers: bool = False
    ) -> Sources:
        """The sources of an entry's file."""
        slugs = {key: book.source_slugs[entry.file, key] for key in entry.sources}
        return cls(entry.sources, page, numbered, publishers, slugs)

    def cite(self, row: Sourced | None) -> Said:
        """Which source a row rests on, and where in it."""
        section = row.section if row is not None else None
        return self.named(row.source if row is not None else None, section)

    def named(self, key: str | None, section: str | None = None) -> Said:
        """A source by its key."""
        if key is None:
            return Said("Source not given", known=False, quiet=True)
        where = f", section {section}" if section else ""
        return Said(f"{self.label(key)}{where}", href=self.href(key), quiet=True)

    def label(self, key: str) -> str:
        """What a row calls a source: its number on the page, or its publisher elsewhere."""
        if key not in self.records:
            return f"Source {key}"
        source = self.records[key]
        if not self.numbered:
            return publisher(source)
        number = list(self.records).index(key) + 1
        if not self.publishers:
            return f"Source {number}"
        copy = ", a copy" if source.read_as is ReadAs.THIRD_PARTY_COPY else ""
        due = f", review date {source.review_due.in_words()}" if isinstance(source.review_due, PartialDate) else ""
        return f"{number}. {publisher(source).partition(' (')[0]}{copy}{due}"

    def described(self, key: str | None) -> Said:
        """A source by its title and publisher, with a link to its own page."""
        source = self.records.get(key or "")
        if source is None or key is None:
            return Said("Source not given", known=False)
        copy = ", a copy" if source.read_as is ReadAs.THIRD_PARTY_COPY else ""
        text = f"{said(source, 'title').text}, {publisher(source)}{copy}"
        return Said(text, href=f"sources/{self.slugs[key]}/" if key in self.slugs else source.url)

    def href(self, key: str) -> str | None:
        """Where the source stands in the list."""
        return f"{self.page}#source-{key}" if key in self.records else None

    def section(self, cited: Collection[str | None] | None = None) -> Section:
        """The list of sources, or of those that are cited."""
        heads = ("Source", "Published", "Read as", "Last read")
        shown = [
            (number, key, source)
            for number, (key, source) in enumerate(self.records.items(), 1)
            if cited is None or key in cited
        ]
        rows = tuple(_row(number, source, self.slugs.get(key)) for number, key, source in shown)
        ids = tuple(f"source-{key}" for _, key, _ in shown)
        blocks: tuple[Block, ...] = (Table("Sources", heads, rows, ids),) if rows else (words("None is recorded."),)
        return Section("sources", "Sources", blocks)


def publisher(source: Source) -> str:
    """Who published a source."""
    return source.publisher if isinstance(source.publisher, str) else "publisher not known"


def _row(number: int, source: Source, slug: str | None) -> tuple[Cell, ...]:
    title = said(source, "title")
    named = Said(f"{number}. {title.text}", known=title.known, note=title.note, href=source.url)
    due = deadline(source, "review_due") if source.review_due is not None else None
    published = cell(said(source, "published"), Said(f"Its review is due: {due.text}", quiet=True) if due else None)
    by = said(source, "publisher", source.note_on("kind"))
    uses = Said("What rests on it", href=f"sources/{slug}/", quiet=True, onward=True) if slug else None
    return (
        cell(named, Said(by.text if by.known else f"Publisher: {NOT_KNOWN.lower()}", quiet=True, note=by.note), uses),
        published,
        cell(said(source, "read_as")),
        cell(evidence_date(source, "checked_on")),
    )
