"""What every report of a comparison says alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sharedcare.changes.told import Comparison, Line, Told

NOTHING = "Nothing changes that a reader would see."
SECOND = "needs a second reviewer"
MOST_NAMED = 10
"""How many protocols, areas or addresses a line of reach names."""


def summary(made: Comparison) -> str:
    """How much changed, and how much of it needs a second reviewer."""
    number = sum(one.second_reviewer for one in made.told)
    things = _count(len(made.told), "thing")
    if not number:
        return f"{things} changed. Nothing of it {SECOND}."
    need = "needs" if number == 1 else "need"
    return f"{things} changed; {number} {need} a second reviewer, at the lines with !"


def headed(lines: Sequence[Line]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The lines under their headings, in their order; an empty heading where they have none."""
    yield from ((heading, tuple(group)) for heading, group in groupby(lines, key=lambda line: line.under))


def states(one: Told, arrow: str, most: int | None = None) -> Iterator[tuple[str, bool]]:
    """Each change of state in words, and whether it is one for the better.

    Of the protocols that rest on the record, all are named, or at most so many of those of which the same is said.
    """
    yield from ((state.words(arrow), state.better) for state in one.states)
    for alike in one.resting:
        rests = "protocol that rests" if len(alike.protocols) == 1 else "protocols that rest"
        names = f"{len(alike.protocols)} {rests} on it: {_some(alike.protocols, most, '; ')}"
        yield f"{alike.words(arrow)} ({names})", alike.lines[0].better


def reached(one: Told) -> Iterator[str]:
    """What a change touches, a line for each kind."""
    for (word, words), names in (
        (("protocol that rests on it", "protocols that rest on it"), one.reach.protocols),
        (("protocol that it leads to or that leads to it", "protocols that it leads to or that lead to it"),
         one.reach.pointing),
        (("area", "areas"), one.reach.areas),
        (("page", "pages"), one.reach.pages),
        (("letter", "letters"), one.reach.letters),
        (("short link", "short links"), one.reach.short_links),
    ):  # fmt: skip
        if names:
            yield f"{len(names)} {word if len(names) == 1 else words}: {_some(names, MOST_NAMED, ', ')}"


def _some(names: Sequence[str], most: int | None, gap: str) -> str:
    more = len(names) - most if most is not None else 0
    return f"{gap.join(names[:most])}{f' and {more} more' if more > 0 else ''}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
