"""Which tests, when, for which drug; and that the specialist goes on seeing the patient."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Answers, Responsibilities
from sharedcare.register.model.monitoring import Monitoring, When
from sharedcare.register.model.sources import known
from sharedcare.register.model.vocabulary import Basis, Phase
from sharedcare.register.reading.places import Path
from sharedcare.register.values.durations import Duration
from sharedcare.register.walk import blocks, blocks_of
from sharedcare.rules.examples import LISTED, METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example, Rule, rule


@rule(
    "SC501",
    Grade.INCOMPLETE,
    "Every row of monitoring says when its tests are due",
    "Tests without a time are done too rarely, or not at all; and the work that a protocol asks for cannot be counted.",
    Example(
        METHOTREXATE,
        good="    - {phase: stable, tests: [FBC, LFT, UE], every: 12 weeks, requested_by: primary-care,",
        bad="    - {phase: stable, tests: [FBC, LFT, UE], requested_by: primary-care,",
    ),
    may_wait=True,
)
def row_says_when(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Each row has an interval, points in time, a trigger, or the source's own words; baseline rows need none."""
    for block in blocks(register, When):
        if known(block.record.phase) and not block.record.says_when():
            message = f"this row of the phase {block.record.phase} does not say when its tests are due"
            yield this.finding(block.file, block.position(), message, *_WHEN_HELP)


_WHEN_HELP = (
    "Write `every: 12 weeks`, `at: [2 weeks, 4 weeks]` or `trigger: each visit`",
    'If the source\'s own words fit none of these, keep them: `every_as_printed: "…"`',
)


