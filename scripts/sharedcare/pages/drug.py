"""A drug's page: every area's protocol, and what named sources say, never merged."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.pages import clinical, drug_text, template
from sharedcare.pages.blocks import Block, Cell, Items, Said, Section, cell, sections, words
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.lists import none_found, protocol_table
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.reference import drug_monitoring
from sharedcare.pages.reports import report_cell
from sharedcare.pages.states import embedded, stands
from sharedcare.pages.words import as_text, said
from sharedcare.register.dates import in_words
from sharedcare.register.load import Entry
from sharedcare.register.model.drug import Drug
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
        class_=said(drug, "class_").text,
        schedule=as_text(drug.cd_schedule) if isinstance(drug.cd_schedule, int) else None,
        brands=as_text(drug.brand_names) if drug.brands else None,
        table=protocol_table(book, f"Protocols with {title}", cases, areas=True) if cases else None,
        missing=tuple(_missing(book, cases)),
        jump=tuple(part for part in parts if not part.id.startswith("monitoring-")),
        sections=parts,
        embedded=template.embed(embedded(book, cases, whole=False)),
    )
    headings = (Heading("protocols", "Protocols"), *(Heading(part.id, part.title) for part in parts))
    return Page(source, f"{title} – {_places(book, cases)}", html, f"{PROTOCOLS_FOLDER}/{entry.file}", headings)


def _places(book: Book, cases: list[Case]) -> str:
    places = list(dict.fromkeys(book.place(case.area) for case in cases))
    return ", ".join(places) if places else "no protocol read in any area"


def _missing(book: Book, cases: list[Case]) -> Iterator[Cell]:
    """The real areas without a protocol here, by what that means."""
    having = {name for case in cases for name in (case.area, *case.wider_areas)}
    without: dict[Said, list[str]] = {}
    for area, entry in book.register.areas.items():
        if area not in having and entry.record.part_of is None and not book.is_fictional(area):
            without.setdefault(none_found(book, area), []).append(area)
    for empty, areas in without.items():
        yield cell(Said(f"{empty.text.removesuffix('.')}: {', '.join(map(book.area_name, areas))}.", empty.known))


def _sections(book: Book, name: str, entry: Entry[Drug]) -> Iterator[Section]:
    drug, sources = entry.record, clinical.drug_sources(book, entry, here=True)
    rows = clinical.Clinical(book, sources, {})
    statements = {kind: rows.statements(kind, getattr(drug, kind, ())) for kind in clinical.STATEMENTS}
    yield from sections(
        clinical.notices(book, (name,)),
        _reports(book, name),
        *drug_monitoring(book, entry),
        Section("actions", "What to do about a result or a symptom", _apart(rows.actions(drug.actions)), apart=True),
        statements.pop("interruption"),
        statements.pop("contraindications"),
        statements.pop("cautions"),
        Section("interactions", "Interactions", rows.interactions(drug.interactions)),
        *statements.values(),
        drug_text.duties(drug, rows),
        rows.differences(drug.differences),
        drug_text.lights(book, entry, sources),
        drug_text.not_found(drug.not_found),
        drug_text.about(drug, sources),
        sources.section(),
    )


def _apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (words("Not from any protocol. A protocol's own actions stand on its page."), *blocks) if blocks else ()


def _reports(book: Book, name: str) -> Section | None:
    found = [entry for entry in book.register.reports.values() if name in entry.record.drugs]
    items = tuple(_report(book, entry) for entry in found)
    return Section("reports", "Reported, not established", (Items(items),)) if items else None


def _report(book: Book, entry: Entry) -> Cell:  # type: ignore[type-arg]
    place = book.area(entry.record.area) if isinstance(entry.record.area, str) else None
    return Cell((*((place,) if place else ()), *report_cell(book, entry).pieces))
