"""Throw-away git repositories, with commits of any day."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from pathlib import Path

NOBODY = {
    "GIT_AUTHOR_NAME": "Nobody",
    "GIT_AUTHOR_EMAIL": "nobody@example.org",
    "GIT_COMMITTER_NAME": "Nobody",
    "GIT_COMMITTER_EMAIL": "nobody@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *arguments: str, at: str | None = None) -> str:
    """What git says in a folder; with `at`, it takes that moment for now."""
    when = {} if at is None else {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    command = ["git", "-C", str(folder), *arguments]
    finished = subprocess.run(command, env={**os.environ, **NOBODY, **when}, capture_output=True, text=True, check=True)
    return finished.stdout.strip()


def repository(folder: Path) -> Path:
    """An empty repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(folder: Path, at: str) -> str:
    """Commit all that stands in a repository at a moment such as `2026-03-30T23:30:00+00:00`; gives the full hash."""
    assert datetime.fromisoformat(at).tzinfo is not None
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "A change", at=at)
    return git(folder, "rev-parse", "HEAD")
