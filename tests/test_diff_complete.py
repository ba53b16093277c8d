"""The diff is complete: every single change to a full protocol is told, and nothing else is."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import EnumType
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sharedcare.changes.protocols import changes_of
from sharedcare.changes.told import REWRITTEN
from sharedcare.pages.book import Book
from sharedcare.pages.change_words import ChangeWords, Speech
from sharedcare.register.entries import Entry
from sharedcare.register.load import load
from sharedcare.register.model import vocabulary
from sharedcare.register.model.base import NOTE_SUFFIX, Record, kinds_in
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.reading.positions import parse
from tests.registers import BASE, DAY

ROOT = Path(__file__).parent.parent
FULL = ROOT / "protocols" / "exampleshire" / "exampleshire-methotrexate.yml"
WORDS = sorted({word.value for kind in vars(vocabulary).values() if isinstance(kind, EnumType) for word in kind})
PLAIN = (
    "unknown",
    "none",
    "true",
    "false",
    "17",
    "2027-01-02",
    "7 weeks",
    "https://example.org/other",
    "a@example.org",
)
VALUES = (*PLAIN, "other-id", "SC203", *WORDS, "Something else")
"""What is tried in the place of a value, until one fits."""
SHAPES = (*VALUES[1:], *([value] for value in VALUES), {}, [{}], {"other-id": {}})
"""What is tried where nothing stood."""


NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""What fails is told at once: of a whole protocol, the search for a smaller one takes minutes."""
PROTOCOLS = [file for file in sorted((ROOT / "protocols").glob("*/*.yml")) if file.parent.name != "reference"]


@cache
def book() -> Book:
    return Book.of(load(BASE), DAY)


@cache
def whole() -> tuple[dict[str, Any], Protocol]:
    """The full protocol, as written and as read."""
    entry = load_one(FULL)
    return entry.positioned.data, entry.record


def load_one(file: Path) -> Entry[Protocol]:
    positioned, troubles = parse(file.read_bytes())
    assert positioned is not None and not troubles
    return Entry(read(positioned.data), "x.yml", positioned, (), {})


def read(data: Any) -> Protocol:
    return Protocol.model_validate(data)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where each value of a file stands, the blocks and lists included."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(item, (*path, key))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def told(after: Protocol) -> tuple[str, ...]:
    """What is told of the full protocol after an edit."""
    before = whole()[1]
    speeches = (Speech.of(book(), Entry(record, "x.yml", None, (), record.sources)) for record in (before, after))
    lines = tuple(line.words() for line in ChangeWords(*speeches).lines(changes_of(before, after)))
    assert [line for line in lines if REWRITTEN in line] == []
    return lines


