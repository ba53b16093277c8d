"""Dates that move because a file says anew what is printed: a list that prints another, or a slip that was mended."""

from __future__ import annotations

import re
from datetime import date

from sharedcare.register.model.sources import known
from sharedcare.register.model.vocabulary import Evidence
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.since.corrections import is_named, names_in
from sharedcare.rules.since.evidence import (
    date_of,
    document_of,
    document_was_read,
    how_unread,
    new_corrections,
    not_in,
    of_the_document,
    readings,
)
from sharedcare.rules.since.frame import Pair
from sharedcare.rules.since.versions import is_approved_later

_BY_A_LIST = (Evidence.LISTING, Evidence.REPORTED)
_PRINTED = ("ends_as_printed", "title_as_printed", "version")
_CALLED = {"review_due": "review date", "end": "printed end", "expires": "last valid day"}
_NAMES = {"review_due": "review", "end": "ends review valid", "expires": "expires valid"}
"""The words of which a correction has one, to name a date."""


def is_by_a_list(pair: Pair) -> bool:
    """Whether nobody has read the document, before or after: a list or a report says what is known of it."""
    return pair.before.record.evidence in _BY_A_LIST and pair.after.record.evidence in _BY_A_LIST


def is_read_from_a_list(pair: Pair, day: date, now: PartialDate) -> bool:
    """Whether the list was read again, and prints something else, or a later approval, or was seen to say the date."""
    if not is_by_a_list(pair) or not document_was_read(pair, day):
        return False
    return _prints_another(pair, day) or _is_observed(pair, day, now)


def _is_observed(pair: Pair, day: date, now: PartialDate) -> bool:
    """Whether a new observation of a list that was read since says the year of the date."""
    before, after = pair.before.record, pair.after.record
    read = {key for key in of_the_document(pair) if how_unread(key, pair.before, pair.after, day) is None}
    rows = not_in(after.observations, before.observations, ("seen_on", "says"))
    return any(row.source in read and str(now.first.year) in _in_letters(row.says) for row in rows)


def is_a_mended_slip(pair: Pair, day: date, name: str, now: PartialDate) -> bool:
    """Whether a new correction names the date and its year, and the document was read again, no earlier than it."""
    read, year = readings(pair, day), frozenset((frozenset((str(now.first.year),)),))
    for row in new_corrections(pair):
        told = (str(row.what),)
        if is_named(told, names_in(_NAMES[name])) and is_named(told, year):
            on = date_of(row.on)
            if on is not None and any(not one.certainly_before(on) for one in read):
                return True
    return False


def called(name: str) -> str:
    """What a correction to paste calls a date."""
    return _CALLED[name]


def _prints_another(pair: Pair, day: date) -> bool:
    before, after = document_of(pair.before.record), document_of(pair.after.record)
    said = ((getattr(before, name), getattr(after, name)) for name in _PRINTED)
    another = any(known(was) and known(now) and _in_letters(was) != _in_letters(now) for was, now in said)
    return another or is_approved_later(pair, day)


def _in_letters(text: object) -> list[str]:
    """What a text prints, whatever its case, dashes and spaces."""
    return re.findall(r"\w+", str(text).casefold())
