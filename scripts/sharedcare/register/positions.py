"""YAML text -> values that remember where they stand.

Scalars are kept raw, as text: what a value means is decided by its field, so that quoting never changes a
meaning and `no` stays `no`. The values are built from the parser's events with a stack of our own. The composer is
never called: 40 kB of `[` overflows its C stack, and aliases and merge keys can make small files huge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml

from sharedcare.findings import Position

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
_UNSEEN = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""A tab, and the characters that YAML refuses."""

Path = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a text is not a file of the register: the code of a rule, a place, words, and help."""

    code: str
    position: Position
    message: str
    help: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Positioned:
    """A file's values, with the place of each value and of each key."""

    data: Value
    values: Mapping[Path, Position]
    keys: Mapping[Path, Position]

    def position(self, path: Path) -> Position:
        """Where the value at `path` stands, or else the nearest value around it."""
        for end in range(len(path), -1, -1):
            if (found := self.values.get(path[:end])) is not None:
                return found
        return Position()

    def key_position(self, path: Path) -> Position:
        """Where the key that names `path` stands, or else the value's own place."""
        return self.keys.get(path) or self.position(path)


@dataclass(slots=True)
class _Open:
    """A list or block whose end has not been read."""

    container: list[Value] | dict[str, Value]
    path: Path
    key: str | None = None
    awaiting_value: bool = False
    is_key: bool = False
    """It stands where a key should be."""


@dataclass(slots=True)
class _Builder:
    """Puts parser events together, and notes what the register refuses."""

    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    root: Value | None = None
    documents: int = 0

    def feed(self, event: yaml.Event) -> Iterator[Trouble]:
        """Take one event; yield what is refused in it."""
        place = _place(event.start_mark)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    yield Trouble(
                        "SC002",
                        place,
                        "a second document begins here",
                        (
                            "One file holds one record: "
                            "remove the line `---` and what follows it, or move it to a file of its own",
                        ),
                    )
            case yaml.AliasEvent():
                yield Trouble("SC004", place, f"`*{event.anchor}` repeats a value by its anchor", _WRITE_OUT)
                yield from self._scalar("", place)
            case yaml.ScalarEvent():
                yield from _refused(event, place)
                yield from self._scalar(event.value, place)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                yield from _refused(event, place)
                yield from self._open({} if isinstance(event, yaml.MappingStartEvent) else [], place)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                if self.stack.pop().is_key:
                    self.stack[-1].awaiting_value = True

    def _scalar(self, text: str, place: Position) -> Iterator[Trouble]:
        top = self.stack[-1] if self.stack else None
        if top is None or not isinstance(top.container, dict) or top.awaiting_value:
            self._add(text, place)
            return
        top.key, top.awaiting_value = text, True
        path = (*top.path, text)
        if text == "<<":
            yield Trouble("SC004", place, "`<<` merges another block into this one", _WRITE_OUT)
        elif path in self.keys:
            first = self.keys[path]
            yield Trouble(
                "SC003",
                place,
                f"`{text}` stands twice in this block; the first is on line {first.line}",
                ("Keep one of the two",),
            )
        else:
            self.keys[path] = place

    def _open(self, container: list[Value] | dict[str, Value], place: Position) -> Iterator[Trouble]:
        top = self.stack[-1] if self.stack else None
        is_key = top is not None and isinstance(top.container, dict) and not top.awaiting_value
        if top is not None and is_key:
            yield Trouble(
                "SC002",
                place,
                "a list or block stands where a key should be",
                ("A key is one word followed by a colon, for example `title: Methotrexate`",),
            )
            top.key, top.awaiting_value = "", True
        path = self._add(container, place)
        self.stack.append(_Open(container, path, is_key=is_key))
        if len(self.stack) > MAX_DEPTH:
            yield Trouble(
                "SC005",
                place,
                f"values are nested more than {MAX_DEPTH} deep here",
                ("No field of a protocol is that deep: look for a stray `[` or `{`",),
            )

    def _add(self, value: Value, place: Position) -> Path:
        if not self.stack:
            self.root = value if self.root is None else self.root
            self.values.setdefault((), place)
            return ()
        top = self.stack[-1]
        if isinstance(top.container, list):
            path: Path = (*top.path, len(top.container))
            top.container.append(value)
        else:
            key = top.key or ""
            path = (*top.path, key)
            top.container.setdefault(key, value)
            top.awaiting_value = False
        self.values.setdefault(path, place)
        return path


