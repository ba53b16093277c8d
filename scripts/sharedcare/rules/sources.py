"""What a file rests on, who has checked it, and what was declared of its document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Transfer
from sharedcare.register.model.document import Document
from sharedcare.register.model.protocol import Protocol, Verification
from sharedcare.register.model.sources import Sourced
from sharedcare.register.model.vocabulary import DocumentStatus, Evidence, ReadAs, VerificationStatus
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.walk import blocks, blocks_of
from sharedcare.rules.examples import LISTED, METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule


@rule(
    "SC601",
    Grade.INCOMPLETE,
    "A protocol seen in a list says when the list was read; one that was reported names the report",
    "A list shows what it showed on a day. Without the day, a link that has long gone looks like today's.",
    Example(LISTED, good="listing_seen_on: 2026-09-14\n", bad=""),
    may_wait=True,
)
def depth_is_backed(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`listing` has its day, which may be unknown, and `reported` a report."""
    for entry in register.protocols.values():
        protocol = entry.record
        if protocol.evidence is Evidence.LISTING and protocol.listing_seen_on is None:
            message = "`evidence: listing` does not say on which day the list was read"
            help_line = "Write `listing_seen_on:` and the day, or `listing_seen_on: unknown`"
            yield this.finding(entry.file, entry.position("evidence"), message, help_line)
        if protocol.evidence is Evidence.REPORTED and not protocol.reports:
            message = "`evidence: reported` names no report"
            help_line = (
                "Record the report in reference/reports.yml, then write `reports:` and its id in square brackets"
            )
            yield this.finding(entry.file, entry.position("evidence"), message, help_line)


@rule(
    "SC602",
    Grade.INCOMPLETE,
    "A verified file was checked by two roles on a known day, and rests on no third-party copy",
    "Verified tells a clinician that both sides have compared the page with the document itself. A copy may be of "
    "an older version, or shortened.",
    Example(
        METHOTREXATE,
        good="  by: [Rheumatology pharmacist, LMC prescribing lead]\n",
        bad="  by: [Rheumatology pharmacist]\n",
    ),
)
def verified_on_originals(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """With `status: verified`: two roles, a day, and no row that cites a copy."""
    for entry in register.protocols.values():
        check = entry.record.verification
        if not isinstance(check, Verification) or check.status is not VerificationStatus.VERIFIED:
            continue
        if len(set(check.by)) < 2:
            message = "a verified file was checked by two roles, one from each side"
            help_line = "Write both under `by`, or `status: transcribed` until the second has checked it"
            yield this.finding(entry.file, entry.key_position("verification", "by"), message, help_line)
        if not isinstance(check.on, PartialDate):
            message = "a verified file says on which day it was checked"
            help_line = "Write `on:` and the day, or `status: transcribed`"
            yield this.finding(entry.file, entry.key_position("verification", "on"), message, help_line)
        yield from _copies(this, entry)


def _copies(this: Rule, entry: Entry[Protocol]) -> Iterator[Finding]:
    """A finding for each row that cites a third-party copy."""
    for block in blocks_of(entry, Record):
        if not isinstance(block.record, Sourced | Transfer):
            continue
        source = entry.sources.get(block.record.source or "")
        if source is not None and source.read_as is ReadAs.THIRD_PARTY_COPY:
            message = f"the file is verified, but this rests on a third-party copy, `{block.record.source}`"
            help_line = "Read the original and cite it, or write `status: transcribed` under `verification`"
            yield this.finding(block.file, block.position("source"), message, help_line)


@rule(
    "SC603",
    Grade.INCOMPLETE,
    "A suspended, withdrawn or superseded document says since when",
    "A practice that finds its protocol withdrawn must learn from which day, why, and what holds instead.",
    Example(METHOTREXATE, good="  status: approved\n", bad="  status: suspended\n"),
)
def declared_with_its_day(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Each of the three states has the block of its name."""
    for block in blocks(register, Document):
        name = _BLOCKS.get(block.record.status)
        if name is not None and getattr(block.record, name) is None:
            message = f"the document is {name}, but there is no block `{name}`"
            yield this.finding(block.file, block.position("status"), message, _DECLARE[name])


_BLOCKS = {
    DocumentStatus.SUSPENDED: "suspended",
    DocumentStatus.WITHDRAWN: "withdrawn",
    DocumentStatus.SUPERSEDED: "superseded",
}
_DECLARE = {
    "suspended": "Write `suspended: {on: 2027-01-01, reason: …}` under `document`",
    "withdrawn": "Write `withdrawn: {on: 2027-01-01, reason: now-primary-care}` under `document`",
    "superseded": "Write `superseded: {on: 2027-01-01, by: …}` under `document`, with the other protocol's id",
}

RULES = (depth_is_backed, verified_on_originals, declared_with_its_day)
