"""Asking git. It is only ever asked what is there: no call changes the repository or reaches another machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from sharedcare.safe import one_line

_QUIETLY = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # a commit is what its hash says, whatever stands in for it
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class NoHistory(Exception):
    """The history does not say what was asked; the message says why, and what to do."""


def ask(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers in a folder. Raises NoHistory, in words, where it does not."""
    finished = _run(folder, arguments, given)
    if finished.returncode == 0:
        return finished.stdout
    said = finished.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in said:
        raise NoHistory(
            f"{folder} is not in a git repository, so it has no history. Clone the register's repository, and run this "
            "in the clone"
        )
    raise NoHistory(
        f"git cannot read the history of {folder}: {one_line(said.partition(chr(10))[0]) or 'no reason given'}"
    )


def answers(folder: Path, *arguments: str) -> str | None:
    """The one line that git answers, or nothing where it has no answer. Raises NoHistory where there is no git."""
    finished = _run(folder, arguments, b"")
    return os.fsdecode(finished.stdout).removesuffix("\n") if finished.returncode == 0 else None


def _run(folder: Path, arguments: tuple[str, ...], given: bytes) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "--no-pager", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, env={**os.environ, **_QUIETLY}, input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoHistory("git is not installed, and only git can read the history: install it, then try again") from None
