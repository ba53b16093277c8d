"""Two readings of the whole register -> every record that came, went or changed, and every file that broke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sharedcare.changes.change import Change, Kind
from sharedcare.changes.protocols import changes_of, names_in, record_changes
from sharedcare.changes.same import signs_in
from sharedcare.changes.whole import all_of
from sharedcare.compare.facts import Names
from sharedcare.findings import Finding, Grade
from sharedcare.register.entries import Entry, Register
from sharedcare.register.folder import REFERENCE
from sharedcare.register.kinds import SHELVES
from sharedcare.register.model.base import Record
from sharedcare.register.model.protocol import Protocol

PROTOCOLS, DRUGS, SOURCES, SETTINGS = "protocols", "drugs", "sources", "settings"


class Fate(StrEnum):
    """What became of a record. The worst comes first."""

    UNREADABLE = "unreadable"
    """Its file could be read, and cannot any more."""
    BROKEN = "broken"
    """Its file is new, and cannot be read."""
    STILL_UNREADABLE = "still-unreadable"
    """Its file could not be read before, nor now: nobody can tell what changed in it."""
    REMOVED = "removed"
    RENAMED = "renamed"
    READABLE = "readable"
    """Its file could not be read, and can again."""
    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """A record of which there is something to tell."""

    shelf: str
    """`protocols`, `drugs`, a shelf of reference, `sources` for those of a shared file, or `settings`."""
    id: str
    """What it is called now; of what is gone, what it was called. Of a whole file that broke, the file's name."""
    file: str
    fate: Fate
    before: Entry[Any] | None = None
    after: Entry[Any] | None = None
    changes: tuple[Change, ...] = ()
    finding: Finding | None = None
    """Why a file cannot be read."""
    was: str | None = None
    """The id that it had, where it was renamed."""
    title: str | None = field(default=None)
    """What is left of the title of a file that cannot be read."""


def changed(before: Register, after: Register) -> tuple[Changed, ...]:
    """All that changed between two readings of the register: broken files, then protocols, then what they share."""
    broken = (*_broken_protocols(before, after), *_broken_files(before, after))
    # What a shared file says that can be read again is told record by record, as if it were new.
    apart = frozenset(one.file for one in broken if one.fate is not Fate.READABLE or one.after is not None)
    found = [one for one in (*_protocols(before, after), *_shared(before, after)) if one.file not in apart]
    return (*sorted(broken, key=lambda one: list(Fate).index(one.fate)), *found)


def _broken_protocols(before: Register, after: Register) -> Iterator[Changed]:
    """Protocols that cannot be read now, or could not before."""
    bad = {one.file: one for one in before.unreadable}, {one.file: one for one in after.unreadable}
    good = {entry.file: entry for entry in before.protocols.values()}
    for file, one in bad[1].items():
        fate = Fate.STILL_UNREADABLE if file in bad[0] else Fate.UNREADABLE if file in good else Fate.BROKEN
        finding = next(iter(one.findings), None)
        yield Changed(PROTOCOLS, one.id, file, fate, good.get(file), finding=finding, title=one.title)
    now = {entry.file: (name, entry) for name, entry in after.protocols.items()}
    for file in bad[0]:
        if file in now:
            name, entry = now[file]
            changes = all_of(entry.record, Kind.NEW, names_in(entry.record, after.test_key))
            yield Changed(PROTOCOLS, name, file, Fate.READABLE, after=entry, changes=changes)
        elif file not in bad[1]:
            yield Changed(PROTOCOLS, bad[0][file].id, file, Fate.REMOVED, title=bad[0][file].title)


def _broken_files(before: Register, after: Register) -> Iterator[Changed]:
    """Files of reference, and files in no place of theirs, of which nothing can be read now or could be before."""
    bad = _refused(before), _refused(after)
    for file in sorted(bad[0].keys() | bad[1].keys()):
        name, shelf = file.rpartition("/")[2].removesuffix(".yml"), _shelf_of(file)
        if file in bad[1]:
            was = file in before.files
            fate = Fate.STILL_UNREADABLE if file in bad[0] else Fate.UNREADABLE if was else Fate.BROKEN
            drug = before.drugs.get(name) if shelf == DRUGS else None
            yield Changed(shelf, name, file, fate, drug, finding=bad[1][file])
        elif file in after.files:
            drug = after.drugs.get(name) if shelf == DRUGS else None
            changes = all_of(drug.record, Kind.NEW, Names()) if drug is not None else ()
            yield Changed(shelf, name, file, Fate.READABLE, after=drug, changes=changes)


