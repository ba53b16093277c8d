"""Drugs of the register whose names are nearly alike, by their letters alone. It claims nothing clinical.

Where one query finds both of a pair, the search says of each that it is not the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations

SAME_START = 5
"""With how many letters two names both begin to be nearly alike."""
MOST_SLIPS = 3
"""How many letters apart two names of drugs may be to be nearly alike."""
SHORTEST = 8
"""A shorter name is too easily another's: it has to begin the same."""


def near_names(names: Mapping[str, Sequence[str]]) -> Mapping[str, Mapping[str, str]]:
    """By drug, each other drug whose name or brand is nearly alike, with that name.

    `names` has each drug's own name, and then its brands.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for drug, other, name in (*_apart_by_slips(names), *_begun_alike(names)):
        found[drug].setdefault(other, name)
    return found


def _apart_by_slips(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    for one, other in combinations(names, 2):
        first, second = names[one][0], names[other][0]
        if min(len(first), len(second)) >= SHORTEST and _slips(first.lower(), second.lower()) <= MOST_SLIPS:
            yield one, other, second
            yield other, one, first


def _begun_alike(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    starts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for drug, own in names.items():
        for name in own:
            word = re.split(r"\W", name.lower(), maxsplit=1)[0]
            if len(word) > SAME_START:
                starts[word[:SAME_START]].append((drug, name))
    shared = {name for name, bearers in _bearers(names).items() if len(bearers) > 1}
    for alike in starts.values():
        for (one, mine), (other, theirs) in permutations(alike, 2):
            if one != other and not shared & {mine, theirs}:
                yield one, other, theirs


def _bearers(names: Mapping[str, Sequence[str]]) -> Mapping[str, set[str]]:
    bearers: dict[str, set[str]] = defaultdict(set)
    for drug, own in names.items():
        for name in own:
            bearers[name].add(drug)
    return bearers


def _slips(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make one of the other; more than enough if too many."""
    if abs(len(one) - len(other)) > MOST_SLIPS:
        return MOST_SLIPS + 1
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for at, against in enumerate(other, 1):
            here.append(min(above[at] + 1, here[-1] + 1, above[at - 1] + (letter != against)))
        above = here
    return above[-1]
