"""Whatever was typed in the place of a drug's name, the result says what it was taken for."""

from __future__ import annotations

import pytest

from tests.site import OpenPage
from tests.test_browser import search

pytestmark = pytest.mark.xdist_group("site")

TOLD = {
    "azathiopine": "Azathiopine → Azathioprine",
    "metotrexate": "metotrexate → Methotrexate",
    "hydroxycloroquine": "hydroxycloroquine → Hydroxychloroquine",
    "sulphasalazine": "sulphasalazine → Sulfasalazine",
    "Elvanse": "Elvanse → Lisdexamfetamine",
}


@pytest.mark.parametrize("typed", TOLD)
def test_another_spelling_is_told(typed, open_page: OpenPage):
    page = open_page("")
    search(page, typed)
    assert TOLD[typed] in (page.locator(".sc-results a").first.text_content() or "")


@pytest.mark.parametrize("typed", ["methotrexate", "methot", "hydroxychl"])
def test_a_name_or_its_beginning_is_no_other_spelling(typed, open_page: OpenPage):
    page = open_page("")
    search(page, typed)
    assert "→" not in (page.locator(".sc-results a").first.text_content() or "")


@pytest.mark.parametrize("typed", ["methotrexaate", "hidroxychloroquine"])
def test_what_is_only_similar_is_not_said_to_be_it(typed, open_page: OpenPage):
    page = open_page("")
    search(page, typed)
    words = page.locator(".sc-results a").first.text_content() or ""
    assert "Similar to what you typed" in words
    assert "→" not in words
