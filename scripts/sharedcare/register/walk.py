"""Walks over the records of the register, so that a rule says no more than what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from sharedcare.findings import Position
from sharedcare.register.kinds import SHELVES
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.base import Record, kinds_in
from sharedcare.register.reading.places import Path

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Block(Generic[R]):
    """A record anywhere in a file."""

    entry: Entry[Any]
    """The protocol or reference record that it is a part of."""
    path: Path
    """Its keys and row numbers, from there."""
    record: R

    @property
    def file(self) -> str:
        """Path from the register's folder."""
        return self.entry.file

    def position(self, *path: str | int) -> Position:
        """Where the value at `path` inside the record stands, or else the nearest value around it."""
        return self.entry.position(*self.path, *path)

    def key_position(self, *path: str | int) -> Position:
        """Where the key that names `path` inside the record stands, or else the value's own place."""
        return self.entry.key_position(*self.path, *path)


def blocks(register: Register, kind: type[R]) -> Iterator[Block[R]]:
    """Every record of a kind, in protocols and reference files alike."""
    for entry in entries(register):
        yield from blocks_of(entry, kind)


def blocks_of(entry: Entry[Any], kind: type[R]) -> Iterator[Block[R]]:
    """Every record of a kind inside one entry, the entry's own included."""
    for path, record in _records((), entry.record, kind):
        yield Block(entry, path, record)


def entries(register: Register) -> Iterator[Entry[Any]]:
    """Every protocol, every reference record, the sources that a shared file has beside its records, the settings."""
    yield from records(register)
    if register.own is not None:
        yield register.own
    for shelf in SHELVES:
        shelved: Mapping[str, Entry[Any]] = getattr(register, shelf)
        for entry in list(shelved.values())[:1]:
            for key, source in entry.sources.items():
                yield Entry(source, entry.file, entry.positioned, ("sources", key), entry.sources)


def records(register: Register) -> Iterator[Entry[Any]]:
    """Every protocol and every reference record, in the order of the shelves."""
    yield from register.protocols.values()
    yield from register.drugs.values()
    for shelf in SHELVES:
        shelved: Mapping[str, Entry[Any]] = getattr(register, shelf)
        yield from shelved.values()


CITING = {"source", "sources", "sources_read"}
"""The fields that hold keys of the file's sources."""


def texts(record: Record, name: str) -> Iterator[tuple[Path, str]]:
    """Each text that a field holds, with its path inside the record: one, several, or none where it is unknown."""
    value = getattr(record, name)
    if isinstance(value, str):
        yield (name,), value
    elif isinstance(value, tuple):
        yield from (((name, number), item) for number, item in enumerate(value) if isinstance(item, str))


def in_words(path: Path) -> str:
    """A path as an editor says it: `row 2 of monitoring.rows`."""
    if path and isinstance(path[-1], int):
        return f"row {path[-1] + 1} of `{_dotted(path[:-1])}`"
    return f"`{_dotted(path)}`"


def _dotted(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _records(path: Path, value: object, kind: type[R]) -> Iterator[tuple[Path, R]]:
    if isinstance(value, Record):
        if isinstance(value, kind):
            yield path, value
        for key, name in _ways(type(value), kind):
            yield from _records((*path, key), getattr(value, name), kind)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _records((*path, number), item, kind)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _records((*path, key), item, kind)


@cache
def _ways(owner: type[Record], kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The keys and names of the fields through which a record of the kind can be reached. All others are left out."""
    return tuple(
        (key, name)
        for key, name in owner.field_keys().items()
        if any(issubclass(inner, kind) or _ways(inner, kind) for inner in kinds_in(owner.model_fields[name].annotation))
    )
