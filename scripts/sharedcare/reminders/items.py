"""One thing that is due, and how near it is on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from sharedcare.register.values.dates import PartialDate
from sharedcare.reminders.owners import Owner


class Kind(Enum):
    """What is due. The order is that of the list."""

    UNREADABLE = "unreadable"
    EXPIRY = "expiry"
    REVIEW = "review"
    EXTENSION = "extension"
    NO_REVIEW_DATE = "no-review-date"
    NOTICE = "notice"
    SERVICE = "service"
    FUNDING = "funding"
    CONTACT = "contact"
    LISTING = "listing"


class Band(Enum):
    """How near it is."""

    PAST = "past"
    TODAY = "today"
    DAYS_30 = "30"
    DAYS_90 = "90"
    NO_DATE = "no-date"


BAND_LABELS: Mapping[Band, str] = {
    Band.PAST: "Already past",
    Band.TODAY: "Today is the last day",
    Band.DAYS_30: "Within 30 days",
    Band.DAYS_90: "Within 90 days",
    Band.NO_DATE: "No date is known",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day on which all is still in order."""

    last: date
    near_from: date
    """From when it is near at the latest: of a date of which only the year is known, from that year's first day."""

    @classmethod
    def of(cls, end: PartialDate) -> Deadline:
        """A deadline as the register reads it: it takes its last day."""
        near = end.last - timedelta(days=max(_DAYS.values()))
        return cls(end.last, min(near, end.first) if end.is_year_only else near)

    @classmethod
    def on(cls, last: date) -> Deadline:
        """A deadline on a day that is known."""
        return cls(last, last - timedelta(days=max(_DAYS.values())))


_DAYS = {Band.TODAY: 0, Band.DAYS_30: 30, Band.DAYS_90: 90}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is due."""

    owner: Owner
    kind: Kind
    id: str
    """The protocol's id; an area's for the area's own list."""
    title: str
    areas: tuple[str, ...]
    """The names of the areas it concerns."""
    words: str
    """What is due, as a sentence without its full stop, for the band it is in."""
    deadline: Deadline | None = None
    remark: str = ""
    """How far the register knows it: as listed, as reported."""
    is_protocol: bool = True


def band_of(deadline: Deadline | None, day: date) -> Band | None:
    """How near a deadline is on a day; nothing where it is not near yet."""
    if deadline is None:
        return Band.NO_DATE
    left = (deadline.last - day).days
    if left < 0:
        return Band.PAST
    near = next((band for band, days in _DAYS.items() if left <= days), None)
    return near or (Band.DAYS_90 if day >= deadline.near_from else None)
