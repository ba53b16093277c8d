"""The pages say what a reader needs, name their place, and never take a text for markup."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import escape

from sharedcare.pages import Page, render
from sharedcare.pages.book import Book
from sharedcare.pages.home import home_page
from sharedcare.register.kinds import SHELVES
from sharedcare.register.load import Register, load
from sharedcare.register.model.vocabulary import Kind
from sharedcare.rules import check
from sharedcare.status import Currency, cases, state_on
from tests.registers import copied

SHIPPED = Path(__file__).parent.parent / "protocols"
DAY = date(2026, 11, 21)
METHOTREXATE = "exampleshire/exampleshire-methotrexate.yml"
EXAMPLE = "Example: not a real place"
TEMPLATES = "England: national templates"


def pages_of(folder: Path, day: date = DAY) -> dict[str, Page]:
    register = load(folder)
    return by_source(render(register, day, check(register, day)))


def by_source(pages: tuple[Page, ...]) -> dict[str, Page]:
    found = {page.source: page for page in pages}
    assert len(found) == len(pages)
    return found


def text_of(html: str) -> str:
    """What a reader sees of a page, in one line."""
    without = re.sub(r"<script.*?</script>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", without))


def timelines_of(html: str) -> dict[str, object]:
    found = re.findall(r'<script type="application/json" id="register-timelines">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


@pytest.fixture(scope="module")
def shipped_register() -> Register:
    return load(SHIPPED)


@pytest.fixture(scope="module")
def shipped(shipped_register: Register) -> dict[str, Page]:
    return by_source(render(shipped_register, DAY, check(shipped_register, DAY)))


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a reader sees of a complete protocol's page."""
    return text_of(pages_of(copied(tmp_path_factory.mktemp("complete")))["protocols/exampleshire-methotrexate.md"].html)


def test_every_title_names_its_area(shipped_register: Register, shipped: dict[str, Page]) -> None:
    for case in cases(shipped_register):
        area = str(shipped_register.areas[case.protocol.area].record.name)
        assert area in shipped[f"protocols/{case.id}.md"].title
    for key, entry in shipped_register.areas.items():
        assert str(entry.record.name) in shipped[f"areas/{key}.md"].title


def test_a_drugs_title_names_its_area_or_says_how_many_there_are(
    shipped_register: Register, shipped: dict[str, Page]
) -> None:
    areas: dict[str, set[str]] = defaultdict(set)
    for case in cases(shipped_register):
        for drug in case.protocol.drug_ids:
            if not shipped_register.areas[case.area].record.fictional:
                areas[drug].add(str(shipped_register.areas[case.area].record.name))
    assert {len(names) > 1 for names in areas.values()} == {False, True}
    for drug, names in areas.items():
        own = names - {TEMPLATES}
        said = next(iter(own), TEMPLATES) if len(own) < 2 else f"{len(own)} areas"
        said += " and a national template" if own and TEMPLATES in names else ""
        assert shipped[f"drugs/{drug}.md"].title.endswith(f" – {said}")


def test_every_title_of_the_example_area_says_so(shipped_register: Register, shipped: dict[str, Page]) -> None:
    for name, entry in shipped_register.protocols.items():
        if shipped_register.is_fictional(entry.record.area):
            assert EXAMPLE.lower() in shipped[f"protocols/{name}.md"].title
            assert EXAMPLE in shipped[f"protocols/{name}.md"].html


