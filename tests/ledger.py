"""The ledger: where the register carries each of the facts that it was made from, and why it carries some not.

The facts themselves stand outside the project. For each the ledger keeps a digest, and the register's own words for
it, so that a fact that is changed or dropped from the register is found without them. `make ledger` takes a changed
wording for the new one and shows what it took; with the facts at hand, `make ledger FACTS=<folder>` compares every
fact, its figures and its source as well.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from tests.facts import ROOT, Fact, facts_in, read_texts

REGISTER = ROOT / "protocols"
LEDGER = Path(__file__).parent / "ledger"
NEAR_ENOUGH = 0.6
"""How alike a reworded row must be to the one that the ledger knows, to be taken for it."""


@dataclass(frozen=True)
class Carried:
    """A place of the register that carries a fact, and its words."""

    file: str
    """Path under protocols/, without its ending."""
    where: str
    """The keys that lead to the row's list, or to the value."""
    words: str


# -- the register -------------------------------------------------------------------------------------------------


@dataclass
class Shelves:
    """The register's files as text, read once."""

    root: Path = REGISTER
    _files: dict[str, Any] = field(default_factory=dict)

    def value(self, file: str, where: str) -> Any:
        """What stands at a place; nothing where there is none."""
        if file not in self._files:
            path = self.root / f"{file}.yml"
            self._files[file] = read_texts(path) if path.is_file() else None
        value = self._files[file]
        for step in where.split("."):
            value = _step(value, step)
        return value

    def rows(self, file: str, where: str) -> list[str]:
        """The words of each row at a place, or of the one value there."""
        value = self.value(file, where)
        return [words_of(row) for row in value] if isinstance(value, list) else [words_of(value)]

    def holds(self, carried: Carried) -> bool:
        """Whether the register still says it, in these words."""
        return bool(carried.words) and carried.words in self.rows(carried.file, carried.where)


def _step(value: Any, step: str) -> Any:
    if isinstance(value, list) and step.isdigit() and int(step) < len(value):
        return value[int(step)]
    return value.get(step) if isinstance(value, dict) else None


def words_of(value: Any) -> str:
    """A row or value in one line, as a person reads it."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {words_of(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(words_of(part) for part in value)
    return "" if value is None else " ".join(str(value).split())


# -- the ledger ---------------------------------------------------------------------------------------------------


def read_ledger(folder: Path = LEDGER) -> dict[str, Any]:
    """Every entry by the fact's id: its digest, and where it is carried or why it is left."""
    found: dict[str, Any] = {}
    for file in sorted(folder.glob("*.yml")):
        found |= {f"{file.stem}/{key}": entry for key, entry in (read_texts(file) or {}).items()}
    return found


def carried_by(entry: Mapping[str, Any]) -> tuple[Carried, ...]:
    """The places that an entry names."""
    places = (row.partition(" = ") for row in entry.get("carried", ()))
    return tuple(Carried(*place.split("#", 1), words) for place, _, words in places)


def missing(ledger: Mapping[str, Any], shelves: Shelves) -> Iterator[str]:
    """What the register no longer says, in the words that the ledger knows."""
    for name, entry in ledger.items():
        if not entry.get("carried") and not entry.get("left"):
            yield f"{name} is neither carried nor left with a reason"
        for carried in carried_by(entry):
            if not shelves.holds(carried):
                yield f"{name} is gone from {carried.file}.yml, {carried.where}: {carried.words}"


def compare(facts: Mapping[str, Fact], ledger: Mapping[str, Any], shelves: Shelves) -> Iterator[str]:
    """What differs between the facts and the register: facts dropped or changed, figures lost, sources mistaken."""
    yield from (f"{name} is a fact that the ledger does not know" for name in facts if name not in ledger)
    yield from (f"{name} is no longer a fact" for name in ledger if name not in facts)
    for name, fact in facts.items():
        entry = ledger.get(name, {})
        if entry and entry["fact"] != fact.digest:
            yield f"{name} has changed since it was carried"
        places = carried_by(entry)
        if places and (lost := figures(words_of(fact.value)) - _figures_at(places, shelves)):
            yield f"{name}: the figures {', '.join(sorted(lost))} are in none of the rows that carry it"
        if places and not _is_cited(fact, places, shelves):
            yield f"{name}: no row that carries it cites its source, {fact.value['source']}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = re.compile(rf"\b(May)\b(?= \d{{4}})|\b({'|'.join(_MONTHS).replace('|May', '')})[a-z]*\b")


