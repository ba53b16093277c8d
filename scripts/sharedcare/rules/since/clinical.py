"""What a file says of care: it changes with a new version or a correction, and is verified again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sharedcare.changes.change import Change as Difference
from sharedcare.changes.change import Kind
from sharedcare.changes.protocols import changes_of
from sharedcare.changes.safety import CARE, DECIDED
from sharedcare.compare.facts import is_unknown
from sharedcare.compare.labels import label_of
from sharedcare.compare.matching import ROWS
from sharedcare.findings import Finding, Grade, Position, shortened
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Record
from sharedcare.register.model.vocabulary import Evidence
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.examples import METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example
from sharedcare.rules.since.corrections import LONGEST_WHAT, is_named, names_of, row_to_paste
from sharedcare.rules.since.evidence import (
    day_is_new,
    keys_to_cite,
    later,
    new_corrections,
    when_in_words,
)
from sharedcare.rules.since.frame import Change, ChangeRule, Pair, change_rule
from sharedcare.rules.since.records import is_verified, last_record, verification_of
from sharedcare.rules.since.reviews import lack_of_review
from sharedcare.rules.since.versions import has_another_version, has_later_approval, is_new_version, is_of_a_draft

MOST_NAMED = 3
"""The most changes that a message names one by one."""
LONGEST_NAME = 40
"""The most characters of a text that names a change."""


def clinical_changes(change: Change, pair: Pair) -> tuple[Difference, ...]:
    """What a protocol says of care, or of whether it may be shared, otherwise than before, as the diff tells it."""
    found = changes_of(pair.before.record, pair.after.record, change.after.test_key)
    return tuple(one for one in found if is_clinical(one) and (one.block in CARE or _is_decided(one)))


def is_clinical(one: Difference) -> bool:
    """Whether a difference needs a second reviewer and is more than another way of writing."""
    return one.safety and one.kind is not Kind.REWRITTEN


def _is_decided(one: Difference) -> bool:
    return any(step.field in DECIDED.get(step.owner, ()) for step in one.steps)


def only_explains(one: Difference) -> bool:
    """Whether it is a note on what nobody knows, or a first one on what is not said: it turns no fact round."""
    side = one.after or one.before
    if side is None or side.role != "note" or side.field is None:
        return False
    value = getattr(side.record, side.field)
    return is_unknown(value) or (value in (None, ()) and one.kind is Kind.NEW)


def _fills_in(pair: Pair, one: Difference) -> bool:
    """Whether nothing was said before where something is said now."""
    if any(side is not None and side.role == "note" for side in (one.before, one.after)):
        return only_explains(one)
    value: object = pair.before.record
    for step in one.steps:
        if not isinstance(value, Record):
            break
        value = getattr(value, step.field)
    unknown = one.before is not None and is_unknown(one.before.item)
    return unknown or value is None or value == () or is_unknown(value)


def in_words(found: Iterable[Difference]) -> str:
    """What changes are about: their blocks, each with what tells its rows or fields apart."""
    by_block: dict[str, list[str]] = {}
    for one in found:
        by_block.setdefault(one.block, []).append(_about(one))
    return " and ".join(f"`{block}`{_few([word for word in words if word])}" for block, words in by_block.items())


def _about(one: Difference) -> str:
    if one.about is None:
        return shortened(label_of(one.steps[-1].owner, one.steps[-1].field), LONGEST_NAME) if one.steps[1:] else ""
    row = one.about.row
    name = next((ROWS[kind].name for kind in type(row).__mro__ if kind in ROWS), None)
    phase = getattr(row, "phase", None)
    words = [str(getattr(phase, "value", "")), ", ".join(one.about.tests), *one.about.drugs]
    called = getattr(row, name) if name is not None else getattr(row, "with_", None)
    return " ".join(word for word in (*words, shortened(str(called), LONGEST_NAME) if called else "") if word)


def _few(words: list[str]) -> str:
    unique = list(dict.fromkeys(words))
    more = f"; and {len(unique) - MOST_NAMED} more" if len(unique) > MOST_NAMED else ""
    return f" ({'; '.join(unique[:MOST_NAMED])}{more})" if unique else ""


_ROW = (
    "    - {phase: stable, drugs: [sulfasalazine], tests: [FBC, LFT], every: 3 months, for: 1 year, "
    "requested_by: primary-care, taken_by: primary-care, acted_on_by: primary-care, source: protocol, "
    'section: "4"}\n'
)
_MENDED = "corrections:\n  - {on: 2026-11-18, by: LMC editor, what: Section 4 says every 2 months; the file said 3}\n"


@change_rule(
    "SC956",
    Grade.INCOMPLETE,
    "What a protocol says of care changes only with a new version that was read, or a correction that names it",
    "An interval that changes although the document has not is a slip, or a decision of somebody who was not asked. "
    "Whoever knew the old one must be able to see why.",
    Example(
        TWO_DRUGS,
        before=f"{_ROW}\n",
        bad=f"{_ROW.replace('3 months', '2 months')}\n",
        good=f"{_ROW.replace('3 months', '2 months')}\n{_MENDED}\n",
    ),
)
def care_changes_with_a_record(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Where a fact of care changes, the version or approval is new, or a correction names what was mended."""
    for pair in change.protocols:
        if is_new_version(pair, day) or is_of_a_draft(pair, day) or _is_first_reading(pair):
            continue
        told = [str(row.what) for row in new_corrections(pair)]
        if found := [one for one in _to_record(change, pair, day) if not is_named(told, names_of(change, pair, one))]:
            lack = "and no new correction names it" if told else _NO_RECORD
            place = place_of(pair.after, found[0])
            help_lines = (*_how_to_record(day, found), *_how_to_read(pair, day))
            yield this.finding(pair.after.file, place, f"{in_words(found)} changed, {lack}", *help_lines)


