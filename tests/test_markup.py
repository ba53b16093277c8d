"""What the Nu HTML checker would find: `make audit` runs it whole, and these are the errors that were there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.site import OpenPage
from tests.test_browser import PAGE_TYPES

SHORT = "p"
"""The folder of short addresses: each only leads on."""
WRONG = {
    "a check box that is not to be filled in": r'<input class="md-toggle"[^>]* autocomplete',
    "a place in the order of Tab that is no number": r'tabindex=""',
    "a role where the element has it": r"<(table|thead|tbody|tr|td|th)\b[^>]* role=",
    "half a character": r"&#5[5-7]\d{3};",
    "a script of the theme that the first words wait for": r'<script src="[^"]*/bundle\.',
    "a name on what is no region": r"<pre(?![^>]* role=)[^>]* aria-label",
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_no_page_has(wrong, site: Path):
    files = list(site.rglob("*.html"))
    assert len(files) > 60
    assert [file for file in files if re.search(wrong, file.read_text(encoding="utf-8"))] == []


def test_every_label_is_for_something_that_is_there(site: Path):
    lost = []
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        ids = set(re.findall(r' id="([^"]+)"', text))
        lost += [f"{file}: {name}" for name in re.findall(r'<label[^>]* for="([^"]+)"', text) if name not in ids]
    assert lost == []


def test_every_page_is_described_in_words_of_its_own(site: Path):
    found = Counter(
        re.findall(r'<meta name="description" content="([^"]+)"', file.read_text(encoding="utf-8"))[0]
        for file in site.rglob("*.html")
        if file.relative_to(site).parts[0] != SHORT
    )
    assert [words for words, times in found.items() if times > 1] == []


def test_a_narrow_table_is_still_a_table(open_page: OpenPage):
    page = open_page("protocols/exampleshire-methotrexate/", width=360)
    for role in ("table", "rowgroup", "row", "cell", "rowheader", "columnheader"):
        parts = page.locator(f'.sc-table [role="{role}"], .sc-table[role="{role}"]').count()
        assert parts > 0, role
    assert page.locator(".sc-table td:not([role=cell])").count() == 0


@pytest.mark.parametrize("path", PAGE_TYPES.values(), ids=PAGE_TYPES)
def test_a_page_at_four_times_its_size_has_no_second_way_to_scroll(path, open_page: OpenPage):
    """A window of 1280 pixels at 400 per cent is 320 wide."""
    page = open_page(path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_an_address_without_a_page_leads_on(open_page: OpenPage):
    page = open_page("404.html", java_script_enabled=False)
    assert page.locator("h1").inner_text() == "No such page"
    assert page.get_by_role("link", name="the A to Z of drugs and brands").count() == 1
