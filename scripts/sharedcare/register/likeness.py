"""Which of the words that the register knows somebody may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from sharedcare.findings import LONGEST_QUOTE

LIKE = 0.6
"""The least likeness of two words for one to be proposed for the other."""


def nearest(word: str, words: Sequence[str], *, like: float = LIKE) -> str | None:
    """The word most like `word`, or nothing where none is `like` it, from 0 to 1."""
    if len(word) > LONGEST_QUOTE:
        return None
    best, best_likeness, folded = None, like, word.casefold()
    for candidate in words:
        likeness = _likeness(folded, candidate.casefold(), best_likeness)
        if likeness > best_likeness or (best is None and likeness >= like):
            best, best_likeness = candidate, likeness
    return best


def _likeness(word: str, other: str, least: float) -> float:
    """How alike two words are, from 0 to 1, leaving out the parts that both begin with, such as `exampleshire-`.

    0 where it is certainly less than `least`, by the letters that the two share: most pairs need no closer look.
    """
    same = word.rfind("-", 0, _shared_start(word, other)) + 1
    one, two = word[same:], other[same:]
    shared = sum(min(one.count(letter), two.count(letter)) for letter in set(one))
    if 2 * shared < least * (len(one) + len(two)):
        return 0
    return difflib.SequenceMatcher(None, one, two).ratio()


def _shared_start(word: str, other: str) -> int:
    """With how many letters both begin."""
    shorter = min(len(word), len(other))
    return next((at for at in range(shorter) if word[at] != other[at]), shorter)


def did_you_mean(word: str, words: Sequence[str], *, most: int = 12) -> tuple[str, ...]:
    """Help for a word that is none of `words`: the nearest, else all of them where they are few."""
    if (match := nearest(word, words)) is not None:
        return (f"Did you mean `{match}`?",)
    return (f"Write one of: {', '.join(sorted(words))}",) if 0 < len(words) <= most else ()
