"""Pages that hold a whole shelf of records: guidance, decisions on lights, reports, lights, tests."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.pages.blocks import Block, Cell, Items, Said, Section, Table, Words, cell, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.drug_text import decision_cell, sought_in_words
from sharedcare.pages.page import Page
from sharedcare.pages.places import PAGES, SHARED, place_of
from sharedcare.pages.plain import plain_page
from sharedcare.pages.reports import report_cell
from sharedcare.pages.words import as_text, capital, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.drug import Test
from sharedcare.register.model.places import Scheme
from sharedcare.register.model.sources import NotFound
from sharedcare.register.model.vocabulary import Topic
from sharedcare.register.model.voices import Guidance

EVERY_AREA = "every area"
NOT_TESTED = "Somebody has said this. The register has not tested it."


def shelf_pages(book: Book) -> Iterator[Page]:
    """The pages of the shelves."""
    yield _page("guidance", _guidance(book), "What named bodies say about sharing care. None of it is a rule here.")
    yield _page("decisions", _decisions(book), "A light means nothing without the committee that gave it.")
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
    days = [f"{word} {said(row, name).text}" for word, name in (("from", "from_"), ("to", "to")) if _given(row, name)]
    cited = () if isinstance(row.sources, Unknown) else row.sources
    pieces = (
        where,
        said(row, "text"),
        Said(f"Said by: {row.by}", quiet=True) if row.by else None,
        Said(capital(", ".join(days)), quiet=True) if days else None,
        *(sources.described(key) for key in cited),
    )
    return Cell(tuple(piece for piece in pieces if piece is not None))


def _given(row: Guidance, name: str) -> bool:
    return getattr(row, name) is not None and said(row, name).known


def _decisions(book: Book) -> Iterator[Section]:
    by_committee: dict[str, list[Cell]] = {}
    for entry in book.register.decisions.values():
        cited = Sources.of(book, entry).described(entry.record.source)
        drugs = map(book.drug, entry.record.drugs)
        line = Cell((*decision_cell(book, entry.record).pieces, *drugs, cited))
        by_committee.setdefault(book.committee(entry.record.committee).text, []).append(line)
    for number, (committee, lines) in enumerate(by_committee.items(), start=1):
        yield Section(f"committee-{number}", committee, (Items(tuple(lines)),))


def _reports(book: Book) -> Iterator[Section]:
    by_area: dict[str, list[Cell]] = {}
    for entry in book.register.reports.values():
        area = entry.record.area if isinstance(entry.record.area, str) else None
        by_area.setdefault(book.place(area), []).append(report_cell(book, entry))
    for number, (place, cells) in enumerate(by_area.items(), start=1):
        yield Section(f"area-{number}", place, (Items(tuple(cells)),))


def _lights(book: Book) -> Iterator[Section]:
    for key, entry in book.register.schemes.items():
        committee = book.committee(entry.record.committee)
        cited = Words(cell(Sources.of(book, entry).described(entry.record.source)))
        yield Section(key, f"Lights of {committee.text}", (*scheme_table(entry.record, committee.text), cited))


def scheme_table(scheme: Scheme, by: str) -> tuple[Block, ...]:
    """A committee's lights and what they mean."""
    if isinstance(scheme.levels, Unknown):
        return (words(f"Given by {by}: not known."),)
    rows = tuple(
        (cell(said(row, "label")), cell(said(row, "meaning")), cell(said(row, "says"))) for row in scheme.levels
    )
    return (Table(f"Traffic lights of {by}", ("Light", "Means", "In our words"), rows),)


def _tests(book: Book) -> Iterator[Section]:
    rows = tuple(_test(book, key, entry) for key, entry in book.register.tests.items())
    heads = ("Test", "Also called", "One request also answers", "Codes")
    note = words("Codes were read in open code lists, not in a current release. Check them before clinical use.")
    yield Section("all", "Tests and measurements", (note, Table("Tests and measurements", heads, rows)))


def _test(book: Book, key: str, entry: Entry[Test]) -> tuple[Cell, ...]:
    test, sources = entry.record, Sources.of(book, entry)
    name = said(test, "name").text
    codes = tuple(
        Said(f"{as_text(row.system) if row.system else 'Code'}: {said(row, 'code').text}",
             note=row.display, href=sources.described(row.source).href)
        for row in test.codes
    )  # fmt: skip
    first = Said(name, note=test.abbreviation if test.abbreviation not in (None, name) else None)
    covers = ", ".join(book.test(covered).text for covered in test.covers)
    return cell(first, Said(f"Id: {key}", quiet=True)), cell(as_text(test.aliases)), cell(covers), Cell(codes)


def _not_known(book: Book) -> Iterator[Section]:
    areas = [(place_of(book, entry), entry.record.not_found) for entry in book.register.areas.values()]
    drugs = [(place_of(book, entry), entry.record.not_found) for entry in book.register.drugs.values()]
    for number, (place, rows) in enumerate([*areas, *drugs], start=1):
        if rows:
            yield Section(f"sought-{number}", place.name, (Words(cell(place.said())), _sought(rows)))


def _sought(rows: tuple[NotFound, ...]) -> Items:
    return Items(tuple(cell(sought_in_words(row)) for row in rows))
