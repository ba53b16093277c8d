"""What a change brings with it: corrections, and sources that were read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from sharedcare.changes.same import is_spelt_otherwise
from sharedcare.changes.sources import renamed
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Record
from sharedcare.register.model.document import Document
from sharedcare.register.model.protocol import AdoptedIn, Correction, Protocol
from sharedcare.register.model.sources import Source, known
from sharedcare.register.model.vocabulary import Evidence
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


def new_corrections(pair: Pair) -> Iterator[Correction]:
    """The corrections that no record of before tells of, and that say when, by which role and what."""
    rows = not_in(pair.after.record.corrections, pair.before.record.corrections, ("on", "by", "what"))
    return (row for row in rows if known(row.on) and is_answer(row.by) and known(row.what))


def is_answer(value: object) -> bool:
    """Whether a value is known, and is no word that holds a place until somebody knows."""
    return known(value) and re.sub(r"[\W_]", "", str(value)).casefold() not in _TO_COME


_TO_COME = frozenset(("tbc", "tba", "tbd", "na", "none", "nobody", "todo", "pending", "x", "xx", "xxx", "name", "role"))


def not_in(rows: Iterable[R], others: Iterable[R], names: tuple[str, ...]) -> Iterator[R]:
    """The rows that none of the others could be, by what both say in some fields."""
    kept = tuple(others)
    return (row for row in rows if not any(_could_be(other, row, names) for other in kept))


def _could_be(one: Record, other: Record, names: tuple[str, ...]) -> bool:
    said = ((getattr(one, name), getattr(other, name)) for name in names)
    return all(not known(left) or is_spelt_otherwise(left, right) for left, right in said)


def document_was_read(pair: Pair, day: date, also: frozenset[str] = NO_SOURCES) -> bool:
    """Whether the document, its committee's minutes, or one of the sources `also` named was read since."""
    keys = (of_the_document(pair) | also).intersection(pair.after.sources)
    return any(how_unread(key, pair.before, pair.after, day) is None for key in keys)


def of_the_document(pair: Pair, *, before: bool = False) -> frozenset[str]:
    """The keys of the sources, as they are or were, that are the document, or that its committee published."""
    protocol = pair.before.record if before else pair.after.record
    called = {key for key, source in protocol.sources.items() if any(_names(source, one) for one in pair.committee)}
    return frozenset(called | own_sources(protocol))


def keys_to_cite(pair: Pair) -> tuple[str, ...]:
    """The keys by which a record may cite the document: its own, or else those of its committee's lists and minutes."""
    return tuple(sorted(own_sources(pair.after.record)) or sorted(of_the_document(pair)))


def readings(pair: Pair, day: date) -> tuple[PartialDate, ...]:
    """The days on which the document itself was read since; of what is known by a list alone, its committee's list."""
    protocol = pair.after.record
    own = own_sources(protocol)
    if not own and protocol.evidence is not Evidence.DOCUMENT:
        own = set(of_the_document(pair))
    read = (key for key in own if how_unread(key, pair.before, pair.after, day) is None)
    return tuple(on for key in read if (on := date_of(protocol.sources[key].checked_on)) is not None)


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
    return latest(found for found in _recorded(entry) if isinstance(found, PartialDate) and found.first <= day)


def latest(days: Iterable[object]) -> PartialDate | None:
    """The latest of the days that are known."""
    return max((day for day in days if isinstance(day, PartialDate)), key=lambda day: day.first, default=None)


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
