"""Organisations and committees: who they are, where they decide or pay, and what they said."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.exports.addresses import EXAMPLE
from sharedcare.pages.blocks import Block, Cell, Facts, Items, Said, Section, Table, cell, sections, words
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.drug_text import decision_cell
from sharedcare.pages.page import Page
from sharedcare.pages.plain import EVERY_AREA, plain_page
from sharedcare.pages.reports import NOT_TESTED, TITLE, report_cell
from sharedcare.pages.words import NOT_KNOWN, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.places import Committee, Organisation

ALL = Said("Organisations and committees", href="organisations/")
TO_BE_CONFIRMED = "to be confirmed: not read in the ODS itself"


def organisation_pages(book: Book) -> Iterator[Page]:
    """The list of bodies, and a page for each."""
    yield _list(book)
    for key, organisation in book.register.organisations.items():
        yield _organisation(book, key, organisation)
    for key, committee in book.register.committees.items():
        yield _committee(book, key, committee)


def ods_code(organisation: Organisation) -> Said:
    """Its code, and whether that was read in the Organisation Data Service itself."""
    if organisation.ods is None:
        return Said(NOT_KNOWN, known=False, note=organisation.note_on("ods"))
    if organisation.ods_confirmed:
        return Said(organisation.ods)
    return Said(organisation.ods, known=False, note=TO_BE_CONFIRMED)


def _list(book: Book) -> Page:
    kinds: dict[str, list[tuple[Cell, ...]]] = {}
    for key, entry in book.register.organisations.items():
        name = cell(book.organisation(key), _label(entry.record.fictional))
        kinds.setdefault(said(entry.record, "kind").text, []).append((name, cell(ods_code(entry.record))))
    committees = tuple(
        (cell(book.committee(key), _label(entry.record.fictional)), cell(book.organisation(entry.record.advises)))
        for key, entry in book.register.committees.items()
    )
    parts = [
        Section(kind.lower().replace(" ", "-"), kind, (Table(kind, ("Organisation", "ODS code"), tuple(rows)),))
        for kind, rows in sorted(kinds.items())
    ]
    parts.insert(0, Section("committees", "Committees", (Table("Committees", ("Committee", "Advises"), committees),)))
    return plain_page("organisations/index.md", ALL.text, parts, place=EVERY_AREA)


def _label(fictional: bool) -> Said | None:
    return Said(EXAMPLE, quiet=True) if fictional else None


def _organisation(book: Book, key: str, entry: Entry[Organisation]) -> Page:
    organisation, sources = entry.record, Sources.of(book, entry)
    facts: list[tuple[str, Cell]] = [("Kind", cell(said(organisation, "kind")))]
    if organisation.abbreviation:
        facts.insert(0, ("Also called", cell(organisation.abbreviation)))
    facts.append(("ODS code", cell(ods_code(organisation))))
    facts += [("Also", cell(note)) for note in (organisation.note, organisation.note_on("name")) if note]
    facts.append(("Source", cell(sources.described(organisation.source))))
    parts = sections(
        Section("about", "The organisation", (Facts(tuple(facts)),)),
        Section("pays", "Pays for the services of", tuple(_pays(book, key))),
        Section("services", "Services", tuple(_services(book, key))),
        Section("reports", TITLE, tuple(_reports(book, key))),
    )
    name = said(organisation, "name").text
    return plain_page(
        f"organisations/{key}.md", name, parts, place="organisation", up=ALL,
        example=EXAMPLE if organisation.fictional else None, edit_path=f"{PROTOCOLS_FOLDER}/{entry.file}",
    )  # fmt: skip


def _pays(book: Book, key: str) -> Iterator[Block]:
    rows = [
        (cell(book.area(area)), cell(said(row, "from_")), cell(said(row, "to")))
        for area, entry in book.register.areas.items()
        if not isinstance(entry.record.commissioners, Unknown)
        for row in entry.record.commissioners
        if row.organisation == key
    ]
    if rows:
        yield Table("Areas, by date", ("Area", "From", "To"), tuple(rows))


def _services(book: Book, key: str) -> Iterator[Block]:
    found = [name for name, entry in book.register.services.items() if entry.record.commissioner == key]
    if found:
        yield Items(tuple(cell(book.service(name)) for name in found))


def _reports(book: Book, key: str) -> Iterator[Block]:
    found = [entry for entry in book.register.reports.values() if key in (entry.record.by, entry.record.about)]
    if found:
        yield words(NOT_TESTED)
        yield Items(tuple(report_cell(book, entry) for entry in found))


def _committee(book: Book, key: str, entry: Entry[Committee]) -> Page:
    committee, sources = entry.record, Sources.of(book, entry)
    facts: list[tuple[str, Cell]] = [
        ("Advises", cell(book.organisation(committee.advises, committee.note_on("advises"))))
    ]
    if committee.abbreviation:
        facts.insert(0, ("Also called", cell(committee.abbreviation)))
    areas = [area for area, found in book.register.areas.items() if found.record.committee == key]
    facts.append(("Decides for", Cell(tuple(map(book.area, areas)) or (Said(NOT_KNOWN, known=False),))))
    facts += [("Also", cell(note)) for note in (committee.note, committee.note_on("name")) if note]
    facts.append(("Source", cell(sources.described(committee.source))))
    own = [case.id for case in book.cases if case.document.committee == key and case.adoption is None]
    decided = [found for found in book.register.decisions.values() if found.record.committee == key]
    parts = sections(
        Section("about", "The committee", (Facts(tuple(facts)),)),
        Section("protocols", "Its protocols", tuple(_protocols(book, own))),
        Section("decisions", "Decisions on lights, as its bulletins give them",
                (Items(tuple(decision_cell(book, row) for row in decided)),) if decided else ()),
    )  # fmt: skip
    name = said(committee, "name").text
    return plain_page(
        f"committees/{key}.md", name, parts, place="committee", up=ALL,
        example=EXAMPLE if committee.fictional else None, edit_path=f"{PROTOCOLS_FOLDER}/{entry.file}",
    )  # fmt: skip


def _protocols(book: Book, own: list[str]) -> Iterator[Block]:
    """Links alone: how a protocol stands today is said on its own page."""
    if own:
        yield words("Whether each is in date, and paid for, is said on its own page.")
        yield Items(tuple(cell(book.protocol(key)) for key in own))
