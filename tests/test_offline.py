"""Without a network: the copy of a page says that it is one, and never looks newer than it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sharedcare.exports.offline import needed, shell_folder, worker
from tests.hosting import BELOW, Host, hosting
from tests.site import DAY, noon
from tests.waiting import wait_until, wait_until_kept

METHOTREXATE = "protocols/exampleshire-methotrexate/"
LITHIUM = "protocols/exampleshire-lithium/"
COPY = f"this is the copy of {DAY.day} {DAY:%B %Y}."
LATER = DAY + timedelta(days=3)


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with hosting(site) as host:
        yield host


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(service_workers="allow", reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def read(context: BrowserContext, host: Host) -> Page:
    """A tab that has read one page, and whose worker has kept it."""
    page = context.new_page()
    page.clock.set_fixed_time(noon(DAY))
    page.goto(host.address + METHOTREXATE)
    wait_until_kept(page, METHOTREXATE)
    return page


def wait_until_taken_up(page: Page, day: date) -> None:
    """Wait until the worker of a day's build holds the site, and nothing more goes on."""
    script = """
      async ([home, day]) => {
        const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
        const kept = await (await caches.match(home))?.text();
        return !installing && !waiting && active?.state === "activated" && kept?.includes(day);
      }"""
    wait_until(page, script, [page.url.partition(BELOW)[0] + BELOW, day.isoformat()])


def names_kept(page: Page) -> list[str]:
    """What the worker has kept, shells and pages, by path from the site's top."""
    return page.evaluate(
        """async () => {
          const names = [];
          for (const name of await caches.keys()) {
            for (const { url } of await (await caches.open(name)).keys()) names.push(url);
          }
          return names;
        }"""
    )


IS_ON_TOP = """
  (copy) => {
    const { x, y } = copy.getBoundingClientRect();
    return document.elementFromPoint(x + 2, y + 2) === copy;
  }
"""


def banner(page: Page) -> str:
    """What the page says of itself as a copy, in sight wherever it is scrolled to."""
    for copy in page.locator(".sc-copy").all():
        for scrolled in (None, 0, 5000):
            page.evaluate("(to) => to !== null && scrollTo(0, to)", scrolled)
            assert copy.evaluate(IS_ON_TOP)
    return " ".join(page.locator(".sc-copy").all_inner_texts())


def test_the_first_page_that_was_read_is_there_without_a_network(read: Page, host: Host):
    assert banner(read) == ""
    host.is_down = True
    read.reload()
    assert banner(read) == f"You are offline: {COPY}"
    assert "Methotrexate" in read.locator("h1").inner_text()
    assert read.locator(".sc-mark").first.evaluate("(mark) => getComputedStyle(mark).borderTopStyle") != "none"
    host.is_down = False
    read.reload()
    assert banner(read) == ""


def test_a_copy_shows_todays_states_and_grows_too_old(read: Page, host: Host):
    host.is_down = True
    mark = read.locator('.sc-mark[data-part="currency"]').first
    read.reload()
    assert mark.inner_text() == "Current"
    read.clock.set_fixed_time(noon(DAY + timedelta(days=35)))
    read.reload()
    assert read.get_by_text("has not been rebuilt since").count() == 0
    read.clock.set_fixed_time(noon(DAY + timedelta(days=36)))
    read.reload()
    assert read.get_by_text("has not been rebuilt since").first.is_visible()
    read.clock.set_fixed_time(noon(DAY + timedelta(days=3650)))
    read.reload()
    assert mark.inner_text() == "Expired"
    assert banner(read) == f"You are offline: {COPY}"


@pytest.mark.parametrize("path", [LITHIUM, "rules/", "about/deeper/than/that/"])
def test_a_page_that_was_never_read_is_not_answered_by_another(path, read: Page, host: Host):
    host.is_down = True
    answer = read.goto(host.address + path)
    assert answer is not None
    assert answer.status == 503
    assert read.url == host.address + path
    assert banner(read) == "You are offline, and the page that you asked for is not on this device."
    assert read.locator("h1").inner_text() == "Without a network"
    assert read.locator("header").evaluate("(head) => getComputedStyle(head).backgroundColor") == "rgb(58, 34, 54)"
    kept = read.get_by_role("link", name="Methotrexate for adults")
    kept.wait_for()
    kept.click()
    read.wait_for_url(f"**/{METHOTREXATE}")
    assert banner(read) == f"You are offline: {COPY}"


