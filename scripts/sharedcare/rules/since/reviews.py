"""Reviews that a change brings with it: whether one says who looked, at what, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sharedcare.register.model.document import Document, Review
from sharedcare.register.model.sources import known
from sharedcare.register.model.vocabulary import Evidence, ReviewOutcome
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.evidence import own_sources
from sharedcare.rules.since.corrections import Names, is_named
from sharedcare.rules.since.evidence import (
    NO_SOURCES,
    date_of,
    document_of,
    document_was_read,
    how_unread,
    is_answer,
    later,
    latest,
    new_corrections,
    not_in,
    of_the_document,
)
from sharedcare.rules.since.frame import Pair


def new_reviews(pair: Pair) -> Iterator[Review]:
    """The reviews that no record of before tells of."""
    yield from not_in(document_of(pair.after.record).reviews, document_of(pair.before.record).reviews, ("on", "by"))


def lack_of_review(pair: Pair, day: date, also: frozenset[str] = NO_SOURCES) -> str | None:
    """What keeps the change from bringing a review with it, in words that follow a comma; nothing where it has one.

    It read the document, its committee's minutes, or one of the sources `also` named.
    """
    reviews = tuple(new_reviews(pair))
    if not reviews:
        return "and no new review record says who looked"
    lacks = [_lacks(review, pair, day, also) for review in reviews]
    return None if None in lacks else lacks[-1]


ASKED: Mapping[str, str] = {
    "by": "who looked",
    "on": "on which day",
    "sources_read": "which sources were read",
    "outcome": "with what outcome",
}
"""What a review record has to answer before a date may move on it, by field."""


def reviews_to_read(pair: Pair, day: date, also: frozenset[str] = NO_SOURCES) -> list[Review]:
    """The new reviews that lack nothing but that somebody has read what tells of them."""
    found = []
    for review in new_reviews(pair):
        cited = _cited(review, pair, also)
        is_whole = not unanswered(review) and review.outcome is not ReviewOutcome.RETIRED
        if is_whole and cited and _too_old(review, cited, pair, day):
            found.append(review)
    return found


def _cited(review: Review, pair: Pair, also: frozenset[str]) -> frozenset[str]:
    read = review.sources_read if isinstance(review.sources_read, tuple) else ()
    return (of_the_document(pair) | also).intersection(read)


def unanswered(review: Review) -> list[str]:
    """The questions that a review record leaves open, in words."""
    answers = {question: getattr(review, name) for name, question in ASKED.items()}
    return [question for question, value in answers.items() if not is_answer(value) or value == ()]


def _lacks(review: Review, pair: Pair, day: date, also: frozenset[str]) -> str | None:
    if missing := unanswered(review):
        return f"and its new review record does not say {', '.join(missing)}"
    if review.outcome is ReviewOutcome.RETIRED:
        return "and its new review retired the document"
    if not (cited := _cited(review, pair, also)):
        return "and its new review read neither the document nor a minute of its committee"
    return _too_old(review, cited, pair, day)


def _too_old(review: Review, cited: frozenset[str], pair: Pair, day: date) -> str | None:
    """Why a review of long ago tells nothing new, in words.

    What was read after a review still printed the old dates, so a review that is older than that, or than nobody knows
    what, has to stand in something that was read since. It is no older than the last approval or review. Where nobody
    knows of any, it may be the very one that set the old date, unless it comes after that.
    """
    on, looked, end = review.on, last_looked_at(pair), review_end(document_of(pair.before.record))
    if _is_before(on, looked):
        return f"and its new review is older than what stood here ({on} is before {looked})"
    if not may_be_before_reading(on, pair):
        return None
    if all(how_unread(key, pair.before, pair.after, day) for key in cited if key in pair.after.sources):
        read = _last_read(pair)
        since = f"before the document or its list was read here ({read})" if read else _NOT_READ
        return f"and its new review is of {on}, {since}, and no source that it cites was read since"
    if looked is None and _is_before(on, end):
        return f"and its new review is of {on}: for all that is known, it set the old date, {end}"
    return None


_NOT_READ = "while nobody knows when the document or its list was read"


def _is_before(on: object, other: PartialDate | None) -> bool:
    return isinstance(on, PartialDate) and other is not None and on.certainly_before(other)


def last_looked_at(pair: Pair) -> PartialDate | None:
    """The day of the last version or review that was recorded before the change."""
    document = document_of(pair.before.record)
    return latest((document.approved_on, *(review.on for review in document.reviews)))


def may_be_before_reading(on: object, pair: Pair) -> bool:
    """Whether a day is before the last reading that was recorded before the change, or nobody knows when that was."""
    read = _last_read(pair)
    return read is None or _is_before(on, read)


def _last_read(pair: Pair) -> PartialDate | None:
    """The last day on which, before the change, the document or its committee's list was read; nothing if unknown."""
    before = pair.before.record
    if not all(known(before.sources[key].checked_on) for key in own_sources(before)):
        return None
    days = (before.sources[key].checked_on for key in of_the_document(pair, before=True))
    return latest((before.listing_seen_on, *days))


def review_end(document: Document) -> PartialDate | None:
    """The day after which a document is out of date: its review date, or else its end as printed."""
    return date_of(document.review_due) or date_of(document.end)


NOT_READ = "and nothing says that anybody has read it since"


def was_read(pair: Pair, day: date, about: Names, also: frozenset[str] = NO_SOURCES) -> bool:
    """Whether the change says that somebody read the document or its list, for a review or without.

    So does a new correction, where it names what the change is `about`: one of something else tells nothing of it.
    """
    before, after = pair.before.record, pair.after.record
    is_list = after.evidence is Evidence.LISTING and later(after.listing_seen_on, before.listing_seen_on)
    if is_list or lack_of_review(pair, day, also) is None:
        return True
    told = (str(row.what) for row in new_corrections(pair))
    return is_named(told, about) or document_was_read(pair, day, also)
