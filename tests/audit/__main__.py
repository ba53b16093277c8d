"""`make audit`: what outside programs say of the built site, as Markdown on standard output.

Lighthouse and the Nu HTML checker come from npm, by `package-lock.json`; Java and Chromium from Debian.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.report import table
from tests.hosting import hosting
from tests.site import ARGUMENTS, DAY, ROOT, program
from tests.transfer import FIRST, SECOND, sizes, visits

FIGURES = "<!-- figures: all below is written by make audit -->\n"
"""After this line of a page the figures stand."""
HEAD = ("What", "Value", "Bar", "Held")
Row = tuple[str, str, str, str]
PAGES = {"home": "", "a protocol": "protocols/exampleshire-methotrexate/"}
BARS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""The least that Lighthouse is to give, of 100."""
MODULES = ROOT / ".venv/audit/node_modules"
KEYSTROKES = "tests.audit.keystrokes"


def lighthouse(site: Path, folder: Path) -> Iterator[Row]:
    """The scores of the home page and of a protocol, on a desktop and on a phone."""
    with hosting(site) as host:
        for name, path in PAGES.items():
            for device in ("desktop", "mobile"):
                report = folder / f"{device}.json"
                command = [str(MODULES / ".bin/lighthouse"), host.address + path, "--quiet", "--output=json"]
                command += [f"--output-path={report}", "--chrome-flags=--headless=new --no-sandbox"]
                _run([*command, *(["--preset=desktop"] if device == "desktop" else [])])
                scores = json.loads(report.read_text(encoding="utf-8"))["categories"]
                for category, bar in BARS.items():
                    score = round(100 * scores[category]["score"])
                    yield f"{category}, {name}, {device}", str(score), f"at least {bar}", _held(score >= bar)


def markup(site: Path) -> Iterator[Row]:
    """How many errors the Nu HTML checker finds on all pages; each is told."""
    command = ["java", "-Xss2m", "-jar", str(MODULES / "vnu-jar/build/dist/vnu.jar"), "--errors-only"]
    found = _run([*command, "--format", "gnu", "--skip-non-html", "--exit-zero-always", str(site)]).stderr.splitlines()
    sys.stderr.write("".join(f"{line}\n" for line in found))
    pages = len(list(site.rglob("*.html")))
    yield f"errors of the Nu HTML checker on {pages:,} pages", str(len(found)), "at most 0", _held(not found)


def transfer(site: Path) -> Iterator[Row]:
    """What the two largest protocol pages cost."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        made = visits(browser, site, [f"protocols/{name}/" for _, name in sizes(site)[:2]])
        browser.close()
    for what, visit, bar in zip(("the first", "the next"), made, (FIRST, SECOND), strict=True):
        yield f"bytes sent for {what} protocol page", f"{visit.bytes:,}", f"at most {bar:,}", _held(visit.bytes <= bar)


def versions() -> str:
    """What judged."""
    packages = json.loads((ROOT / "tests/audit/package.json").read_text(encoding="utf-8"))["dependencies"]
    said = [_run([name, "--version"]).stdout.strip() for name in ("node", "chromium")]
    java = re.search(r'"([^"]+)"', _run(["java", "-version"]).stderr)
    named = [f"{name} {version}" for name, version in packages.items()]
    return ", ".join([*named, f"Node.js {said[0]}", f"Java {java[1] if java else 'unknown'}", said[1]])


def main(site: Path) -> str:
    """Run it all; the Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [*lighthouse(site, Path(folder)), *markup(site), *transfer(site)]
    text = f"The site of {DAY}, judged by {versions()}.\n\n{table(HEAD, rows)}"
    if find_spec(KEYSTROKES):
        text += f"\n{_run([sys.executable, '-m', KEYSTROKES]).stdout}"
    return text


def _held(holds: bool) -> str:
    return "yes" if holds else "no"


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    chrome = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
    return subprocess.run(command, cwd=ROOT, env=chrome, capture_output=True, text=True, check=True)


def _built(folder: Path) -> Path:
    site = folder / "site"
    _run([sys.executable, "scripts/build.py", "--on", DAY.isoformat(), "--site", str(site)])
    return site.resolve()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--into", type=Path, help="a page whose figures are renewed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        figures = main(_built(Path(place)))
    sys.stdout.write(figures)
    if given.into:
        before, mark, _ = given.into.read_text(encoding="utf-8").partition(FIGURES)
        given.into.write_text(f"{before}{mark or FIGURES}\n{figures}", encoding="utf-8", newline="\n")
    if "| no |" in figures:
        sys.exit("Not every bar is held.")