@pytest.mark.parametrize("path", ["", "a-to-z/", "about/offline/"])
def test_the_home_page_and_the_a_to_z_are_kept_from_the_first_visit(path, read: Page, host: Host):
    host.is_down = True
    read.goto(host.address + path)
    assert banner(read) == f"You are offline: {COPY}"
    assert "not on this device" not in read.locator("body").inner_text()


def test_search_works_once_it_was_used(read: Page, host: Host):
    box = read.locator("[data-register-search] input:visible")
    assert [name for name in names_kept(read) if "search.json" in name or "vendor" in name] == []
    box.fill("metho")
    read.locator(".sc-results li").first.wait_for()
    wait_until_kept(read, "search.json")
    host.is_down = True
    read.reload()
    box.fill("lithium")
    read.locator(".sc-results li").first.wait_for()
    assert "Lithium" in read.locator(".sc-results").inner_text()


def test_search_that_was_never_used_says_so(read: Page, host: Host):
    host.is_down = True
    read.reload()
    read.locator("[data-register-search] input:visible").fill("lithium")
    read.get_by_text("The search could not be loaded.").wait_for()


def test_nothing_that_was_typed_is_kept(read: Page, host: Host):
    read.goto(f"{host.address}{LITHIUM}?q=typed-words#typed-words")
    wait_until_kept(read, LITHIUM)
    assert [name for name in names_kept(read) if "typed" in name] == []
    assert f"{host.address}{LITHIUM}" in names_kept(read)


def test_a_slow_network_is_not_waited_for(read: Page, context: BrowserContext, host: Host):
    host.rewrite = lambda path, content: quicker(content) if path == "sw.js" else content
    page = renewed_worker(read, context)
    host.answers_now.clear()
    page.reload()
    assert banner(page) == f"The network does not answer: {COPY}"


def quicker(worker: bytes) -> bytes:
    shorter, times = re.subn(rb"const PATIENCE = \d+;", b"const PATIENCE = 20;", worker)
    assert times == 1
    return shorter


def renewed_worker(page: Page, context: BrowserContext) -> Page:
    """The page, under the worker that is served now."""
    page.evaluate("""async () => {
      window.held = navigator.serviceWorker.controller;
      await (await navigator.serviceWorker.getRegistration()).update();
    }""")
    turned = "({ held, navigator }) => navigator.serviceWorker.controller !== held"
    wait_until(page, f"() => ({turned})(window) && navigator.serviceWorker.controller.state === 'activated'")
    return page


@pytest.mark.parametrize("status", [404, 200])
def test_a_page_that_is_gone_is_given_up_and_a_strangers_is_not_kept(status, read: Page, host: Host):
    """A page that the register took away is not shown from a copy; nor is a network's own page for signing in."""
    empty = host.folder.parent / f"empty-{status}"
    empty.mkdir()
    (empty / "404.html").write_text("<!doctype html><title>Gone</title><h1>Gone", encoding="utf-8")
    if status == 200:
        stranger = empty / METHOTREXATE
        stranger.mkdir(parents=True)
        (stranger / "index.html").write_text("<!doctype html><title>In</title><h1>Sign in", encoding="utf-8")
    whole, host.folder = host.folder, empty
    read.reload()
    assert read.locator("h1").inner_text() == ("Sign in" if status == 200 else "Gone")
    host.folder, host.is_down = whole, True
    read.goto(host.address + METHOTREXATE)
    said = "You are offline: " + COPY if status == 200 else "the page that you asked for is not on this device"
    assert said in banner(read)
    shutil.rmtree(empty)


FORM = "letter/?drug=methotrexate&area=exampleshire"


