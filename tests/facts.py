"""The facts that the register was made from. They stand outside the project, and only where somebody has them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
FACTS = ROOT.parent / "shared" / "facts"
"""The facts themselves, where they are at hand."""
_TEXTS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Fact:
    """One fact: a row, a list of names, or a single value."""

    id: str
    value: Any
    addresses: Mapping[str, str] = field(default_factory=dict)
    """The web address of each source of its file, by key."""

    @property
    def digest(self) -> str:
        """What tells one wording from another."""
        text = json.dumps(self.value, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def facts_in(folder: Path) -> dict[str, Fact]:
    """Every fact of a folder of facts: `drugs/*.yml` and `lincolnshire.yml`."""
    found = [fact for file in sorted((folder / "drugs").glob("*.yml")) for fact in _drug_facts(file)]
    found += _local_facts(folder / "lincolnshire.yml")
    return {fact.id: fact for fact in found}


@cache
def facts_at_hand() -> Mapping[str, Fact]:
    """Every fact, where the facts are at hand; none where they are not."""
    return facts_in(FACTS) if FACTS.is_dir() else {}


def _drug_facts(file: Path) -> Iterator[Fact]:
    data = read_texts(file)
    addresses = {row["id"]: row["url"] for row in data["sources"]}
    for source in data.pop("sources"):
        yield Fact(f"{file.stem}/sources.{source['id']}", source, addresses)
    for section, value in data.items():
        rows = enumerate(value) if isinstance(value, list) else [(None, value)]
        for number, row in rows:
            name = section if number is None else f"{section}.{number}"
            yield Fact(f"{file.stem}/{name}", row, addresses)


def _local_facts(file: Path) -> Iterator[Fact]:
    data = read_texts(file)
    addresses = {key: source["url"] for key, source in data["sources"].items()}
    for path, value in _leaves(data, ()):
        yield Fact(f"{file.stem}/{'.'.join(path)}", value, addresses)


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The rows of lists, the blocks of single values, and what else is left."""
    is_block = isinstance(value, dict) and any(_holds_rows(part) for part in value.values())
    if isinstance(value, list) and (_holds_rows(value) or path == ("not_found",)):
        yield from (((*path, str(number)), row) for number, row in enumerate(value))
    elif isinstance(value, dict) and (is_block or len(path) < 2):
        for key, part in value.items():
            yield from _leaves(part, (*path, key))
    else:
        yield path, value


def _holds_rows(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(row, dict) for row in value))


def read_texts(file: Path) -> Any:
    """YAML as it stands, every value as text."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_TEXTS)  # noqa: S506 - it makes only texts
