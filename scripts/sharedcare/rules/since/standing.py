"""Where a document stands: it is approved by an approval, and what was known of its days stays known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.protocol import AdoptedIn
from sharedcare.register.model.vocabulary import Adoption, DocumentStatus
from sharedcare.register.reading.places import Path
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.examples import METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example
from sharedcare.rules.since.corrections import OF_REVIEW, Names, names_in, of_area
from sharedcare.rules.since.dates import review_place
from sharedcare.rules.since.evidence import (
    NO_SOURCES,
    cited_by,
    date_of,
    document_of,
    later,
)
from sharedcare.rules.since.frame import Change, ChangeRule, Pair, change_rule
from sharedcare.rules.since.reviews import lack_of_review, review_end, was_read
from sharedcare.rules.since.versions import has_later_approval, is_approved_anew, is_of_a_draft

_DRAFT = (
    "  status: draft\n  committee: exampleshire-apc\n  approved_on: 2023-06-14\n  review_due: 2026-06-30\n  reviews:\n"
)
_APPROVED = _DRAFT.replace("draft", "approved")
_LOOKED = "    - {on: 2026-11-18, by: Exampleshire APC, outcome: unchanged, sources_read: [protocol, minutes]}\n"


@change_rule(
    "SC968",
    Grade.INCOMPLETE,
    "A draft becomes approved by a new approval or a review; what nobody knew to be approved, by being read too",
    "A protocol that was made a draft may change while nobody relies on it. If its old approval then holds again, the "
    "committee is said to have approved what it never saw.",
    Example(
        TWO_DRUGS,
        before=_DRAFT,
        bad=_APPROVED,
        good=_APPROVED + _LOOKED,
    ),
)
def draft_is_approved(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Where a draft is approved now, `approved_on` is later than before; where nobody knew, something was read."""
    for pair in change.protocols:
        before, after = document_of(pair.before.record), document_of(pair.after.record)
        was = _NOT_APPROVED.get(before.status)
        if was is None or after.status is not DocumentStatus.APPROVED or is_approved_anew(pair, day):
            continue
        lack = lack_of_review(pair, day)
        if lack is None or (before.status is DocumentStatus.UNKNOWN and was_read(pair, day, _OF_APPROVAL)):
            continue
        approved = date_of(after.approved_on)
        said = f"`approved_on: {approved}` {_too_early(pair)}" if approved else "`approved_on` is not known"
        place = pair.after.position("document", "status")
        message = f"{was}, and it is approved now; {said}, {lack}"
        yield this.finding(pair.after.file, place, message, *_APPROVE[before.status])


def _too_early(pair: Pair) -> str:
    return "may be older than the last reading" if has_later_approval(pair) else "is no later than before"


_NOT_APPROVED = {
    DocumentStatus.DRAFT: "the document was a draft",
    DocumentStatus.UNKNOWN: "nobody knew whether a committee had approved the document",
}
_DECIDED = (
    "If the committee approved it, write the day of that approval under `approved_on`; and if the document was read "
    "here after that day, read it again, and write the day under its `checked_on`",
    "If it only looked again at what it had approved, add its review under `reviews`",
    "    - {on: …, by: …, outcome: …, sources_read: [protocol]}",
)
_SEEN = "If you have seen the approval in the document or its list, write the day on which you read it: `checked_on`"
_APPROVE = {DocumentStatus.DRAFT: _DECIDED, DocumentStatus.UNKNOWN: (_SEEN, *_DECIDED)}

_DATES = "  approved_on: 2024-04-10\n  review_due: 2027-04\n"


