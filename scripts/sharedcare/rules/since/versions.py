"""Whether a document is another one than before: approved later, or issued anew."""

from __future__ import annotations

import re
from datetime import date

from sharedcare.register.model.sources import known
from sharedcare.register.model.vocabulary import DocumentStatus
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.since.evidence import document_of, document_was_read, later, readings
from sharedcare.rules.since.frame import Pair
from sharedcare.rules.since.reviews import last_looked_at, may_be_before_reading


def is_approved_later(pair: Pair, day: date) -> bool:
    """Whether the document was approved on a later day than before, both being known.

    Where the document or its list was read after that, and still said the old day, it was read again since; so it was
    where nobody knows when it was read.
    """
    read_before = not may_be_before_reading(document_of(pair.after.record).approved_on, pair)
    return has_later_approval(pair) and (read_before or document_was_read(pair, day))


def has_later_approval(pair: Pair) -> bool:
    """Whether another, later day stands under `approved_on`, read or not."""
    return later(document_of(pair.after.record).approved_on, document_of(pair.before.record).approved_on)


def is_approved_anew(pair: Pair, day: date) -> bool:
    """Whether what was no approved document was approved since: later than before, or for the first time.

    A first approval is not before the last review.
    """
    before, after = (document_of(entry.record).approved_on for entry in (pair.before, pair.after))
    if known(before) or not isinstance(after, PartialDate):
        return is_approved_later(pair, day)
    last = last_looked_at(pair)
    return last is None or not after.certainly_before(last)


def is_of_a_draft(pair: Pair, day: date) -> bool:
    """Whether nobody relied on what changed: it was a draft, and is one still or was approved on a new day."""
    if document_of(pair.before.record).status is not DocumentStatus.DRAFT:
        return False
    return document_of(pair.after.record).status is DocumentStatus.DRAFT or is_approved_anew(pair, day)


def is_new_version(pair: Pair, day: date) -> bool:
    """Whether the document was approved later than before, or has another version that somebody read since."""
    before, after = (document_of(entry.record).approved_on for entry in (pair.before, pair.after))
    return is_approved_later(pair, day) or (
        not later(before, after) and has_another_version(pair) and bool(readings(pair, day))
    )


def has_another_version(pair: Pair) -> bool:
    """Whether the document's version says something else than before, and not the same in another spelling.

    Where both begin with a number, as 3.1 and 2024-06, the number is a later one.
    """
    before, after = (document_of(entry.record).version for entry in (pair.before, pair.after))
    if not known(before) or not known(after):
        return False
    was, now = _leading(str(before)), _leading(str(after))
    return now > was if was and now else _number(str(before)) != _number(str(after))


def _leading(version: str) -> list[int]:
    """The numbers of a version, up to the first word behind them."""
    found = re.search(r"\d{1,9}(?:[./-]\d{1,9})*", version)
    numbers = [int(part) for part in re.findall(r"\d+", found[0])] if found else []
    while numbers[1:] and numbers[-1] == 0:
        numbers.pop()
    return numbers


def _number(version: str) -> list[str]:
    """A version by its numbers and letters: `Version 3.0` is `v3`."""
    parts = [part.lstrip("0") or "0" for part in re.findall(r"\d+|[^\W\d_]+", version.casefold())]
    said = [part for part in parts if part not in _SAYS_VERSION]
    while said[1:] and said[-1] == "0":
        said.pop()
    return said


_SAYS_VERSION = frozenset(("v", "ver", "version", "issue", "edition", "rev", "revision", "no", "number"))
