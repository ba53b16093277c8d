"""What a committee decides about a protocol: an extension, a review, its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sharedcare.editing.edits import with_row, with_value, without
from sharedcare.editing.found import Changes, TextOf, protocol, with_document, without_note
from sharedcare.editing.sheet import CannotEdit, Sheet
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.document import Document
from sharedcare.register.model.protocol import Protocol, Verification
from sharedcare.register.model.sources import known
from sharedcare.register.model.vocabulary import DocumentStatus, ReviewOutcome, VerificationStatus, WithdrawnReason
from sharedcare.register.reading.places import Value
from sharedcare.register.values.dates import PartialDate

_DUE = ("document", "review_due")
_STATUS = ("document", "status")


def extended(register: Register, text_of: TextOf, name: str, extension: Mapping[str, str]) -> Changes:
    """An extension is recorded; the review date stays as printed.

    Raises CannotEdit, also where the protocol ends before the extension would.
    """
    entry = protocol(register, name)
    if (end := _ended(entry, extension["until"], _ENDS)) is not None:
        raise CannotEdit(f"`{name}` is {end}, so it cannot be extended to {extension['until']}. {_USED_AGAIN}")
    sheet = with_row(with_document(entry, text_of), ("document", "extensions"), dict(extension))
    said = f"{name} is extended to {extension['until']}, as {extension['by']} decided on {extension['decided_on']}."
    return Changes({entry.file: sheet.text}, (said, "Its review date stays as printed."))


def reviewed(register: Register, text_of: TextOf, name: str, review: Mapping[str, Value], due: str | None) -> Changes:
    """A review is recorded, and with it the next review date where there is one. Raises CannotEdit."""
    entry = protocol(register, name)
    sheet = with_row(with_document(entry, text_of), ("document", "reviews"), dict(review))
    sheet, again = _to_be_compared(entry, sheet, review)
    said = f"The review of {name} on {review['on']} is recorded, by the role {review['by']}: {review['outcome']}."
    if due is None:
        return Changes({entry.file: sheet.text}, (said, "Its review date is not changed.", *again))
    before = sheet.value(_DUE) if sheet.has(_DUE) else "not given"
    sheet, noted = without_note(with_value(sheet, _DUE, due), ("document", "review_due_note"))
    moved = f"It is now due for review on {due}; before: {before}."
    return Changes({entry.file: sheet.text}, (said, moved, *noted, *again))


def _to_be_compared(entry: Entry[Protocol], sheet: Sheet, review: Mapping[str, Value]) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet with a file that was verified before a review amended the document no longer verified; and why."""
    check, on = entry.record.verification, PartialDate.parse(str(review["on"]))
    if review["outcome"] != ReviewOutcome.AMENDED or not isinstance(check, Verification):
        return sheet, ()
    if check.status is not VerificationStatus.VERIFIED or not isinstance(check.on, PartialDate):
        return sheet, ()
    if not check.on.certainly_before(on):
        return sheet, ()
    said = f"It was verified {check.on.when()}, before that review. It says `status: transcribed` from now on."
    return with_value(sheet, ("verification", "status"), "transcribed"), (said,)


def ended(
    register: Register, text_of: TextOf, name: str, on: str, reason: str, successor: str | None, today: str
) -> Changes:
    """A protocol is withdrawn for a reason or, where another takes its place, superseded; its file stays.

    Raises CannotEdit, also where it has ended by that day already: only a sooner end is written over a later one.
    """
    entry = protocol(register, name)
    # What another took the place of can still be found unsafe: that is written beside it.
    kinds = _ENDS[:1] if reason == WithdrawnReason.UNSAFE else _ENDS
    if (end := _ended(entry, on, kinds)) is not None:
        raise CannotEdit(f"`{name}` is {end} already, and what is on record is not written over. {_BY_HAND}")
    status, said = "withdrawn", f"{name} is withdrawn from {on}: {reason}."
    block: dict[str, Value] = {"on": on, "reason": reason}
    if successor is not None:
        _refuse_ended(register, name, successor)
        status, said = "superseded", f"{name} is superseded by {successor} from {on}."
        block = {"on": on, "by": successor}
    sheet = with_value(with_document(entry, text_of), _STATUS, status)
    sheet, noted = without_note(sheet, ("document", "status_note"))
    sheet, suspension = _without_suspension(entry, sheet, begun=on <= today)
    if (before := _ended(entry, _NO_DAY, _ENDS)) is not None:
        noted = (f"On record until now: {before}.", *noted)
    sheet = with_value(sheet, ("document", status), block)
    return Changes({entry.file: sheet.text}, (said, *noted, *suspension))


_NO_DAY = "9999-12-31"
"""After every day that a file may hold."""
_USED_AGAIN = "If a committee uses it again, record that in the file: its review under `reviews`, and the end taken out"
_BY_HAND = (
    "If it was recorded wrongly, mend it in the file and say so under `corrections`; if a committee has decided anew, "
    "add its review under `reviews`"
)
_SAYS = {DocumentStatus.WITHDRAWN: "reason", DocumentStatus.SUPERSEDED: "by"}
_ENDS = tuple(_SAYS)


def _ended(entry: Entry[Protocol], day: str, kinds: Sequence[DocumentStatus]) -> str | None:
    """How a protocol has ended by a day, and since when, in words; nothing where it has not."""
    document = entry.record.document
    if not isinstance(document, Document):
        return None
    for status in kinds:
        block = getattr(document, status.value)
        on = getattr(block, "on", None)
        if isinstance(on, PartialDate):
            if on.first.isoformat() <= day:
                why = getattr(block, _SAYS[status])
                return f"{status.value} from {on} ({why if known(why) else 'nobody knows why or by what'})"
        elif block is not None or document.status is status:
            return f"{status.value} from a day that nobody knows"
    return None


def _without_suspension(entry: Entry[Protocol], sheet: Sheet, *, begun: bool) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet without a suspension, which outranks every end, once the end has begun; and what its page says."""
    suspended = getattr(entry.record.document, "suspended", None)
    if suspended is None:
        return sheet, ("Its file stays, and its page says so.",)
    since = f"suspended from {suspended.on if known(suspended.on) else 'a day that nobody knows'}"
    if not begun:
        return sheet, (f"It is {since}: its page goes on saying that until you take the block `suspended` out.",)
    taken = f"It was {since}: that block is taken out, since the end takes its place."
    return without(sheet, ("document", "suspended")), (taken, "Its file stays, and its page says so.")


def _refuse_ended(register: Register, name: str, successor: str) -> None:
    """Raises CannotEdit where a protocol has itself ended, or is to end, and so takes no other's place."""
    if (end := _ended(protocol(register, successor), _NO_DAY, _ENDS)) is not None:
        raise CannotEdit(
            f"`{successor}` is itself {end}, so it cannot take the place of `{name}`. Name the protocol that holds "
            "today, or leave out --now"
        )
