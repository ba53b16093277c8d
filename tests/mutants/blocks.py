"""Ways to spoil the structure of a file: its keys, its rows, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from random import Random

from tests.mutants.corpus import Corpus
from tests.mutants.scalars import GENTLE_CHANGES, ROUGH_CHANGES, Kind, misspelt
from tests.mutants.tree import Node, Tree, as_flow, by_pattern

Block = Callable[[Random, Corpus, Tree], str]
"""Gives the new text. Raises NoPlaceError where the text has no place for it."""
Blocks = Mapping[str, tuple[int, Block]]
"""How often each stands among the others, and how to do it."""


class NoPlaceError(ValueError):
    """The text has nothing that can be spoilt in this way."""


def pick(rng: Random, nodes: Mapping[str, list[Node]], *, to_prose: bool = False) -> Node:
    """One of the nodes: a place is as likely as any other, however many rows stand there, but prose less, or more."""
    if not nodes:
        raise NoPlaceError
    places = sorted(nodes)
    weights = [8 if nodes[place][0].shape.is_prose is to_prose else 1 for place in places]
    return rng.choice(nodes[rng.choices(places, weights)[0]])


def put(text: str, node: Node, new: str) -> str:
    """A text with another in the place of a value."""
    gap = " " if new and text[node.start - 1 : node.start] == ":" else ""
    return f"{text[: node.start]}{gap}{new}{text[node.end :]}"


def rebuilt(text: str, node: Node, children: Sequence[str]) -> str:
    """A text with other children in a list or block, set apart as the old ones were."""
    spans = node.spans
    apart = ", " if node.is_flow else f"\n{_indent(text, node)}"
    between = [text[end:start] for (_, end), (start, _) in pairwise(spans)] or [apart]
    joined = "".join(f"{child}{between[min(number, len(between) - 1)]}" for number, child in enumerate(children[:-1]))
    return f"{text[: spans[0][0]]}{joined}{''.join(children[-1:])}{text[spans[-1][1] :]}"


def _indent(text: str, node: Node) -> str:
    """What stands before each child of a block that is written on lines."""
    start = node.spans[0][0]
    column = start - (text.rfind("\n", 0, start) + 1)
    return f"{' ' * (column - 2)}- " if not node.keys and column >= 2 else " " * column


def _children(tree: Tree, node: Node) -> list[str]:
    return [tree.text[start:end] for start, end in node.spans]


def _blocks(tree: Tree) -> Mapping[str, list[Node]]:
    return by_pattern(node for node in tree.nodes if node.keys)


def _lists(tree: Tree) -> Mapping[str, list[Node]]:
    return by_pattern(node for node in tree.nodes if node.items and not node.keys)


def changed(kind: Kind) -> Block:
    """The kind that changes one scalar."""

    def block(rng: Random, corpus: Corpus, tree: Tree) -> str:
        alike = by_pattern(node for node in tree.nodes if node.text is not None and kind.fits.fullmatch(node.text))
        node = pick(rng, alike, to_prose=kind.to_prose)
        return put(tree.text, node, kind.change(rng, corpus, node, tree))

    return block


def child_deleted(rng: Random, _corpus: Corpus, tree: Tree) -> str:
    node = pick(rng, tree.collections)
    children = _children(tree, node)
    del children[rng.randrange(len(children))]
    return rebuilt(tree.text, node, children)


def child_repeated(rng: Random, _corpus: Corpus, tree: Tree) -> str:
    node = pick(rng, tree.collections)
    children = _children(tree, node)
    children.insert(rng.randrange(len(children) + 1), rng.choice(children))
    return rebuilt(tree.text, node, children)


def row_repeated(rng: Random, corpus: Corpus, tree: Tree) -> str:
    """A row twice, most often with one value changed, so that the two may contradict each other."""
    node = pick(rng, _lists(tree))
    children, row = _children(tree, node), rng.randrange(len(node.items))
    again = children[row]
    if rng.random() < 0.8 and (scalars := [one for one in node.items[row].walk() if one.text is not None]):
        scalar = rng.choice(scalars)
        start, end = (place - node.spans[row][0] for place in (scalar.start, scalar.end))
        again = f"{again[:start]}{as_flow(corpus.made(rng, scalar.shape, tree, scalar.key))}{again[end:]}"
    return rebuilt(tree.text, node, [*children[: row + 1], again, *children[row + 1 :]])


def children_moved(rng: Random, _corpus: Corpus, tree: Tree) -> str:
    node = pick(rng, by_pattern(node for node in tree.nodes if len(node.items) > 1))
    children = _children(tree, node)
    rng.shuffle(children)
    return rebuilt(tree.text, node, children)


def values_swapped(rng: Random, _corpus: Corpus, tree: Tree) -> str:
    """Two values of one block, or of one place, in the place of each other."""
    node, text = pick(rng, tree.collections), tree.text
    near = list(rng.choice((node.items, tree.values.get(node.pattern, []))))
    if len(near) < 2:
        raise NoPlaceError
    first, second = sorted(rng.sample(near, 2), key=lambda one: one.start)
    if first.end > second.start:
        raise NoPlaceError
    between = text[first.end : second.start]
    one, other = text[first.start : first.end], text[second.start : second.end]
    return f"{text[: first.start]}{other}{between}{one}{text[second.end :]}"


def value_emptied(rng: Random, _corpus: Corpus, tree: Tree) -> str:
    empty = rng.choice(("", "[]", "{}", '""', "unknown", "[unknown]", "{unknown: unknown}"))
    return put(tree.text, pick(rng, tree.values), empty)


def value_wrapped(rng: Random, _corpus: Corpus, tree: Tree) -> str:
    """A value as the only row of a list, once or many times over; or a list without its brackets."""
    node = pick(rng, tree.values)
    if node.items and rng.random() < 0.4:
        return put(tree.text, node, as_flow(node.items[0].plain))
    deep = rng.choice((1, 1, 2, 19, 22))
    return put(tree.text, node, f"{'[' * deep}{as_flow(node.plain)}{']' * deep}")


def block_from_elsewhere(rng: Random, corpus: Corpus, tree: Tree) -> str:
    """What stands at the same place of another file."""
    node = pick(rng, tree.values)
    others = corpus.by_pattern.get(node.pattern)
    if not others:
        raise NoPlaceError
    return put(tree.text, node, as_flow(rng.choice(others).plain))


def value_made(rng: Random, corpus: Corpus, tree: Tree) -> str:
    """Another value of the shape that the schema asks for."""
    node = pick(rng, tree.values)
    return put(tree.text, node, as_flow(corpus.made(rng, node.shape, tree, node.key)))


def key_made(rng: Random, corpus: Corpus, tree: Tree) -> str:
    """One more key that the schema allows in a block, with a value."""
    node = rng.choice((tree.top, pick(rng, _blocks(tree)))) if tree.top.keys else pick(rng, _blocks(tree))
    free = sorted(node.shape.keys - set(node.own_keys))
    notes = [key for key in free if key.endswith("_note")]
    if not free:
        raise NoPlaceError
    key = rng.choice(
        notes if notes and (len(notes) == len(free) or rng.random() < 0.05) else sorted({*free} - {*notes})
    )
    made = corpus.made(rng, node.shape.below(key), tree, key)
    return rebuilt(tree.text, node, [*_children(tree, node), f"{key}: {as_flow(made)}"])


def key_misspelt(rng: Random, corpus: Corpus, tree: Tree) -> str:
    """A key misspelt, or the name of another field in its place."""
    node = pick(rng, _blocks(tree))
    key = rng.choice(node.keys)
    word = misspelt(rng, str(key.text)) if key.text else "x"
    return put(tree.text, key, rng.choice((word, rng.choice(sorted(node.shape.keys) or [word]))))


def _kinds(changes: Sequence[Kind], blocks: Sequence[tuple[int, Block]]) -> Blocks:
    scalars = {kind.change.__name__: (kind.weight, changed(kind)) for kind in changes}
    return {**scalars, **{block.__name__: (weight, block) for weight, block in blocks}}


GENTLE = _kinds(
    GENTLE_CHANGES,
    [
        (9, child_deleted),
        (4, row_repeated),
        (2, children_moved),
        (4, block_from_elsewhere),
        (9, value_made),
        (9, key_made),
    ],
)
"""What most often leaves a file that can still be read."""
ROUGH = _kinds(
    ROUGH_CHANGES, [(3, child_repeated), (2, values_swapped), (5, value_emptied), (2, value_wrapped), (2, key_misspelt)]
)
"""What most often does not."""
