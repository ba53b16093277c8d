"""The fields of the register's records, for who knows a key and not its record."""

from __future__ import annotations

from functools import cache

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
