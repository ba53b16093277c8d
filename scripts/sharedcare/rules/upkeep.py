"""What the clock makes stale: contacts nobody has rung, lists nobody has read again, notices no review has read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.care import Contact
from sharedcare.register.model.document import Document
from sharedcare.register.model.drug import SafetyNotice
from sharedcare.register.model.places import ListRead
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Evidence
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.walk import blocks_of
from sharedcare.rules.examples import LISTED, METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule
from sharedcare.rules.state import ENDED, files_in
from sharedcare.status.arrangements import notices_read
from sharedcare.status.funding import CONFIRMED_MONTHS, is_confirmed


@rule(
    "SC803",
    Grade.NOTABLE,
    f"Somebody has made sure within {CONFIRMED_MONTHS} months that a contact works",
    "A number that rings in an empty room is worse than none: time is lost while a result waits.",
    Example(
        METHOTREXATE,
        good='phone: "01632 960002", checked_on: 2026-09-12}',
        bad='phone: "01632 960002", checked_on: 2025-09-12}',
    ),
)
def contact_is_checked(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """`checked_on` of each contact is known and at most 12 months ago."""
    for entry in _kept(register, day):
        for block in blocks_of(entry, Contact):
            given = "checked_on" in block.record.model_fields_set
            if given and not is_confirmed(block.record.checked_on, day):
                message = f"nobody has checked this contact within {CONFIRMED_MONTHS} months"
                help_line = "Ring it or write to it, then write the day under `checked_on`"
                yield this.finding(block.file, block.key_position("checked_on"), message, help_line)


@rule(
    "SC804",
    Grade.NOTABLE,
    f"A list that the register relies on was read within {CONFIRMED_MONTHS} months",
    "What stood in a list a year ago may have been renewed, withdrawn or replaced since, and its page cannot tell.",
    Example(LISTED, good="listing_seen_on: 2026-09-14\n", bad="listing_seen_on: 2025-09-14\n"),
)
def list_is_read(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """`listing_seen_on` of a listing, and `read_on` of an area's list, is not known to be over 12 months ago."""
    for entry in _kept(register, day):
        if entry.record.evidence is Evidence.LISTING and _is_old(entry.record.listing_seen_on, day):
            place = entry.key_position("listing_seen_on")
            yield this.finding(entry.file, place, _NOT_READ, _READ_AGAIN.format("listing_seen_on"))
    for key, area in register.areas.items():
        for block in blocks_of(area, ListRead):
            if not register.is_fictional(key) and _is_old(block.record.read_on, day):
                place = block.key_position("read_on")
                yield this.finding(block.file, place, _NOT_READ, _READ_AGAIN.format("read_on"))


_NOT_READ = f"nobody has read this list within {CONFIRMED_MONTHS} months"
_READ_AGAIN = "Read the list again, bring the file up to date, and write the day under `{}`"


def _is_old(seen_on: object, day: date) -> bool:
    """Whether a list was read on a day that is known, and too long ago. A day that nobody knows is on every page."""
    return isinstance(seen_on, PartialDate) and not is_confirmed(seen_on, day)


@rule(
    "SC805",
    Grade.NOTABLE,
    "The last review of a protocol has read every safety notice of its drugs",
    "A notice changes how a drug is given or watched. Until a review has read it, the protocol may ask for what is no "
    "longer safe.",
    Example(METHOTREXATE, good="notices_read: [once-weekly-2020], ", bad=""),
)
def notice_is_read(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """Of a protocol transcribed from its document, the last review read each notice recorded by the day."""
    for entry in _kept(register, day):
        document = entry.record.document
        if entry.record.evidence is not Evidence.DOCUMENT or not isinstance(document, Document):
            continue
        read = notices_read(document, day)
        for notice in _notices(register, entry.record):
            recorded = notice.recorded_on
            if notice.id not in read and not (isinstance(recorded, PartialDate) and day < recorded.first):
                message = f"its last review has not read the safety notice `{notice.id}`"
                yield this.finding(entry.file, entry.key_position("document", "reviews"), message, _READ_NOTICE)


_READ_NOTICE = "Have it reviewed; then record the review, with the notice's id under `notices_read`"


def _notices(register: Register, protocol: Protocol) -> Iterator[SafetyNotice]:
    for drug in protocol.drug_ids:
        if drug in register.drugs:
            yield from register.drugs[drug].record.safety_notices


def _kept(register: Register, day: date) -> Iterator[Entry[Protocol]]:
    """Every protocol of a real area that has, by the day, neither been withdrawn nor superseded."""
    ended = files_in(register, day, *ENDED)
    for entry in register.protocols.values():
        if entry.file not in ended and not register.is_fictional(entry.record.area or ""):
            yield entry


RULES = (contact_is_checked, list_is_read, notice_is_read)
