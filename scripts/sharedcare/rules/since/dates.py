"""Deadlines that move: what keeps a date from being changed only to silence the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.model.document import Document, Review
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import EndMeans
from sharedcare.register.reading.places import Path
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.examples import TWO_DRUGS
from sharedcare.rules.frame import Example
from sharedcare.rules.since.corrections import OF_REVIEW, of_area, quoted, row_to_paste
from sharedcare.rules.since.evidence import (
    NO_SOURCES,
    cited_by,
    date_of,
    document_of,
    keys_to_cite,
)
from sharedcare.rules.since.frame import Change, ChangeRule, Pair, change_rule
from sharedcare.rules.since.records import is_verified
from sharedcare.rules.since.restated import called, is_a_mended_slip, is_by_a_list, is_read_from_a_list
from sharedcare.rules.since.reviews import NOT_READ, lack_of_review, review_end, reviews_to_read, was_read
from sharedcare.rules.since.successors import in_place_of_others, is_renewed
from sharedcare.rules.since.versions import has_later_approval, is_of_a_draft

_LOOKED = "    - {on: 2026-10-14, by: Rheumatology pharmacist, outcome: unchanged, sources_read: [protocol]}\n"
_LOOKED_AGAIN = "    - {on: 2026-11-18, by: Rheumatology pharmacist, outcome: unchanged, sources_read: [protocol]}\n"
_BEFORE = f"  review_due: 2026-06-30\n  reviews:\n{_LOOKED}"


@change_rule(
    "SC951",
    Grade.INCOMPLETE,
    "A review date, or a last valid day, moves later only with a review, or with a reading or correction of it",
    "A date that moves although nobody looked makes a lapsed protocol look reviewed. Whoever relies on the page "
    "cannot tell, and the clock is silent for years.",
    Example(
        TWO_DRUGS,
        before=_BEFORE,
        bad=_BEFORE.replace("2026-06-30", "2026-09-30"),
        good=_BEFORE.replace("2026-06-30", "2026-09-30") + _LOOKED_AGAIN,
    ),
)
def date_moves_with_a_review(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """No deadline of a protocol's document, nor an area's own, is later than it was, or gone, without a record."""
    for pair in change.protocols:
        if is_of_a_draft(pair, day):
            continue
        is_told = False
        for moved in _put_off(pair):
            if (lack := lack_of_review(pair, day, moved.sources)) is not None and not _is_restated(pair, day, moved):
                place = pair.after.key_position(*moved.path)
                help_lines = _put_back(moved, _TOLD_ABOVE) if is_told else _ways(pair, day, moved)
                yield this.finding(pair.after.file, place, f"{moved.words}, {lack}", *help_lines)
                is_told = True
    yield from _in_place_of_others(this, change, day)


_TOLD_ABOVE = "What is said of the first date that moved mends this one too"


def _ways(pair: Pair, day: date, moved: _PutOff) -> tuple[str, ...]:
    """All that may be true, what is most likely first: nobody who read a list can tell who reviewed."""
    others = tuple(_other_ways(pair, day, moved))
    return (*others, *_help(pair, day, moved)) if is_by_a_list(pair) else (*_help(pair, day, moved), *others)


def _put_back(moved: _PutOff, *first: str) -> tuple[str, ...]:
    return (*first, f"If nobody reviewed it, put the date back: `{moved.path[-1]}: {moved.was}`")


def _help(pair: Pair, day: date, moved: _PutOff) -> Iterator[str]:
    if unread := reviews_to_read(pair, day, moved.sources):
        yield "Nothing was read here since the review that you added. Read what tells of it, and write so in `sources`:"
        yield f"    checked_on: {day.isoformat()}  # of {_cited_by(unread)}"
    else:
        yield _ADD_APPROVAL if has_later_approval(pair) else _ADD_REVIEW
        yield from _review_to_paste(pair, day)
    if not keys_to_cite(pair):
        yield "The file names no such source yet: add the document, or its committee's minute, under `sources` first"
    yield from _put_back(moved)
    yield "If a committee only gave more time, put the date back, and record an extension"


_ADD_REVIEW = "Under `reviews` of `document`, add who looked (a role), on which day, at what, and what was decided"
_ADD_APPROVAL = "If this is a new version, its approval is a review too. Under `reviews` of `document`, add:"


def _cited_by(reviews: Iterable[Review]) -> str:
    keys = {key for review in reviews if isinstance(review.sources_read, tuple) for key in review.sources_read}
    return " or ".join(f"`{key}`" for key in sorted(keys))


def _review_to_paste(pair: Pair, day: date) -> Iterator[str]:
    """A review, filled with what a later approval says of it; and the list that it stands in, where there is none."""
    document, read = document_of(pair.after.record), ", ".join(keys_to_cite(pair)) or "…"
    on, by, outcome = "…", "…", "…"
    if has_later_approval(pair):
        on, outcome = str(document.approved_on), "amended"
        by = quoted(pair.committee[0]) if pair.committee else "…"
    if not document.reviews:
        yield "  reviews:"
    yield f"    - {{on: {on}, by: {by}, outcome: {outcome}, sources_read: [{read}]}}"


def _is_restated(pair: Pair, day: date, moved: _PutOff) -> bool:
    """Whether the document's own date moved because its list prints another, or because it was a slip of ours."""
    if moved.now is None:
        return False
    return is_read_from_a_list(pair, day, moved.now) or is_a_mended_slip(pair, day, str(moved.path[-1]), moved.now)


