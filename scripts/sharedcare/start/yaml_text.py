"""Records written as YAML, and the part of a shared file that is wanted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

import yaml

_WIDTH = 110


class _Plain(yaml.SafeDumper):
    """Every value is text to the register, so that no date and no number needs quotes; rows stand two spaces in."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name is PyYAML's

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's
        """Begin a block. PyYAML asks for no indent where a list stands below a key."""
        super().increase_indent(flow, False)


def written(data: Any) -> str:
    """Plain data as YAML, in the order given."""
    text = yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=False)
    return str(text)


def part_of(text: str, wanted: Collection[str]) -> str:
    """A shared file with the wanted records alone, and with the sources that they cite.

    Each block of the file begins with its name at the margin, and each record in it two spaces further in.
    """
    blocks = dict(_blocks(text))
    kept = {
        name: "".join(body for key, body in _entries(lines) if key in wanted)
        for name, lines in blocks.items()
        if name != "sources"
    }
    cited = "".join(kept.values())
    sources = "".join(body for key, body in _entries(blocks.get("sources", "")) if names(cited, key))
    parts = [_block(name, sources if name == "sources" else kept[name]) for name in blocks]
    return "\n".join((_HEAD.match(text)[0], *parts)).lstrip("\n")  # type: ignore[index]


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of a shared file's records."""
    return tuple(key for name, lines in _blocks(text) if name != "sources" for key, _ in _entries(lines) if key)


def names(text: str, key: str) -> bool:
    """Whether a text has a key as a word of its own."""
    return re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text) is not None


_HEAD = re.compile(r"(?:#.*\n)*")


def _block(name: str, body: str) -> str:
    return f"{name}:\n{body}" if body else f"{name}: {{}}\n"


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each block at the margin: its name, and the lines below it."""
    for found in re.finditer(r"^(\w+):.*\n((?:(?:[ #].*)?\n)*)", text, re.MULTILINE):
        yield found[1], found[2]


def _entries(lines: str) -> Iterator[tuple[str, str]]:
    """Each record of a block: its key, and its lines."""
    for found in re.finditer(r"^  ([\w-]+):.*\n((?:(?: {3}.*)?\n)*)", lines, re.MULTILINE):
        yield found[1], found[0].rstrip("\n") + "\n"
