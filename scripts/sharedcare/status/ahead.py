"""The ends that still lie ahead of a protocol, and from which day each is near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sharedcare.register.values.dates import PartialDate, months_after
from sharedcare.status.case import Case
from sharedcare.status.currency import review_deadline, running_extension, validity_deadline

SPANS: Mapping[str, str] = {"90d": "Within 90 days", "6m": "Within 6 months", "12m": "Within 12 months"}
"""How near an end can be, the nearest first: what addresses call it, and its words."""
_DAYS = 90
_MONTHS = (6, 12)


@dataclass(frozen=True, slots=True)
class Ahead:
    """An end: a review date, a last valid day, or the last day of an extension."""

    near_from: tuple[date, ...]
    """The first day on which it is within each of the spans, in their order."""
    last: date
    """The last day on which it is still ahead."""


def ends_ahead(case: Case, day: date) -> tuple[Ahead, ...]:
    """The ends of a protocol in an area that have not passed on a day, each once, the next one first.

    A withdrawn or superseded protocol has them too: its badge says what it is.
    """
    ends = {_ahead(end) for end in _ends(case, day) if end.last >= day}
    return tuple(sorted(ends, key=lambda end: end.last))


def _ends(case: Case, day: date) -> Iterator[PartialDate]:
    extension = running_extension(case, day)
    for end in (review_deadline(case)[0], validity_deadline(case), extension.until if extension else None):
        if isinstance(end, PartialDate):
            yield end


def _ahead(end: PartialDate) -> Ahead:
    """An end of which only the year is known is near from that year's first day, as its currency is."""
    starts = (end.last - timedelta(days=_DAYS), *(months_after(end.last, -months) for months in _MONTHS))
    return Ahead(tuple(min(start, end.first) if end.is_year_only else start for start in starts), end.last)
