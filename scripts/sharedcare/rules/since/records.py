"""What is on record: it stays, and what is added to it is dated after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sharedcare.changes.same import is_spelt_otherwise
from sharedcare.findings import Finding, Grade
from sharedcare.register.model.base import Record
from sharedcare.register.model.document import Document
from sharedcare.register.model.protocol import Protocol, Verification
from sharedcare.register.model.sources import known
from sharedcare.register.model.vocabulary import VerificationStatus
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.examples import METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example
from sharedcare.rules.since.corrections import is_named, names_in, row_to_paste
from sharedcare.rules.since.evidence import date_of, document_of, later, new_corrections
from sharedcare.rules.since.frame import Change, ChangeRule, Pair, change_rule
from sharedcare.rules.since.reviews import lack_of_review
from sharedcare.rules.since.versions import is_approved_later
from sharedcare.status.arrangements import changes

_LOOKED = "    - {on: 2026-10-14, by: Rheumatology pharmacist, outcome: unchanged, sources_read: [protocol]}\n"


@change_rule(
    "SC955",
    Grade.INCOMPLETE,
    "What is on record stays: reviews, extensions, corrections, observations, the verification, the reason of a stop",
    "A record that is taken out, or given another day, takes with it who looked and what was decided. A second "
    "extension would look like the first.",
    Example(
        TWO_DRUGS,
        before=_LOOKED,
        bad=_LOOKED.replace("2026-10-14", "2026-10-21"),
        good=_LOOKED + _LOOKED.replace("2026-10-14", "2026-10-21"),
    ),
)
def records_stay(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Each record of before is there as it was, unless a correction names it or a later approval takes its place."""
    for pair in change.protocols:
        told = [str(row.what) for row in new_corrections(pair)]
        lost = () if is_approved_later(pair, day) else (*_lost_records(pair), *_lost_reasons(pair, day))
        found = [one for one in lost if not is_named(told, names_in(one.about))]
        if not told and (unverified := _lost_verification(pair)) is not None:
            found.append(unverified)
        for one in found:
            place = pair.after.key_position(*one.path)
            row = row_to_paste(day, f"{one.about}{one.says} was wrong, since …")
            yield this.finding(pair.after.file, place, one.message, _PUT_BACK, _SAY_SO, row)


_PUT_BACK = "Put it back as it was; what is new stands beside it"
_SAY_SO = "If it was wrong, name it in a row of `corrections:`"


@dataclass(frozen=True, slots=True)
class _Lost:
    """Something that stood on record, and does not stand there as it was."""

    path: tuple[str, ...]
    """The list or block that it stood in."""
    message: str
    about: str
    """What it is called in a correction."""
    says: str = ""
    """How it begins, where that tells it from others."""


def _lost_records(pair: Pair) -> Iterator[_Lost]:
    for name, fields in _RECORDS.items():
        path = ("document", name) if name in Document.model_fields else (name,)
        was, now = (
            getattr(document_of(one) if len(path) > 1 else one, name) for one in (pair.before.record, pair.after.record)
        )
        for row in _gone(was, now, fields):
            called = _called(row, fields)
            message = f"the record {called}{_says(row)} stood under `{name}`, and is gone or has been changed"
            yield _Lost(path, message, f"The {name.removesuffix('s')} {called.replace('`', '')}", _says(row))


def _gone(was: tuple[Record, ...], now: tuple[Record, ...], fields: tuple[str, ...]) -> Iterator[Record]:
    for row in was:
        said = [(name, getattr(row, name)) for name in fields if known(getattr(row, name))]
        if not any(all(is_spelt_otherwise(getattr(other, name), value) for name, value in said) for other in now):
            yield row


def _called(row: Record, fields: tuple[str, ...]) -> str:
    first, second = (getattr(row, name) for name in fields[:2])
    day = first if known(first) else "a day that nobody knows"
    return f"of {day} by `{second}`" if fields[1] == "by" and known(second) else f"of {day}"


def _says(row: Record) -> str:
    """The first words of a row that is known by its words."""
    text = getattr(row, "says", None) or getattr(row, "what", None)
    return f" that begins “{' '.join(text.split()[:FIRST_WORDS])}”" if isinstance(text, str) else ""


