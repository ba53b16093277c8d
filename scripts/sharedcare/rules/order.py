"""Days in an order that cannot be, years that no protocol has, and extensions that stand in for a review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.document import Document, Extension
from sharedcare.register.model.drug import SafetyNotice
from sharedcare.register.model.sources import Source
from sharedcare.register.values.dates import PartialDate, months_after
from sharedcare.register.walk import blocks
from sharedcare.rules.examples import METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example, Rule, rule

LONGEST_EXTENSION_MONTHS = 12


@rule(
    "SC205",
    Grade.NOTABLE,
    "A second extension, or one of more than 12 months, follows a review",
    "One extension after another keeps a protocol in use that nobody has compared with new evidence for years.",
    Example(
        TWO_DRUGS,
        good="  reviews:\n    - {on: 2026-10-14, by: Rheumatology pharmacist, outcome: unchanged, "
        "sources_read: [protocol]}\n",
        bad="",
    ),
)
def extension_follows_a_review(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Where it is certain that nobody reviewed the document since, there is one extension, of 12 months at most.

    An extension is counted from what it extends: the review date, or the end of the one before it.
    """
    for document in blocks(register, Document):
        rows = document.record.extensions
        for number, extension in enumerate(rows):
            message, since = _too_much(document.record, extension, rows[:number])
            if message and not _may_be_reviewed(document.record, since):
                place = document.position("extensions", number)
                yield this.finding(document.file, place, message, _REVIEW_FIRST)


_REVIEW_FIRST = (
    "Record the review under `reviews`; if there was none, leave this as it is, and ask the committee for one"
)
_ONCE_MORE = "this extends the document once more, without a review in between"
_TOO_LONG = f"this extends the document for more than {LONGEST_EXTENSION_MONTHS} months, without a review before"


def _too_much(document: Document, extension: Extension, above: Sequence[Extension]) -> tuple[str, date | None]:
    """Why an extension asks for a review, if it does, and since which day, if that is known."""
    days = [row.decided_on for row in document.extensions if isinstance(row.decided_on, PartialDate)]
    begins, ends = extension.decided_on, extension.until
    if isinstance(begins, PartialDate):
        earlier = [day.first for day in days if day.certainly_before(begins)]
        is_first = any(begins.certainly_before(day) for day in days)
        if earlier:
            return _ONCE_MORE, max(earlier)
    else:
        is_first = False
    if above and not is_first:
        return _ONCE_MORE, None
    extended = [document.review_due, document.end, *(row.until for row in above)]
    start = max((day for day in extended if isinstance(day, PartialDate)), key=lambda day: day.last, default=begins)
    if not isinstance(start, PartialDate) or not isinstance(ends, PartialDate):
        return "", None
    if ends.first <= months_after(start.last, LONGEST_EXTENSION_MONTHS):
        return "", None
    return _TOO_LONG, months_after(start.first, -LONGEST_EXTENSION_MONTHS)


def _may_be_reviewed(document: Document, since: date | None) -> bool:
    """Whether a review may have been held since a day; where the day is not known, whether any was."""
    reviews = [review.on for review in document.reviews]
    return any(since is None or not isinstance(on, PartialDate) or on.last >= since for on in reviews)


@rule(
    "SC206",
    Grade.INCOMPLETE,
    "What happened to a document comes after its approval",
    "One of the two dates is mistyped, or the day belongs to an older version: a protocol would be shown as "
    "withdrawn that is not, or extended by a decision on another document.",
    Example(
        METHOTREXATE,
        good="  status: approved\n",
        bad="  status: withdrawn\n  withdrawn: {on: 2023-01-01, reason: replaced}\n",
    ),
)
def happened_after_approval(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No suspension, withdrawal, succession or extension is certainly before the approval."""
    for document in blocks(register, Document):
        approved = document.record.approved_on
        for path, on in _happenings(document.record):
            if isinstance(approved, PartialDate) and isinstance(on, PartialDate) and on.certainly_before(approved):
                message = f"`{path[-1]}` is before `approved_on` ({on} is before {approved})"
                place = document.position(*path)
                yield this.finding(document.file, place, message, *_LOOK_BOTH_UP)


_LOOK_BOTH_UP = (
    "Look both dates up in the document and the minute",
    "An extension of an earlier version goes when a new version is approved",
)


def _happenings(document: Document) -> Iterator[tuple[tuple[str | int, ...], object]]:
    for name in ("suspended", "withdrawn", "superseded"):
        if (block := getattr(document, name)) is not None:
            yield (name, "on"), block.on
    for number, extension in enumerate(document.extensions):
        yield ("extensions", number, "decided_on"), extension.decided_on


@rule(
    "SC207",
    Grade.INCOMPLETE,
    "A source was read, and a safety notice recorded, after it was published",
    "Nobody can have read what was not yet published: the source is another edition, or one of the dates is mistyped.",
    Example(
        METHOTREXATE,
        good="publisher: Example Agency, published: 2020-09, read_as",
        bad="publisher: Example Agency, published: 2026-11, read_as",
    ),
)
def read_after_published(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`checked_on` is not certainly before `published`, nor `recorded_on` before `issued_on`."""
    for kind, published, read in ((Source, "published", "checked_on"), (SafetyNotice, "issued_on", "recorded_on")):
        for block in blocks(register, kind):
            first, then = getattr(block.record, published), getattr(block.record, read)
            if isinstance(first, PartialDate) and isinstance(then, PartialDate) and then.certainly_before(first):
                message = f"`{read}` is before `{published}` ({then} is before {first})"
                yield this.finding(block.file, block.position(read), message, "Look both dates up in the source")


@rule(
    "SC208",
    Grade.INCOMPLETE,
    "A protocol's years are ones that a protocol can have",
    "A review date typed as 2072 would keep a protocol looking current for a working life.",
    Example(METHOTREXATE, good="  review_due: 2027-04\n", bad="  review_due: 2072-04\n"),
    always=True,
)
def years_are_plausible(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """Nothing was approved before 1990, and nothing ends more than 10 years from now."""
    latest = months_after(day, 12 * LONGEST_YEARS)
    for document in blocks(register, Document):
        approved = document.record.approved_on
        if isinstance(approved, PartialDate) and approved.last.year < FIRST_YEAR:
            message = f"`approved_on` is {approved}, before there was shared care as we know it"
            yield this.finding(document.file, document.position("approved_on"), message, _LOOK_UP_YEAR)
        for path, end in _ends(document.record):
            if isinstance(end, PartialDate) and end.first > latest:
                message = f"`{path[-1]}` is {end}, more than {LONGEST_YEARS} years from now"
                yield this.finding(document.file, document.position(*path), message, _LOOK_UP_YEAR)


FIRST_YEAR, LONGEST_YEARS = 1990, 10
"""Our judgement. NHS England's guidance of 2018 replaced advice of 1991 (docs/about/national-guidance.md)."""
_LOOK_UP_YEAR = "Look the year up in the document; two of its digits may have changed places"


def _ends(document: Document) -> Iterator[tuple[tuple[str | int, ...], object]]:
    for name in ("review_due", "expires", "end"):
        yield (name,), getattr(document, name)
    for number, extension in enumerate(document.extensions):
        yield ("extensions", number, "until"), extension.until


RULES = (extension_follows_a_review, happened_after_approval, read_after_published, years_are_plausible)
