"""The register as read: typed records that know where they stand, and the files that cannot be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from sharedcare.findings import Finding, Position
from sharedcare.register.canonical.form import Astray
from sharedcare.register.model.base import Record
from sharedcare.register.model.drug import Drug, Test
from sharedcare.register.model.ids import PublishedIds
from sharedcare.register.model.ledger import Ledger, LedgerRow
from sharedcare.register.model.places import Area, Committee, Organisation, Scheme
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.services import Service
from sharedcare.register.model.settings import Settings
from sharedcare.register.model.shelves import Ratchet
from sharedcare.register.model.sources import Source
from sharedcare.register.model.voices import Decision, Guidance, Report
from sharedcare.register.reading.places import Path, Value
from sharedcare.register.reading.positions import Positioned
from sharedcare.register.reading.remarks import Remark
from sharedcare.register.readings import Reading

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record with its file and its place in it."""

    record: R
    file: str
    """Path from the register's folder."""
    positioned: Positioned
    base: Path = ()
    """The path of the record inside its file."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The sources of its file."""

    @property
    def raw(self) -> Value:
        """The record as it is written, before it is read as a record."""
        value = self.positioned.data
        for step in self.base:
            value = value[step]  # type: ignore[index]
        return value

    def position(self, *path: str | int) -> Position:
        """Where the value at `path` stands, or else the nearest value around it."""
        return self.positioned.position((*self.base, *path))

    def key_position(self, *path: str | int) -> Position:
        """Where the key that names `path` stands, or else the value's own place."""
        return self.positioned.key_position((*self.base, *path))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A protocol's file that cannot be trusted: what is left of it is its name."""

    id: str
    area: str
    file: str
    title: str | None
    findings: tuple[Finding, ...]
    areas: tuple[str, ...] = ()
    """The areas that its text names, whether they use it or not."""


@dataclass(frozen=True, eq=False)
class Register:
    """Everything under the register's folder, as read. Each reading is its own: two are never equal."""

    protocols: Mapping[str, Entry[Protocol]]
    drugs: Mapping[str, Entry[Drug]]
    areas: Mapping[str, Entry[Area]]
    committees: Mapping[str, Entry[Committee]]
    organisations: Mapping[str, Entry[Organisation]]
    services: Mapping[str, Entry[Service]]
    tests: Mapping[str, Entry[Test]]
    reports: Mapping[str, Entry[Report]]
    schemes: Mapping[str, Entry[Scheme]]
    guidance: Mapping[str, Entry[Guidance]]
    decisions: Mapping[str, Entry[Decision]]
    ids: Mapping[str, Entry[PublishedIds]]
    """By area."""
    ratchet: Mapping[str, Entry[Ratchet]]
    unreadable: tuple[Unreadable, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What the reading itself found."""
    files: tuple[str, ...] = ()
    """Every file that was read."""
    remarks: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    """The comments of each file that hold long numbers."""
    ledgers: tuple[Entry[Ledger], ...] = ()
    """What changed in the protocols' files, a file a month; nothing where the register keeps no ledger."""
    settings: Settings = field(default_factory=Settings)
    own: Entry[Settings] | None = None
    """The settings as the register's file has them; nothing where there is none, or it cannot be read."""
    astray: Mapping[str, Astray] = field(default_factory=dict)
    """Where each file that is not in the canonical form first strays from it, whether or not it can be read."""
    readings: tuple[Reading, ...] = ()
    """What was read of each file without a fault: held, so that the same text is not read again meanwhile."""

    @cached_property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """The rows of the ledger, by day."""
        return tuple(row for entry in self.ledgers for row in entry.record.changes)

    def is_fictional(self, area: str) -> bool:
        """Whether an area, or one that it is a part of, is not a real place."""
        return any(self.areas[name].record.fictional for name in self.area_and_wider(area) if name in self.areas)

    def area_and_wider(self, area: str) -> tuple[str, ...]:
        """The area, the area that it is a part of, and so on. A circle is cut."""
        names: list[str] = []
        current: str | None = area
        while current is not None and current not in names:
            names.append(current)
            entry = self.areas.get(current)
            current = entry.record.part_of if entry else None
        return tuple(names)

    def test_key(self, name: str) -> str:
        """The same for every name of one test."""
        found = self.test_named(name)
        return found[0] if found else name.casefold()

    def test_named(self, name: str) -> tuple[str, Entry[Test]] | None:
        """The test that a row calls by its id or an alias, in capitals or not."""
        key = name if name in self.tests else self._tests_by_name.get(name.casefold())
        return (key, self.tests[key]) if key is not None else None

    @cached_property
    def _tests_by_name(self) -> Mapping[str, str]:
        """The id of each test by its id and aliases in small letters; the first to bear a name has it."""
        names: dict[str, str] = {}
        for key, entry in self.tests.items():
            for name in (key, *entry.record.aliases):
                names.setdefault(name.casefold(), key)
        return names
