"""A wide table of a prose page is cards on a phone, as the register's own tables are."""

from __future__ import annotations

import pytest

from tests.site import OpenPage

pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize("path", ["about/hazards/", "about/speed/"])
def test_a_wide_table_needs_no_scrolling_sideways_on_a_phone(path, open_page: OpenPage):
    page = open_page(path, width=360)
    for frame in page.locator(".tw").all():
        assert frame.evaluate("(frame) => frame.scrollWidth <= frame.clientWidth")


def test_each_cell_of_a_card_says_what_it_is(open_page: OpenPage):
    page = open_page("about/hazards/", width=360)
    row = page.locator(".sc-prose tbody tr").first.locator("td")
    heads = ["Id", "Hazard", "Cause", "Effect", "Control", "Proved by"]
    assert row.evaluate_all("(all) => all.map((cell) => cell.dataset.head)") == heads
    shown = row.evaluate_all("(all) => all.map((cell) => getComputedStyle(cell, '::before').content)")
    assert shown == [f'"{head}"' for head in heads]
    assert row.evaluate_all("(all) => all.map((cell) => cell.getAttribute('role'))") == ["cell"] * 6
