"""What a drug's page says beside its tables: who does what, what it is for, what it is called, what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sharedcare.pages.blocks import Block, Cell, Facts, Items, Said, Section, Table, Words, cell, listed, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.clinical import Clinical, limited_to
from sharedcare.pages.intervals import every
from sharedcare.pages.words import NOT_KNOWN, as_text, capital, code, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.drug import Drug, ObservedClassification
from sharedcare.register.model.monitoring import SpecialistReview, Stabilisation
from sharedcare.register.model.sources import Names, NotFound
from sharedcare.register.model.vocabulary import DrugKind
from sharedcare.register.model.voices import Decision
from sharedcare.status.currency import sentence

A_LIGHT = "A light means nothing without the committee that gave it."
DUTIES = {"specialist": "The specialist", "primary_care": "Primary care", "patient": "The patient"}
APART = "Not from any protocol. A protocol's own words on this stand on its page."


def duties(drug: Drug, rows: Clinical) -> Section | None:
    """Who does what, how long until a request, and how often the specialist sees the patient."""
    blocks: list[Block] = []
    if drug.stabilisation:
        before = tuple(_stabilisation(row, rows) for row in drug.stabilisation)
        blocks.append(Items(before, "Before a request for shared care"))
    if drug.specialist_review:
        reviews = tuple(_review(row, rows.sources) for row in drug.specialist_review)
        blocks.append(Items(reviews, "How often the specialist sees the patient"))
    for name, title in DUTIES.items() if drug.duties else ():
        if own := getattr(drug.duties, name):
            blocks.append(Items(tuple(rows.statement(row) for row in own), title))
    if not blocks:
        return None
    return Section("duties", "Who does what, as named sources give it", (words(APART), *blocks), apart=True)


def _stabilisation(row: Stabilisation, rows: Clinical) -> Cell:
    """The text comes first: it says for whom the shortest time holds."""
    least = (
        Said(f"Recorded as at least {row.minimum}.", quiet=True, note=row.note_on("minimum")) if row.minimum else None
    )
    return listed((*rows.statement(row).pieces, *((least,) if least else ())))


def _review(row: SpecialistReview, sources: Sources) -> Cell:
    limits = Said(f"{limited_to(row)}:") if row.is_limited else None
    interval = (
        Said(f"{every(row.every, at_least=bool(row.at_least))}.", note=row.note_on("every")) if row.every else None
    )
    text = Said(row.text, note=row.note_on("text")) if row.text else None
    pieces = (limits, interval, text, sources.cite(row))
    return listed(piece for piece in pieces if piece is not None)


def about(drug: Drug, sources: Sources) -> Section:
    """Its names, codes and uses."""
    rows: list[tuple[str, Cell]] = [("Class", cell(said(drug, "class_")))]
    if drug.kind is DrugKind.GROUP:
        rows.append(("Kind", cell("A group of drugs that protocols name together")))
    if drug.indications:
        rows.append(("Usually given for", _names(drug.indications, sources)))
    if drug.specialties:
        rows.append(("Used in", cell(capital(as_text(drug.specialties).replace("-", " ")))))
    if drug.brands or drug.note_on("brands"):
        note = Said(drug.note_on("brands") or "", quiet=True) if drug.note_on("brands") else None
        rows.append(("Brands", Cell((*_names(drug.brands, sources).pieces, *((note,) if note else ())))))
    if drug.spellings:
        rows.append(("Also found under", cell(Said(as_text(drug.spellings), note=drug.note_on("spellings")))))
    if drug.cd_schedule is not None:
        rows.append(("Controlled drug schedule", cell(said(drug, "cd_schedule"))))
    rows.append(("Codes", _codes(drug, sources)))
    return Section("about", "About the drug", (Facts(tuple(rows)),))


def _names(rows: Sequence[Names], sources: Sources) -> Cell:
    return Cell(tuple(piece for row in rows for piece in _named(row, sources)))


def _named(row: Names, sources: Sources) -> Iterator[Said]:
    names = said(row, "names")
    yield Said(capital(names.text), names.known, names.note)
    if isinstance(row.sources, Unknown):
        yield Said("Which source says so was not recorded", known=False, quiet=True, note=row.note_on("sources"))
    else:
        yield from (sources.named(key) for key in row.sources)
        if note := row.note_on("sources"):
            yield Said(note, quiet=True)


def _codes(drug: Drug, sources: Sources) -> Cell:
    note = drug.note_on("codes")
    if not drug.codes:
        return cell(Said(NOT_KNOWN, known=False, note=note))
    codes = (replace(code(row), href=sources.named(row.source).href) for row in drug.codes)
    return Cell((*codes, *((Said(note, quiet=True),) if note else ())))


def lights(book: Book, entry: Entry[Drug], sources: Sources) -> Section | None:
    """The traffic lights seen, and what committees decided on its products."""
    rows = tuple(_light(book, row, sources) for row in entry.record.classifications)
    decided = [found for found in book.register.decisions.values() if entry.record.id in found.record.drugs]
    if not rows and not decided:
        return None
    lead = words(A_LIGHT)
    seen: tuple[Block, ...] = (Table("Traffic lights seen", ("Light", "Committee", "Means", "Source"), rows),)
    items = tuple(decision_cell(book, found) for found in decided)
    blocks = (lead, *(seen if rows else ()), *((Items(items, "Decisions on its products"),) if items else ()))
    return Section("lights", "Traffic lights seen", blocks)


def decision_cell(book: Book, entry: Entry[Decision]) -> Cell:
    """A committee's decision, when it was and what it rests on."""
    row = entry.record
    by, on = book.committee(row.committee), said(row, "on")
    text = f"{said(row, 'item').text}: {said(row, 'label').text}. {by.text}, {on.text}. It may have changed since."
    notes = (row.note, row.note_on("item"), row.note_on("label"), row.note_on("on"), row.note_on("committee"))
    cited = Sources.of(book, entry).described(row.source)
    return cell(text, *(Said(note, quiet=True) for note in notes if note), cited)


def _light(book: Book, row: ObservedClassification, sources: Sources) -> tuple[Cell, ...]:
    committee = book.committee(row.committee, row.note_on("committee"))
    if not committee.known and row.committee_as_printed:
        committee = Said(row.committee_as_printed, note=row.note_on("committee") or row.note_on("committee_as_printed"))
    return (cell(said(row, "label")), cell(committee), cell(said(row, "meaning")), cell(sources.cite(row)))


def not_found(rows: Sequence[NotFound]) -> Section | None:
    """What was looked for and not found."""
    cells = tuple(cell(Said(sought_in_words(row))) for row in rows)
    lead = Words(cell("Not known, which is not the same as absent."))
    return Section("not-found", "Looked for and not found", (lead, Items(cells))) if cells else None


def sought_in_words(row: NotFound) -> str:
    """What was looked for, and where."""
    where = f" Looked for in: {sentence(row.where)}" if row.where else ""
    return f"{sentence(said(row, 'sought').text)}{where}"