@change_rule(
    "SC969",
    Grade.INCOMPLETE,
    "The day of approval and the review date, once known, stay known",
    "A date that is taken out today can come back tomorrow as another. Nobody who sees only the second change can tell "
    "that the protocol had lapsed.",
    Example(
        METHOTREXATE,
        before=_DATES,
        bad=_DATES.replace("2027-04", "unknown"),
        good=_DATES.replace("2027-04", "2027-03"),
    ),
)
def days_stay_known(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """No approval is earlier than it was or gone, and no review date is gone, unless something was read or mended."""
    for pair in change.protocols:
        for lost in _lost_days(pair, day):
            if not was_read(pair, day, lost.about, lost.sources):
                place = pair.after.key_position(*lost.path)
                yield this.finding(pair.after.file, place, lost.words, f"Put it back: `{lost.said}`", *_SAY_WHY)


_SAY_WHY = (
    "If it was wrong, say so of this date under `corrections`: `- {on: …, by: …, what: …}`",
    "If the document says otherwise, write the day on which you read it under its `checked_on`, in `sources`",
)


@dataclass(frozen=True, slots=True)
class _Lost:
    """A day that is not known any more."""

    path: Path
    words: str
    """What happened."""
    said: str
    """What the file said."""
    about: Names
    """What a correction may call it by."""
    sources: frozenset[str] = NO_SOURCES
    """What may have been read for it, beside the document."""


def _lost_days(pair: Pair, day: date) -> Iterator[_Lost]:
    before, after = document_of(pair.before.record), document_of(pair.after.record)
    was, now = date_of(before.approved_on), date_of(after.approved_on)
    if was and (now is None or later(was, now)):
        what = f"and is now {now}, which is earlier" if now else _FORGOTTEN
        yield _Lost(
            ("document", "approved_on"), f"`approved_on` was {was}, {what}", f"approved_on: {was}", _OF_APPROVAL
        )
    if (was := review_end(before)) and review_end(after) is None and not is_of_a_draft(pair, day):
        said = f"{review_place(before)}: {was}"
        yield _Lost(("document", "review_due"), f"the review date was {was}, {_FORGOTTEN}", said, OF_REVIEW)
    dates = {row.area: date_of(row.review_due) for row in pair.before.record.adopted_in}
    for number, row in enumerate(pair.after.record.adopted_in):
        if isinstance(row.review_due, Unknown) and (was := dates.get(row.area)):
            words = f"the review date in `{row.area}` was {was}, {_FORGOTTEN}"
            yield _Lost(
                ("adopted_in", number, "review_due"), words, f"review_due: {was}", of_area(row, pair), cited_by(row)
            )


_OF_APPROVAL = names_in("approved approval status draft")
_FORGOTTEN = "and nobody is said to know it any more"

_NORTH = "adopted_in:\n  - {area: exampleshire-north, status: adopted, on: 2024-06}\n"
_READ = "corrections:\n  - {on: 2026-10-01, by: LMC editor, what: The north adopted it; the file said pending}\n"


@change_rule(
    "SC970",
    Grade.INCOMPLETE,
    "That another area has adopted a protocol rests on a source that was read",
    "A protocol that has lapsed at home looks in date elsewhere if a row says so. Whoever wrote the row must have seen "
    "the other area's decision.",
    Example(
        METHOTREXATE,
        before=_NORTH.replace("status: adopted", "status: pending"),
        bad=_NORTH,
        good=f"{_READ}{_NORTH}",
    ),
)
def area_has_decided(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Where an area is new, or has adopted what it had not, or sooner than it was to, its decision was read."""
    for pair in change.protocols:
        if is_of_a_draft(pair, day):
            continue
        for number, row in enumerate(pair.after.record.adopted_in):
            if _is_adopted_anew(row, pair, day) and not was_read(pair, day, of_area(row, pair), cited_by(row)):
                place = pair.after.position("adopted_in", number)
                message = (
                    f"`{row.area}` is now said to have adopted it, and nothing says that anybody has read its decision"
                )
                yield this.finding(pair.after.file, place, message, *_CITE_DECISION)


_CITE_DECISION = (
    "Name the area's letter, list or minute under `sources`, with the day on which you read it under `checked_on`",
    "Cite it in the row: `source: …`",
    "If nobody has seen the decision, write `status: unknown`",
)


def _is_adopted_anew(row: AdoptedIn, pair: Pair, day: date) -> bool:
    old = next((one for one in pair.before.record.adopted_in if one.area == row.area), None)
    if row.status is not Adoption.ADOPTED or old is None:
        return row.status is Adoption.ADOPTED
    return old.status is not Adoption.ADOPTED or _begins(row) <= day < _begins(old)


def _begins(row: AdoptedIn) -> date:
    """From when an area has adopted a protocol; for ever where nobody knows."""
    return row.on.last if isinstance(row.on, PartialDate) else date.min


RULES = (draft_is_approved, days_stay_known, area_has_decided)
