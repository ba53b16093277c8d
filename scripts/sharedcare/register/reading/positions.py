"""YAML text -> values that remember where they stand.

Scalars are kept raw, as text: what a value means is decided by its field, so that quoting never changes a
meaning and `no` stays `no`. The values are built from the parser's events with a stack of our own. The composer is
never called: 40 kB of `[` overflows its C stack, and aliases and merge keys can make small files huge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

from sharedcare.findings import Position
from sharedcare.register.reading.comments import Comment, comments
from sharedcare.register.reading.places import Path, Places, Value, size
from sharedcare.register.reading.repeats import Repeat, in_runs, is_run
from sharedcare.register.reading.scalar import Scalar, place_of, scalar_of
from sharedcare.register.reading.slips import slips
from sharedcare.register.reading.syntax import explained
from sharedcare.register.reading.text import read_text
from sharedcare.register.reading.trouble import Trouble

MAX_DEPTH = 20
MAX_ROWS = 500
MAX_VALUES = 10_000
"""Several times what any file holds: some rules compare each row with each other, and a page shows them all."""


@dataclass(frozen=True, slots=True)
class Positioned:
    """A file's values, with the place of each value and of each key."""

    data: Value
    values: Mapping[Path, Position]
    keys: Mapping[Path, Position]
    comments: tuple[Comment, ...] = ()
    """In the order of the text."""

    def position(self, path: Path) -> Position:
        """Where the value at `path` stands, or else the nearest value around it."""
        for end in range(len(path), -1, -1):
            if (found := self.values.get(path[:end])) is not None:
                return found
        return Position()

    def key_position(self, path: Path) -> Position:
        """Where the key that names `path` stands, or else the value's own place."""
        return self.keys.get(path) or self.position(path)

    def at_hand(self) -> Positioned:
        """The same values with every place at hand: more memory, for who asks for thousands of places."""
        if not isinstance(self.values, Places) or not isinstance(self.keys, Places):
            return self
        return Positioned(self.data, self.values.by_path(), self.keys.by_path(), self.comments)


@dataclass(slots=True)
class _Open:
    """A list or block whose end has not been read."""

    container: list[Value] | dict[str, Value]
    path: Path
    key: str | None = None
    repeats: list[Repeat] = field(default_factory=list)
    """The keys that stand twice in it."""
    awaiting_value: bool = False
    is_key: bool = False
    """It stands where a key should be."""


@dataclass(slots=True)
class _Builder:
    """Puts parser events together, and notes what the register refuses."""

    end: Position
    """The place behind the last character: what is left out at the very end stands there."""
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    root: Value | None = None
    runs: list[tuple[list[Repeat], bool]] = field(default_factory=list)
    """Of each block in which several keys stand twice, these keys, and whether it is a row."""
    documents: int = 0
    parts: int = 0
    is_hopeless: bool = False
    """There is no sense in reading on."""

    def feed(self, event: yaml.Event) -> Iterator[Trouble]:
        """Take one event; yield what is refused in it."""
        place = min(place_of(event.start_mark), self.end)
        yield from self._events(event, place)
        rows = len(self.stack[-1].container) if self.stack and isinstance(self.stack[-1].container, list) else 0
        if (self.parts > MAX_VALUES or rows > MAX_ROWS) and not self.is_hopeless:
            self.is_hopeless = True
            which = f"this list has more than {MAX_ROWS} rows" if rows > MAX_ROWS else _TOO_LONG
            help_line = "None of the register is that long: look for rows that stand here many times over"
            yield Trouble("SC005", place, which, (help_line,))

    def _events(self, event: yaml.Event, place: Position) -> Iterator[Trouble]:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.is_hopeless = True
                    yield Trouble("SC002", place, "a second document begins here", (_ONE_RECORD,))
            case yaml.AliasEvent():
                yield Trouble("SC004", place, f"`*{event.anchor}` repeats a value by its anchor", _or_text("*"))
                yield from self._scalar("", place)
            case yaml.ScalarEvent():
                yield from _refused(event, place)
                yield from self._scalar(event.value, place)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                yield from _refused(event, place)
                yield from self._open({} if isinstance(event, yaml.MappingStartEvent) else [], place)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()

    def _close(self) -> None:
        closed = self.stack.pop()
        if is_run(closed.repeats):
            self.runs.append((closed.repeats, any(isinstance(step, int) for step in closed.path[-1:])))
        if closed.is_key:
            self.stack[-1].awaiting_value = True

    def opened(self) -> Iterator[Position]:
        """Where the lists and blocks begin whose end has not been read, the outermost first."""
        return (self.values[value.path] for value in self.stack if value.path in self.values)

    def _scalar(self, text: str, place: Position) -> Iterator[Trouble]:
        top = self.stack[-1] if self.stack else None
        if top is None or not isinstance(top.container, dict) or top.awaiting_value:
            self._add(text, place)
            return
        top.key, top.awaiting_value = text, True
        path = (*top.path, text)
        if text == "<<":
            yield Trouble("SC004", place, "`<<` merges another block into this one", (_WRITE_OUT,))
        elif path in self.keys:
            top.repeats.append(Repeat(text, place, self.keys[path]))
            # A path of its own, so that what stands below it is not compared with what stands below the first.
            top.key = f"{text}\n{len(top.repeats)}"
            yield top.repeats[-1].trouble()
        else:
            self.keys[path] = place

    def _open(self, container: list[Value] | dict[str, Value], place: Position) -> Iterator[Trouble]:
        top = self.stack[-1] if self.stack else None
        is_key = top is not None and isinstance(top.container, dict) and not top.awaiting_value
        if top is not None and is_key:
            yield Trouble(
                "SC002",
                place,
                _NO_KEY,
                ("A key is one word followed by a colon, for example `title: Methotrexate`",),
            )
            top.key, top.awaiting_value = "", True
        path = self._add(container, place)
        self.stack.append(_Open(container, path, is_key=is_key))
        if len(self.stack) > MAX_DEPTH:
            self.is_hopeless = True
            yield Trouble(
                "SC005",
                place,
                f"values are nested more than {MAX_DEPTH} deep here",
                ("No field of a protocol is that deep: look for a stray `[` or `{`",),
            )

    def _add(self, value: Value, place: Position) -> Path:
        self.parts += 1
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


