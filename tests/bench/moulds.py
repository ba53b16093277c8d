"""The shipped register's protocols as moulds: what a larger register is poured from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

EXAMPLE = "exampleshire"
"""The area whose committee, payers and services every poured area is given."""
NOT_MOULDS = {"reference", "england"}
"""What protocols share, and the national templates, which no area has of its own."""
LEFT_OUT = ("\nkind: national-template\n", "\nevidence: reported\n")
DOCUMENT = "\nevidence: document\n"


@dataclass(frozen=True, slots=True)
class Mould:
    """One shipped protocol."""

    id: str
    area: str
    text: str
    needs: tuple[str, ...]
    """The protocols that it names, which have to stand beside it."""


def moulds(register: Path) -> tuple[Mould, ...]:
    """Every shipped protocol but national templates and what is only reported to exist, by file."""
    files = {
        file.stem: (file.parent.name, file.read_text(encoding="utf-8"))
        for folder in sorted(register.iterdir())
        if folder.is_dir() and folder.name not in NOT_MOULDS
        for file in sorted(folder.glob("*.yml"))
    }
    kept = {name: found for name, found in files.items() if not any(mark in found[1] for mark in LEFT_OUT)}
    return tuple(Mould(name, area, text, tuple(_named(name, text, kept))) for name, (area, text) in kept.items())


def shuffled(of: Sequence[Mould], random: Random) -> Iterator[Mould]:
    """The moulds by chance, transcribed documents and listings spread evenly.

    Each stands after those that it needs, so that any first part of them can stand alone.
    """
    by_id = {mould.id: mould for mould in of}
    given: set[str] = set()
    for mould in _spread(*(random.sample(kind, len(kind)) for kind in _by_evidence(of))):
        for name in (*mould.needs, mould.id):
            if name not in given:
                given.add(name)
                yield by_id[name]


def whole_words(names: Sequence[str]) -> re.Pattern[str]:
    """Finds each of the names where it stands alone, the longest first."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?![\w-])")


def _by_evidence(of: Sequence[Mould]) -> tuple[list[Mould], list[Mould]]:
    documents = [mould for mould in of if DOCUMENT in mould.text]
    return documents, [mould for mould in of if mould not in documents]


def _spread(*kinds: Sequence[Mould]) -> list[Mould]:
    """Several lists as one, in which the members of each stand equally far apart."""
    placed = [((number + 0.5) / len(kind), mould) for kind in kinds for number, mould in enumerate(kind)]
    return [mould for _, mould in sorted(placed, key=lambda pair: pair[0])]


def _named(name: str, text: str, ids: dict[str, tuple[str, str]]) -> Iterator[str]:
    data = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    return (found for found in dict.fromkeys(whole_words(tuple(ids)).findall(data)) if found != name)
