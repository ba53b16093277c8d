"""Markdown that somebody else's code has written, made harmless. Tables, headings and bold type stay."""

from __future__ import annotations

import re

MOST = 65_000
"""The most characters: GitHub takes 65,536. A report of ours is shorter, with room for what is put in here."""
JOINER = "\u2060"
"""Takes no room and joins words: what stands behind it is no longer markup."""
_FOLDING = re.compile(r"(<details>)?(<summary>[\w ,.()→-]*</summary>)?|</details>")
_ACTIVE = re.compile(
    r"@(?=\w)"  # a mention
    r"|#(?=\d)|\bGH-(?=\d)"  # a reference to an issue
    r"|<|&(?=[#\w])"  # HTML, an address in angle brackets, an entity that would make one
    r"|\](?=\s*[(\[:])|!(?=\[)"  # a link, a picture, the definition of one
    r"|(?<!`)`(?=``)|(?<!~)~(?=~~)"  # a fence, and the drawings that GitHub makes of some
    r"|:(?=//)|\bwww(?=\.)|\bmailto(?=:)|\bxmpp(?=:)",  # an address that becomes a link of itself
    re.IGNORECASE,
)


def harmless(text: str) -> str:
    """Text without links, pictures, HTML, mentions and references; folding lines of our own make stay.

    Raises ValueError where it holds what no report of ours holds: a sign that is not text.
    """
    if any(not (character.isprintable() or character in "\n\u2060") for character in text):
        raise ValueError("it holds signs that are not text")
    lines = (line if _FOLDING.fullmatch(line) else _defused(line) for line in text.split("\n"))
    shown = "\n".join(lines)
    if len(shown) <= MOST:
        return shown
    return shown[:MOST].rpartition("\n")[0] + "\n\n…cut here: `sharedcare diff` shows all.\n"


def _defused(line: str) -> str:
    return _ACTIVE.sub(lambda found: f"{found[0]}{JOINER}", line)