def _refused(register: Register) -> Mapping[str, Finding]:
    """The first finding of each file, other than a protocol's, of which nothing was read."""
    protocols = {one.file for one in register.unreadable} | {entry.file for entry in register.protocols.values()}
    refused = (one for one in register.findings if one.grade is Grade.UNREADABLE and one.file not in protocols)
    first: dict[str, Finding] = {}
    for one in refused:
        first.setdefault(one.file, one)
    return first


def _shelf_of(file: str) -> str:
    parts = file.split("/")
    return DRUGS if parts[:2] == [REFERENCE, DRUGS] else parts[-1].removesuffix(".yml")


def _protocols(before: Register, after: Register) -> Iterator[Changed]:
    names = before.test_key, after.test_key
    was = _renamed(before, after)
    for name, entry in after.protocols.items():
        old = before.protocols.get(was.get(name, name))
        if old is None:
            came = all_of(entry.record, Kind.NEW, names_in(entry.record, names[1]))
            yield Changed(PROTOCOLS, name, entry.file, Fate.NEW, after=entry, changes=came)
            continue
        # Both are told by the later register's names for tests: a new alias is told where the test is.
        changes = changes_of(old.record, entry.record, names[1])
        if name in was:
            yield Changed(PROTOCOLS, name, entry.file, Fate.RENAMED, old, entry, changes, was=was[name])
        elif changes:
            yield Changed(PROTOCOLS, name, entry.file, Fate.CHANGED, old, entry, changes)
    for name, entry in before.protocols.items():
        if name not in after.protocols and name not in was.values():
            gone = all_of(entry.record, Kind.REMOVED, names_in(entry.record, names[0]))
            yield Changed(PROTOCOLS, name, entry.file, Fate.REMOVED, before=entry, changes=gone)


def _renamed(before: Register, after: Register) -> Mapping[str, str]:
    """The id that each renamed protocol had: the list of ids says so, or nothing but the id and the area changed."""
    gone = [name for name in before.protocols if name not in after.protocols]
    came = [name for name in after.protocols if name not in before.protocols]
    found: dict[str, str] = {}
    for old in gone:
        said = {
            retired.now for entry in after.ids.values() for key, retired in entry.record.retired.items() if key == old
        }
        like = (
            new for new in came if new in said or _is_same(before.protocols[old].record, after.protocols[new].record)
        )
        if (new := next(like, None)) is not None and new not in found:
            found[new] = old
    return found


def _is_same(old: Protocol, new: Protocol) -> bool:
    return all(
        signs_in(old, name) == signs_in(new, name) for name in Protocol.model_fields if name not in ("id", "area")
    )


def _shared(before: Register, after: Register) -> Iterator[Changed]:
    """The records that protocols share, and the sources of their files."""
    for shelf in (DRUGS, *SHELVES):
        yield from _shelf(shelf, getattr(before, shelf), getattr(after, shelf))
    for shelf in SHELVES:
        yield from _shelf(SOURCES, _sources(before, shelf), _sources(after, shelf))
    yield from _shelf(SETTINGS, _settings(before), _settings(after))


def _settings(register: Register) -> Mapping[str, Entry[Any]]:
    return {SETTINGS: register.own} if register.own is not None else {}


def _sources(register: Register, shelf: str) -> Mapping[str, Entry[Any]]:
    """The sources that a shared file has beside its records."""
    for entry in list(getattr(register, shelf).values())[:1]:
        return {
            key: Entry(source, entry.file, entry.positioned, (SOURCES, key), entry.sources)
            for key, source in entry.sources.items()
        }
    return {}


def _shelf(shelf: str, before: Mapping[str, Entry[Any]], after: Mapping[str, Entry[Any]]) -> Iterator[Changed]:
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name), after.get(name)
        if new is None or old is None:
            yield from _came_or_went(shelf, name, old, new)
        elif changes := _changes(old.record, new.record):
            yield Changed(shelf, name, new.file, Fate.CHANGED, old, new, changes)


def _came_or_went(shelf: str, name: str, old: Entry[Any] | None, new: Entry[Any] | None) -> Iterator[Changed]:
    if new is not None:
        yield Changed(shelf, name, new.file, Fate.NEW, after=new, changes=all_of(new.record, Kind.NEW, Names()))
    elif old is not None:
        gone = all_of(old.record, Kind.REMOVED, Names())
        yield Changed(shelf, name, old.file, Fate.REMOVED, before=old, changes=gone)


def _changes(old: Record, new: Record) -> tuple[Change, ...]:
    return record_changes(old, new, Names(), Names())
