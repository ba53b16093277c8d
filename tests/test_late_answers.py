"""Answers that come late, or from an older build, are never shown as what was asked for last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.hosting import Host, hosting
from tests.site import DAY, OpenPage, noon

pytestmark = pytest.mark.xdist_group("site")


class Held:
    """Answers that wait until they are let go."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.routes: list[Route] = []

    def hold(self, page: Page) -> None:
        page.route(self.path, self._hold)

    def _hold(self, route: Route) -> None:
        self.routes.append(route)

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


LETTER = ("letter/?drug=methotrexate&area=exampleshire", ".sc-letter-answer h3 a")
PAIR = ("compare/?a=exampleshire-methotrexate&b=exampleshire-lithium", "[data-compare-table] td a")
AREAS = ("compare/?areas=exampleshire,sheffield", "[data-compare-table] .sc-listed a")
SHOWN = pytest.mark.parametrize(("path", "titles"), [LETTER, PAIR, AREAS], ids=["letter", "protocols", "areas"])


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with hosting(site) as host:
        yield host


SEARCH = ("find/?q=methotrexate", ".sc-results > li a")
HELD = pytest.mark.parametrize(
    ("path", "titles"), [LETTER, PAIR, AREAS, SEARCH], ids=["letter", "protocols", "areas", "search"]
)


@HELD
def test_what_the_browser_still_holds_of_an_old_build_is_asked_for_again(path, titles, browser: Browser, host: Host):
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.clock.set_fixed_time(noon(DAY))
    page.goto(host.address + path)
    title = page.locator(titles).filter(has_text="Methotrexate for adults")
    title.first.wait_for()
    host.rewrite = lambda name, content: content.replace(b"Methotrexate for adults", b"Renewed for adults")
    page.goto(host.address + path)
    page.locator(titles).filter(has_text="Renewed for adults").first.wait_for()
    assert title.count() == 0
    context.close()


def of_a_later_build(page: Page) -> None:
    """Makes the page itself a later one than what it asks for."""

    def later(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=answer.text().replace(DAY.isoformat(), (DAY + timedelta(days=1)).isoformat()),
        )

    page.route("**/*?*=*", later)


@SHOWN
def test_what_an_older_build_wrote_is_refused(path, titles, open_page: OpenPage):
    page = open_page(path, before=of_a_later_build)
    expect(page.get_by_text("older than this page")).to_be_visible()
    assert page.locator(titles).count() == 0
    assert page.locator(".sc-letter-answer .sc-mark, [data-compare-table] .sc-mark").count() == 0
