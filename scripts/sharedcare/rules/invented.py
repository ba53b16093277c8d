"""Places that do not exist: what shows how the register works must never hide a real place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.document import Document
from sharedcare.register.model.places import Area, ListRead
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.walk import blocks_of
from sharedcare.rules.examples import AREAS
from sharedcare.rules.frame import Example, Rule, rule

NOBODYS = ("example", "invalid", "test", "localhost")
NOBODYS_SECOND = ("example.com", "example.net", "example.org")
"""Names that lead nowhere (RFC 2606)."""


@rule(
    "SC907",
    Grade.INCOMPLETE,
    "An invented area is invented in all its parts, and its list and documents have addresses that are nobody's",
    "Nothing is flagged for a place that does not exist. A real area that is called invented, or made a part of one, "
    "would have no lapse announced any more.",
    Example(
        AREAS,
        good='url: "https://example.org/scp", source: list}\n    fictional: false\n',
        bad='url: "https://shared-care.nhs.uk/", source: list}\n    fictional: true\n',
    ),
    always=True,
)
def invented_as_a_whole(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """A part of a fictional area is fictional; no list or document of one is at an address that somebody has."""
    for key, entry in register.areas.items():
        if not register.is_fictional(key):
            continue
        if not entry.record.fictional:
            message = f"`{entry.record.part_of}` is invented, and this part of it is not said to be"
            yield this.finding(entry.file, entry.position("part_of"), message, *_WHICH)
        yield from _somebodys(this, entry)
    for protocol in register.protocols.values():
        if register.is_fictional(protocol.record.area or ""):
            yield from _somebodys(this, protocol)


_WHICH = ("If the area is real, name the real area that it is a part of", "If not, write `fictional: true` here too")


def _somebodys(this: Rule, entry: Entry[Area] | Entry[Protocol]) -> Iterator[Finding]:
    for kind in (ListRead, Document):
        for block in blocks_of(entry, kind):
            url = getattr(block.record, "url", None)
            if isinstance(url, str) and not is_nobodys(url):
                message = f"`{url}` is somebody's address, and the area is invented"
                help_line = "If the area is real, remove `fictional: true` from it; else write https://example.org/"
                yield this.finding(block.file, block.position("url"), message, help_line)


def is_nobodys(url: str) -> bool:
    """Whether an address leads nowhere by its name, as those of invented places do."""
    labels = (urlsplit(url).hostname or "").rstrip(".").split(".")
    return labels[-1] in NOBODYS or ".".join(labels[-2:]) in NOBODYS_SECOND


RULES = (invented_as_a_whole,)
