"""The page of all results in a real browser: its address holds the choice, and its lists are true on every day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from sharedcare.register.load import load
from sharedcare.status import Case, TimelineEntry, cases, ends_ahead, published_timeline
from tests.site import DAY, ROOT, OpenPage, noon
from tests.test_browser import violations
from tests.waiting import wait_until

REGISTER = load(ROOT / "protocols")
CASES = {case.key: case for case in cases(REGISTER)}
TIMELINES = {key: published_timeline(case, DAY) for key, case in CASES.items()}
DAYS = sorted({entry.from_day for entries in TIMELINES.values() for entry in entries})
BUILT = DAY - timedelta(days=400)
"""A day before the build."""


def entry_on(key: str, day: date) -> TimelineEntry:
    return [entry for entry in TIMELINES[key] if entry.from_day <= max(day, DAY)][-1]


def currency_of(key: str, day: date) -> str:
    return str(entry_on(key, day).state.currency.currency.value)


def listed(page: Page) -> set[str]:
    """The cases that the list shows."""
    keys = page.locator(".sc-results .sc-mark[data-part=currency]").evaluate_all(
        "(marks) => marks.map((mark) => mark.dataset.case)"
    )
    assert len(keys) == len(set(keys))
    return set(keys)


def shown(page: Page) -> Page:
    """The page, when its list is made."""
    page.locator(".sc-count[data-query]").wait_for(state="attached")
    return page


def choose(page: Page, **choice: str) -> None:
    for name, value in choice.items():
        page.locator(f"select[name={name}]").select_option(value)


def address_holds(page: Page) -> Mapping[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(page.url).query).items()}


def come_back_at(page: Page, moment: datetime | str) -> None:
    page.clock.set_fixed_time(moment)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def come_back_on(page: Page, day: date) -> None:
    come_back_at(page, noon(day))


def titles(page: Page) -> list[str]:
    return page.locator(".sc-result-title").all_inner_texts()


def line(page: Page, number: int = 0) -> str:
    return page.locator(".sc-results > li").nth(number).inner_text()


# --- The choice and the address


def test_the_address_restores_the_words_and_the_filters(open_page: OpenPage):
    page = shown(open_page("find/?q=methotrexate&area=lincolnshire&currency=out-of-date"))
    assert page.locator("#register-search").input_value() == "methotrexate"
    assert page.locator("select[name=area]").input_value() == "lincolnshire"
    assert page.locator("select[name=currency]").input_value() == "out-of-date"
    wanted = {
        key
        for key, case in CASES.items()
        if case.area == "lincolnshire"
        and currency_of(key, DAY) == "out-of-date"
        and case.protocol
        and "methotrexate" in case.protocol.drug_ids
    }
    assert listed(page) == wanted != set()


def test_a_choice_is_written_into_the_address_and_another_reader_sees_the_same(open_page: OpenPage, address: str):
    page = open_page("find/")
    page.locator("#register-search").fill("azathioprine")
    choose(page, area="exampleshire", due="12m")
    shown(page)
    assert address_holds(page) == {"q": "azathioprine", "area": "exampleshire", "due": "12m"}
    choose(page, area="")
    choose(page, specialty="gastroenterology")
    assert address_holds(page) == {"q": "azathioprine", "specialty": "gastroenterology", "due": "12m"}
    other = shown(open_page(page.url.removeprefix(address)))
    assert listed(other) == listed(page) == {"exampleshire-azathioprine-ibd@exampleshire"} | listed(page)
    assert titles(other) == titles(page) != []


def test_back_and_forward_restore_the_list(open_page: OpenPage):
    page = open_page("find/")
    choose(page, currency="suspended")
    shown(page)
    before, there = titles(page), page.url
    assert len(before) == 1
    page.locator(".sc-results a").first.click()
    page.wait_for_url("**/protocols/**")
    page.go_back()
    page.wait_for_url(there)
    assert titles(shown(page)) == before
    page.go_forward()
    page.wait_for_url("**/protocols/**")


def test_clear_all_begins_anew(open_page: OpenPage):
    page = shown(open_page("find/?q=lithium&funding=unknown"))
    assert titles(page)
    page.get_by_role("button", name="Clear all").click()
    assert address_holds(page) == {}
    assert titles(page) == []
    assert "Type a name, or choose a filter." in page.locator(".sc-count").inner_text()


def test_an_address_that_asks_for_what_is_no_choice_says_so(open_page: OpenPage):
    page = shown(open_page("find/?q=lithium&area=atlantis"))
    assert "the area “atlantis”, which is no choice here: it filters nothing" in page.locator(".sc-count").inner_text()


def test_a_long_list_is_shown_in_parts(open_page: OpenPage):
    page = shown(open_page("find/?due=unknown"))
    first = len(titles(page))
    assert first == 50
    page.get_by_role("button", name="Show more").click()
    assert len(titles(page)) == len({key for key, case in CASES.items() if not ends_ahead(case, DAY)}) > first
    assert page.locator(".sc-results a").nth(first).evaluate("(link) => link === document.activeElement")
    assert not page.get_by_role("button", name="Show more").is_visible()


# --- The filters


def named(case: Case) -> list[str]:
    known = case.protocol.specialties if case.protocol else ()
    return list(known) if isinstance(known, tuple) else []


def wanted_counts(facet: str, listed: list[Case]) -> Mapping[str, int]:
    values: Callable[[Case], list[str]] = {
        "currency": lambda case: [currency_of(case.key, DAY)],
        "funding": lambda case: [str(entry_on(case.key, DAY).state.funding.funding.value)],
        "area": lambda case: [case.area, *case.parts],
        "specialty": lambda case: named(case) or ["unknown"],
    }[facet]
    return Counter(value for case in listed for value in values(case))


def shown_counts(page: Page, facet: str) -> Mapping[str, int]:
    wait_until(
        page, "(facet) => /\\(\\d+\\)/.test(document.querySelector(`select[name=${facet}]`).options[1].text)", facet
    )
    options = page.locator(f"select[name={facet}] option").evaluate_all(
        "(all) => all.map((one) => [one.value, one.text])"
    )
    numbers = {value: int(text.rpartition("(")[2].rstrip(")")) for value, text in options if value}
    return {value: number for value, number in numbers.items() if number}


@pytest.mark.parametrize("facet", ["currency", "funding", "area", "specialty"])
def test_each_choice_says_how_many_it_lists(facet, open_page: OpenPage):
    page = shown(open_page("find/?area=exampleshire" if facet != "area" else "find/?funding=unknown"))
    held = [
        case
        for case in CASES.values()
        if (case.area == "exampleshire" if facet != "area" else wanted_counts("funding", [case])["unknown"])
    ]
    known = [case for case in held if case.protocol is not None]
    assert shown_counts(page, facet) == wanted_counts(facet, known)
    for value, number in wanted_counts(facet, known).items():
        choose(page, **{facet: value})
        count = page.locator(".sc-count").inner_text()
        assert count.startswith(f"{number} listed with these filters"), (value, count)


def test_what_a_whole_area_decided_is_listed_for_its_part(open_page: OpenPage):
    page = shown(open_page("find/?area=hull"))
    assert listed(page) == {key for key, case in CASES.items() if case.area in ("hull", "humber")} != set()


def test_what_a_filter_leaves_out_because_it_is_not_known_is_counted(open_page: OpenPage):
    page = shown(open_page("find/?area=lincolnshire&specialty=dermatology"))
    own = [case for case in CASES.values() if case.area == "lincolnshire" and case.protocol]
    unsaid = len([case for case in own if wanted_counts("specialty", [case])["unknown"]])
    assert f"{unsaid} more not listed, since their specialty is not known" in page.locator(".sc-count").inner_text()
    page.locator(".sc-count a").click()
    page.wait_for_url("**specialty=unknown**")
    assert len(listed(shown(page))) == unsaid > 0


NEAR = {"90d": 0, "6m": 1, "12m": 2}


@pytest.mark.parametrize("span", NEAR)
def test_the_list_of_what_is_due_is_true_on_each_day_on_which_it_changes(span, open_page: OpenPage):
    ends = {key: ends_ahead(case, DAY) for key, case in CASES.items()}
    starts = {key: [(end.near_from[NEAR[span]], end.last) for end in own] for key, own in ends.items()}
    turns = {turn for own in starts.values() for start, last in own for turn in (start, last + timedelta(days=1))}
    page = shown(open_page(f"find/?due={span}"))
    for turn in sorted(turn for turn in turns if turn > DAY):
        for day in (turn - timedelta(days=1), turn):
            come_back_on(page, day)
            wanted = {key for key, own in starts.items() if any(start <= day <= last for start, last in own)}
            assert listed(page) == wanted, day


# --- Days


@pytest.mark.parametrize("kind", ["out-of-date", "due-soon", "expired", "current"])
def test_states_and_filters_are_looked_up_for_each_day(kind, open_page: OpenPage):
    page = shown(open_page(f"find/?currency={kind}"))
    for day in DAYS:
        come_back_on(page, day)
        more = page.get_by_role("button", name="Show more")
        while more.is_visible():
            more.click()
        assert listed(page) == {key for key in CASES if currency_of(key, day) == kind}, day
        marks = page.locator(".sc-results .sc-mark[data-part=currency]").evaluate_all(
            "(marks) => marks.map((mark) => mark.dataset.value)"
        )
        assert set(marks) <= {kind}


def test_a_clock_behind_the_build_improves_nothing(open_page: OpenPage):
    for choice in ("currency=out-of-date", "currency=current", "due=6m", "funding=unfunded"):
        now, before = shown(open_page(f"find/?{choice}")), shown(open_page(f"find/?{choice}", day=BUILT))
        assert listed(before) == listed(now)


TURNS = {
    "before spring's change of the clocks": ("2027-03-27T23:30:00Z", "2027-03-28", False),
    "spring's change": ("2027-03-28T00:30:00Z", "2027-03-28", True),
    "the day of spring's change": ("2027-03-28T22:30:00Z", "2027-03-29", False),
    "the first midnight of summer time": ("2027-03-28T23:30:00Z", "2027-03-29", True),
    "the hour before its last midnight": ("2027-10-30T22:30:00Z", "2027-10-31", False),
    "the last midnight of summer time": ("2027-10-30T23:30:00Z", "2027-10-31", True),
    "the day of autumn's change": ("2027-10-31T23:30:00Z", "2027-11-01", False),
    "the first midnight of winter time": ("2027-11-01T00:30:00Z", "2027-11-01", True),
    "before a leap day": ("2028-02-28T23:30:00Z", "2028-02-29", False),
    "a leap day": ("2028-02-29T00:30:00Z", "2028-02-29", True),
    "the end of a leap day": ("2028-02-29T23:59:59Z", "2028-03-01", False),
}


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Kiritimati"])
@pytest.mark.parametrize("choice", ["currency=expired", "due=90d"])
def test_the_day_is_londons_when_the_clocks_change(choice, zone, site: Path, open_page: OpenPage):
    """One protocol a turn: each is planted to turn on its day, and no other hour of any place may bring that about."""
    current = [key for key in CASES if currency_of(key, DAY) == "current"]
    turns = dict.fromkeys(turn for _, turn, _ in TURNS.values())
    turning = dict(zip(turns, current[: len(turns)], strict=True))
    index: dict[str, Any] = json.loads((site / "search.json").read_text(encoding="utf-8"))
    for turn, key in turning.items():
        (_, *codes), *_ = index["timelines"][key]
        index["timelines"][key] = [[DAY.isoformat(), *codes], [turn, "expired", *codes[1:]]]
        index["spans"].append([turn, turn, turn, "2030-01-01"])
        index["ends"][key] = [len(index["spans"]) - 1]
    planted = json.dumps(index)

    def before(page: Page) -> None:
        page.clock.set_fixed_time("2027-03-01T12:00:00Z")
        page.route("**/search.json", lambda route: route.fulfill(body=planted, content_type="application/json"))

    page = shown(open_page(f"find/?{choice}", day=None, before=before, timezone_id=zone))
    assert listed(page).isdisjoint(turning.values())
    for name, (moment, turn, has_come) in TURNS.items():
        come_back_at(page, moment)
        assert (turning[turn] in listed(page)) is has_come, name


# --- What is found


def search(page: Page, words: str) -> list[str]:
    page.locator("#register-search").fill(words)
    shown(page)
    wait_until(page, "(words) => document.querySelector('.sc-count').dataset.query === words", words)
    return titles(page)


def test_a_drug_that_is_called_so_stands_before_all_else(open_page: OpenPage):
    page = open_page("find/")
    for key, entry in REGISTER.drugs.items():
        search(page, str(entry.record.name))
        assert page.locator(".sc-results a").first.get_attribute("href").endswith(f"/drugs/{key}/")


def test_a_class_leads_to_its_drugs_and_says_so(open_page: OpenPage):
    page = open_page("find/")
    assert search(page, "thiopurine")[:2] == ["Azathioprine", "Mercaptopurine"]
    assert "Found by its class: Conventional synthetic DMARD; thiopurine immunosuppressant" in line(page)
    assert "Similar" not in line(page)


def test_a_drug_that_anothers_class_names_does_not_lead_to_that_other(open_page: OpenPage):
    page = open_page("find/")
    for named, other in (("amiodarone", "Dronedarone"), ("dexamfetamine", "Lisdexamfetamine")):
        assert named in REGISTER.drugs[other.lower()].record.class_
        assert other not in search(page, named)


def test_committees_organisations_and_pages_are_found(open_page: OpenPage):
    page = open_page("find/")
    for words, address, kind in (
        ("pacef", "committees/lincolnshire-pacef/", "Committee, Lincolnshire"),
        ("local medical committee lincolnshire", "organisations/lincolnshire-lmc/", "Organisation"),
        ("what a lapse means", "about/lapse/", "Page of this site"),
        ("GMC", "about/national-guidance/", "The GMC"),
        ("traffic lights", "lights/", "Page of this site"),
    ):
        search(page, words)
        assert page.locator(".sc-results a").first.get_attribute("href").endswith(f"/{address}"), words
        assert kind in line(page)


def test_names_that_begin_alike_are_told_apart(open_page: OpenPage):
    page = open_page("find/")
    assert search(page, "hydroxyc")[:2] == ["Hydroxycarbamide", "Hydroxychloroquine"]
    assert "Not the same as Hydroxychloroquine" in line(page, 0)
    assert "Not the same as Hydroxycarbamide" in line(page, 1)
    search(page, "nordi")
    assert "Not the same as Norditropin (Somatropin)" in page.locator("li", has_text="Methotrexate").first.inner_text()
    search(page, "hydroxycarbamide")
    assert "Not the same as" not in page.locator(".sc-results").inner_text()


def test_a_result_names_its_area_and_all_its_states(open_page: OpenPage):
    page = shown(open_page("find/?currency=suspended"))
    said = line(page)
    for words in ("Protocol, Exampleshire", "Example: not a real place", "Suspended", "Incomplete"):
        assert words in said


def test_ones_own_area_comes_first_and_examples_last(open_page: OpenPage):
    def own(page: Page) -> None:
        page.add_init_script("localStorage.setItem('register-area', 'sheffield')")

    page = shown(open_page("find/?q=methotrexate", before=own))
    lines = page.locator(".sc-results > li").all_inner_texts()
    assert "Protocol, Sheffield" in lines[0]
    invented = ["Example: not a real place" in said for said in lines]
    assert invented == sorted(invented)
    assert sorted(lines) == sorted(
        shown(open_page("find/?q=methotrexate")).locator(".sc-results > li").all_inner_texts()
    )


# --- The box, the keyboard, and what leaves the browser


def test_the_whole_page_works_by_keyboard(open_page: OpenPage):
    page = open_page("find/")
    page.keyboard.press("/")
    page.keyboard.type("lithium")
    shown(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "register-search"
    page.keyboard.press("Escape")
    assert (page.locator("#register-search").input_value(), titles(page)) == ("", [])
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "area"
    page.keyboard.type("Linc")
    assert address_holds(page) == {"area": "lincolnshire"}
    assert {CASES[key].area for key in listed(page)} == {"lincolnshire"}
    page.locator("#register-search").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/protocols/**")


@pytest.mark.parametrize("path", ["", "about/lapse/"])
def test_enter_without_a_choice_leads_to_all_results(path, open_page: OpenPage):
    page = open_page(path)
    page.keyboard.press("/")
    page.keyboard.type("Methotrexate Lincolnshire")
    page.locator(".sc-results a").first.wait_for()
    onward = page.get_by_role("link", name="All results and filters")
    assert str(onward.get_attribute("href")).endswith("/find/?q=Methotrexate+Lincolnshire")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?q=Methotrexate+Lincolnshire")
    assert "Methotrexate" in titles(shown(page))


def test_nothing_is_loaded_before_the_box_is_used_and_nothing_is_sent_after(open_page: OpenPage):
    for path in ("", "find/"):
        asked: list[str] = []
        page = open_page(path, before=lambda page, asked=asked: page.on("request", lambda sent: asked.append(sent.url)))
        page.wait_for_load_state("networkidle")
        assert not [url for url in asked if "search.json" in url or "minisearch" in url]
        page.locator("#register-search").fill("m")
        page.locator(".sc-results li").first.wait_for()
        assert len([url for url in asked if "search.json" in url]) == 1
        asked.clear()
        page.locator("#register-search").press_sequentially("ethotrexat qqq")
        page.get_by_text("does not mean that no protocol exists").wait_for()
        page.wait_for_load_state("networkidle")
        assert asked == []


def test_nothing_found_says_what_to_do_next(open_page: OpenPage):
    page = shown(open_page("find/?q=zzzqqq"))
    said = page.locator(".sc-count")
    assert "Not in the register does not mean that no protocol exists" in said.inner_text()
    assert str(said.locator("a").get_attribute("href")).endswith("/a-to-z/")
    choose(page, funding="funded")
    assert "Nothing listed with these filters" in said.inner_text()
    assert "Choose fewer filters, or ask the area's committee" in said.inner_text()


def test_without_scripts_the_page_says_so_and_points_elsewhere(open_page: OpenPage):
    page = open_page("about/lapse/", day=None, java_script_enabled=False)
    page.locator("#register-search-small").fill("lithium")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?q=lithium")
    assert "scripts are off here" in page.locator("article").inner_text()
    assert not page.locator("select").first.is_visible()
    page.locator("article").get_by_role("link", name="A to Z").click()
    page.wait_for_url("**/a-to-z/")


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_list_of_results_breaks_no_accessibility_rule(dark, width, open_page: OpenPage):
    page = shown(open_page("find/?q=hydroxyc&due=unknown", width=width, dark=dark))
    assert titles(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
