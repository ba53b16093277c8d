"""A folder of files -> the register: typed records that know where they stand, and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, TypeVar, cast

from sharedcare.findings import MOST_IN_ALL, Finding, Grade, Position, at_most
from sharedcare.register.canonical.form import Astray
from sharedcare.register.claims import Claim, settled
from sharedcare.register.entries import Entry as Entry
from sharedcare.register.entries import Register as Register
from sharedcare.register.entries import Unreadable as Unreadable
from sharedcare.register.folder import LEDGER, REFERENCE, files_under, label, misplaced
from sharedcare.register.kinds import SETTINGS, SETTINGS_FILE, SHELVES
from sharedcare.register.model.base import Record
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.ledger import Ledger
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.settings import EARLIEST, Settings
from sharedcare.register.model.shelves import Shelf
from sharedcare.register.naming import own_folder, own_name, title_of
from sharedcare.register.reading.remarks import Remark
from sharedcare.register.readings import Reading, reading_of

R = TypeVar("R", bound=Record)
_MOST_SAID = 10 * MOST_IN_ALL
"""The most findings that are kept until all files are read: of each file behind, the first and how many there are."""


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


def settings_of(root: FilePath) -> Settings:
    """The settings of the register under `root`; those of a register that says nothing, where it has no such file."""
    path = root / SETTINGS_FILE
    loading = _Loading(root)
    if path.is_file():
        loading.read(path)
    return loading.settings


@dataclass
class _Loading:
    root: FilePath
    claims: list[Claim] = field(default_factory=list)
    drugs: dict[str, Entry[Drug]] = field(default_factory=dict)
    shelves: dict[str, dict[str, Entry[Record]]] = field(default_factory=lambda: {name: {} for name in SHELVES})
    findings: list[Finding] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    remarks: dict[str, tuple[Remark, ...]] = field(default_factory=dict)
    ledgers: list[Entry[Ledger]] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    own: Entry[Settings] | None = None
    astray: dict[str, Astray] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    said: int = 0
    """How many findings the files have so far."""

    def refuse(self, path: FilePath, why: str, help_line: str) -> None:
        """Report something under the register's folder that is not read."""
        file, message = label(path.relative_to(self.root)), f"nothing is read here: {why}"
        self.findings.append(Finding(file, Position(), "SC105", Grade.UNREADABLE, message, (help_line,)))

    def read(self, path: FilePath) -> None:
        file = label(path.relative_to(self.root))
        parts = file.split("/")
        self.files.append(file)
        if (problem := misplaced(file, path, (*SHELVES, SETTINGS))) is not None:
            self.findings.append(problem)
            return
        reading = reading_of(path, file)
        if not reading.findings:
            self.readings.append(reading)
        if reading.remarks:
            self.remarks[file] = reading.remarks
        if reading.astray:
            self.astray[file] = reading.astray
        if parts[0] != REFERENCE:
            self._protocol(path.stem, parts[0], file, reading)
        elif parts[1] == "drugs":
            self._drug(path.stem, file, reading)
        elif parts[1] == LEDGER:
            self._ledger(file, reading)
        elif file == SETTINGS_FILE:
            self._settings(file, reading)
        else:
            self._shelf(path.stem, file, reading)

    def _said(self, reading: Reading) -> tuple[Finding, ...]:
        """What is wrong with a file; of one behind very many findings, the first and how many there are."""
        self.said += len(reading.findings)
        return reading.findings if self.said <= _MOST_SAID else tuple(at_most(reading.findings, most=1))

    def _settings(self, file: str, reading: Reading) -> None:
        self.findings.extend(self._said(reading))
        self.own = _entry_of(Settings, file, reading)
        self.settings = self.own.record if self.own is not None else Settings(notice=EARLIEST)

    def _protocol(self, name: str, folder: str, file: str, reading: Reading) -> None:
        positioned, findings = reading.positioned, self._said(reading)
        entry = _entry_of(Protocol, file, reading)
        if entry is not None:
            findings = (
                *own_name(name, entry.record.id, file, entry.positioned),
                *own_folder(folder, entry.record.area, file, entry.positioned),
            )
        place = positioned.position(("id",)) if positioned is not None else Position()
        kept = entry if not findings else None
        self.claims.append(Claim(name, folder, file, kept, place, title_of(positioned), reading.areas, findings))

    def _drug(self, name: str, file: str, reading: Reading) -> None:
        findings, entry = self._said(reading), _entry_of(Drug, file, reading)
        if entry is not None:
            findings = tuple(own_name(name, entry.record.id, file, entry.positioned))
        self.findings.extend(findings)
        if entry is not None and not findings:
            self.drugs[name] = entry

    def _ledger(self, file: str, reading: Reading) -> None:
        self.findings.extend(self._said(reading))
        if (entry := _entry_of(Ledger, file, reading)) is not None:
            self.ledgers.append(entry)

    def _shelf(self, name: str, file: str, reading: Reading) -> None:
        findings, shelf, positioned = self._said(reading), reading.record, reading.positioned
        if not isinstance(shelf, Shelf) or positioned is None:
            self.findings.extend(findings)
        elif name not in shelf.model_fields_set:
            message, help_line = f"the file has no `{name}`", f"Begin a line with `{name}:`, with the records below it"
            self.findings.append(Finding(file, Position(), "SC103", Grade.UNREADABLE, message, (help_line,)))
        else:
            records: Mapping[str, Record] = getattr(shelf, name)
            for key, record in records.items():
                self.shelves[name][key] = Entry(record, file, positioned, (name, key), shelf.sources)

    def register(self) -> Register:
        protocols, unreadable, clashes = settled(self.claims)
        found = (*self.findings, *clashes, *(finding for broken in unreadable for finding in broken.findings))
        return Register(
            protocols=protocols,
            drugs=self.drugs,
            **cast("dict[str, Any]", self.shelves),
            unreadable=unreadable,
            findings=tuple(sorted(at_most(found), key=Finding.sort_key)),
            files=tuple(self.files),
            remarks=self.remarks,
            ledgers=tuple(self.ledgers),
            settings=self.settings,
            own=self.own,
            astray=self.astray,
            readings=tuple(self.readings),
        )


def _entry_of(kind: type[R], file: str, reading: Reading) -> Entry[R] | None:
    record, positioned = reading.record, reading.positioned
    if not isinstance(record, kind) or positioned is None:
        return None
    return Entry(record, file, positioned, (), getattr(record, "sources", {}))
