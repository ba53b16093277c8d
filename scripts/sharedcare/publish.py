"""Build the site beside the published one, then put it in its place by one rename.

`site` is a link to a folder of finished pages. A build that fails or is killed leaves the link, and the pages that it
points to, as they were.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path


class BuildFailed(Exception):
    """The site could not be built or published; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the checks of a build say: nothing stops it, but somebody has to know."""

    words: str
    fails: bool
    """Whether a check of the register would fail."""


def environment(register: Path, day: date, **more: str) -> Mapping[str, str]:
    """What the pages' builder is told: the register's folder, the day, and more."""
    return {
        **os.environ,
        **more,
        "SHAREDCARE_REGISTER": str(register.resolve()),
        "SHAREDCARE_DAY": day.isoformat(),
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str((day - date(1970, 1, 1)).days * 24 * 60 * 60),
    }


def publish(register: Path, config: Path, site: Path, day: date) -> Summary:
    """Build the site for a day and point `site` at it.

    Returns what its checks say. Raises BuildFailed, with `site` untouched.
    """
    if not config.is_file():
        raise BuildFailed(f"There is no {config}: run this in the project's folder")
    if site.exists() and not site.is_symlink():
        raise BuildFailed(f"{site} is a folder, not a link to a build: move it away, then build again")
    # Named after the link: two links beside each other never tidy away each other's pages.
    builds = site.parent / f".{site.name}-builds"
    builds.mkdir(parents=True, exist_ok=True)
    with _alone(builds):
        pages = Path(tempfile.mkdtemp(prefix=f"{day.isoformat()}-", dir=builds))
        try:
            summary = _build(register, config, pages, day)
            before = site.resolve() if site.is_symlink() else None
            _point(site, pages)
        except BaseException:
            if site.resolve() != pages.resolve():
                shutil.rmtree(pages, ignore_errors=True)
            raise
        _prune(builds, {pages.resolve(), before})
    return summary


def _build(register: Path, config: Path, pages: Path, day: date) -> Summary:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(pages),
    ]
    # The builder reads and checks the register once, and says here what it found.
    with tempfile.NamedTemporaryFile(prefix="summary-", suffix=".json") as summary:
        told = environment(register, day, SHAREDCARE_SUMMARY=summary.name)
        finished = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
        said = Path(summary.name).read_text(encoding="utf-8")
    if finished.returncode != 0:
        raise BuildFailed(f"The site was not built, and the published one is unchanged.\n{finished.stderr.strip()}")
    pages.chmod(0o755)
    return Summary(**json.loads(said))


def _point(site: Path, pages: Path) -> None:
    """Make `site` a link to the pages, by a rename that no reader can see half done."""
    beside = site.with_name(f".{site.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(os.path.relpath(pages, site.parent))
    beside.replace(site)


def _prune(builds: Path, kept: set[Path | None]) -> None:
    for old in builds.iterdir():
        if old.is_dir() and old.resolve() not in kept:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _alone(builds: Path) -> Iterator[None]:
    """Hold the folder of builds, so that two builds never tidy away each other's pages."""
    with (builds / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildFailed("Another build is running: wait for it to end") from None
        yield