def figures(text: str) -> set[str]:
    """The numbers in a text, months by their number and pence as pounds.

    A unit such as ×10⁹/L, a source's key and a web address hold none.
    """
    plain = re.sub(r"https?://\S+|(?:^|; )(?:id|sources?): [\w, -]+(?=;|$)|\bs\d+\b|[x×] ?10(?:\^9|⁹)/L", " ", text)
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)
    plain = re.sub(r"\b(\d\d)p\b", r"0.\1", plain)
    plain = _MONTH.sub(lambda found: f" {_MONTHS.index(found[1] or found[2]) + 1} ", plain)
    plain = re.sub(r"\b(20|19)(\d\d)-(1[3-9]|[2-9]\d)\b", r"\1\2 \1\3", plain)
    return {_plain_number(number) for number in re.findall(r"(?<![A-Za-z_\d.])\d+(?:\.\d+)?", plain)}


def _plain_number(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number.lstrip("0") or "0"


def _figures_at(places: tuple[Carried, ...], shelves: Shelves) -> set[str]:
    texts = [place.words for place in places]
    for place in places:
        source = _source_at(place, shelves)
        texts += [words_of(source)] if source else []
    return {number for text in texts for number in figures(text)}


def _source_at(place: Carried, shelves: Shelves) -> Any:
    cited = re.search(r"(?:^|; )source: ([\w-]+)", place.words)
    return shelves.value(place.file, f"sources.{cited[1]}") if cited else None


def _is_cited(fact: Fact, places: tuple[Carried, ...], shelves: Shelves) -> bool:
    """Whether one of the rows cites the source that the fact cites, by its web address."""
    key = fact.value.get("source") if isinstance(fact.value, dict) else None
    address = fact.addresses.get(key or "")
    if not address or address == "null":
        return True
    cited = set()
    for place in places:
        named = re.findall(r"(?:^|; )sources?: ([\w-]+(?:, [\w-]+)*)", place.words)
        keys = {part for names in named for part in names.split(", ")}
        known = shelves.value(place.file, "sources") or {}
        keys |= set(known) if place.where in ("sources", "title", "document") else set()
        cited |= {identity(known[one].get("url", "")) for one in keys if one in known}
    return identity(address) in cited


def identity(address: str) -> str:
    """What makes two web addresses one."""
    parts = urlsplit(address)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}".casefold()


# -- renewing -----------------------------------------------------------------------------------------------------


def renew(
    digests: Mapping[str, str],
    ledger: Mapping[str, Any],
    shelves: Shelves,
    folder: Path = LEDGER,
    *,
    figures_may_change: bool = True,
) -> list[str]:
    """Write the ledger anew: digests as given, words from the rows nearest to those it knew.

    Returns what a person has to look at: rows that were reworded, and rows that have gone. A row whose figures changed
    is taken only where they may change: where the facts are at hand to compare them with.
    """
    told: list[str] = []
    by_file: dict[str, dict[str, Any]] = {}
    for name, digest in digests.items():
        entry = ledger.get(name, {})
        stem, _, key = name.partition("/")
        renewed: dict[str, Any] = {"fact": digest}
        if entry.get("left"):
            renewed["left"] = entry["left"]
        rows = [row for place in carried_by(entry) for row in _renewed(name, place, shelves, told, figures_may_change)]
        if rows:
            renewed["carried"] = rows
        by_file.setdefault(stem, {})[key] = renewed
    for stem, entries in by_file.items():
        text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=10**6)
        (folder / f"{stem}.yml").write_text(text, encoding="utf-8")
    return told


def _renewed(name: str, place: Carried, shelves: Shelves, told: list[str], figures_may_change: bool) -> Iterator[str]:
    rows = shelves.rows(place.file, place.where)
    near = [place.words] if place.words in rows else difflib.get_close_matches(place.words, rows, 1, NEAR_ENOUGH)
    if near and not figures_may_change and figures(near[0]) != figures(place.words):
        told.append(
            f"{name} has other figures in {place.file}.yml, {place.where}. Compare them with the facts: {near[0]}"
        )
        near = [place.words]
    if not near:
        told.append(f"{name} has gone from {place.file}.yml, {place.where}: {place.words}")
    elif near[0] != place.words:
        told.append(f"{name} was reworded in {place.file}.yml, {place.where}:\n  was {place.words}\n  is  {near[0]}")
    yield from (f"{place.file}#{place.where} = {words}" for words in near)


def main(folder: str = "") -> int:
    """Renew the ledger; with the facts' folder, compare each fact with it too. Returns 1 where something differs."""
    ledger, shelves = read_ledger(), Shelves()
    facts = facts_in(Path(folder)) if folder else {}
    digests = {name: fact.digest for name, fact in facts.items()} or {name: row["fact"] for name, row in ledger.items()}
    told = renew(digests, ledger, shelves, figures_may_change=bool(facts))
    renewed = read_ledger()
    wrong = [*missing(renewed, shelves), *(compare(facts, renewed, shelves) if facts else ())]
    left = [f"{name}: {entry['left']}" for name, entry in renewed.items() if entry.get("left")]
    summary = f"{len(renewed)} facts, {len(renewed) - len(left)} carried, {len(left)} left:"
    sys.stdout.write("\n".join([*told, *wrong, summary, *left]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
