"""What stands on paper: every sheet says what it is and until when to use it; nothing is cut off, broken or tiny."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from sharedcare.exports.paper import last_day, paper_of_case, paper_of_list
from sharedcare.exports.timelines import worst_words
from sharedcare.pages.sheet import sheet
from sharedcare.pages.unbroken import unbroken
from sharedcare.register.load import load
from sharedcare.register.values.dates import in_words
from sharedcare.status import Arrangements, cases, published_timeline
from tests.paper import MILLIMETRE, Sheet, printed, texts_to_print, whole_numbers, words
from tests.site import DAY, ROOT, OpenPage, set_day

PROTOCOLS = sorted(file.stem for file in (ROOT / "protocols/exampleshire").glob("*.yml"))
WITH_ALL = "exampleshire-methotrexate"
"""A protocol of which everything is known."""
TWO_SHEETS = 4
LISTS = ["recall/exampleshire/", "areas/exampleshire/", "areas/lincolnshire/", "services/", "drugs/methotrexate/", ""]
MARGIN = 10 * MILLIMETRE
SMALLEST = 9.0
"""In points."""
METHOTREXATE = "protocols/exampleshire-methotrexate/"
LAST = f"Do not use after {in_words(last_day(DAY))}."
CASES = {case.key: case for case in cases(load(ROOT / "protocols"))}


def assert_nothing_is_lost(page: Page, sheets: tuple[Sheet, ...]) -> None:
    """Every text is on paper, within its margins, in letters of nine points or more, and no number is broken."""
    texts = texts_to_print(page)
    lines = tuple(line for side in sheets for line in side.lines)
    assert words(texts) - words(lines) == {}
    assert whole_numbers(texts) - whole_numbers(lines) == {}
    for side in sheets:
        assert min(letter.left for letter in side.letters) >= MARGIN - 1
        assert max(letter.right for letter in side.letters) <= side.width - MARGIN + 1
        assert min(letter.size for letter in side.letters) >= SMALLEST - 0.01


@pytest.mark.parametrize("name", PROTOCOLS)
def test_a_protocol_is_on_two_sheets_with_nothing_lost(name, open_page: OpenPage):
    page = open_page(f"protocols/{name}/")
    sheets = printed(page)
    assert len(sheets) <= TWO_SHEETS
    assert_nothing_is_lost(page, sheets)


@pytest.mark.parametrize("name", PROTOCOLS)
def test_answers_tests_actions_and_contacts_are_on_the_first_sheet(name, open_page: OpenPage):
    page = open_page(f"protocols/{name}/")
    after_contacts = """
      (ids) => {
        const wanted = ids.map((id) => document.getElementById(id)).filter(Boolean);
        const sections = [...document.querySelectorAll('.sc-section')];
        const last = Math.max(...sections.map((section, at) => wanted.some((one) => section.contains(one)) ? at : -1));
        sections.slice(last + 1).forEach((section) => section.remove());
        return wanted.map((one) => one.id);
      }
    """
    found = page.evaluate(after_contacts, ["answers", "stable", "actions", "contacts", "not-known"])
    assert "answers" in found
    assert len(printed(page)) <= 2
    if name == WITH_ALL:
        assert found == ["answers", "stable", "actions", "contacts"]


@pytest.mark.parametrize("landscape", [False, True], ids=["portrait", "landscape"])
@pytest.mark.parametrize("path", LISTS)
def test_no_column_of_a_list_is_cut_off(path, landscape, open_page: OpenPage):
    page = open_page(path)
    assert_nothing_is_lost(page, printed(page, landscape=landscape))


@pytest.mark.parametrize("path", [METHOTREXATE, "protocols/lincolnshire-dermatology/", *LISTS, "about/hazards/"])
def test_every_sheet_says_what_it_is_and_until_when_to_use_it(path, open_page: OpenPage):
    page = open_page(path)
    title = page.title().removesuffix(" - Shared care register")
    sheets = printed(page)
    for number, side in enumerate(sheets, 1):
        assert title in side.text
        assert f"Issued {in_words(DAY)}." in side.text
        assert path.replace("protocols/", "p/") in side.text.replace("- ", "-")
        assert f"Page {number} of {len(sheets)}" in side.text
        assert LAST in side.text or "Do not use for a new request: " in side.text


def test_a_sheet_prints_the_whole_short_link_where_the_site_has_an_address():
    assert "https://register.example.net/p/x/<" in sheet("X", "protocols/x/", "", DAY, "https://register.example.net/")


def test_each_short_link_on_paper_leads_somewhere(site: Path):
    pages = [page.read_text(encoding="utf-8") for page in site.glob("protocols/*/index.html")]
    links = [re.findall(r'<span class="sc-sheet-address">(p/.*?)</span>', page)[0] for page in pages]
    assert len(links) == sum(case.adoption is None for case in CASES.values())
    assert [link for link in links if not (site / link / "index.html").is_file()] == []


def test_an_invented_area_says_so_on_every_sheet(open_page: OpenPage):
    for side in printed(open_page(METHOTREXATE)):
        assert "Exampleshire (example: not a real place)" in side.text


def test_a_bad_state_stands_in_the_place_of_the_day(open_page: OpenPage):
    for side in printed(open_page("protocols/exampleshire-amiodarone/")):
        assert "Do not use for a new request: out of date." in side.text
        assert "Do not use after" not in side.text


def turning(route: Route) -> None:
    """A page whose state turns bad after ten days."""
    answer = route.fetch()
    first = f'"paper":[{{"from":"{DAY}","says":"{LAST}"}}'
    turned = f',{{"from":"{DAY + timedelta(days=10)}","says":"Do not use for a new request: suspended."}}'
    assert first in answer.text()
    route.fulfill(response=answer, body=answer.text().replace(first, first + turned))


@pytest.mark.parametrize("path", [METHOTREXATE, "recall/exampleshire/"])
def test_the_sheets_say_what_holds_on_the_day_of_printing(path, open_page: OpenPage):
    page = open_page(path, before=lambda page: page.route(f"**/{path}", turning))
    for day, says in ((9, LAST), (10, "Do not use for a new request: suspended.")):
        set_day(page, DAY + timedelta(days=day))
        assert all(says in side.text for side in printed(page))


@pytest.mark.parametrize("path", [METHOTREXATE, "recall/exampleshire/", "about/hazards/"])
def test_every_sheet_of_a_stale_site_warns(path, open_page: OpenPage):
    page = open_page(path, day=DAY + timedelta(days=36))
    for side in printed(page):
        assert "has not been rebuilt since. Do not rely on any state that it shows" in side.text
        assert "Do not use after" not in side.text


def test_without_javascript_the_sheets_say_the_same(open_page: OpenPage):
    for path in (METHOTREXATE, "recall/exampleshire/"):
        assert all(LAST in side.text for side in printed(open_page(path, day=None, java_script_enabled=False)))


@pytest.mark.parametrize("key", [key for key, case in CASES.items() if len(published_timeline(case, DAY)) > 1])
def test_the_days_on_paper_follow_the_timeline(key):
    built = published_timeline(CASES[key], DAY)[1].from_day - timedelta(days=10)
    entries = published_timeline(CASES[key], built)
    own, listed = paper_of_case(entries, built), paper_of_list([entries], built)
    turn = next((entry.from_day for entry in entries if entry.state.worse_than(entries[0].state)), date.max)
    until = min(turn - timedelta(days=1), last_day(built))
    assert listed[0].says == f"Do not use after {in_words(until)}."
    state = entries[0].state
    in_place = state.arrangements.arrangements is Arrangements.IN_PLACE
    assert own[0].says == (listed[0].says if in_place else f"Do not use for a new request: {worst_words(state)}.")
    assert [entry.from_day for entry in listed] == sorted({entry.from_day for entry in listed})
    assert listed[-1].says == f"Do not use after {in_words(last_day(built))}."


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_paper_is_black_and_keeps_each_states_words_and_shape(dark, open_page: OpenPage):
    page = open_page("recall/exampleshire/", dark=dark)
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    colours = """
      () => [...new Set([...document.querySelectorAll('article *')].map((one) => getComputedStyle(one).color))]
    """
    shapes = """
      () => [...document.querySelectorAll('.sc-mark')].map((mark) => [mark.dataset.value,
        getComputedStyle(mark, '::before').clipPath, getComputedStyle(mark, '::before').printColorAdjust])
    """
    assert page.evaluate(colours) == ["rgb(0, 0, 0)"]
    found = page.evaluate(shapes)
    assert found and all(shape != "none" and adjust == "exact" for _, shape, adjust in found)
    by_value = {value: shape for value, shape, _ in found}
    assert len({by_value[value] for value in ("current", "due-soon", "expired")}) == 3


def test_what_only_a_screen_needs_is_not_printed(open_page: OpenPage):
    for path, unwanted in {
        METHOTREXATE: ["Home", "What rests on it", "Propose a change", "drugs/methotrexate"],
        "areas/exampleshire/": ["Make this my area", "Search", "Menu"],
        "recall/exampleshire/": ["↕"],
    }.items():
        text = " ".join(side.text for side in printed(open_page(path)))
        assert [words for words in unwanted if words in text] == []


def test_a_source_prints_its_address(open_page: OpenPage):
    text = " ".join(side.text for side in printed(open_page(METHOTREXATE)))
    assert "1. Shared care protocol: methotrexate v3.1 https://example.org/scp/methotrexate" in text


def test_what_is_folded_on_a_screen_is_printed(open_page: OpenPage):
    page = open_page("drugs/methotrexate/")
    assert page.locator("details:not([open])").count() == 1
    assert "Methotrexate for adults with rheumatoid arthritis" in printed(page)[0].text


def test_a_long_tables_head_is_on_every_sheet(open_page: OpenPage):
    sheets = printed(open_page("recall/exampleshire/"))
    assert len(sheets) > 1
    assert all("Drug Tests How often If overdue" in side.text for side in sheets)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("take 10 mg once", ["10 mg"]),
        ("on 21 November 2026.", ["21 November 2026"]),
        ("since April 2024", ["April 2024"]),
        ("below 3.5 ×10⁹/L", ["3.5 ×10⁹/L"]),
        ("if &lt; 45 mL/min/1.73 m² now", ["&lt; 45 mL/min/1.73 m²"]),
        ("ring 01632 960 001, or 8am", ["01632 960 001"]),
        ("4-6 weeks, or 10 micrograms/kg", ["4-6 weeks", "10 micrograms/kg"]),
        ("CYP3A4 and https://example.org/2026-11/4-6", []),
        ("5", []),
    ],
)
def test_a_number_is_kept_with_what_belongs_to_it(text, kept):
    html = unbroken(f'<p title="10 mg">{text}</p><script type="application/json">{{"a":">10 mg"}}</script>')
    assert re.findall(r'<span class="sc-n">(.*?)</span>', html) == kept
    assert re.sub(r'<span class="sc-n">(.*?)</span>', r"\1", html).startswith(f'<p title="10 mg">{text}</p>')
    assert html.endswith('{"a":">10 mg"}</script>')


def test_what_can_be_chosen_holds_no_element():
    html = '<select><option value="a">10 mg</option><option>21 November 2026</option></select><p>10 mg</p>'
    assert unbroken(html) == html.replace("<p>10 mg</p>", '<p><span class="sc-n">10 mg</span></p>')


def test_a_day_that_a_script_writes_is_kept_whole(open_page: OpenPage):
    page = open_page(METHOTREXATE, day=DAY + timedelta(days=2))
    assert page.locator("[data-today] .sc-n").all_inner_texts() == ["23 November 2026"]