def _other_ways(pair: Pair, day: date, moved: _PutOff) -> Iterator[str]:
    """What else may be true than a review, beside more time."""
    if moved.now is not None and is_by_a_list(pair):
        yield (
            "If the list prints another date now, write what it prints under `ends_as_printed` or `title_as_printed`, "
            "or as a new row of `observations`, "
            "and the day on which you read it under `listing_seen_on` and the list's `checked_on`"
        )
    elif moved.now is not None:
        yield "If the date here was a slip, read the document today, write so under its `checked_on`, and correct it:"
        yield row_to_paste(day, f"The {called(str(moved.path[-1]))} is {moved.now}; the file said {moved.was}")
        if is_verified(pair.after.record):
            yield "Nobody has compared the mended date: write `status: transcribed`, and leave `on` below it as it is"


@dataclass(frozen=True, slots=True)
class _PutOff:
    """A deadline that is later than it was, or gone."""

    path: Path
    words: str
    """What happened."""
    was: PartialDate
    now: PartialDate | None = None
    """The later date of the document itself; nothing where it is gone, or an area's own."""
    sources: frozenset[str] = NO_SOURCES
    """What may have been read for it, beside the document."""


def _put_off(pair: Pair) -> Iterator[_PutOff]:
    before, after = document_of(pair.before.record), document_of(pair.after.record)
    (due_was, due_is), place = (review_end(before), review_end(after)), review_place(after)
    if due_was and due_is and due_is.last > due_was.last:
        yield _PutOff(("document", place), _moves(place, due_was, due_is), due_was, due_is)
    valid_was, valid_is = _valid_end(before), _valid_end(after)
    if valid_was and valid_is is None:
        yield _PutOff(("document", "expires"), f"the last valid day, {valid_was}, is gone", valid_was)
    elif valid_was and valid_is and valid_is.last > valid_was.last:
        place = "expires" if after.expires == valid_is else "end"
        yield _PutOff(("document", place), _moves(place, valid_was, valid_is), valid_was, valid_is)
    yield from _put_off_in_areas(pair)


def _put_off_in_areas(pair: Pair) -> Iterator[_PutOff]:
    """The same of the dates that areas set for themselves. One that sets none has the document's."""
    before, after = pair.before.record, pair.after.record
    earlier = {row.area: row for row in before.adopted_in}
    for number, row in enumerate(after.adopted_in):
        old = earlier.get(row.area)
        if old is None or (old.review_due is None and row.review_due is None):
            continue
        was, now = _area_end(old.review_due, before), _area_end(row.review_due, after)
        if was and now and now.last > was.last:
            words = f"in `{row.area}`, {_moves('review_due', was, now)}"
            yield _PutOff(("adopted_in", number, "review_due"), words, was, sources=cited_by(row))


