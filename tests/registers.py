"""The register of the tests: small, complete and without any finding, to be copied and spoilt."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from sharedcare.cli import main

FIXTURES = Path(__file__).parent / "fixtures"
BASE = FIXTURES / "register"
DAY = date(2026, 11, 21)
Edit = tuple[str, str, str]
"""A file, a text that stands there once, and what replaces it."""


def copied(to: Path, *edits: Edit) -> Path:
    """A copy of the register with edits made: in a file, a text that stands there once, and what replaces it.

    A replacement may hold bytes that are no UTF-8, as lone surrogates. It is the whole of a file that is not there.
    """
    folder = to / "register"
    shutil.copytree(BASE, folder)
    for file, good, bad in edits:
        (folder / file).parent.mkdir(exist_ok=True)
        text = (folder / file).read_text(encoding="utf-8") if (folder / file).exists() else good
        assert text.count(good) == 1, f"{good!r} stands {text.count(good)} times in {file}"
        (folder / file).write_bytes(text.replace(good, bad).encode("utf-8", "surrogateescape"))
    return folder


def changed(to: Path, before: Sequence[Edit], after: Sequence[Edit]) -> tuple[Path, Path]:
    """Two copies of the register, each with edits of its own: as it was, and as it is."""
    return copied(to / "before", *before), copied(to, *after)


def check(folder: Path, *options: str) -> str:
    """What `sharedcare check` prints of a register on the day, and its exit status as the last line."""
    arguments = ["check", "--register", folder.name, "--on", DAY.isoformat(), "--format", "text", *options]
    result = CliRunner().invoke(main, arguments, prog_name="sharedcare")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return f"{result.output}exit status: {result.exit_code}\n"
