"""The part of the register around a file: what it names, and something that names it.

The whole register takes a second to judge. A file is spoilt thousands of times, so it stands among as few others as
let every rule say of it what it would say in the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath

from sharedcare.register.folder import LEDGER, REFERENCE
from sharedcare.register.kinds import SETTINGS
from tests.mutants.corpus import TOKEN, Corpus
from tests.mutants.tree import Node

IDS = f"{REFERENCE}/ids.yml"
NOT_FOLLOWED = frozenset({"guidance", "decisions", "ids", SETTINGS})
"""Shared files that no file refers to."""
MONITORING = "reference_monitoring"


@cache
def neighbours(corpus: Corpus, file: str) -> Mapping[str, bytes]:
    """The other files that stand around a file, cut down to what it names."""
    text = corpus.text(file)
    # The list of ids and the ledger name every protocol: as many would stand around them as there are.
    names_all = file == IDS or file.startswith(f"{REFERENCE}/{LEDGER}/")
    named, drugs = set() if names_all else set(TOKEN.findall(text)), set(_drugs(corpus.trees[file].top))
    found: dict[str, str] = {}
    for other in _protocols(corpus, file, named):
        found[other] = corpus.text(other)
        named |= set(TOKEN.findall(found[other]))
        drugs |= set(_drugs(corpus.trees[other].top))
    for drug in sorted(drugs):
        path = f"{REFERENCE}/drugs/{drug}.yml"
        if path in corpus.files and path != file:
            found[path] = _cut(corpus.text(path), corpus.trees[path].top, named)
            named |= set(TOKEN.findall(found[path]))
    found.update(_shelves(corpus, file, frozenset(named)))
    if file != IDS:
        found[IDS] = _ids_of((file, *found))
    return {name: found[name].encode("utf-8") for name in sorted(found)}


def _ids_of(files: Iterable[str]) -> str:
    """The list of ids of the protocols among the files."""
    paths = [PurePosixPath(file) for file in files if not file.startswith(f"{REFERENCE}/")]
    groups = {path.parent.name: [one.stem for one in paths if one.parent == path.parent] for path in paths}
    parts = [f"  {area}: {{published: [{', '.join(sorted(names))}]}}\n" for area, names in groups.items()]
    return f"ids:\n{''.join(parts)}" if parts else "ids: {}\n"


def _drugs(tree: Node) -> Iterator[str]:
    """The drugs that a protocol has."""
    if (drugs := tree.by_key.get("drugs")) is not None:
        yield from (str(row.text) for row in drugs.items)


def _protocols(corpus: Corpus, file: str, named: set[str]) -> Iterator[str]:
    """The protocols that the file names; and of those that name it, or a record of it, the shortest, else a neighbour.

    Around a file of shared records stands the longest that names one, too.
    """
    stems = {PurePosixPath(other).stem: other for other in corpus.protocols if other != file}
    yield from (other for stem, other in stems.items() if stem in named)
    records = _records(corpus, file)
    others = [other for stem, other in stems.items() if stem not in named]
    naming = [other for other in others if records & _tokens(corpus, other)]
    beside = [other for other in others if PurePosixPath(other).parent == PurePosixPath(file).parent]
    ranked = sorted(naming or beside or others, key=lambda other: _size(corpus, other))
    yield from dict.fromkeys((*ranked[:1], *(ranked[-1:] if naming and len(records) > 1 else ())))


def _size(corpus: Corpus, file: str) -> tuple[int, int]:
    """How much stands around a protocol: its drugs, and its own length."""
    return len(list(_drugs(corpus.trees[file].top))), len(corpus.files[file])


@cache
def _tokens(corpus: Corpus, file: str) -> frozenset[str]:
    return frozenset(TOKEN.findall(corpus.text(file)))


def _records(corpus: Corpus, file: str) -> frozenset[str]:
    """The ids of the records that the file holds."""
    path, tree = PurePosixPath(file), corpus.trees[file].top
    if len(path.parts) == 2 and path.parts[0] == REFERENCE:
        return frozenset(name for shelf, item in tree.by_key.items() if shelf != "sources" for name in item.own_keys)
    return frozenset({path.stem})


def _cut(text: str, tree: Node, named: set[str]) -> str:
    """A drug's file with what a protocol asks of it: names, its rows of monitoring, what is named, their sources."""
    parts = []
    for key, item in tree.by_key.items():
        first = {_about(row): row for row in reversed(item.items)} if key == MONITORING else {}
        rows = [row for row in item.items if _text(row, "id") in named or first.get(_about(row)) is row]
        if key == "sources":
            parts.append(_kept(text, item, set(TOKEN.findall("\n".join(parts))), key))
        elif item.text is not None or item.is_flow:
            parts.append(f"{key}: {text[item.start : item.end]}")
        elif rows:
            parts.append("\n".join([f"{key}:", *(f"  - {text[row.start : row.end]}" for row in rows)]))
    return "\n".join(part for part in parts if part) + "\n"


def _about(row: Node) -> tuple[str | None, ...]:
    """The phase of a row of monitoring, and the first of its tests."""
    tests = row.by_key.get("tests")
    return _text(row, "phase"), tests.items[0].text if tests is not None and tests.items else None


def _text(row: Node, key: str) -> str | None:
    return row.by_key[key].text if key in row.by_key else None


def _kept(text: str, block: Node, names: set[str], title: str) -> str:
    """The children of a block that have one of the names, or that call themselves so."""
    lines = [text[start:end] for key, item, (start, end) in zip(block.keys, block.items, block.spans, strict=True)
             if key.text in names or _aliases(item) & names]  # fmt: skip
    return "\n".join([f"{title}:", *(f"  {line}" for line in lines)]) if lines else ""


def _aliases(item: Node) -> set[str]:
    """What a test is called beside its id: any words of its other names."""
    return {str(row.text) for row in item.by_key["aliases"].items} if "aliases" in item.by_key else set()


def _shelves(corpus: Corpus, file: str, named: frozenset[str]) -> Mapping[str, str]:
    """The shared files with the records that are named, and those that these name."""
    paths = [PurePosixPath(name) for name in corpus.files if name != file]
    names = [str(path) for path in paths if str(path.parent) == REFERENCE and path.stem not in NOT_FOLLOWED]
    kept: dict[str, str] = {}
    before = -1
    while len(named) > before:
        before = len(named)
        for name in names:
            shelf = PurePosixPath(name).stem
            kept[name] = _kept(corpus.text(name), corpus.trees[name].top.by_key[shelf], set(named), shelf)
            named |= _referred(kept[name])
    return {name: _with_sources(corpus, name, text) for name, text in kept.items() if text}


def _referred(text: str) -> frozenset[str]:
    """What the values of keys name that hold ids, as far as their names tell."""
    lines = (line for line in text.splitlines() if any(f"{key}: " in line for key in _REFERRING))
    return frozenset(token for line in lines for token in TOKEN.findall(line.partition(": ")[2]))


_REFERRING = ("part_of", "committee", "scheme", "commissioner", "organisation", "advises", "by", "covers", "area")


def _with_sources(corpus: Corpus, name: str, text: str) -> str:
    sources = corpus.trees[name].top.by_key.get("sources")
    kept = _kept(corpus.text(name), sources, set(TOKEN.findall(text)), "sources") if sources is not None else ""
    return f"{kept}\n{text}\n" if kept else f"{text}\n"
