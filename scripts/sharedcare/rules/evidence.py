"""What rows and reviews rest on, and whether a check still holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.base import Record, Unknown
from sharedcare.register.model.care import Transfer
from sharedcare.register.model.document import Document, Review
from sharedcare.register.model.monitoring import Action, Missed, Monitoring, MonitoringRow
from sharedcare.register.model.protocol import Protocol, Verification
from sharedcare.register.model.vocabulary import Basis, Evidence, ReviewOutcome, VerificationStatus
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.walk import CITING, blocks, blocks_of, entries, in_words, texts
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule
from sharedcare.status.arrangements import changes


@rule(
    "SC604",
    Grade.NOTABLE,
    "Every source is cited by something in its file",
    "A source that nothing cites is a fact that was left out, or one that still cites the edition before it.",
    Example(
        METHOTREXATE,
        good="  book: {title: An invented book,",
        bad="  leaflet: {title: An invented leaflet, publisher: Example Press, read_as: original, "
        "checked_on: 2026-10-01}\n  book: {title: An invented book,",
    ),
)
def source_is_cited(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Each key under `sources` is cited by a record of the same file."""
    cited: dict[str, set[str]] = {}
    first: dict[str, Entry[Record]] = {}
    for entry in entries(register):
        first.setdefault(entry.file, entry)
        found = cited.setdefault(entry.file, set())
        for block in blocks_of(entry, Record):
            for field in CITING & set(type(block.record).model_fields):
                found.update(name for _, name in texts(block.record, field))
    for file, entry in first.items():
        for name in sorted(set(entry.sources) - cited[file]):
            message = f"nothing in this file cites `{name}`"
            place = entry.positioned.key_position(("sources", name))
            yield this.finding(file, place, message, "Cite it where it is used, or remove it")


