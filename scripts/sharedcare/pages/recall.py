"""The recall sheet: for an area, every drug's tests in the stable phase, how often, and what if they are overdue."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

from sharedcare.pages import template
from sharedcare.pages.blocks import Cell, Said, Table, cell
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.clinical import Clinical
from sharedcare.pages.intervals import how_often, when_missed
from sharedcare.pages.lists import by_title, none_found, undecided
from sharedcare.pages.page import Page
from sharedcare.pages.scope import indication_names
from sharedcare.pages.states import embedded, marks, stands
from sharedcare.pages.words import NOT_KNOWN
from sharedcare.register.model.monitoring import Monitoring, MonitoringRow
from sharedcare.register.model.vocabulary import Adoption, Phase
from sharedcare.safe import csv_cell
from sharedcare.status import Case, stands_until

HEADS = ("Drug", "Tests", "How often", "If overdue", "State", "From")
NOT_HERE = "Not in the register: read the document"
SEE = "See the protocol"


def recall_page(book: Book, area: str) -> Page:
    """The recall sheet of one area. One without a protocol has a sheet too: its address never vanishes."""
    source, sheet = f"recall/{area}.md", tuple(row for _, row in _sheet(book, area))
    shown = _cases(book, area)
    html = template.render(
        "recall.html",
        source,
        area=book.area(area),
        title=f"Recall sheet: {book.area_name(area)}",
        example=book.label(area),
        stands=stands(book, shown),
        table=Table(f"Stable-phase tests in {book.place(area)}", HEADS, sheet) if sheet else None,
        empty=none_found(book, area),
        wider=undecided(book, area),
        csv=csv_address(area),
        embedded=template.embed(embedded(book, shown, whole=False)),
    )
    return Page(source, f"Recall sheet: {book.place(area)}", html)


def csv_address(area: str) -> str:
    """Where the sheet stands as a table for other programs."""
    return f"recall/{area}.csv"


def recall_csv(book: Book, area: str) -> str:
    """The sheet as CSV: each row with the day of its states, and the first day on which it may no longer be relied on.

    That is the day on which its protocol's state next becomes worse, or the 36th after the build.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["built_on", "stale_from", "area", *(head.lower().replace(" ", "_") for head in HEADS)])
    for case, row in _sheet(book, area):
        stale_from = stands_until(book.timelines[case.key]) + timedelta(days=1)
        writer.writerow([book.day, stale_from, book.place(area), *(csv_cell(_plain(one)) for one in row)])
    return stream.getvalue()


def _plain(given: Cell) -> str:
    return "; ".join(piece.label if not isinstance(piece, Said) else _with_note(piece) for piece in given.pieces)


def _with_note(piece: Said) -> str:
    return f"{piece.text} ({piece.note})" if piece.note else piece.text


def _cases(book: Book, area: str) -> list[Case]:
    """The protocols of an area that it has not decided against."""
    decided = sorted(book.by_area.get(area, ()), key=by_title)
    return [case for case in decided if case.adoption is None or case.adoption.status is not Adoption.NOT_ADOPTED]


def _sheet(book: Book, area: str) -> Iterator[tuple[Case, tuple[Cell, ...]]]:
    """The rows, each with its protocol, by drug.

    A drug has several where its tests have several intervals, or several protocols cover it. A protocol whose drugs
    are not known, or whose file cannot be read, has a row under its title.
    """
    found: list[tuple[str, int, Case, tuple[Cell, ...]]] = []
    for number, case in enumerate(_cases(book, area)):
        drugs = case.protocol.drug_ids if case.protocol is not None else ()
        for drug in drugs:
            name = book.drug(drug).text.casefold()
            found += ((name, number, case, row) for row in _rows(book, case, drug))
        if not drugs:
            first = cell(Said(case.title, href=book.protocol_href(case.id)), _NO_DRUG)
            found.append((case.title.casefold(), number, case, _not_here(book, case, first)))
    yield from ((case, row) for _, _, case, row in sorted(found, key=lambda one: one[:2]))


_NO_DRUG = Said("Which drugs it is for is not known", known=False)


def _rows(book: Book, case: Case, drug: str) -> Iterator[tuple[Cell, ...]]:
    entry, href = book.register.protocols[case.id], book.protocol_href(case.id)
    clinical = Clinical(book, Sources.of(book, entry, href or "", numbered=False), indication_names(entry.record))
    currency, funding, _ = marks(book, case)
    name, monitoring = book.drug(drug), entry.record.monitoring
    first = cell(name, Said(case.title, href=href, quiet=True))
    own = monitoring if isinstance(monitoring, Monitoring) else Monitoring()
    stable = [row for row in own.rows if row.phase is Phase.STABLE and (not row.drugs or drug in row.drugs)]
    for row in stable:
        limits = clinical.when(row).pieces[1:]
        tests = Cell((*clinical.tests(row).pieces, *limits))
        source = cell(clinical.sources.cite(row))
        overdue = _overdue(own, drug, row, f"{href}#monitoring")
        yield (first, tests, how_often(row), overdue, cell(currency, funding), source)
    if not stable:
        elsewhere = Said("What named sources ask for", href=name.href, quiet=True) if name.href else None
        yield _not_here(book, case, first, elsewhere)


def _not_here(book: Book, case: Case, first: Cell, elsewhere: Said | None = None) -> tuple[Cell, ...]:
    """A row that says that the tests are not in the register, never that there are none."""
    currency, funding, _ = marks(book, case)
    unknown, tests = cell(_NOT_KNOWN), Said(NOT_HERE, known=False, href=book.protocol_href(case.id))
    nothing = cell(Said("Nothing is transcribed", known=False))
    return (first, cell(tests, elsewhere), unknown, unknown, cell(currency, funding), nothing)


def _overdue(own: Monitoring, drug: str, due: MonitoringRow, href: str) -> Cell:
    """What the protocol says of overdue tests, on a row whose tests an interval alone makes due.

    What sets off the others is not on the sheet, so neither is a day from which they would be late.
    """
    rules = [when_missed(row) for row in own.missed if not row.drugs or drug in row.drugs]
    if not rules:
        return cell(_NOT_KNOWN)
    return cell(*rules) if due.every is not None and due.only_if is None else cell(Said(SEE, href=href))


_NOT_KNOWN = Said(NOT_KNOWN, known=False)
