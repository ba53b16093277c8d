"""The site's own pages as the search knows them: what each is called, its headings, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sharedcare.exports.addresses import address_of

_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,3}) +(.+?) *#*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])")
EVERYWHERE = {"Sources"}
"""Headings that tell no page from another."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A page that is about no one protocol, drug or place."""

    title: str
    address: str
    names: tuple[str, ...] = ()
    """What the menu calls it, where that is another name, and its headings."""


def prose(texts: Mapping[str, str], menu: Mapping[str, str]) -> Iterator[Prose]:
    """The pages of prose, from their Markdown by source, and the others that the menu names by source."""
    for source in sorted({*texts, *menu}):
        found = [(len(level), _plain(text)) for level, text in _HEADING.findall(_FENCED.sub("", texts.get(source, "")))]
        title = next((text for level, text in found if level == 1), menu.get(source, source))
        names = (menu.get(source, title), *(text for level, text in found if level > 1))
        yield Prose(title, address_of(source), tuple(name for name in dict.fromkeys(names) if _tells(name, title)))


def menu_of(nav: Any) -> Mapping[str, str]:
    """What a menu calls each page by source: a list of texts by name, or of lists of them."""
    found: dict[str, str] = {}
    for entry in nav:
        for name, inner in entry.items():
            found |= {inner: name} if isinstance(inner, str) else menu_of(inner)
    return found


def _tells(name: str, title: str) -> bool:
    return name != title and name not in EVERYWHERE


def _plain(text: str) -> str:
    return re.sub(r"[`*_]", "", _LINK.sub(r"\1", text))
