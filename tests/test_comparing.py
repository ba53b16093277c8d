"""The page that puts two protocols, or two areas, side by side, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from sharedcare.compare.join import compare
from sharedcare.pages.book import Book
from sharedcare.pages.compared import compared
from sharedcare.pages.comparison import SIGNS
from sharedcare.register.load import load
from tests.site import DAY, ROOT, OpenPage
from tests.test_browser import TIMELINES, move_to, violations, violations_in_light_and_dark, wanted_marks

FULL, OTHER = "exampleshire-methotrexate", "exampleshire-rheumatology-dmards"
PAIR = f"compare/?a={FULL}&b={OTHER}"
LISTINGS = "compare/?a=lincolnshire-dermatology&b=nottinghamshire-dermatology"
AREAS = "compare/?areas=exampleshire,sheffield"
BOOK = Book.of(load(ROOT / "protocols"), DAY)
ROWS = "[data-compare-table] tr[data-verdict]"
COUNT = "[data-compare-count]"


def opened(open_page: OpenPage, path: str, **options: object) -> Page:
    """The page with its comparison made."""
    page = open_page(path, **options)
    page.locator(ROWS).first.wait_for(state="attached")
    return page


def shown(page: Page) -> dict[str, str]:
    """The verdict of each row, by its key; each must agree with its words."""
    sign = "row.querySelector('.sc-verdict').textContent"
    script = f"(rows) => rows.map((row) => [row.dataset.key, row.dataset.verdict, {sign}])"
    found = {}
    for key, verdict, words in page.locator(ROWS).evaluate_all(script):
        assert words == SIGNS[verdict]
        found[key] = verdict
    return found


def marks(page: Page) -> dict[str, dict[str, str]]:
    script = "(all) => all.map((one) => [one.dataset.case, one.dataset.part, one.dataset.value])"
    found: dict[str, dict[str, str]] = {}
    for case, part, value in page.locator("[data-compare-table] .sc-mark").evaluate_all(script):
        found.setdefault(case, {})[part] = value
    return found


PAIRS = (
    (FULL, OTHER),
    (OTHER, FULL),
    (FULL, FULL),
    (FULL, "sheffield-methotrexate"),
    ("exampleshire-adhd-children", "lincolnshire-adhd-adults"),
    ("lincolnshire-dermatology", "nottinghamshire-dermatology"),
    ("exampleshire-lithium", "exampleshire-national-template-lithium"),
)


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_browser_says_what_python_says(left, right, open_page: OpenPage):
    one, other = (compared(BOOK, BOOK.register.protocols[name].record) for name in (left, right))
    wanted = {(row.left or row.right).key: row.verdict.value for row in compare(one, other)}
    assert shown(opened(open_page, f"compare/?a={left}&b={right}")) == wanted
    assert len(wanted) > 20


def test_a_shared_address_shows_both_protocols_and_names_their_places(open_page: OpenPage):
    page = opened(open_page, PAIR)
    assert marks(page) == {
        f"{name}@exampleshire": wanted_marks(TIMELINES[f"{name}@exampleshire"][0].state) for name in (FULL, OTHER)
    }
    links = (
        page.locator("[data-compare-table] tbody").first.locator("a").evaluate_all("(all) => all.map((a) => a.href)")
    )
    assert [link.rstrip("/").rsplit("/", 1)[-1] for link in links] == [FULL, OTHER]
    assert page.locator("[data-compare-table] .sc-invented-label").count() == 2
    row = page.locator(f'{ROWS}[data-key="monitoring/rows/methotrexate/starting/FBC///"]')
    assert "≠" not in row.inner_text()
    assert row.locator(".sc-unlike").all_inner_texts() == [
        "Every 2 weeks, until the dose has been stable for 6 weeks",
        "Every 2 weeks, until the dose has not changed for 6 weeks",
    ]
    sign = "(line) => getComputedStyle(line, '::before').content"
    assert "≠" in row.locator(".sc-unlike").first.evaluate(sign)


def test_what_differs_alone_can_be_shown_and_shared(open_page: OpenPage):
    page = opened(open_page, PAIR)
    kept = {key for key, verdict in shown(page).items() if verdict not in ("same", "not-known")}
    box = page.get_by_label("Show only what differs")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**&only=differences")
    visible = "(rows) => rows.filter((row) => row.offsetParent !== null).map((row) => row.dataset.key)"
    assert set(page.locator(ROWS).evaluate_all(visible)) == kept
    assert "are not shown" in page.locator(COUNT).inner_text()
    page.reload()
    page.locator(ROWS).first.wait_for(state="attached")
    assert set(page.locator(ROWS).evaluate_all(visible)) == kept
    page.get_by_label("Show only what differs").uncheck()
    page.wait_for_url(f"**/{PAIR}")
    assert len(page.locator(ROWS).evaluate_all(visible)) == len(shown(page))


def test_the_count_is_of_the_rows(open_page: OpenPage):
    page = opened(open_page, PAIR)
    found = list(shown(page).values())
    words = page.locator(COUNT).inner_text()
    assert words.startswith(f"{found.count('differs')} differ, ")
    assert f" {found.count('same')} the same, " in words


def step_to(page: Page, select: str, value: str) -> None:
    """Choose from a list by its arrow: letters typed slowly, as on a busy machine, are read as several words."""
    box = page.locator(select)
    box.locator(f"option[value='{value}']").wait_for(state="attached")
    box.focus()
    for _ in range(box.locator("option").count()):
        if box.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to {value}")


def test_two_are_chosen_from_the_keyboard(open_page: OpenPage):
    page = open_page("compare/")
    for side, area, protocol in (("a", "sheffield", "sheffield-methotrexate"), ("b", "exampleshire", FULL)):
        step_to(page, f"#area-{side}", area)
        step_to(page, f"#protocol-{side}", protocol)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/compare/?a=sheffield-methotrexate&b={FULL}*")
    page.locator(ROWS).first.wait_for(state="attached")
    assert page.locator("#protocol-b").input_value() == FULL


def test_past_each_boundary_the_states_are_those_of_the_day(open_page: OpenPage):
    page = opened(open_page, PAIR)
    for key in (f"{FULL}@exampleshire", f"{OTHER}@exampleshire"):
        assert len(TIMELINES[key]) > 2
    for day in sorted({entry.from_day for name in (FULL, OTHER) for entry in TIMELINES[f"{name}@exampleshire"]}):
        move_to(page, day)
        for name in (FULL, OTHER):
            entry = [one for one in TIMELINES[f"{name}@exampleshire"] if one.from_day <= day][-1]
            assert marks(page)[f"{name}@exampleshire"] == wanted_marks(entry.state)


def test_past_a_boundary_the_states_of_areas_worsen(open_page: OpenPage):
    page = opened(open_page, AREAS)
    key = f"{FULL}@exampleshire"
    last = TIMELINES[key][-1]
    assert marks(page)[key] == wanted_marks(TIMELINES[key][0].state) != wanted_marks(last.state)
    move_to(page, last.from_day)
    assert marks(page)[key] == wanted_marks(last.state)


def test_areas_are_compared_drug_by_drug(open_page: OpenPage):
    page = opened(open_page, AREAS)
    found = shown(page)
    drugs = {
        drug for area in ("exampleshire", "sheffield") for case in BOOK.by_area[area] for drug in case.protocol.drug_ids
    }
    assert set(found) == {*drugs, ""}, "the last row is of those whose drugs are not known"
    assert page.locator("[data-compare-table] .sc-invented-label").inner_text() == "Example: not a real place"
    here = page.locator(f'{ROWS}[data-key="methotrexate"] td').first.inner_text()
    assert "Amber 1, given by Exampleshire Area Prescribing Committee" in here
    there = page.locator(f'{ROWS}[data-key="lithium"] td').nth(1).inner_text()
    assert there == "Not known: the area's list was read in part, on a day that is not known."
    assert found["lithium"] == "not-known"


def test_areas_compared_say_how_each_protocol_was_learnt(open_page: OpenPage):
    page = opened(open_page, "compare/?areas=lincolnshire,sheffield")
    assert page.locator(".sc-listed", has_text="Only reported; nobody has shown us the document").count() > 0


def with_list_read_whole(page: Page) -> None:
    def whole(route: Route) -> None:
        data = route.fetch().json()
        route.fulfill(json={**data, "whole": True, "none": "No protocol found here: the area's list was read whole."})

    page.route("**/compare/areas/sheffield.json", whole)


def test_only_one_area_has_it_is_said_where_the_others_list_was_read_whole(open_page: OpenPage):
    page = opened(open_page, AREAS, before=with_list_read_whole)
    assert shown(page)["lithium"] == "only-left"
    there = page.locator(f'{ROWS}[data-key="lithium"] td').nth(1).inner_text()
    assert there == "No protocol found here: the area's list was read whole."


def alike(funding: str) -> Callable[[Page], None]:
    """Makes of two areas one protocol each, alike but for the committee of their light."""

    def answer(route: Route) -> None:
        data = route.fetch().json()
        name = data["area"]
        timeline = [["2026-11-21", "current", funding, "in-place"]]
        light = [[f"{name}-committee/Amber 1", f"Amber 1, given by the committee of {name}"]]
        one = {**data["protocols"][0], "drugs": ["methotrexate"], "timeline": timeline, "lights": light}
        route.fulfill(json={**data, "protocols": [one], "drugs": {"methotrexate": "Methotrexate"}})

    return lambda page: page.route("**/compare/areas/*.json", answer)


@pytest.mark.parametrize(
    ("areas", "funding", "verdict"),
    [
        ("sheffield,sheffield", "funded", "same"),
        ("exampleshire,sheffield", "funded", "differs"),
        ("sheffield,sheffield", "unknown", "not-known"),
    ],
)
def test_neither_two_committees_lights_nor_two_unknowns_are_the_same(areas, funding, verdict, open_page: OpenPage):
    page = opened(open_page, f"compare/?areas={areas}", before=alike(funding))
    assert shown(page) == {"methotrexate": verdict}


def test_a_listing_says_so(open_page: OpenPage):
    page = opened(open_page, LISTINGS)
    assert page.locator("[data-compare-table]").get_by_text("may since have been renewed").count() == 2
    assert set(shown(page).values()) <= {"same", "differs", "not-known"}


def test_without_javascript_the_page_says_what_to_do(open_page: OpenPage):
    page = open_page(PAIR, day=None, java_script_enabled=False)
    assert page.get_by_text("This page needs JavaScript").is_visible()
    assert not page.locator("[data-compare]").is_visible()
    page.get_by_role("article").get_by_role("link", name="A to Z").first.click()
    page.wait_for_url("**/a-to-z/")


@pytest.mark.parametrize(
    "path", ["compare/?a=no-such&b=also-not", f"compare/?a=../areas/sheffield&b={FULL}", "compare/?areas=x,y"]
)
def test_an_address_that_leads_nowhere_says_so(path, open_page: OpenPage):
    asked: list[str] = []
    page = open_page(path, before=lambda page: page.on("request", lambda request: asked.append(request.url)))
    page.get_by_text("nothing under this address").wait_for()
    assert not any("areas/sheffield" in url for url in asked if url.endswith(".json"))
    assert page.locator(ROWS).count() == 0
    assert page.locator("#area-a").is_visible()


def test_pages_lead_to_the_comparison(open_page: OpenPage):
    page = open_page(f"protocols/{FULL}/")
    page.get_by_role("link", name="Compare with another area's protocol").click()
    page.wait_for_url(f"**/compare/?a={FULL}")
    expect(page.locator("#protocol-a")).to_have_value(FULL)
    page = open_page("areas/lincolnshire/")
    page.get_by_role("link", name="Compare with another area").click()
    page.wait_for_url("**/compare/?areas=lincolnshire")
    page = open_page("drugs/methotrexate/")
    page.get_by_label("with", exact=True).select_option(FULL)
    page.get_by_role("button", name="Side by side").click()
    page.wait_for_url(f"**/compare/?a=*&b={FULL}")
    page.locator(ROWS).first.wait_for(state="attached")


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_accessibility_rule_is_broken_by_a_comparison(width, open_page: OpenPage):
    page = opened(open_page, LISTINGS, width=width)
    assert violations_in_light_and_dark(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1440, True)], ids=["light phone", "dark desktop"])
@pytest.mark.parametrize("path", [PAIR, AREAS], ids=["protocols", "areas"])
def test_no_accessibility_rule_is_broken_by_a_long_comparison(path, width, dark, open_page: OpenPage):
    page = opened(open_page, path, width=width, dark=dark)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_files_of_the_comparison_are_published(site: Path):
    data = json.loads((site / f"compare/protocols/{FULL}.json").read_text(encoding="utf-8"))
    assert data["place"] == "Exampleshire"
    assert data["label"] == "Example: not a real place"
    assert (site / "compare/areas/lincolnshire.json").is_file()
