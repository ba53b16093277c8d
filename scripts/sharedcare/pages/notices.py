"""Safety notices, and the records of a page's drugs."""

from __future__ import annotations

from collections.abc import Iterable

from sharedcare.pages.blocks import Block, Cell, Said, Section, Table, Words, cell
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.words import NOT_KNOWN, said
from sharedcare.register.load import Entry
from sharedcare.register.model.drug import Drug, SafetyNotice


def notices(book: Book, drugs: Iterable[str], note: str | None = None) -> Section | None:
    """The safety notices of drugs; where there are none, the note says what that means."""
    rows = [
        _notice(book, entry, notice) for entry in drug_entries(book, drugs) for notice in entry.record.safety_notices
    ]
    if not rows and note is None:
        return None
    heads = ("Notice", "What it asks for", "Issued", "Drug")
    table: Block = Table("Safety notices", heads, tuple(rows))
    none: Block = Words(cell(Said(NOT_KNOWN, known=False, note=note)))
    return Section("safety-notices", "Safety notices", (table if rows else none,), warns=bool(rows))


def how_many(book: Book, drugs: Iterable[str]) -> int:
    """How many safety notices drugs have."""
    return sum(len(entry.record.safety_notices) for entry in drug_entries(book, drugs))


def names_of(book: Book, drugs: Iterable[str], ids: Iterable[str]) -> str:
    """What a reader calls notices of drugs: the drug, and when each was issued; one that is not recorded, its id."""
    names = {
        notice.id: f"{book.drug(str(entry.record.id)).text} ({said(notice, 'issued_on').text})"
        for entry in drug_entries(book, drugs)
        for notice in entry.record.safety_notices
    }
    return ", ".join(names.get(one, one) for one in ids)


def drug_sources(book: Book, entry: Entry[Drug], *, here: bool = False) -> Sources:
    """A drug's sources; elsewhere than on its own page they are called by their publisher."""
    if here:
        return Sources.of(book, entry, publishers=True)
    return Sources.of(book, entry, f"drugs/{entry.record.id}/", numbered=False)


def _notice(book: Book, entry: Entry[Drug], notice: SafetyNotice) -> tuple[Cell, ...]:
    sources = drug_sources(book, entry)
    title = cell(said(notice, "title"), sources.cite(notice))
    recorded = said(notice, "recorded_on")
    issued = cell(said(notice, "issued_on"), Said(f"Recorded here: {recorded.text}", quiet=True))
    return (title, cell(said(notice, "says")), issued, cell(book.drug(str(entry.record.id))))


def drug_entries(book: Book, drugs: Iterable[str]) -> Iterable[Entry[Drug]]:
    """The records of drugs, as far as the register has them."""
    return (book.register.drugs[drug] for drug in drugs if drug in book.register.drugs)
