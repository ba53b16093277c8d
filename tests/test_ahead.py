"""The ends ahead of a protocol: from which day each is near, counted so that it never flatters."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from sharedcare.exports.near_names import near_names
from sharedcare.exports.prose import menu_of, prose
from sharedcare.exports.search import search_index
from sharedcare.register.load import load
from sharedcare.status import SPANS, Ahead, cases, ends_ahead, state_on
from tests.registers import BASE
from tests.site import ROOT
from tests.vectors.table import changed

DAY = date(2026, 11, 21)
BY_APC = {"by": "exampleshire-apc", "reason": "Awaiting national guidance"}
ENDS = {
    "a day": ({"document.review_due": "2027-04-30"}, [("2027-01-30", "2026-10-30", "2026-04-30", "2027-04-30")]),
    "a month counts to its last day": (
        {"document.review_due": "2027-02"},
        [("2026-11-30", "2026-08-28", "2026-02-28", "2027-02-28")],
    ),
    "the last day of February": (
        {"document.review_due": "2027-08-31"},
        [("2027-06-02", "2027-02-28", "2026-08-31", "2027-08-31")],
    ),
    "a leap day": ({"document.review_due": "2028-02-29"}, [("2027-12-01", "2027-08-29", "2027-02-28", "2028-02-29")]),
    "half a year before a leap day's month ends": (
        {"document.review_due": "2028-08-31"},
        [("2028-06-02", "2028-02-29", "2027-08-31", "2028-08-31")],
    ),
    "a year is near from its first day": (
        {"document.review_due": "2028"},
        [("2028-01-01", "2028-01-01", "2027-12-31", "2028-12-31")],
    ),
    "review and validity, the next first": (
        {"document.review_due": "2027-04-30", "document.expires": "2027-03-31"},
        [
            ("2026-12-31", "2026-09-30", "2026-03-31", "2027-03-31"),
            ("2027-01-30", "2026-10-30", "2026-04-30", "2027-04-30"),
        ],
    ),
    "an extension that runs": (
        {
            "document.review_due": "2026-06-30",
            "document.extensions": [{"decided_on": "2026-06-01", "until": "2027-06-30", **BY_APC}],
        },
        [("2027-04-01", "2026-12-30", "2026-06-30", "2027-06-30")],
    ),
    "an extension that nobody decided": (
        {
            "document.review_due": "2026-06-30",
            "document.extensions": [{"decided_on": "unknown", "until": "2027-06-30", **BY_APC}],
        },
        [],
    ),
    "the day itself": (
        {"document.review_due": "2026-11-21"},
        [("2026-08-23", "2026-05-21", "2025-11-21", "2026-11-21")],
    ),
    "a date that has passed": ({"document.review_due": "2026-11-20"}, []),
    "no date": ({"document.review_due": "unknown"}, []),
}


@pytest.mark.parametrize(("protocol", "expected"), ENDS.values(), ids=ENDS)
def test_the_days_from_which_an_end_is_near(protocol, expected):
    wanted = [Ahead(tuple(map(date.fromisoformat, days[:3])), date.fromisoformat(days[3])) for days in expected]
    assert list(ends_ahead(changed(protocol=protocol), DAY)) == wanted


def test_whatever_is_due_soon_is_within_90_days_and_each_span_holds_the_shorter():
    assert list(SPANS) == ["90d", "6m", "12m"]
    found = 0
    for case in cases(load(ROOT / "protocols")):
        for day in (DAY + timedelta(days=number) for number in range(0, 800, 40)):
            near = [end.near_from[0] <= day for end in ends_ahead(case, day)]
            if state_on(case, day).currency.currency.value == "due-soon":
                assert any(near), (case.key, day)
                found += 1
        assert all(list(end.near_from) == sorted(end.near_from, reverse=True) for end in ends_ahead(case, DAY))
    assert found > 10


def test_the_index_names_the_days_of_each_case():
    register = load(BASE)
    index = json.loads(search_index(register, DAY))
    for case in cases(register):
        spans = [index["spans"][number] for number in index["ends"].get(case.key, [])]
        ends = ends_ahead(case, DAY)
        assert spans == [[day.isoformat() for day in (*end.near_from, end.last)] for end in ends]
    assert index["spans"]


def test_pages_of_prose_give_their_title_their_headings_and_their_name_in_the_menu():
    menu = menu_of([{"Start": "index.md"}, {"About": [{"A lapse": "about/lapse.md"}, {"Lights": "lights.md"}]}])
    text = "# What a *lapse* means\n\n## A [new](x.md) request\n```\n# no heading\n```\n## Sources\n"
    found = {page.address: (page.title, page.names) for page in prose({"about/lapse.md": text}, menu)}
    assert found == {
        "": ("Start", ()),
        "about/lapse/": ("What a lapse means", ("A lapse", "A new request")),
        "lights/": ("Lights", ()),
    }


def pair(one: str, other: str) -> dict[str, dict[str, str]]:
    """What is expected where both drugs are told apart by these names."""
    return {"a": {"b": other}, "b": {"a": one}}


NAMES = {
    "three letters apart": ({"a": ["Hydroxyzine"], "b": ["Hydralazine"]}, pair("Hydroxyzine", "Hydralazine")),
    "three letters more": ({"a": ["Amfetamine"], "b": ["Dexamfetamine"]}, pair("Amfetamine", "Dexamfetamine")),
    "four letters apart": ({"a": ["Apomorphine"], "b": ["Atomoxetine"]}, {}),
    "begun alike": ({"a": ["Foo", "Nordimet"], "b": ["Bar", "Norditropin"]}, pair("Nordimet", "Norditropin")),
    "a brand that both bear": ({"a": ["Foo", "Nordimet"], "b": ["Bar", "Nordimet"]}, {}),
    "short names": ({"a": ["Zeposia"], "b": ["Zerosio"]}, {}),
}  # fmt: skip


@pytest.mark.parametrize(("names", "expected"), NAMES.values(), ids=NAMES)
def test_names_are_nearly_alike_by_their_letters_alone(names, expected):
    assert near_names(names) == expected
