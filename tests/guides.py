"""`make guides`: the pictures of the editors' guides, taken from the built site, and what each showed then.

A picture is of one part of one page, light, 1000 pixels wide, on the day of the tests. `tests/test_guides.py` compares
the words that the part shows now with those of the picture.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import serving
from tests.site import ARGUMENTS, DAY, ROOT, noon, program

FOLDER = ROOT / "docs/assets/images/guides"
SHOWN = ROOT / "tests/fixtures/guides.json"
"""What each picture showed: a digest of its words, by name."""
WIDTH = 1000
MARGIN = 10
QUALITY = 80
MOST_BYTES = 60_000


@dataclass(frozen=True)
class Picture:
    """A part of a page: its first `height` pixels, where it is taller."""

    name: str
    address: str
    part: str
    height: int = 700
    steps: tuple[tuple[str, ...], ...] = ()
    """What is done first: a method of a locator, the part that it is done to, and what it takes."""

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.name}.webp"


EXAMPLE = "protocols/exampleshire-methotrexate/"
FORM = "edit/?protocol=exampleshire-methotrexate"
OPENED = (
    ("click", '[id="s.contacts"]'),
    ("click", '[id="f.contacts.0-row"]'),
    ("wait_for", '[id="f.contacts.0.phone"]'),
)
CHANGED = (*OPENED, ("fill", '[id="f.contacts.0.phone"]', "01632 960099"), ("click", "#show"))
NEW = (("click", '[id="s.about"]'), ("wait_for", '[id="f.title"]'))
PICTURES = (
    Picture("protocol-top", EXAMPLE, ".sc-top", 520),
    Picture("contacts", EXAMPLE, "section:has(> #contacts)", 420),
    Picture("wrong", EXAMPLE, "section:has(> #wrong)", 320),
    Picture("form", FORM, '[id="f.contacts.0-box"]', 620, OPENED),
    Picture("changed", FORM, ".sc-edit-end", 620, CHANGED),
    Picture("service", "services/exampleshire-shared-care-les/", "section:has(> #service)", 420),
    Picture("new-form", "edit/?new=exampleshire", '[id="s.about-box"]', 560, NEW),
    Picture("rule", "rules/SC203/", ".md-content__inner", 620),
)


def opened(browser: Browser, address: str, picture: Picture) -> Page:
    """The picture's page, as it is photographed."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 900}, color_scheme="light", reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    page.clock.set_fixed_time(noon(DAY))
    page.goto(address + picture.address)
    for method, part, *given in picture.steps:
        getattr(page.locator(part), method)(*given)
    return page


def shown(page: Page, picture: Picture) -> str:
    """A digest of the words that the part shows."""
    words = " ".join(page.locator(picture.part).inner_text().split())
    assert words, f"{picture.part} of {picture.address} shows nothing"
    return sha256(words.encode()).hexdigest()[:16]


def take(page: Page, picture: Picture) -> None:
    """Take the picture. WebP is a third of PNG's size here, and only the browser's own protocol writes it."""
    part = page.locator(picture.part)
    page.evaluate("scrollTo(0, 0)")  # the head of the page stays in sight, and would hide a part further down
    box = part.bounding_box()
    assert box is not None
    clip = {
        "x": max(0, box["x"] - MARGIN),
        "y": max(0, box["y"] - MARGIN),
        "width": min(WIDTH, box["width"] + 2 * MARGIN),
        "height": min(picture.height, box["height"] + 2 * MARGIN),
        "scale": 1,
    }
    asked = {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True}
    answer = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    picture.file.write_bytes(b64decode(answer["data"]))


def main() -> None:
    """Build the site, take every picture, and write down what each shows."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        picture.file.touch()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        link = Path(place, "site")
        command = [sys.executable, "scripts/build.py", "--on", DAY.isoformat(), "--site", str(link)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        digests = {}
        with serving(link.resolve()) as address:
            for picture in PICTURES:
                page = opened(browser, address, picture)
                digests[picture.name] = shown(page, picture)
                take(page, picture)
                sys.stdout.write(f"{picture.file.relative_to(ROOT)}: {picture.file.stat().st_size:,} bytes\n")
                page.context.close()
        browser.close()
    SHOWN.write_text(json.dumps(digests, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
