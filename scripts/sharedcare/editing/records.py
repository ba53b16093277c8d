"""What a committee decides about a protocol: an extension, a review, its end."""

from __future__ import annotations

from collections.abc import Mapping

from sharedcare.editing.edits import with_row, with_value
from sharedcare.editing.found import Changes, TextOf, protocol, with_document, without_note
from sharedcare.register.load import Register
from sharedcare.register.reading.places import Value

_DUE = ("document", "review_due")
_STATUS = ("document", "status")


def extended(register: Register, text_of: TextOf, name: str, extension: Mapping[str, str]) -> Changes:
    """An extension is recorded; the review date stays as printed. Raises CannotEdit."""
    entry = protocol(register, name)
    sheet = with_row(with_document(entry, text_of), ("document", "extensions"), dict(extension))
    said = f"{name} is extended to {extension['until']}, as {extension['by']} decided on {extension['decided_on']}."
    return Changes({entry.file: sheet.text}, (said, "Its review date stays as printed."))


def reviewed(register: Register, text_of: TextOf, name: str, review: Mapping[str, Value], due: str | None) -> Changes:
    """A review is recorded, and with it the next review date where there is one. Raises CannotEdit."""
    entry = protocol(register, name)
    sheet = with_row(with_document(entry, text_of), ("document", "reviews"), dict(review))
    said = f"The review of {name} on {review['on']} is recorded, by the role {review['by']}: {review['outcome']}."
    if due is None:
        return Changes({entry.file: sheet.text}, (said, "Its review date is not changed."))
    before = sheet.value(_DUE) if sheet.has(_DUE) else "not given"
    sheet, noted = without_note(with_value(sheet, _DUE, due), ("document", "review_due_note"))
    return Changes({entry.file: sheet.text}, (said, f"It is now due for review on {due}; before: {before}.", *noted))


def ended(register: Register, text_of: TextOf, name: str, on: str, reason: str, successor: str | None) -> Changes:
    """A protocol is withdrawn for a reason or, where another takes its place, superseded; its file stays.

    Raises CannotEdit.
    """
    entry = protocol(register, name)
    status, said = "withdrawn", f"{name} is withdrawn from {on}: {reason}."
    block: dict[str, Value] = {"on": on, "reason": reason}
    if successor is not None:
        protocol(register, successor)
        status, said = "superseded", f"{name} is superseded by {successor} from {on}."
        block = {"on": on, "by": successor}
    sheet = with_value(with_document(entry, text_of), _STATUS, status)
    sheet, noted = without_note(sheet, ("document", "status_note"))
    sheet = with_value(sheet, ("document", status), block)
    return Changes({entry.file: sheet.text}, (said, *noted, "Its file stays, and its page says so."))
