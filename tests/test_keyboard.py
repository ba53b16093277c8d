"""With the keyboard alone: everything is reached, in the order in which it stands, and it shows where one is."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site import OpenPage
from tests.test_browser import PAGE_TYPES

SHOWN = """
  const shown = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled
      && element.tabIndex >= 0 && element.getClientRects().length > 0);
  const told = (target) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    const box = target.getBoundingClientRect();
    return {
      stop: shown.indexOf(target),
      text: `${target.tagName} ${target.className} ${(target.textContent || target.id).trim().slice(0, 40)}`,
      ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    };
  };
"""
WATCHED = f"""
  () => {{
    {SHOWN}
    window.stops = [];
    addEventListener('focusin', ({{ target }}) => window.stops.push(told(target)));
    return shown.length;
  }}
"""
FOCUSED = f"""
  () => {{
    {SHOWN}
    return shown.map((element) => {{
      element.focus();
      return {{ ...told(document.activeElement), jumps: element.tabIndex }};
    }});
  }}
"""


def walk(page: Page) -> tuple[int, list[dict[str, Any]]]:
    """How many things can be reached, and every stop of Tab from the top of the page to its end."""
    page.wait_for_load_state("networkidle")
    number = page.evaluate(WATCHED)
    for _ in range(number + 1):
        page.keyboard.press("Tab")
    return number, page.evaluate("window.stops")[:number]


def assert_good(number: int, stops: list[dict[str, Any]]) -> None:
    assert number > 3
    assert [stop["stop"] for stop in stops] == list(range(number)), [stop["text"] for stop in stops][:20]
    assert [stop["text"] for stop in stops if not stop["ring"]] == []
    assert [stop["text"] for stop in stops if not stop["seen"]] == []


@pytest.mark.parametrize("path", PAGE_TYPES.values(), ids=PAGE_TYPES)
def test_everything_takes_the_focus_in_order_and_shows_it(path, open_page: OpenPage):
    """Without a Tab for each, since some pages have hundreds: where nothing jumps, Tab goes as the page does."""
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    stops = page.evaluate(FOCUSED)
    assert_good(len(stops), stops)
    assert {stop["jumps"] for stop in stops} == {0}


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["about/lapse/", "protocols/lincolnshire-dermatology/"])
def test_tab_walks_through_the_page_and_out_of_it(path, width, open_page: OpenPage):
    assert_good(*walk(open_page(path, width=width)))


FAULTS = {
    "out of reach": "document.querySelector('article a').tabIndex = -1",
    "out of order": "document.querySelector('article a').tabIndex = 5",
    "no ring": "document.querySelector('article a').addEventListener('focus', (e) => e.target.style.outline = '0')",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(fault, open_page: OpenPage):
    page = open_page("about/lapse/")
    number = page.locator("article a").count()
    page.evaluate(fault)
    reached, stops = walk(page)
    assert number > 0
    if "-1" in fault:
        assert reached == walk(open_page("about/lapse/"))[0] - 1
    else:
        with pytest.raises(AssertionError):
            assert_good(reached, stops)


@pytest.mark.parametrize("path", ["about/lapse/", "protocols/exampleshire-methotrexate/"])
def test_the_first_stop_skips_to_the_content(path, open_page: OpenPage):
    page = open_page(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_the_menu_opens_closes_and_gives_the_place_back(open_page: OpenPage):
    page = open_page("protocols/exampleshire-methotrexate/", width=360)
    button = page.get_by_role("button", name="Menu")
    button.focus()
    for opened, closed in (("Enter", "Escape"), ("Space", "Escape")):
        page.keyboard.press(opened)
        assert button.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.closest('.md-nav--primary') !== null")
        page.keyboard.press(closed)
        assert button.get_attribute("aria-expanded") == "false"
        assert page.evaluate("document.activeElement.ariaLabel") == "Menu"


def test_a_search_is_left_by_escape_and_by_tab(open_page: OpenPage):
    page = open_page("about/lapse/")
    page.keyboard.press("/")
    page.keyboard.type("lithium")
    page.locator(".sc-results a").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".sc-panel:visible").count() == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-register-search]') === null")
