"""The days on which the register's files changed on the main line, each with the states before and after it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from sharedcare.history.commits import Commit, commits
from sharedcare.history.git import NoHistory, answers, ask


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day on which files changed."""

    day: date
    before: str | None
    """The commit that stood at its beginning; nothing on the first day of all."""
    after: str
    """The commit that stood at its end."""
    files: tuple[str, ...]
    """What changed between the two, by path from the folder."""


def changed_days(folder: Path, since: date | None) -> Iterator[ChangedDay]:
    """Each day on which files under a folder changed, from a day on or from the first, the earliest first.

    Where a commit bears an earlier day than one beneath it, it counts for the later: its clock was wrong. Raises
    NoHistory where there is no repository, or its beginning is not in this clone.
    """
    made = commits(folder)
    if answers(folder, "rev-parse", "--is-shallow-repository") == "true":
        raise NoHistory(
            "this clone is shallow: its history is cut off, and a ledger made of it would begin on a wrong day. Run "
            "`git fetch --unshallow`, then try again"
        )
    before: str | None = None
    for day, group in groupby(_in_order(made), key=lambda one: one[0]):
        after = list(group)[-1][1]
        if since is None or day >= since:
            files = _changed(folder, before, after)
            if files:
                yield ChangedDay(day, before, after, files)
        before = after


def last_to_change(folder: Path, state: str, file: str) -> str:
    """The last commit, at most `state`, that changed a file or took it away."""
    found = ask(folder, "rev-list", "-1", "--first-parent", state, "--", f":(literal){file}").decode().strip()
    return found or state


def _in_order(made: Sequence[Commit]) -> Iterator[tuple[date, str]]:
    """The commits from the first to the last, each with its day; no day comes before one that went before it."""
    latest = date.min
    for commit in reversed(made):
        latest = max(latest, commit.day)
        yield latest, commit.hash


def _changed(folder: Path, before: str | None, after: str) -> tuple[str, ...]:
    """The files of the folder that differ between two states."""
    if before is None:
        listed = ask(folder, "ls-tree", "-r", "-z", "--name-only", after)
    else:
        listed = ask(folder, "diff", "--name-only", "--no-renames", "--relative", "-z", before, after, "--", ".")
    return tuple(os.fsdecode(listed).split("\0")[:-1])
