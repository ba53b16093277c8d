"""A folder of files -> the register: typed records that know where they stand, and findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar, cast

from sharedcare.findings import Finding, Grade, Position, at_most
from sharedcare.register.folder import REFERENCE, files_under, first_bytes, label, misplaced
from sharedcare.register.model.base import Record
from sharedcare.register.model.drug import Drug, Test
from sharedcare.register.model.places import Area, Committee, Organisation, Scheme
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.services import Service
from sharedcare.register.model.shelves import (
    Areas,
    Committees,
    Decisions,
    Guidances,
    Organisations,
    Ratchet,
    Ratchets,
    Reports,
    Schemes,
    Services,
    Shelf,
    Tests,
)
from sharedcare.register.model.sources import Source
from sharedcare.register.model.voices import Decision, Guidance, Report
from sharedcare.register.naming import own_folder, own_name, taken, title_of
from sharedcare.register.places import Path, Value
from sharedcare.register.positions import Positioned, parse
from sharedcare.register.shape import read_record, trouble_finding
from sharedcare.register.text import MAX_BYTES

R = TypeVar("R", bound=Record)
SHELVES: Mapping[str, type[Shelf]] = {
    "areas": Areas,
    "committees": Committees,
    "organisations": Organisations,
    "services": Services,
    "tests": Tests,
    "reports": Reports,
    "schemes": Schemes,
    "guidance": Guidances,
    "decisions": Decisions,
    "ratchet": Ratchets,
}


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
    ratchet: Mapping[str, Entry[Ratchet]]
    unreadable: tuple[Unreadable, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What the reading itself found."""
    files: tuple[str, ...] = ()
    """Every file that was read."""

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

    def test_named(self, name: str) -> tuple[str, Entry[Test]] | None:
        """The test that a row calls by its id or an alias, in capitals or not."""
        if name in self.tests:
            return name, self.tests[name]
        wanted = name.casefold()
        for key, entry in self.tests.items():
            if wanted in (key.casefold(), *(alias.casefold() for alias in entry.record.aliases)):
                return key, entry
        return None


def load(root: FilePath) -> Register:
    """Read every file under `root`.

    A file that cannot be read never stops the others. Raises NotADirectoryError where `root` is no folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(str(root))
    shelf = _Loading(root)
    for file in files_under(root, shelf.refuse):
        shelf.read(file)
    return shelf.register()


@dataclass
class _Loading:
    root: FilePath
    protocols: dict[str, Entry[Protocol]] = field(default_factory=dict)
    drugs: dict[str, Entry[Drug]] = field(default_factory=dict)
    shelves: dict[str, dict[str, Entry[Record]]] = field(default_factory=lambda: {name: {} for name in SHELVES})
    unreadable: list[Unreadable] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def refuse(self, path: FilePath, why: str, help_line: str) -> None:
        """Report something under the register's folder that is not read."""
        file, message = label(path.relative_to(self.root)), f"nothing is read here: {why}"
        self.findings.append(Finding(file, Position(), "SC105", Grade.UNREADABLE, message, (help_line,)))

    def read(self, path: FilePath) -> None:
        file = label(path.relative_to(self.root))
        parts = file.split("/")
        self.files.append(file)
        if (problem := misplaced(file, path, SHELVES)) is not None:
            self.findings.append(problem)
            return
        positioned, findings = _read_positioned(path, file)
        if parts[0] != REFERENCE:
            self._protocol(path.stem, parts[0], file, positioned, findings)
        elif parts[1] == "drugs":
            self._drug(path.stem, file, positioned, findings)
        else:
            self._shelf(path.stem, file, positioned, findings)

    def _protocol(
        self, name: str, folder: str, file: str, positioned: Positioned | None, findings: tuple[Finding, ...]
    ) -> None:
        record = None
        if positioned is not None and not findings:
            record, findings = read_record(Protocol, positioned, file)
        if record is not None and positioned is not None:
            findings = (
                *own_name(name, record.id, file, positioned),
                *own_folder(folder, record.area, file, positioned),
            )
            if not findings and name in self.protocols:
                findings = (taken(name, file, self.protocols[name].file, positioned.position(("id",))),)
        if record is None or positioned is None or findings:
            self.unreadable.append(Unreadable(name, folder, file, title_of(positioned), findings))
            return
        self.protocols[name] = Entry(record, file, positioned, (), record.sources)

    def _drug(self, name: str, file: str, positioned: Positioned | None, findings: tuple[Finding, ...]) -> None:
        record = None
        if positioned is not None and not findings:
            record, findings = read_record(Drug, positioned, file)
            if record is not None:
                findings = tuple(own_name(name, record.id, file, positioned))
        self.findings.extend(findings)
        if record is not None and positioned is not None and not findings:
            self.drugs[name] = Entry(record, file, positioned, (), record.sources)

    def _shelf(self, name: str, file: str, positioned: Positioned | None, findings: tuple[Finding, ...]) -> None:
        shelf = None
        if positioned is not None and not findings:
            shelf, findings = read_record(SHELVES[name], positioned, file)
        if shelf is not None and name not in shelf.model_fields_set:
            message, help_line = f"the file has no `{name}`", f"Begin a line with `{name}:`, with the records below it"
            findings = (Finding(file, Position(), "SC103", Grade.UNREADABLE, message, (help_line,)),)
        self.findings.extend(findings)
        if shelf is None or positioned is None:
            return
        records: Mapping[str, Record] = getattr(shelf, name)
        for key, record in records.items():
            self.shelves[name][key] = Entry(record, file, positioned, (name, key), shelf.sources)

    def _told_apart(self) -> Iterator[Unreadable]:
        """The unreadable files, none of them under the name of another protocol: nobody may take over its page."""
        holders = {name: entry.file for name, entry in self.protocols.items()}
        for broken in self.unreadable:
            first = holders.setdefault(broken.id, broken.file)
            if first == broken.file:
                yield broken
                continue
            clash = (
                ()
                if any(found.code == "SC104" for found in broken.findings)
                else (taken(broken.id, broken.file, first, Position()),)
            )
            yield replace(broken, id=f"{broken.area}/{broken.id}", findings=(*clash, *broken.findings))

    def register(self) -> Register:
        unreadable = tuple(self._told_apart())
        findings = (*self.findings, *(finding for broken in unreadable for finding in broken.findings))
        return Register(
            protocols=self.protocols,
            drugs=self.drugs,
            **cast("dict[str, Any]", self.shelves),
            unreadable=unreadable,
            findings=tuple(sorted(at_most(findings), key=Finding.sort_key)),
            files=tuple(self.files),
        )


def _read_positioned(path: FilePath, file: str) -> tuple[Positioned | None, tuple[Finding, ...]]:
    try:
        raw = first_bytes(path, MAX_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return None, (Finding(file, Position(), "SC001", Grade.UNREADABLE, message, ("Look at its permissions",)),)
    positioned, troubles = parse(raw)
    return positioned, tuple(trouble_finding(file, trouble) for trouble in troubles)