def edited(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A file with one value changed, or taken away where the value is `...`. All else is shared, not copied."""
    block = copy.copy(data)
    if len(path) > 1:
        block[path[0]] = edited(block[path[0]], path[1:], value)
    elif value is ...:
        del block[path[0]]
    else:
        block[path[0]] = value
    return block


def fitting(path: tuple[Any, ...], values: Sequence[Any]) -> tuple[Any, Protocol] | None:
    """The first value that fits in a place and makes another record of the full protocol, with that record.

    An empty list taken away, or a word that is the default, makes no other.
    """
    kind, here = owner(path)
    block = at(whole()[0], path[:here])
    for value in values:
        with suppress(ValidationError):
            if kind.model_validate(edited(block, path[here:], value)) != kind.model_validate(block):
                return value, read(edited(whole()[0], path, value))
    return None


def owner(path: tuple[Any, ...]) -> tuple[type[Record], int]:
    """The kind of the innermost block that holds a place, and after how many steps of the path it stands."""
    kind, found, inner = Protocol, 0, None
    for number, step in enumerate(path[:-1]):
        if inner is None and step in kind.field_keys():
            inner = next(kinds_in(kind.model_fields[kind.field_keys()[step]].annotation), None)
        block = at(whole()[0], path[: number + 1])
        if inner is not None and isinstance(block, dict) and block.keys() & inner.field_keys().keys():
            kind, found, inner = inner, number + 1, None
    return kind, found


def test_the_walk_is_long():
    assert len(list(paths(whole()[0]))) >= 500


@pytest.mark.parametrize("block", sorted(whole()[0]))
def test_every_value_taken_away_is_told(block):
    for path in paths(whole()[0][block], (block,)):
        with suppress(ValidationError):
            record = read(edited(whole()[0], path, ...))
            assert told(record) or record == whole()[1], path


@pytest.mark.parametrize("block", sorted(whole()[0]))
def test_every_value_changed_is_told(block):
    for path in paths(whole()[0][block], (block,)):
        if isinstance(at(whole()[0], path), str):
            value, record = another(path)
            lines = told(record)
            assert lines, path
            assert not value.endswith(" or so") or value in " ".join(lines), path


def another(path: tuple[Any, ...]) -> tuple[Any, Protocol]:
    """Another value for a place, and the full protocol with it."""
    found = fitting(path, (f"{at(whole()[0], path)} or so", *VALUES))
    assert found is not None, f"nothing else fits at {path}"
    return found


Found = tuple[type[Record], tuple[Any, ...]]


def blocks(value: Any, kind: type[Record], path: tuple[Any, ...] = ()) -> Iterator[Found]:
    """Where blocks of each kind stand: of a list, the first row."""
    yield kind, path
    for key, name in kind.field_keys().items():
        inner = next(kinds_in(kind.model_fields[name].annotation), None)
        here = value.get(key)
        if inner is None or not here:
            continue
        if isinstance(here, list):
            yield from blocks(here[0], inner, (*path, key, 0))
        elif isinstance(here, dict):
            first = () if here.keys() & inner.field_keys().keys() else (next(iter(here)),)
            yield from blocks(at(here, first), inner, (*path, key, *first))


BLOCKS = dict(blocks(whole()[0], Protocol))
"""A place of each kind of block."""


@pytest.mark.parametrize("kind", BLOCKS, ids=lambda kind: kind.__name__)
def test_every_value_added_is_told(kind):
    path, block = BLOCKS[kind], at(whole()[0], BLOCKS[kind])
    notes = [f"{key}{NOTE_SUFFIX}" for key in kind.field_keys()]
    for key in kind.field_keys().keys() - block.keys():
        found = fitting((*path, key), SHAPES)
        assert found is not None, f"nothing fits at {(*path, key)}"
        assert told(found[1]), key
    for note in {note for note in notes if kind.base_of_note(note)} - block.keys():
        lines = told(read(edited(whole()[0], (*path, note), "Asked in May")))
        assert "asked in may" in " ".join(lines).casefold(), note


def test_blocks_of_every_kind_were_found():
    assert len(BLOCKS) > 25


def shuffled(value: Any, order: st.DataObject) -> Any:
    """The same with all keys and rows in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], order) for key in order.draw(st.permutations(list(value)))}
    if isinstance(value, list):
        return [shuffled(item, order) for item in order.draw(st.permutations(value))]
    return value


@settings(max_examples=10, phases=NO_SHRINKING)
@given(st.data())
def test_order_is_never_told(order):
    assert told(read(shuffled(whole()[0], order))) == ()


@pytest.mark.parametrize("file", PROTOCOLS[::15], ids=lambda file: file.stem)
def test_a_protocol_is_the_same_as_itself(file):
    assert changes_of(load_one(file).record, load_one(file).record) == ()


@settings(max_examples=10, phases=NO_SHRINKING)
@given(st.data())
def test_several_changes_are_each_told_both_ways(order):
    every = [path for path in paths(whole()[0]) if isinstance(at(whole()[0], path), str)]
    data = whole()[0]
    for path in (chosen := order.draw(st.lists(st.sampled_from(every), min_size=2, max_size=4, unique=True))):
        data = edited(data, path, another(path)[0])
    try:
        after = read(data)
    except ValidationError:
        return
    forward, backward = changes_of(whole()[1], after), changes_of(after, whole()[1])
    assert {one.block for one in forward} == {one.block for one in backward} == {path[0] for path in chosen}
