"""Dates that contradict each other or cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.dates import PartialDate
from sharedcare.register.load import Register
from sharedcare.register.model.document import Document
from sharedcare.rules.frame import Example, Rule, rule

METHOTREXATE = "exampleshire/exampleshire-methotrexate.yml"


@rule(
    "SC203",
    Grade.INCOMPLETE,
    "A protocol ends after it was approved",
    "One of the two dates is mistyped. If it is the review date, the page says that the protocol has lapsed when it "
    "has not, or the other way about.",
    Example(METHOTREXATE, good="  review_due: 2027-04\n", bad="  review_due: 2024-03\n"),
)
def ends_after_approval(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """The review date, the end and the expiry are not certainly before the approval."""
    for entry in register.protocols.values():
        document = entry.record.document
        if not isinstance(document, Document) or not isinstance(document.approved_on, PartialDate):
            continue
        for name in ("review_due", "expires", "end"):
            end = getattr(document, name)
            if isinstance(end, PartialDate) and end.certainly_before(document.approved_on):
                message = f"`{name}` is before `approved_on` ({end} is before {document.approved_on})"
                place = entry.position("document", name)
                yield this.finding(entry.file, place, message, "Look both dates up in the document")


RULES = (ends_after_approval,)
