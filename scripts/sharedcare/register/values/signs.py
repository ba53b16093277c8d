"""Characters that a reader does not see, or takes for others: what a reviewer passes, and a page then shows."""

from __future__ import annotations

import re
import unicodedata

_HEX_DIGITS = 4
_TURNS_TEXT = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_OVERLAY = 1
"""The combining class of marks that lie over the letter before them."""
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that show nothing."""
# From Unicode's list of code points that a program leaves out where it cannot show them.
_LEFT_OUT = "\u034f\u17b4\u17b5\u180b-\u180f\u2065\ufe00-\ufe0f\ufff0-\ufff8\U000e0000-\U000e0fff"
_UNSHOWN = re.compile(f"[{_BLANK}{_LEFT_OUT}]")
_OVERLAYS = (
    "\u0334-\u0338\u0488\u0489\u1abe\u1cd4\u1ce2-\u1ce8\u20d2-\u20ef\ua670-\ua672"
    "\U00010a39\U00016af0-\U00016af4\U0001bc9e\U0001d167-\U0001d169"
)
_SCRIPTS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_DIGIT_LIKE = {**dict.fromkeys("ЗзӠƷȜʒ", "3"), **dict.fromkeys("ОоΟοՕօ", "0"), **dict.fromkeys("ІӀӏΙı", "1"), "б": "6"}  # noqa: RUF001
_FOREIGN = f"[\u0400-\u052f\u0531-\u0587{''.join(_DIGIT_LIKE)}]"
_TOUCHES_DIGIT = re.compile(f"{_FOREIGN}(?=[.,]?[0-9])|(?<=[0-9]){_FOREIGN}|(?<=[0-9][.,]){_FOREIGN}")
_SUSPECT = re.compile(f"[{_BLANK}{_LEFT_OUT}{_OVERLAYS}{_SCRIPTS}]|{_TOUCHES_DIGIT.pattern}")
"""What most lines do not hold, so that they are not looked at sign by sign."""


def is_plain(line: str) -> bool:
    """Whether a line certainly holds nothing that this module knows."""
    return line.isprintable() and (line.isascii() or _SUSPECT.search(line) is None)


def is_unseen(character: str) -> bool:
    """Whether a character shows nothing: a control, a format, a private one, a blank letter."""
    if unicodedata.category(character) in ("Cc", "Cf", "Co", "Zl", "Zp") or character in "\ufffe\uffff":
        return True
    return _UNSHOWN.match(character) is not None


def is_overlay(character: str) -> bool:
    """Whether a character strikes through the one before it, or encloses it."""
    return unicodedata.combining(character) == _OVERLAY or unicodedata.category(character) == "Me"


def harm_of(character: str) -> str | None:
    """What a character does to a reader, as a clause; nothing where it is what it looks like."""
    direction = unicodedata.bidirectional(character)
    if is_unseen(character):
        turns = ", and which turns the text around it" if direction in _TURNS_TEXT else ""
        return f"which nobody can see{turns}"
    if is_overlay(character):
        return "which strikes through or encloses the one before it"
    if direction in _RIGHT_TO_LEFT:
        return "which is written from right to left, and may put the numbers beside it in another order"
    return None


def foreign_beside_digit(line: str) -> tuple[int, str | None] | None:
    """Where the first letter of another alphabet stands that touches a number, and the digit that it looks like."""
    found = _TOUCHES_DIGIT.search(line)
    return (found.start(), _DIGIT_LIKE.get(found[0])) if found else None


def named(character: str) -> str:
    """A character by its number and, where it has one, its name: `U+00A0 NO-BREAK SPACE`."""
    return f"U+{ord(character):0{_HEX_DIGITS}X} {unicodedata.name(character, '')}".rstrip()
