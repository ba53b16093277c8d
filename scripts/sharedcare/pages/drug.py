"""A drug's page: every area's protocol, and what named sources say, never merged."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.pages import clinical, drug_text, notices, template, wrong
from sharedcare.pages.blocks import Block, Cell, Items, Said, Section, cell, sections, words
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.counted import in_short
from sharedcare.pages.lists import none_found
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.reference import drug_monitoring
from sharedcare.pages.reports import TITLE, report_cell
from sharedcare.pages.side_by_side import differences_between, intervals, protocols_table
from sharedcare.pages.states import embedded, stands
from sharedcare.pages.words import as_text, said
from sharedcare.register.load import Entry
from sharedcare.register.model.drug import Drug
from sharedcare.register.values.dates import in_words
from sharedcare.status import Case

BETWEEN_EXAMPLES = "What differs between the invented examples"


def _unread(book: Book) -> str | None:
    """That a protocol with the drug may be missing here, because its file cannot be read."""
    areas = sorted({book.place(broken.area) for broken in book.register.unreadable})
    if not areas:
        return None
    return f"A protocol may be missing here: the register cannot read every file of {', '.join(areas)}."


def drug_page(book: Book, name: str, entry: Entry[Drug]) -> Page:
    """The page of one drug."""
    source, drug = f"drugs/{name}.md", entry.record
    cases = sorted(book.by_drug.get(name, ()), key=lambda case: _by_place(book, case))
    real = [case for case in cases if not book.is_fictional(case.area)]
    invented = [case for case in cases if book.is_fictional(case.area)]
    parts = tuple(_sections(book, name, entry))
    title = said(drug, "name").text if isinstance(drug.name, str) else name
    between = differences_between(book, "between", "What differs between these protocols", name, real)
    html = template.render(
        "drug.html",
        source,
        id=name,
        title=title,
        day=in_words(book.day),
        stands=stands(book, cases),
        unread=_unread(book),
        about=_about(drug),
        table=protocols_table(book, f"Protocols with {title}", name, real) if real else None,
        examples=protocols_table(book, f"Invented examples with {title}", name, invented) if invented else None,
        between=between,
        between_examples=differences_between(book, "between-examples", BETWEEN_EXAMPLES, name, invented),
        choices=tuple(_choices(book, cases)),
        missing=tuple(_missing(book, cases)),
        jump=tuple(part for part in parts if not part.id.startswith("monitoring-")),
        sections=parts,
        embedded=template.embed(embedded(book, cases, whole=False)),
    )
    below = (*((between,) if between else ()), *parts)
    headings = (Heading("protocols", "Protocols"), *(Heading(part.id, part.title) for part in below))
    where = in_short(book, real or invented)
    return Page(source, f"{title} – {where}", html, f"{PROTOCOLS_FOLDER}/{entry.file}", headings)


def _choices(book: Book, cases: list[Case]) -> Iterator[tuple[str, str]]:
    """The protocols that can be compared field by field: what addresses call them, and their names."""
    for case in cases:
        if case.adoption is None or case.protocol is None or case.area == case.protocol.area:
            yield book.slugs[case.id], f"{book.place(case.area)}: {case.title}"


def _about(drug: Drug) -> tuple[str, ...]:
    """What stands under the drug's name."""
    lines = [said(drug, "class_").text] if isinstance(drug.class_, str) else ["Class: not known"]
    if drug.cd_schedule is not None:
        schedule = said(drug, "cd_schedule")
        lines.append(f"Controlled drug schedule: {schedule.text if schedule.known else 'not known'}")
    if drug.brands:
        lines.append(f"Brands: {as_text(drug.brand_names)}")
    return tuple(lines)


def _by_place(book: Book, case: Case) -> list[str]:
    """The order of a drug's protocols: each area's parts after it."""
    return [book.area_name(area).casefold() for area in reversed(book.register.area_and_wider(case.area))]


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
    drug, sources = entry.record, notices.drug_sources(book, entry, here=True)
    rows = clinical.Clinical(book, sources, {})
    statements = {
        kind: rows.statements(kind, getattr(drug, kind), drug.note_on(kind))
        for kind in clinical.STATEMENTS
        if kind in Drug.model_fields
    }
    yield from sections(
        notices.notices(book, (name,), drug.note_on("safety_notices")),
        _reports(book, name),
        *drug_monitoring(book, entry),
        Section("actions", "What to do about a result or a symptom", _apart(rows.actions(drug.actions)), apart=True),
        statements.pop("interruption"),
        statements.pop("contraindications"),
        statements.pop("cautions"),
        Section("interactions", "Interactions", (*rows.interactions(drug.interactions), *_note(drug, "interactions"))),
        *statements.values(),
        drug_text.duties(drug, rows),
        rows.differences(drug.differences),
        intervals(book, entry, sources),
        drug_text.lights(book, entry, sources),
        drug_text.not_found(drug.not_found),
        drug_text.about(drug, sources),
        sources.section(),
        wrong.section(book, wrong.About(said(drug, "name").text, f"drugs/{name}/", entry.file)),
    )


def _note(drug: Drug, name: str) -> tuple[Block, ...]:
    note = drug.note_on(name)
    return (words(note),) if note else ()


def _apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (words("Not from any protocol. A protocol's own actions stand on its page."), *blocks) if blocks else ()


def _reports(book: Book, name: str) -> Section | None:
    found = [entry for entry in book.register.reports.values() if name in entry.record.drugs]
    items = tuple(_report(book, entry) for entry in found)
    return Section("reports", TITLE, (Items(items),)) if items else None


def _report(book: Book, entry: Entry) -> Cell:  # type: ignore[type-arg]
    place = book.area(entry.record.area) if isinstance(entry.record.area, str) else None
    return Cell((*((place,) if place else ()), *report_cell(book, entry).pieces))
