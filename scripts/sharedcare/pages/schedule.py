"""A protocol's own monitoring: what is due once a patient is stable, what if it is overdue, and every phase."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sharedcare.pages.blocks import Block, Cell, Items, Said, Section, Table, Words, cell, listed, words
from sharedcare.pages.book import Book
from sharedcare.pages.clinical import Clinical, test_names
from sharedcare.pages.intervals import when_missed
from sharedcare.register.model.monitoring import Missed, Monitoring, MonitoringRow
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Basis, Phase

Tabulate = Callable[[str, Sequence[MonitoringRow]], Table]


def own_rows(protocol: Protocol) -> Monitoring | None:
    """The protocol's monitoring, where its rows are its own."""
    monitoring = protocol.monitoring
    is_own = isinstance(monitoring, Monitoring) and monitoring.basis is Basis.PROTOCOL and monitoring.rows
    return monitoring if isinstance(monitoring, Monitoring) and is_own else None


def stable(book: Book, clinical: Clinical, protocol: Protocol) -> Section | None:
    """What most readers come for: the tests of a patient who is stable, and what to do when they are overdue."""
    monitoring = own_rows(protocol)
    if monitoring is None:
        return None
    rows = _stable_rows(monitoring)
    blocks = [
        *_by_drug(book, protocol, rows, "Tests once stable", clinical.stable_tests),
        *clinical.legend(rows),
        _overdue(book, clinical, monitoring.missed),
    ]
    return Section("stable", "Tests once stable", tuple(blocks))


def every_phase(book: Book, clinical: Clinical, protocol: Protocol) -> Section | None:
    """All that the protocol asks for: one table a drug, by phase."""
    monitoring = own_rows(protocol)
    if monitoring is None:
        return None
    tables = _by_drug(book, protocol, monitoring.rows, "Monitoring", clinical.own_monitoring)
    told = {name for row in _stable_rows(monitoring) for name in test_names(row)}
    legend = clinical.legend(monitoring.rows, but=told)
    return Section("monitoring", "Monitoring, by phase", (*tables, *legend))


def _stable_rows(monitoring: Monitoring) -> list[MonitoringRow]:
    return [row for row in monitoring.rows if row.phase is Phase.STABLE]


def _by_drug(
    book: Book, protocol: Protocol, rows: Sequence[MonitoringRow], title: str, table: Tabulate
) -> Iterator[Block]:
    """A table for each drug; drugs whose rows are the same share one."""
    together: dict[tuple[int, ...], list[str]] = {}
    for drug in protocol.drug_ids:
        own = tuple(number for number, row in enumerate(rows) if not row.drugs or drug in row.drugs)
        together.setdefault(own, []).append(book.drug(drug).text)
    for own, drugs in (together or {tuple(range(len(rows))): []}).items():
        caption = f"{title}: {', '.join(drugs)}" if drugs else title
        unknown = Words(cell(Said(f"{caption}: not known.", known=False)))
        yield table(caption, [rows[number] for number in own]) if own else unknown


def _overdue(book: Book, clinical: Clinical, rows: Sequence[Missed]) -> Block:
    if not rows:
        return words("What to do when tests are overdue: not known.")
    return Items(tuple(_missed(book, clinical, row) for row in rows), "When tests are overdue")


def _missed(book: Book, clinical: Clinical, row: Missed) -> Cell:
    drugs = (Said("For"), *map(book.drug, row.drugs)) if row.drugs else ()
    return listed((*drugs, when_missed(row), clinical.sources.cite(row)))