def kept_letters(read: Page, host: Host) -> None:
    """Have read the page of letters, and a letter of Exampleshire on it."""
    read.goto(host.address + FORM)
    wait_until_kept(read, "letter/")
    wait_until_kept(read, "letter/exampleshire/")


def test_a_letter_is_answered_from_the_kept_page_and_says_of_what_day_it_is(read: Page, host: Host):
    kept_letters(read, host)
    host.is_down = True
    read.goto(host.address + FORM)
    read.locator(".sc-letter-answer h2").first.wait_for()
    said = read.locator(".sc-letter-answer .sc-copy")
    assert said.inner_text() == f"Exampleshire: You are offline: {COPY}"
    read.locator("#letter-area").select_option("sheffield")
    read.get_by_text("could not be loaded").wait_for()
    assert said.count() == 0


def test_a_kept_letter_grows_too_old_whatever_the_age_of_the_page(read: Page, host: Host):
    kept_letters(read, host)
    old, new = DAY.isoformat().encode(), LATER.isoformat().encode()
    host.rewrite = lambda path, content: content.replace(old, new) if path == "letter/" else content
    read.goto(host.address + "letter/")
    script = "async ([page, day]) => (await (await caches.match(page)).text()).includes(day)"
    wait_until(read, script, [host.address + "letter/", LATER.isoformat()])
    host.is_down = True
    read.clock.set_fixed_time(noon(DAY + timedelta(days=36)))
    read.goto(host.address + FORM)
    expect(read.locator(".sc-letter-answer .sc-stale")).to_contain_text("has not been rebuilt since")


def test_a_comparison_says_that_it_needs_the_network(read: Page, host: Host):
    pair = "compare/?a=exampleshire-methotrexate&b=exampleshire-lithium"
    read.goto(host.address + pair)
    wait_until_kept(read, "compare/")
    host.is_down = True
    read.goto(host.address + pair)
    expect(read.locator("[data-compare-count]")).to_have_text(
        "A comparison needs the network: what it is made from is not kept on this device."
    )


def test_a_short_link_leads_to_the_copy_of_its_protocol(read: Page, host: Host):
    host.is_down = True
    read.goto(host.address + "p/exampleshire-methotrexate/")
    assert read.url == host.address + METHOTREXATE
    assert banner(read) == f"You are offline: {COPY}"
    read.goto(host.address + "p/exampleshire-lithium/")
    assert "not on this device" in banner(read)


def test_a_copy_that_does_not_say_its_day_is_of_no_day(read: Page, host: Host):
    day = f'name="register-built_on" content="{DAY}"'.encode()
    host.rewrite = lambda path, content: content.replace(day, b'name="register-built_on" content=""')
    read.goto(host.address + LITHIUM)
    wait_until_kept(read, LITHIUM)
    host.is_down = True
    read.reload()
    assert "this is the copy of a day that is not known." in banner(read)


