"""What a day makes true: the table of vectors, and what must hold of every protocol on every day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcare.register.values.dates import PartialDate
from sharedcare.status import (
    Arrangements,
    Case,
    Currency,
    Funding,
    State,
    cases,
    published_timeline,
    rely_until,
    state_on,
    timeline,
)
from sharedcare.status.states import Ranked
from tests.vectors.table import BROKEN, Files, Vector, changed, vectors

VECTORS = vectors()
ONE_DAY = timedelta(days=1)
BASE_DAY = date(2026, 10, 15)
"""The base is good in every part on this day."""


# --- The table


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_vectors(vector: Vector):
    state = state_on(vector.case(), vector.day)
    expected = vector.expected
    part, why = _part(state, vector.kind)
    assert part.value == expected["is"], why
    assert expected.get("why", "") in why
    assert "not_why" not in expected or expected["not_why"] not in why
    if "ending_soon" in expected:
        assert state.funding.ending_soon is (expected["ending_soon"] == "true")
    if "missing" in expected or "unconfirmed" in expected:
        _assert_lines(state.arrangements.missing, expected.get("missing", []))
        _assert_lines(state.arrangements.unconfirmed, expected.get("unconfirmed", []))


def test_the_table_is_whole():
    assert len(VECTORS) >= 120
    assert [name for name, times in Counter(map(str, VECTORS)).items() if times > 1] == []
    for kind, states in (("currency", Currency), ("funding", Funding), ("arrangements", Arrangements)):
        expected = {vector.expected["is"] for vector in VECTORS if vector.kind == kind}
        assert expected == {state.value for state in states}


def _part(state: State, kind: str) -> tuple[Ranked, str]:
    if kind == "currency":
        return state.currency.currency, state.currency.why
    if kind == "funding":
        return state.funding.funding, state.funding.why
    lines = [*state.arrangements.missing, *state.arrangements.unconfirmed]
    return state.arrangements.arrangements, " / ".join(lines)


def _assert_lines(lines: tuple[str, ...], fragments: list[str]) -> None:
    assert len(lines) == len(fragments), lines
    for line, fragment in zip(lines, fragments, strict=True):
        assert fragment in line


# --- The states themselves


def test_order_of_lines():
    """The order and the ranks are those of the design's tables."""
    assert [(state.value, state.rank) for state in Currency] == [
        ("unreadable", 10),
        ("suspended", 9),
        ("withdrawn", 8),
        ("superseded", 8),
        ("expired", 7),
        ("draft", 6),
        ("not-yet-in-force", 6),
        ("approval-not-known", 6),
        ("no-review-date", 5),
        ("out-of-date", 4),
        ("extended", 3),
        ("due-soon", 2),
        ("current", 1),
    ]
    assert [(state.value, state.rank) for state in Funding] == [
        ("unfunded", 6),
        ("funding-ended", 5),
        ("unknown", 4),
        ("not-yet-funded", 3),
        ("partly-funded", 2),
        ("funded", 1),
        ("not-applicable", 0),
    ]
    assert [state.value for state in sorted(Arrangements, key=lambda state: -state.rank)] == [
        "incomplete",
        "not-known",
        "in-place",
    ]


@pytest.mark.parametrize("states", [Currency, Funding, Arrangements])
def test_every_state_has_words(states: type[Ranked]):
    labels = [state.label for state in states]
    assert len(set(labels)) == len(labels)
    for state in states:
        assert state.label.strip()
        assert state.meaning.endswith(".")


