"""The look-up of letters in a real browser: by a shared address, by keyboard, by one's own area, on another day."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from sharedcare.register.load import load
from sharedcare.status import Currency, State, cases, published_timeline
from tests.site import DAY, ROOT, OpenPage, set_day
from tests.test_browser import violations_in_light_and_dark
from tests.waiting import wait_until

ADDRESS = "letter/?drug=methotrexate&area=exampleshire&from=private"
ANSWER = ".sc-letter-answer"
METHOTREXATE = f'{ANSWER} [data-request="exampleshire-methotrexate@exampleshire"]'
(CASE,) = (case for case in cases(load(ROOT / "protocols")) if case.key == "exampleshire-methotrexate@exampleshire")
TIMELINE = published_timeline(CASE, DAY)
NOT_COVERED = "Not covered: the protocol takes no requests from private providers."


def answered(page: Page) -> Page:
    page.locator(f"{ANSWER} h2").first.wait_for()
    return page


def chosen(page: Page) -> dict[str, str]:
    return {name: page.locator(f"#letter-{name}").input_value() for name in ("drug", "area", "from", "of")}


def in_address(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def sentences(page: Page, within: str = ANSWER) -> list[str]:
    return [text.strip() for text in page.locator(f"{within} .sc-sentence:visible").all_inner_texts()]


def marks(page: Page) -> dict[str, str]:
    script = "(all) => Object.fromEntries(all.map((mark) => [mark.dataset.part, mark.dataset.value]))"
    return page.locator(f"{METHOTREXATE} .sc-mark").evaluate_all(script)


def move_to(page: Page, day: date) -> None:
    set_day(page, day)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_shared_address_shows_the_same_again(open_page: OpenPage):
    page = answered(open_page(ADDRESS))
    assert chosen(page) == {"drug": "methotrexate", "area": "exampleshire", "from": "private", "of": ""}
    assert page.locator(f"{ANSWER} h2").first.inner_text() == "Methotrexate in Exampleshire"
    assert sentences(page, METHOTREXATE) == [NOT_COVERED]
    assert marks(page) == {"currency": "current", "funding": "funded", "arrangements": "in-place"}
    assert page.locator("[role='status']").last.inner_text() == (
        "2 protocols in date for Methotrexate in Exampleshire; 1 not in force there, or not known to be."
    )
    assert page.get_by_text("More than one protocol").is_visible()
    assert page.locator(f"{ANSWER} .sc-example").is_visible()


def test_a_no_to_whoever_asks_comes_before_any_state(open_page: OpenPage):
    page = answered(open_page(ADDRESS, width=360))
    lead = page.locator(f"{ANSWER} > .sc-strong").first
    assert lead.inner_text() == "None of these is known to cover requests from private providers."
    said, badge = (page.locator(f"{METHOTREXATE} {part}").first for part in (".sc-sentence:visible", ".sc-mark"))
    assert said.bounding_box()["y"] < badge.bounding_box()["y"]
    colour = "(mark) => getComputedStyle(mark).color"
    quiet = badge.evaluate(colour)
    page.locator("#letter-from").select_option("local-nhs")
    expect(lead).not_to_contain_text("None of these")
    assert badge.evaluate(colour) != quiet
    page.locator("#letter-from").select_option("moved")
    expect(lead).to_have_text("None of these is known to cover patients who move here.")


def others(page: Page) -> list[str]:
    """The protocols below the heading that they are not in force, or not known to be."""
    return page.locator(f"{ANSWER} > .sc-letter-others ~ [data-request]").evaluate_all(
        "(all) => all.map((one) => one.dataset.request)"
    )


@pytest.mark.parametrize(
    ("drug", "in_force", "apart"),
    [
        ("methotrexate", "2 protocols", ["exampleshire-methotrexate-2021@exampleshire"]),
        ("lithium", "1 protocol", ["exampleshire-national-template-lithium@exampleshire"]),
        ("valproate", "No protocol known to be", ["exampleshire-valproate@exampleshire"]),
    ],
)
def test_only_what_is_in_force_and_binds_is_counted(drug, in_force, apart, open_page: OpenPage):
    page = answered(open_page(f"letter/?drug={drug}&area=exampleshire"))
    said = f"{in_force} in date for {drug.capitalize()} in Exampleshire; 1 not in force there, or not known to be."
    assert page.locator("[role='status']").last.inner_text() == said
    assert page.get_by_text("More than one protocol").count() == (in_force == "2 protocols")
    assert others(page) == apart


def test_what_is_out_of_date_is_not_counted_as_good_and_its_states_come_first(open_page: OpenPage):
    page = answered(open_page("letter/?drug=amiodarone&area=exampleshire&from=local-nhs", width=360))
    said = "No protocol known to be in date for Amiodarone in Exampleshire; 1 out of date, or with no known review date"
    assert page.locator("[role='status']").last.inner_text() == f"{said}."
    own = page.locator(f'{ANSWER} [data-request="exampleshire-amiodarone@exampleshire"]')
    yes, badge = own.locator(".sc-sentence:visible").first, own.locator(".sc-mark").first
    assert yes.inner_text().startswith("Covered")
    assert badge.inner_text().endswith("Out of date")
    assert badge.bounding_box()["y"] < yes.bounding_box()["y"]


def test_what_ends_while_the_page_is_open_is_counted_no_more(open_page: OpenPage):
    page = answered(open_page(ADDRESS))
    assert CASE.key not in others(page)
    move_to(page, TIMELINE[-1].from_day)
    assert CASE.key in others(page)
    assert page.locator("[role='status']").last.inner_text().startswith("No protocol known to be in date for")


def test_what_is_chosen_stands_in_the_address_and_its_links_lead_on(open_page: OpenPage):
    page = open_page("letter/")
    page.locator("#letter-drug").select_option("methotrexate")
    page.locator("#letter-area").select_option("exampleshire")
    answered(page)
    assert in_address(page) == {"drug": "methotrexate", "area": "exampleshire"}
    assert len(sentences(page, METHOTREXATE)) == 7
    page.locator("#letter-from").select_option("private")
    assert in_address(page) == {"drug": "methotrexate", "area": "exampleshire", "from": "private"}
    expect(page.locator(f"{METHOTREXATE} .sc-sentence:visible")).to_have_count(1)
    for name, ends in {"Tests": "#monitoring", "Contacts": "#contacts", "See why": "#why"}.items():
        href = page.locator(METHOTREXATE).get_by_role("link", name=name).get_attribute("href")
        assert href is not None
        assert href.endswith(f"/protocols/exampleshire-methotrexate/{ends}")


def test_a_brand_is_its_drug(open_page: OpenPage):
    page = open_page("letter/?area=exampleshire")
    page.locator("#letter-drug").select_option(label="Elvanse: Lisdexamfetamine")
    answered(page)
    assert page.locator(f"{ANSWER} h2").first.inner_text() == "Lisdexamfetamine in Exampleshire"
    assert in_address(page)["drug"] == "lisdexamfetamine"


def test_the_clock_worsens_what_is_shown(open_page: OpenPage):
    page = answered(open_page(ADDRESS))
    for entry in TIMELINE:
        move_to(page, entry.from_day)
        assert_shows(page, entry.state)
    assert page.locator(f"{METHOTREXATE} .sc-lapsed").is_visible()
    late = TIMELINE[-1]
    assert_shows(answered(open_page(ADDRESS, day=late.from_day)), late.state)
    assert_shows(answered(open_page(ADDRESS, day=date(2019, 1, 1))), TIMELINE[0].state)


def assert_shows(page: Page, state: State) -> None:
    assert marks(page) == {
        "currency": state.currency.currency.value,
        "funding": state.funding.funding.value,
        "arrangements": state.arrangements.arrangements.value,
    }
    is_in_force = state.currency.currency.rank < Currency.DRAFT.rank
    assert page.locator(f"{METHOTREXATE} .sc-lapsed").is_visible() is not is_in_force


def test_by_keyboard_alone(open_page: OpenPage):
    page = open_page("letter/")
    page.locator("#letter-drug").focus()
    page.keyboard.type("Methot")
    page.keyboard.press("Tab")
    page.keyboard.type("Exampleshire")
    page.keyboard.press("Tab")
    page.keyboard.type("A priv")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show"
    page.keyboard.press("Enter")
    wait_until(page, "() => document.activeElement.matches('.sc-letter-answer')")
    assert sentences(page, METHOTREXATE) == [NOT_COVERED]
    page.keyboard.press("Tab")
    assert page.locator(f"{METHOTREXATE} h3 a").evaluate("(link) => link === document.activeElement")


def test_ones_own_area_is_preset_and_a_shared_one_wins(open_page: OpenPage):
    page = open_page("areas/sheffield/")
    page.get_by_role("button", name="Make this my area").click()
    top = page.url.replace("areas/sheffield/", "")
    page.goto(f"{top}letter/?drug=methotrexate")
    answered(page)
    assert page.locator(f"{ANSWER} h2").first.inner_text() == "Methotrexate in Sheffield"
    page.goto(f"{top}{ADDRESS}")
    assert page.locator("#letter-area").input_value() == "exampleshire"


def test_another_areas_protocol_is_shown_as_one_that_does_not_bind(open_page: OpenPage):
    page = answered(open_page("letter/?drug=methotrexate&area=lincolnshire&from=moved&of=exampleshire"))
    assert page.locator("#letter-of").is_visible()
    assert page.get_by_text("It does not bind here unless adopted here.").is_visible()
    there = page.locator(METHOTREXATE)
    assert "sc-request-elsewhere" in (there.get_attribute("class") or "")
    assert sentences(page, METHOTREXATE) == [
        "Not covered after a move: the protocol says that shared care ends when the patient moves."
    ]
    page.locator("#letter-from").select_option("private")
    expect(there).to_have_count(0)
    assert not page.locator("#letter-of").is_visible()


def test_a_provider_by_name(open_page: OpenPage):
    page = answered(open_page("letter/?drug=methotrexate&area=exampleshire&from=exampleshire-trust"))
    assert chosen(page)["from"] == "exampleshire-trust"
    assert sentences(page, METHOTREXATE) == [
        "Covered: the protocol names Exampleshire Hospitals as a party, since April 2024."
    ]


def test_none_here_says_why_and_what_may_be_for_it(open_page: OpenPage):
    page = answered(open_page("letter/?drug=lithium&area=lincolnshire"))
    said = "No protocol known to be in date for Lithium in Lincolnshire."
    assert page.locator("[role='status']").last.inner_text() == said
    words = page.locator(ANSWER).inner_text()
    assert "Not known: the area's list was read in part" in words
    assert page.locator(f"{ANSWER} details").get_attribute("open") is not None
    assert "Covered" not in " ".join(sentences(page)).replace("Not covered", "")


@pytest.mark.parametrize("given", ["letter/?drug=constructor&area=__proto__&from=toString", "letter/?drug=&area="])
def test_an_address_that_names_nothing_is_harmless(given, open_page: OpenPage):
    page = open_page(given)
    page.locator("form[data-letter]").wait_for()
    assert chosen(page) == {"drug": "", "area": "", "from": "", "of": ""}
    assert page.locator(ANSWER).inner_text() == ""


def test_what_cannot_be_loaded_is_said(open_page: OpenPage):
    def refuse(page: Page) -> None:
        def refused(route: Route) -> None:
            route.abort()

        page.route("**/letter/exampleshire/", refused)

    page = open_page(ADDRESS, before=refuse)
    expect(page.locator("[role='status']").last).to_contain_text("could not be loaded")
    assert page.locator(ANSWER).inner_text() == ""


def test_without_javascript_an_areas_page_answers_for_every_asker(open_page: OpenPage):
    page = open_page("letter/", day=None, java_script_enabled=False)
    assert not page.locator("form[data-letter]").is_visible()
    page.locator(".sc-letter-areas").get_by_role("link", name="Exampleshire (example").click()
    page.locator('[data-drug="methotrexate"]').get_by_role("link", name="for adults with rheumatoid").first.click()
    assert urlsplit(page.url).fragment.startswith("request-")
    block = '[data-request="exampleshire-methotrexate@exampleshire"]'
    words = page.locator(block).inner_text()
    for label in (
        "An NHS provider of this area",
        "A private provider",
        "right to choose",
        "The patient has moved here",
    ):
        assert label in words
    assert NOT_COVERED in words
    assert "Do not rely on these states after" in page.locator("article").inner_text()
    assert "ends nobody's treatment" in page.locator("article").inner_text()


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("", {}), ("drugs/methotrexate/", {"drug": "methotrexate"}), ("areas/lincolnshire/", {"area": "lincolnshire"})],
)
def test_pages_lead_to_the_look_up(path, wanted, open_page: OpenPage):
    page = open_page(path)
    page.get_by_role("link", name="A letter asks you to take over").first.click()
    page.locator("form[data-letter]").wait_for()
    assert in_address(page) == wanted
    assert {name: value for name, value in chosen(page).items() if value} == wanted


def test_the_form_asks_for_nothing_but_choices(open_page: OpenPage):
    page = open_page("letter/")
    assert page.locator("form[data-letter] :is(input, textarea, [contenteditable])").count() == 0
    assert page.locator("form[data-letter] select").count() == 4


@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_shown_breaks_no_accessibility_rule(width, open_page: OpenPage):
    moved = "letter/?drug=methotrexate&area=lincolnshire&from=moved&of=exampleshire"
    page = answered(open_page(moved, width=width))
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert violations_in_light_and_dark(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
