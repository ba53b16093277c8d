"""A large register poured from the shipped one: as many protocols as wanted, in invented areas of their own.

The areas do not say `fictional: true`: their pages would be folded away as examples and their lapses left out of the
findings, and every figure would flatter. The same count always gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from math import ceil
from pathlib import Path
from random import Random

from sharedcare.register.folder import LEDGER
from tests.bench.moulds import EXAMPLE, Mould, moulds, shuffled, whole_words

DAY = "2026-11-21"
"""The day to judge a grown register on: the dates of its moulds were chosen for it."""
AN_AREA = 24
"""How many protocols an area has, until there are MOST_AREAS; from then on each has more."""
MOST_AREAS = 42
"""As many as England has integrated care boards."""
EARLIER = (0, 0, 0, 2, 5, 9, 14)
"""How many months the dates of a file lie before its mould's. Never after: nothing may be checked ahead of today."""
OF_FILES = {"ids", "ratchet"}
"""What is shared and yet names shipped files, which are not here."""
_FIRST = ("Ash", "Bram", "Cor", "Dun", "Elm", "Fen", "Gar", "Hol", "Kes", "Lan", "Mar", "Oak", "Pen", "Wen")
_LAST = ("mereshire", "thorpeshire", "wickshire")
_DATE = re.compile(r"(?<![\w-])(20\d\d)-(0[1-9]|1[0-2])(?:-(\d\d))?(?![\w-])")
_BLOCK = re.compile(rf"^  ({EXAMPLE}[\w-]*):\n(?:    .*\n)+", re.MULTILINE)
"""A record of the example area in a file that protocols share."""
_INDICATION = re.compile(r"^(  - \{id: )([\w-]+)(, name: \"?)(?=.*\blicensed: )", re.MULTILINE)
_OF_INDICATIONS = re.compile(r"\bindications: \[.*?\]")
_ADOPTED = re.compile(r"^adopted_in:\n  - area: .*\n((?:    .*\n)*)(?:  .*\n)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """An invented area."""

    name: str

    @property
    def id(self) -> str:
        """What files call it."""
        return self.name.lower()


def grow(shipped: Path, to: Path, protocols: int, seed: int = 1) -> None:
    """Write a register of so many protocols under `to`, poured from the one under `shipped`."""
    random = Random(seed)
    places = places_for(protocols)
    for file in sorted((shipped / "reference").rglob("*.yml")):
        if file.stem in OF_FILES or file.parent.name == LEDGER:
            continue
        _write(to / file.relative_to(shipped), shared(file.read_text(encoding="utf-8"), places, random))
    cast, listed = moulds(shipped), dict[str, list[str]]()
    for number, place in enumerate(places):
        share = protocols // len(places) + (number < protocols % len(places))
        for mould, again in islice(rounds(cast, random), share):
            text, name = pour(mould, cast, place, again), called(mould.id, place, again)
            _write(to / place.id / f"{name}.yml", dated(text, random.choice(EARLIER)))
            listed.setdefault(place.id, []).append(name)
    _write(to / "reference" / "ids.yml", list_of_ids(listed))


def list_of_ids(published: Mapping[str, Sequence[str]]) -> str:
    """The list of ids, of which none was ever retired, by area."""
    lines = (
        line for area, names in published.items() for line in (f"  {area}:", "    published:", *map(_listed, names))
    )
    return "\n".join(["ids:", *lines, ""])


def _listed(name: str) -> str:
    return f"      - {name}"


def places_for(protocols: int) -> tuple[Place, ...]:
    """The areas of a register of so many protocols."""
    names = [first + last for last in _LAST for first in _FIRST]
    return tuple(map(Place, names[: min(MOST_AREAS, ceil(protocols / AN_AREA))]))


def shared(text: str, places: Sequence[Place], random: Random) -> str:
    """A file that protocols share, in which each record of the example area stands once more for each place."""

    def poured(found: re.Match[str]) -> str:
        block = re.sub(r"^    (?:fictional: true|note: Invented.*)\n", "", found[0], flags=re.MULTILINE)
        return found[0] + "".join(dated(_example_moved(block, place), random.choice(EARLIER)) for place in places)

    # The reports name protocols of real areas, which are not here.
    return _BLOCK.sub(poured, re.sub(r"^    protocols: .*\n", "", text, flags=re.MULTILINE))


def pour(mould: Mould, cast: Sequence[Mould], place: Place, again: str = "") -> str:
    """The text of a protocol of the place.

    `again` tells the second of a mould in one place from the first; they are for different patients.
    """
    names = whole_words([other.id for other in cast])
    text = names.sub(lambda found: called(found[0], place, again), mould.text)
    text = re.sub(r"(https?://)[^/\s\"]+", rf"\g<1>{place.id}{again}.example.org", text)
    if again:
        text = _for_others(text, again)
    return _example_moved(text, place) if mould.area == EXAMPLE else _listing_moved(text, mould.area, place)


def _for_others(text: str, again: str) -> str:
    """The text for patients of another group: no other protocol is for the same."""
    ids = whole_words([found[2] for found in _INDICATION.finditer(text)])
    text = _OF_INDICATIONS.sub(lambda found: ids.sub(rf"\g<0>{again}", found[0]), text)
    return _INDICATION.sub(rf"\g<1>\g<2>{again}\g<3>Group {again.removeprefix('-')} of ", text)


def rounds(cast: Sequence[Mould], random: Random) -> Iterator[tuple[Mould, str]]:
    """The moulds by chance, again and again, with what tells each round from the first."""
    for number in count(1):
        yield from ((mould, f"-{number}" if number > 1 else "") for mould in shuffled(cast, random))


def called(mould: str, place: Place, again: str) -> str:
    """The id of the protocol that a mould gives in a place."""
    return f"{place.id}-{mould.removeprefix(f'{EXAMPLE}-')}{again}"


def dated(text: str, earlier: int) -> str:
    """The text with every date so many months earlier."""

    def moved(found: re.Match[str]) -> str:
        months = int(found[1]) * 12 + int(found[2]) - 1 - earlier
        month = f"{months // 12}-{months % 12 + 1:02d}"
        return f"{month}-{min(int(found[3]), 28):02d}" if found[3] else month

    return _DATE.sub(moved, text) if earlier else text


def _example_moved(text: str, place: Place) -> str:
    return text.replace(EXAMPLE, place.id).replace(EXAMPLE.title(), place.name)


def _listing_moved(text: str, area: str, place: Place) -> str:
    """A text of another area, with the place's own committee, service and part."""
    text = re.sub(r"^area: .*", f"area: {place.id}", text, flags=re.MULTILINE)
    text = _ADOPTED.sub(rf"adopted_in:\n  - area: {place.id}-north\n\1", text)
    text = re.sub(r"(\bcommittee: )(?!unknown)[\w-]+", rf"\g<1>{place.id}-apc", text)
    text = re.sub(r"^(  services: ).*", rf"\g<1>[{place.id}-shared-care-les]", text, flags=re.MULTILINE)
    return text.replace(area.title(), place.name)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
