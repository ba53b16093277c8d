"""A tree of values and comments -> the text of its file in the canonical form."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from sharedcare.register.canonical.comments import BLANK
from sharedcare.register.canonical.layout import SPACED, Field, inside
from sharedcare.register.canonical.scalars import WIDTH, below, in_line
from sharedcare.register.canonical.tree import Entry, Leaf, Node, Tree
from sharedcare.register.reading.places import Value

STEP = 2
_rank = attrgetter("rank")


def printed(tree: Tree) -> str:
    """The text of a file, with one line end at its end."""
    lines = [*_from_first(tree.head)]
    if isinstance(tree.root, Node):
        _block(tree.root, 0, lines)
    lines += tree.foot[:-1] if tree.foot[-1:] == [BLANK] else tree.foot
    return "\n".join([*lines, ""])


def entry_lines(around: Field, key: str | None, value: Value, indent: int, beside: str = "") -> list[str]:
    """The lines of a key with a new value in what is around it, or of a new row where there is no key.

    What holds nothing but texts and lists of texts stands in brackets where these fit; names of the file's own do not.
    """
    lines: list[str] = []
    known, other = inside(around)
    held = known[key] if known is not None and key is not None else other
    _entry(Entry(key, 0, _new(value, held), (), beside), Node(around, key is None, False), indent, lines)
    return lines


def _new(value: Value, held: Field) -> Leaf | Node:
    if isinstance(value, str):
        return Leaf(value, held.is_text)
    known, other = inside(held)
    if isinstance(value, list):
        rows = [Entry(None, 0, _new(row, other)) for row in value]
        return Node(held, True, not any(isinstance(row, dict) for row in value), rows)
    fields = [(key, item, known[key] if known is not None else other) for key, item in value.items()]
    entries = [Entry(key, field.rank, _new(item, field)) for key, item, field in fields]
    return Node(held, False, known is not None and not any(isinstance(item, dict) for item in value.values()), entries)


def _block(node: Node, indent: int, lines: list[str]) -> None:
    """Add the lines of a list or block."""
    margin, is_first = " " * indent, True
    for entry in _in_order(node):
        above: Sequence[str] = _from_first(entry.above) if is_first else entry.above
        if indent == 0 and not is_first and entry.key in SPACED and (not above or above[0] != BLANK):
            above = (BLANK, *above)
        lines += [f"{margin}{remark}" if remark else BLANK for remark in above]
        _entry(entry, node, indent, lines)
        is_first = False
    lines += [f"{margin}{remark}" if remark else BLANK for remark in node.tail]


def _from_first(above: Sequence[str]) -> Sequence[str]:
    return above[1:] if above and above[0] == BLANK else above


def _in_order(node: Node) -> Sequence[Entry]:
    return node.entries if node.is_list else sorted(node.entries, key=_rank)


def _entry(entry: Entry, owner: Node, indent: int, lines: list[str]) -> None:
    """Add the lines of a key with its value, or of a row."""
    value, key = entry.value, entry.key
    lead = f"{' ' * indent}{'-' if key is None else _key(key, owner, in_flow=False) + ':'}"
    beside = f"  {entry.beside}" if entry.beside else ""
    if isinstance(value, Leaf):
        _text(lead, value, beside, indent + STEP, lines)
        return
    whole = _whole(value)
    if whole is not None and (not value.entries or len(lead) + 1 + len(whole) <= WIDTH):
        lines.append(f"{lead} {whole}{beside}")
    elif key is not None:
        lines.append(lead + beside)
        _block(value, indent + STEP, lines)
    else:
        _row(lead, value, entry.beside, indent, lines)


def _row(lead: str, value: Node, beside: str, indent: int, lines: list[str]) -> None:
    """Add a row that is written out: its first line goes behind the hyphen, all comments up to there above it."""
    inner: list[str] = []
    _block(value, indent + STEP, inner)
    first = next(number for number, line in enumerate(inner) if line and not line.lstrip(" ").startswith("#"))
    lines += [f"{' ' * indent}{beside}", *(line[STEP:] for line in inner[:first])][0 if beside else 1 :]
    lines.append(f"{lead} {inner[first][indent + STEP :]}")
    lines += inner[first + 1 :]


def _text(lead: str, leaf: Leaf, beside: str, indent: int, lines: list[str]) -> None:
    """Add a text, on lines of its own where it is too long for one."""
    whole = in_line(leaf.text, leaf.is_text, False)
    long = None
    if len(lead) + 1 + len(whole) > WIDTH or "\n" in leaf.text:
        long = below(leaf.text, indent, leaf.folds)
    if long is None:
        lines.append(f"{lead} {whole}{beside}")
    else:
        lines.append(f"{lead} {long[0]}{beside}")
        lines += long[1]


def _key(key: str, owner: Node, *, in_flow: bool) -> str:
    is_record = owner.held.kind is not None and not owner.held.is_named
    return key if is_record else in_line(key, True, in_flow)


def _whole(value: Leaf | Node) -> str | None:
    """A value on one line, as it stands in brackets; or nothing where it was not, or cannot be."""
    if isinstance(value, Leaf):
        return None if "\n" in value.text else in_line(value.text, value.is_text, True)
    if value.entries and (value.is_commented or not value.is_flow):
        return None
    parts = []
    for entry in _in_order(value):
        if (whole := _whole(entry.value)) is None:
            return None
        parts.append(whole if entry.key is None else f"{_key(entry.key, value, in_flow=True)}: {whole}")
    inside = ", ".join(parts)
    return f"[{inside}]" if value.is_list else f"{{{inside}}}"
