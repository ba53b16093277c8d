"""The recall sheet: for an area, every drug's tests in the stable phase, how often, and what if they are overdue."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sharedcare.exports.timelines import stamp
from sharedcare.pages import template
from sharedcare.pages.blocks import Cell, Said, Table, cell
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.clinical import Clinical, how_often, when_missed
from sharedcare.pages.lists import by_title, none_found
from sharedcare.pages.page import Page
from sharedcare.pages.scope import indication_names
from sharedcare.pages.states import embedded, marks, stands
from sharedcare.register.model.monitoring import Monitoring
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Adoption, Phase
from sharedcare.safe import csv_cell
from sharedcare.status import Case

HEADS = ("Drug", "Tests", "How often", "If overdue", "State", "From")
NOT_HERE = "Not in the register: read the document"


def areas_with_a_sheet(book: Book) -> list[str]:
    """The areas of the register. One without a protocol has a sheet too: its address never vanishes."""
    return list(book.register.areas)


def recall_page(book: Book, area: str) -> Page:
    """The recall sheet of one area."""
    source, sheet = f"recall/{area}.md", tuple(_sheet(book, area))
    shown = [case for case in _cases(book, area) if case.protocol is not None]
    html = template.render(
        "recall.html",
        source,
        area=book.area(area),
        title=f"Recall sheet: {book.area_name(area)}",
        example=book.label(area),
        stands=stands(book, shown),
        table=Table(f"Stable-phase tests in {book.place(area)}", HEADS, sheet) if sheet else None,
        empty=none_found(book, area),
        csv=csv_address(area),
        embedded=template.embed(embedded(book, shown, whole=False)),
    )
    return Page(source, f"Recall sheet: {book.place(area)}", html)


def csv_address(area: str) -> str:
    """Where the sheet stands as a table for other programs."""
    return f"recall/{area}.csv"


def recall_csv(book: Book, area: str) -> str:
    """The sheet as CSV: each row with the day of its states, and the day from which nobody may rely on them."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    days = stamp(book.day)
    writer.writerow([*days, "area", *(head.lower().replace(" ", "_") for head in HEADS)])
    for row in _sheet(book, area):
        writer.writerow([*days.values(), book.place(area), *(csv_cell(_plain(one)) for one in row)])
    return stream.getvalue()


def _plain(given: Cell) -> str:
    return "; ".join(piece.label if not isinstance(piece, Said) else _with_note(piece) for piece in given.pieces)


def _with_note(piece: Said) -> str:
    return f"{piece.text} ({piece.note})" if piece.note else piece.text


def _cases(book: Book, area: str) -> list[Case]:
    """The protocols of an area that it has not decided against."""
    decided = sorted(book.by_area.get(area, ()), key=by_title)
    return [case for case in decided if case.adoption is None or case.adoption.status is not Adoption.NOT_ADOPTED]


def _sheet(book: Book, area: str) -> Iterator[tuple[Cell, ...]]:
    """The rows, by drug. A drug has several where its tests have several intervals, or several protocols cover it."""
    found = [
        (book.drug(drug).text.casefold(), number, row)
        for number, case in enumerate(_cases(book, area))
        if case.protocol is not None
        for drug in case.protocol.drug_ids
        for row in _rows(book, case, case.protocol, drug)
    ]
    yield from (row for _, _, row in sorted(found, key=lambda one: one[:2]))


def _rows(book: Book, case: Case, protocol: Protocol, drug: str) -> Iterator[tuple[Cell, ...]]:
    entry, href = book.register.protocols[case.id], book.protocol_href(case.id)
    clinical = Clinical(book, Sources.of(book, entry, href or "", publishers=False), indication_names(protocol))
    currency, funding, _ = marks(book, case)
    name, title = book.drug(drug), Said(case.title, href=href, quiet=True)
    monitoring = protocol.monitoring
    own = monitoring if isinstance(monitoring, Monitoring) else Monitoring()
    overdue = cell(*_overdue(own, drug)) if own.rows else cell(Said("Not known", known=False))
    stable = [row for row in own.rows if row.phase is Phase.STABLE and (not row.drugs or drug in row.drugs)]
    for row in stable:
        limits = clinical.when(row).pieces[1:]
        tests = Cell((*clinical.tests(row).pieces, *limits))
        source = cell(clinical.sources.cite(row))
        yield (cell(name, title), tests, how_often(row), overdue, cell(currency, funding), source)
    if not stable:
        unknown = cell(Said(NOT_HERE, known=False, href=href))
        what = Said("What named sources ask for", href=name.href, quiet=True) if name.href else None
        tests, never = Cell((*unknown.pieces, *cell(what).pieces)), cell(Said("Not known", known=False))
        source = cell(Said("Nothing is transcribed", known=False))
        yield (cell(name, title), tests, never, overdue, cell(currency, funding), source)


def _overdue(own: Monitoring, drug: str) -> Iterator[Said]:
    rows = [row for row in own.missed if not row.drugs or drug in row.drugs]
    yield from (when_missed(row) for row in rows)
    if not rows:
        yield Said("Not known", known=False)
