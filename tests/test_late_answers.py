"""Answers that come late, or from an older build, are never shown as what was asked for last."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.site import OpenPage

pytestmark = pytest.mark.xdist_group("site")


class Held:
    """Answers that wait until they are let go."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.routes: list[Route] = []

    def hold(self, page: Page) -> None:
        page.route(self.path, lambda route: self.routes.append(route))

    def let_go(self, page: Page) -> None:
        """Let the answer come, and give the page's scripts their turn with it."""
        with page.expect_response(self.path) as answer:
            self.routes[0].continue_()
        answer.value.finished()
        page.evaluate("() => new Promise((turn) => requestAnimationFrame(() => setTimeout(turn, 50)))")


@pytest.mark.parametrize("select", ["of", "area"])
def test_a_letter_shows_the_area_that_was_chosen_last(select, open_page: OpenPage):
    held = Held("**/letter/sheffield/")
    page = open_page("letter/?drug=methotrexate&area=lincolnshire&from=moved", before=held.hold)
    page.locator(".sc-letter-answer h2").first.wait_for()
    page.locator(f"#letter-{select}").select_option("sheffield")
    page.locator(f"#letter-{select}").select_option("exampleshire")
    last = page.locator(".sc-letter-answer h2").last
    expect(last).to_contain_text("in Exampleshire")
    held.let_go(page)
    expect(last).to_contain_text("in Exampleshire")


def test_a_letter_that_cannot_be_answered_leaves_the_later_one_alone(open_page: OpenPage):
    held = Held("**/letter/sheffield/")
    page = open_page("letter/?drug=methotrexate&area=sheffield", before=held.hold)
    page.locator("#letter-area").select_option("exampleshire")
    page.locator(".sc-letter-answer h2").wait_for()
    held.routes[0].abort()
    page.evaluate("() => new Promise((turn) => requestAnimationFrame(() => setTimeout(turn, 50)))")
    expect(page.locator(".sc-letter-answer h2")).to_have_text("Methotrexate in Exampleshire")


def test_a_list_offers_the_protocols_of_the_area_that_was_chosen_last(open_page: OpenPage):
    held = Held("**/compare/areas/sheffield.json")
    page = open_page("compare/", before=held.hold)
    page.locator("#area-a").select_option("sheffield")
    page.locator("#area-a").select_option("exampleshire")
    offered = page.locator("#protocol-a option[value^='exampleshire-']")
    offered.first.wait_for(state="attached")
    held.let_go(page)
    expect(page.locator("#protocol-a option[value^='sheffield-']")).to_have_count(0)
    assert offered.count() > 0
