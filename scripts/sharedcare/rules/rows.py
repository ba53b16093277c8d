"""Rows of monitoring against each other, against named sources, and against what is done about results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from sharedcare.findings import Finding, Grade
from sharedcare.register.durations import Duration
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.monitoring import Action, Monitoring, MonitoringRow, When
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Kind, Party, Phase
from sharedcare.register.walk import blocks_of
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule

_STABLE_ROW = "    - {phase: stable, tests: [FBC, LFT, UE], every: 12 weeks, requested_by: primary-care,"


@rule(
    "SC507",
    Grade.NOTABLE,
    "It is known who reads each result of the stable phase and acts on it",
    "A result that each side takes for the other's is read by nobody. It is the commonest way in which shared care "
    "harms.",
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
            if block.record.phase is Phase.STABLE and block.record.acted_on_by is Party.UNKNOWN:
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
        f"acted_on_by: primary-care, source: protocol}}\n{_STABLE_ROW}",
    ),
)
def one_interval_a_test(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No two rows of one phase, neither narrowed, give another interval to a drug's test for one indication."""
    for entry in register.protocols.values():
        for block in blocks_of(entry, Monitoring):
            for (_, first), (number, second) in combinations(enumerate(block.record.rows), 2):
                shared = sorted(_tests(register, first) & _tests(register, second))
                if shared and first.every != second.every and _at_once(first, second):
                    message = f"`{shared[0]}` is due every {first.every} in one row and every {second.every} here"
                    place = block.position("rows", number)
                    yield this.finding(block.file, place, message, _NARROW_THE_ROW)


_NARROW_THE_ROW = "Say when each holds, with `only_if`, `until`, `for` or `ages`; or keep the one that the document has"


def _at_once(first: MonitoringRow, second: MonitoringRow) -> bool:
    """Whether both rows are due by the calendar in one phase, for a drug and an indication that they share."""
    both = (first, second)
    plain = all(row.every and not (row.only_if or row.until or row.for_ or row.ages or row.trigger) for row in both)
    pairs = ((first.drugs, second.drugs), (first.indications, second.indications))
    shared = all(not one or not other or not set(one).isdisjoint(other) for one, other in pairs)
    return plain and first.phase is second.phase and shared


def _tests(register: Register, row: When) -> set[str]:
    """The ids of a row's tests, as far as the register has them."""
    named = () if isinstance(row.tests, Unknown) else (register.test_named(name) for name in row.tests)
    return {found[0] for found in named if found is not None}


@rule(
    "SC509",
    Grade.NOTABLE,
    "An interval of the stable phase is not far longer than every named source's for the drug and test",
    "Months typed for weeks look right at a glance. Beside what other sources ask for, they do not.",
    Example(
        METHOTREXATE,
        good=_STABLE_ROW,
        bad=_STABLE_ROW.replace("12 weeks", "12 months"),
    ),
)
def interval_is_near_a_source(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No interval is certainly more than twice the longest that the drug's reference rows give for the test."""
    for entry in register.protocols.values():
        for block in blocks_of(entry, MonitoringRow):
            every = block.record.every
            if block.record.phase is not Phase.STABLE or every is None:
                continue
            for drug in block.record.drugs or entry.record.drug_ids:
                for test in sorted(_tests(register, block.record)):
                    longest = _longest(register, drug, test)
                    if longest is not None and every.fewest_days > TIMES * longest.most_days:
                        message = f"every {every} is far longer than any source's for {drug} and `{test}` ({longest})"
                        yield this.finding(block.file, block.position("every"), message, _LOOK_AT_THE_UNIT)


TIMES = 2
"""How many times the longest interval of any source a protocol's may be, before somebody is asked to look again."""
_LOOK_AT_THE_UNIT = "Look at the unit: weeks, or months? If the document says so, leave it, and ask its committee"


def _longest(register: Register, drug: str, test: str) -> Duration | None:
    """The longest interval that any named source gives for a stable patient on the drug."""
    entry = register.drugs.get(drug)
    rows = entry.record.reference_monitoring if entry else ()
    stable = (row for row in rows if row.phase is Phase.STABLE and test in _tests(register, row))
    return max((row.every for row in stable if row.every), key=lambda every: every.most_days, default=None)


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


RULES = (somebody_acts, one_interval_a_test, interval_is_near_a_source, action_has_its_test)
