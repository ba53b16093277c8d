"""Short links: each id that was ever published leads somewhere for ever, and no id can be lost unnoticed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

from sharedcare.exports.addresses import short_address, short_link
from sharedcare.pages import render_book
from sharedcare.pages.book import Book
from sharedcare.pages.short import onward_pages
from sharedcare.register.ids import published_ids
from sharedcare.register.load import load
from sharedcare.rules import check
from tests.registers import BASE, DAY, copied
from tests.site import ROOT, OpenPage

IDS = "reference/ids.yml"
LITHIUM = "exampleshire/exampleshire-lithium.yml"
OF_IDS = {"SC908", "SC909", "SC910", "SC911"}
RETIRED = "exampleshire-methotrexate-oral"


def addresses(folder: Path, site: str = "") -> dict[str, str]:
    """Every page by its address, those that lead on among them."""
    register = load(folder)
    book = Book.of(register, DAY, check(register, DAY), site)
    pages = {page.address: page.html for page in render_book(book)}
    onward = dict(onward_pages(book))
    assert pages.keys().isdisjoint(onward)
    return {**pages, **onward}


def leads_to(html: str, name: str) -> str:
    """Where a page that leads on leads to, from the site's top."""
    (found,) = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]*)">', html)
    return urljoin(f"https://x.test/{short_address(name)}", found).removeprefix("https://x.test/")


def codes(folder: Path) -> list[tuple[str, str, str]]:
    return [(finding.file, finding.code, finding.message) for finding in check(load(folder), DAY)]


def test_every_id_that_was_ever_published_has_a_page(tmp_path):
    made = addresses(ROOT / "protocols")
    names = published_ids(load(ROOT / "protocols"))
    assert len(names) >= 88
    assert "Exampleshire (example: not a real place)" in made["p/exampleshire-lithium/"]
    assert [name for name in names if short_address(name) not in made] == []


def test_a_short_link_leads_to_the_protocol_at_once():
    made = addresses(BASE)
    page = made["p/exampleshire-lithium/"]
    assert leads_to(page, "exampleshire-lithium") == "protocols/exampleshire-lithium/"
    assert '<a href="../../protocols/exampleshire-lithium/">' in page
    assert '<link rel="canonical" href="../../protocols/exampleshire-lithium/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "default-src 'none'" in page
    assert len(page) < 1500


def test_the_whole_address_is_told_where_it_is_known():
    made = addresses(BASE, "https://register.test/care/")
    whole = "https://register.test/care/protocols/exampleshire-lithium/"
    assert f'<link rel="canonical" href="{whole}">' in made["p/exampleshire-lithium/"]
    protocol = made["protocols/exampleshire-lithium/"]
    assert '<a href="../../p/exampleshire-lithium/">https://register.test/care/p/exampleshire-lithium/</a>' in protocol
    assert "It goes after the address of this site" not in protocol
    assert "It goes after the address of this site" in addresses(BASE)["protocols/exampleshire-lithium/"]
    assert short_link("x", "https://register.test/") == "https://register.test/p/x/"


def test_a_file_that_cannot_be_read_keeps_its_short_link(tmp_path):
    folder = copied(tmp_path)
    (folder / LITHIUM).write_text("[", encoding="utf-8")
    made = addresses(folder)
    assert leads_to(made["p/exampleshire-lithium/"], "exampleshire-lithium") == "protocols/exampleshire-lithium/"
    assert "cannot be read, so nothing is shown of it" in made["protocols/exampleshire-lithium/"]
    assert [found for found in codes(folder) if found[1] in OF_IDS] == []


def test_a_retired_id_says_why_and_points_on():
    made = addresses(BASE)
    page = made[f"p/{RETIRED}/"]
    assert "It was put together with the protocol for methotrexate by injection." in page
    assert "31 March 2025" in page
    assert '<a href="../../protocols/exampleshire-methotrexate/">' in page
    assert "is no reason to withhold a repeat" in page
    assert "Nothing in this register" in made["p/exampleshire-gold/"]
    assert "refresh" not in page
    assert f'href="../p/{RETIRED}/"' in made["p/"]


