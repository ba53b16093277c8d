"""A file's bytes -> its text in the canonical form, or why it has none; and whether a file is in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

from sharedcare.register.canonical.comments import around
from sharedcare.register.canonical.matching import certainly_canonical
from sharedcare.register.canonical.printer import printed
from sharedcare.register.canonical.tree import CannotKeep as CannotKeep
from sharedcare.register.canonical.tree import Tree, grown, remarks_in
from sharedcare.register.model.base import Record
from sharedcare.register.reading.places import Places, Value
from sharedcare.register.reading.positions import Positioned, parse

_OTHER_LINE_ENDS = ("\u0085", "\u2028", "\u2029")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Astray:
    """The first place where a file is not in the canonical form."""

    line: int
    wanted: str | None
    """The line that belongs there, or nothing where the file ends before it."""
    kept_by: str | None = None
    """Why the file cannot be put into it, in a sentence; there is no such place then."""


def canonical(kind: type[Record], text: str, positioned: Positioned) -> str:
    """The text of a file in the canonical form, by its text and its values as read from it.

    Raises CannotKeep where something in the file would be lost.
    """
    return printed(_tree(kind, text, positioned))


def checked(kind: type[Record], raw: bytes) -> str:
    """The canonical form of a file, once it is certain that it says the same: values, comments, and no more to change.

    Raises CannotKeep where it would not, or the file cannot be read.
    """
    before, text = _read(raw)
    tree = _tree(kind, text, before)
    made = printed(tree)
    after, _ = _read(made.encode())
    again = _tree(kind, made, after)
    if not _is_same(before.data, after.data):
        raise CannotKeep("a value would read otherwise")
    if Counter(remarks_in(tree)) != Counter(remarks_in(again)):
        raise CannotKeep("a comment would change its place")
    if printed(again) != made:
        raise CannotKeep("it would not come to rest")
    return made


def first_astray(kind: type[Record], raw: bytes, positioned: Positioned) -> Astray | None:
    """Where a file first strays from the canonical form, by its bytes and its values as read from them."""
    text = plain_text(raw)
    is_plain = not raw.startswith(_BYTE_ORDER_MARK) and b"\r" not in raw
    if is_plain and certainly_canonical(kind, positioned.data, text.split("\n")):
        return None
    try:
        made = canonical(kind, text, positioned)
    except CannotKeep as problem:
        return Astray(1, None, str(problem))
    if made != text:
        pairs = zip_longest(text.split("\n"), made.split("\n"))
        return next(Astray(line, wanted) for line, (found, wanted) in enumerate(pairs, 1) if found != wanted)
    return None if is_plain else Astray(1, made.split("\n", 1)[0])


def _is_same(one: Value, other: Value) -> bool:
    """Whether two values hold the same texts; rows and the names of sources also in the same order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(item, other[key]) for key, item in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return one == other


def _read(raw: bytes) -> tuple[Positioned, str]:
    positioned, troubles = parse(raw)
    if positioned is None or troubles:
        raise CannotKeep("it cannot be read")
    return positioned, plain_text(raw)


def plain_text(raw: bytes) -> str:
    """The text of a file's bytes, without a byte order mark, and with the line ends of Unix."""
    return raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")


def _tree(kind: type[Record], text: str, positioned: Positioned) -> Tree:
    if any(sign in text for sign in _OTHER_LINE_ENDS):
        raise CannotKeep("it holds a sign that some programs take for the end of a line")
    values, keys = positioned.values, positioned.keys
    if not isinstance(values, Places) or not isinstance(keys, Places):
        raise CannotKeep("a key stands twice in it")
    lines = text.split("\n")
    spots = zip(values.in_order(), keys.in_order(), strict=True)
    return grown(kind, positioned.data, spots, lines, around(lines, positioned.comments))
