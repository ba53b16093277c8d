"""All that is due in a register on a day, each thing once, by who looks after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sharedcare.register.load import Register
from sharedcare.reminders.document import is_over, of_document
from sharedcare.reminders.items import Band, Item, Kind, band_of
from sharedcare.reminders.owners import Owner, area_name, editor_of
from sharedcare.reminders.upkeep import of_area, of_upkeep
from sharedcare.rules.state import in_use


@dataclass(frozen=True, slots=True)
class Group:
    """What is due of one owner: by band, the nearest first."""

    owner: Owner
    bands: tuple[tuple[Band, tuple[Item, ...]], ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All of it."""
        return tuple(item for _, items in self.bands for item in items)


def due(register: Register, day: date, *, invented: bool = False) -> tuple[Group, ...]:
    """What is due on a day: past, on the day, within 30 and 90 days, and what has no date at all.

    By owner, those with the worst first. Withdrawn, superseded, retired and draft protocols are left out;
    so are areas that do not exist, unless `invented` asks for them.
    """
    found: dict[Owner, dict[Band, list[Item]]] = {}
    for item in _merged(_items(register, day, invented)):
        if (band := band_of(item.deadline, day)) is not None:
            found.setdefault(item.owner, {}).setdefault(band, []).append(item)
    groups = (
        Group(owner, tuple((band, tuple(sorted(bands[band], key=_order))) for band in Band if band in bands))
        for owner, bands in found.items()
    )
    return tuple(sorted(groups, key=lambda group: (list(Band).index(group.bands[0][0]), group.owner)))


def _items(register: Register, day: date, invented: bool) -> Iterator[Item]:
    for case in in_use(register, invented):
        if not is_over(case, day):
            yield from of_document(register, case, day)
            yield from of_upkeep(register, case, day)
    for area in register.areas:
        if invented or not register.is_fictional(area):
            yield from of_area(register, area, day)
    for broken in register.unreadable:
        if broken.id not in register.protocols and (invented or not register.is_fictional(broken.area)):
            owner, areas = editor_of(register, broken.area), (area_name(register, broken.area),)
            words = "its file cannot be read, so none of its dates is known"
            yield Item(owner, Kind.UNREADABLE, broken.id, broken.title or broken.id, areas, words)


def _merged(items: Iterator[Item]) -> Iterator[Item]:
    """Things that are the same in several areas, said once."""
    found: dict[Item, dict[str, None]] = {}
    for item in items:
        found.setdefault(replace(item, areas=()), {}).update(dict.fromkeys(item.areas))
    for item, areas in found.items():
        yield replace(item, areas=tuple(areas))


def _order(item: Item) -> tuple[Any, ...]:
    last = item.deadline.last if item.deadline else date.min
    return last, list(Kind).index(item.kind), item.title.casefold(), item.id, item.words