FIRST_WORDS = 6
"""How many words of a row tell it from others. Our judgement."""
_RECORDS = {
    "reviews": ("on", "by", "outcome", "notices_read", "minute"),
    "extensions": ("decided_on", "by"),
    "corrections": ("on", "by", "what"),
    "observations": ("seen_on", "says"),
}


def _lost_reasons(pair: Pair, day: date) -> Iterator[_Lost]:
    """Why a document was stopped, in other words, unless a review says who looked or it ends sooner than planned."""
    if lack_of_review(pair, day) is None:
        return
    for name, noun in _STOPPED.items():
        was, now = (getattr(document_of(one), name) for one in (pair.before.record, pair.after.record))
        reasons = getattr(was, "reason", None), getattr(now, "reason", None)
        if not known(reasons[0]) or now is None or is_spelt_otherwise(*reasons):
            continue
        began, begins = date_of(was.on), date_of(now.on)
        if began is not None and begins is not None and day < began.first and begins.first < began.first:
            continue
        stated = reasons[1] if known(reasons[1]) else "unknown"
        message = (
            f"the reason of the {noun} {f'from {began} ' if began else ''}was `{reasons[0]}`, and is now `{stated}`"
        )
        yield _Lost(("document", name, "reason"), message, f"The reason of the {noun}")


_STOPPED = {"withdrawn": "withdrawal", "suspended": "suspension"}


def _lost_verification(pair: Pair) -> _Lost | None:
    """The day of verification, where it is gone or earlier, and no approval is later."""
    was, now = (verification_of(one) for one in (pair.before.record, pair.after.record))
    on = date_of(was.on) if was is not None else None
    if on is None or later(document_of(pair.after.record).approved_on, on):
        return None
    still = date_of(now.on) if now is not None else None
    if still is not None and not still.certainly_before(on):
        return None
    message = f"the file was last verified {on.when()}, and does not say so any more"
    return _Lost(("verification",), message, f"The verification of {on}")


def verification_of(protocol: Protocol) -> Verification | None:
    """What a file says of its verification; nothing where that is unknown."""
    return protocol.verification if isinstance(protocol.verification, Verification) else None


def is_verified(protocol: Protocol) -> bool:
    """Whether a file says that two roles have compared it with its document."""
    verification = verification_of(protocol)
    return verification is not None and verification.status is VerificationStatus.VERIFIED


def last_record(protocol: Protocol, day: date) -> PartialDate | None:
    """The last day, of those that have come, on which a file changed or was verified, as it says itself."""
    verification = verification_of(protocol)
    days = (*changes(protocol), verification.on if verification is not None else None)
    come = [one for one in days if isinstance(one, PartialDate) and one.first <= day]
    return max(come, key=lambda one: one.first, default=None)


_VERIFIED = "  status: verified\n  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n"
_CORRECTED = "corrections:\n  - {on: 2026-11-18, by: LMC editor, what: The title of the book was mistyped}\n"


@change_rule(
    "SC972",
    Grade.INCOMPLETE,
    "A new correction is dated no earlier than what stood on record",
    "A correction with an old day slips in before the verification. What the two roles never saw would look compared.",
    Example(
        METHOTREXATE,
        before=f"verification:\n{_VERIFIED}",
        bad=f"{_CORRECTED.replace('2026-11-18', '2026-09-01')}verification:\n{_VERIFIED}",
        good=f"{_CORRECTED}verification:\n{_VERIFIED.replace('verified', 'transcribed')}",
    ),
)
def correction_comes_last(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """No new correction is certainly before the last approval, correction, amending review or verification."""
    for pair in change.protocols:
        last, new = last_record(pair.before.record, day), list(new_corrections(pair))
        for number, row in enumerate(pair.after.record.corrections):
            is_new = any(row is one for one in new)
            if is_new and last and isinstance(row.on, PartialDate) and row.on.certainly_before(last):
                message = f"this correction is dated {row.on}, and the file's last record is of {last}"
                place = pair.after.position("corrections", number, "on")
                yield this.finding(pair.after.file, place, message, _WHEN_MENDED.format(day.isoformat()))


_WHEN_MENDED = "Write the day on which the file was mended, as `on: {}`, not that of the slip"

RULES = (records_stay, correction_comes_last)
