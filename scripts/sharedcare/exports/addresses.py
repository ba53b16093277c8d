"""Where the pages of the site stand: what pages and exports both link to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from urllib.parse import urlsplit

from sharedcare.register.load import Register
from sharedcare.register.model.sources import Source
from sharedcare.register.walk import records

EXAMPLE = "Example: not a real place"
LONGEST_SLUG = 90
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
        found[name] = _free(_slug(name), taken)
        taken.add(found[name])
    return found


def source_slugs(register: Register) -> Mapping[tuple[str, str], str]:
    """What an address calls each source, by its file and its key there. One document has one address.

    Two sources are one document where their web addresses are the same, or, without one, their titles and publishers.
    """
    found: dict[str, str] = {}
    slugs: dict[tuple[str, str], str] = {}
    for entry in records(register):
        for key, source in entry.sources.items():
            document = _identity(source)
            if document not in found:
                found[document] = _free(_named(source), found.values())
            slugs[entry.file, key] = found[document]
    return slugs


def _named(source: Source) -> str:
    """A source's publisher and title as an address writes them: they change less than the files that cite it."""
    words = (text for text in (source.publisher, source.title) if isinstance(text, str))
    return _slug(" ".join(words))[:LONGEST_SLUG].strip("-")


def _free(base: str, taken: Collection[str]) -> str:
    """The name, or the first of its followers that nothing has yet."""
    names = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _identity(source: Source) -> str:
    if source.url is None:
        return f"{source.publisher}\n{source.title}".casefold()
    parts = urlsplit(source.url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}".casefold()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "file"
