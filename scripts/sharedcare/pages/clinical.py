"""Clinical rows as tables: the same for a protocol's own rows and for a drug's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sharedcare.exports.addresses import address_of
from sharedcare.pages.blocks import Block, Cell, Items, Said, Section, Table, Words, cell, listed, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.intervals import how_often
from sharedcare.pages.words import NOT_KNOWN, ages_in_words, as_text, capital, labelled, said, uncapital
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.monitoring import (
    Action,
    DrugAction,
    Interaction,
    MonitoringRow,
    ReferenceRow,
    When,
)
from sharedcare.register.model.sources import Difference, DrugStatement, Limits, Statement
from sharedcare.register.model.vocabulary import Phase

R = TypeVar("R", bound=When)
PHASES = (Phase.STABLE, Phase.BASELINE, Phase.STARTING, Phase.DOSE_CHANGE, None)
"""The order of the page: a reader most often has a patient who is stable."""
TESTS_PAGE = address_of("tests.md")
PARTIES = {"requested_by": "Requests", "taken_by": "Takes", "acted_on_by": "Acts"}
"""The fields that say who does a part of a test, and what that part is."""
ALL_DRUGS = cell("All its drugs")
EVERY_USE = cell("Every use")
STATEMENTS: Mapping[str, str] = {
    "contraindications": "When it is not given",
    "cautions": "Cautions",
    "adverse_effects": "Adverse effects",
    "pregnancy": "Pregnancy",
    "breastfeeding": "Breastfeeding",
    "paternal_exposure": "Fathering a child",
    "vaccination": "Vaccination",
    "patient_advice": "What the patient is told",
    "doses": "Doses",
    "interruption": "Stopping and starting again",
}


@dataclass(frozen=True)
class Clinical:
    """Makes tables of the rows of one file."""

    book: Book
    sources: Sources
    indications: Mapping[str, str]
    """The names of the file's indications by id."""

    def tests(self, *rows: When) -> Cell:
        """Which tests rows ask for: the plain ones in one line, those with a note each in its own."""
        plain = [name for row in rows if not row.note_on("tests") for name in test_names(row)]
        noted = [(test_names(row), row.note_on("tests")) for row in rows if row.note_on("tests")]
        pieces = [Said(self._in_line(plain))] if plain else []
        pieces += [Said(self._in_line(names), note=note) for names, note in noted if names]
        pieces += [said(row, "tests") for row in rows if isinstance(row.tests, Unknown)]
        printed = ((row.tests_as_printed, row.note_on("tests_as_printed")) for row in rows)
        pieces += [Said(capital(text), note=note) for text, note in printed if text]
        return Cell(tuple(pieces))

    def _in_line(self, tests: Sequence[str]) -> str:
        names = [uncapital(self.book.test(name).text) for name in dict.fromkeys(tests)]
        return capital(("; " if any("," in name for name in names) else ", ").join(names))

    def legend(self, rows: Sequence[When], but: Collection[str] = ()) -> tuple[Words, ...]:
        """The full names of the tests in a table, and what else one request for each answers."""
        names = dict.fromkeys(name for row in rows for name in test_names(row) if name not in but)
        told = [text for name in names if (text := _explained(self.book, name))]
        if not told:
            return ()
        more = Said("Their other names and codes", href=TESTS_PAGE, onward=True)
        return (Words(Cell((Said(f"{'; '.join(told)}."), more), inline=True), legend=True),)

    def stable_tests(self, caption: str, rows: Sequence[MonitoringRow]) -> Table:
        """The rows of the stable phase, each under its tests."""
        heads = ("Tests", "How often", "Only", "Who", "Source")
        cells = ((self.tests(row), how_often(row), Cell(tuple(self._conditions(row))), *self._who(row)) for row in rows)
        table = Table(caption, heads, tuple(cells))
        return table if any(row[2].pieces for row in table.rows) else table.without([2])

    def own_monitoring(self, caption: str, rows: Sequence[MonitoringRow]) -> Table:
        """A protocol's own rows for one drug, by phase."""
        heads = ("When", "Tests", "How often", "Who", "Source")
        ordered = by_phase(rows)
        stable = frozenset(number for number, row in enumerate(ordered) if row.phase is Phase.STABLE)
        repeated = stable if len(stable) < len(ordered) else frozenset()
        return Table(caption, heads, tuple(map(self._own, ordered)), repeated=repeated)

    def reference_monitoring(self, caption: str, rows: Sequence[ReferenceRow]) -> Table:
        """A drug's reference rows from one publisher, by phase."""
        heads = ("When", "Tests", "How often", "For", "Source")
        return Table(caption, heads, tuple(self._reference(row) for row in by_phase(rows)))

    def monitoring_of_one_source(self, caption: str, rows: Sequence[ReferenceRow]) -> Table:
        """Rows of one source with one limit, by phase. Tests that fall due together stand together."""
        together: dict[tuple[Cell, Cell], list[ReferenceRow]] = {}
        for row in by_phase(rows):
            together.setdefault((self.when(row), how_often(row)), []).append(row)
        cells = tuple((when, self.tests(*own), often) for (when, often), own in together.items())
        return Table(caption, ("When", "Tests", "How often"), cells)

    def actions(self, rows: Sequence[Action]) -> tuple[Block, ...]:
        """What to do about results and symptoms."""
        heads = ("Result or symptom", "What to do", "How soon", "For", "Source")
        cells = [self._action(row) for row in rows]
        if all(isinstance(row, DrugAction) and isinstance(row.urgency, Unknown) for row in rows):
            table = _table("What to do", heads[:2] + heads[3:], [row[:2] + row[3:] for row in cells])
            return (*table, words("None of these sources says how soon.")) if table else ()
        return _table("What to do", heads, cells)

    def interactions(self, rows: Sequence[Interaction]) -> tuple[Block, ...]:
        """What the drug must not, or only with care, be given with."""
        heads = ("With", "What happens", "Graded by the source", "For", "Source")
        return _table("Interactions", heads, [self._interaction(row) for row in rows])

    def statements(self, name: str, rows: Sequence[Statement], note: str | None = None) -> Section | None:
        """Sentences of one kind, each with its source, and what the file says beside the list."""
        blocks: tuple[Block, ...] = (Items(tuple(map(self.statement, rows))),) if rows else ()
        if note:
            blocks = (*blocks, words(note) if rows else Words(cell(Said(NOT_KNOWN, known=False, note=note))))
        return Section(name.replace("_", "-"), STATEMENTS[name], blocks) if blocks else None

    def differences(self, rows: Sequence[Difference]) -> Section | None:
        """Where sources disagree."""
        cells = [(cell(said(row, "about")), cell(said(row, "text")), self._cited(row)) for row in rows]
        blocks = _table("Where sources disagree", ("About", "What each says", "Sources"), cells)
        return (
            Section("differences", "Where sources disagree", (words("Each stands. None is chosen here."), *blocks))
            if rows
            else None
        )

    def statement(self, row: Statement) -> Cell:
        """One sentence, what limits it, and its source."""
        limits = [Said("– for"), *(self.book.drug(drug) for drug in row.drugs)] if row.drugs else []
        first = [Said(f"{limited_to(row)}:")] if isinstance(row, DrugStatement) and row.is_limited else []
        return listed((*first, said(row, "text"), *limits, self.sources.cite(row)))

    def _own(self, row: MonitoringRow) -> tuple[Cell, ...]:
        return (self.when(row), self.tests(row), how_often(row), *self._who(row))

    def _who(self, row: MonitoringRow) -> tuple[Cell, Cell]:
        parties = tuple(said(row, name) for name in PARTIES)
        if parties[0].known and len(set(parties)) == 1:
            who = cell(f"{parties[0].text} requests, takes and acts")
        else:
            who = Cell(tuple(_part(verb, party) for verb, party in zip(PARTIES.values(), parties, strict=True)))
        return who, cell(self.sources.cite(row))

    def _reference(self, row: ReferenceRow) -> tuple[Cell, ...]:
        return (
            self.when(row),
            self.tests(row),
            how_often(row),
            Cell(tuple(limits_of(row)) or (Said("All uses"),)),
            cell(self.sources.cite(row)),
        )

    def when(self, row: When) -> Cell:
        """The part of treatment that a row belongs to, and what it holds for."""
        return cell(said(row, "phase"), *self._conditions(row))

    def _conditions(self, row: When) -> Iterator[Said]:
        if row.only_if:
            yield Said(f"Only if {row.only_if}", note=row.note_on("only_if"))
        if row.ages is not None:
            yield Said(f"Only at ages: {ages_in_words(row.ages)}", note=row.note_on("ages"))
        if note := row.note_on("specialties") or row.note_on("indications"):
            yield Said(note, quiet=True)
        if isinstance(row, MonitoringRow) and row.indications:
            yield Said(f"Only for {', '.join(self.indications.get(key, key) for key in row.indications)}")

    def _drugs(self, drugs: Sequence[str]) -> Cell:
        return listed(self.book.drug(drug) for drug in drugs) if drugs else ALL_DRUGS

    def _action(self, row: Action) -> tuple[Cell, ...]:
        limits = self._drugs(row.drugs)
        if isinstance(row, DrugAction):
            limits = Cell((*(limits.pieces if row.drugs else ()), *limits_of(row))) if row.is_limited else EVERY_USE
        test = Said(f"Test: {self.book.test(row.test).text}", quiet=True) if row.test else None
        first = cell(said(row, "finding"), test)
        return (first, cell(said(row, "action")), cell(said(row, "urgency")), limits, cell(self.sources.cite(row)))

    def _interaction(self, row: Interaction) -> tuple[Cell, ...]:
        first = cell(said(row, "with_"))
        rest = (
            cell(said(row, "effect")),
            cell(Said("Not graded", known=False) if isinstance(row.severity, Unknown) else said(row, "severity")),
            self._drugs(row.drugs),
            cell(self.sources.cite(row)),
        )
        return (first, *rest)

    def _cited(self, row: Difference) -> Cell:
        if isinstance(row.sources, Unknown):
            return cell(said(row, "sources"))
        return Cell(tuple(self.sources.named(key) for key in row.sources))


