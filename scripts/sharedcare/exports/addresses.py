"""Where the pages of the site stand: what pages and exports both link to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sharedcare.register.load import Register

EXAMPLE = "Example: not a real place"
UNIDENTIFIED = "Place not identified: it may be invented"


def label_of(register: Register, area: str) -> str | None:
    """What a page says of an area that is invented, or that the register has no record of; else nothing."""
    if register.is_fictional(area):
        return EXAMPLE
    return None if area in register.areas else UNIDENTIFIED


def address_of(source: str) -> str:
    """The address, from the site's top, of a page by its source: `protocols/x.md` stands at `protocols/x/`."""
    stem = source.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"


def slugs(ids: Iterable[str]) -> Mapping[str, str]:
    """What an address calls each protocol: its id, unless its file has a name that no id could have."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    # An id that names its own address comes first, so that no file with an odd name takes it.
    for name in sorted(dict.fromkeys(ids), key=lambda name: _slug(name) != name):
        base = _slug(name)
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        found[name] = slug
        taken.add(slug)
    return found


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "file"
