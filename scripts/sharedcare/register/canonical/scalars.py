"""One text of a file, as the canonical form writes it: bare, in quotation marks, folded, or line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache

from sharedcare.register.reading.lines import quoted
from sharedcare.register.reading.slips import BULLETS

WIDTH = 120
"""The most columns of a line that can be broken."""
_FIRST = "-?:,[]{}#&*!|>'\"%@`“”‘’„=~" + "".join(BULLETS)
"""With these no bare text begins: they mean something to YAML, or look as if they did."""
_MISREAD = re.compile(r": |:\Z| #|\A[a-z][a-z0-9_]*(?::[^\s:/]|[\uff1a\ufe55\u2236\ua789])")
"""What YAML or a reader takes for the end of a text, or for a key without its space."""
_IN_FLOW = re.compile(r"[,\[\]{}]|:(?![\w/.-])")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_NUMBER = re.compile(
    r"[-+]?(?:0[xob][0-9a-f_]+|[\d_]*\.?[\d_]*e[-+]?\d+|\.inf)|\.nan|\d{4}-\d\d?-\d\d?t.*", re.IGNORECASE | re.ASCII
)
"""What other readers take for a number or a date, though it holds letters."""
_BREAK = re.compile(r"(?<! ) (?! )")


@lru_cache(maxsize=65536)
def in_line(text: str, is_text: bool, in_flow: bool) -> str:
    """A text on one line: bare wherever that is safe."""
    if not text.isprintable() and any(not sign.isprintable() and not sign.isspace() for sign in text):
        return json.dumps(text, ensure_ascii=True)
    if "\n" in text:
        return json.dumps(text, ensure_ascii=False)
    if _is_safe(text, in_flow=in_flow) and not (is_text and _is_taken_for_another_kind(text)):
        return text
    return quoted(text)


def _is_safe(text: str, *, in_flow: bool) -> bool:
    if not text or text[0] in _FIRST or text != text.strip():
        return False
    return _MISREAD.search(text) is None and not (in_flow and _IN_FLOW.search(text))


def _is_taken_for_another_kind(text: str) -> bool:
    """Whether readers that do not know the fields would take a text for a number, a date, or true and false."""
    if text[0].isdigit() or text[0] in "+-.":
        return not any(map(str.isalpha, text)) or _NUMBER.fullmatch(text) is not None
    return text.casefold() in _WORDS or not any(map(str.isalpha, text))


def below(text: str, indent: int, folds: Sequence[str] = ()) -> tuple[str, list[str]] | None:
    """A text on lines of its own: the sign behind its key, and the lines; or nothing where it goes on one line only.

    It is broken as its writer broke it, where all these lines fit.
    """
    if "\n" in text:
        return _by_lines(text, " " * indent)
    if not text.isprintable() or text != text.strip() or not _BREAK.search(text):
        return None
    if folds and max(map(len, folds)) <= WIDTH - indent:
        return ">-", [" " * indent + line for line in folds]
    return ">-", _wrapped(text, indent)


def _by_lines(text: str, margin: str) -> tuple[str, list[str]] | None:
    lines = text.removesuffix("\n").split("\n")
    if any(line != line.strip() or (line and not line.isprintable()) for line in lines) or not (lines[0] and lines[-1]):
        return None
    return "|" if text.endswith("\n") else "|-", [f"{margin}{line}" if line else "" for line in lines]


def folds_of(text: str, lines: Sequence[str], at: int) -> Sequence[str]:
    """The lines from number `at` on, counted from 0, on which a text is folded; none where they give another text."""
    folds: list[str] = []
    left = len(text)
    while left > 0 and at < len(lines):
        folds.append(lines[at].strip())
        left, at = left - len(folds[-1]) - 1, at + 1
    return folds if " ".join(folds) == text else ()


def _wrapped(text: str, indent: int) -> list[str]:
    """The words of a text, as many on each line as fit; where two spaces follow each other it is not broken."""
    margin, lines, line = " " * indent, list[str](), ""
    for word in _BREAK.split(text):
        longer = f"{line} {word}" if line else word
        if line and indent + len(longer) > WIDTH:
            lines.append(margin + line)
            longer = word
        line = longer
    return [*lines, margin + line]