def test_first_line_that_holds_wins():
    """With every line of the table true at once, taking the first away leaves the next."""
    files = Files().change(
        {
            "protocol": {
                "document.status": "draft",
                "document.approved_on": "2030-01-01",
                "document.review_due": "2020-01-01",
                "document.expires": "2021-01-01",
                "document.suspended": {"on": "2022-01-01", "reason": "A supply problem"},
                "document.withdrawn": {"on": "2022-01-01", "reason": "unsafe"},
                "document.superseded": {"on": "2022-01-01", "by": "another"},
            }
        }
    )
    seen = []
    for path, value in (
        (None, None),
        ("document.suspended", "(absent)"),
        ("document.withdrawn", "(absent)"),
        ("document.superseded", "(absent)"),
        ("document.expires", "(absent)"),
        ("document.status", "approved"),
        ("document.approved_on", "2018-01-01"),
    ):
        if path:
            files.change({"protocol": {path: value}})
        seen.append(state_on(files.case(), BASE_DAY).currency.currency.value)
    assert seen == [
        "suspended",
        "withdrawn",
        "superseded",
        "expired",
        "draft",
        "not-yet-in-force",
        "out-of-date",
    ]


def test_a_permanently_expired_protocol_is_always_reported():
    """The control: whatever else the code does, this one never looks good."""
    case = changed(protocol={"document.approved_on": "2010-01-01", "document.expires": "2012-12-31"})
    for day in (date(2013, 1, 1), date(2020, 2, 29), BASE_DAY, date(2099, 12, 31)):
        state = state_on(case, day)
        assert state.currency.currency is Currency.EXPIRED
        assert state.arrangements.arrangements is Arrangements.INCOMPLETE
    assert {entry.state.currency.currency for entry in timeline(case, date(2013, 1, 1))} == {Currency.EXPIRED}
    assert rely_until(published_timeline(case, BASE_DAY)) is None


# --- Cases


def test_every_area_that_decided_has_a_case():
    rows = [{"area": area, "status": "adopted"} for area in ("exampleshire-north", "elsewhere", "exampleshire")]
    register = Files().change({"protocol": {"adopted_in": [*rows, {"area": "unknown", "status": "adopted"}]}}).load()
    keys = [case.key for case in cases(register)]
    assert keys == [
        "exampleshire-methotrexate@exampleshire",
        "exampleshire-methotrexate@exampleshire-north",
        "exampleshire-methotrexate@elsewhere",
    ]


def test_an_unreadable_file_keeps_its_place():
    register = Files().change({"protocol": BROKEN}).load()
    found = cases(register)
    assert [case.area for case in found] == ["exampleshire", "exampleshire-north"]
    for case in found:
        assert case.id == "exampleshire-methotrexate"
        assert state_on(case, BASE_DAY).currency.currency is Currency.UNREADABLE


def test_a_case_without_names_judges_by_ids():
    """Nothing but the file is known: no area, committee, drug or service has a record."""
    files = Files()
    for shelf in ("areas", "committees", "services", "drugs"):
        files.records[shelf] = {}
    adoption = {"area": "exampleshire-north", "status": "pending"}
    case = files.change({"protocol": {"adopted_in": [adoption]}}).case("exampleshire-north")
    state = state_on(case, BASE_DAY)
    assert "exampleshire-north has not decided" in state.currency.why
    assert state.funding.funding is Funding.UNKNOWN


# --- Timelines

LIVELY: dict[str, dict[str, Any]] = {
    "the base": {},
    "expiry, extension and the end of a service": {
        "protocol": {
            "document.review_due": "2026-04",
            "document.expires": "2027",
            "document.extensions": [
                {"decided_on": "2026-05-20", "until": "2026-08", "by": "exampleshire-apc", "reason": "Awaiting"}
            ],
        },
        "service": {"start": "2026-02", "end": "2027-06"},
    },
    "withdrawn ahead, reviewed, corrected": {
        "protocol": {
            "document.withdrawn": {"on": "2027-03", "reason": "unsafe"},
            "document.suspended": {"on": "2027-09-09", "reason": "A supply problem"},
            "document.reviews.1": {
                "on": "2026-06",
                "by": "Pharmacist",
                "outcome": "amended",
                "sources_read": ["protocol"],
            },
            "corrections": [{"on": "2026-08-05", "by": "Register editor", "what": "An interval"}],
            "contacts.0.checked_on": "2026",
            "commissioned_service.checked_on": "2026-02",
        },
        "drug": {"safety_notices.0.recorded_on": "2026-05-05"},
    },
    "dates in years": {
        "protocol": {
            "document.approved_on": "2025",
            "document.review_due": "2027",
            "document.expires": "2027-10-10",
            "commissioned_service.checked_on": "2025",
        },
        "service": {"start": "2024", "end": "2026"},
    },
    "its own word": {
        "protocol": {
            "commissioned_service.services": "(absent)",
            "commissioned_service.status": "unfunded",
            "commissioned_service.evidence_on": "2026-04",
        }
    },
    "a year that ends on 29 February": {
        "protocol": {
            "document.approved_on": "2024-02-29",
            "document.review_due": "2028-02",
            "contacts.0.checked_on": "2026-02-28",
            "verification.on": "2026-03",
        },
        "service": {"end": "2027-08-31"},
    },
    "superseded": {
        "protocol": {"document.superseded": {"on": "2026", "by": "another"}, "document.approved_on": "2024"}
    },
    "broken": {"protocol": BROKEN},  # type: ignore[dict-item]
}
FIRST_DAY, LAST_DAY = date(2025, 6, 1), date(2028, 6, 1)


