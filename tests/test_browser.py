"""The built site in a real browser: true on the day it is read, and usable by everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from sharedcare.exports.timelines import vocabulary, worst_words
from sharedcare.register.load import load
from sharedcare.status import Case, State, TimelineEntry, cases, published_timeline, rely_until
from tests.site import DAY, ROOT, OpenPage, set_day

CASES = {case.key: case for case in cases(load(ROOT / "protocols"))}
TIMELINES = {key: published_timeline(case, DAY) for key, case in CASES.items()}
OWN = [key for key, case in CASES.items() if case.adoption is None]
"""The cases that have a page of their own."""
MOVING = [key for key in OWN if len(TIMELINES[key]) > 1]
DAYS = sorted({entry.from_day for entries in TIMELINES.values() for entry in entries})
PAGE_TYPES = {
    "home": "",
    "protocol": "protocols/exampleshire-methotrexate/",
    "several drugs": "protocols/exampleshire-rheumatology-dmards/",
    "child": "protocols/exampleshire-adhd-children/",
    "listing": "protocols/lincolnshire-dermatology/",
    "reported": "protocols/lincolnshire-adhd-adults/",
    "drug": "drugs/methotrexate/",
    "area": "areas/lincolnshire/",
    "service": "services/nenc-adhd-les/",
    "services": "services/",
    "organisation": "organisations/nhs-lincolnshire-icb/",
    "committee": "committees/lincolnshire-pacef/",
    "source": "sources/nhs-specialist-pharmacy-service-methotrexate-monitoring/",
    "guidance": "guidance/",
    "lights": "lights/",
    "tests": "tests/",
    "recall": "recall/exampleshire/",
    "recall sheets": "recall/",
    "letter": "letter/?drug=methotrexate&area=exampleshire&from=private",
    "letters of an area": "letter/exampleshire/",
    "retired ids": "p/",
    "recent changes": "changes/",
    "retired": "p/exampleshire-methotrexate-oral/",
    "comparison": "compare/",
    "a to z": "a-to-z/",
    "find": "find/",
    "editors' form": "edit/?protocol=exampleshire-lithium",
    "rules": "rules/",
    "rule": "rules/SC203/",
    "prose": "about/reading-a-page/",
    "hazards": "about/hazards/",
    "guide": "editors/first-change/",
    "offline": "about/offline/",
}


def address_of(case: Case) -> str:
    return f"protocols/{case.id}/"


def entry_on(key: str, day: date) -> TimelineEntry:
    return [entry for entry in TIMELINES[key] if entry.from_day <= day][-1]


def wanted_marks(state: State) -> dict[str, str]:
    return {
        "currency": str(state.currency.currency.value),
        "funding": str(state.funding.funding.value),
        "arrangements": str(state.arrangements.arrangements.value),
    }


def shown_marks(page: Page, within: str = "body") -> dict[str, dict[str, str]]:
    """What every badge inside an element shows, by case and part; each must agree with its words."""
    script = """
      (root) => [...root.querySelectorAll('.sc-mark[data-case]')].map((mark) =>
        [mark.dataset.case, mark.dataset.part, mark.dataset.value, mark.textContent.trim()])
    """
    labels = vocabulary()
    shown: dict[str, dict[str, str]] = {}
    for case, part, value, label in page.locator(within).first.evaluate(script):
        assert label.removesuffix(", ending soon") == labels[part][value]
        assert shown.setdefault(case, {}).setdefault(part, value) == value, "two badges of one case disagree"
    return shown


def sentence(page: Page, key: str, part: str) -> str:
    return page.locator(f'[data-case="{key}"][data-part="{part}"]').first.inner_text().strip()


def items(page: Page, key: str, part: str) -> list[str]:
    return page.locator(f'[data-case="{key}"][data-part="{part}"] li').all_text_contents()


def move_to(page: Page, day: date) -> None:
    """Move the clock, and come back to the tab."""
    set_day(page, day)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def assert_page_shows(page: Page, key: str, entry: TimelineEntry) -> None:
    state = entry.state
    assert shown_marks(page)[key] == wanted_marks(state)
    assert sentence(page, key, "currency-why") == state.currency.why
    assert sentence(page, key, "funding-why") == state.funding.why
    assert items(page, key, "missing") == list(state.arrangements.missing)
    assert items(page, key, "unconfirmed") == list(state.arrangements.unconfirmed)


def search(page: Page, words: str) -> None:
    page.locator("[data-register-search] input:visible").fill(words)
    page.locator(".sc-results li").first.wait_for()


def assert_search_shows(page: Page, key: str, state: State) -> None:
    assert shown_marks(page, ".sc-results")[key] == wanted_marks(state)


def without_lookup(page: Page) -> None:
    """Take the look-up away: the page keeps what the build wrote."""

    def emptied(route: Route) -> None:
        route.fulfill(status=200, content_type="text/javascript", body="")

    page.route("**/lookup.js*", emptied)


def test_the_register_moves():
    assert len(MOVING) >= 12
    assert sum(len(TIMELINES[key]) for key in MOVING) >= 40


@pytest.mark.parametrize("key", MOVING)
def test_each_timeline_entry_is_shown(key, open_page: OpenPage):
    page = open_page(address_of(CASES[key]))
    for entry in TIMELINES[key]:
        move_to(page, entry.from_day)
        assert_page_shows(page, key, entry)
        move_to(page, entry.from_day + timedelta(days=1))
        assert_page_shows(page, key, entry_on(key, entry.from_day + timedelta(days=1)))


def test_each_timeline_entry_is_shown_after_a_reload(open_page: OpenPage):
    page = open_page(address_of(CASES[MOVING[0]]))
    for entry in TIMELINES[MOVING[0]]:
        set_day(page, entry.from_day)
        page.reload()
        assert_page_shows(page, MOVING[0], entry)


def test_a_service_that_ends_soon_is_a_warning(open_page: OpenPage):
    """Funded still, and never drawn like what stands firm; a service that has ended is not "soon"."""
    key, entries = next(
        (key, entries)
        for key, entries in TIMELINES.items()
        if key in OWN and not entries[0].state.funding.ending_soon and any(e.state.funding.ending_soon for e in entries)
    )
    page = open_page(address_of(CASES[key]))
    mark = page.locator('.sc-mark[data-part="funding"]').first
    firm = mark.evaluate("(mark) => getComputedStyle(mark).color")
    for entry in entries:
        move_to(page, entry.from_day)
        soon = entry.state.funding.ending_soon
        assert (mark.get_attribute("data-soon") is not None) == soon
        assert ("ending soon" in mark.inner_text()) == soon
        assert not soon or mark.evaluate("(mark) => getComputedStyle(mark).color") != firm


def test_the_home_list_shows_each_entry(open_page: OpenPage):
    page = open_page("")
    for day in DAYS:
        move_to(page, day)
        assert shown_marks(page) == {key: wanted_marks(entry_on(key, day).state) for key in TIMELINES}


@pytest.mark.parametrize("key", MOVING)
def test_a_search_result_shows_each_entry(key, open_page: OpenPage):
    page = open_page("")
    search(page, CASES[key].title)
    for entry in TIMELINES[key]:
        move_to(page, entry.from_day)
        assert_search_shows(page, key, entry.state)


def test_clock_moved_back_stays_at_the_build(open_page: OpenPage):
    for day in (DAY - timedelta(days=1), date(2019, 1, 1)):
        home = open_page("", day=day)
        assert shown_marks(home) == {key: wanted_marks(entries[0].state) for key, entries in TIMELINES.items()}
        for key in MOVING[:3]:
            search(home, CASES[key].title)
            assert_search_shows(home, key, TIMELINES[key][0].state)
            assert_page_shows(open_page(address_of(CASES[key]), day=day), key, TIMELINES[key][0])


def test_the_day_is_londons_whatever_the_devices_zone(open_page: OpenPage):
    key = next(key for key in MOVING if len(TIMELINES[key]) > 2)
    turn = TIMELINES[key][1]
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        page = open_page(address_of(CASES[key]), timezone_id=zone)
        page.clock.set_fixed_time(f"{turn.from_day}T00:30:00+00:00")
        page.reload()
        assert_page_shows(page, key, turn)
        page.clock.set_fixed_time(f"{turn.from_day - timedelta(days=1)}T22:30:00+00:00")
        page.reload()
        assert_page_shows(page, key, TIMELINES[key][0])


@pytest.mark.parametrize("check", ["page", "home", "search"])
def test_without_the_lookup_these_tests_fail(check, open_page: OpenPage):
    key = MOVING[0]
    last = TIMELINES[key][-1]
    page = open_page(address_of(CASES[key]) if check == "page" else "", before=without_lookup)
    move_to(page, last.from_day)
    if check == "page":
        with pytest.raises(AssertionError):
            assert_page_shows(page, key, last)
    elif check == "home":
        with pytest.raises(AssertionError):
            assert shown_marks(page)[key] == wanted_marks(last.state)
    else:
        page.set_default_timeout(2000)
        with pytest.raises(PlaywrightTimeout):
            search(page, CASES[key].title)


@pytest.mark.parametrize("key", OWN)
def test_without_javascript_the_sentence_stands(key, open_page: OpenPage):
    page = open_page(address_of(CASES[key]), day=None, java_script_enabled=False)
    entries = TIMELINES[key]
    text = page.locator("article").inner_text()
    until = rely_until(entries)
    if until is None:
        words = worst_words(entries[0].state)
        assert f"Do not rely on this protocol for a new request: {words}." in text
    else:
        assert f"Do not rely on this after {until.day} {until:%B %Y}." in text
        assert until <= DAY + timedelta(days=35)
    assert entries[0].state.currency.why in text
    assert f"Currency and funding on {DAY.day} {DAY:%B %Y}" in text


@pytest.mark.parametrize("path", ["", "areas/lincolnshire/", "areas/exampleshire/", "drugs/methotrexate/"])
def test_without_javascript_a_list_says_until_when_it_stands(path, open_page: OpenPage):
    page = open_page(path, day=None, java_script_enabled=False)
    tables = page.locator("table:has(.sc-mark)").count()
    said = page.get_by_text("Do not rely on these states after").all_inner_texts()
    assert len(said) == tables > 0


def test_build_older_than_35_days_says_so(open_page: OpenPage):
    for path in PAGE_TYPES.values():
        page = open_page(path, day=DAY + timedelta(days=35))
        assert page.get_by_text("has not been rebuilt since").count() == 0
        move_to(page, DAY + timedelta(days=36))
        assert page.get_by_text("has not been rebuilt since").first.is_visible()


@pytest.mark.parametrize("path", PAGE_TYPES.values(), ids=PAGE_TYPES)
def test_no_request_leaves_the_site_and_nothing_is_refused(path, open_page: OpenPage, address: str):
    asked: list[str] = []
    said: list[str] = []

    def listen(page: Page) -> None:
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfailed", lambda request: said.append(request.url))
        page.on("response", lambda response: said.append(response.url) if response.status >= 400 else None)

    page = open_page(path, before=listen, service_workers="allow")
    if page.locator("[data-register-search] input:visible").count():
        search(page, "methotrexate")
    page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith(address)] == []
    assert said == []
    assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1


def test_the_security_policy_stops_a_planted_script(open_page: OpenPage, address: str):
    def planted(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=answer.text().replace("</body>", "<script>window.planted=1</script></body>")
        )

    page = open_page("", before=lambda page: page.route(address, planted))
    assert "window.planted=1" in page.content()
    assert page.evaluate("window.planted") is None


STANDARDS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def violations(page: Page, rules: Mapping[str, object] = STANDARDS) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    # Only violations are listed in full: naming each element that passes takes as long as testing it.
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def violations_in_light_and_dark(page: Page) -> list[str]:
    """What a page that was opened light breaks, and then dark: it is the same one in other colours."""
    light = ground(page)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    assert ground(page) != light
    found += [f"dark: {one}" for one in violations(page, OF_COLOUR)]
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("path", PAGE_TYPES.values(), ids=PAGE_TYPES)
def test_no_accessibility_rule_is_broken(path, open_page: OpenPage):
    page = open_page(path, width=360)
    if path == "":
        search(page, "methotrexate")
    if path == PAGE_TYPES["editors' form"]:
        page.locator(".sc-edit-section").first.wait_for()
    else:
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations_in_light_and_dark(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def ground(page: Page) -> str:
    """The colour that the page stands on."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