def test_titles_are_told_apart(shipped: dict[str, Page]) -> None:
    titles = [page.title for page in shipped.values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    "spoilt", ["id: [", "\udcff", "a: 1\na: 2\n", "", "id: something-else\n", "unknown_field: 1\n"]
)
def test_one_unreadable_file_never_stops_the_rest(spoilt: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = pages_of(folder)
    (folder / METHOTREXATE).write_bytes(spoilt.encode("utf-8", "surrogateescape"))
    after = pages_of(folder)
    # What rested on its sources alone has no page while they cannot be read.
    assert {name for name in before if not name.startswith("sources/")} <= set(after) <= set(before)
    page = after["protocols/exampleshire-methotrexate.md"]
    assert "cannot be read, so nothing is shown of it" in page.html
    assert re.search(r"SC\d{3}", page.html)
    assert "sharedcare as-it-stood exampleshire-methotrexate --on 2026-11-20" in page.html
    assert page.edit_path == f"protocols/{METHOTREXATE}"
    assert Currency.UNREADABLE.label in text_of(after["index.md"].html)


@pytest.mark.parametrize("file", SHELVES)
def test_an_unreadable_reference_file_never_stops_the_rest(file: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "reference" / f"{file}.yml").write_text("[", encoding="utf-8")
    after = pages_of(folder)
    assert "protocols/exampleshire-methotrexate.md" in after
    assert f"protocols/reference/{file}.yml" in after["index.md"].html


def test_a_file_with_a_name_that_no_id_has_gets_a_safe_address(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "exampleshire" / 'a" onclick=x <b>.yml').write_text("[", encoding="utf-8")
    page = pages_of(folder)["protocols/a-onclick-x-b.md"]
    assert "<b>" not in page.html
    assert "as-it-stood" not in page.html


ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</script><b>",
    "<!--",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_never_becomes_markup(attack: str, tmp_path: Path) -> None:
    harmless, folder = copied(tmp_path / "harmless"), copied(tmp_path / "attacked")
    spoil(harmless, "harmless")
    spoil(folder, attack)
    before, after = pages_of(harmless), pages_of(folder)
    # A source's address holds its title's letters; the order of the pages is the same.
    assert [tags(page.html) for page in after.values()] == [tags(page.html) for page in before.values()]
    assert all(re.fullmatch(r"[\w/.-]+", source) for source in after)
    page = after["protocols/exampleshire-methotrexate.md"]
    assert str(escape(attack)) in page.html
    assert attack in page.title
    timelines_of(page.html)


TEXTS = {
    "title", "name", "text", "finding", "action", "effect", "with", "says", "role", "hours", "out_of_hours", "then",
    "publisher", "label", "note", "until", "trigger", "only_if", "usual_dose", "form", "minute", "about", "section",
    "title_as_printed", "version", "phone", "specialties", "brands", "spellings", "criteria", "tests", "abbreviation",
    "specialist", "primary_care", "patient", "fallback_provider", "display", "class", "sought", "where", "by",
}  # fmt: skip


def spoil(folder: Path, attack: str) -> None:
    """Add the attack to every text in every file, save what the register reads as ids, dates or words of its own."""
    for file in folder.rglob("*.yml"):
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only
        file.write_text(json.dumps(spoilt(data, attack)), encoding="utf-8")
    assert [finding.message for finding in load(folder).findings] == []


def spoilt(value: Any, attack: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: spoilt(inner, attack, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [spoilt(inner, attack, key) for inner in value]
    is_text = key in TEXTS and value not in ("unknown", "none", "all") and not re.fullmatch(r"[a-z0-9-]+", value)
    return f"{value} {attack}" if is_text or key.endswith("_note") else value


def tags(html: str) -> list[str]:
    """The elements of a page and the names of their attributes, in order, without the texts between."""

    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(f"{tag} {sorted(name for name, _ in attrs)}")

        def handle_comment(self, data: str) -> None:
            found.append("comment")

    Reader().feed(html)
    return found


def test_example_area_is_never_counted(shipped_register: Register, shipped: dict[str, Page]) -> None:
    home = shipped["index.md"].html
    real = [case for case in cases(shipped_register) if not shipped_register.is_fictional(case.area)]
    invented = [case for case in cases(shipped_register) if shipped_register.is_fictional(case.area)]
    assert real
    assert invented
    lists = re.findall(r'data-cases="([^"]*)"', home)
    counted = {key for keys in lists for key in json.loads(unescape(keys))}
    assert counted == {case.key for case in real}
    here = [case for case in real if case.area == "lincolnshire"]
    assert f"{len(here)} protocols listed in Lincolnshire" in home
    assert "listed in Exampleshire" not in text_of(" ".join(page.html for page in shipped.values()))
    assert home.index("Lincolnshire") < home.index(EXAMPLE)


def test_the_count_adds_up(shipped_register: Register, shipped: dict[str, Page]) -> None:
    real = [case for case in cases(shipped_register) if case.area == "lincolnshire"]
    out = sum(state_on(case, DAY).currency.currency is Currency.OUT_OF_DATE for case in real)
    assert f"{out} out of date" in shipped["areas/lincolnshire.md"].html


def test_the_home_page_of_a_large_register_stays_small(
    shipped_register: Register, shipped: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sharedcare.pages.home.MOST", len(cases(shipped_register)))
    assert home_page(Book.of(shipped_register, DAY)).html == shipped["index.md"].html
    monkeypatch.setattr("sharedcare.pages.home.MOST", len(cases(shipped_register)) - 1)
    home = home_page(Book.of(shipped_register, DAY)).html
    assert "sc-mark" not in home
    assert timelines_of(home)["cases"] == {}
    assert 'href="./areas/lincolnshire/">Every protocol in Lincolnshire' in home
    assert "protocols listed in Lincolnshire" in home


def test_reference_rows_stand_apart(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    own = pages_of(folder)["protocols/exampleshire-methotrexate.md"].html
    assert "Not from this protocol" not in own
    text = (folder / METHOTREXATE).read_text(encoding="utf-8")
    start, end = text.index("\nmonitoring:"), text.index("\nactions:")
    (folder / METHOTREXATE).write_text(
        f"{text[:start]}\nmonitoring: {{basis: reference}}\n{text[end:]}", encoding="utf-8"
    )
    register = load(folder)
    drug = register.drugs["methotrexate"].record
    assert drug.reference_monitoring
    html = pages_of(folder)["protocols/exampleshire-methotrexate.md"].html
    for key in {row.source for row in drug.reference_monitoring}:
        assert f"Not from this protocol: {escape(str(drug.sources[key].publisher))}" in html
    apart = re.findall(r'<section class="sc-section sc-apart">.*?</section>', html, re.DOTALL)
    assert len(apart) == len({row.source for row in drug.reference_monitoring}) + 1
    assert "rows limited to other uses" in apart[-1]
    assert "As the specialist advises" not in html
    assert "Monitoring: which tests, how often, and who acts: not known" in text_of(html)


def test_a_complete_page_stands_in_the_order_that_a_reader_needs(shipped: dict[str, Page]) -> None:
    page = shipped["protocols/exampleshire-methotrexate.md"]
    order = [
        "answers", "status", "covers", "areas", "stable", "actions", "contacts", "responsibilities", "transfer",
        "monitoring", "products", "contraindications", "cautions", "interactions", "adverse-effects", "pregnancy",
        "breastfeeding", "paternal-exposure", "vaccination", "patient-advice", "differences", "safety-notices",
        "document", "history", "sources", "verification", "file", "wrong",
    ]  # fmt: skip
    assert [heading.id for heading in page.headings] == order
    places = [page.html.index(f' id="{name}"') for name in ("new-request", "already", *order[1:])]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "line",
    [
        "Methotrexate for adults with rheumatoid arthritis",
        "Transcribed from the document itself.",
        "A new request",
        "Arrangements in place",
        "Accepting is still the practice's and the patient's choice.",
        "Already prescribed here",
        "ends nobody's treatment",
        "no reason to withhold a repeat",
        "only when the specialist has confirmed taking over supply and monitoring",
        "Currency and funding on 21 November 2026",
        "Do not rely on this after",
        "Paid only if your practice provides",
        "Who does the work if your practice does not",
        "Amber 1, given by",
        "18 years and over",
        "Once stable",
        "Tests once stable",
        "Urea and electrolytes: one request also answers creatinine",
        "Every 12 weeks",
        "Primary care requests, takes and acts",
        "When tests are overdue",
        "What to do about a result or a symptom",
        "Out of hours",
        "01632 960001",
        "12 September 2026",
        "1 October 2026",
        "Who prescribes?",
        "How care passes, and how it comes back",
        "No reply counts as a yes",
        "What exactly is shared, doses and supply",
        "Safety notices",
        "Where sources disagree",
        "April 2027 (read as 30 April 2027)",
        "Sources",
        "Verified by",
        "exampleshire-methotrexate",
        f"protocols/{METHOTREXATE}",
    ],
)
def test_a_complete_page_says(line: str, complete: str) -> None:
    assert line in complete.replace("&#39;", "'")


def test_a_listing_is_short_and_honest(shipped: dict[str, Page]) -> None:
    text = text_of(shipped["protocols/lincolnshire-dermatology.md"].html)
    assert "As listed when read on a day that is not known; may since have been renewed, changed or withdrawn." in text
    assert "Printed" not in text
    assert "Nov 2018-2020" in text
    assert "2020 (read as 31 December 2020)" in text
    for block in ("Monitoring: which tests, how often, and who acts", "Contacts", "Who does what"):
        assert f"{block}: not known" in text
    assert "The document behind the listed title was not read" in text


def test_hearsay_says_whose_it_is(shipped: dict[str, Page]) -> None:
    text = text_of(shipped["protocols/lincolnshire-adhd-adults.md"].html)
    assert "As reported by Lincolnshire Local Medical Committee, undated." in text
    assert "Reported, not established" in text


def test_unknown_shows_as_not_known_with_its_note(shipped: dict[str, Page]) -> None:
    text = text_of(shipped["protocols/lincolnshire-dermatology.md"].html)
    assert re.search(r"Ages Not known +\(The page names no ages\)", text)


def test_a_drugs_title_names_one_area_and_counts_several(shipped: dict[str, Page]) -> None:
    titles = {name: page.title for name, page in shipped.items() if name.startswith("drugs/") and "index" not in name}
    assert titles["drugs/methotrexate.md"] == "Methotrexate – 3 areas and a national template"
    assert titles["drugs/ketamine-oral.md"] == "Ketamine by mouth – Lincolnshire"
    assert titles["drugs/testosterone.md"] == "Testosterone – Exampleshire (example: not a real place)"
    assert max(map(len, titles.values())) < 100


def test_the_home_page_counts_the_areas_that_have_a_protocol(
    shipped: dict[str, Page], shipped_register: Register
) -> None:
    """Neither an area of which nothing was found, nor one that only publishes templates."""
    records = [entry.record for entry in shipped_register.protocols.values()]
    having = {one.area for one in records if one.area and one.kind is not Kind.NATIONAL_TEMPLATE}
    real = [area for area in having if not shipped_register.is_fictional(area)]
    assert "england" not in real
    assert f"Covers {len(real)} places." in text_of(shipped["index.md"].html)


def test_no_protocol_is_said_only_where_the_list_was_read_whole(shipped: dict[str, Page]) -> None:
    text = text_of(shipped["areas/lincolnshire.md"].html)
    assert "list was read in part, on a day that is not known." in text
    assert "No protocol found here" not in text


def test_a_brand_leads_to_its_drug(shipped: dict[str, Page]) -> None:
    assert re.search(r"Elvanse → Lisdexamfetamine", text_of(shipped["a-to-z.md"].html))


def test_findings_stand_on_the_page_of_their_file(shipped_register: Register, shipped: dict[str, Page]) -> None:
    for finding in check(shipped_register, DAY):
        name = Path(finding.file).stem
        if f"protocols/{name}.md" in shipped:
            assert f"../../rules/{finding.code}/" in shipped[f"protocols/{name}.md"].html


def test_a_page_carries_the_timelines_of_its_marks(shipped: dict[str, Page]) -> None:
    for page in shipped.values():
        if "register-timelines" not in page.html:
            assert not re.search(r"data-case|data-today|sc-mark", page.html), page.source
            continue
        data = timelines_of(page.html)
        assert data["built_on"] == "2026-11-21"
        assert data["stale_from"] == "2026-12-27"
        assert set(re.findall(r'data-case="([^"]*)"', page.html)) <= set(data["cases"])


def test_anchors_are_unique_and_every_heading_has_one(shipped: dict[str, Page]) -> None:
    for page in shipped.values():
        ids = re.findall(r' id="([^"]+)"', page.html)
        assert len(set(ids)) == len(ids), page.source
        assert {heading.id for heading in page.headings} <= set(ids), page.source


def test_the_same_day_gives_the_same_pages(tmp_path: Path) -> None:
    assert pages_of(SHIPPED) == pages_of(SHIPPED)


def test_a_second_file_with_a_taken_id_is_named_on_the_home_page(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    other = folder / "exampleshire-north"
    other.mkdir()
    text = (folder / METHOTREXATE).read_text(encoding="utf-8")
    same = text.replace("\narea: exampleshire\n", "\narea: exampleshire-north\n")
    (other / "exampleshire-methotrexate.yml").write_text(same, encoding="utf-8")
    pages = pages_of(folder)
    page = "protocols/exampleshire-north-exampleshire-methotrexate"
    assert f'href="./{page}/"' in pages["index.md"].html
    assert "protocols/exampleshire-north/exampleshire-methotrexate.yml" in pages[f"{page}.md"].html


def test_a_superseded_protocol_leads_to_its_successor(shipped: dict[str, Page]) -> None:
    html = shipped["protocols/exampleshire-methotrexate-2021.md"].html
    assert re.search(r'<dt>Superseded</dt>.*?href="../../protocols/exampleshire-methotrexate/"', html, re.DOTALL)


def test_a_national_template_says_that_it_binds_nobody(shipped: dict[str, Page]) -> None:
    text = text_of(shipped["protocols/exampleshire-national-template-lithium.md"].html)
    assert "A national template: it binds nobody until an area adopts it." in text
    assert "Funding does not apply" in text
