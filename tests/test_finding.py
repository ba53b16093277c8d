"""The search forgives a slip of the hand, and never answers one drug with another as if it were meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
import yaml
from playwright.sync_api import Page

from sharedcare.register.load import load
from tests.site import ROOT, OpenPage
from tests.waiting import wait_until

VECTORS = yaml.safe_load((Path(__file__).parent / "vectors/finding.yml").read_text(encoding="utf-8"))
MISSPELT: Mapping[str, str] = VECTORS["misspelt"]
LOOK_ALIKES: list[list[str]] = VECTORS["look_alikes"]
DRUGS = {key: entry.record for key, entry in load(ROOT / "protocols").drugs.items()}
SEED = 20261122
MADE = 30
LONG_ENOUGH = 6
"""A slip in a shorter brand makes too many words of it."""


def names_of(drug: str) -> set[str]:
    record = DRUGS[drug]
    given = (drug, str(record.name), *record.brand_names, *record.spellings)
    return {name.casefold() for name in given}


NAMES = {drug: names_of(drug) for drug in DRUGS}


def slipped(random: Random, word: str) -> str:
    """A word with a letter lost, doubled or changed, or two in each other's place; never its first."""
    at = random.randrange(1, len(word) - 1)
    head, one, other, tail = word[:at], word[at], word[at + 1], word[at + 2 :]
    return head + random.choice((other, one + one + other, random.choice("aeiourstnl") + other, other + one)) + tail


def brands_misspelt() -> Iterator[tuple[str, set[str]]]:
    """Brands with one slip, by a fixed seed, and the drugs that bear each brand."""
    random = Random(SEED)
    brands = sorted({name for record in DRUGS.values() for name in record.brand_names if name.isalpha()})
    known = {name for names in NAMES.values() for name in names}
    for brand in random.sample([name for name in brands if len(name) >= LONG_ENOUGH], MADE):
        made = brand
        while made.casefold() in known:
            made = slipped(random, brand)
        yield made, {drug for drug, record in DRUGS.items() if brand in record.brand_names}


def results(page: Page, typed: str) -> list[tuple[str, bool]]:
    """What the search shows: each result's address, and whether it is said to be similar only."""
    page.locator("form[data-register-search] input:visible").first.fill(typed)
    wait_until(page, "(typed) => document.querySelector('.sc-count').dataset.query === typed", typed)
    shown = "(links) => links.map((link) => [link.href, link.querySelector('.sc-result-similar') !== null])"
    return [(str(href), bool(similar)) for href, similar in page.locator(".sc-results a").evaluate_all(shown)]


def leads_to(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def vectors() -> list[tuple[str, set[str]]]:
    known = {name for names in NAMES.values() for name in names}
    assert not known & {word.casefold() for word in MISSPELT}, "this is no misspelling: the register has it as a name"
    return [*((typed, {drug}) for typed, drug in MISSPELT.items()), *brands_misspelt()]


def test_what_was_mistyped_leads_to_the_drug(vectors, open_page: OpenPage):
    page = open_page("")
    assert len(vectors) >= 60
    first = {typed: (results(page, typed) or [("nothing", False)])[0] for typed, _ in vectors}
    wrong = {typed: first[typed][0] for typed, drugs in vectors if leads_to(first[typed][0]) not in drugs}
    assert wrong == {}


def test_a_drug_that_is_not_here_is_never_answered_by_another_as_if_it_were_meant(open_page: OpenPage):
    page = open_page("")
    assert len(LOOK_ALIKES) >= 40
    for here, absent in LOOK_ALIKES:
        assert here in DRUGS
        assert not any(absent in names for names in NAMES.values())
        assert [address for address, similar in results(page, absent) if not similar] == [], absent


def test_what_is_only_similar_says_so_and_what_is_meant_does_not(open_page: OpenPage):
    page = open_page("")
    assert all(similar for _, similar in results(page, "methotrexte"))
    assert (
        page.locator(".sc-count")
        .first.text_content()
        .startswith("Nothing in the register is called “methotrexte”. Similar names: ")
    )
    assert page.locator(".sc-results a").first.text_content().endswith("Similar to what you typed")
    assert not any(similar for _, similar in results(page, "methotrexate"))
    assert "Similar" not in page.locator(".sc-results").first.text_content()


def test_what_sounds_like_nothing_is_similar_to_nothing(open_page: OpenPage):
    page = open_page("")
    for typed in ("zzzzzz", "aaaaa", "xyxyx", "qqqqqqqq"):
        assert results(page, typed) == []
    assert "Not in the register does not mean that no protocol exists" in page.locator(".sc-count").first.text_content()


def test_a_brand_comes_before_what_only_sounds_like_it(open_page: OpenPage):
    page = open_page("")
    address, similar = results(page, "elvanse")[0]
    assert (leads_to(address), similar) == ("lisdexamfetamine", False)
    assert "Elvanse → Lisdexamfetamine" in page.locator(".sc-results a").first.text_content()
    results(page, "elvance")
    assert "Elvanse → Lisdexamfetamine" in page.locator(".sc-results a").first.text_content()


def test_words_may_stand_in_any_order(open_page: OpenPage):
    page = open_page("")
    one, other = results(page, "methotrexate lincolnshire"), results(page, "lincolnshire methotrexate")
    assert one
    assert sorted(one) == sorted(other)
    assert [leads_to(address) for address, _ in results(page, "metotrexete lincolnshire")] == [
        leads_to(address) for address, _ in one
    ]


def test_ones_own_area_comes_first_and_hides_nothing(open_page: OpenPage):
    page = open_page("")
    before = results(page, "methotrexate")
    page.goto(f"{page.url}areas/sheffield/")
    button = page.get_by_role("button", name="Make this my area")
    button.click()
    assert not page.get_by_role("button", name="Make this my area").is_visible()
    after = results(page, "methotrexate")
    assert "sheffield" in after[0][0]
    assert sorted(after) == sorted(before)
    page.get_by_role("button", name="My area: forget it").click()
    assert results(page, "methotrexate") == before


def test_the_home_page_opens_ones_own_areas_list_first(open_page: OpenPage):
    page = open_page("areas/sheffield/")
    page.get_by_role("button", name="Make this my area").click()
    page.goto(page.url.replace("areas/sheffield/", ""))
    places = page.locator("section[data-place]").evaluate_all("(all) => all.map((one) => one.dataset.place)")
    assert places[0] == "sheffield"
    assert "lincolnshire" in places
    assert page.locator("section[data-place] details").first.get_attribute("open") is not None
    said = "(heading) => getComputedStyle(heading, '::after').content"
    assert "(my area)" in page.locator("section[data-place] h2").first.evaluate(said)
