"""What a day makes true of each protocol in each area, before and after a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sharedcare.status import Case, State, state_on


@dataclass(frozen=True, slots=True)
class StateChange:
    """A protocol in an area of which a day makes something else true after the change."""

    protocol: str
    area: str
    before: State | None
    """Nothing where the area had no such protocol."""
    after: State | None


def state_changes(before: Iterable[Case], after: Iterable[Case], day: date) -> tuple[StateChange, ...]:
    """Every protocol in every area that a day judges in another way, by protocol and area."""
    olds, news = ({(case.id, case.area): case for case in cases} for cases in (before, after))
    found = []
    for place in sorted(olds.keys() | news.keys()):
        old, new = (state_on(case, day) if case else None for case in (olds.get(place), news.get(place)))
        if old != new:
            found.append(StateChange(*place, old, new))
    return tuple(found)
