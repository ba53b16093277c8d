"""The register's folder as a commit holds it, laid out in a folder that goes again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from sharedcare.history.git import NoHistory, answers, ask

_FILES = ("100644", "100755")
"""The modes of ordinary files. Links and modules are left out: the register reads neither."""


def place_in_repository(folder: Path) -> str:
    """The path of a folder from its repository's top, with a slash at its end; empty for the top itself."""
    return os.fsdecode(ask(folder, "rev-parse", "--show-prefix")).removesuffix("\n")


@contextmanager
def laid_out(folder: Path, commit: str) -> Iterator[Path]:
    """What a commit holds of a folder, by its full hash. Raises NoHistory where the folder was not there yet."""
    place = place_in_repository(folder).removesuffix("/")
    tree = answers(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{place}")
    if tree is None or answers(folder, "cat-file", "-t", tree) != "tree":
        raise NoHistory(f"the repository had no folder {place}/ then (commit {commit})")
    listed = [row for row in _listed(ask(folder, "ls-tree", "-r", "-z", "--full-tree", tree)) if _is_safe(row[1])]
    with tempfile.TemporaryDirectory(prefix="as-it-stood-") as made:
        contents = _contents(folder, [name for name, _ in listed])
        for (_, path), content in zip(listed, contents, strict=True):
            target = Path(made, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        yield Path(made)


def _listed(rows: bytes) -> Iterator[tuple[str, str]]:
    """The name of the content of each ordinary file, and its path."""
    for row in rows.split(b"\0")[:-1]:
        about, _, path = row.partition(b"\t")
        mode, _, name = about.decode().split()
        if mode in _FILES:
            yield name, os.fsdecode(path)


def _is_safe(path: str) -> bool:
    """Whether a path stays inside the folder that it is laid out in: a commit made by hand may hold any path."""
    parts = PurePosixPath(path).parts
    return not any(part in ("..", "/") or "\\" in part or ":" in part for part in parts)


def _contents(folder: Path, names: Sequence[str]) -> Iterator[bytes]:
    """Each content by its name. Raises NoHistory where one is not in this clone."""
    answer, at = ask(folder, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()), 0
    for _ in names:
        end = answer.index(b"\n", at)
        kind, _, size = answer[at:end].rpartition(b" ")
        if not kind.endswith(b" blob"):
            raise NoHistory(
                "a part of the history is not in this clone. Clone the repository as a whole, then try again"
            )
        start = end + 1
        at = start + int(size) + 1
        yield answer[start : at - 1]
