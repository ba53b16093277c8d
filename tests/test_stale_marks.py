"""On a site too old to rely on, no badge looks like a yes, and none looks as if its bad news were over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.paper import printed
from tests.site import DAY, OpenPage

pytestmark = pytest.mark.xdist_group("site")

AREA = "areas/exampleshire/"
YES = {"current", "due-soon", "extended", "funded", "partly-funded", "in-place"}
STYLES = """
  (all) => all.map((mark) => {
    const { textDecorationLine, filter, color, backgroundColor } = getComputedStyle(mark);
    return [mark.dataset.value, textDecorationLine, filter, color, backgroundColor];
  })
"""


def test_only_a_yes_is_struck_through_and_none_is_in_colour(open_page: OpenPage):
    page = open_page(AREA, day=DAY + timedelta(days=40))
    found = page.locator(".sc-mark").evaluate_all(STYLES)
    values = {value for value, *_ in found}
    assert {"current", "funded", "out-of-date", "withdrawn", "superseded", "unknown"} <= values
    assert {value for value, line, *_ in found if line == "line-through"} == values & YES
    assert {look for *_, filter_, colour, ground in found for look in [(filter_, colour, ground)]} == {
        ("none", found[0][3], "rgba(0, 0, 0, 0)")
    }


def test_on_paper_every_badge_of_a_stale_site_is_a_word(open_page: OpenPage):
    page = open_page(AREA, day=DAY + timedelta(days=40))
    words = page.locator("table .sc-mark").all_inner_texts()
    text = " ".join(side.text for side in printed(page))
    assert "Out of date" in words
    assert {word: text.count(word) >= words.count(word) for word in words} == dict.fromkeys(words, True)