def _to_record(change: Change, pair: Pair, day: date) -> Iterator[Difference]:
    """What changed that was known before; of what is decided, only where no new review tells of the decision."""
    reviewed = lack_of_review(pair, day) is None
    for one in clinical_changes(change, pair):
        if not _fills_in(pair, one) and not (reviewed and one.block not in CARE):
            yield one


def _is_first_reading(pair: Pair) -> bool:
    """Whether the document itself is transcribed for the first time: a list had said less, or otherwise."""
    return pair.before.record.evidence is not Evidence.DOCUMENT is pair.after.record.evidence


def place_of(entry: Entry[Any], one: Difference) -> Position:
    """Where a change stands after it; of what is gone, the list or block that it stood in."""
    return entry.position(*(one.path if one.after is not None else one.path[:1]))


def _how_to_record(day: date, found: Sequence[Difference]) -> tuple[str, ...]:
    about = in_words(found)
    if len(about) > LONGEST_WHAT:
        about = " and ".join(dict.fromkeys(one.block for one in found))
    what = f"{about.replace('`', '')}: the document says …; the file said …"
    return (
        "If the file had a slip, say of each what it was, as a row of `corrections:`",
        row_to_paste(day, what),
    )


def _how_to_read(pair: Pair, day: date) -> Iterator[str]:
    """What to write where the document is another one, whether or not its approval is."""
    own = " or ".join(f"`{key}`" for key in keys_to_cite(pair)) or "the document"
    checked = f"`checked_on: {day.isoformat()}`"
    if has_another_version(pair) or has_later_approval(pair):
        yield f"Another version or day of approval is not enough: read the document, and write {checked} for {own}"
    else:
        yield "If the committee changed its document, write the new day under `approved_on`, and its `version`"
        yield f"If it kept that day, write the new `version`, and the day on which you read it: {checked} for {own}"


_NO_RECORD = "with neither a new version that was read, nor a correction"


_VERIFIED = "  status: verified\n  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n"


@change_rule(
    "SC957",
    Grade.INCOMPLETE,
    "A file that has changed what it says of care is verified again, or no longer said to be verified",
    "Two roles compared the old rows with the document. If the new ones borrow their word, nobody has compared them at "
    "all.",
    Example(
        METHOTREXATE,
        before="verification:\n  status: transcribed\n  on: 2026-10-01\n",
        bad=f"verification:\n{_VERIFIED}",
        good=f"verification:\n{_VERIFIED.replace('2026-10-01', '2026-11-18')}",
    ),
)
def verified_again(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """A file verified still, after a change of care, was so later than before; one verified anew, after its records."""
    for pair in change.protocols:
        now = verification_of(pair.after.record)
        if now is None or not is_verified(pair.after.record):
            continue
        if (message := _borrowed(change, pair, now.on, day)) is not None:
            place = pair.after.key_position("verification", "on")
            yield this.finding(pair.after.file, place, message, *_VERIFY)


def _borrowed(change: Change, pair: Pair, on: object, day: date) -> str | None:
    """Why a file cannot be called verified by what was compared on an earlier day, in words."""
    was = verification_of(pair.before.record)
    if was is not None and is_verified(pair.before.record):
        found = [one for one in clinical_changes(change, pair) if one.block in CARE]
        if not found or later(on, was.on):
            return None
        return f"{in_words(found)} changed, and it was last verified {when_in_words(on)}"
    last = last_record(pair.before.record, day)
    if last is None or day_is_new(last, on, day):
        return None
    return f"it is said to be verified {_when(on)}, which is not after its last record, of {last.in_words()}"


def _when(on: object) -> str:
    return on.when() if isinstance(on, PartialDate) else "on a day that nobody knows"


_VERIFY = (
    "Write `status: transcribed` until two roles, one from each side, have compared it with the document again",
    "If they have, write the day under `on`",
)


RULES = (care_changes_with_a_record, verified_again)
