"""Names that must lead to one thing, spelt alike everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.base import Record, Unknown
from sharedcare.register.model.care import CommissionedService
from sharedcare.register.model.protocol import AdoptedIn, Protocol
from sharedcare.register.model.services import Coverage
from sharedcare.register.reading.places import Path
from sharedcare.register.shape import did_you_mean, nearest
from sharedcare.register.walk import Block, blocks, blocks_of, texts
from sharedcare.rules.examples import DRUG, METHOTREXATE, SERVICES
from sharedcare.rules.frame import Example, Rule, rule


@rule(
    "SC306",
    Grade.INCOMPLETE,
    "A name leads to one drug, or to one test",
    "Whoever looks a brand or a misspelling up must not be led to another drug; and results filed under an "
    "abbreviation that two tests share are read as the wrong one.",
    Example(DRUG, good="spellings: [MTX, methotrexat]\n", bad="spellings: [MTX, lithium]\n"),
)
def name_leads_to_one(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No two drugs share a name, brand or spelling; no two tests share an id, abbreviation or alias."""
    for shelf in (register.drugs, register.tests):
        owners: dict[str, str] = {}
        for owner, entry, path, name in _names(shelf):
            first = owners.setdefault(name.casefold(), owner)
            if first != owner:
                message = f"`{name}` leads to `{first}` too"
                help_line = "Keep it where it belongs; if it means both, remove it from both"
                yield this.finding(entry.file, entry.position(*path), message, help_line)


def _names(shelf: Mapping[str, Entry[Any]]) -> Iterator[tuple[str, Entry[Any], Path, str]]:
    """Every name of every record with its place; ids and proper names of all records come before other names."""
    for key, entry in shelf.items():
        yield key, entry, (), key
    for fields in (("name",), ("abbreviation", "aliases", "spellings")):
        for key, entry in shelf.items():
            for field in fields:
                if field in type(entry.record).model_fields:
                    yield from ((key, entry, path, name) for path, name in texts(entry.record, field))
    for key, entry in shelf.items():
        for number, row in enumerate(getattr(entry.record, "brands", ())):
            yield from ((key, entry, ("brands", number, *path), name) for path, name in texts(row, "names"))


@rule(
    "SC307",
    Grade.NOTABLE,
    "An indication that a service pays for is one of a protocol that names the service",
    "A misspelt indication pays for nothing: the protocol's page then says that nobody pays, though somebody does.",
    Example(
        SERVICES,
        good="      - {drugs: all, indications: all, ages: all, areas: [exampleshire]}\n",
        bad="      - {drugs: all, indications: [ra, psa, raa], ages: all, areas: [exampleshire]}\n",
    ),
)
def paid_indication_exists(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Where protocols name a service, each indication in its `covers` is one of theirs."""
    asked = _indications_by_service(register)
    for key, entry in register.services.items():
        if not (names := asked.get(key)):
            continue
        for block in blocks_of(entry, Coverage):
            for path, name in texts(block.record, "indications"):
                if name not in names:
                    message = f"no protocol that names this service has an indication `{name}`"
                    help_lines = did_you_mean(name, sorted(names))
                    yield this.finding(block.file, block.position(*path), message, *help_lines)


def _indications_by_service(register: Register) -> Mapping[str, set[str]]:
    """The ids of indications of all protocols that name a service, where all of them are known."""
    found: dict[str, set[str]] = defaultdict(set)
    unknown: set[str] = set()
    for entry in register.protocols.values():
        rows = entry.record.indications
        for service in services_named(entry):
            if isinstance(rows, Unknown):
                unknown.add(service)
            else:
                found[service].update(row.id for row in rows if row.id)
    return {service: names for service, names in found.items() if service not in unknown}


def services_named(entry: Entry[Protocol]) -> Iterator[str]:
    """The services that a protocol names, for its own area or for another."""
    for block in blocks_of(entry, Record):
        if isinstance(block.record, CommissionedService | AdoptedIn):
            yield from block.record.services or ()


@rule(
    "SC308",
    Grade.NOTABLE,
    "A specialty is spelt as in other files",
    "Monitoring is shown by specialty. Nobody who looks for one specialty finds the rows of a misspelt one.",
    Example(
        METHOTREXATE,
        good="specialties: [rheumatology]\n",
        bad="specialties: [reumatology]\n",
    ),
)
def specialty_is_known(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No specialty that stands in one file only is a slip of a letter away from one of another file."""
    places: dict[str, list[tuple[Block[Record], Path]]] = defaultdict(list)
    for block in blocks(register, Record):
        if "specialties" in type(block.record).model_fields:
            for path, name in texts(block.record, "specialties"):
                places[name].append((block, path))
    alike = _alike(places)
    for name, found in places.items():
        files = {block.file for block, _ in found}
        others = [other for other in alike(name) if {block.file for block, _ in places[other]} - files]
        meant = nearest(name, others, like=NEARLY) if len(files) == 1 else None
        if meant is not None:
            for block, path in found:
                message = f"`{name}` stands in no other file, and is nearly `{meant}`"
                yield this.finding(block.file, block.position(*path), message, f"Did you mean `{meant}`?")


NEARLY = 0.9
"""The likeness of two words from which one may be the other misspelt; urology and neurology are less alike."""
LONGEST_NAME = 60


def _alike(names: Iterable[str]) -> Callable[[str], list[str]]:
    """Finds the other names that a slip of a letter leads to: one more, one less, another, or two that changed places.

    Two such names are the same once a letter is left out of each. So each is compared with few, however many there are.
    """
    by_rest: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for rest in _without_a_letter(name):
            by_rest[rest].append(name)

    def alike(name: str) -> list[str]:
        found = dict.fromkeys(other for rest in _without_a_letter(name) for other in by_rest[rest])
        return [other for other in found if other != name]

    return alike


def _without_a_letter(name: str) -> set[str]:
    if len(name) > LONGEST_NAME:
        return set()
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


RULES = (name_leads_to_one, paid_indication_exists, specialty_is_known)
