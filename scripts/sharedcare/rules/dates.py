"""Dates that contradict each other or cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import CommissionedService, Contact
from sharedcare.register.model.document import Consulted, Document, Extension, Review
from sharedcare.register.model.drug import SafetyNotice
from sharedcare.register.model.ids import Retired
from sharedcare.register.model.places import ListRead
from sharedcare.register.model.protocol import Correction, Observation, Protocol, Verification
from sharedcare.register.model.services import Participation
from sharedcare.register.model.sources import Source, known
from sharedcare.register.model.vocabulary import DocumentStatus, EndMeans
from sharedcare.register.model.voices import Reply, Report
from sharedcare.register.values.dates import PartialDate, in_words
from sharedcare.register.walk import blocks
from sharedcare.rules.examples import LISTED, METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example, Rule, rule

EVIDENCE: Mapping[type[Record], tuple[str, ...]] = {
    CommissionedService: ("checked_on", "evidence_on"),
    Consulted: ("on",),
    Contact: ("checked_on",),
    Correction: ("on",),
    Extension: ("decided_on",),
    ListRead: ("read_on",),
    Observation: ("seen_on",),
    Participation: ("on",),
    Protocol: ("listing_seen_on",),
    Reply: ("on",),
    Report: ("on",),
    Retired: ("retired_on",),
    Review: ("on",),
    SafetyNotice: ("issued_on", "recorded_on"),
    Source: ("published", "checked_on"),
    Verification: ("on",),
}
"""The fields that say when somebody saw, said or decided something."""


@rule(
    "SC201",
    Grade.INCOMPLETE,
    "Nothing was checked, read or decided after today",
    "A check dated ahead keeps a contact or a payment looking confirmed long after anybody has looked.",
    Example(
        METHOTREXATE,
        good="  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n",
        bad="  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2027-10-01\n",
    ),
    always=True,
)
def evidence_not_ahead(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """No date of evidence lies wholly after the day."""
    for block in blocks(register, Record):
        for name in EVIDENCE.get(type(block.record), ()):
            value = getattr(block.record, name)
            if isinstance(value, PartialDate) and value.first > day:
                message = f"`{name}` is {value}, after today ({in_words(day)})"
                help_line = "Write the day on which it was done; what is only planned stays out of the file"
                yield this.finding(block.file, block.position(name), message, help_line)


@rule(
    "SC202",
    Grade.INCOMPLETE,
    "An approved document says when it ends: by a review date, or by an end as printed",
    "Without an end a protocol could never lapse. With two, readers could not tell which of them holds.",
    Example(LISTED, good="  end_means: unknown\n", bad=""),
)
def has_an_end(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """An approved document has `review_due`, which may be unknown, or a printed end in all its three parts."""
    for block in blocks(register, Document):
        given = block.record.model_fields_set
        printed = [name for name in ("ends_as_printed", "end", "end_means") if name in given]
        if "review_due" in given and printed:
            message = f"both `review_due` and `{printed[0]}` say when it ends"
            help_line = "Keep `review_due` if the document calls it a review date, else the end as printed"
            yield this.finding(block.file, block.key_position(printed[0]), message, help_line)
        elif 0 < len(printed) < len(_PRINTED_END):
            lacking = [name for name in _PRINTED_END if name not in printed]
            message = f"a printed end also needs {' and '.join(f'`{name}`' for name in lacking)}"
            place = block.key_position(printed[0])
            yield this.finding(block.file, place, message, *(_PRINTED_END[name] for name in lacking))
        elif not printed and "review_due" not in given and block.record.status is DocumentStatus.APPROVED:
            message = "the document says nothing of when it ends"
            yield this.finding(block.file, block.key_position(), message, *_END_HELP)


_PRINTED_END = {
    "ends_as_printed": 'Write it as printed: `ends_as_printed: "2018-2020"`',
    "end": "Write the date that it is read as: `end: 2020`",
    "end_means": "Write `end_means: review`, `end_means: validity` or `end_means: unknown`",
}
_END_HELP = (
    "Write `review_due:` and the date that the document gives, or `review_due: unknown`",
    "If it prints an end without saying of what, write `ends_as_printed:`, `end:` and `end_means: unknown`",
)


@rule(
    "SC203",
    Grade.INCOMPLETE,
    "A protocol ends after it was approved",
    "One of the two dates is mistyped. If it is the review date, the page says that the protocol has lapsed when it "
    "has not, or the other way about.",
    Example(
        TWO_DRUGS,
        good="  approved_on: 2023-06-14\n  review_due: 2026-06-30\n",
        bad="  approved_on: 2023-06-14\n  review_due: 2022-06-30\n",
    ),
)
def ends_after_approval(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """The review date, the end and the expiry are not certainly before the approval."""
    for block in blocks(register, Document):
        approved = block.record.approved_on
        for name in ("review_due", "expires", "end"):
            end = getattr(block.record, name)
            if isinstance(end, PartialDate) and isinstance(approved, PartialDate) and end.certainly_before(approved):
                message = f"`{name}` is before `approved_on` ({end} is before {approved})"
                place = block.position(name)
                yield this.finding(block.file, place, message, "Look both dates up in the document")


@rule(
    "SC204",
    Grade.INCOMPLETE,
    "An extension is decided by a named committee, and ends after its decision and after the review date",
    "An extension keeps a lapsed protocol in use. One that nobody decided, or that ends before it could help, "
    "would do so by mistake.",
    Example(
        TWO_DRUGS,
        good="    - {decided_on: 2026-11-11, until: 2027-06-30, by: exampleshire-apc,",
        bad="    - {decided_on: 2026-11-11, until: 2026-10-31, by: exampleshire-apc,",
    ),
)
def extension_holds(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """The committee is known, and the last day is after the two days before it."""
    for document in blocks(register, Document):
        due = _review_due(document.record)
        for number, extension in enumerate(document.record.extensions):
            extended = None if _is_past(extension, document.record, due) else due
            for name, message, *help_lines in _faults(extension, extended, day):
                place = document.position("extensions", number, name)
                yield this.finding(document.file, place, message, *help_lines)


def _is_past(extension: Extension, document: Document, due: PartialDate | None) -> bool:
    """Whether a review after the decision set the date that is due now: another date was extended then."""
    decided = extension.decided_on
    return isinstance(decided, PartialDate) and any(
        isinstance(review.on, PartialDate)
        and decided.certainly_before(review.on)
        and (due is not None and review.on.certainly_before(due))
        for review in document.reviews
    )


def _faults(extension: Extension, due: PartialDate | None, day: date) -> Iterator[tuple[str, ...]]:
    """What is wrong with an extension: the field, the words, and help."""
    decided, until = extension.decided_on, extension.until
    if not known(extension.by):
        help_line = "Write the id of the committee that decided; a decision that nobody can name extends nothing"
        yield "by", "the committee that decided the extension is unknown", help_line
    if not isinstance(until, PartialDate):
        return
    if isinstance(decided, PartialDate) and until.certainly_before(decided):
        message = f"the extension ends before it was decided ({until} is before {decided})"
        yield "until", message, "Look both dates up in the committee's minute"
    if due is not None and until.last <= due.first:
        message = f"the extension ends no later than the review date ({until} is not after {due})"
        help_line = "Look the date up in the committee's minute; `review_due` stays as printed"
        yield "until", message, help_line, _NO_EXTENSION, _wrong_row(extension, day)


_NO_EXTENSION = (
    "If the review date was wrong and is mended now, this cannot have been an extension of it: if the minute is about "
    "something else, take the row out, and say so under `corrections:`"
)


def _wrong_row(extension: Extension, day: date) -> str:
    what = f"The extension until {extension.until} was recorded wrongly, since …"
    return f'  - {{on: {day.isoformat()}, by: …, what: "{what}"}}'


def _review_due(document: Document) -> PartialDate | None:
    """The review date, or the printed end that counts as one."""
    end = None if document.end_means is EndMeans.VALIDITY else document.end
    return next((value for value in (document.review_due, end) if isinstance(value, PartialDate)), None)


RULES = (evidence_not_ahead, has_an_end, ends_after_approval, extension_holds)
