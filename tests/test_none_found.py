"""That an area has no protocol is said in one way on every page, and only where nothing can be one that is not seen."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from sharedcare.pages.area import area_page
from sharedcare.pages.book import Book
from sharedcare.pages.comparison import comparison_files, unpacked
from sharedcare.pages.drug import drug_page
from sharedcare.pages.recall import recall_page
from sharedcare.register.load import load
from sharedcare.status.lookup import Desk
from tests.registers import copied
from tests.site import DAY

METHOTREXATE = "exampleshire/exampleshire-methotrexate.yml"
ADOPTED = "adopted_in:\n  - {area: exampleshire-north, status: adopted, on: 2024-06}\n"
NORTH = (
    "reference/areas.yml",
    "list: unknown\n    list_note: The north keeps no list of its own.",
    'list: {read_whole: true, read_on: 2026-09-14, url: "https://example.org/scp", source: list}',
)
WHOLE = "the area's list was read whole on 14 September 2026"
NONE = f"No protocol found here: {WHOLE}."


def book_of(to: Path, *edits: tuple[str, str, str]) -> Book:
    """A register of one protocol, for methotrexate, and two areas whose lists were read whole."""
    folder = copied(to, NORTH, *edits)
    for other in ("leflunomide-and-sulfasalazine", "lithium"):
        (folder / f"exampleshire/exampleshire-{other}.yml").unlink()
    return Book.of(load(folder), DAY)


def places(book: Book, area: str) -> dict[str, str]:
    """Everything that says of an area whether it has a protocol."""
    files = {address: json.loads(unpacked(text)) for address, text in comparison_files(book)}
    return {
        "area page": unescape(area_page(book, area, book.register.areas[area]).html),
        "recall sheet": unescape(recall_page(book, area).html),
        "compare": files[f"compare/areas/{area}.json"]["none"],
        "letter": " ".join(Desk.of(book.register, book.by_area, area, DAY).look_up("leflunomide").to("private")),
    }


@pytest.mark.parametrize(
    ("file", "good", "bad", "why"),
    [
        (METHOTREXATE, "kind: protocol", "kind: [", "but 1 file cannot be read"),
        (METHOTREXATE, "\ndrugs: [methotrexate]", "\ndrugs: unknown", "but the drugs of 1 protocol are not recorded"),
    ],
)
def test_what_cannot_be_read_is_never_taken_for_nothing(file, good, bad, why, tmp_path):
    book = book_of(tmp_path, (file, good, bad))
    for area in ("exampleshire", "exampleshire-north"):
        for place, text in places(book, area).items():
            assert f"Not known: {WHOLE}, {why}." in text, (area, place)
            assert "No protocol found here" not in text, (area, place)


def test_a_part_of_an_area_whose_use_of_a_protocol_is_not_recorded_is_not_said_to_have_none(tmp_path):
    book = book_of(tmp_path, (METHOTREXATE, ADOPTED, ""))
    why = "but whether North Exampleshire uses 1 protocol of Exampleshire is not recorded"
    desk = Desk.of(book.register, book.by_area, "exampleshire-north", DAY)
    assert f"Not known: {WHOLE}, {why}." in desk.look_up("methotrexate").to("private")
    assert NONE in desk.look_up("leflunomide").to("private")
    said = places(book, "exampleshire-north")
    for place in ("area page", "recall sheet"):
        assert f"Not known: {WHOLE}, {why}." in said[place]
        assert 'href="../../areas/exampleshire/"' in said[place]
    assert said["compare"] == f"Not known: {WHOLE}, {why}."


def test_an_area_with_all_read_says_that_there_is_nothing_else(tmp_path):
    book = book_of(tmp_path)
    for area in ("exampleshire", "exampleshire-north"):
        for place, text in places(book, area).items():
            assert NONE in text, (area, place)


def test_the_comparison_calls_a_list_whole_only_where_nothing_is_unseen(tmp_path):
    for name, edits, whole in (
        ("all", (), True),
        ("broken", ((METHOTREXATE, "kind: protocol", "kind: ["),), False),
        ("undecided", ((METHOTREXATE, ADOPTED, ""),), False),
    ):
        files = dict(comparison_files(book_of(tmp_path / name, *edits)))
        assert json.loads(unpacked(files["compare/areas/exampleshire-north.json"]))["whole"] is whole, name


def test_a_drugs_page_says_it_too(tmp_path):
    book = book_of(tmp_path, (METHOTREXATE, "kind: protocol", "kind: ["))
    html = unescape(drug_page(book, "leflunomide", book.register.drugs["leflunomide"]).html)
    assert f"Not known: {WHOLE}, but 1 file cannot be read: Exampleshire." in html
