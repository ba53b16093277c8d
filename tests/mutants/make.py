"""A mutant by its seed and number: the same each time, whatever was made before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import yaml

from tests.mutants.blocks import GENTLE, ROUGH, Blocks
from tests.mutants.corpus import Corpus
from tests.mutants.raw import BYTES, LINES
from tests.mutants.whole import WHOLES
from tests.mutants.world import neighbours

SEED = 20261122
NAMED = "named_record_changed"
LEVELS = {"gentle": 47, "rough": 17, "line": 11, "byte": 8, "whole": 11, NAMED: 6}
"""How often, in a hundred, a mutant is spoilt at which level."""
KINDS = tuple(sorted((*GENTLE, *ROUGH, *LINES, *BYTES, *WHOLES, NAMED)))
STEPS = {"gentle": (1, 2, 4, 6, 8, 10), "rough": (1, 1, 1, 2), "whole": (0, 0, 1, 4, 8)}
"""How many changes of the structure are made one after the other: a rule often needs two that go together."""
MOST_TRIES = 60


@dataclass(frozen=True)
class Mutant:
    """A shipped file, spoilt."""

    number: int
    file: str
    """The shipped file that it was made from."""
    kinds: tuple[str, ...]
    """What was done to it, in order."""
    files: Mapping[str, bytes]
    """What stands in its place: most often one file of the same name."""


def mutant(corpus: Corpus, seed: int, number: int) -> Mutant:
    """The mutant of a number. It never equals the file that it was made from."""
    rng = Random(f"{seed} {number}")
    for _ in range(MOST_TRIES):
        file = rng.choices(corpus.names, corpus.variety)[0]
        level = rng.choices(list(LEVELS), list(LEVELS.values()))[0]
        kinds, files = OTHERS[level](rng, corpus, file) if level in OTHERS else _spoilt(rng, corpus, file, level)
        if files and files != {file: corpus.files[file]}:
            return Mutant(number, file, kinds, files)
    raise AssertionError(f"number {number} came to nothing in {MOST_TRIES} tries")


def _whole(rng: Random, corpus: Corpus, file: str) -> tuple[tuple[str, ...], Mapping[str, bytes]]:
    name = rng.choices(list(WHOLES), [weight for weight, _ in WHOLES.values()])[0]
    files = dict(WHOLES[name][1](rng, corpus, file) or {})
    kinds = [name]
    last = next(reversed(files), None)
    for _ in range(rng.choice(STEPS["whole"]) if last is not None else 0):
        text = files[last].decode("utf-8", "replace")
        files[last] = _with_block(rng, corpus, file, text, kinds, GENTLE).encode("utf-8")
    return tuple(kinds), files


def _named(rng: Random, corpus: Corpus, file: str) -> tuple[tuple[str, ...], Mapping[str, bytes]]:
    """The file as it is, and one of those around it spoilt: what only the two together show."""
    around = neighbours(corpus, file)
    other = rng.choice(list(around))
    text, kinds = around[other].decode("utf-8"), [NAMED]
    for _ in range(rng.choice(STEPS["gentle"])):
        text = _with_block(rng, corpus, other, text, kinds, GENTLE)
    return tuple(kinds), {file: corpus.files[file], other: text.encode("utf-8")} if len(kinds) > 1 else {}


OTHERS = {"whole": _whole, NAMED: _named}


def _spoilt(rng: Random, corpus: Corpus, file: str, level: str) -> tuple[tuple[str, ...], Mapping[str, bytes]]:
    kinds: list[str] = []
    text = corpus.text(file)
    for _ in range(rng.choice(STEPS[level]) if level in STEPS else 0):
        text = _with_block(rng, corpus, file, text, kinds, GENTLE if level == "gentle" else ROUGH)
    if level == "line" or rng.random() < 0.03:
        lines = text.split("\n")
        for kind in rng.choices(list(LINES), k=rng.choice((1, 1, 1, 2))):
            LINES[kind](rng, corpus, lines)
            kinds.append(kind)
        text = "\n".join(lines)
    raw = bytearray(text.encode("utf-8"))
    if raw and (level == "byte" or rng.random() < 0.02):
        kind = rng.choice(list(BYTES))
        BYTES[kind](rng, raw)
        kinds.append(kind)
    return tuple(kinds), {file: bytes(raw)}


def _with_block(rng: Random, corpus: Corpus, file: str, text: str, kinds: list[str], blocks: Blocks) -> str:
    """The text with one more change of its structure; as it is, where it has no place for it."""
    name = rng.choices(list(blocks), [weight for weight, _ in blocks.values()])[0]
    try:
        new = blocks[name][1](rng, corpus, corpus.tree(file, text))
    except (yaml.YAMLError, ValueError):
        return text
    if new != text:
        kinds.append(name)
    return new
