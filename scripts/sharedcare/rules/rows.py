"""Rows of monitoring against each other, against named sources, and against what is done about results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.monitoring import Action, Monitoring, MonitoringRow, When
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Kind, Party, Phase
from sharedcare.register.values.durations import Duration
from sharedcare.register.walk import blocks_of
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule
from sharedcare.rules.state import ENDED, files_in
from sharedcare.status import Currency

_STABLE_ROW = "    - {phase: stable, tests: [FBC, LFT, UE], every: 12 weeks, requested_by: primary-care,"


@rule(
    "SC507",
    Grade.NOTABLE,
    "It is known who reads each result of the stable phase and acts on it",
    "A result that each side takes for the other's is read by nobody.",
    Example(
        METHOTREXATE,
        good='taken_by: primary-care, acted_on_by: primary-care, source: protocol, section: "9"}',
        bad='taken_by: primary-care, acted_on_by: unknown, source: protocol, section: "9"}',
    ),
)
def somebody_acts(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No row of the phase `stable` of a protocol's own monitoring has `acted_on_by: unknown`; a template may."""
    for entry in register.protocols.values():
        rows = () if entry.record.kind is Kind.NATIONAL_TEMPLATE else blocks_of(entry, MonitoringRow)
        for block in rows:
            given = "acted_on_by" in block.record.model_fields_set
            if given and block.record.phase is Phase.STABLE and block.record.acted_on_by is Party.UNKNOWN:
                message = "nobody is known to act on these results"
                help_line = "Write what the document says: `acted_on_by: specialist` or `acted_on_by: primary-care`"
                yield this.finding(block.file, block.key_position("acted_on_by"), message, help_line)