def assert_timeline_agrees_with_every_day(case: Case) -> None:
    """Each day's state is that of the last entry at or before the day."""
    entries = list(timeline(case, FIRST_DAY))
    assert entries[0].from_day == FIRST_DAY
    assert all(earlier.from_day < later.from_day for earlier, later in pairwise(entries))
    assert all(earlier.state != later.state for earlier, later in pairwise(entries))
    day, current = FIRST_DAY, entries.pop(0)
    while day <= LAST_DAY:
        if entries and entries[0].from_day == day:
            current = entries.pop(0)
        assert state_on(case, day) == current.state, day
        day += ONE_DAY


@pytest.mark.parametrize("name", LIVELY)
def test_timeline_agrees_with_every_day(name: str):
    assert_timeline_agrees_with_every_day(Files().change(LIVELY[name]).case())


def test_timeline_agrees_with_every_day_in_a_part():
    adoption = {"area": "exampleshire-north", "status": "adopted", "on": "2025-11", "review_due": "2027"}
    files = Files().change({"protocol": {"adopted_in": [{**adoption, "services": ["second-les"]}]}})
    assert_timeline_agrees_with_every_day(files.case("exampleshire-north"))


def exact_dates(first: date = date(2025, 1, 1), last: date = date(2028, 12, 31)) -> st.SearchStrategy[str]:
    return st.dates(first, last).map(date.isoformat)


any_date = st.builds(lambda text, length: text[:length], exact_dates(), st.sampled_from([4, 7, 10]))
date_or_unknown = st.one_of(any_date, st.just("unknown"))


