"""Keys that stand in another block than their own, since the line that named theirs is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sharedcare.register.model.base import Record
from sharedcare.register.reading.fields import owners
from sharedcare.register.reading.headings import missing
from sharedcare.register.reading.places import Path
from sharedcare.register.reading.positions import Positioned
from sharedcare.register.reading.trouble import Trouble

_FEWEST = 2
"""One key alone is more likely misspelt."""


@dataclass(frozen=True, slots=True)
class Strays:
    """The keys of a block, from the first that does not belong there to the last, and what is said of them."""

    paths: frozenset[Path]
    trouble: Trouble


def strays(kind: type[Record], positioned: Positioned, misfits: Sequence[Path]) -> list[Strays]:
    """Where the keys at these paths, which fit no field, would fit into a block that the file does not have."""
    data = positioned.data
    if not isinstance(data, Mapping):
        return []
    by_block: dict[str | int, set[str | int]] = {}
    for path in misfits:
        if len(path) == _FEWEST:
            by_block.setdefault(path[0], set()).add(path[1])
    found = []
    for name, keys in by_block.items():
        block = data[str(name)]
        run = _run(list(block), keys) if isinstance(block, Mapping) and len(keys) >= _FEWEST else []
        inner = block[run[0]] if run and isinstance(block, Mapping) else ""
        within = list(inner) if isinstance(inner, Mapping) else []
        left = [owner for owner in owners(kind, run, within, is_row=False) if owner not in data] if run else []
        if len(left) == 1:
            paths = frozenset((name, key) for key in run)
            place = positioned.key_position((str(name), run[0]))
            message, help_line = missing(left[0], place)
            found.append(Strays(paths, Trouble("SC101", place, message, (help_line,))))
    return found


def _run(keys: Sequence[str], misfits: set[str | int]) -> Sequence[str]:
    """The keys from the first misfit on."""
    return keys[next(at for at, key in enumerate(keys) if key in misfits) :]
