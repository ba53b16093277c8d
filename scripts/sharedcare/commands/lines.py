"""The lines of a register's files, for reports that show them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sharedcare.register.folder import first_bytes
from sharedcare.register.reading.text import MAX_BYTES, is_text
from sharedcare.reports.findings import LineOf


def line_reader(folder: Path) -> LineOf:
    """Gives the line of a file by its number, or None."""

    @lru_cache(maxsize=8)
    def lines(file: str) -> tuple[str, ...]:
        try:
            raw = first_bytes(folder / file, MAX_BYTES)
        except (OSError, ValueError):
            return ()
        return tuple(raw.decode("utf-8-sig", "replace").split("\n")) if is_text(raw) else ()

    def line_of(file: str, number: int) -> str | None:
        found = lines(file)
        return found[number - 1].rstrip("\r") if 0 < number <= len(found) else None

    return line_of