def _explained(book: Book, name: str) -> str:
    """A test's full name, and what else one request for it answers; nothing where its name says it all."""
    test = book.test(name)
    also = ", ".join(uncapital(book.test(covered).text) for covered in book.covered_by(name))
    parts = [uncapital(test.note or ""), f"one request also answers {also}" if also else ""]
    said_of = ", and ".join(part for part in parts if part)
    return f"{test.text}: {said_of}" if said_of else ""


def test_names(row: When) -> tuple[str, ...]:
    """The ids of the tests that a row asks for."""
    return row.tests if isinstance(row.tests, tuple) else ()


def _part(verb: str, party: Said) -> Said:
    return labelled(verb, replace(party, text=party.text.lower()))


def limited_to(row: Limits) -> str:
    """What a source limits its row to, in a line: `In rheumatology`, `For psoriasis`."""
    parts = [f"in {as_text(row.specialties).replace('-', ' ')}"] if row.specialties else []
    parts += [f"for {as_text(row.indications)}"] if row.indications else []
    return capital(", ".join(parts))


def limits_of(row: Limits) -> Iterator[Said]:
    """What a source limits its row to."""
    for specialty in row.specialties:
        yield Said(capital(specialty.replace("-", " ")))
    for indication in row.indications:
        yield Said(capital(indication))


def by_phase(rows: Iterable[R]) -> list[R]:
    """Rows in the order of the page."""
    return sorted(rows, key=lambda row: PHASES.index(row.phase))


def _table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> tuple[Block, ...]:
    """A table, without the column of limits where no row has one."""
    if not rows:
        return ()
    no_limit = (ALL_DRUGS, EVERY_USE)
    idle = [
        number for number, head in enumerate(heads) if head == "For" and all(row[number] in no_limit for row in rows)
    ]
    return (Table(caption, heads, tuple(rows)).without(idle),)
