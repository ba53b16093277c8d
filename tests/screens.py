"""`make screens`: pictures of every kind of page, light and dark, at several widths, and sheets of them.

`python -m tests.screens --into screens --widths 1440 768 360`. A sheet holds one width and one scheme, as small
pictures side by side; the browser makes it, too.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.serving import serving
from tests.site import ARGUMENTS, DAY, ROOT, noon, program
from tests.test_browser import PAGE_TYPES

SHEET = """<!doctype html><meta charset="utf-8"><style>
body { font: 12px sans-serif; margin: 8px; display: grid; grid-template-columns: repeat(%d, 1fr); gap: 8px }
figure { margin: 0; border: 1px solid #888; height: 420px; overflow: hidden }
img { width: 100%%; display: block }
</style>%s"""
ACROSS = 6
"""How many pictures stand beside each other on a sheet."""


def pictures(browser: Browser, address: str, folder: Path, width: int, scheme: str) -> list[Path]:
    """Every kind of page, whole, each as a file."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    page.clock.set_fixed_time(noon(DAY))
    made = []
    for name, path in PAGE_TYPES.items():
        page.goto(address + path)
        file = folder / f"{name.replace(' ', '-')}-{width}-{scheme}.png"
        page.screenshot(path=file, full_page=True)
        made.append(file)
    context.close()
    return made


def sheet(browser: Browser, made: Sequence[Path], to: Path) -> None:
    """Small pictures side by side, each cut off below."""
    figures = "".join(f"<figure>{escape(file.stem)}<img src={escape(file.name)!r} alt=''></figure>" for file in made)
    source = to.with_suffix(".html")
    source.write_text(SHEET % (ACROSS, figures), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1800, "height": 900})
    page.goto(source.resolve().as_uri())
    page.screenshot(path=to, full_page=True)
    page.close()
    source.unlink()


def main(site: Path, into: Path, widths: Sequence[int]) -> None:
    """Take every picture, and make the sheets."""
    into.mkdir(parents=True, exist_ok=True)
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        for width in widths:
            for scheme in ("light", "dark"):
                to = into / f"sheet-{width}-{scheme}.png"
                sheet(browser, pictures(browser, address, into, width, scheme), to)
                sys.stdout.write(f"{to}\n")
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make screens", description=__doc__)
    parser.add_argument("--into", type=Path, default=Path("screens"), help="the folder for the pictures")
    parser.add_argument("--widths", type=int, nargs="+", default=[1440, 768, 360], help="of the window, in pixels")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        link = Path(place, "site")
        command = [sys.executable, "scripts/build.py", "--on", DAY.isoformat(), "--site", str(link)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        main(link.resolve(), given.into, given.widths)