PLANTED: dict[str, Callable[[Page], object]] = {
    "image-alt": lambda page: page.evaluate("document.querySelector('article').append(new Image())"),
    "color-contrast": lambda page: page.evaluate("document.querySelector('h1').style.color = '#eee'"),
    "label": lambda page: page.evaluate("document.querySelector('article').append(document.createElement('input'))"),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_violation_is_found(rule, open_page: OpenPage):
    page = open_page("about/lapse/")
    PLANTED[rule](page)
    assert [found for found in violations(page) if found.startswith(f"{rule}:")] != []


def test_a_violation_of_the_dark_page_alone_is_found(open_page: OpenPage):
    page = open_page("about/lapse/")
    page.evaluate("document.querySelector('h1').style.color = '#222'")
    assert {found.split(":")[0] for found in violations_in_light_and_dark(page)} == {"dark"}


def test_search_works_from_the_keyboard(open_page: OpenPage):
    page = open_page("")
    page.keyboard.press("/")
    page.keyboard.type("metho")
    page.locator(".sc-results a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/drugs/methotrexate/")


@pytest.mark.parametrize(
    ("typed", "drug"),
    [
        ("Elvanse", "lisdexamfetamine"),
        ("azathiopine", "azathioprine"),
        ("marcaptopurine", "mercaptopurine"),
        ("METOJECT", "methotrexate"),
    ],
)
def test_brands_and_printed_misspellings_lead_to_the_drug(typed, drug, open_page: OpenPage):
    page = open_page("")
    search(page, typed)
    assert page.locator(".sc-results a").first.get_attribute("href").endswith(f"drugs/{drug}/")


def test_results_name_their_area_and_examples_say_so(open_page: OpenPage):
    page = open_page("")
    search(page, "azathioprine")
    lines = [line for line in page.locator(".sc-results > li").all_inner_texts() if " Protocol, " in line]
    real = [number for number, line in enumerate(lines) if "Lincolnshire" in line]
    invented = [number for number, line in enumerate(lines) if "Exampleshire" in line]
    assert real and invented
    assert max(real) < min(invented)
    assert all("Example: not a real place" in lines[number] for number in invented)


@pytest.mark.parametrize(
    ("typed", "depth"),
    [
        ("methotrexate sheffield", "Only a listing or a title page was read"),
        ("adult adhd lincolnshire", "Only reported; nobody has shown us the document"),
    ],
)
def test_a_result_says_how_its_protocol_was_learnt(typed, depth, open_page: OpenPage):
    page = open_page("")
    search(page, typed)
    lines = page.locator(".sc-results > li").all_inner_texts()
    assert any(typed.split()[-1].capitalize() in line and f"({depth})" in line for line in lines)


def test_nothing_found_says_what_to_do(open_page: OpenPage):
    page = open_page("")
    page.locator("[data-register-search] input:visible").fill("zzzzqqq")
    page.get_by_text("does not mean").first.wait_for()
    assert page.locator(".sc-results .sc-mark").count() == 0


FIRST_SCREEN = 640
"""What a small phone shows of a page at once, in CSS pixels."""


@pytest.mark.parametrize("name", ["exampleshire-methotrexate", "lincolnshire-dermatology", "exampleshire-amiodarone"])
def test_the_first_screen_of_a_phone_answers(name, open_page: OpenPage):
    page = open_page(f"protocols/{name}/", width=360)
    first = [page.locator(f'.sc-mark[data-part="{part}"]').first for part in ("currency", "funding", "arrangements")]
    jumps = page.locator(".sc-jumps a").all()
    assert [jump.inner_text().partition(":")[0] for jump in jumps[:3]] == [
        "Tests",
        "What to do about a result",
        "Contacts",
    ]
    for seen in (*first, *jumps, page.locator("h1"), page.locator(".sc-area"), page.locator(".sc-rely")):
        box = seen.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= FIRST_SCREEN


def test_a_printed_page_carries_its_place_and_its_days(open_page: OpenPage):
    page = open_page("protocols/exampleshire-methotrexate/")
    page.emulate_media(media="print")
    for words in ("Example: not a real place", "when this page was built", "Do not rely on this after"):
        assert page.locator("article").get_by_text(words).first.is_visible()
    assert page.locator("article .sc-area").inner_text() == "Exampleshire"


def test_the_first_screen_says_who_reports_that_nobody_pays(open_page: OpenPage):
    page = open_page("protocols/lincolnshire-adhd-adults/", width=360)
    said = page.locator("header").get_by_text("Reported as not commissioned by Lincolnshire Local Medical Committee")
    box = said.first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 600


@pytest.mark.parametrize("name", ["amiodarone", "dronedarone", "mycophenolate", "methotrexate-2021", "denosumab"])
def test_a_bad_state_keeps_tests_actions_and_contacts_in_reach(name, open_page: OpenPage):
    page = open_page(f"protocols/exampleshire-{name}/", width=360)
    assert "ends nobody's treatment" in page.locator("#answers").inner_text()
    jumps = page.locator(".sc-jumps a")
    assert jumps.all_inner_texts()[:3] == ["Tests", "What to do about a result", "Contacts"]
    for jump in jumps.all():
        target = page.locator(str(jump.get_attribute("href")).replace(".", ""))
        assert target.is_visible()
        assert page.locator("section", has=target).first.locator("table").count() >= 1


def test_the_screenshot_in_the_readme_exists():
    assert (Path(ROOT) / "docs/assets/images/home.png").stat().st_size > 10_000
