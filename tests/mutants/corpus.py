"""The shipped files, and what can be learnt from all of them together: values by key, blocks by place, ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from random import Random

from sharedcare.register.folder import REFERENCE
from sharedcare.rules import RULES
from tests.mutants.tree import Node, Plain, Schema, Shape, Shapes, Tree, by_pattern, read

SHIPPED = Path(__file__).parents[2] / "protocols"
TOKEN = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DEEPEST = 4
"""How deep the blocks are that are made from a shape alone."""


@dataclass(frozen=True, eq=False)
class Corpus:
    """What mutants are made from."""

    files: Mapping[str, bytes]
    """Every shipped file by its path from the register's folder."""
    trees: Mapping[str, Tree]
    shapes: Shapes
    by_key: Mapping[str, tuple[str, ...]]
    """The scalars that stand under each key anywhere."""
    by_pattern: Mapping[str, list[Node]]
    """The values that stand at each place, in any file."""
    texts: Mapping[str, tuple[str, ...]]
    """The scalars that stand at each place, each once."""
    ids: tuple[str, ...]
    """What the files call other records and parts of themselves."""
    words: tuple[str, ...]
    """Every scalar of every file, and the codes of the rules."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The files in order."""
        return tuple(self.files)

    @cached_property
    def variety(self) -> tuple[int, ...]:
        """How often each file is taken: the more kinds of place it has, the more rules have something to say of it."""
        places = [len(tree.values) ** 2 for tree in self.trees.values()]
        values = [sum(map(len, tree.values.values())) for tree in self.trees.values()]
        least = sum(places) // len(places)
        return tuple(least + number + 2 * many for number, many in zip(places, values, strict=True))

    @cached_property
    def protocols(self) -> tuple[str, ...]:
        """The files of protocols, in order."""
        return tuple(name for name in self.files if not name.startswith(f"{REFERENCE}/"))

    def text(self, file: str) -> str:
        """A shipped file's text."""
        return self.files[file].decode("utf-8")

    def tree(self, file: str, text: str) -> Tree:
        """A text as a tree, in the place of a file. Raises yaml.YAMLError or ValueError where it is none."""
        return self.trees[file] if text == self.trees[file].text else read(text, self.shapes.of(file))

    def made(self, rng: Random, shape: Shape, tree: Tree, key: str, depth: int = 0) -> Plain:
        """A value of a shape, of words that stand somewhere in the register, rather in the same file."""
        option = rng.choice(shape.options)
        match option.get("type"):
            case "object" if depth < DEEPEST:
                more = isinstance(option.get("additionalProperties"), dict)
                names = [rng.choice(self.ids)] if more else _names(rng, option)
                return {name: self.made(rng, shape.below(name), tree, name, depth + 1) for name in names}
            case "array" if depth < DEEPEST:
                number = rng.choice((0, 1, 1, 1, 2))
                return [self.made(rng, shape.below(None), tree, key, depth + 1) for _ in range(number)]
            case _:
                return self._scalar(rng, option, tree, key)

    def _scalar(self, rng: Random, option: Schema, tree: Tree, key: str) -> str:
        if "enum" in option:
            return str(rng.choice(option["enum"]))
        pattern = option.get("pattern", "")
        pools = (matching(words, pattern) for words in (tree.words.get(key, ()), self.by_key.get(key, ()), self.words))
        own, same_key, every = pools
        return rng.choice(rng.choice((own, own, same_key, same_key, every)) or same_key or every or self.words)


def _names(rng: Random, option: Schema) -> list[str]:
    """The keys that a block must have, and some that it may have."""
    required = option.get("required", ())
    return [name for name in option.get("properties", ()) if name in required or rng.random() < 0.3]


@lru_cache(maxsize=512)
def matching(words: tuple[str, ...], pattern: str) -> tuple[str, ...]:
    """The words that a shape's pattern allows."""
    fits: Callable[[str], object] = re.compile(pattern).search
    return tuple(word for word in words if fits(word))


@lru_cache(maxsize=4)
def corpus(root: Path = SHIPPED) -> Corpus:
    """What stands in a folder. Raises ValueError where it holds no file, since nothing would be shown then."""
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yml"))}
    if not files:
        raise ValueError(f"there is no file in {root}: no mutant can be made")
    shapes = Shapes()
    trees = {name: read(raw.decode("utf-8"), shapes.of(name)) for name, raw in files.items()}
    nodes = [node for tree in trees.values() for node in tree.nodes]
    scalars = [(node.key, node.text) for node in nodes if node.text is not None]
    placed = [(node.pattern, node.text) for node in nodes if node.text is not None]
    words = sorted({text for _, text in scalars} | {rule.code for rule in RULES})
    keys = {str(key.text) for node in nodes for key in node.keys}
    ids = sorted({text for text in (*words, *keys) if ID.fullmatch(text)})
    return Corpus(
        files,
        trees,
        shapes,
        _each_once(scalars),
        by_pattern(nodes),
        _each_once(placed),
        tuple(ids),
        tuple(words),
    )


def _each_once(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return {key: tuple(sorted(found)) for key, found in groups.items()}
