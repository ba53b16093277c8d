"""What a change brings with it: reviews, corrections, a new version, a source read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from sharedcare.register.model.base import Record
from sharedcare.register.model.document import Document, Review
from sharedcare.register.model.protocol import Correction, Protocol
from sharedcare.register.model.sources import Source, known
from sharedcare.register.model.vocabulary import DocumentStatus, ReviewOutcome
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.since.frame import Pair

R = TypeVar("R", bound=Record)


def document_of(protocol: Protocol) -> Document:
    """The protocol's document; an empty one where it is unknown."""
    return protocol.document if isinstance(protocol.document, Document) else Document()


def date_of(value: object) -> PartialDate | None:
    """A date, or nothing where it is unknown or absent."""
    return value if isinstance(value, PartialDate) else None


def later(after: object, before: object) -> bool:
    """Whether a day is certainly after another, both being known."""
    return isinstance(after, PartialDate) and isinstance(before, PartialDate) and before.certainly_before(after)


def is_new_version(pair: Pair) -> bool:
    """Whether the document has another version than before, or was approved on a later day."""
    before, after = document_of(pair.before.record), document_of(pair.after.record)
    another = known(before.version) and known(after.version) and before.version != after.version
    return another or later(after.approved_on, before.approved_on)


def is_of_a_draft(pair: Pair) -> bool:
    """Whether nobody relied on what changed: it was a draft, and is one still or was approved on a new day."""
    before, after = document_of(pair.before.record), document_of(pair.after.record)
    if before.status is not DocumentStatus.DRAFT:
        return False
    approved = known(after.approved_on) and not known(before.approved_on)
    return after.status is DocumentStatus.DRAFT or approved or later(after.approved_on, before.approved_on)


def new_reviews(pair: Pair) -> Iterator[Review]:
    """The reviews that no record of before tells of."""
    yield from not_in(document_of(pair.after.record).reviews, document_of(pair.before.record).reviews, ("on", "by"))


def new_corrections(pair: Pair) -> Iterator[Correction]:
    """The corrections that no record of before tells of, and that say when, by which role and what."""
    rows = not_in(pair.after.record.corrections, pair.before.record.corrections, ("on", "by", "what"))
    return (row for row in rows if known(row.on) and known(row.by) and known(row.what))


def not_in(rows: Iterable[R], others: Iterable[R], names: tuple[str, ...]) -> Iterator[R]:
    """The rows that none of the others could be, by what both say in some fields."""
    kept = tuple(others)
    return (row for row in rows if not any(_could_be(other, row, names) for other in kept))


def _could_be(one: Record, other: Record, names: tuple[str, ...]) -> bool:
    said = ((getattr(one, name), getattr(other, name)) for name in names)
    return all(not known(left) or str(left) == str(right) for left, right in said)


def lack_of_review(pair: Pair) -> str | None:
    """What keeps the change from bringing a review with it, in words that follow a comma; nothing where it has one."""
    reviews = tuple(new_reviews(pair))
    if not reviews:
        return "and no new review record says who looked"
    lacks = [_lacks(review, pair) for review in reviews]
    return None if None in lacks else lacks[-1]


def _lacks(review: Review, pair: Pair) -> str | None:
    read = isinstance(review.sources_read, tuple) and review.sources_read
    open_ = {
        "who looked": known(review.by),
        "on which day": known(review.on),
        "which sources were read": bool(read),
        "with what outcome": known(review.outcome),
    }
    if missing := [question for question, answered in open_.items() if not answered]:
        return f"and its new review record does not say {', '.join(missing)}"
    if review.outcome is ReviewOutcome.RETIRED:
        return "and its new review retired the document"
    last = _last_looked_at(pair)
    if last is not None and isinstance(review.on, PartialDate) and review.on.certainly_before(last):
        return f"and its new review is older than what stood here ({review.on} is before {last})"
    return None


def _last_looked_at(pair: Pair) -> PartialDate | None:
    """The day of the last version or review that was recorded before the change."""
    document = document_of(pair.before.record)
    days = (date_of(document.approved_on), *(date_of(review.on) for review in document.reviews))
    return max((day for day in days if day is not None), key=lambda day: day.first, default=None)


def was_read(pair: Pair) -> bool:
    """Whether the change says that somebody read something: a list, a source, or for a review or a correction."""
    before, after = pair.before.record, pair.after.record
    if later(after.listing_seen_on, before.listing_seen_on) or lack_of_review(pair) is None:
        return True
    sources = any(read_again(before.sources.get(key), source) for key, source in after.sources.items())
    return sources or is_new_version(pair) or any(new_corrections(pair))


def read_again(before: Source | None, after: Source) -> bool:
    """Whether a source was read since: on a later day, or on a day that is known now."""
    return day_is_new(before.checked_on if before is not None else None, after.checked_on)


def day_is_new(was: object, now: object, today: date | None = None) -> bool:
    """Whether something was checked since: on a later day, on one that is known now, or, as before, today."""
    if today is not None and isinstance(now, PartialDate) and today <= now.first:
        return True
    return later(now, was) if known(was) else known(now)


def when_in_words(day: object) -> str:
    """When something was checked, inside a sentence."""
    return f"{day.when()}, no later than before" if isinstance(day, PartialDate) else "on a day that nobody knows"