def _in_place_of_others(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """A new file for what another's was ends later only with an approval or a review of its own."""
    for pair in in_place_of_others(change):
        was, now = review_end(document_of(pair.before.record)), review_end(document_of(pair.after.record))
        if now is None or (was is not None and now.last <= was.last) or is_renewed(pair, day):
            continue
        place = review_place(document_of(pair.after.record))
        message = (
            f"`{place}` is {now}, and {was or 'unknown'} in `{pair.before.record.id}`, whose place this file takes: "
            "it was not approved later, and no review record says who looked since"
        )
        yield this.finding(pair.after.file, pair.after.key_position("document", place), message, *_NEW_FILE)


_NEW_FILE = (
    "If the committee approved a new version, write the day under `approved_on`",
    "If it reviewed the old one, keep the old file, and record the review there",
)


def _area_end(own: object, protocol: Protocol) -> PartialDate | None:
    return review_end(document_of(protocol)) if own is None else date_of(own)


def _moves(name: str, was: PartialDate, now: PartialDate) -> str:
    return f"`{name}` moves from {was} to {now}"


def review_place(document: Document) -> str:
    return "review_due" if isinstance(document.review_due, PartialDate) else "end"


def _valid_end(document: Document) -> PartialDate | None:
    """The last valid day, where the document names one: the earlier of two."""
    printed = date_of(document.end) if document.end_means is EndMeans.VALIDITY else None
    days = [day for day in (date_of(document.expires), printed) if day is not None]
    return min(days, key=lambda day: day.last, default=None)


@change_rule(
    "SC952",
    Grade.INCOMPLETE,
    "A review date that nobody knew is written down only when something was read",
    "A date that appears from nowhere turns the page from “nobody knows” to “in date”. Only a document, a list or a "
    "minute can say it.",
    Example(
        TWO_DRUGS,
        before=_BEFORE.replace("2026-06-30", "unknown"),
        bad=_BEFORE,
        good=_BEFORE + _LOOKED_AGAIN,
    ),
)
def unknown_date_is_read(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Where the review date was unknown and is known, the document was read again, or a review or correction is new."""
    for pair in change.protocols:
        if is_of_a_draft(pair, day):
            continue
        before, after = document_of(pair.before.record), document_of(pair.after.record)
        now, place = review_end(after), review_place(after)
        if review_end(before) is None and now is not None and not was_read(pair, day, OF_REVIEW):
            message = f"nobody knew the review date; now it is `{place}: {now}`, {NOT_READ}"
            where = pair.after.key_position("document", place)
            yield this.finding(pair.after.file, where, message, *_say_where(pair, day))
        yield from _areas_dates(this, pair, day)


def _areas_dates(this: ChangeRule, pair: Pair, day: date) -> Iterator[Finding]:
    """The same of the dates that areas set for themselves, and of one that was unknown and is the document's now."""
    before, after = pair.before.record, pair.after.record
    unknown = {row.area: row.review_due for row in before.adopted_in if _area_end(row.review_due, before) is None}
    for number, row in enumerate(after.adopted_in):
        if row.area not in unknown or unknown[row.area] is row.review_due or _area_end(row.review_due, after) is None:
            continue
        if not was_read(pair, day, of_area(row, pair), cited_by(row)):
            message = f"nobody knew the review date in `{row.area}`; now there is one, {NOT_READ}"
            place = pair.after.key_position("adopted_in", number, "review_due")
            yield this.finding(pair.after.file, place, message, *_say_where(pair, day))


def _say_where(pair: Pair, day: date) -> tuple[str, str]:
    own = " or ".join(f"`{key}`" for key in keys_to_cite(pair)) or "it, once it is named there"
    return (
        f"If you read it in the document or its list, write so in `sources`: `checked_on: {day.isoformat()}` of {own}",
        "If nobody read it, write `review_due: unknown` again",
    )


RULES = (date_moves_with_a_review, unknown_date_is_read)
