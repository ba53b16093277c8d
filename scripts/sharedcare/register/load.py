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
from sharedcare.register.folder import REFERENCE, files_under, first_bytes, label, misplaced
from sharedcare.register.model.base import Record
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.protocol import Protocol
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
from sharedcare.register.naming import misfiled, own_folder, own_name, title_of
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


@dataclass
class _Loading:
    root: FilePath
    claims: list[Claim] = field(default_factory=list)
    drugs: dict[str, Entry[Drug]] = field(default_factory=dict)
    shelves: dict[str, dict[str, Entry[Record]]] = field(default_factory=lambda: {name: {} for name in SHELVES})
    findings: list[Finding] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    remarks: dict[str, tuple[Remark, ...]] = field(default_factory=dict)
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
        if (problem := misplaced(file, path, SHELVES)) is not None:
            self.findings.append(problem)
            return
        raw, findings = _bytes_of(path, file)
        positioned = None
        if raw is not None:
            positioned, findings = self._positioned(raw, file)
        if parts[0] != REFERENCE:
            self._protocol(path.stem, parts[0], file, positioned, findings)
        elif parts[1] == "drugs":
            self._drug(path.stem, file, positioned, findings)
        else:
            self._shelf(path.stem, file, positioned, findings)

    def _positioned(self, raw: bytes, file: str) -> tuple[Positioned | None, tuple[Finding, ...]]:
        """The values of a file's bytes; what is said beside them, and in which form, is noted."""
        positioned, troubles = parse(raw)
        if said := remarks(raw):
            self.remarks[file] = said
        if positioned is not None and not troubles and (astray := first_astray(kind_of(file), raw, positioned)):
            self.astray[file] = astray
        return positioned, tuple(trouble_finding(file, trouble) for trouble in troubles)

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

    def _protocol(
        self, name: str, folder: str, file: str, positioned: Positioned | None, findings: tuple[Finding, ...]
    ) -> None:
        record, findings = self._record(Protocol, Drug, file, positioned, findings)
        if record is not None and positioned is not None:
            findings = (
                *own_name(name, record.id, file, positioned),
                *own_folder(folder, record.area, file, positioned),
            )
        entry = None
        if record is not None and positioned is not None and not findings:
            entry = Entry(record, file, positioned, (), record.sources)
        place = positioned.position(("id",)) if positioned is not None else Position()
        self.claims.append(Claim(name, folder, file, entry, place, title_of(positioned), findings))

    def _drug(self, name: str, file: str, positioned: Positioned | None, findings: tuple[Finding, ...]) -> None:
        record, findings = self._record(Drug, Protocol, file, positioned, findings)
        if record is not None and positioned is not None:
            findings = tuple(own_name(name, record.id, file, positioned))
        self.findings.extend(findings)
        if record is not None and positioned is not None and not findings:
            self.drugs[name] = Entry(record, file, positioned, (), record.sources)

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
            astray=self.astray,
        )


def kind_of(file: str) -> type[Record]:
    """The kind of record that a file holds, by its path from the register's folder, where files are read."""
    parts = file.split("/")
    if parts[0] != REFERENCE:
        return Protocol
    return Drug if parts[1] == "drugs" else SHELVES[parts[1].removesuffix(".yml")]


def _bytes_of(path: FilePath, file: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    try:
        return first_bytes(path, MAX_BYTES + 1), ()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return None, (Finding(file, Position(), "SC001", Grade.UNREADABLE, message, ("Look at its permissions",)),)
