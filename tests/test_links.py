"""Every link of the built site leads somewhere, by two checkers of different make."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.serving import serving

HOME = "https://site.test/"
"""Where the site stands: at the root of a host, where SITE_URL does not say otherwise."""


ELSEWHERE = ("http://", "https://", "mailto:", "tel:")
"""How addresses begin that lead out of the site."""


class _Anchors(HTMLParser):
    """The ids and the addresses in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id" and value:
                self.ids.add(value)
            elif name in ("href", "src") and value is not None:
                self.addresses.append(value)


def pages_of(site: Path) -> dict[str, _Anchors]:
    """Every page of a site by its address."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        found[HOME + path.removesuffix("index.html")] = _Anchors(file.read_text(encoding="utf-8"))
    return found


def broken(site: Path) -> dict[str, list[str]]:
    """Each page's links to a file or an anchor of the site that does not exist, or to a script."""
    pages, wrong = pages_of(site), defaultdict(list)
    for address, page in pages.items():
        base = HOME if address.endswith("404.html") else address
        for link in page.addresses:
            target, _, anchor = urljoin(base, link).partition("#")
            if not target.startswith(HOME) and target.startswith(ELSEWHERE):
                continue
            found = target.startswith(HOME) and _exists(site, target)
            if not found or (anchor and target in pages and unquote(anchor) not in pages[target].ids):
                wrong[address].append(link)
    return dict(wrong)


def _exists(site: Path, target: str) -> bool:
    place = unquote(urlsplit(target).path)
    path = site / place.removeprefix(urlsplit(HOME).path)
    return (path / "index.html").is_file() if place.endswith("/") else path.is_file()


def linkchecker(site: Path) -> tuple[int, list[dict[str, str]]]:
    """Crawl a served site: the exit status, and a row for every link to the site itself."""
    with serving(site) as address:
        settings = site.parent / "linkchecker.ini"
        settings.write_text(
            "[checking]\nthreads=8\nmaxrequestspersecond=100000\n[output]\nlog=csv\nstatus=0\n", encoding="utf-8"
        )
        command = [sys.executable, "-m", "linkcheck", "--config", str(settings), "--verbose", address]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in finished.stdout.splitlines() if line and not line.startswith("#")]
    rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
    return finished.returncode, [row for row in rows if row["url"].startswith(address)]


def test_linkchecker_finds_nothing_and_reaches_every_page(site):
    status, rows = linkchecker(site)
    assert [row for row in rows if row["valid"] != "True"] == []
    assert status == 0
    paths = {urlsplit(row["url"]).path for row in rows}
    crawled = {path.lstrip("/") for path in paths if path.endswith(("/", ".html"))}
    built = {address.removeprefix(HOME) for address in pages_of(site) if not address.endswith("404.html")}
    assert len(built) > 60
    assert crawled == built


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of two pages on which nothing is wrong, to plant links in."""
    pages = {"index.html": '<a href="about/lapse/#top">Lapse</a>', "about/lapse/index.html": '<h1 id="top">Lapse</h1>'}
    for name, body in pages.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return tmp_path / "site"


def plant(site: Path, link: str) -> None:
    page = site / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("</body>", f'<a href="{link}">x</a></body>'), encoding="utf-8"
    )


def test_linkchecker_finds_a_planted_broken_link(small):
    assert linkchecker(small)[0] == 0
    plant(small, "no-such-page/")
    status, rows = linkchecker(small)
    assert status == 1
    assert [row["urlname"] for row in rows if row["valid"] != "True"] == ["no-such-page/"]


def test_every_link_and_anchor_leads_somewhere(site):
    assert broken(site) == {}


@pytest.mark.parametrize(
    "link", ["no-such-page/", "#no-such-anchor", "about/lapse/#nowhere", "javascript:alert(1)", "about/../x"]
)
def test_a_planted_link_is_found(link, small):
    assert broken(small) == {}
    plant(small, link)
    assert broken(small) == {HOME: [link]}
