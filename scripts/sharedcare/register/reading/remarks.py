"""Comments that hold long numbers. Records have no comments, but whoever reads a public file reads them too."""

from __future__ import annotations

import re

from sharedcare.findings import Position

Remark = tuple[Position, str]
"""A comment without its `#`, and where it begins."""
FEWEST_DIGITS = 10
_COMMENT = re.compile(r"(?:^|[ \t])#(.*)", re.MULTILINE)


def remarks(raw: bytes) -> tuple[Remark, ...]:
    """The comments of a file's text that hold at least ten digits. What follows a `#` inside a text counts too."""
    if b"#" not in raw:
        return ()
    text = raw.decode("utf-8", "replace")
    found = (comment for comment in _COMMENT.finditer(text) if _digits(comment[1]) >= FEWEST_DIGITS)
    return tuple((_place(text, comment.start(1)), comment[1]) for comment in found)


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _place(text: str, start: int) -> Position:
    return Position(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
