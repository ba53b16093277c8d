"""Every page that shows a state shows the one that holds on the day it is read: London's, on every kind of page."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page

from tests.site import DAY, OpenPage
from tests.test_browser import DAYS, PAGE_TYPES, entry_on, move_to, shown_marks, wanted_marks

WITH_STATES = {
    "home", "protocol", "several drugs", "child", "listing", "reported", "drug", "area", "recall", "letter",
    "letters of an area",
}  # fmt: skip
TODAY = """
async () => {
  const script = [...document.scripts].find((one) => one.src.endsWith('/timeline.js'));
  return (await import(new URL('./lookup.js', script.src).href)).today();
}
"""
NIGHTS = {
    "before the clocks go forward": ("2027-03-27T23:30:00Z", "2027-03-27"),
    "the night on which they do": ("2027-03-28T00:30:00Z", "2027-03-28"),
    "after it, an hour ahead of UTC": ("2027-03-28T23:30:00Z", "2027-03-29"),
    "before the clocks go back": ("2027-10-30T22:30:00Z", "2027-10-30"),
    "the night on which they do, from UTC's day before": ("2027-10-30T23:30:00Z", "2027-10-31"),
    "after it, with UTC": ("2027-10-31T23:30:00Z", "2027-10-31"),
    "the end of 28 February of a leap year": ("2028-02-28T23:59:59Z", "2028-02-28"),
    "29 February": ("2028-02-29T00:00:01Z", "2028-02-29"),
    "1 March of a leap year": ("2028-03-01T00:00:01Z", "2028-03-01"),
    "the end of 28 February of another year": ("2027-02-28T23:59:59Z", "2027-02-28"),
    "1 March of another year": ("2027-03-01T00:00:01Z", "2027-03-01"),
}


def marks_agree(page: Page, day: date) -> int:
    """How many cases the page shows, each as it stands on a day."""
    shown = shown_marks(page)
    for key, parts in shown.items():
        wanted = wanted_marks(entry_on(key, day).state)
        assert parts == {part: wanted[part] for part in parts}, f"{key} on {day}"
    return len(shown)


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_every_kind_of_page_is_true_on_each_day(kind: str, open_page: OpenPage) -> None:
    """On a day long before the build it shows the build's states, since none may get better; then each day's own."""
    page = open_page(PAGE_TYPES[kind], day=date(2019, 1, 1))
    page.wait_for_load_state("networkidle")
    shows = page.locator(".sc-mark[data-case]").count() > 0
    assert shows == (kind in WITH_STATES), "or the days below would pass on a page that lost its states"
    if shows:
        assert marks_agree(page, DAY)
        for day in (*DAYS, DAY):
            move_to(page, day)
            assert marks_agree(page, day)


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_day_is_londons_at_both_changes_of_the_clocks(zone: str, open_page: OpenPage) -> None:
    page = open_page("about/lapse/", timezone_id=zone)
    for night, (moment, day) in NIGHTS.items():
        page.clock.set_fixed_time(moment)
        assert page.evaluate(TODAY) == day, night


def test_a_tab_left_open_over_the_night_of_29_february_shows_the_next_day(open_page: OpenPage) -> None:
    page = open_page("protocols/exampleshire-methotrexate/")
    for day in (date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)):
        move_to(page, day)
        assert page.locator("[data-today]").first.inner_text() == f"{day.day} {day:%B %Y}"
