"""An area's page: who decides there, who pays, and what it has."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.pages import template, wrong
from sharedcare.pages.blocks import (
    Block,
    Cell,
    Facts,
    Items,
    Said,
    Section,
    Table,
    Words,
    cell,
    listed,
    sections,
    words,
)
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.drug_text import not_found
from sharedcare.pages.lists import by_title, counted_in_words, counts, none_found, protocol_table, undecided
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.reports import NOT_TESTED, TITLE, report_cell
from sharedcare.pages.services import service_section
from sharedcare.pages.shelves import scheme_table
from sharedcare.pages.states import embedded, stands
from sharedcare.pages.words import evidence_date, labelled, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.places import Area, Commissioner, ListRead
from sharedcare.register.values.dates import in_words


def area_page(book: Book, name: str, entry: Entry[Area]) -> Page:
    """The page of one area."""
    source, cases = f"areas/{name}.md", sorted(book.by_area.get(name, ()), key=by_title)
    parts = tuple(_sections(book, name, entry))
    counted = any(book.is_counted(case) for case in cases)
    html = template.render(
        "area.html",
        source,
        title=book.area_name(name),
        place=name,
        example=book.label(name),
        day=in_words(book.day),
        stands=stands(book, cases),
        total=counted_in_words(book, cases, book.area_name(name)) if counted else None,
        counts=counts(book, cases),
        table=protocol_table(book, f"Protocols in {book.place(name)}", cases) if cases else None,
        empty=none_found(book, name),
        wider=undecided(book, name),
        sections=parts,
        embedded=template.embed(embedded(book, cases, whole=False)),
    )
    headings = (Heading("protocols", "Protocols"), *(Heading(part.id, part.title) for part in parts))
    return Page(
        source, f"{book.place(name)}: shared care protocols", html, f"{PROTOCOLS_FOLDER}/{entry.file}", headings
    )


def _sections(book: Book, name: str, entry: Entry[Area]) -> Iterator[Section]:
    area, sources = entry.record, Sources.of(book, entry)
    yield from sections(
        Section("who", "Who decides and who pays", tuple(_who(book, name, area, entry))),
        *(service_section(book, key) for key in _services(book, name)),
        _reports(book, name),
        _scheme(book, area),
        not_found(area.not_found),
        sources.section(_cited_by(area)),
        wrong.section(book, wrong.About(book.area_name(name), f"areas/{name}/", entry.file, area=name)),
    )


def _cited_by(area: Area) -> set[str | None]:
    """The sources of the file of areas that this area rests on."""
    rows = () if isinstance(area.commissioners, Unknown) else area.commissioners
    listed_in = area.list.source if isinstance(area.list, ListRead) else None
    return {listed_in, *(row.source for row in rows)}


def _who(book: Book, name: str, area: Area, entry: Entry[Area]) -> Iterator[Block]:
    facts = [("Committee", _committee(book, area))]
    if area.part_of is not None:
        facts.append(("Part of", cell(book.area(area.part_of))))
    parts = [key for key, part in book.register.areas.items() if part.record.part_of == name]
    if parts:
        facts.append(("Its parts", listed(book.area(key) for key in parts)))
    facts.append(("Past a review date", cell(said(area, "past_review_means"))))
    sources = Sources.of(book, entry)
    facts.append(("Its list of protocols", _list_read(area, sources)))
    yield Facts(tuple(facts))
    if isinstance(area.commissioners, Unknown):
        yield Words(cell(labelled("Who pays", said(area, "commissioners"))))
        return
    rows = tuple(_commissioner(book, sources, row) for row in area.commissioners)
    yield Table("Commissioners, by date", ("Commissioner", "From", "To"), rows)


def _committee(book: Book, area: Area) -> Cell:
    name = book.committee(area.committee)
    found = book.register.committees.get(area.committee) if isinstance(area.committee, str) else None
    short = found.record.abbreviation if found else None
    note = found.record.note if found else None
    return cell(
        Said(f"{name.text} ({short})" if short else name.text, name.known, area.note_on("committee"), name.href),
        Said(note, quiet=True) if note else None,
    )


def _list_read(area: Area, sources: Sources) -> Cell:
    known = area.list
    if not isinstance(known, ListRead):
        return cell(said(area, "list"))
    whole = "Whether it was read whole is not known"
    if isinstance(known.read_whole, bool):
        whole = "Read whole" if known.read_whole else "Read in part"
    on = evidence_date(known, "read_on")
    return cell(
        Said(whole, href=known.url, note=known.note_on("read_whole")),
        Said(f"On: {on.text.lower() if not on.known else on.text}", on.known, on.note),
        sources.named(known.source),
    )


def _commissioner(book: Book, sources: Sources, row: Commissioner) -> tuple[Cell, ...]:
    cited = sources.named(row.source) if row.source else None
    return (cell(book.organisation(row.organisation), cited), cell(said(row, "from_")), cell(said(row, "to")))


def _services(book: Book, name: str) -> list[str]:
    """The services that the area's protocols name, or that cover the area."""
    named = [key for case in book.by_area.get(name, ()) for key in case.services or ()]
    places = set(book.register.area_and_wider(name))
    for key, entry in book.register.services.items():
        covers = () if isinstance(entry.record.covers, Unknown) else entry.record.covers
        if any(isinstance(row.areas, tuple) and places & set(row.areas) for row in covers):
            named.append(key)
    return [key for key in dict.fromkeys(named) if key in book.register.services]


def _reports(book: Book, name: str) -> Section | None:
    found = [entry for entry in book.register.reports.values() if entry.record.area == name]
    if not found:
        return None
    lead = words(NOT_TESTED)
    return Section("reports", TITLE, (lead, Items(tuple(report_cell(book, entry) for entry in found))))


def _scheme(book: Book, area: Area) -> Section | None:
    entry = book.register.schemes.get(area.scheme) if isinstance(area.scheme, str) else None
    if entry is None:
        return Section("lights", "Traffic lights", (Words(cell(said(area, "scheme"))),))
    scheme, by = entry.record, book.committee(entry.record.committee).text
    lead = words(f"Given by {by}. They mean something else in other areas.")
    cited = Words(cell(Sources.of(book, entry).described(scheme.source)))
    return Section("lights", "Traffic lights", (lead, *scheme_table(scheme, by), cited))
