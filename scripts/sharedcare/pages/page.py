"""A page of the register's own: what the site needs to know of it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace

from sharedcare.exports.addresses import address_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the page's table of contents names."""

    id: str
    title: str
    """Plain text."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    source: str
    """Where it would stand if it were a file of prose: `protocols/x.md` is published as `/protocols/x/`."""
    title: str
    """Plain text. It names the area wherever the page belongs to one."""
    html: str
    edit_path: str | None = None
    """The file that it is made from, from the repository's top; nothing where no one file is behind it."""
    headings: tuple[Heading, ...] = ()

    @property
    def address(self) -> str:
        """Its address from the site's top: `protocols/x/`; empty for the home page."""
        return address_of(self.source)


@dataclass(frozen=True, slots=True)
class Packed:
    """A page whose text is kept small: thousands of pages are all made before the first is written."""

    page: Page
    """The page without its text."""
    body: bytes

    @classmethod
    def of(cls, page: Page) -> Packed:
        """Pack a page."""
        return cls(replace(page, html=""), zlib.compress(page.html.encode("utf-8", "surrogatepass"), FAST))

    @property
    def html(self) -> str:
        """The page's text."""
        return zlib.decompress(self.body).decode("utf-8", "surrogatepass")

    @property
    def whole(self) -> Page:
        """The page as it was."""
        return replace(self.page, html=self.html)


FAST = 1
"""The least that zlib does: pages shrink to a tenth, and a thousand of them take a fifth of a second."""
