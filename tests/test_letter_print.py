"""A letter's answer has its own title, and on paper its own head, address and last day."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.paper import printed
from tests.site import DAY, OpenPage
from tests.test_letter_browser import ADDRESS, METHOTREXATE, answered
from tests.test_print import LAST, assert_nothing_is_lost

pytestmark = pytest.mark.xdist_group("site")

TITLE = "Methotrexate in Exampleshire (example: not a real place) – A letter asks you to take over"


def test_the_title_names_drug_and_area_and_goes_with_them(open_page: OpenPage):
    page = answered(open_page(ADDRESS))
    assert page.title() == f"{TITLE} - Shared care register"
    page.locator("#letter-drug").select_option("")
    page.locator(METHOTREXATE).wait_for(state="detached")
    assert page.title() == "A letter asks you to take over – every area - Shared care register"


def test_every_sheet_of_an_answer_says_what_it_is_where_it_is_and_until_when(open_page: OpenPage):
    page = answered(open_page(ADDRESS))
    sheets = printed(page)
    assert_nothing_is_lost(page, sheets)
    for side in sheets:
        assert TITLE in side.text
        assert ADDRESS in side.text.replace("- ", "-")
        assert LAST in side.text
    words = " ".join(side.text for side in sheets)
    assert "requests from private providers. Exampleshire APC" in words
    for left_out in ("Which drug?", "Choose a drug", "Every drug of an area"):
        assert left_out not in words
    assert words.count("Already prescribed here, or moved here") == 1


def test_paper_says_what_the_areas_own_page_says(open_page: OpenPage):
    def turned(route: Route) -> None:
        answer = route.fetch()
        first = f'"paper":[{{"from":"{DAY}","says":"{LAST}"'
        assert first in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(first, first.replace(LAST, "Do not use at all.")))

    def sooner(page: Page) -> None:
        page.route("**/letter/exampleshire/", turned)

    page = answered(open_page(ADDRESS, before=sooner))
    assert all("Do not use at all." in side.text for side in printed(page))