@rule(
    "SC605",
    Grade.INCOMPLETE,
    "What is said to be the protocol's own cites the protocol's own document",
    "Monitoring from a book that stands among the protocol's rows looks as if the committee had decided it.",
    Example(
        METHOTREXATE,
        good='taken_by: primary-care, acted_on_by: primary-care, source: protocol, section: "9"}',
        bad='taken_by: primary-care, acted_on_by: primary-care, source: les-spec, section: "9"}',
    ),
)
def own_rows_cite_own_document(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Rows of monitoring, actions, what to do when tests are missed, and the transfer cite the document."""
    for entry in register.protocols.values():
        own = own_sources(entry.record)
        for block in blocks_of(entry, Record):
            if isinstance(block.record, OWN) and block.record.source in entry.sources:
                if block.record.source in own or not _has_own_rows(entry.record):
                    continue
                message = f"`{block.record.source}` is not the protocol's own document"
                yield this.finding(block.file, block.position("source"), message, *_own_help(block.record, own))


OWN = MonitoringRow | Missed | Transfer | Action
"""What a protocol says itself. What others say stands in the files of drugs."""


def own_sources(protocol: Protocol) -> set[str]:
    """The keys of the sources that are the document.

    They are `protocol`, those of its address or title as printed, and its parts, whose keys begin with `protocol-`.
    """
    document = protocol.document if isinstance(protocol.document, Document) else Document()
    return {
        key
        for key, source in protocol.sources.items()
        if key == "protocol"
        or key.startswith("protocol-")
        or (document.url is not None and source.url == document.url)
        or (document.title_as_printed is not None and source.title == document.title_as_printed)
    }


def _has_own_rows(protocol: Protocol) -> bool:
    return isinstance(protocol.monitoring, Monitoring) and protocol.monitoring.basis is Basis.PROTOCOL


def _own_help(record: Record, own: set[str]) -> tuple[str, ...]:
    if not own:
        return ("Call the document's own source `protocol`, under `sources`, and cite that",)
    has_place = isinstance(record, MonitoringRow | Action)
    other = "move it to the drug's file in reference/drugs/" if has_place else "write what the document itself says"
    return (
        f"Write `source: {min(own, key=len)}` if the document says so; else {other}",
        "If it is a part of the document, such as an appendix, call that source `protocol-appendix`",
    )


@rule(
    "SC609",
    Grade.NOTABLE,
    "What is transcribed from a document says in which of its sections it stands",
    "Whoever doubts a row has to find it in forty pages. What is hard to check is not checked.",
    Example(
        METHOTREXATE,
        good='taken_by: primary-care, acted_on_by: primary-care, source: protocol, section: "9"}',
        bad="taken_by: primary-care, acted_on_by: primary-care, source: protocol}",
    ),
)
def says_where_it_stands(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """In a file transcribed from its document, the rows and blocks that cite it name a section; one finding a file."""
    for entry in register.protocols.values():
        if entry.record.evidence is not Evidence.DOCUMENT or not _has_own_rows(entry.record):
            continue
        own = own_sources(entry.record)
        rows = ((block, block.record) for block in blocks_of(entry, Record))
        bare = [block for block, row in rows if isinstance(row, OWN) and row.source in own and row.section is None]
        for block in bare[:1]:
            others = {1: "", 2: ", nor does another place"}.get(len(bare), f", nor do {len(bare) - 1} other places")
            message = f"{in_words(block.path)} does not say in which section it stands{others}"
            yield this.finding(block.file, block.position("source"), message, _WRITE_THE_SECTION)


_WRITE_THE_SECTION = 'Write it behind the source, as in `section: "5.2"`; if the document has none, write the page'


@rule(
    "SC606",
    Grade.INCOMPLETE,
    "A verified file was verified since it last changed",
    "Two roles compared an older text with its document. What was changed after them, nobody has compared.",
    Example(
        METHOTREXATE,
        good="  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n",
        bad="  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2024-03-01\n",
    ),
)
def verified_since_changed(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`verification.on` is not certainly before the approval, a correction, or a review that amended."""
    for entry in register.protocols.values():
        check = entry.record.verification
        if not isinstance(check, Verification) or check.status is not VerificationStatus.VERIFIED:
            continue
        days = [day for day in changes(entry.record) if isinstance(day, PartialDate)]
        latest = max(days, key=lambda day: day.first, default=None)
        if isinstance(check.on, PartialDate) and latest is not None and check.on.certainly_before(latest):
            message = f"it was verified before it last changed ({check.on} is before {latest})"
            help_line = (
                "Have two roles compare it again; until then, write `status: transcribed`, and leave `on` as it is"
            )
            yield this.finding(entry.file, entry.position("verification", "on"), message, help_line)


@rule(
    "SC607",
    Grade.NOTABLE,
    "A review says which sources it read",
    "A date that moves without anybody reading anything is not a review, however good it looks on the page.",
    Example(METHOTREXATE, good="sources_read: [protocol, notice]", bad="sources_read: unknown"),
)
def review_read_something(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`sources_read` of each review is known."""
    for block in blocks(register, Review):
        if isinstance(block.record.sources_read, Unknown):
            message = "nobody knows which sources this review read"
            help_line = "Ask whoever reviewed, and write their keys: `sources_read: [protocol]`"
            yield this.finding(block.file, block.key_position("sources_read"), message, help_line)


@rule(
    "SC608",
    Grade.INCOMPLETE,
    "A document that its review retired is withdrawn or superseded",
    "The committee has decided that the protocol ends; without that day its page would go on until the review date.",
    Example(METHOTREXATE, good="outcome: amended", bad="outcome: retired"),
)
def retired_is_withdrawn(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """After a review with the outcome `retired` there is a block `withdrawn` or `superseded`, or a new approval."""
    for block in blocks(register, Document):
        document, approved = block.record, block.record.approved_on
        for number, review in enumerate(document.reviews):
            again = isinstance(approved, PartialDate) and isinstance(review.on, PartialDate)
            renewed = again and review.on.certainly_before(approved)  # type: ignore[union-attr,arg-type]
            ended = document.withdrawn or document.superseded
            if review.outcome is ReviewOutcome.RETIRED and not ended and not renewed:
                message = "this review retired the document, but it is neither withdrawn nor superseded"
                place = block.position("reviews", number, "outcome")
                yield this.finding(block.file, place, message, *_RETIRE)


_RETIRE = (
    "Write `withdrawn: {on: 2027-01-01, reason: replaced}` under `document`, with the day and reason of the minute",
    "Write `superseded: {on: 2027-01-01, by: …}` if another protocol of the register takes its place",
)

RULES = (source_is_cited, own_rows_cite_own_document, says_where_it_stands, verified_since_changed,
         review_read_something, retired_is_withdrawn)  # fmt: skip
