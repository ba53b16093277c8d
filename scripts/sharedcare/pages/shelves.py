"""Pages that hold a whole shelf of records: guidance, decisions on lights, reports, lights, tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sharedcare.pages.blocks import Block, Cell, Items, Said, Section, Table, Words, cell, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.drug_text import A_LIGHT, decision_cell, sought_in_words
from sharedcare.pages.groups import by_letter
from sharedcare.pages.page import Page
from sharedcare.pages.places import PAGES, SHARED, place_of
from sharedcare.pages.plain import EVERY_AREA, plain_page
from sharedcare.pages.reports import NOT_TESTED, report_cell
from sharedcare.pages.words import NOT_KNOWN, as_text, code, labelled, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.drug import Test
from sharedcare.register.model.places import Scheme
from sharedcare.register.model.sources import NotFound
from sharedcare.register.model.vocabulary import Topic
from sharedcare.register.model.voices import Guidance


def shelf_pages(book: Book) -> Iterator[Page]:
    """The pages of the shelves."""
    yield _page("guidance", _guidance(book), "What named bodies say about sharing care. None of it is a rule here.")
    yield _page("decisions", _decisions(book), A_LIGHT)
    yield _page("reports", _reports(book), NOT_TESTED)
    yield _page("schemes", _lights(book), "The same words mean other things in other places.")
    yield _page("tests", _tests(book), "What rows of monitoring call tests, and what one request answers.")
    yield plain_page(
        "not-known.md", "What could not be found", _not_known(book), place=EVERY_AREA,
        lead="What was looked for and not found. Not known is not the same as absent.",
    )  # fmt: skip


def _page(shelf: str, parts: Iterator[Section], lead: str) -> Page:
    found = tuple(parts) or (Section("none", "Nothing yet", (words("The register holds none."),)),)
    return plain_page(PAGES[shelf], SHARED[shelf], found, place=EVERY_AREA, lead=lead)


def _guidance(book: Book) -> Iterator[Section]:
    for topic in Topic:
        own = [entry for entry in book.register.guidance.values() if entry.record.topic is topic]
        if own:
            yield Section(topic.value, as_text(topic), (Items(tuple(_piece(book, entry) for entry in own)),))


def _piece(book: Book, entry: Entry[Guidance]) -> Cell:
    row, sources = entry.record, Sources.of(book, entry)
    where = book.area(row.area) if isinstance(row.area, str) else Said(row.place) if row.place else None
    if where is None and row.area is not None:
        where = labelled("Where", said(row, "area"))
    drugs = Said(f"Only for {', '.join(book.drug(drug).text for drug in row.drugs)}") if row.drugs else None
    days = (labelled(word, said(row, name)) for word, name in _DAYS if getattr(row, name) is not None)
    cited = [said(row, "sources")] if isinstance(row.sources, Unknown) else map(sources.described, row.sources)
    by = Said(f"Said by: {row.by}", quiet=True, note=row.note_on("by")) if row.by else None
    pieces = (where, drugs, said(row, "text"), by, *days, *cited)
    return Cell(tuple(piece for piece in pieces if piece is not None))


_DAYS = (("From", "from_"), ("Until", "to"))


def _decisions(book: Book) -> Iterator[Section]:
    by_committee: dict[str, list[Cell]] = {}
    for entry in book.register.decisions.values():
        line = Cell((*decision_cell(book, entry).pieces, *map(book.drug, entry.record.drugs)))
        by_committee.setdefault(str(entry.record.committee), []).append(line)
    for committee, lines in by_committee.items():
        yield Section(f"committee-{committee}", book.committee(committee).text, (Items(tuple(lines)),))


def _reports(book: Book) -> Iterator[Section]:
    by_area: dict[str | None, list[Cell]] = {}
    for entry in book.register.reports.values():
        area = entry.record.area if isinstance(entry.record.area, str) else None
        by_area.setdefault(area, []).append(report_cell(book, entry))
    for area, cells in by_area.items():
        yield Section(f"area-{area or 'not-known'}", book.place(area), (Items(tuple(cells)),))


def _lights(book: Book) -> Iterator[Section]:
    for key, entry in book.register.schemes.items():
        committee = book.committee(entry.record.committee)
        cited = Words(cell(Sources.of(book, entry).described(entry.record.source)))
        label = place_of(book, entry).label
        title = f"Lights of {committee.text}{f' ({label.lower()})' if label else ''}"
        yield Section(f"scheme-{key}", title, (*scheme_table(entry.record, committee.text), cited))


def scheme_table(scheme: Scheme, by: str) -> tuple[Block, ...]:
    """A committee's lights and what they mean."""
    if isinstance(scheme.levels, Unknown):
        return (words(f"Given by {by}: not known."),)
    rows = tuple(
        (cell(said(row, "label")), cell(said(row, "meaning")), cell(said(row, "says"))) for row in scheme.levels
    )
    return (Table(f"Traffic lights of {by}", ("Light", "Means", "In our words"), rows),)


def _tests(book: Book) -> Iterator[Section]:
    rows = ((said(entry.record, "name").text, _test(book, key, entry)) for key, entry in book.register.tests.items())
    heads = ("Test", "Also called", "One request also answers", "Codes")
    entries = book.register.tests.values()
    read = dict.fromkeys(source.note_on("read_as") for entry in entries for source in entry.sources.values())
    notes = tuple(words(note) for note in read if note)
    if notes:
        yield Section("codes", "About the codes", notes)
    yield from by_letter("Tests and measurements", heads, rows)


def _test(book: Book, key: str, entry: Entry[Test]) -> tuple[Cell, ...]:
    test, sources = entry.record, Sources.of(book, entry)
    name = said(test, "name").text
    codes = tuple(replace(code(row), href=sources.described(row.source).href) for row in test.codes)
    first = Said(name, note=test.abbreviation if test.abbreviation not in (None, name) else None)
    covers = ", ".join(book.test(covered).text for covered in test.covers)
    known = Cell(codes or (Said(NOT_KNOWN, known=False),))
    return cell(first, Said(f"Id: {key}", quiet=True)), cell(as_text(test.aliases)), cell(covers), known


def _not_known(book: Book) -> Iterator[Section]:
    areas = [(place_of(book, entry), entry.record.not_found) for entry in book.register.areas.values()]
    drugs = [(place_of(book, entry), entry.record.not_found) for entry in book.register.drugs.values()]
    for place, rows in (*areas, *drugs):
        if rows:
            anchor = f"sought-{place.href.rstrip('/').replace('/', '-')}"
            yield Section(anchor, place.name, (Words(cell(place.said())), _sought(rows)))


def _sought(rows: tuple[NotFound, ...]) -> Items:
    return Items(tuple(cell(sought_in_words(row)) for row in rows))
