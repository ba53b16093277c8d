"""Which kind of record each file of the register holds."""

from __future__ import annotations

from collections.abc import Mapping

from sharedcare.register.folder import LEDGER, REFERENCE
from sharedcare.register.model.base import Record
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.ledger import Ledger
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.settings import Settings
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
