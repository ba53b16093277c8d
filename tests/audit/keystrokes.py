"""How long a keystroke takes to show its first result in a real browser, on a large register.

`python -m tests.audit.keystrokes --size 5000` grows a register of so many protocols, puts its search index into the
shipped register's site, and types. It takes minutes, most of them for reading the register.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from sharedcare.exports.search import search_index
from sharedcare.register.load import load
from tests.bench.grow import DAY, grow
from tests.serving import serving
from tests.site import ARGUMENTS, ROOT

QUERIES = (
    "methotrexate fenmereshire", "a", "m", "rheumatology", "dmard", "adhd ash", "methatrexate fenmereshire",
    "hydroxichlorokine", "lithium", "zzqqzzqq",
)  # fmt: skip
PLACES = {"box of the home page": "", "page of all results": "find/"}
SOON = 50
"""Milliseconds in which an answer seems to come at once."""
WATCH = """
(list) => {
  window.times = [];
  let pressed = null;
  document.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  const seen = () => {
    if (pressed !== null) {
      list.getBoundingClientRect();
      window.times.push(performance.now() - pressed);
      pressed = null;
    }
  };
  const count = list.parentElement.querySelector(".sc-count");
  new MutationObserver(seen).observe(list, { childList: true });
  new MutationObserver(seen).observe(count, { childList: true, attributes: true });
}
"""


@dataclass(frozen=True, slots=True)
class Times:
    """What was measured at one search box, in milliseconds."""

    first_use: float
    """From the focus to the first result: the index is fetched, read and made ready."""
    keystrokes: int
    median: float
    within_50_ms: int
    """How many of the keystrokes."""
    most: float
    slowest: str
    """What had been typed when it took longest."""


@dataclass(frozen=True, slots=True)
class Audit:
    """The figures of a register."""

    protocols: int
    index: int
    """Bytes."""
    index_gzipped: int
    places: Mapping[str, Times]


def audit(size: int, queries: Sequence[str] = QUERIES) -> Audit:
    """Grow a register, and type at each search box of its site."""
    with _site(size) as site:
        index = (site / "search.json").read_bytes()
        with serving(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=ARGUMENTS)
            places = {name: _typed(browser.new_page(), address + path, queries) for name, path in PLACES.items()}
            browser.close()
    return Audit(size, len(index), len(gzip.compress(index)), places)


@contextmanager
def _site(size: int) -> Iterator[Path]:
    """The shipped register's site with the search index of a grown one."""
    with tempfile.TemporaryDirectory(prefix="sharedcare-audit-") as folder:
        link, grown = Path(folder, "site"), Path(folder, "register")
        command = [sys.executable, "scripts/build.py", "--on", DAY, "--site", str(link)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        grow(ROOT / "protocols", grown, size)
        (link / "search.json").write_text(search_index(load(grown), date.fromisoformat(DAY)), encoding="utf-8")
        shutil.rmtree(grown)
        yield link.resolve()


def _typed(page: Page, address: str, queries: Sequence[str]) -> Times:
    page.goto(address)
    box = page.locator("[data-register-search] input:visible")
    began = perf_counter()
    box.fill(queries[0])
    page.locator(".sc-results li").first.wait_for()
    first_use = (perf_counter() - began) * 1000
    page.locator(".sc-results").evaluate(WATCH)
    times: list[tuple[float, str]] = []
    for query in queries:
        box.fill("")
        for end in range(len(query)):
            page.keyboard.press(query[end] if query[end] != " " else "Space")
            page.wait_for_function("() => window.times.length > 0")
            times.append((page.evaluate("window.times.splice(0).at(-1)"), query[: end + 1]))
    page.close()
    most, slowest = max(times)
    middle, quick = round(median(took for took, _ in times), 1), sum(took <= SOON for took, _ in times)
    return Times(round(first_use, 1), len(times), middle, quick, round(most, 1), slowest)


def as_text(found: Audit) -> str:
    """The figures in a few lines."""
    size = f"{found.index_gzipped / 1000:.0f} kB gzipped ({found.index / 1000:.0f} kB)"
    lines = [f"{found.protocols:,} protocols: an index of {size}"]
    for place, times in found.places.items():
        most = f"at most {times.most} ms (“{times.slowest}”)"
        typed = f"median {times.median} ms, {times.within_50_ms} within {SOON} ms, {most}"
        lines.append(f"{place}: {times.keystrokes} keystrokes, {typed}; first use {times.first_use} ms")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=5000, help="how many protocols")
    parser.add_argument("--json", action="store_true", help="write the figures as JSON")
    given = parser.parse_args()
    measured = audit(given.size)
    sys.stdout.write(json.dumps(asdict(measured), indent=2) + "\n" if given.json else as_text(measured))