@rule(
    "SC508",
    Grade.INCOMPLETE,
    "Two rows never give one test two intervals at the same time",
    "A practice would recall by the longer of the two, and the specialist would count on the shorter.",
    Example(
        METHOTREXATE,
        good=_STABLE_ROW,
        bad=f"{_STABLE_ROW.replace('FBC, LFT, UE', 'FBC').replace('12 weeks', '4 weeks')} taken_by: primary-care, "
        f'acted_on_by: primary-care, source: protocol, section: "9"}}\n{_STABLE_ROW}',
    ),
)
def one_interval_a_test(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No two rows of one phase, neither narrowed, give another interval to a drug's test for one indication."""
    for entry in register.protocols.values():
        for block in blocks_of(entry, Monitoring):
            rows = [(number, row, _tests(register, row)) for number, row in enumerate(block.record.rows) if _plain(row)]
            for (_, first, tests), (number, second, others) in combinations(rows, 2):
                if not _at_once(first, second) or not _differ(first.every, second.every):
                    continue
                for shared in sorted(tests & others)[:1]:
                    message = f"`{shared}` is due every {first.every} in one row and every {second.every} here"
                    place = block.position("rows", number)
                    yield this.finding(block.file, place, message, _NARROW_THE_ROW)


_NARROW_THE_ROW = "Say when each holds, with `only_if`, `until`, `for` or `ages`; or keep the one that the document has"


def _plain(row: MonitoringRow) -> bool:
    """Whether a row is due by the calendar alone."""
    return row.every is not None and not (row.only_if or row.until or row.for_ or row.ages or row.trigger)


def _differ(first: Duration | None, second: Duration | None) -> bool:
    """Whether two intervals are certainly not the same: a year is twelve months, three months are thirteen weeks."""
    if first is None or second is None:
        return False
    return first.most_days < second.fewest_days or second.most_days < first.fewest_days


def _at_once(first: MonitoringRow, second: MonitoringRow) -> bool:
    """Whether both rows hold in one phase, for a drug and an indication that they share."""
    pairs = ((first.drugs, second.drugs), (first.indications, second.indications))
    shared = all(not one or not other or not set(one).isdisjoint(other) for one, other in pairs)
    return first.phase is second.phase and shared


def _tests(register: Register, row: When) -> set[str]:
    """The ids of a row's tests, as far as the register has them."""
    named = () if isinstance(row.tests, Unknown) else (register.test_named(name) for name in row.tests)
    return {found[0] for found in named if found is not None}


@rule(
    "SC509",
    Grade.NOTABLE,
    "An interval is not far from every named source's for the drug, the test and the phase",
    "Months typed for weeks look right at a glance, and so do days. Beside what other sources ask for, they do not.",
    Example(
        METHOTREXATE,
        good=_STABLE_ROW,
        bad=_STABLE_ROW.replace("12 weeks", "12 months"),
    ),
)
def interval_is_near_a_source(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No interval is twice the longest, or a seventh of the shortest, of the drug's reference rows for the test."""
    for entry in register.protocols.values():
        for block in blocks_of(entry, MonitoringRow):
            row, every = block.record, block.record.every
            for drug in row.drugs or entry.record.drug_ids if every is not None else ():
                far: dict[tuple[str, Duration], list[str]] = defaultdict(list)
                for test in sorted(_tests(register, row)):
                    if (found := _far(every, _intervals(register, drug, test, row.phase))) is not None:
                        far[found].append(f"`{test}`")
                for (how, bound), tests in far.items():
                    named = ", ".join(tests)
                    message = f"every {every} is far {how} than any source's for {drug} and {named} ({bound})"
                    yield this.finding(block.file, block.position("every"), message, _LOOK_AT_THE_UNIT)


def _far(every: Duration | None, others: list[Duration]) -> tuple[str, Duration] | None:
    """Whether an interval is far longer or far shorter than all that sources give, and than which of theirs."""
    if every is None or not others:
        return None
    longest = max(others, key=lambda other: other.usual_days[1])
    shortest = min(others, key=lambda other: other.usual_days[0])
    if every.usual_days[0] >= TIMES_LONGER * longest.usual_days[1]:
        return "longer", longest
    if TIMES_SHORTER * every.usual_days[1] <= shortest.usual_days[0]:
        return "shorter", shortest
    return None


TIMES_LONGER, TIMES_SHORTER = 2, 7
"""How far outside the intervals of all sources a protocol's may lie, before somebody is asked to look again: twice is
a patient unwatched for as long again, and a seventh is days typed for weeks."""
_LOOK_AT_THE_UNIT = "Look at the unit: weeks, or months? If the document says so, leave it, and ask its committee"


def _intervals(register: Register, drug: str, test: str, phase: Phase | None) -> list[Duration]:
    """The intervals that named sources give for a test in a phase of treatment with the drug."""
    entry = register.drugs.get(drug)
    rows = entry.record.reference_monitoring if entry else ()
    return [row.every for row in rows if row.every and row.phase is phase and test in _tests(register, row)]


@rule(
    "SC510",
    Grade.NOTABLE,
    "A test whose result calls for an action is one that the protocol asks for",
    "A threshold for a test that nobody does is never reached. Either the test was left out of the rows, or the "
    "action names the wrong one.",
    Example(
        METHOTREXATE,
        good="×10⁹/L, test: FBC, action",
        bad="×10⁹/L, test: lithium-level, action",
    ),
)
def action_has_its_test(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Where a protocol has rows of its own, the test of each action is in one of them, or one covers it."""
    for entry in register.protocols.values():
        asked = _asked_for(register, entry)
        for block in blocks_of(entry, Action):
            found = register.test_named(block.record.test or "")
            if asked and found is not None and found[0] not in asked and asked.isdisjoint(found[1].record.covers):
                message = f"no row of monitoring asks for `{block.record.test}`"
                help_line = "Add the test to a row under `monitoring` if the document asks for it; else look it up here"
                yield this.finding(block.file, block.position("test"), message, help_line)


def _asked_for(register: Register, entry: Entry[Protocol]) -> set[str]:
    """The ids of the tests in a protocol's own rows, and of those that the same requests answer."""
    asked = {test for block in blocks_of(entry, MonitoringRow) for test in _tests(register, block.record)}
    return asked | {covered for test in asked for covered in register.tests[test].record.covers}


@rule(
    "SC511",
    Grade.NOTABLE,
    "A phase in which named sources monitor a drug has a row in the protocol's own monitoring",
    "Where the first weeks are left out, each side takes their tests for the other's, and nobody does them.",
    Example(
        METHOTREXATE,
        good="    - {phase: baseline, tests: [FBC, LFT, UE, BP], requested_by: specialist,",
        bad="    - {phase: starting, every: 4 weeks, tests: [FBC, LFT, UE, BP], requested_by: specialist,",
    ),
)
def no_phase_is_left_out(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """Each drug of a protocol that is in force has a row for each early phase in which its reference rows have any."""
    waiting = files_in(register, day, Currency.DRAFT, *ENDED)
    for entry in register.protocols.values():
        if entry.record.kind is Kind.NATIONAL_TEMPLATE or entry.file in waiting:
            continue
        for block in blocks_of(entry, Monitoring):
            for drug in entry.record.drug_ids if block.record.rows else ():
                own = {row.phase for row in block.record.rows if not row.drugs or drug in row.drugs}
                missing = [phase for phase in _EARLY if phase not in own and _is_monitored(register, drug, phase)]
                if missing:
                    phases = " and ".join(f"`{phase}`" for phase in missing)
                    message = f"no row says what `{drug}` needs in the phase {phases}; named sources do"
                    yield this.finding(block.file, block.key_position("rows"), message, *_ADD_THE_PHASE)


_EARLY = (Phase.BASELINE, Phase.STARTING, Phase.DOSE_CHANGE)
_ADD_THE_PHASE = (
    "Add the row as the document gives it, even where the specialist does it all",
    "If it does not say, add one with `tests: unknown, every_as_printed: unknown`, and ask its committee",
)


def _is_monitored(register: Register, drug: str, phase: Phase) -> bool:
    entry = register.drugs.get(drug)
    return entry is not None and any(row.phase is phase for row in entry.record.reference_monitoring)


RULES = (no_phase_is_left_out, somebody_acts, one_interval_a_test, interval_is_near_a_source, action_has_its_test)
