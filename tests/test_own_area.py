"""The reader's own area: whose protocol this is, and which of a drug's protocols comes first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site import OpenPage

pytestmark = pytest.mark.xdist_group("site")

SHEFFIELD = "protocols/sheffield-methotrexate/"
NOT_OWN = ".sc-not-own"


def at_home_in(open_page: OpenPage, area: str, path: str) -> Page:
    """A page, read where an area was chosen."""
    page = open_page(f"areas/{area}/")
    page.get_by_role("button", name="Make this my area").click()
    page.goto(page.url.replace(f"areas/{area}/", path))
    return page


def test_another_areas_protocol_says_so(open_page: OpenPage):
    page = at_home_in(open_page, "lincolnshire", SHEFFIELD)
    assert page.locator(NOT_OWN).inner_text() == "Not your area, which is Lincolnshire."
    page.get_by_role("link", name="Lincolnshire").click()
    page.wait_for_url("**/areas/lincolnshire/")
    page.get_by_role("button", name="My area: forget it").click()
    page.go_back()
    expect(page.locator(NOT_OWN)).to_have_count(0)


@pytest.mark.parametrize(
    ("area", "path"),
    [
        ("sheffield", SHEFFIELD),
        ("exampleshire-north", "protocols/exampleshire-methotrexate/"),
        ("exampleshire-north", "protocols/exampleshire-leflunomide/"),
        ("lincolnshire", "areas/sheffield/"),
    ],
    ids=["own", "adopted by it", "of the whole that it is a part of", "no protocol"],
)
def test_where_it_is_ones_own_nothing_is_said(area, path, open_page: OpenPage):
    page = at_home_in(open_page, area, path)
    page.locator("h1").wait_for()
    assert page.locator(NOT_OWN).count() == 0


def test_a_drugs_page_has_ones_own_areas_protocols_first(open_page: OpenPage):
    page = at_home_in(open_page, "sheffield", "drugs/methotrexate/")
    rows = page.locator("[data-own-first]").first.locator("tbody tr")
    areas = rows.locator("a[href*='/areas/']").evaluate_all("(all) => all.map((a) => a.pathname.split('/').at(-2))")
    assert areas[0] == "sheffield"
    assert len(set(areas)) > 2
    assert "Your area" in rows.first.evaluate("(row) => getComputedStyle(row.cells[0], '::before').content")
    assert rows.nth(areas.count("sheffield")).evaluate("(row) => row.className") == ""
    others = [area for area in areas if area != "sheffield"]
    assert others == sorted(others)
