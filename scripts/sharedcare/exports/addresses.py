"""Where the pages of the site stand: what pages and exports both link to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from sharedcare.register.load import Register
from sharedcare.register.model.base import RESERVED
from sharedcare.register.model.sources import Source
from sharedcare.register.walk import records

EXAMPLE = "Example: not a real place"
LONGEST_SLUG = 90
SIGNS = 6
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


def short_address(protocol: str) -> str:
    """Where an id leads for ever, from the site's top: to its protocol, or to a page that says why there is none."""
    return f"p/{protocol}/"


def short_link(protocol: str, site: str) -> str:
    """The same as it is printed: whole, where it is known at which address the site stands."""
    return f"{site}{short_address(protocol)}"


def paper_address(address: str) -> str:
    """The address that paper prints: a protocol's short one, which never changes; a page's own otherwise."""
    return re.sub(r"^protocols/", "p/", address)


def slugs(ids: Iterable[str]) -> Mapping[str, str]:
    """What an address calls each protocol: its id, unless its file has a name that no id could have."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    # An id that names its own address comes first, so that no file with an odd name takes it.
    for name in sorted(dict.fromkeys(ids), key=lambda name: _slug(name) != name):
        base = _slug(name)[:LONGEST_SLUG].strip("-")
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        found[name] = slug
        taken.add(slug)
    return found


def source_slugs(register: Register) -> Mapping[tuple[str, str], str]:
    """What an address calls each source, by its file and its key there. One document has one address.

    Two sources are one document where their web addresses are the same, or, without one, their titles and publishers.
    An address is made of publisher and title, which change less than the files that cite them; where two documents
    would share it, each adds some signs of its own, whatever the order of the files.
    """
    documents: dict[str, Source] = {}
    keys: dict[tuple[str, str], str] = {}
    for entry in records(register):
        for key, source in entry.sources.items():
            documents.setdefault(_identity(source), source)
            keys[entry.file, key] = _identity(source)
    names = {document: _named(source) for document, source in documents.items()}
    addresses, signs = names, 0
    # Again, with more signs, where a title is spelt like another document's address.
    while shared := {name for name, number in Counter(addresses.values()).items() if number > 1}:
        signs += SIGNS
        addresses = {
            document: f"{names[document]}-{sha256(document.encode()).hexdigest()[:signs]}" if name in shared else name
            for document, name in addresses.items()
        }
    return {place: addresses[document] for place, document in keys.items()}


def _named(source: Source) -> str:
    words = (text for text in (source.publisher, source.title) if isinstance(text, str))
    return _slug(" ".join(words))[:LONGEST_SLUG].strip("-")


def _identity(source: Source) -> str:
    if source.url is None:
        return f"{source.publisher}\n{source.title}".casefold()
    parts = urlsplit(source.url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}".casefold()


def _slug(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return f"file-{slug}" if slug in RESERVED else slug or "file"
