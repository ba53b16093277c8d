"""How much a browser is sent. Bytes are not timings: the same site always costs the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.hosting import hosting
from tests.transfer import FIRST, SECOND, Visit, sizes, visits


@pytest.fixture(scope="module")
def made(browser: Browser, site: Path) -> list[Visit]:
    """The largest protocol page, then the next."""
    return visits(browser, site, [f"protocols/{name}/" for _, name in sizes(site)[:2]])


def test_a_first_page_costs_little_with_all_that_it_needs(made: list[Visit]):
    paths = [answer.path for answer in made[0].sent]
    assert made[0].page in paths
    assert "sw.js" in paths
    assert any("/js/timeline.js" in path for path in paths)
    assert made[0].bytes <= FIRST, made[0].listed()


def test_another_page_costs_hardly_more_than_itself(made: list[Visit]):
    assert [answer.path for answer in made[1].sent if answer.status == 200] == [made[1].page], made[1].listed()
    assert made[1].bytes <= SECOND, made[1].listed()


def test_no_protocol_page_is_too_large(site: Path, made: list[Visit]):
    found = sizes(site)
    around = made[0].bytes - found[0][0]
    assert len(found) > 60
    assert [(size, name) for size, name in found if size > SECOND or around + size > FIRST] == []


def test_nothing_is_loaded_for_a_search_that_nobody_made(made: list[Visit]):
    paths = [answer.path for visit in made for answer in visit.sent]
    assert [path for path in paths if "search.json" in path or "minisearch" in path or "workers/" in path] == []


def test_nobody_else_is_asked(made: list[Visit]):
    assert [visit.asked_elsewhere for visit in made] == [(), ()]


def test_the_host_of_these_tests_compresses_and_knows_what_a_browser_holds(browser: Browser, site: Path):
    """These figures would mean nothing on a host that sends less, or more, than a real one."""
    with hosting(site) as host:
        page = browser.new_page(service_workers="block")
        page.goto(host.address)
        page.reload()
        first, second = (answer for answer in host.sent if answer.path == "")
        page.close()
    whole = (site / "index.html").stat().st_size
    assert (first.status, second.status) == (200, 304)
    assert whole / 30 < first.bytes < whole / 5
    assert second.bytes < 500
