"""Every id that a protocol was ever published under, and what has become of each."""

from __future__ import annotations

from collections.abc import Mapping

from sharedcare.register.entries import Register
from sharedcare.register.folder import REFERENCE
from sharedcare.register.model.base import is_id
from sharedcare.register.model.ids import Retired

IDS_FILE = f"{REFERENCE}/ids.yml"
"""The list, by its path from the register's folder."""


def ids_with_a_file(register: Register) -> frozenset[str]:
    """The id of each protocol's file, also of one that cannot be read."""
    return frozenset(register.protocols) | {broken.id for broken in register.unreadable if is_id(broken.id)}


def published_ids(register: Register) -> frozenset[str]:
    """Every id that a file has or the list names, retired or not."""
    listed = (name for entry in register.ids.values() for name in (*entry.record.published, *entry.record.retired))
    return ids_with_a_file(register).union(listed)


def retired_ids(register: Register) -> Mapping[str, tuple[str, Retired]]:
    """The retired ids that no file has, each with its area and what is said of it."""
    kept = ids_with_a_file(register)
    return {
        name: (area, retired)
        for area, entry in register.ids.items()
        for name, retired in entry.record.retired.items()
        if name not in kept
    }


def missing_ids(register: Register) -> Mapping[str, str]:
    """The ids that the list calls published though no file has them and nobody says why, each with its area."""
    gone = ids_with_a_file(register).union(retired_ids(register))
    return {name: area for area, entry in register.ids.items() for name in entry.record.published if name not in gone}


def lost_ids(before: Register, after: Register) -> tuple[str, ...]:
    """The ids that were published before and that neither a file nor the list has after, in order."""
    return tuple(sorted(published_ids(before) - published_ids(after)))


def list_is_readable(register: Register) -> bool:
    """Whether nothing in the list of ids kept it from being read. A list that is not there holds nothing."""
    return not any(finding.file == IDS_FILE for finding in register.findings)
