"""Where the comments of a text stand. YAML's parser drops them; whoever writes a file again must keep them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sharedcare.register.reading.scalar import Scalar

_SIGN = re.compile(r"(?:^|(?<=[ \t]))#")
_BLOCK_HEADER = re.compile(r"[|>][-+\d]*[ \t]+(?=#)")


class Comment(NamedTuple):
    """A comment with its `#`, and where it begins."""

    line: int
    column: int
    text: str


def comments(lines: Sequence[str], scalars: Iterable[Scalar]) -> tuple[Comment, ...]:
    """The comments of a text, by its lines and all its scalars in their order."""
    spans = _Spans(lines, scalars)
    found = ((number, _sign_outside(number, line, spans)) for number, line in enumerate(lines, 1) if "#" in line)
    return tuple(Comment(number, at + 1, lines[number - 1][at:].rstrip()) for number, at in found if at is not None)


def _sign_outside(number: int, line: str, spans: _Spans) -> int | None:
    """Where the first `#` of a line stands that begins a comment, counted from 0."""
    signs: Iterator[int] = (sign.start() for sign in _SIGN.finditer(line))
    return next((at for at in signs if not spans.hold(number, at + 1)), None)


class _Spans:
    """From where to where the scalars of a text go, asked for in the order of the text."""

    def __init__(self, lines: Sequence[str], scalars: Iterable[Scalar]) -> None:
        self._spans = [_span(scalar, lines) for scalar in scalars]
        self._at = 0

    def hold(self, line: int, column: int) -> bool:
        """Whether a place lies in a scalar. The next place that is asked for may only lie further on."""
        while self._at < len(self._spans) and self._spans[self._at][1] <= (line, column):
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at][0] <= (line, column)


def _span(scalar: Scalar, lines: Sequence[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = scalar.start, scalar.end
    if scalar.mark in ("|", ">") and _BLOCK_HEADER.match(lines[start.line - 1], start.column - 1):
        # A comment may stand behind the sign that begins the text.
        return (start.line + 1, 1), (end.line, end.column)
    return (start.line, start.column), (end.line, end.column)
