"""Clinical rows as tables: the same for a protocol's own rows and for a drug's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sharedcare.pages.blocks import Block, Cell, Items, Said, Section, Table, Words, cell, listed, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.words import NOT_KNOWN, ages_in_words, as_text, capital, said, uncapital
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.drug import Drug, SafetyNotice
from sharedcare.register.model.monitoring import Action, DrugAction, Interaction, MonitoringRow, ReferenceRow, When
from sharedcare.register.model.sources import Difference, DrugStatement, Limits, Statement
from sharedcare.register.model.vocabulary import Phase

R = TypeVar("R", bound=When)
PHASES = (Phase.STABLE, Phase.BASELINE, Phase.STARTING, Phase.DOSE_CHANGE, None)
"""The order of the page: a reader most often has a patient who is stable."""
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
        plain = [name for row in rows if not row.note_on("tests") for name in _test_names(row)]
        noted = [(_test_names(row), row.note_on("tests")) for row in rows if row.note_on("tests")]
        pieces = [Said(self._in_line(plain))] if plain else []
        pieces += [Said(self._in_line(names), note=note) for names, note in noted if names]
        pieces += [said(row, "tests") for row in rows if isinstance(row.tests, Unknown)]
        printed = ((row.tests_as_printed, row.note_on("tests_as_printed")) for row in rows)
        pieces += [Said(capital(text), note=note) for text, note in printed if text]
        return Cell(tuple(pieces))

    def _in_line(self, tests: Sequence[str]) -> str:
        names = [uncapital(self.book.test(name).text) for name in dict.fromkeys(tests)]
        return capital(("; " if any("," in name for name in names) else ", ").join(names))

    def legend(self, rows: Sequence[When]) -> tuple[Words, ...]:
        """The full names of the tests in a table."""
        names = dict.fromkeys(name for row in rows if isinstance(row.tests, tuple) for name in row.tests)
        full = [test for test in map(self.book.test, names) if test.note]
        text = "; ".join(f"{test.text}: {test.note}" for test in full)
        return (Words(cell(f"{text}."), legend=True),) if full else ()

    def own_monitoring(self, caption: str, rows: Sequence[MonitoringRow]) -> Table:
        """A protocol's own rows for one drug, by phase."""
        heads = ("When", "Tests", "How often", "Who requests, takes and acts", "Source")
        return Table(caption, heads, tuple(self._own(row) for row in by_phase(rows)))

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
            # The sources of a drug's file seldom say how soon; a column of nothing else would only crowd out the rest.
            return _table("What to do", heads[:2] + heads[3:], [row[:2] + row[3:] for row in cells])
        return _table("What to do", heads, cells)

    def interactions(self, rows: Sequence[Interaction]) -> tuple[Block, ...]:
        """What the drug must not, or only with care, be given with."""
        heads = ("With", "What happens", "How to handle it", "For", "Source")
        return _table("Interactions", heads, [self._interaction(row) for row in rows])

    def statements(self, name: str, rows: Sequence[Statement]) -> Section | None:
        """Sentences of one kind, each with its source."""
        if not rows:
            return None
        items = tuple(self.statement(row) for row in rows)
        return Section(name.replace("_", "-"), STATEMENTS[name], (Items(items),))

    def differences(self, rows: Sequence[Difference]) -> Section | None:
        """Where sources disagree."""
        cells = [(cell(said(row, "about")), cell(said(row, "text")), self._cited(row)) for row in rows]
        blocks = _table("Where sources disagree", ("About", "What each says", "Sources"), cells)
        return (
            Section("differences", "Where sources disagree", (words("Both stand. None is chosen here."), *blocks))
            if rows
            else None
        )

    def statement(self, row: Statement) -> Cell:
        """One sentence, what limits it, and its source."""
        limits = [Said("For"), *(self.book.drug(drug) for drug in row.drugs)] if row.drugs else []
        first = [Said(f"{limited_to(row)}:")] if isinstance(row, DrugStatement) and _is_limited(row) else []
        return listed((*first, said(row, "text"), *limits, self.sources.cite(row)))

    def _own(self, row: MonitoringRow) -> tuple[Cell, ...]:
        parties = (
            (said(row, "requested_by"), "Requests"),
            (said(row, "taken_by"), "Takes"),
            (said(row, "acted_on_by"), "Acts"),
        )
        who = Cell(
            tuple(Said(f"{verb}: {party.text.lower()}", known=party.known, note=party.note) for party, verb in parties)
        )
        return (self.when(row), self.tests(row), how_often(row), who, cell(self.sources.cite(row)))

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
        pieces = [said(row, "phase")]
        if row.only_if:
            pieces.append(Said(f"Only if {row.only_if}", note=row.note_on("only_if")))
        if row.ages is not None:
            pieces.append(Said(f"Only at ages: {ages_in_words(row.ages)}", note=row.note_on("ages")))
        if note := row.note_on("specialties") or row.note_on("indications"):
            pieces.append(Said(note, quiet=True))
        if isinstance(row, MonitoringRow) and row.indications:
            pieces.append(Said(f"Only for {', '.join(self.indications.get(key, key) for key in row.indications)}"))
        return Cell(tuple(pieces))

    def _drugs(self, drugs: Sequence[str]) -> Cell:
        return listed(self.book.drug(drug) for drug in drugs) if drugs else ALL_DRUGS

    def _action(self, row: Action) -> tuple[Cell, ...]:
        limits = self._drugs(row.drugs)
        if isinstance(row, DrugAction):
            limits = Cell((*(limits.pieces if row.drugs else ()), *limits_of(row))) if _is_limited(row) else EVERY_USE
        test = Said(f"Test: {self.book.test(row.test).text}", quiet=True) if row.test else None
        first = cell(said(row, "finding"), test)
        return (first, cell(said(row, "action")), cell(said(row, "urgency")), limits, cell(self.sources.cite(row)))

    def _interaction(self, row: Interaction) -> tuple[Cell, ...]:
        first = cell(said(row, "with_"))
        rest = (
            cell(said(row, "effect")),
            cell(said(row, "severity")),
            self._drugs(row.drugs),
            cell(self.sources.cite(row)),
        )
        return (first, *rest)

    def _cited(self, row: Difference) -> Cell:
        if isinstance(row.sources, Unknown):
            return cell(said(row, "sources"))
        return Cell(tuple(self.sources.named(key) for key in row.sources))


