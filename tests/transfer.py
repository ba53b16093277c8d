"""What a browser is sent for protocol pages, byte by byte, by a host like GitHub Pages.

`python -m tests.transfer <site>` prints it: what a first page costs with all that it needs, what a second one adds, and
the largest pages.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.hosting import Answer, hosting
from tests.site import ARGUMENTS, program
from tests.waiting import wait_until_kept

FIRST, SECOND = 150_000, 25_000
"""The most bytes that a first protocol page may cost with all that it needs, and another one after it."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What was sent for one page."""

    page: str
    sent: tuple[Answer, ...]
    asked_elsewhere: tuple[str, ...]
    """Addresses of other sites that were asked."""

    @property
    def bytes(self) -> int:
        """All that was sent."""
        return sum(answer.bytes for answer in self.sent)

    def listed(self) -> str:
        """What was sent, the largest first."""
        lines = [f"{answer.bytes:>8,} {answer.status} {answer.path or '(home)'}" for answer in self.sent]
        return "\n".join([f"{self.bytes:,} bytes for {self.page}", *sorted(lines, reverse=True)])


def visits(browser: Browser, site: Path, pages: Iterable[str]) -> list[Visit]:
    """Read pages one after the other in a browser that holds nothing yet, each with all that follows by itself."""
    made = []
    with hosting(site) as host:
        context = browser.new_context(service_workers="allow")
        elsewhere: list[str] = []
        context.on("request", lambda asked: asked.url.startswith(host.address) or elsewhere.append(asked.url))
        tab = context.new_page()
        for page in pages:
            host.sent.clear()
            elsewhere.clear()
            tab.goto(host.address + page, wait_until="networkidle")
            wait_until_kept(tab, page)
            made.append(Visit(page, tuple(host.sent), tuple(elsewhere)))
        context.close()
    return made


def sizes(site: Path) -> list[tuple[int, str]]:
    """Every protocol page, compressed, the largest first: bytes and address."""
    found = (site / "protocols").glob("*/index.html")
    return sorted(((len(gzip.compress(page.read_bytes(), 6)), page.parent.name) for page in found), reverse=True)


def main(site: Path) -> None:
    """Print it all."""
    largest = sizes(site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        for visit in visits(browser, site, [f"protocols/{name}/" for _, name in largest[:2]]):
            sys.stdout.write(f"{visit.listed()}\n\n")
        browser.close()
    lines = (f"{size:>8,} {name}\n" for size, name in largest[:10])
    sys.stdout.write(f"The largest of {len(largest)} protocol pages, compressed\n{''.join(lines)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