def test_a_retired_id_may_lead_to_another(tmp_path):
    folder = copied(tmp_path, (IDS, "        now: none\n", f"        now: {RETIRED}\n"))
    page = addresses(folder)["p/exampleshire-gold/"]
    assert f'<a href="../../p/{RETIRED}/">{RETIRED}, which is not in the register any more</a>' in page


def test_what_nobody_knows_of_a_retired_id_is_said(tmp_path):
    folder = copied(
        tmp_path, (IDS, "        now: none\n", "        now: unknown\n        now_note: We asked in May.\n")
    )
    page = addresses(folder)["p/exampleshire-gold/"]
    assert "Not known" in page
    assert "We asked in May." in page


def test_a_deleted_file_is_found_and_keeps_a_page(tmp_path):
    folder = copied(tmp_path)
    (folder / LITHIUM).unlink()
    lost = "`exampleshire-lithium` was published, and no file has this id any more"
    assert [found for found in codes(folder) if found[1] in OF_IDS] == [(IDS, "SC909", lost)]
    made = addresses(folder)
    assert "nobody has said why, or what to read now" in made["p/exampleshire-lithium/"]
    assert 'href="../p/exampleshire-lithium/"' in made["p/"]


def test_a_renamed_file_is_found_twice(tmp_path):
    folder = copied(tmp_path, (LITHIUM, "id: exampleshire-lithium\n", "id: exampleshire-lithium-2\n"))
    (folder / LITHIUM).rename(folder / "exampleshire" / "exampleshire-lithium-2.yml")
    found = [(file, code) for file, code, _ in codes(folder) if code in OF_IDS]
    assert found == [("exampleshire/exampleshire-lithium-2.yml", "SC908"), (IDS, "SC909")]


def test_without_the_list_each_protocol_is_told_to_make_it(tmp_path):
    folder = copied(tmp_path)
    (folder / IDS).unlink()
    (first, *others) = [finding for finding in check(load(folder), DAY) if finding.code == "SC908"]
    assert len(others) == 2
    assert first.help == (
        "Make a file reference/ids.yml of these lines",
        "ids:\n  exampleshire:\n    published:\n      - exampleshire-leflunomide-and-sulfasalazine",
    )


def test_a_list_that_cannot_be_read_is_one_finding(tmp_path):
    folder = copied(tmp_path)
    (folder / IDS).write_text("[", encoding="utf-8")
    assert {(file, code) for file, code, _ in codes(folder)} == {(IDS, "SC002")}


def test_a_name_that_no_id_could_have_takes_no_short_link(tmp_path):
    folder = copied(tmp_path, (IDS, "      exampleshire-gold:\n", "      file-gold:\n"))
    (folder / "exampleshire" / "File gold.yml").write_text("[", encoding="utf-8")
    made = addresses(folder)
    assert "The clinic gives gold injections itself." in made["p/file-gold/"]
    assert "cannot be read, so nothing is shown of it" in made["protocols/file-gold/"]
    assert "Short link" not in made["protocols/file-gold/"]


def test_a_browser_lands_on_the_protocol_and_can_go_back(open_page: OpenPage):
    page = open_page("about/lapse/")
    page.goto(page.url.replace("about/lapse/", "p/lincolnshire-dementia/"))
    page.wait_for_url("**/protocols/lincolnshire-dementia/")
    assert page.locator("h1").inner_text() == "Medicines for dementia"
    page.go_back()
    page.wait_for_url("**/about/lapse/")


def test_the_protocols_page_leads_to_its_short_link(open_page: OpenPage):
    page = open_page("protocols/lincolnshire-dementia/")
    page.get_by_role("link", name="p/lincolnshire-dementia/").click()
    page.wait_for_url("**/protocols/lincolnshire-dementia/")