@pytest.fixture
def next_build(site: Path, tmp_path: Path) -> Path:
    """The site of a later day, with another style: its shell, and every page that names it, are new."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    (old,) = (path.name for path in folder.glob("assets-*"))
    new = shell_folder({"register.css": b"another"})
    (folder / old).rename(folder / new)
    for name in (METHOTREXATE, LITHIUM, "", "a-to-z/", "about/offline/"):
        change(folder / name / "index.html", old, new)
    change(folder / "sw.js", old, new)
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new).replace(DAY.isoformat(), LATER.isoformat()), encoding="utf-8")


BUILT_ON = "document.querySelector('meta[name=register-built_on]').content"


def test_a_new_build_is_shown_at_once_and_the_old_one_is_given_up(read: Page, host: Host, next_build: Path):
    (old,) = (path.name for path in host.folder.glob("assets-*"))
    (new,) = (path.name for path in next_build.glob("assets-*"))
    host.folder = next_build
    read.goto(host.address + METHOTREXATE)
    assert read.evaluate(BUILT_ON) == LATER.isoformat()
    assert banner(read) == ""
    wait_until(read, "async (old) => !(await caches.keys()).some((name) => name.includes(old))", old)
    assert any(new in name for name in names_kept(read))
    host.is_down = True
    read.reload()
    assert banner(read) == f"You are offline: this is the copy of {LATER.day} {LATER:%B %Y}."
    read.goto(host.address)
    assert read.evaluate(BUILT_ON) == LATER.isoformat()


def test_a_copy_of_an_older_build_keeps_its_own_scripts(read: Page, host: Host, next_build: Path, site: Path):
    read.goto(host.address + LITHIUM)
    wait_until_kept(read, LITHIUM)
    host.folder = next_build
    read.goto(host.address + METHOTREXATE)
    wait_until_taken_up(read, LATER)
    (old,) = (path.name for path in site.glob("assets-*"))
    assert [name for name in names_kept(read) if old in name and name.endswith("/timeline.js")] != []
    host.is_down = True
    read.clock.set_fixed_time(noon(DAY + timedelta(days=36)))
    read.goto(host.address + LITHIUM)
    assert read.evaluate(BUILT_ON) == DAY.isoformat()
    assert read.get_by_text("has not been rebuilt since").first.is_visible()


def test_no_more_than_the_newest_pages_are_kept(read: Page, context: BrowserContext, host: Host):
    host.rewrite = lambda path, content: fewer(content) if path == "sw.js" else content
    page = renewed_worker(read, context)
    for path in (LITHIUM, METHOTREXATE, "protocols/exampleshire-amiodarone/"):
        page.goto(host.address + path)
        wait_until_kept(page, path)
    wait_until(page, "async (path) => (await caches.match(path)) === undefined", host.address + LITHIUM)
    assert host.address + METHOTREXATE in names_kept(page)
    assert host.address + "a-to-z/" in names_kept(page)


def fewer(worker: bytes) -> bytes:
    smaller, times = re.subn(rb"const MOST_PAGES = \d+;", b"const MOST_PAGES = 2;", worker)
    assert times == 1
    return smaller


def test_another_site_of_the_same_origin_keeps_its_caches(read: Page, context: BrowserContext, host: Host):
    read.evaluate("caches.open('register:/another/:pages')")
    host.rewrite = lambda path, content: quicker(content) if path == "sw.js" else content
    page = renewed_worker(read, context)
    assert "register:/another/:pages" in page.evaluate("caches.keys()")


def test_every_change_of_the_shell_gives_it_another_address():
    shells: list[dict[str, bytes]] = [{"a": b"x"}, {"a": b"y"}, {"b": b"x"}, {"a": b"x", "b": b""}, {"ab": b""}, {}]
    names = [shell_folder(shell) for shell in shells]
    assert len(set(names)) == len(shells)
    assert all(re.fullmatch(r"assets-[0-9a-f]{8}", name) for name in names)
    assert shell_folder(dict(reversed({"a": b"x", "b": b""}.items()))) == names[3]


def test_each_days_worker_is_another():
    assert worker("", DAY, "assets-1", ["b", "a"]) == worker("", DAY, "assets-1", ["a", "b"])
    assert worker("", DAY, "assets-1", []) != worker("", LATER, "assets-1", [])


def test_only_what_every_page_loads_is_kept_from_the_first_visit():
    files = {
        "js/a.js": b'import { b } from "./b.js";\nconst d = () => import("../vendor/d.js");\n',
        "js/b.js": b'import {\n  a,\n} from "./a.js";\nimport { c } from "./deep/c.js";\n',
        "js/deep/c.js": b"",
        "js/other.js": b"",
        "css/a.css": b"",
        "vendor/d.js": b"",
    }
    assert needed(files, ["js/a.js", "css/a.css", "https://elsewhere"]) == {
        "js/a.js", "js/b.js", "js/deep/c.js", "css/a.css",
    }  # fmt: skip


def test_no_page_names_a_shell_that_is_not_there(site: Path):
    (shell,) = (path.name for path in site.glob("assets-*"))
    # A short address only leads on: it has neither style nor script.
    for page in (page for page in site.rglob("*.html") if page.relative_to(site).parts[0] != "p"):
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"\b(assets-[0-9a-f]+)/", text)) == {shell}
        assert not re.search(r"assets/(js|css)/", text)
