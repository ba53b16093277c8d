"""The bytes of a file -> text, or why they are none: too many, another encoding, characters that nobody can see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sharedcare.findings import Position
from sharedcare.register.reading.trouble import Trouble, not_yaml, paste
from sharedcare.register.values.signs import foreign_beside_digit, harm_of, is_overlay, is_plain, is_unseen, named

MAX_BYTES = 256 * 1024
_OTHER_KINDS = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"%PDF", "a PDF"),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ODD_SPACE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_WHERE_YAML_COUNTS = re.compile(rf"( *(?:- +)*(?:-|[\w.-]+:)?){_ODD_SPACE}")
"""An odd space where YAML reads nothing but an ordinary one: in the indent, after a hyphen, after a key."""


def read_text(raw: bytes) -> tuple[str | None, tuple[Trouble, ...]]:
    """Decode a file.

    Returns its text without a byte order mark, or nothing where the register refuses it, and all that it refuses.
    """
    if len(raw) > MAX_BYTES:
        help_line = "Link to a long document in `sources` instead of copying it"
        return None, (Trouble("SC001", Position(), f"the file has more than {MAX_BYTES:,} bytes", (help_line,)),)
    if (other := _other_kind(raw)) is not None:
        return None, (other,)
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return None, (_not_utf_8(raw, error.start),)
    if not text.strip():
        return None, (not_yaml(Position(), "the file is empty", "Write the record, or delete the file"),)
    troubles = tuple(_refused(text.split("\n")))
    return (None if troubles else text), troubles


def _other_kind(raw: bytes) -> Trouble | None:
    for start, kind in _OTHER_KINDS:
        if raw.startswith(start):
            help_line = "Link to it in `sources`, and write what it says into a text file whose name ends in `.yml`"
            return Trouble("SC001", Position(), f"this is {kind}, not text", (help_line,))
    if not is_text(raw):
        return Trouble("SC001", Position(), "this text has the encoding UTF-16, not UTF-8", (_SAVE_AS_UTF_8,))
    return None


def is_text(raw: bytes) -> bool:
    """Whether bytes may be shown as text: in UTF-16 every second one is 0, and a file with holes is all zeros."""
    return not raw.startswith(_UTF_16) and raw.count(0) <= len(raw) // 3


_SAVE_AS_UTF_8 = "Save the file again with the encoding UTF-8; in Notepad: Save as, Encoding, UTF-8"


def _not_utf_8(raw: bytes, start: int) -> Trouble:
    before = raw[:start].decode("utf-8").removeprefix("\ufeff")
    place = Position(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    meant = raw[start : start + 1].decode("cp1252", "replace")
    looks = f", which older Windows programs show as `{meant}`" if meant.isprintable() and meant != "\ufffd" else ""
    message = f"this is not UTF-8 text: the byte {raw[start]:02X} stands here{looks}"
    return Trouble("SC001", place, message, (_SAVE_AS_UTF_8, "Then see that each sign such as × and ≥ is still right"))


def _refused(lines: Sequence[str]) -> Iterator[Trouble]:
    """What no line of a file holds: the first fault of each line, and each unsettled merge."""
    for number, line in enumerate(lines, start=1):
        if not is_plain(line.removesuffix("\r")) and (trouble := _unseen(number, line.removesuffix("\r"))):
            yield trouble
        elif line.startswith("%"):
            help_line = "Remove the line; if it belongs to a text, put the text in quotation marks, on one line"
            yield not_yaml(Position(number, 1), "a line that begins with `%` gives YAML an order", help_line)
    yield from _unsettled(lines)


def _unseen(number: int, line: str) -> Trouble | None:
    odd_space = _WHERE_YAML_COUNTS.match(line)
    for column, character in enumerate(line, start=1):
        place = Position(number, column)
        if odd_space and column == odd_space.end():
            return _odd_space(place, line)
        if character == "\t":
            return not_yaml(place, "a tab stands here", "Use spaces: two for each step to the right")
        if character == "\r":
            message = "a line ends here as on old Macs, which other programs show as one line"
            return not_yaml(place, message, "Save the file with the line ends of Windows or of Unix")
        if (harm := harm_of(character)) is not None:
            message = f"the character {named(character)}, {harm}, stands here"
            return not_yaml(place, message, *_without(line, character))
    return _beside_digit(number, line)


def _without(line: str, character: str) -> Iterator[str]:
    """Help for a character that does harm: the line without it, where that is certain."""
    if is_overlay(character):
        yield paste(line.replace(character, ""), "If the text holds, write") or "If the text holds, type it anew"
        yield "If the document strikes it out, leave it out"
    elif not is_unseen(character):
        yield "Write it in the letters of English"
    else:
        whole = "".join(sign for sign in line if not (is_unseen(sign) and _can_go(sign)))
        yield (paste(whole) if _can_go(character) else None) or "Delete it, and type what should stand here"


def _can_go(character: str) -> bool:
    """Whether nothing else can be meant by a character that nobody sees: a space, for example."""
    return unicodedata.category(character) in ("Cf", "Mn")


def _beside_digit(number: int, line: str) -> Trouble | None:
    if (found := foreign_beside_digit(line)) is None:
        return None
    at, digit = found
    looks = f", which only looks like `{digit}`" if digit else ""
    message = f"a number touches the letter {named(line[at])}{looks}"
    meant = paste(f"{line[:at]}{digit}{line[at + 1 :]}", f"If the document prints `{digit}`, write") if digit else None
    return not_yaml(Position(number, at + 1), message, meant, "Type the number anew, as the document prints it")


def _odd_space(place: Position, line: str) -> Trouble:
    start = place.column - 1
    rest = line[start:].lstrip()
    spaces = " " * (len(line) - start - len(rest))
    message = f"the space here is {named(line[start])}, as Word and web pages have it; YAML takes it for a letter"
    return not_yaml(place, message, paste(f"{line[:start]}{spaces}{rest}"), "Type ordinary spaces")


def _unsettled(lines: Sequence[str]) -> Iterator[Trouble]:
    """Two versions of the same lines, between which nobody has chosen; or what is left of them."""
    opened = None
    for number, line in enumerate(lines, start=1):
        if line.startswith("<<<<<<<"):
            opened = opened or number
        elif line.startswith(">>>>>>>"):
            yield _both_versions(opened, number) if opened else not_yaml(Position(number, 1), _LEFT_OVER, _CHOOSE)
            opened = None
    if opened:
        yield not_yaml(Position(opened, 1), _LEFT_OVER, _CHOOSE)


def _both_versions(first: int, last: int) -> Trouble:
    message = "two people changed the same lines, and both versions stand here"
    help_line = f"Keep one version of lines {first} to {last}; delete the other, and the lines of {_MARKS}"
    return not_yaml(Position(first, 1), message, help_line)


_MARKS = "`<<<<<<<`, `=======` and `>>>>>>>`"
_LEFT_OVER = "this line is left over from two versions of the same lines"
_CHOOSE = f"Keep one version; delete the other, and the lines of {_MARKS}"
