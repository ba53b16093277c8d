"""A folder of files -> the register: typed records that know where they stand, and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, TypeVar, cast

from sharedcare.findings import MOST_IN_ALL, Finding, Grade, Position, at_most
from sharedcare.register.canonical.form import Astray, first_astray
from sharedcare.register.claims import Claim, settled
from sharedcare.register.entries import Entry as Entry
from sharedcare.register.entries import Register as Register
from sharedcare.register.entries import Unreadable as Unreadable
from sharedcare.register.folder import LEDGER, REFERENCE, files_under, first_bytes, label, misplaced
from sharedcare.register.model.base import Record
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.ledger import Ledger
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.settings import EARLIEST, Settings
from sharedcare.register.model.shelves import (
    Areas,
    Committees,
    Decisions,
    Guidances,
    Ids,
    Organisations,
    Ratchets,
    Reports,
    Schemes,
    Services,
    Shelf,
    Tests,
)
from sharedcare.register.naming import areas_named, misfiled, own_folder, own_name, title_of
from sharedcare.register.reading.positions import Positioned, parse
from sharedcare.register.reading.remarks import Remark, remarks
from sharedcare.register.reading.text import MAX_BYTES
from sharedcare.register.shape import read_record, trouble_finding

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
    "ids": Ids,
    "ratchet": Ratchets,
}

SETTINGS = "register"
"""The name of the file of settings, beside the shelves."""
SETTINGS_FILE = f"{REFERENCE}/{SETTINGS}.yml"
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


@dataclass(frozen=True, slots=True)
class _Text:
    """What a file's text holds."""

    findings: tuple[Finding, ...]
    positioned: Positioned | None = None
    remarks: tuple[Remark, ...] = ()
    areas: tuple[str, ...] = ()
    """The areas that it names."""
    astray: Astray | None = None


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
        text = _read_text(path, file)
        if text.remarks:
            self.remarks[file] = text.remarks
        if text.astray:
            self.astray[file] = text.astray
        if parts[0] != REFERENCE:
            self._protocol(path.stem, parts[0], file, text)
        elif parts[1] == "drugs":
            self._drug(path.stem, file, text.positioned, text.findings)
        elif parts[1] == LEDGER:
            self._ledger(file, text.positioned, text.findings)
        elif file == SETTINGS_FILE:
            self._settings(file, text.positioned, text.findings)
        else:
            self._shelf(path.stem, file, text.positioned, text.findings)

    def _record(
        self, kind: type[R], other: type[Record], file: str, positioned: Positioned | None, found: tuple[Finding, ...]
    ) -> tuple[R | None, tuple[Finding, ...]]:
        """The record of a file, or why there is none; of a file of another kind, that alone."""
        record = None
        if positioned is not None and not found:
            record, found = read_record(kind, positioned, file)
            if found and (elsewhere := misfiled(kind, other, positioned, file)) is not None:
                found = (elsewhere,)
        self.said += len(found)
        return record, found if self.said <= _MOST_SAID else tuple(at_most(found, most=1))

    def _settings(self, file: str, positioned: Positioned | None, findings: tuple[Finding, ...]) -> None:
        settings, findings = self._record(Settings, Protocol, file, positioned, findings)
        self.settings = settings or Settings(notice=EARLIEST)
        self.own = Entry(settings, file, positioned) if settings and positioned else None
        self.findings.extend(findings)

    def _protocol(self, name: str, folder: str, file: str, text: _Text) -> None:
        positioned = text.positioned
        record, findings = self._record(Protocol, Drug, file, positioned, text.findings)
        if record is not None and positioned is not None:
            findings = (
                *own_name(name, record.id, file, positioned),
                *own_folder(folder, record.area, file, positioned),
            )
        entry = None
        if record is not None and positioned is not None and not findings:
            entry = Entry(record, file, positioned, (), record.sources)
        place = positioned.position(("id",)) if positioned is not None else Position()
        self.claims.append(Claim(name, folder, file, entry, place, title_of(positioned), text.areas, findings))

    def _drug(self, name: str, file: str, positioned: Positioned | None, findings: tuple[Finding, ...]) -> None:
        record, findings = self._record(Drug, Protocol, file, positioned, findings)
        if record is not None and positioned is not None:
            findings = tuple(own_name(name, record.id, file, positioned))
        self.findings.extend(findings)
        if record is not None and positioned is not None and not findings:
            self.drugs[name] = Entry(record, file, positioned, (), record.sources)

    def _ledger(self, file: str, positioned: Positioned | None, findings: tuple[Finding, ...]) -> None:
        ledger, findings = self._record(Ledger, Protocol, file, positioned, findings)
        self.findings.extend(findings)
        if ledger is not None and positioned is not None:
            self.ledgers.append(Entry(ledger, file, positioned))

    def _shelf(self, name: str, file: str, positioned: Positioned | None, findings: tuple[Finding, ...]) -> None:
        shelf, findings = self._record(SHELVES[name], Protocol, file, positioned, findings)
        if shelf is not None and name not in shelf.model_fields_set:
            message, help_line = f"the file has no `{name}`", f"Begin a line with `{name}:`, with the records below it"
            findings = (Finding(file, Position(), "SC103", Grade.UNREADABLE, message, (help_line,)),)
        self.findings.extend(findings)
        if shelf is None or positioned is None:
            return
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
        )


def kind_of(file: str) -> type[Record]:
    """The kind of record that a file holds, by its path from the register's folder, where files are read."""
    parts = file.split("/")
    if parts[0] != REFERENCE:
        return Protocol
    if file == SETTINGS_FILE:
        return Settings
    if parts[1] == LEDGER:
        return Ledger
    return Drug if parts[1] == "drugs" else SHELVES[parts[1].removesuffix(".yml")]


def _read_text(path: FilePath, file: str) -> _Text:
    try:
        raw = first_bytes(path, MAX_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return _Text((Finding(file, Position(), "SC001", Grade.UNREADABLE, message, ("Look at its permissions",)),))
    positioned, troubles = parse(raw)
    findings = tuple(trouble_finding(file, trouble) for trouble in troubles)
    kind = kind_of(file)
    astray = None
    # The ledger is a program's, with a line a row, so that two branches of it can be joined.
    if positioned is not None and not troubles and kind is not Ledger:
        astray = first_astray(kind, raw, positioned)
    return _Text(findings, positioned, remarks(raw), areas_named(raw), astray)
