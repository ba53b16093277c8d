"""No edit makes a protocol look in date, in any area, without a record or an error: alone, and as the second of two."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from sharedcare.findings import Grade
from sharedcare.register.load import load
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.shape import read_record
from sharedcare.rules import check
from sharedcare.status import cases
from sharedcare.status.currency import currency_on
from tests.registers import BASE, DAY

NAME = "exampleshire-methotrexate"
GONE = object()
NORTH = {"area": "exampleshire-north", "status": "adopted", "on": "2024-06"}
LATER = {"decided_on": "2026-11-01", "until": "2027-10-31", "by": "exampleshire-apc", "reason": "Time"}
STATES = {
    "out of date": {"document.review_due": "2026-04", "document.expires": GONE},
    "expired": {"document.expires": "2026-06-30"},
    "no review date": {"document.review_due": "unknown"},
    "a draft": {"document.status": "draft"},
    "a lapsed draft": {"document.status": "draft", "document.review_due": "2026-04", "document.expires": GONE},
    "of unknown approval": {"document.status": "unknown"},
    "suspended": {"document.suspended": {"on": "2026-10-01", "reason": "A recall"}},
    "approved from a later day": {"document.approved_on": "2027-01-01"},
    "lapsed in the north": {"adopted_in": [{**NORTH, "review_due": "2026-04"}]},
    "without a date in the north": {"adopted_in": [{**NORTH, "review_due": "unknown"}]},
    "not adopted in the north": {"adopted_in": [{**NORTH, "status": "pending"}]},
    "adopted in the north from a later day": {"adopted_in": [{**NORTH, "on": "2027-04"}]},
}
EDITS = (
    *(("document.status", value) for value in ("approved", "draft", "unknown")),
    *(("document.approved_on", value) for value in (GONE, "unknown", "2020-01")),
    *(("document.review_due", value) for value in ("unknown", "2031-04", "2027-04")),
    *(("document.expires", value) for value in (GONE, "2031-04")),
    ("document.suspended", GONE),
    *(("document.extensions", [{**LATER, "source": source}]) for source in ("protocol", "les-spec")),
    *(("adopted_in", [{**NORTH, **more}]) for more in ({}, {"review_due": "unknown"}, {"review_due": "2031-04"})),
    ("adopted_in", []),
    ("sources.les-spec.checked_on", "2026-11-20"),
)
WORSE = (
    ("document.status", "draft"),
    ("document.approved_on", GONE),
    ("document.review_due", "unknown"),
    ("adopted_in", []),
    ("adopted_in", [{**NORTH, "review_due": "unknown"}]),
)
IN_DATE = 3
"""The rank of an extended protocol, the worst that looks in date."""
BASIS = load(BASE)


def edited(data, edits):
    """The file's data with some values changed or gone; nothing where an edit has no place."""
    data = deepcopy(data)
    for path, value in edits:
        *way, last = path.split(".")
        block = data
        for step in way:
            block = block[step]
        if value is GONE:
            block.pop(last, None)
        else:
            block[last] = value
    return data


def register_of(data):
    """The tests' register with another text of the file; nothing where it cannot be read."""
    entry = BASIS.protocols[NAME]
    positioned = replace(entry.positioned, data=data)
    record, _ = read_record(Protocol, positioned, entry.file)
    if record is None:
        return None
    now = replace(entry, record=record, sources=record.sources, positioned=positioned)
    return replace(BASIS, protocols={**BASIS.protocols, NAME: now})


def ranks(register):
    return {case.area: currency_on(case, DAY).currency.rank for case in cases(register) if case.id == NAME}


def errors(register, before=None):
    return {finding.code for finding in check(register, DAY, before) if finding.grade is not Grade.NOTABLE}


def looks_better(register, than):
    """Whether a page looks in date that did not, or that was not there."""
    was = ranks(than)
    return any(rank <= IN_DATE < was.get(area, IN_DATE + 1) for area, rank in ranks(register).items())


def brought(after, before):
    """The errors that a change brings with it."""
    return errors(after, before) - errors(before)


@pytest.mark.parametrize("state", STATES)
def test_no_edit_flatters(state):
    start = edited(BASIS.protocols[NAME].positioned.data, STATES[state].items())
    before = register_of(start)
    for edit in EDITS:
        after = register_of(edited(start, [edit]))
        if after is not None and looks_better(after, before):
            assert brought(after, before), edit


@pytest.mark.parametrize("state", STATES)
def test_no_second_edit_flatters_after_one_that_worsens(state):
    start = edited(BASIS.protocols[NAME].positioned.data, STATES[state].items())
    before = register_of(start)
    for first in WORSE:
        between = register_of(edited(start, [first]))
        ends = ((edit, register_of(edited(start, [first, edit]))) for edit in EDITS)
        better = [(edit, end) for edit, end in ends if end is not None and looks_better(end, before)]
        if better and not brought(between, before):
            for edit, end in better:
                assert looks_better(between, before) or brought(end, between), (first, edit)
