"""Days on which something was checked or read, and what is claimed of how it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from sharedcare.findings import Finding, Grade, Position
from sharedcare.register.load import Entry
from sharedcare.register.model.care import CommissionedService, Contact
from sharedcare.register.model.places import ListRead
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.sources import Source, Sourced, known
from sharedcare.register.model.vocabulary import Evidence, ReadAs
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.walk import Block, blocks_of
from sharedcare.rules.evidence import own_sources
from sharedcare.rules.examples import AREAS, TWO_DRUGS
from sharedcare.rules.frame import Example
from sharedcare.rules.since.beside import beside, in_place_of_copies
from sharedcare.rules.since.evidence import day_is_new, later
from sharedcare.rules.since.frame import Change, ChangeRule, change_rule

_LIST = 'list: {read_whole: true, read_on: 2026-09-14, url: "https://example.org/scp", source: list}\n'


@change_rule(
    "SC960",
    Grade.INCOMPLETE,
    "A list was read on the day that the file says, and its source says the same",
    "The day on which a list was read decides whether “no protocol found here” may be said. Moved by itself, it says "
    "that nothing was missed in a list that nobody opened.",
    Example(
        AREAS,
        before=_LIST,
        bad=_LIST.replace("2026-09-14", "2026-11-18"),
        good=_LIST.replace("read_whole: true", "read_whole: false"),
    ),
)
def list_was_read(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """Where `listing_seen_on` or `read_on` is new, a source is not older; where a list is now whole, `read_on` is."""
    for pair in change.protocols:
        was, now = pair.before.record.listing_seen_on, pair.after.record.listing_seen_on
        if _is_new(was, now) and _is_older(pair.after.sources, now):
            place = pair.after.key_position("listing_seen_on")
            message = f"`listing_seen_on` is {now} now, and no source of the file was read so late"
            yield this.finding(pair.after.file, place, message, _READ_IT, _OR_BACK.format(f"listing_seen_on: {was}"))
    for key, entry in change.after.areas.items():
        for block in blocks_of(entry, ListRead):
            old = change.before.areas.get(key)
            read = old.record.list if old is not None and isinstance(old.record.list, ListRead) else ListRead()
            if (fault := _fault_of_list(block, read)) is not None:
                name, *words = fault
                yield this.finding(block.file, block.key_position(name), *words)


_READ_IT = "Read the list again, bring the file up to date, and write the day under the source's `checked_on` too"
_OR_BACK = "If nobody read it, put back `{}`"


def _fault_of_list(block: Block[ListRead], was: ListRead) -> tuple[str, str, str, str] | None:
    """What is wrong with the reading of an area's list: the field, the words, and help."""
    now = block.record
    source = block.entry.sources.get(now.source or "")
    if _is_new(was.read_on, now.read_on) and _is_older({"": source} if source else {}, now.read_on):
        back = _OR_BACK.format(f"read_on: {getattr(was.read_on, 'printed', 'unknown')}")
        return "read_on", f"`read_on` is {now.read_on} now, and its source was not read so late", _READ_IT, back
    if now.read_whole is True and was.read_whole is not True and not _is_new(was.read_on, now.read_on):
        message = "the list is said to have been read whole, and `read_on` is no later than before"
        return "read_whole", message, _READ_IT, _OR_BACK.format("read_whole: false")
    return None


def _is_new(was: object, now: object) -> bool:
    """Whether a day is known now and was another."""
    return isinstance(now, PartialDate) and (not isinstance(was, PartialDate) or was.certainly_before(now))


def _is_older(sources: Mapping[str, Source], seen: object) -> bool:
    """Whether all sources were certainly read before a day, or nobody knows when."""
    return isinstance(seen, PartialDate) and not any(
        isinstance(source.checked_on, PartialDate) and not source.checked_on.certainly_before(seen)
        for source in sources.values()
    )


