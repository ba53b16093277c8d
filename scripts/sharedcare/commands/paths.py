"""The files that a command is asked about."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import click

from sharedcare.register.folder import label


def under(folder: Path, paths: Iterable[Path]) -> Callable[[str], bool]:
    """Whether a file of the register stands at or under one of the paths, or there are none."""
    inside = [label(_inside(folder, path)) for path in paths]
    return lambda file: not inside or any(place in (".", file) or file.startswith(f"{place}/") for place in inside)


def _inside(folder: Path, path: Path) -> Path:
    """A path from the register's folder. A link in it is not followed: it is the link that the checks speak of."""
    if not os.path.lexists(path):
        raise click.UsageError(f"There is no {path}")
    for form in (os.path.abspath, os.path.realpath):
        with suppress(ValueError):
            return Path(form(path)).relative_to(form(folder))
    raise click.UsageError(f"{path} is not under the register's folder {folder}")