_WRITE_OUT = ("Write the values out in full at each place, so that a reader sees what a place says",)


def _refused(event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Position) -> Iterator[Trouble]:
    if event.anchor is not None:
        yield Trouble("SC004", place, f"`&{event.anchor}` marks a value to be repeated elsewhere", _WRITE_OUT)
    if event.tag is not None:
        yield Trouble("SC004", place, f"`{event.tag}` is a tag", ("Remove it: each field knows the kind of its value",))


def parse(raw: bytes) -> tuple[Positioned | None, tuple[Trouble, ...]]:
    """Read the bytes of one file.

    Returns the positioned values, or nothing where the text is no YAML, and all that the register refuses in it.
    """
    if len(raw) > MAX_BYTES:
        return None, (
            Trouble(
                "SC001",
                Position(),
                f"the file has more than {MAX_BYTES:,} bytes",
                ("Link to a long document in `sources` instead of copying it",),
            ),
        )
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        return None, (
            Trouble(
                "SC001",
                Position(line, column),
                "this is not UTF-8 text",
                ("Save the file again with the encoding UTF-8",),
            ),
        )
    if not text.strip():
        return None, (Trouble("SC002", Position(), "the file is empty", ("Write the record, or delete the file",)),)
    return _parse_text(text)


def _parse_text(text: str) -> tuple[Positioned | None, tuple[Trouble, ...]]:
    troubles = list(_characters(text))
    if troubles:
        return None, tuple(troubles)
    builder, lines = _Builder(), text.splitlines()
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            for trouble in (*builder.feed(event), *_cut_short(event, lines)):
                troubles.append(trouble)
                if trouble.code == "SC005" or builder.documents > 1:
                    return None, tuple(troubles)
    except yaml.YAMLError as error:
        return None, (*troubles, _syntax(error))
    root = builder.root if builder.root is not None else ""
    positioned = Positioned(root, MappingProxyType(builder.values), MappingProxyType(builder.keys))
    return positioned, tuple(troubles)


def _cut_short(event: yaml.Event, lines: list[str]) -> Iterator[Trouble]:
    """A text that YAML ends at a `#` which its writer meant to be read."""
    if not isinstance(event, yaml.ScalarEvent) or event.style or event.end_mark is None:
        return
    line, column = event.end_mark.line, event.end_mark.column
    rest = lines[line][column:] if line < len(lines) else ""
    if rest.startswith(" ") and (found := rest.lstrip(" ")).startswith("#") and found[1:2].strip("# "):
        place = Position(line + 1, column + len(rest) - len(found) + 1)
        quoted = f'"{event.value} {found.rstrip()}"'
        yield Trouble(
            "SC006",
            place,
            "the text ends here, since YAML takes a `#` after a space for the start of a comment",
            (f"If it belongs to the text, write {quoted}; if it is a comment, put a space after the `#`",),
        )


def _characters(text: str) -> Iterator[Trouble]:
    """The first character that no file holds: a tab, or one that nobody can see."""
    if (found := _UNSEEN.search(text)) is None:
        return
    before = text[: found.start()]
    place = Position(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    if found[0] == "\t":
        yield Trouble("SC002", place, "a tab stands here", ("Use spaces: two for each step to the right",))
    else:
        message = f"the character U+{ord(found[0]):04X}, which nobody can see, stands here"
        yield Trouble("SC002", place, message, ("Delete it, and type what should stand here",))


def _place(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1) if mark is not None else Position()


def _syntax(error: yaml.YAMLError) -> Trouble:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = _place(mark)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
    help_lines = _SYNTAX_HELP.get(str(problem), _SYNTAX_DEFAULT)
    return Trouble("SC002", place, f"this is not YAML: {problem}", help_lines)


_SYNTAX_DEFAULT = (
    "Look at this line and the one above it: most often a colon, a quote, a bracket or the indent is wrong",
)
_SYNTAX_HELP = {
    "mapping values are not allowed in this context": (
        'A text that holds a colon and a space needs quotes, for example `title: "Methotrexate: adults"`',
    ),
    "did not find expected key": (
        "The indent is not that of the lines above, or a text with quotes in it is not wholly quoted",
    ),
}
