"""A new register on the disk: whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sharedcare.start.along import ADDRESSED, NOBODYS_SITE, OWNERS, files_along
from sharedcare.start.answers import Answered
from sharedcare.start.files import EXAMPLE, PRUNED, RATCHET, WHOLE, owners_file, register_files

PROTOCOLS = "protocols"
"""The register's folder in a checkout."""
TEMPLATES = Path(__file__).parent / "templates"


@contextmanager
def laid_beside(folder: Path, checkout: Path, answered: Answered) -> Iterator[Path]:
    """The new register, complete, in a folder beside the one that it is to have; it is gone afterwards if left there.

    Raises NoCheckout and OSError.
    """
    parent = folder.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=parent) as place:
        made = Path(place, "register")
        for file in files_along(checkout):
            _prepared(made / file)
            shutil.copy(checkout / file, made / file)
        shutil.copy(TEMPLATES / "README.md", made / "README.md")
        if site := answered.record.register_.address:
            text = _text(made / ADDRESSED).replace(NOBODYS_SITE, site)
            (made / ADDRESSED).write_text(text, encoding="utf-8", newline="\n")
        (made / OWNERS).write_text(owners_file(answered), encoding="utf-8", newline="\n")
        for name, text in _own(checkout / PROTOCOLS, answered).items():
            _prepared(made / PROTOCOLS / name).write_text(text, encoding="utf-8", newline="\n")
        for area in answered.record.areas:
            _prepared(made / PROTOCOLS / area / ".gitkeep").touch()
        yield made


def _own(protocols: Path, answered: Answered) -> Mapping[str, str]:
    shared = {name: _text(protocols / "reference" / f"{name}.yml") for name in (*PRUNED, *WHOLE, RATCHET)}
    return register_files(answered, shared, _text(protocols / EXAMPLE))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _prepared(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
