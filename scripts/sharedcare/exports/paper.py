"""Until when a page on paper may be used: said on every sheet, by the day on which it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sharedcare.exports.timelines import worst_words
from sharedcare.register.values.dates import in_words
from sharedcare.status import TimelineEntry, rely_until, stands_until
from sharedcare.status.timeline import RELY_DAYS


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """What a sheet says from a day on."""

    from_day: date
    says: str


def last_day(built_on: date) -> date:
    """The last day on which anything of a build may be used."""
    return built_on + timedelta(days=RELY_DAYS)


def use_until(day: date) -> str:
    """The sentence for a page that may be used until a day, that day included."""
    return f"Do not use after {in_words(day)}."


def paper_of_case(entries: tuple[TimelineEntry, ...], built_on: date) -> tuple[PaperEntry, ...]:
    """What the sheets of a protocol's page say: until when to use it, or the state that speaks against that."""
    found = [
        PaperEntry(entry.from_day, _of_case(entries[number:], built_on))
        for number, entry in enumerate(entries)
        if entry.from_day <= last_day(built_on)
    ]
    return tuple(_changes(found))


def paper_of_list(shown: Iterable[tuple[TimelineEntry, ...]], built_on: date) -> tuple[PaperEntry, ...]:
    """What the sheets of a list say: until the first day on which any of its states is worse."""
    end = last_day(built_on)
    # Most cases do not change in so few days, and a list can hold thousands.
    moving = [entries for entries in shown if len(entries) > 1 and entries[1].from_day <= end]
    days = sorted({built_on, *(entry.from_day for entries in moving for entry in entries if entry.from_day <= end)})
    found = [PaperEntry(day, use_until(min([end, *(_stands(entries, day) for entries in moving)]))) for day in days]
    return tuple(_changes(found))


def _of_case(entries: tuple[TimelineEntry, ...], built_on: date) -> str:
    until = rely_until(entries)
    if until is None:
        return f"Do not use for a new request: {worst_words(entries[0].state)}."
    return use_until(min(until, last_day(built_on)))


def _stands(entries: tuple[TimelineEntry, ...], day: date) -> date:
    held = sum(entry.from_day <= day for entry in entries) - 1
    return stands_until(entries[held:])


def _changes(found: Iterable[PaperEntry]) -> Iterable[PaperEntry]:
    said = ""
    for entry in found:
        if entry.says != said:
            yield entry
            said = entry.says