_NO_KEY = "a list or block stands where a key should be"
_ONE_RECORD = "One file holds one record: remove the line `---` and what follows it, or move it to a file of its own"
_TOO_LONG = f"the file holds more than {MAX_VALUES:,} values"
_WRITE_OUT = "Write the values out in full at each place, so that a reader sees what a place says"


def _or_text(sign: str) -> tuple[str, str]:
    return _WRITE_OUT, f"If the `{sign}` belongs to a text, put the text in quotation marks"


def _refused(event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Position) -> Iterator[Trouble]:
    if event.anchor is not None:
        yield Trouble("SC004", place, f"`&{event.anchor}` marks a value to be repeated elsewhere", _or_text("&"))
    if event.tag is not None:
        help_line = "Remove it: each field knows the kind of its value"
        yield Trouble("SC004", place, f"`{event.tag}` is a tag", (help_line, _or_text("!")[1]))


def parse(raw: bytes) -> tuple[Positioned | None, tuple[Trouble, ...]]:
    """Read the bytes of one file.

    Returns the positioned values, or nothing where the text is no YAML, and all that the register refuses in it.
    """
    text, refused = read_text(raw)
    return _parse_text(text) if text is not None else (None, refused)


def _parse_text(text: str) -> tuple[Positioned | None, tuple[Trouble, ...]]:
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    builder = _Builder(Position(len(lines), len(lines[-1]) + 1))
    troubles: list[Trouble] = []
    scalars: list[Scalar] = []
    last: Scalar | None = None
    has_comments = "#" in text
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            scalar = scalar_of(event)
            troubles += (*builder.feed(event), *(slips(scalar, lines) if scalar else ()))
            if builder.is_hopeless:
                return None, tuple(troubles)
            last = scalar or last
            if scalar is not None and has_comments:
                scalars.append(scalar)
    except yaml.YAMLError as error:
        last_straw = explained(error, last, builder.opened(), lines)
        # A bracket that is closed too soon looks like a key to the parser, until it gives up on the same line.
        earlier = (one for one in troubles if (one.message, one.position.line) != (_NO_KEY, last_straw.position.line))
        return None, tuple(dict.fromkeys((*earlier, last_straw)))
    root = builder.root if builder.root is not None else ""
    said = comments(lines, scalars) if has_comments else ()
    return _positioned(root, builder.values, builder.keys, said), in_runs(troubles, builder.runs)


def _positioned(
    root: Value, values: dict[Path, Position], keys: dict[Path, Position], said: tuple[Comment, ...]
) -> Positioned:
    """The values with their places; where a key stands twice, or is a list, only what is refused is asked for."""
    if size(root) != len(values):
        return Positioned(root, MappingProxyType(values), MappingProxyType(keys), said)
    return Positioned(root, Places(root, values.values()), Places(root, map(keys.get, values)), said)
