"""One file -> what its text holds. The same text is read once for as long as a register that holds it is in use."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path as FilePath
from weakref import WeakValueDictionary

from sharedcare.findings import Finding, Grade, Position
from sharedcare.register.canonical.form import Astray, first_astray
from sharedcare.register.folder import first_bytes
from sharedcare.register.kinds import kind_of
from sharedcare.register.model.base import Record
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.ledger import Ledger
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.naming import areas_named, misfiled
from sharedcare.register.reading.positions import Positioned, parse
from sharedcare.register.reading.remarks import Remark, remarks
from sharedcare.register.reading.text import MAX_BYTES
from sharedcare.register.shape import read_record, trouble_finding


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Reading:
    """What a file's text holds: a record that never changes, or what is wrong with it."""

    file: str
    """Path from the register's folder."""
    findings: tuple[Finding, ...] = ()
    record: Record | None = None
    positioned: Positioned | None = None
    remarks: tuple[Remark, ...] = ()
    areas: tuple[str, ...] = ()
    """The areas that it names."""
    astray: Astray | None = None
    """Where it first strays from the canonical form, whether or not its values can be read."""


# Two registers of one branch differ by a file or two: comparing them would read every other file twice.
_IN_USE: WeakValueDictionary[tuple[str, bytes], Reading] = WeakValueDictionary()


def reading_of(path: FilePath, file: str) -> Reading:
    """What the file at `path` holds, which the register calls `file`; a finding where it cannot be read."""
    try:
        raw = first_bytes(path, MAX_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        finding = Finding(file, Position(), "SC001", Grade.UNREADABLE, message, ("Look at its permissions",))
        return Reading(file, (finding,))
    key = (file, sha256(raw).digest())
    if (found := _IN_USE.get(key)) is None:
        found = _IN_USE[key] = _read(raw, file)
    return found


def _read(raw: bytes, file: str) -> Reading:
    positioned, troubles = parse(raw)
    findings = tuple(trouble_finding(file, trouble) for trouble in troubles)
    kind, record, astray = kind_of(file), None, None
    if positioned is not None and not findings:
        record, findings = read_record(kind, positioned, file)
        if findings and (elsewhere := misfiled(kind, Drug if kind is Protocol else Protocol, positioned, file)):
            findings = (elsewhere,)
        # The ledger is a program's, with a line a row, so that two branches of it can be joined.
        astray = first_astray(kind, raw, positioned) if kind is not Ledger else None
    return Reading(file, findings, record, positioned, remarks(raw), areas_named(raw), astray)
