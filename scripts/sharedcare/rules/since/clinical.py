"""What a file says of care: it changes with a new version or a correction, and is verified again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sharedcare.changes.change import Change as Difference
from sharedcare.changes.change import Kind
from sharedcare.changes.protocols import changes_of
from sharedcare.changes.safety import CARE
from sharedcare.compare.facts import is_unknown
from sharedcare.compare.labels import label_of
from sharedcare.compare.matching import ROWS
from sharedcare.findings import Finding, Grade, Position, shortened
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Record
from sharedcare.register.model.protocol import Protocol, Verification
from sharedcare.register.model.vocabulary import Evidence, VerificationStatus
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.examples import METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example
from sharedcare.rules.since.evidence import is_new_version, is_of_a_draft, later, new_corrections, when_in_words
from sharedcare.rules.since.frame import Change, ChangeRule, Pair, change_rule

MOST_NAMED = 3
"""The most changes that a message names one by one."""
LONGEST_NAME = 40
"""The most characters of a text that names a change."""


def care_changes(change: Change, pair: Pair, *, learnt: bool = False) -> tuple[Difference, ...]:
    """What a protocol says of care otherwise than before, as the clinical diff tells it.

    What nobody knew, or nobody had transcribed yet, may be filled in: only with `learnt` is that a change too.
    """
    found = changes_of(pair.before.record, pair.after.record, change.after.test_key)
    return tuple(
        one for one in found if one.block in CARE and is_clinical(one) and (learnt or not _fills_in(pair, one))
    )


def is_clinical(one: Difference) -> bool:
    """Whether a difference needs a second reviewer and is more than another way of writing, or a note."""
    is_note = any(side is not None and side.role == "note" for side in (one.before, one.after))
    return one.safety and one.kind is not Kind.REWRITTEN and not is_note


def _fills_in(pair: Pair, one: Difference) -> bool:
    """Whether nothing was said before where something is said now."""
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
    "What a protocol says of care changes only with a new version, or with a correction that says what was mended",
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
    """Where a fact of care changes, the version or approval is new, or a correction is."""
    for pair in change.protocols:
        if is_new_version(pair) or any(new_corrections(pair)) or is_of_a_draft(pair) or _is_first_reading(pair):
            continue
        if found := care_changes(change, pair):
            message = f"{in_words(found)} changed, with neither a new version nor a correction"
            place = place_of(pair.after, found[0])
            yield this.finding(pair.after.file, place, message, *_how_to_record(day))


def _is_first_reading(pair: Pair) -> bool:
    """Whether the document itself is transcribed for the first time: a list had said less, or otherwise."""
    return pair.before.record.evidence is not Evidence.DOCUMENT is pair.after.record.evidence


def place_of(entry: Entry[Any], one: Difference) -> Position:
    """Where a change stands after it; of what is gone, the list or block that it stood in."""
    return entry.position(*(one.path if one.after is not None else one.path[:1]))


def _how_to_record(day: date) -> tuple[str, ...]:
    return (
        "If the file had a slip, say what it was, as a row of `corrections:`",
        f"  - on: {day.isoformat()}",
        "    by: …",
        "    what: …",
        "If the committee changed its document, write its new `version` and `approved_on`",
    )


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
def verified_again(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """A file that says `verified` anew, or still, after a change of care, was verified later than before."""
    for pair in change.protocols:
        was, now = _verified(pair.before.record), _verified(pair.after.record)
        if now is None or now.status is not VerificationStatus.VERIFIED or was is None or later(now.on, was.on):
            continue
        anew = was.status is not VerificationStatus.VERIFIED and isinstance(was.on, PartialDate)
        still = was.status is VerificationStatus.VERIFIED
        found = care_changes(change, pair, learnt=True) if still else ()
        if not anew and not found:
            continue
        what = f"{in_words(found)} changed" if found else "it is said to be verified"
        message = f"{what}, and it was last verified {when_in_words(now.on)}"
        place = pair.after.key_position("verification", "on")
        yield this.finding(pair.after.file, place, message, *_VERIFY)


_VERIFY = (
    "Write `status: transcribed` until two roles, one from each side, have compared it with the document again",
    "If they have, write the day under `on`",
)


def _verified(protocol: Protocol) -> Verification | None:
    return protocol.verification if isinstance(protocol.verification, Verification) else None


RULES = (care_changes_with_a_record, verified_again)
