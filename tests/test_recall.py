"""The recall sheet: every drug's stable-phase tests in an area, and honest where they are not here."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from html import unescape

import pytest

from sharedcare.pages.area import area_page
from sharedcare.pages.book import Book
from sharedcare.pages.comparison import comparison_files, unpacked
from sharedcare.pages.lists import none_found
from sharedcare.pages.recall import NOT_HERE, SEE, recall_csv, recall_page
from sharedcare.register.load import load
from sharedcare.register.model.monitoring import Monitoring
from sharedcare.register.model.vocabulary import Adoption, Phase
from sharedcare.status.timeline import state_on
from tests.registers import copied
from tests.site import DAY, ROOT, OpenPage

METHOTREXATE = "exampleshire/exampleshire-methotrexate.yml"


@pytest.fixture(scope="module")
def book() -> Book:
    return Book.of(load(ROOT / "protocols"), DAY)


def sheet(book: Book, area: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(recall_csv(book, area))))


def test_every_drug_of_every_protocol_of_an_area_has_a_row(book):
    for area in book.register.areas:
        rows = {(row["drug"].partition("; ")[0], row["drug"].partition("; ")[2]) for row in sheet(book, area)}
        wanted = {
            (book.drug(drug).text, case.title)
            for case in book.by_area.get(area, ())
            if case.protocol is not None
            and not (case.adoption is not None and case.adoption.status is Adoption.NOT_ADOPTED)
            for drug in case.protocol.drug_ids
        }
        assert rows >= wanted
        assert len(rows - wanted) == sum(
            case.protocol is None or not case.protocol.drug_ids for case in book.by_area.get(area, ())
        )


def test_a_row_says_what_its_protocol_says(book):
    title = "Methotrexate; Methotrexate for adults with rheumatoid arthritis"
    row, *others = [one for one in sheet(book, "exampleshire") if one["drug"] == title]
    assert [one["tests"] for one in others] == ["FBC, LFT, U&E; Only if also taking leflunomide", "FBC"]
    assert row["tests"] == "FBC, LFT, U&E"
    assert row["how_often"] == "Every 12 weeks"
    assert row["state"] == "Current; Funded"
    assert row["built_on"] == DAY.isoformat()
    assert "Exampleshire (example: not a real place)" in row["area"]


def test_the_rule_for_overdue_tests_stands_only_on_rows_that_can_be_overdue(book):
    """Not on tests that a symptom or a condition sets off: no day passes on which they would be late."""
    seen = set()
    for row in sheet(book, "exampleshire"):
        ruled = "late" in row["if_overdue"] or "Supply" in row["if_overdue"]
        by_calendar = row["how_often"].startswith("Every") and "Only if" not in row["tests"]
        if not by_calendar and row["how_often"] != "Not known":
            assert row["if_overdue"] in (SEE, "Not known"), row
        seen.add((by_calendar, ruled))
    assert seen == {(True, True), (True, False), (False, False)}
    html = recall_page(book, "exampleshire").html
    assert f'<a href="../../protocols/exampleshire-amiodarone/#monitoring">{SEE}</a>' in html


def test_no_row_is_relied_on_after_its_state_has_become_worse(book):
    """The day of each row is the first on which a judgement of that day is worse, or the 36th after the build."""
    day = date(2027, 4, 10)
    later = Book.of(book.register, day)
    cases = {case.title: case for case in later.by_area["exampleshire"]}
    earlier = 0
    for row in sheet(later, "exampleshire"):
        case = cases[row["drug"].partition("; ")[2]]
        stale_from = date.fromisoformat(row["stale_from"])
        worse = [
            one
            for number in range(1, 36)
            if state_on(case, one := day + timedelta(days=number)).worse_than(state_on(case, day))
        ]
        assert stale_from == min([*worse, day + timedelta(days=36)]), row
        earlier += bool(worse)
    assert earlier


def test_as_many_rows_as_the_protocols_have_stable_ones(book):
    for area in ("exampleshire", "lincolnshire"):
        stable = 0
        for case in book.by_area[area]:
            own = case.protocol.monitoring if case.protocol else None
            rows = own.rows if isinstance(own, Monitoring) else ()
            drugs = case.protocol.drug_ids if case.protocol else ()
            stable += not drugs
            for drug in drugs:
                mine = [row for row in rows if row.phase is Phase.STABLE and (not row.drugs or drug in row.drugs)]
                stable += max(1, len(mine))
        assert len(sheet(book, area)) == stable


def test_what_is_not_transcribed_says_so_and_never_looks_like_nothing_to_do(book):
    rows = sheet(book, "lincolnshire")
    assert rows
    assert all(row["tests"].startswith(NOT_HERE) for row in rows)
    assert {row["how_often"] for row in rows} == {"Not known"}
    html = recall_page(book, "lincolnshire").html
    assert html.count(NOT_HERE) == len(rows)


def test_a_protocol_that_an_area_decided_against_is_not_on_its_sheet(tmp_path):
    edit = ("status: adopted, on: 2024-06", "status: not-adopted, on: 2024-06")
    before, after = (
        Book.of(load(copied(tmp_path / name, *((METHOTREXATE, *one) for one in edits))), DAY)
        for name, edits in (("before", ()), ("after", (edit,)))
    )
    assert [row["drug"].partition(";")[0] for row in sheet(before, "exampleshire-north")] == ["Methotrexate"]
    assert sheet(after, "exampleshire-north") == []
    assert "<table" not in recall_page(after, "exampleshire-north").html


def test_a_text_that_a_spreadsheet_would_run_is_not_run(tmp_path):
    edits = [(METHOTREXATE, "title: Methotrexate for", "title: =cmd()|Methotrexate for")]
    made = recall_csv(Book.of(load(copied(tmp_path, *edits)), DAY), "exampleshire")
    assert not re.search(r'(^|,)"?[=+@-]', made, re.MULTILINE)


def test_a_sheet_of_an_area_without_protocols_says_what_is_known(book):
    html = recall_page(book, "south-west-yorkshire").html
    assert "south-west-yorkshire" not in book.by_area
    assert "<table" not in html
    assert none_found(book, "south-west-yorkshire").text in unescape(html)


def test_a_protocol_that_cannot_be_read_is_on_the_sheet_and_says_so(tmp_path):
    folder = copied(tmp_path)
    (folder / METHOTREXATE).write_text("[", encoding="utf-8")
    (row,) = [one for one in sheet(Book.of(load(folder), DAY), "exampleshire") if "methotrexate" in one["drug"]]
    assert row["drug"] == "exampleshire-methotrexate; Which drugs it is for is not known"
    assert row["tests"] == NOT_HERE
    assert row["state"].startswith("Cannot be read")


@pytest.mark.parametrize("text", ["[", "adopted_in:\n  - {area: exampleshire-north, status: adopted}\nkind: [", None])
def test_a_protocol_that_cannot_be_read_stays_on_the_sheet_of_every_area_that_may_use_it(text, tmp_path):
    """Of a part of its area, and of an area that its text names, even where nothing else of it can be read."""
    folder = copied(tmp_path)
    areas, protocol = folder / "reference/areas.yml", folder / METHOTREXATE
    if text != "[":
        areas.write_text(areas.read_text(encoding="utf-8").replace("    part_of: exampleshire\n", ""), encoding="utf-8")
    written = protocol.read_text(encoding="utf-8") if text is None else text
    protocol.write_text(written.replace("kind: protocol", "kind: nonsense"), encoding="utf-8")
    book = Book.of(load(folder), DAY)
    (row,) = [one for one in sheet(book, "exampleshire-north") if "ethotrexate" in one["drug"]]
    assert row["tests"] == NOT_HERE
    assert row["state"].startswith("Cannot be read")
    page = area_page(book, "exampleshire-north", book.register.areas["exampleshire-north"])
    assert 'data-case="exampleshire-methotrexate@exampleshire-north"' in page.html
    (listed,) = json.loads(unpacked(dict(comparison_files(book))["compare/areas/exampleshire-north.json"]))["protocols"]
    assert listed["timeline"][0][1] == "unreadable"


def test_the_sheet_sorts_by_any_column_and_back(open_page: OpenPage):
    page = open_page("recall/exampleshire/")
    first = "(table) => [...table.tBodies[0].rows].map((row) => row.cells[0].innerText)"
    table = page.locator("[data-sortable] table")
    drugs = table.evaluate(first)
    assert drugs == sorted(drugs, key=str.casefold)
    page.get_by_role("button", name="How often").click()
    assert table.evaluate(first) != drugs
    page.get_by_role("button", name="Drug").click()
    assert table.evaluate(first) == drugs
    page.get_by_role("button", name="Drug").click()
    assert table.evaluate(first) == drugs[::-1]
    assert page.locator("th[aria-sort]").count() == 1


def test_an_area_leads_to_its_sheet_and_its_csv(open_page: OpenPage):
    page = open_page("areas/exampleshire/")
    page.get_by_role("link", name="Recall sheet").click()
    page.wait_for_url("**/recall/exampleshire/")
    address = page.get_by_role("link", name="The same as CSV").evaluate("(link) => link.href")
    answer = page.request.get(address)
    assert answer.ok
    heads = "built_on,stale_from,area,drug,tests,how_often,if_overdue,state,from\r\n"
    assert answer.text().startswith(heads)
