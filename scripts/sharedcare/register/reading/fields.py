"""The fields of the register's records, for who knows a key and not its record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_args, get_origin

from sharedcare.register.model.base import Record, kinds_in
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.shelves import Shelf


@cache
def known_keys() -> frozenset[str]:
    """Every key that a record of any kind has."""
    return frozenset(key for kind in _kinds() for key in kind.field_keys())


def _kinds() -> set[type[Record]]:
    found: set[type[Record]] = set()
    waiting: list[type[Record]] = [Protocol, Drug, *Shelf.__subclasses__()]
    while waiting:
        if (kind := waiting.pop()) not in found:
            found.add(kind)
            waiting += (inner for field in kind.model_fields.values() for inner in kinds_in(field.annotation))
    return found


def root_keys(names: Collection[str]) -> type[Record]:
    """The kind of a file's record, by the names that stand at its margin."""
    kinds: list[type[Record]] = [Protocol, Drug, *Shelf.__subclasses__()]
    return max(kinds, key=lambda kind: len({*names} & kind.field_keys().keys()))


def owners(kind: type[Record], keys: Sequence[str], inner: Sequence[str], *, is_row: bool) -> Iterator[str]:
    """The fields of a kind of record in which a block may stand that has lost its name.

    `keys` are those of the block, or of its first row; `inner` those of the first block inside it, which may be named
    by anything.
    """
    for key, name in kind.field_keys().items():
        for held, record in _held(kind.model_fields[name].annotation):
            wanted = inner if held is dict else keys
            fits = (held is tuple) == is_row and wanted and all(_is_key(record, one) for one in wanted)
            if fits and (len(wanted) > 1 or held is not None):
                yield key


def _is_key(record: type[Record], key: str) -> bool:
    return key in record.field_keys() or record.base_of_note(key) is not None


def _held(annotation: Any, inside: type | None = None) -> Iterator[tuple[type | None, type[Record]]]:
    """The kinds of record that a field can hold, each with what it holds them in: a list, names, or nothing."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield inside, annotation
    origin = get_origin(annotation)
    for part in get_args(annotation):
        yield from _held(part, tuple if origin is tuple else dict if _is_mapping(origin) else inside)


def _is_mapping(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)
