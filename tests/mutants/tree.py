"""A text of the register as a tree of the places where its values stand, so that it can be spoilt at one of them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import yaml

from sharedcare.register.folder import REFERENCE
from sharedcare.register.schema import schemas

Schema = Mapping[str, Any]
Plain = str | list["Plain"] | dict[str, "Plain"]


def as_flow(value: object) -> str:
    """A value as YAML on one line; a single word without quotes, as people write it."""
    return value if isinstance(value, str) and _WORD.fullmatch(value) else json.dumps(value, ensure_ascii=False)


_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


class Shape:
    """What may stand at a place, as the register's own schema tells it."""

    def __init__(self, schema: Schema, root: Schema) -> None:
        self._schema, self._root = schema, root
        self._below: dict[str | None, Shape] = {}

    @cached_property
    def options(self) -> list[Schema]:
        """The alternatives, with references followed."""
        return self._options(self._schema)

    def _options(self, schema: Schema) -> list[Schema]:
        if "$ref" in schema:
            return self._options(self._root["$defs"][schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:
            options = [option for one in schema["anyOf"] for option in self._options(one)]
            # A number stands beside a text only since other readers of YAML take such a text for one.
            texts = [option for option in options if option.get("type") not in ("number", "integer", "boolean")]
            return texts or options
        return [schema]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys that a block may have by name."""
        return frozenset(key for option in self.options for key in option.get("properties", ()))

    @cached_property
    def is_prose(self) -> bool:
        """Whether any words may stand there: not only an id, a date or one of a few words."""
        kinds = [option for option in self.options if option.get("enum") != ["unknown"]]
        return not any(key in option for option in kinds for key in ("enum", "pattern", "items", "properties"))

    def below(self, key: str | None) -> Shape:
        """What may stand at a key of the block, or without a key in a row of the list."""
        if key not in self._below:
            self._below[key] = Shape(next(self._schemas_below(key), {}), self._root)
        return self._below[key]

    def _schemas_below(self, key: str | None) -> Iterator[Schema]:
        for option in self.options:
            more = option.get("additionalProperties")
            if key is None:
                yield from (option[name] for name in ("items",) if name in option)
            elif key in option.get("properties", {}):
                yield option["properties"][key]
            elif isinstance(more, dict):
                yield more


class Shapes:
    """The shape of each kind of file."""

    def __init__(self) -> None:
        roots = {name.removesuffix(".schema.json"): json.loads(text) for name, text in schemas().items()}
        self._shapes = {name: Shape(root, root) for name, root in roots.items()}

    def of(self, file: str) -> Shape:
        """The shape of a file, by its path from the register's folder."""
        parts = file.split("/")
        if parts[0] != REFERENCE:
            return self._shapes["protocol"]
        return self._shapes["drug" if len(parts) > 2 else parts[1].removesuffix(".yml")]


class Node(NamedTuple):
    """A value, and where it stands in its text, in characters."""

    start: int
    end: int
    key: str
    """The key that names it, or its list."""
    pattern: str
    """The keys that lead to it, without the numbers of rows: `document.reviews[].on`."""
    text: str | None
    """What a scalar holds; nothing for a list or block."""
    is_flow: bool
    """Whether it is written in brackets."""
    keys: tuple[Node, ...]
    """A block's keys."""
    items: tuple[Node, ...]
    """A list's rows, or a block's values."""
    shape: Shape

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each child stands: its row, or its key and its value."""
        starts = (node.start for node in (self.keys or self.items))
        return tuple((start, item.end) for start, item in zip(starts, self.items, strict=True))

    @property
    def plain(self) -> Plain:
        """Its value."""
        if self.text is not None:
            return self.text
        items = [item.plain for item in self.items]
        return dict(zip(self.own_keys, items, strict=True)) if self.keys else items

    @property
    def own_keys(self) -> tuple[str, ...]:
        """What its keys are called."""
        return tuple(str(key.text) for key in self.keys)

    @property
    def by_key(self) -> Mapping[str, Node]:
        """A block's values by key; nothing for a list."""
        return dict(zip(self.own_keys, self.items, strict=False))

    def walk(self) -> Iterator[Node]:
        """It, and all values inside it."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True, eq=False)
class Tree:
    """A text, and all that stands in it, by place."""

    text: str
    top: Node

    @cached_property
    def nodes(self) -> list[Node]:
        """Every value."""
        return list(self.top.walk())

    @cached_property
    def scalars(self) -> Mapping[str, list[Node]]:
        """The scalars by pattern."""
        return by_pattern(node for node in self.nodes if node.text is not None)

    @cached_property
    def collections(self) -> Mapping[str, list[Node]]:
        """The lists and blocks that hold something, by pattern."""
        return by_pattern(node for node in self.nodes if node.items)

    @cached_property
    def values(self) -> Mapping[str, list[Node]]:
        """All values but the whole, by pattern."""
        return by_pattern(self.nodes[1:])

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The scalars by the key that names them."""
        named = sorted({(node.key, node.text) for node in self.nodes if node.text is not None})
        return {key: tuple(text for _, text in found) for key, found in groupby(named, key=itemgetter(0))}


def by_pattern(nodes: Iterable[Node]) -> Mapping[str, list[Node]]:
    """Nodes by the place where they stand."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        found[node.pattern].append(node)
    return dict(found)


def read(text: str, shape: Shape) -> Tree:
    """A text as a tree. Raises yaml.YAMLError where it is no YAML, and ValueError where it is empty."""
    composed = yaml.compose(text, Loader=yaml.CBaseLoader)
    if composed is None:
        raise ValueError("empty")
    return Tree(text, _node(text, composed, "", "", shape))


NOTHING = Shape({}, {})


def _node(text: str, node: yaml.Node, key: str, pattern: str, shape: Shape) -> Node:
    start = node.start_mark.index
    end = start + len(text[start : node.end_mark.index].rstrip())
    if isinstance(node, yaml.ScalarNode):
        return Node(start, end, key, pattern, node.value, False, (), (), shape)
    keys: tuple[Node, ...] = ()
    if isinstance(node, yaml.MappingNode):
        keys = tuple(_node(text, name, "", "", NOTHING) for name, _ in node.value)
        dotted = f"{pattern}." if pattern else ""
        items = tuple(
            _node(text, value, name, f"{dotted}{name if name in shape.keys else '*'}", shape.below(name))
            for name, value in ((str(name.value), value) for name, value in node.value)
        )
    else:
        items = tuple(_node(text, value, key, f"{pattern}[]", shape.below(None)) for value in node.value)
    return Node(start, end, key, pattern, None, bool(node.flow_style), keys, items, shape)
