"""Reads the vectors, and makes a register of each: files in a folder, read by the loader that reads the real ones."""

from __future__ import annotations

import atexit
import copy
import functools
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sharedcare.register.load import Register, load
from sharedcare.register.reading.positions import parse
from sharedcare.status import Case, cases

HERE = Path(__file__).parent
KINDS = ("currency", "funding", "arrangements")
ABSENT = "(absent)"
"""In a vector: the key is not in the file."""
BROKEN = "(broken)"
"""In a vector: the file is no YAML."""
PLACES = {
    "protocol": ("protocol",),
    "drug": ("drugs", "methotrexate"),
    "second_drug": ("drugs", "leflunomide"),
    "area": ("areas", "exampleshire"),
    "north": ("areas", "exampleshire-north"),
    "service": ("services", "shared-care-les"),
    "second_service": ("services", "second-les"),
    "committee": ("committees", "exampleshire-apc"),
    "reports": ("reports",),
}
"""What a vector calls each record of the base, and where it stands there."""
EXPECTED = ("is", "why", "not_why", "missing", "unconfirmed", "ending_soon")


@dataclass(frozen=True)
class Vector:
    """One line of the table: a change to the base, a day, and what the day makes true."""

    kind: str
    """One of KINDS: the part of the state that it is about."""
    name: str
    day: date
    changes: Mapping[str, Any]
    expected: Mapping[str, Any]
    area: str = "exampleshire"

    def case(self) -> Case:
        """The changed base's protocol, in the area that the vector is about."""
        return _case(json.dumps(self.changes), self.area)

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}, {self.day}"


@dataclass
class Files:
    """A register's files as values, all of them text, lists and blocks."""

    records: dict[str, Any] = field(default_factory=lambda: copy.deepcopy(_base()))

    def change(self, changes: Mapping[str, Any]) -> Files:
        """Set each value at its dotted place, such as `document.review_due`, in the record that is named."""
        for place, values in changes.items():
            if isinstance(values, str):
                self._set(PLACES[place], values)
                continue
            for path, value in values.items():
                self._set((*PLACES[place], *path.split(".")), value)
        return self

    def _set(self, path: tuple[str, ...], value: Any) -> None:
        *around, last = path
        here = self.records
        for step in around:
            here = here[int(step)] if isinstance(here, list) else here.setdefault(step, {})
        if value == ABSENT:
            del here[last]
        elif isinstance(here, list):
            here[int(last) :] = [copy.deepcopy(value), *here[int(last) + 1 :]]
        else:
            here[last] = copy.deepcopy(value)

    def texts(self) -> dict[str, str]:
        """The text of each file, by its path in the register's folder."""
        files = {"exampleshire/exampleshire-methotrexate.yml": self.records["protocol"]}
        files |= {f"reference/drugs/{drug}.yml": record for drug, record in self.records["drugs"].items()}
        for shelf in ("areas", "committees", "organisations", "services", "reports"):
            files[f"reference/{shelf}.yml"] = {shelf: self.records[shelf], "sources": self.records["sources"]}
        # JSON is YAML too, and quicker to write. Every value stands in quotes, which never changes a meaning.
        return {
            file: "id: [" if record == BROKEN else json.dumps(record, ensure_ascii=False, indent=1)
            for file, record in files.items()
        }

    def load(self) -> Register:
        """The register that these files make."""
        root, written = _folder()
        texts = self.texts()
        for file in written.keys() - texts.keys():
            (root / file).unlink()
            del written[file]
        for file, text in texts.items():
            if written.get(file) != text:
                (root / file).parent.mkdir(parents=True, exist_ok=True)
                (root / file).write_text(text, encoding="utf-8")
                written[file] = text
        return load(root)

    def case(self, area: str = "exampleshire") -> Case:
        """The one protocol of the register, in an area."""
        register = self.load()
        if BROKEN not in self.records["drugs"].values():
            # An unreadable protocol shows as such; an unreadable reference file would only look like a missing record.
            assert [finding for finding in register.findings if finding.file.startswith("reference/")] == []
        return next(case for case in cases(register) if case.area == area)


def vectors() -> list[Vector]:
    """Every line of the table."""
    return [vector for kind in KINDS for vector in _of_kind(kind)]


def changed(**changes: Mapping[str, Any]) -> Case:
    """The base's protocol in its own area, with some values changed."""
    return Files().change(changes).case()


def read(name: str) -> Any:
    """The values of a file of this folder. A key that stands twice is an error."""
    positioned, troubles = parse((HERE / name).read_bytes())
    assert positioned is not None
    assert not troubles, troubles
    return positioned.data


def _of_kind(kind: str) -> Iterator[Vector]:
    for group in read(f"{kind}.yml"):
        name, area = group["name"], group.get("for", "exampleshire")
        changes = {key: value for key, value in group.items() if key not in ("name", "for", "days")}
        assert changes.keys() <= PLACES.keys(), f"{name}: unknown key"
        for day, found in group["days"].items():
            expected = {"is": found} if isinstance(found, str) else found
            assert set(expected) <= set(EXPECTED), f"{name}: unknown key"
            yield Vector(kind, name, date.fromisoformat(day), changes, expected, area)


@functools.cache
def _base() -> Any:
    return read("base.yml")


@functools.cache
def _folder() -> tuple[Path, dict[str, str]]:
    """One folder for all that this process loads, and the text of each file that stands there now."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name), {}


@functools.cache
def _case(changes: str, area: str) -> Case:
    return Files().change(json.loads(changes)).case(area)
