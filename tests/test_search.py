"""The search index: names lead where they should, and the browser is told no more than it needs."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sharedcare.exports.search import search_index
from sharedcare.register.load import load
from sharedcare.status import cases, published_timeline
from tests.registers import copied

SHIPPED = Path(__file__).parent.parent / "protocols"
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def index() -> dict[str, Any]:
    return json.loads(search_index(load(SHIPPED), DAY))


def found(index: dict[str, Any], query: str) -> list[dict[str, Any]]:
    """The documents in which every word of the query begins a word of a name, as the browser's search has it."""
    wanted = query.lower().split()
    return [doc for doc in index["documents"] if all(any(w.startswith(q) for w in words(index, doc)) for q in wanted)]


def words(index: dict[str, Any], doc: dict[str, Any]) -> list[str]:
    names = [doc["title"], doc.get("area", ""), *doc.get("areas", []), *doc.get("names", [])]
    names += [name.replace("-", " ") for name in doc.get("specialties", [])]
    for drug in doc.get("drugs", []):
        known = index["drugs"].get(drug, {"name": drug, "also": []})
        names += [known["name"], *known["also"]]
    return re.findall(r"\w+", " ".join(names).lower())


@pytest.mark.parametrize(
    ("query", "drug"),
    [("Elvanse", "lisdexamfetamine"), ("azathiopine", "azathioprine"), ("marcaptopurine", "mercaptopurine"),
     ("Maxtrex", "methotrexate"), ("methotr", "methotrexate"), ("Multaq", "dronedarone")],
)  # fmt: skip
def test_brands_and_misspellings_find_the_drug(query: str, drug: str, index: dict[str, Any]) -> None:
    docs = found(index, query)
    assert any(doc["kind"] == "drug" and doc["drugs"] == [drug] for doc in docs)
    assert any(doc["kind"] == "protocol" and drug in doc["drugs"] for doc in docs)
    assert all(drug in doc["drugs"] for doc in docs)


def test_a_protocol_is_found_by_condition_and_area(index: dict[str, Any]) -> None:
    addresses = [doc["address"] for doc in found(index, "dermatolog lincolnshire")]
    assert addresses == ["protocols/lincolnshire-dermatology/"]


def test_an_absent_drug_is_not_answered_by_another(index: dict[str, Any]) -> None:
    assert found(index, "warfarin") == []


def test_every_protocol_names_its_area_and_carries_its_timeline(index: dict[str, Any]) -> None:
    register = load(SHIPPED)
    by_key = {doc["case"]: doc for doc in index["documents"] if doc["kind"] == "protocol"}
    for case in cases(register):
        doc = by_key[case.key]
        assert doc["area"]
        assert ("label" in doc) is register.is_fictional(case.area)
        rows, entries = index["timelines"][case.key], published_timeline(case, DAY)
        assert rows[0][0] == DAY.isoformat()
        assert {row[0] for row in rows} <= {entry.from_day.isoformat() for entry in entries}
        for row in rows:
            assert [
                row[1] in index["words"]["currency"],
                row[2] in index["words"]["funding"],
                row[3] in index["words"]["arrangements"],
            ] == [True] * 3


def test_an_unreadable_file_is_still_found(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "exampleshire/exampleshire-methotrexate.yml").write_text("id: [", encoding="utf-8")
    broken = json.loads(search_index(load(folder), DAY))
    assert [doc["title"] for doc in broken["documents"] if doc["address"] == "protocols/exampleshire-methotrexate/"]


def test_the_same_day_gives_the_same_index() -> None:
    assert search_index(load(SHIPPED), DAY) == search_index(load(SHIPPED), DAY)


def test_what_is_only_listed_or_reported_says_so_in_a_result(index: dict[str, Any]) -> None:
    by_case = {doc["case"]: doc for doc in index["documents"] if "case" in doc}
    assert by_case["sheffield-methotrexate@sheffield"]["depth"] == "Only a listing or a title page was read"
    reported = by_case["lincolnshire-adhd-adults@lincolnshire"]["depth"]
    assert reported == "Only reported; nobody has shown us the document"
    assert "depth" not in by_case["exampleshire-methotrexate@exampleshire"]
    register = load(SHIPPED)
    read = {case.key for case in cases(register) if case.protocol and case.protocol.evidence.value == "document"}
    assert {key for key, doc in by_case.items() if "depth" not in doc} == read


def test_every_brand_and_spelling_is_in_the_index(index: dict[str, Any]) -> None:
    for key, entry in load(SHIPPED).drugs.items():
        assert {*entry.record.brand_names, *entry.record.spellings} == set(index["drugs"][key]["also"])
    assert len(index["drugs"]) == 52
