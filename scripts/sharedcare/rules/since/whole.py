"""Whether the files of before could be read at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade, Position
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example
from sharedcare.rules.since.frame import Change, ChangeRule, change_rule


@change_rule(
    "SC950",
    Grade.NOTABLE,
    "A file that changes can be read both before and after",
    "Of a file that cannot be read, no rule can say which dates have moved and which rows have changed. Somebody has "
    "to compare it by eye.",
    Example(
        METHOTREXATE,
        before="specialties: [rheumatology]\n",
        bad="specialties [rheumatology]\n",
        good="specialties: [rheumatology]  # asked again\n",
    ),
)
def was_readable(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """No file that was there before is unreadable, before or after the change."""
    was, now = (
        {finding.file for finding in register.findings if finding.grade is Grade.UNREADABLE}
        for register in (change.before, change.after)
    )
    both = set(change.before.files).intersection(change.after.files)
    for file in sorted((was | now) & both):
        faults = [one.position for one in change.after.findings if one.file == file and one.grade is Grade.UNREADABLE]
        if faults:
            yield this.finding(file, max(faults), "what changed in this file cannot be checked yet", _MEND_FIRST)
        else:
            message = "this file could not be read before the change, so nothing in it was compared"
            yield this.finding(file, Position(), message, *_BY_EYE)


_MEND_FIRST = "Mend the other faults of this file first: only then are its dates and rows compared with what they were"


_BY_EYE = (
    "Compare its dates and its rows with the last version that could be read: a review date needs a review record, "
    "and a changed row a correction",
)

RULES = (was_readable,)
