"""What of this checkout a new register takes along: the code, the look and the guides, and no place's protocols.

A register is a copy of the project, not a user of a package: its committee's people can change every word and style of
it on GitHub, it goes on building if this project ends, and a change here reaches it only when somebody there takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

COMES = (
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    "CONTRIBUTING.md",
    "LICENSE",
    "LICENSE-DATA",
    "Makefile",
    "docs",
    "hooks",
    "mkdocs.yml",
    "protocols/reference/drugs",
    "pyproject.toml",
    "requirements.lock",
    "scripts",
    "tests/browser",
    "tests/conftest.py",
    "tests/serving.py",
    "tests/site.py",
    "tests/test_register.py",
)
"""Files and folders by path from the checkout. Of the tests, those that hold for any register."""
OWNERS = ".github/CODEOWNERS"
"""Who is asked to read a change. It names areas, so each register has its own."""
ADDRESSED = ".github/ISSUE_TEMPLATE/config.yml"
"""A file that leads to the register's own site."""
NOBODYS_SITE = "https://example.org/"
"""The address in it, and in mkdocs.yml: nobody's."""
_MADE = ("__pycache__", "*.egg-info", "*.pyc", ".DS_Store")


class NoCheckout(Exception):
    """The program was not started from a checkout of the project; the message says what to do."""


def files_along(checkout: Path) -> Iterator[PurePosixPath]:
    """The path of every file that comes along, from the checkout. Raises NoCheckout where one is missing."""
    for name in COMES:
        path = checkout / name
        if not path.exists():
            raise NoCheckout(
                f"{checkout} has no {name}: run this in a copy of the whole project, as git or GitHub gives it"
            )
        for file in sorted(path.rglob("*")) if path.is_dir() else (path,):
            found = PurePosixPath(file.relative_to(checkout).as_posix())
            if file.is_file() and not file.is_symlink() and not _is_left(found):
                yield found


def _is_left(file: PurePosixPath) -> bool:
    made = any(PurePosixPath(part).match(pattern) for part in file.parts for pattern in _MADE)
    return made or str(file) == OWNERS
