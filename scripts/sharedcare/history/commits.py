"""Which commit stood on a day: the last of the main line, by the day in London on which it was committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sharedcare.history.git import NoHistory, answers, ask
from sharedcare.register.values.dates import in_words
from sharedcare.safe import one_line

LONDON = ZoneInfo("Europe/London")
FETCH_ALL = "Run `git fetch --unshallow`; in a GitHub workflow, give the checkout `fetch-depth: 0`"


@dataclass(frozen=True, slots=True)
class Commit:
    """A state of the repository."""

    hash: str
    """In full: nothing else can have it."""
    at: datetime
    """When it was committed, by London's clocks."""

    @property
    def day(self) -> date:
        """The day in London."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Standing:
    """The commit that stood at the end of a day."""

    commit: Commit
    out_of_order: Commit | None
    """A commit beneath it that bears a later day than was asked for: one of the two clocks was wrong."""


def commits(folder: Path) -> tuple[Commit, ...]:
    """The commits of the main line, the last first: of a merge, only what it was merged into.

    Raises NoHistory where there is none.
    """
    ask(folder, "rev-parse", "--git-dir")
    if answers(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None:
        raise NoHistory("the repository has no commit yet, so nothing stood on any day")
    lines = (
        ask(folder, "rev-list", "--first-parent", "--no-commit-header", "--format=%H %ct", "HEAD").decode().split("\n")
    )
    pairs = (line.split() for line in lines if line)
    return tuple(Commit(name, datetime.fromtimestamp(int(at), LONDON)) for name, at in pairs)


def standing_on(folder: Path, made: Sequence[Commit], day: date) -> Standing:
    """The commit that stood at the end of a day. Raises NoHistory where the history begins later."""
    for number, commit in enumerate(made):
        if commit.day <= day:
            return Standing(commit, next((older for older in made[number:] if older.day > day), None))
    first = min(made, key=lambda commit: commit.at)
    if is_shallow(folder):
        raise NoHistory(
            f"this clone is shallow: its history is cut off before {in_words(first.day)}. Run `git fetch --unshallow`, "
            "then try again"
        )
    raise NoHistory(f"the register's history begins on {in_words(first.day)}: nothing is known of {in_words(day)}")


def named(folder: Path, revision: str) -> str:
    """The full hash of a commit that somebody calls by a branch, a tag or a part of its hash.

    Raises NoHistory where nothing is called so.
    """
    ask(folder, "rev-parse", "--git-dir")
    options = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    found = None if revision.startswith("-") else answers(folder, *options, f"{revision}^{{commit}}")
    if found is None:
        raise NoHistory(
            f"no commit, branch or tag is called `{one_line(revision)}` here. If it is on the server only, run "
            "`git fetch`; if this clone is shallow, run `git fetch --unshallow`"
        )
    return found


def left_from(folder: Path, commit: str) -> str:
    """The commit at which what stands here left a commit's history, by its full hash: that commit itself, if it is
    beneath.

    What others have changed there since is no change of what stands here. Raises NoHistory where the two never met.
    """
    if (met := answers(folder, "merge-base", commit, "HEAD")) is not None:
        return met
    if is_shallow(folder):
        raise NoHistory(f"this clone is shallow, and does not go back to where it left commit {commit}. {FETCH_ALL}")
    raise NoHistory(f"what stands here and commit {commit} have no commit in common, so nothing can be compared")


def is_shallow(folder: Path) -> bool:
    """Whether the history of a clone is cut off."""
    return answers(folder, "rev-parse", "--is-shallow-repository") == "true"


def first_after(folder: Path, standing: Commit, made: Sequence[Commit], protocol: str) -> Commit | None:
    """The commit after one that lacks a protocol's file in which the file stands for the first time."""
    touched = _touching(folder, f"{standing.hash}..HEAD", protocol)
    return _known(made, touched[-1]) if touched else None


def last_change(folder: Path, standing: Commit, made: Sequence[Commit], protocol: str) -> Commit | None:
    """The last commit, at most `standing`, that changed a protocol's file or took it away."""
    touched = _touching(folder, standing.hash, protocol)
    return _known(made, touched[0]) if touched else None


def _touching(folder: Path, commits: str, protocol: str) -> list[str]:
    """The commits that changed the file of an id in any area's folder, the last first."""
    pattern = f":(glob)*/{protocol}.yml"
    return ask(folder, "rev-list", "--first-parent", commits, "--", pattern).decode().split()


def _known(made: Sequence[Commit], name: str) -> Commit:
    return next(commit for commit in made if commit.hash == name)