@rule(
    "SC502",
    Grade.INCOMPLETE,
    "Where a protocol has several drugs, every row of monitoring names its drugs",
    "A reader would follow one drug's tests for another.",
    Example(
        TWO_DRUGS,
        good="    - {phase: stable, drugs: [sulfasalazine], tests: [FBC, LFT], every: 3 months,",
        bad="    - {phase: stable, tests: [FBC, LFT], every: 3 months,",
    ),
    may_wait=True,
)
def row_names_its_drugs(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No row of a protocol of several drugs leaves its drugs out."""
    for entry in register.protocols.values():
        drugs = entry.record.drug_ids
        for block in blocks_of(entry, Monitoring):
            for number, row in enumerate(block.record.rows):
                if len(drugs) > 1 and not row.drugs:
                    message = "this row does not say for which of the protocol's drugs it is"
                    help_line = f"Write `drugs: [{', '.join(drugs)}]`, or those of them that it is for"
                    yield this.finding(block.file, block.position("rows", number), message, help_line)


@rule(
    "SC503",
    Grade.INCOMPLETE,
    "Monitoring said to be the protocol's own has rows, and no other has",
    "Tests taken from elsewhere must not look like the protocol's own, and a protocol that is said to have its own "
    "must show them.",
    Example(LISTED, good="monitoring:\n  basis: reference\n", bad="monitoring:\n  basis: protocol\n"),
    may_wait=True,
)
def basis_fits_rows(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """With `basis: protocol` there is at least one row; with another there is none."""
    for block in blocks(register, Monitoring):
        basis, rows = block.record.basis, block.record.rows
        if basis is Basis.PROTOCOL and not rows:
            message = "`basis: protocol` says that the protocol has rows of its own, but there are none"
            help_line = "Transcribe them under `rows`; else write `basis: reference` or `basis: unknown`"
            yield this.finding(block.file, block.position("basis"), message, help_line)
        elif basis is not Basis.PROTOCOL and rows:
            message = f"there are rows, but `basis: {basis}` says that they are not the protocol's own"
            help_line = "Write `basis: protocol` if they are; else move them to the drug's `reference_monitoring`"
            yield this.finding(block.file, block.key_position("rows"), message, help_line)


@rule(
    "SC504",
    Grade.INCOMPLETE,
    "The specialist's part in follow-up is never empty",
    "Patients have been discharged from follow-up once shared care was agreed. A protocol that leaves the "
    "specialist nothing to do is not shared care.",
    Example(
        METHOTREXATE,
        good="    specialist: [See the patient at least once a year, and answer questions between visits]\n",
        bad="    specialist: []\n",
    ),
    may_wait=True,
)
def specialist_follows_up(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`follow_up.specialist` has a line, or is unknown."""
    for block in blocks(register, Responsibilities):
        follow_up = block.record.follow_up
        if isinstance(follow_up, Answers) and follow_up.specialist == ():
            message = "`follow_up.specialist` is empty: nobody would see the patient again"
            help_line = "Write what the document says that the specialist does, or `specialist: unknown`"
            yield this.finding(block.file, block.key_position("follow_up", "specialist"), message, help_line)


@rule(
    "SC505",
    Grade.INCOMPLETE,
    "An interval is one that monitoring can have",
    "Years typed for weeks would send a patient home without tests until harm was done.",
    Example(
        METHOTREXATE,
        good="    - {phase: stable, tests: [FBC, LFT, UE], every: 12 weeks, requested_by: primary-care,",
        bad="    - {phase: stable, tests: [FBC, LFT, UE], every: 12 years, requested_by: primary-care,",
    ),
)
def interval_is_plausible(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No length is certainly over its field's longest, nor a range wider than a source gives one.

    While treatment starts or its dose changes, tests are never more than a year apart.
    """
    for block in blocks(register, Record):
        for path, length in lengths(block.record):
            name = str(path[0])
            years = 1 if name == "every" and _is_early(block.record) else LONGEST_YEARS.get(name, 1)
            if length.most * (length.fewest_days // length.least) > years * DAYS_OF_A_YEAR:
                message = f"`{name}: {length}` is longer than {years_in_words(years)}, the most {_where(block.record)}"
                yield this.finding(block.file, block.position(*path), message, _LOOK_AT_THE_UNIT)
            elif length.most > WIDEST_RANGE * length.least:
                message = f"`{name}: {length}` is a range that nobody can follow"
                yield this.finding(block.file, block.position(*path), message, "Look both of its numbers up")


def lengths(record: Record) -> Iterator[tuple[Path, Duration]]:
    """Each length of time that a record holds, with its path inside it."""
    for key, name in record.field_keys().items():
        value = getattr(record, name)
        if isinstance(value, Duration):
            yield (key,), value
        elif isinstance(value, tuple):
            yield from (((key, number), item) for number, item in enumerate(value) if isinstance(item, Duration))


def _is_early(record: Record) -> bool:
    return isinstance(record, When) and record.phase in (Phase.STARTING, Phase.DOSE_CHANGE)


def _where(record: Record) -> str:
    return "for this phase" if isinstance(record, When) else "that it can be here"


def years_in_words(years: int) -> str:
    """A number of years as people say it."""
    return "a year" if years == 1 else f"{years} years"


LONGEST_YEARS = {"every": 5, "specialist_review_every": 5, "at": 5, "for": 5, "stable_for": 2, "minimum": 2}
"""The longest that a length can be, by its field; a year for the others. Longer than any of a source that was read."""
DAYS_OF_A_YEAR = 366
WIDEST_RANGE = 6
"""How many times its lower end the upper end of a range may be; `1 to 60 months` is a slip of the hand."""
_LOOK_AT_THE_UNIT = "Look at the unit: days, weeks, months?"


@rule(
    "SC506",
    Grade.INCOMPLETE,
    "Where a protocol has monitoring of its own, each drug has a row for when it is stable",
    "The stable phase is the one that primary care monitors. A drug without such a row would go unmonitored for years.",
    Example(
        TWO_DRUGS,
        good="    - {phase: stable, drugs: [sulfasalazine], tests: [FBC, LFT], every: 3 months,",
        bad="    - {phase: starting, drugs: [sulfasalazine], tests: [FBC, LFT], every: 3 months,",
    ),
    may_wait=True,
)
def each_drug_has_its_stable_row(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """With `basis: protocol`, each drug has a row of the phase `stable`."""
    for entry in register.protocols.values():
        for block in blocks_of(entry, Monitoring):
            if block.record.basis is not Basis.PROTOCOL or not block.record.rows:
                continue
            stable = [row for row in block.record.rows if row.phase is Phase.STABLE]
            for drug in entry.record.drug_ids:
                if not any(not row.drugs or drug in row.drugs for row in stable):
                    message = f"no row of monitoring says what `{drug}` needs once it is stable"
                    yield this.finding(block.file, block.key_position("rows"), message, *_ADD_THE_ROW)


_ADD_THE_ROW = (
    "Add a row with `phase: stable`, as the document gives it",
    "If it says that none are needed, write that: `tests: [], tests_as_printed: …, every_as_printed: …`",
    "If it does not say, write `tests: unknown, every_as_printed: unknown`, and ask its committee",
)

RULES = (row_says_when, row_names_its_drugs, basis_fits_rows, specialist_follows_up,
         interval_is_plausible, each_drug_has_its_stable_row)  # fmt: skip
