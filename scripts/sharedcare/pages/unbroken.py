"""Numbers that no line ends in: a dose, a date or a telephone number is read whole, on paper as on a screen."""

from __future__ import annotations

import re

_START = r"[\d&≤≥=~±+−£](?<![\w.&#/-].)(?:(?<=\d)|(?:(?<=&)[lg]t;)? ?\d)"
"""A digit, perhaps after a sign. That it begins with one set of characters is what makes the search fast."""
_REST = r"[\w.,:/%×–−²³⁰¹⁴-⁹^+-]{0,15}(?<![.,:/×–−^+-])"
_UNIT = r"[A-Za-zµμ%°](?:[\w/%²µμ·-]|\.\d){0,15}(?: m²)?"
_YEAR = r"(?:19|20)\d\d\b"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WHOLE = re.compile(
    rf"{_START}{_REST}(?: [×x–−]? ?\d{_REST}){{0,2}}(?: {_UNIT}(?: {_YEAR})?)?(?![\w/])|(?:{_MONTHS}) {_YEAR}"
)
"""A number with what belongs to it: its sign before it, and its unit, or its month and year, after it."""
_TEXT = re.compile(r"(?:<option\b[^>]*>[^<]*)|>([^<\d]*\d[^<]*)")
"""A text with a digit. What can be chosen from a list holds words alone, so it is passed over."""
_BREAKS = re.compile(r"[ /–-]")
"""Where a line could end."""
_DATA = '<script type="application/json"'


def unbroken(html: str) -> str:
    """The same markup, with each number and its unit in an element that no line may break inside."""
    seen, data, rest = html.partition(_DATA)
    return _TEXT.sub(_kept, seen) + data + rest


def _kept(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else f">{WHOLE.sub(_marked, found[1])}"


def _marked(found: re.Match[str]) -> str:
    return f'<span class="sc-n">{found[0]}</span>' if _BREAKS.search(found[0]) else found[0]
