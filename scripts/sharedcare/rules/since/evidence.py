"""What a change brings with it: reviews, corrections, a new version, a source read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from sharedcare.changes.sources import renamed
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Record
from sharedcare.register.model.document import Document, Review
from sharedcare.register.model.protocol import AdoptedIn, Correction, Protocol
from sharedcare.register.model.sources import Source, known
from sharedcare.register.model.vocabulary import DocumentStatus, Evidence, ReviewOutcome
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.evidence import own_sources
from sharedcare.rules.since.frame import Pair

NO_SOURCES: frozenset[str] = frozenset()
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
    if document_of(pair.before.record).status is not DocumentStatus.DRAFT:
        return False
    return document_of(pair.after.record).status is DocumentStatus.DRAFT or is_approved_anew(pair)


def is_approved_anew(pair: Pair) -> bool:
    """Whether the document was approved later than before; where no approval stood there, not before a review."""
    before, after = (document_of(entry.record).approved_on for entry in (pair.before, pair.after))
    if known(before) or not isinstance(after, PartialDate):
        return later(after, before)
    last = _last_looked_at(pair)
    return last is None or not after.certainly_before(last)


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


def lack_of_review(pair: Pair, also: frozenset[str] = NO_SOURCES) -> str | None:
    """What keeps the change from bringing a review with it, in words that follow a comma; nothing where it has one.

    It read the document, its committee's minutes, or one of the sources `also` named.
    """
    reviews = tuple(new_reviews(pair))
    if not reviews:
        return "and no new review record says who looked"
    lacks = [_lacks(review, pair, also) for review in reviews]
    return None if None in lacks else lacks[-1]


def _lacks(review: Review, pair: Pair, also: frozenset[str]) -> str | None:
    read = review.sources_read if isinstance(review.sources_read, tuple) else ()
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
    if (of_the_document(pair) | also).isdisjoint(read):
        return "and its new review read neither the document nor a minute of its committee"
    last = _last_looked_at(pair)
    if last is not None and isinstance(review.on, PartialDate) and review.on.certainly_before(last):
        return f"and its new review is older than what stood here ({review.on} is before {last})"
    return None


def _last_looked_at(pair: Pair) -> PartialDate | None:
    """The day of the last version or review that was recorded before the change."""
    document = document_of(pair.before.record)
    return _latest((document.approved_on, *(review.on for review in document.reviews)))


def _latest(days: Iterable[object]) -> PartialDate | None:
    return max((day for day in days if isinstance(day, PartialDate)), key=lambda day: day.first, default=None)


def was_read(pair: Pair, day: date, also: frozenset[str] = NO_SOURCES) -> bool:
    """Whether the change says that somebody read the document or its list, for a review or a correction or without."""
    before, after = pair.before.record, pair.after.record
    is_list = after.evidence is Evidence.LISTING and later(after.listing_seen_on, before.listing_seen_on)
    if is_list or lack_of_review(pair, also) is None:
        return True
    return any(new_corrections(pair)) or document_was_read(pair, day, also)


def document_was_read(pair: Pair, day: date, also: frozenset[str] = NO_SOURCES) -> bool:
    """Whether the document, its committee's minutes, or one of the sources `also` named was read since."""
    keys = (of_the_document(pair) | also).intersection(pair.after.sources)
    return any(how_unread(key, pair.before, pair.after, day) is None for key in keys)


def of_the_document(pair: Pair) -> frozenset[str]:
    """The keys of the sources, after the change, that are the document, or that its committee published or minuted."""
    protocol = pair.after.record
    called = {key for key, source in protocol.sources.items() if any(_names(source, one) for one in pair.committee)}
    return frozenset(called | own_sources(protocol))


def cited_by(row: AdoptedIn) -> frozenset[str]:
    """The source that an area's decision cites."""
    return frozenset((row.source,)) if row.source is not None else NO_SOURCES


def _names(source: Source, committee: str) -> bool:
    """Whether a source's publisher or title names a committee, in whole words."""
    texts = (text for text in (source.publisher, source.title) if isinstance(text, str))
    return any(f" {_in_letters(committee)} " in f" {_in_letters(text)} " for text in texts)


def _in_letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def how_unread(key: str, old: Entry[Any], new: Entry[Any], day: date) -> str | None:
    """Why a source does not count as read since its file was as it was, in words; nothing where it does.

    It was read later than before, or on the day. One that is new, or whose day nobody knew, was read no earlier than
    anything that the file told of.
    """
    source = new.sources[key]
    was = old.sources.get(renamed(old.sources, new.sources).get(key, key))
    if not day_is_new(was.checked_on if was is not None else None, source.checked_on, day):
        return f"`{key}` was last read {when_in_words(source.checked_on)}"
    read, last = date_of(source.checked_on), _last_recorded(old, day)
    if read is not None and last is not None and read.certainly_before(last):
        return f"`{key}` was last read {read.when()}, before what stood here already ({last.in_words()})"
    return None


def _last_recorded(entry: Entry[Any], day: date) -> PartialDate | None:
    """The latest day, up to today, on which a file tells that something was read, reviewed or approved."""
    return _latest(found for found in _recorded(entry) if isinstance(found, PartialDate) and found.first <= day)


def _recorded(entry: Entry[Any]) -> Iterator[object]:
    yield from (source.checked_on for source in entry.sources.values())
    if isinstance(entry.record, Protocol):
        document = document_of(entry.record)
        yield from (entry.record.listing_seen_on, document.approved_on, *(review.on for review in document.reviews))


def day_is_new(was: object, now: object, today: date | None = None) -> bool:
    """Whether something was checked since: on a later day, on one that is known now, or, as before, today."""
    if today is not None and isinstance(now, PartialDate) and today <= now.first:
        return True
    return later(now, was) if known(was) else known(now)


def when_in_words(day: object) -> str:
    """When something was checked, inside a sentence."""
    return f"{day.when()}, no later than before" if isinstance(day, PartialDate) else "on a day that nobody knows"
