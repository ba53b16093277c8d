"""What holds for the site of any register, this one or one begun with `sharedcare init`: its own name, everywhere."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sharedcare.register.entries import Register
from sharedcare.register.load import load
from tests.site import ROOT, OpenPage


@pytest.fixture(scope="module")
def register() -> Register:
    return load(ROOT / "protocols")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """Every page but the short links, which only lead on, by its address."""
    found = [file for file in site.rglob("*.html") if file.relative_to(site).parts[0] != "p"]
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in found}


def test_every_protocol_has_its_page_and_its_short_link(register, site):
    ids = [*register.protocols, *(broken.id for broken in register.unreadable)]
    assert ids
    assert [name for name in ids if not (site / "protocols" / name / "index.html").is_file()] == []
    assert [name for name in ids if not (site / "p" / name / "index.html").is_file()] == []


def test_every_area_and_drug_has_its_page(register, site):
    assert [name for name in register.areas if not (site / "areas" / name / "index.html").is_file()] == []
    assert [name for name in register.drugs if not (site / "drugs" / name / "index.html").is_file()] == []


def test_every_page_bears_the_registers_own_name(register, pages):
    name = register.settings.name
    titles = {
        page: unescape(found[1]) for page, text in pages.items() if (found := re.search(r"<title>(.*?)</title>", text))
    }
    assert titles.keys() == pages.keys()
    assert [page for page, title in titles.items() if not title.endswith(name)] == []
    brand = re.compile(r'<a class="sc-brand" href="[^"]*">(.*?)</a>')
    assert {page: brand.findall(text) for page, text in pages.items() if brand.findall(text) != [escape(name)]} == {}


def test_every_page_says_what_the_register_is_and_who_looks_after_it(register, pages):
    settings = register.settings
    described = f'. {escape(settings.description)}">'
    assert [
        page for page, text in pages.items() if page not in ("index.html", "404.html") and described not in text
    ] == []
    if settings.editor is not None and settings.editor.email is not None:
        assert [page for page, text in pages.items() if f">{settings.editor.email}</a>" not in text] == []


def test_every_page_stands_where_the_settings_say(register, pages):
    """Where they say nothing, the host is the one that is nobody's."""
    canonical = re.compile(r'<link rel="canonical" href="([^"]*)"')
    hosts = {urlsplit(address).hostname for text in pages.values() for address in canonical.findall(text)}
    site = register.settings.site
    assert hosts == ({"example.org" if site is None else urlsplit(site).hostname})


@pytest.mark.parametrize("width", [1440, 360])
def test_the_name_fits_the_head_of_the_page(register, open_page: OpenPage, width):
    page = open_page("", width=width)
    brand = page.locator(".sc-brand")
    assert brand.inner_text() == register.settings.name
    box = brand.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert brand.evaluate("brand => brand.scrollWidth <= brand.clientWidth && brand.scrollHeight <= brand.clientHeight")
