"""A drug's page: every area's protocol, and what named sources say, never merged."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.pages import clinical, template
from sharedcare.pages.blocks import Block, Cell, Facts, Items, Said, Section, Table, Words, cell, sections, words
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.lists import none_found, protocol_table
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.reports import report_cell
from sharedcare.pages.states import embedded, stands
from sharedcare.pages.words import as_text, said
from sharedcare.register.dates import in_words
from sharedcare.register.load import Entry
from sharedcare.register.model.reference import Coded, Drug, ObservedClassification
from sharedcare.register.model.vocabulary import DrugKind
from sharedcare.status import Case


def _unread(book: Book) -> str | None:
    """That a protocol with the drug may be missing here, because its file cannot be read."""
    areas = sorted({book.place(broken.area) for broken in book.register.unreadable})
    if not areas:
        return None
    return f"A protocol may be missing here: the register cannot read every file of {', '.join(areas)}."


def drug_page(book: Book, name: str, entry: Entry[Drug]) -> Page:
    """The page of one drug."""
    source, drug = f"drugs/{name}.md", entry.record
    cases = sorted(
        book.by_drug.get(name, ()), key=lambda case: (book.is_fictional(case.area), book.area_name(case.area))
    )
    parts = tuple(_sections(book, name, entry))
    title = said(drug, "name").text if isinstance(drug.name, str) else name
    html = template.render(
        "drug.html",
        source,
        title=title,
        day=in_words(book.day),
        stands=stands(book, cases),
        unread=_unread(book),
        brands=as_text(drug.brands) if drug.brands else None,
        table=protocol_table(book, f"Protocols with {title}", cases, areas=True) if cases else None,
        missing=tuple(_missing(book, cases)),
        sections=parts,
        embedded=template.embed(embedded(book, cases, whole=False)),
    )
    headings = (Heading("protocols", "Protocols"), *(Heading(part.id, part.title) for part in parts))
    return Page(source, f"{title} – {_places(book, cases)}", html, f"{PROTOCOLS_FOLDER}/{entry.file}", headings)


def _places(book: Book, cases: list[Case]) -> str:
    places = list(dict.fromkeys(book.place(case.area) for case in cases))
    return ", ".join(places) if places else "no protocol read in any area"


def _missing(book: Book, cases: list[Case]) -> Iterator[Cell]:
    """The real areas without a protocol here, and what that means."""
    having = {name for case in cases for name in (case.area, *case.wider_areas)}
    for area, entry in book.register.areas.items():
        if area not in having and entry.record.part_of is None and not book.is_fictional(area):
            empty = none_found(book, area)
            yield cell(Said(f"{book.area_name(area)}: {empty.text[:1].lower()}{empty.text[1:]}", empty.known))


def _sections(book: Book, name: str, entry: Entry[Drug]) -> Iterator[Section]:
    drug, sources = entry.record, clinical.drug_sources(entry, here=True)
    rows = clinical.Clinical(book, sources, {})
    statements = {kind: rows.statements(kind, getattr(drug, kind, ())) for kind in clinical.STATEMENTS}
    yield from sections(
        clinical.notices(book, (name,)),
        _reports(book, name),
        *clinical.reference_sections(book, (name,), "Not from any protocol", here=True),
        Section("actions", "What to do about a result or a symptom", _apart(rows.actions(drug.actions)), apart=True),
        statements["contraindications"],
        statements["cautions"],
        Section("interactions", "Interactions", rows.interactions(drug.interactions)),
        *(section for kind, section in statements.items() if kind not in ("contraindications", "cautions")),
        rows.differences(drug.differences),
        _lights(book, drug, sources),
        _not_found(drug),
        _about(drug, sources),
        sources.section(),
    )


def _apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (words("Not from any protocol. A protocol's own actions stand on its page."), *blocks) if blocks else ()


def _about(drug: Drug, sources: Sources) -> Section:
    rows: list[tuple[str, Cell]] = [("Class", cell(said(drug, "class_")))]
    if drug.kind is DrugKind.GROUP:
        rows.append(("Kind", cell("A group of drugs that protocols name together")))
    if drug.brands:
        rows.append(("Brands", cell(as_text(drug.brands))))
    if drug.spellings:
        rows.append(("Also spelt", cell(as_text(drug.spellings))))
    if drug.cd_schedule is not None:
        rows.append(("Controlled drug schedule", cell(said(drug, "cd_schedule"))))
    if drug.codes:
        rows.append(("Codes", Cell(tuple(_code(row, sources) for row in drug.codes))))
    return Section("about", "About the drug", (Facts(tuple(rows)),))


def _code(row: Coded, sources: Sources) -> Said:
    system = as_text(row.system) if row.system else "Code"
    display = f" ({row.display})" if row.display else ""
    return Said(f"{system}: {said(row, 'code').text}{display}", href=sources.named(row.source).href)


def _reports(book: Book, name: str) -> Section | None:
    found = [entry for entry in book.register.reports.values() if name in entry.record.drugs]
    items = tuple(_report(book, entry) for entry in found)
    return Section("reports", "Reported, not established", (Items(items),)) if items else None


def _report(book: Book, entry: Entry) -> Cell:  # type: ignore[type-arg]
    place = book.area(entry.record.area) if isinstance(entry.record.area, str) else None
    return Cell((*((place,) if place else ()), *report_cell(book, entry).pieces))


def _lights(book: Book, drug: Drug, sources: Sources) -> Section | None:
    rows = tuple(_light(book, row, sources) for row in drug.classifications)
    lead = words("A light means nothing without the committee that gave it.")
    table = Table("Traffic lights seen", ("Light", "Committee", "Means", "Source"), rows)
    return Section("lights", "Traffic lights seen", (lead, table)) if rows else None


def _light(book: Book, row: ObservedClassification, sources: Sources) -> tuple[Cell, ...]:
    committee = book.committee(row.committee)
    if not committee.known and row.committee_as_printed:
        committee = Said(row.committee_as_printed)
    return (cell(said(row, "label")), cell(committee), cell(said(row, "meaning")), cell(sources.cite(row)))


def _not_found(drug: Drug) -> Section | None:
    items = (
        f"{said(row, 'sought').text}{f' (looked for in {row.where})' if row.where else ''}" for row in drug.not_found
    )
    cells = tuple(cell(Said(item)) for item in items)
    lead = Words(cell("Not known, which is not the same as absent."))
    return Section("not-found", "Looked for and not found", (lead, Items(cells))) if cells else None