@st.composite
def dated_changes(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Any date at all, known in full, in part or not, at every place that a state depends on."""
    protocol: dict[str, Any] = {
        path: draw(date_or_unknown)
        for path in (
            "document.approved_on",
            "document.review_due",
            "document.reviews.0.on",
            "commissioned_service.checked_on",
            "contacts.0.checked_on",
            "verification.on",
        )
    }
    optional: dict[str, Any] = {
        "document.expires": draw(date_or_unknown),
        "document.extensions": [
            {"decided_on": draw(date_or_unknown), "until": draw(date_or_unknown), "by": "exampleshire-apc"}
        ],
        "document.suspended": {"on": draw(any_date), "reason": "A supply problem"},
        "document.withdrawn": {"on": draw(any_date), "reason": "unsafe"},
        "document.superseded": {"on": draw(any_date), "by": "another"},
        "corrections": [{"on": draw(date_or_unknown), "by": "Register editor", "what": "An interval"}],
    }
    protocol |= {path: value for path, value in optional.items() if draw(st.booleans())}
    if draw(st.booleans()):
        protocol["document.review_due"] = "(absent)"
        protocol |= {"document.ends_as_printed": "an end", "document.end": draw(date_or_unknown)}
        protocol["document.end_means"] = draw(st.sampled_from(["review", "validity", "unknown"]))
    service = {"start": draw(date_or_unknown), "end": draw(st.one_of(date_or_unknown, st.just("none")))}
    return {"protocol": protocol, "service": service, "drug": {"safety_notices.0.recorded_on": draw(date_or_unknown)}}


@settings(max_examples=20)
@given(dated_changes())
def test_timeline_agrees_with_every_day_whatever_the_dates(changes: dict[str, Any]):
    assert_timeline_agrees_with_every_day(Files().change(changes).case())


@settings(max_examples=30)
@given(dated_changes(), st.dates(FIRST_DAY, LAST_DAY))
def test_published_timeline_is_never_better_than_the_build(changes: dict[str, Any], built_on: date):
    case = Files().change(changes).case()
    built = state_on(case, built_on)
    entries = published_timeline(case, built_on)
    assert entries[0].from_day == built_on
    assert entries[0].state == built
    for entry in entries:
        assert not built.worse_than(entry.state), entry.from_day
        assert not state_on(case, entry.from_day).worse_than(entry.state), entry.from_day
    for day in (built_on + timedelta(days=offset) for offset in range(0, 1200, 13)):
        shown = max((entry for entry in entries if entry.from_day <= day), key=lambda entry: entry.from_day)
        assert not state_on(case, day).worse_than(shown.state), day


def test_what_is_held_back_hides_nothing_worse():
    """Funding unknown at the build and not yet funded later: the arrangements are incomplete all the same."""
    case = changed(protocol={"commissioned_service.checked_on": "2026-11"}, service={"start": "2027-04-01"})
    first, later, *_ = published_timeline(case, BASE_DAY)
    assert first.state.arrangements.arrangements is Arrangements.NOT_KNOWN
    assert later.from_day == date(2026, 11, 1)
    assert later.state.funding.funding is Funding.UNKNOWN
    assert later.state.arrangements.arrangements is Arrangements.INCOMPLETE


def test_an_improvement_needs_a_rebuild():
    """An extension decided later, and a service that starts later, show on the day they come true, if built then."""
    extension = {"decided_on": "2027-06-10", "until": "2027-10-31", "by": "exampleshire-apc", "reason": "Awaiting"}
    case = changed(protocol={"document.extensions": [extension]}, service={"start": "2027-06-20"})
    built_on = date(2027, 5, 2)
    entries = published_timeline(case, built_on)
    for entry in entries:
        assert entry.state.currency.currency.rank >= Currency.OUT_OF_DATE.rank
        assert entry.state.funding.funding.rank >= Funding.NOT_YET_FUNDED.rank
    assert state_on(case, date(2027, 6, 20)).currency.currency is Currency.EXTENDED
    assert state_on(case, date(2027, 6, 20)).funding.funding is Funding.FUNDED


def test_a_later_state_may_be_better_than_the_one_before_it_but_not_than_the_build():
    extension = {"decided_on": "2027-06-10", "until": "2027-10-31", "by": "exampleshire-apc", "reason": "Awaiting"}
    case = changed(protocol={"document.extensions": [extension]})
    entries = published_timeline(case, BASE_DAY)
    currencies = [entry.state.currency.currency.value for entry in entries]
    assert list(dict.fromkeys(currencies)) == ["current", "due-soon", "out-of-date", "extended"]
    assert currencies[-1] == "out-of-date"


# --- The day after which a page is not to be relied on


@pytest.mark.parametrize(
    ("built_on", "expected"),
    [
        (date(2026, 10, 15), date(2026, 11, 19)),  # 35 days, for nothing changes before
        (date(2026, 12, 24), date(2027, 1, 28)),  # 35 days
        (date(2026, 12, 25), date(2027, 1, 29)),  # 35 days, and the last day before due soon
        (date(2026, 12, 26), date(2027, 1, 29)),  # the day before the next worse entry
        (date(2027, 1, 29), date(2027, 1, 29)),  # this day only
        (date(2027, 1, 30), date(2027, 3, 6)),  # due soon, with nothing worse near
        (date(2027, 4, 30), date(2027, 4, 30)),
        (date(2027, 5, 1), None),  # already bad
        (date(2030, 1, 1), None),
    ],
)
def test_rely_until(built_on: date, expected: date | None):
    assert rely_until(published_timeline(changed(), built_on)) == expected


def test_rely_until_heeds_the_funding():
    case = changed(service={"end": "2026-10-20"})
    assert rely_until(published_timeline(case, BASE_DAY)) == date(2026, 10, 20)


def test_nothing_is_relied_on_whose_arrangements_are_not_in_place():
    """However good its currency and funding look."""
    for silence in ("yes", "unknown"):
        case = changed(protocol={"transfer.silence_means": silence})
        assert rely_until(published_timeline(case, BASE_DAY)) is None


def test_an_extended_protocol_is_relied_on_until_its_extension_ends():
    extension = {"decided_on": "2027-04-15", "until": "2027-05-25", "by": "exampleshire-apc", "reason": "Awaiting"}
    case = changed(protocol={"document.extensions": [extension]})
    assert rely_until(published_timeline(case, date(2027, 5, 10))) == date(2027, 5, 25)
    assert rely_until(published_timeline(case, date(2027, 5, 26))) is None


def test_rely_until_heeds_the_arrangements():
    case = changed(protocol={"contacts.0.checked_on": "2025-10-18"})
    assert rely_until(published_timeline(case, BASE_DAY)) == date(2026, 10, 18)


def test_rely_until_overlooks_what_is_not_worse():
    """An entry with other words of the same rank does not end it."""
    case = changed(service={"end": "2027-05-01"})
    assert [entry.from_day for entry in timeline(case, BASE_DAY)][1] == date(2026, 11, 1)
    assert rely_until(published_timeline(case, BASE_DAY)) == BASE_DAY + timedelta(days=35)


@pytest.mark.parametrize(
    "document",
    [
        {"document.status": "draft"},
        {"document.status": "suspended"},
        {"document.status": "withdrawn"},
        {"document.status": "superseded"},
        {"document.review_due": "unknown"},
        {"document.expires": "2026-10-01"},
        {"document.approved_on": "2026-12-01"},
    ],
)
def test_rely_until_is_nothing_where_the_state_is_bad(document: dict[str, str]):
    assert rely_until(published_timeline(changed(protocol=document), BASE_DAY)) is None


# --- Dates that are less well known

STARTS = [("protocol", "document.approved_on"), ("service", "start")]
DEADLINES = [("protocol", "document.review_due"), ("protocol", "document.expires"), ("service", "end")]
EVIDENCE = [
    ("protocol", "commissioned_service.checked_on"),
    ("protocol", "contacts.0.checked_on"),
    ("protocol", "verification.on"),
]
TURNS = [
    ("protocol", "document.suspended", {"reason": "A supply problem"}),
    ("protocol", "document.withdrawn", {"reason": "unsafe"}),
    ("protocol", "document.superseded", {"by": "another"}),
]
"""Changes for the worse, declared ahead."""
days = st.dates(date(2025, 1, 1), date(2029, 6, 30))


def assert_no_better(worse: Case, better: Case, on: list[date]) -> None:
    for day in on:
        assert not state_on(better, day).worse_than(state_on(worse, day)), day


def each_boundary(known: PartialDate, day: date) -> list[date]:
    return [day, *(edge + timedelta(days=by) for edge in (known.first, known.last) for by in (-91, -90, -1, 0, 1))]


@pytest.mark.parametrize("place", STARTS, ids=str)
@settings(max_examples=8)
@given(exact=exact_dates(), length=st.sampled_from([4, 7]), day=days)
def test_a_start_in_part_known_is_never_better(place: tuple[str, str], exact: str, length: int, day: date):
    """Than the same start on any day that it can mean."""
    record, path = place
    exactly, partly = changed(**{record: {path: exact}}), changed(**{record: {path: exact[:length]}})
    assert_no_better(partly, exactly, each_boundary(PartialDate.parse(exact[:length]), day))


@pytest.mark.parametrize("place", EVIDENCE, ids=str)
@settings(max_examples=8)
@given(exact=exact_dates(), length=st.sampled_from([4, 7]), later=st.integers(0, 800))
def test_evidence_in_part_known_is_never_better(place: tuple[str, str], exact: str, length: int, later: int):
    """Than the same evidence on any day that it can mean, from that day on: evidence is not written down before."""
    record, path = place
    exactly, partly = changed(**{record: {path: exact}}), changed(**{record: {path: exact[:length]}})
    known = date.fromisoformat(exact)
    assert_no_better(partly, exactly, [known + timedelta(days=by) for by in (later, 0, 1, 364, 365, 366, 367)])


@pytest.mark.parametrize("place", DEADLINES, ids=str)
@settings(max_examples=8)
@given(exact=exact_dates(), length=st.sampled_from([4, 7]), day=days)
def test_a_deadline_in_part_known_is_never_better(place: tuple[str, str], exact: str, length: int, day: date):
    """Than the same deadline on its last day. Out of date is said only when it is certain."""
    record, path = place
    known = PartialDate.parse(exact[:length])
    last, partly = changed(**{record: {path: known.last.isoformat()}}), changed(**{record: {path: known.printed}})
    assert_no_better(partly, last, each_boundary(known, day))


@pytest.mark.parametrize("place", TURNS, ids=lambda place: place[1])
@settings(max_examples=8)
@given(exact=exact_dates(), length=st.sampled_from([0, 4, 7]), day=days)
def test_a_turn_for_the_worse_in_part_known_is_never_better(
    place: tuple[str, str, dict[str, str]], exact: str, length: int, day: date
):
    """Than the same on any day that it can mean; not known at all, it has come."""
    record, path, block = place
    printed = exact[:length] or "unknown"
    exactly = changed(**{record: {path: {**block, "on": exact}}})
    partly = changed(**{record: {path: {**block, "on": printed}}})
    assert_no_better(partly, exactly, each_boundary(PartialDate.parse(exact), day))


@settings(max_examples=20)
@given(year=st.integers(2025, 2028), day=days)
def test_a_deadline_of_a_year_is_at_best_due_soon_from_its_first_day(year: int, day: date):
    case = changed(protocol={"document.review_due": str(year)})
    if day >= date(year, 1, 1):
        assert state_on(case, day).currency.currency.rank >= Currency.DUE_SOON.rank


@settings(max_examples=25)
@given(exact=exact_dates(), day=days)
def test_an_unknown_review_date_is_never_better(exact: str, day: date):
    known, unknown = (changed(protocol={"document.review_due": value}) for value in (exact, "unknown"))
    assert state_on(unknown, day).currency.currency.rank >= state_on(known, day).currency.currency.rank


@pytest.mark.parametrize("place", [*STARTS, *DEADLINES, *EVIDENCE, ("protocol", "document.reviews.0.on")], ids=str)
@settings(max_examples=8)
@given(exact=exact_dates(), day=days)
def test_an_unknown_date_is_never_good(place: tuple[str, str], exact: str, day: date):
    """Nothing is in place on a date that nobody knows; and the funding is no better, unless it has ended."""
    record, path = place
    known, unknown = (changed(**{record: {path: value}}) for value in (exact, "unknown"))
    for on in (day, BASE_DAY):
        before, after = state_on(known, on), state_on(unknown, on)
        assert after.arrangements.arrangements is not Arrangements.IN_PLACE
        if before.funding.funding is not Funding.FUNDING_ENDED:
            assert after.funding.funding.rank >= before.funding.funding.rank


@pytest.mark.parametrize("value", ["unknown", "(absent)"])
@pytest.mark.parametrize(
    "path",
    [
        "drugs",
        "classification",
        "document",
        "commissioned_service",
        "responsibilities",
        "transfer",
        "contacts",
        "monitoring",
        "verification",
    ],
)
def test_an_unknown_or_absent_block_is_never_in_place(path: str, value: str):
    state = state_on(changed(protocol={path: value}), BASE_DAY)
    assert state.arrangements.arrangements is not Arrangements.IN_PLACE
