"""Clinical rows as tables: the same for a protocol's own rows and for a drug's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sharedcare.pages.blocks import Block, Cell, Items, Said, Section, Table, Words, cell, listed, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources, publisher
from sharedcare.pages.words import NOT_KNOWN, ages_in_words, as_text, capital, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.monitoring import Action, Interaction, MonitoringRow, ReferenceRow, When
from sharedcare.register.model.reference import Drug, SafetyNotice
from sharedcare.register.model.sources import Difference, Statement
from sharedcare.register.model.vocabulary import Phase

R = TypeVar("R", bound=When)
PHASES = (Phase.STABLE, Phase.BASELINE, Phase.STARTING, Phase.DOSE_CHANGE, None)
"""The order of the page: a reader most often has a patient who is stable."""
ALL_DRUGS = cell("All its drugs")
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

    def tests(self, row: When) -> Cell:
        """Which tests."""
        if isinstance(row.tests, Unknown):
            return cell(said(row, "tests"))
        return cell(", ".join(row.tests))

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

    def actions(self, rows: Sequence[Action]) -> tuple[Block, ...]:
        """What to do about results and symptoms."""
        heads = ("Result or symptom", "What to do", "How soon", "For", "Source")
        return _table("What to do", heads, [self._action(row) for row in rows])

    def interactions(self, rows: Sequence[Interaction]) -> tuple[Block, ...]:
        """What the drug must not, or only with care, be given with."""
        heads = ("With", "What happens", "How to handle it", "For", "Source")
        return _table("Interactions", heads, [self._interaction(row) for row in rows])

    def statements(self, name: str, rows: Sequence[Statement]) -> Section | None:
        """Sentences of one kind, each with its source."""
        if not rows:
            return None
        items = tuple(self._statement(row) for row in rows)
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

    def _statement(self, row: Statement) -> Cell:
        limits = [Said("For"), *(self.book.drug(drug) for drug in row.drugs)] if row.drugs else []
        return listed((said(row, "text"), *limits, self.sources.cite(row)))

    def _own(self, row: MonitoringRow) -> tuple[Cell, ...]:
        parties = (
            (said(row, "requested_by"), "Requests"),
            (said(row, "taken_by"), "Takes"),
            (said(row, "acted_on_by"), "Acts"),
        )
        who = Cell(
            tuple(Said(f"{verb}: {party.text.lower()}", known=party.known, note=party.note) for party, verb in parties)
        )
        return (self._when(row), self.tests(row), how_often(row), who, cell(self.sources.cite(row)))

    def _reference(self, row: ReferenceRow) -> tuple[Cell, ...]:
        limits = [*row.specialties, *row.indications]
        return (
            self._when(row),
            self.tests(row),
            how_often(row),
            cell(*limits or ["All uses"]),
            cell(self.sources.cite(row)),
        )

    def _when(self, row: When) -> Cell:
        pieces = [said(row, "phase")]
        if row.only_if:
            pieces.append(Said(f"Only if {row.only_if}"))
        if row.ages is not None:
            pieces.append(Said(f"Only at ages: {ages_in_words(row.ages)}"))
        if isinstance(row, MonitoringRow) and row.indications:
            pieces.append(Said(f"Only for {', '.join(self.indications.get(key, key) for key in row.indications)}"))
        return Cell(tuple(pieces))

    def _drugs(self, drugs: Sequence[str]) -> Cell:
        return listed(self.book.drug(drug) for drug in drugs) if drugs else ALL_DRUGS

    def _action(self, row: Action) -> tuple[Cell, ...]:
        limits = self._drugs(row.drugs)
        if row.specialties:
            limits = Cell((*(limits.pieces if row.drugs else ()), *(Said(specialty) for specialty in row.specialties)))
        first = cell(said(row, "finding"), Said(f"Test: {row.test}", quiet=True) if row.test else None)
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
    if not row.says_when():
        return cell(Said(NOT_KNOWN, known=False, note=row.note_on("every")), *parts)
    return cell(*parts or ["Once"])


def notices(book: Book, drugs: Iterable[str]) -> Section | None:
    """The safety notices of drugs."""
    rows = [_notice(book, entry, notice) for entry in _drugs(book, drugs) for notice in entry.record.safety_notices]
    heads = ("Notice", "What it asks for", "Issued", "Drug")
    blocks = _table("Safety notices", heads, rows)
    return Section("safety-notices", "Safety notices", blocks, warns=True) if rows else None


def reference_sections(
    book: Book, drugs: Iterable[str], heading: str = "Not from this protocol", *, here: bool = False
) -> tuple[Section, ...]:
    """The reference rows of drugs, each publisher's apart, none merged."""
    return tuple(section for entry in _drugs(book, drugs) for section in _reference_of(book, entry, heading, here))


def _reference_of(book: Book, entry: Entry[Drug], heading: str, here: bool) -> Iterable[Section]:
    drug, sources = entry.record, drug_sources(entry, here=here)
    clinical, name = Clinical(book, sources, {}), said(drug, "name").text
    for number, key in enumerate(dict.fromkeys(row.source for row in drug.reference_monitoring), start=1):
        rows = [row for row in drug.reference_monitoring if row.source == key]
        source = entry.sources.get(key or "")
        named = publisher(source) if source else "source not given"
        title = said(source, "title").text if source else "Source not given"
        about = Words(
            cell(Said(f"{name}. These rows are from:"), Said(title, href=sources.href(key or "")), inline=True)
        )
        table = clinical.reference_monitoring(f"{name}: monitoring according to {named}, {title}", rows)
        blocks: tuple[Block, ...] = (about, table, *clinical.legend(rows))
        of_drug = "" if here else f" ({name})"
        yield Section(f"reference-{drug.id}-{number}", f"{heading}: {named}{of_drug}", blocks, apart=True)


def drug_sources(entry: Entry[Drug], *, here: bool = False) -> Sources:
    """A drug's sources; elsewhere than on its own page they are called by their publisher."""
    return Sources(entry.sources) if here else Sources(entry.sources, f"drugs/{entry.record.id}/", numbered=False)


def _notice(book: Book, entry: Entry[Drug], notice: SafetyNotice) -> tuple[Cell, ...]:
    sources = drug_sources(entry)
    title = cell(said(notice, "title"), sources.cite(notice))
    recorded = said(notice, "recorded_on")
    issued = cell(said(notice, "issued_on"), Said(f"Recorded here: {recorded.text}", quiet=True))
    return (title, cell(said(notice, "says")), issued, cell(book.drug(str(entry.record.id))))


def _drugs(book: Book, drugs: Iterable[str]) -> Iterable[Entry[Drug]]:
    return (book.register.drugs[drug] for drug in drugs if drug in book.register.drugs)


def _table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> tuple[Block, ...]:
    """A table, without the column of limits where no row has one."""
    if not rows:
        return ()
    idle = {
        number for number, head in enumerate(heads) if head == "For" and all(row[number] == ALL_DRUGS for row in rows)
    }
    kept = [number for number in range(len(heads)) if number not in idle]
    return (Table(caption, tuple(heads[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in rows)),)
