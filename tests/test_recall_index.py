"""Recall sheets are found: from the home page, from a page of all areas, and above an area's long list."""

from __future__ import annotations

import pytest

from sharedcare.register.load import load
from tests.site import ROOT, OpenPage

pytestmark = pytest.mark.xdist_group("site")


def test_a_recall_sheet_is_two_steps_from_the_home_page(open_page: OpenPage):
    page = open_page("")
    page.get_by_role("article").get_by_role("link", name="Recall sheets").click()
    page.wait_for_url("**/recall/")
    page.get_by_role("article").get_by_role("link", name="Lincolnshire", exact=True).click()
    page.wait_for_url("**/recall/lincolnshire/")
    assert "Recall sheet" in page.locator("h1").inner_text()


def test_every_areas_sheet_is_listed_and_an_invented_one_says_so(open_page: OpenPage):
    page = open_page("recall/")
    register = load(ROOT / "protocols")
    links = page.locator("article li a").evaluate_all("(all) => all.map((a) => [a.pathname, a.textContent])")
    named = {path.split("/recall/")[1].rstrip("/"): text for path, text in links if path.split("/recall/")[1:] > [""]}
    assert set(named) == set(register.areas)
    assert all(("not a real place" in text) == register.is_fictional(area) for area, text in named.items())


@pytest.mark.parametrize("name", ["Recall sheet: every drug", "A letter asks you", "Compare with another area"])
def test_on_a_phone_an_areas_tools_stand_above_its_protocols(name, open_page: OpenPage):
    page = open_page("areas/lincolnshire/", width=360)
    box = page.get_by_role("article").get_by_role("link", name=name).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 640
