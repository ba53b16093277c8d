"""Two areas, or two protocols, side by side: nothing is dropped, and what is not known is named."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from sharedcare.pages.book import Book
from sharedcare.register.load import load
from tests.site import DAY, ROOT, OpenPage
from tests.test_comparing import COUNT, FULL, LISTINGS, OTHER, PAIR, ROWS, opened

pytestmark = pytest.mark.xdist_group("site")

REAL = "compare/?areas=lincolnshire,nottinghamshire"
BOOK = Book.of(load(ROOT / "protocols"), DAY)


def test_a_protocol_whose_drugs_are_not_known_is_in_the_last_row(open_page: OpenPage):
    page = opened(open_page, REAL)
    last = page.locator(ROWS).last
    assert last.get_attribute("data-verdict") == "not-known"
    assert "For which drugs these are is not known" in last.inner_text()
    cells = page.locator(f"{ROWS} td")
    for number, area in enumerate(("lincolnshire", "nottinghamshire")):
        linked = page.locator(f"{ROWS} td:nth-of-type({number + 1}) a").evaluate_all(
            "(all) => all.map((a) => a.pathname)"
        )
        for case in BOOK.by_area[area]:
            assert any(link.endswith(f"/{BOOK.protocol_href(case.id)}") for link in linked), case.id
    assert cells.count() > 2


def test_what_is_not_known_of_two_areas_is_named_and_what_is_known_is_said(open_page: OpenPage):
    page = opened(open_page, REAL)
    rows = page.locator(f"{ROWS}[data-verdict='not-known'] th").all_inner_texts()
    assert any("Currency: same; funding: not known; light: not known" in row for row in rows)
    assert all("is not known" in row or "Currency:" in row for row in rows)
    page.get_by_label("Show only what differs").check()
    assert page.locator(f"{ROWS}:visible").count() == 0
    assert page.locator(COUNT).inner_text().endswith("Nothing that is known of both differs.")


def rule_above(page: Page, row: str) -> float:
    return float(page.locator(row).first.evaluate("(cell) => getComputedStyle(cell).borderTopWidth").removesuffix("px"))


def test_a_row_that_is_its_own_heading_is_parted_from_the_block_above(open_page: OpenPage):
    page = opened(open_page, PAIR)
    assert page.locator(".sc-alone").count() > 3
    assert rule_above(page, ".sc-alone > tr > th") >= 2 > rule_above(page, "tbody:not(.sc-alone) > tr[data-key] > th")


@pytest.mark.parametrize(
    ("path", "heads"), [(PAIR, ["First", "Second"]), (LISTINGS, ["Lincolnshire", "Nottinghamshire"])]
)
def test_a_phone_repeats_short_names_only(path, heads, open_page: OpenPage):
    page = opened(open_page, path, width=360)
    row = page.locator(ROWS).first.locator("td")
    assert row.evaluate_all("(cells) => cells.map((cell) => cell.dataset.head)") == heads
    named = page.locator("[data-compare-table] tbody").first.locator("tr").first.locator("td")
    assert named.evaluate_all("(cells) => cells.map((cell) => cell.dataset.head)") == heads
    assert named.locator("a").count() == 2


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (REAL, "Lincolnshire beside Nottinghamshire"),
        (f"compare/?a={FULL}&b={OTHER}", "Exampleshire (example: not a real place)"),
    ],
)
def test_the_title_names_what_is_compared(path, shown, open_page: OpenPage):
    page = opened(open_page, path)
    assert shown in page.title()
    assert page.title().endswith(" – Compare two protocols, or two areas - Shared care register")
    assert shown in (page.locator(".sc-sheet-name").text_content() or "")
    assert path in (page.locator(".sc-sheet-address").text_content() or "")