def _test_names(row: When) -> tuple[str, ...]:
    return row.tests if isinstance(row.tests, tuple) else ()


def _is_limited(row: Limits) -> bool:
    return bool(row.specialties or row.indications)


def limited_to(row: Limits) -> str:
    """What a source limits its row to, in a line: `Rheumatology only`."""
    return f"{', '.join(limit.text for limit in limits_of(row))} only"


def limits_of(row: Limits) -> Iterator[Said]:
    """What a source limits its row to."""
    for specialty in row.specialties:
        yield Said(capital(specialty.replace("-", " ")))
    for indication in row.indications:
        yield Said(capital(indication))


def by_phase(rows: Iterable[R]) -> list[R]:
    """Rows in the order of the page."""
    return sorted(rows, key=lambda row: PHASES.index(row.phase))


def how_often(row: When) -> Cell:
    """When a row's tests are due, in words."""
    parts = []
    if row.every is not None:
        parts.append(f"Every {row.every}{', or more often' if row.at_least else ''}")
    if row.at:
        parts.append(f"At {as_text(row.at)}")
    parts += [capital(text) for text in (row.trigger, row.every_as_printed) if text]
    if row.for_ is not None:
        parts.append(f"For {row.for_}")
    if row.until:
        parts.append(f"Until {row.until}")
    notes = [Said(note, quiet=True) for key in _TIMING if (note := row.note_on(key))]
    if not row.says_when():
        return cell(Said(NOT_KNOWN, known=False), *parts, *notes)
    return cell(*parts or ["Once"], *notes)


_TIMING = ("every", "at_least", "at", "for", "until", "trigger", "every_as_printed")
"""The fields that say when a row's tests are due, as a file writes them."""


def notices(book: Book, drugs: Iterable[str]) -> Section | None:
    """The safety notices of drugs."""
    rows = [
        _notice(book, entry, notice) for entry in drug_entries(book, drugs) for notice in entry.record.safety_notices
    ]
    heads = ("Notice", "What it asks for", "Issued", "Drug")
    blocks = _table("Safety notices", heads, rows)
    return Section("safety-notices", "Safety notices", blocks, warns=True) if rows else None


def drug_sources(book: Book, entry: Entry[Drug], *, here: bool = False) -> Sources:
    """A drug's sources; elsewhere than on its own page they are called by their publisher."""
    if here:
        return Sources.of(book, entry, publishers=True)
    return Sources.of(book, entry, f"drugs/{entry.record.id}/", numbered=False)


def _notice(book: Book, entry: Entry[Drug], notice: SafetyNotice) -> tuple[Cell, ...]:
    sources = drug_sources(book, entry)
    title = cell(said(notice, "title"), sources.cite(notice))
    recorded = said(notice, "recorded_on")
    issued = cell(said(notice, "issued_on"), Said(f"Recorded here: {recorded.text}", quiet=True))
    return (title, cell(said(notice, "says")), issued, cell(book.drug(str(entry.record.id))))


def drug_entries(book: Book, drugs: Iterable[str]) -> Iterable[Entry[Drug]]:
    """The records of drugs, as far as the register has them."""
    return (book.register.drugs[drug] for drug in drugs if drug in book.register.drugs)


def _table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> tuple[Block, ...]:
    """A table, without the column of limits where no row has one."""
    if not rows:
        return ()
    no_limit = (ALL_DRUGS, EVERY_USE)
    idle = {
        number for number, head in enumerate(heads) if head == "For" and all(row[number] in no_limit for row in rows)
    }
    kept = [number for number in range(len(heads)) if number not in idle]
    return (Table(caption, tuple(heads[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in rows)),)
