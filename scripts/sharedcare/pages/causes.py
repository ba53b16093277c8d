"""Which changed record is the cause, where a protocol's state changes and its own file did not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sharedcare.changes.registers import DRUGS, SETTINGS, Changed
from sharedcare.changes.told import StateLine, StatesAlike, Trend
from sharedcare.pages.id_words import name_of

LIKELY: Mapping[str, tuple[str, ...]] = {
    "Funding": ("services", "reports", "areas", "organisations"),
    "Currency": ("areas", "committees", SETTINGS),
    "A new request": (DRUGS, "services", "areas"),
}
"""By what of a state changed, the shelves whose records make it so, the likeliest first."""
Titles = Callable[[str], str]
"""Gives a protocol's title by its id."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A changed record, and the protocols that rest on it before or after."""

    record: Changed
    protocols: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shared:
    """The states of protocols whose own files did not change, shared out among what they rest on."""

    by_cause: Mapping[int, tuple[StatesAlike, ...]]
    """By the place of the changed record among the candidates."""
    unexplained: tuple[str, ...]
    """The protocols that rest on no changed record."""


def shared_out(lines: Mapping[str, Sequence[StateLine]], among: Sequence[Candidate], title: Titles) -> Shared:
    """Each line of each protocol's state under the changed record that it comes from, of those that it rests on."""
    found: dict[int, list[tuple[str, StateLine]]] = defaultdict(list)
    unexplained = []
    for protocol, said_of_it in lines.items():
        resting = [number for number, one in enumerate(among) if protocol in one.protocols]
        for line in said_of_it if resting else ():
            found[_likeliest(line, resting, among)].append((protocol, line))
        if said_of_it and not resting:
            unexplained.append(protocol)
    return Shared({cause: _alike(group, title) for cause, group in found.items()}, tuple(unexplained))


def _likeliest(line: StateLine, numbers: Sequence[int], among: Sequence[Candidate]) -> int:
    return min(numbers, key=lambda number: _unlikely(line, among[number].record))


def _unlikely(line: StateLine, one: Changed) -> tuple[bool, int]:
    """How little speaks for a record as the cause of a line: that the line names it is the best sign."""
    entry = one.after or one.before
    name = name_of(entry.record) if entry is not None else ""
    is_named = bool(name) and name.casefold() in f"{line.before} {line.after}".casefold()
    likely = LIKELY.get(line.what, LIKELY["A new request"])
    return not is_named, likely.index(one.shelf) if one.shelf in likely else len(likely)


def _alike(found: Sequence[tuple[str, StateLine]], title: Titles) -> tuple[StatesAlike, ...]:
    """The lines of protocols by their ids: protocols of which an area says the same are named together, and once."""
    own: dict[tuple[str, str, Trend], list[StateLine]] = defaultdict(list)
    for protocol, line in found:
        own[protocol, line.area, line.trend].append(line)
    titles: dict[tuple[StateLine, ...], list[str]] = defaultdict(list)
    for (protocol, _, _), lines in own.items():
        titles[tuple(lines)].append(title(protocol))
    return tuple(StatesAlike(lines, tuple(names)) for lines, names in titles.items())