@change_rule(
    "SC961",
    Grade.NOTABLE,
    "Days of checking move forward, and each for itself",
    "A day that somebody moved to silence a warning looks like a number that was rung. Twenty that moved at once "
    "deserve a question.",
    Example(
        TWO_DRUGS,
        before="published: 2026-11, read_as: original, checked_on: 2026-11-18}",
        bad="published: 2026-11, read_as: original, checked_on: 2026-11-11}",
        good="published: 2026-11, read_as: original, checked_on: 2026-11-20}",
    ),
)
def days_were_checked(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """No `checked_on` is earlier than it was, and few days of checking move in one change, in few files."""
    moved: Counter[str] = Counter()
    for block, old in beside(change, tuple(_DAYS)):
        name = _DAYS[type(block.record)]
        was, now = getattr(old, name), getattr(block.record, name)
        if name == _CHECKED_ON and later(was, now):
            message = f"`{name}` was {was}, and is now {now}, which is earlier"
            yield this.finding(block.file, block.key_position(name), message, _WHICH.format(was))
        moved[block.file] += day_is_new(was, now)
    if len(+moved) >= MANY or moved.total() >= MANY_DAYS:
        (first, _), *others = (+moved).most_common()
        more = f", and in {len(others)} more" if others else ""
        message = f"{moved.total()} days of checking move at once: {moved[first]} in `{first}`{more}"
        yield this.finding(first, Position(), message, *_WHO_READ)


_CHECKED_ON = "checked_on"
_DAYS: Mapping[type[Any], str] = {
    Source: _CHECKED_ON,
    Contact: _CHECKED_ON,
    CommissionedService: _CHECKED_ON,
    Protocol: "listing_seen_on",
    ListRead: "read_on",
}
"""Where a file says on which day somebody looked."""
MANY = 5
"""From how many files in which such days move a reader asks whether each was read. Our judgement."""
MANY_DAYS = 12
"""From how many such days, in however few files. Our judgement: a file whose sources were all read has fewer."""
_WHICH = "If it was checked on {} too, keep the later day; if it was not, say so in the pull request"
_WHO_READ = (
    "Say in the pull request who rang or read each of them",
    "Put back the days of what nobody checked: an old day is honest, and asks somebody to look",
)


_COPY = "published: 2023-06, read_as: third-party-copy, checked_on: 2026-09-14}"


@change_rule(
    "SC962",
    Grade.INCOMPLETE,
    "Evidence grows only by reading: an original on a day of its own, a document by what was transcribed from it",
    "A copy that is called the original lets a row be verified that nobody has seen in the document.",
    Example(
        TWO_DRUGS,
        before=_COPY,
        bad=_COPY.replace("third-party-copy", "original"),
        good=_COPY.replace("third-party-copy", "original").replace("2026-09-14", "2026-11-18"),
    ),
)
def evidence_was_read(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """A source is called an original anew only with a later day; a file `document` anew only with rows that cite it."""
    for block, old in chain(beside(change, (Source,)), in_place_of_copies(change)):
        upgraded = old.read_as is ReadAs.THIRD_PARTY_COPY and block.record.read_as is ReadAs.ORIGINAL
        if upgraded and not day_is_new(old.checked_on, block.record.checked_on):
            message = f"only a copy was read, on {old.checked_on}, and the same day now stands for the original"
            if not known(block.record.checked_on):
                message = "only a copy was read, and nobody knows when the original was"
            yield this.finding(block.file, block.position("read_as"), message, *_READ_ORIGINAL)
    for pair in change.protocols:
        raised = pair.before.record.evidence is not Evidence.DOCUMENT is pair.after.record.evidence
        if raised and not _is_transcribed(pair.after):
            message = "the file is said to be transcribed from its document, and nothing in it cites the document"
            yield this.finding(pair.after.file, pair.after.position("evidence"), message, *_TRANSCRIBE)


_READ_ORIGINAL = (
    "Read the original, compare the rows with it, and write the day under `checked_on`",
    "If nobody has, write `read_as: third-party-copy` again",
)
_TRANSCRIBE = (
    "Transcribe its rows, each with `source: protocol` and its section, then write `evidence: document`",
    "If only its title and dates are known, write `evidence: listing` again",
)


def _is_transcribed(entry: Entry[Protocol]) -> bool:
    own = own_sources(entry.record)
    return any(getattr(block.record, "source", None) in own for block in blocks_of(entry, Sourced))


RULES = (list_was_read, days_were_checked, evidence_was_read)
