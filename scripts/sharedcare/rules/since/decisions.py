"""What committees decided: decisions are added, and lifted only by a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.model.document import Document, Extension
from sharedcare.register.model.sources import known
from sharedcare.register.model.vocabulary import DocumentStatus
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.examples import TWO_DRUGS
from sharedcare.rules.frame import Example
from sharedcare.rules.since.evidence import date_of, document_of, how_unread, later
from sharedcare.rules.since.frame import Change, ChangeRule, Pair, change_rule
from sharedcare.rules.since.reviews import lack_of_review, new_reviews
from sharedcare.rules.since.versions import is_approved_later

_APPROVED = (
    "  status: approved\n  committee: exampleshire-apc\n  approved_on: 2023-06-14\n  review_due: 2026-06-30\n"
    "  reviews:\n"
    "    - {on: 2026-10-14, by: Rheumatology pharmacist, outcome: unchanged, sources_read: [protocol]}\n"
)
_SUSPENDED = "  status: suspended\n  suspended: {on: 2026-11-02, reason: The committee looks into a death}\n"


@change_rule(
    "SC953",
    Grade.INCOMPLETE,
    "A suspension, withdrawal or succession is lifted or put off only with a review or a new approval",
    "A protocol that was stopped because it was unsafe must not come back by a line that somebody took out.",
    Example(
        TWO_DRUGS,
        before=_APPROVED.replace("  status: approved\n", _SUSPENDED),
        bad=_APPROVED,
        good=_APPROVED
        + "    - {on: 2026-11-18, by: Exampleshire APC, outcome: unchanged, sources_read: [protocol, minutes]}\n",
    ),
)
def stop_is_lifted_by_a_review(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """What a document declared for the worse, or worse by now, still stands, or a review or an approval is new."""
    for pair in change.protocols:
        before, after = _stops(pair.before.record.document), _stops(pair.after.record.document)
        lifted, lack = _lifted_on(pair, day), lack_of_review(pair, day) or "and what is new is older than that"
        for name, began in before.items():
            if any(began <= on.last for on in lifted):
                continue
            if not any(on <= max(began, day) for on in after.values()):
                message = f"the document was {name} {_since(began)}, and is not any more, {lack}"
                if name in after:
                    message = f"the document was {name} {_since(began)}, and now only from {after[name]}, {lack}"
                place = pair.after.key_position("document", name if name in after else "status")
                yield this.finding(pair.after.file, place, message, _RECORD, _PUT_BACK.format(name))


def _lifted_on(pair: Pair, day: date) -> tuple[PartialDate, ...]:
    """The days of the approval and the reviews that are new, each of which lifts what began no later."""
    days = [date_of(document_of(pair.after.record).approved_on)] if is_approved_later(pair, day) else []
    if lack_of_review(pair, day) is None:
        days += [date_of(review.on) for review in new_reviews(pair)]
    return tuple(on for on in days if on is not None)


_RECORD = (
    "If a committee lifted it, add its review under `reviews`: who, on which day, which sources were read, with what "
    "outcome; or write the day of the new approval under `approved_on`"
)
_PUT_BACK = "If nobody decided so, put the block `{}:` back as it was"
_AT_ONCE = date.min
_STOPS = (DocumentStatus.SUSPENDED, DocumentStatus.WITHDRAWN, DocumentStatus.SUPERSEDED)


def _stops(document: object) -> Mapping[str, date]:
    """What a document declares for the worse, each with its first day; at once where no day is known."""
    if not isinstance(document, Document):
        return {}
    found: dict[str, date] = {}
    for status in _STOPS:
        block = getattr(document, status.value)
        if block is not None or document.status is status:
            on = getattr(block, "on", None)
            found[status.value] = on.first if isinstance(on, PartialDate) else _AT_ONCE
    return found


def _since(began: date) -> str:
    return "from a day that nobody knows" if began == _AT_ONCE else f"from {began}"


_DECIDED = (
    "    - {decided_on: 2026-05-13, until: 2026-12-31, by: exampleshire-apc, "
    "reason: The national template is being revised, source: minutes}\n"
)
_DECIDED_AGAIN = (
    "    - {decided_on: 2026-11-11, until: 2027-06-30, by: exampleshire-apc, "
    "reason: The national template is still being revised, source: minutes}\n"
)


@change_rule(
    "SC954",
    Grade.INCOMPLETE,
    "An extension is added or lengthened only by a decision: its day, its committee, its reason and its source",
    "More time that nobody decided on is a lapse with a better name. A longer extension is a new decision, and stands "
    "beside the first.",
    Example(
        TWO_DRUGS,
        before=_DECIDED,
        bad=_DECIDED.replace("2026-12-31", "2027-06-30"),
        good=f"{_DECIDED}{_DECIDED_AGAIN}",
    ),
)
def extension_is_decided(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Each extension that is new says all of its decision, and none that stood there lasts longer."""
    for pair in change.protocols:
        for number, row in enumerate(document_of(pair.after.record).extensions):
            fault = _fault(row, pair, day)
            if fault is not None:
                place = pair.after.position("document", "extensions", number)
                yield this.finding(pair.after.file, place, *fault)


def _fault(row: Extension, pair: Pair, day: date) -> tuple[str, ...] | None:
    """What is wrong with an extension as it stands after the change: the words, and help."""
    old = document_of(pair.before.record).extensions
    same = [one for one in old if (str(one.decided_on), one.by) == (str(row.decided_on), row.by)]
    until, untils = date_of(row.until), [found for one in same if (found := date_of(one.until))]
    if same and (until is None or any(until.last <= found.last for found in untils)):
        return None
    if untils and known(row.decided_on):
        message = f"the extension decided on {row.decided_on} ended on {untils[0]}, and now ends on {until}"
        return (message, *_NEW_DECISION)
    if missing := [name for name in _DECISION if not known(getattr(row, name))]:
        return f"the new extension does not say {', '.join(f'`{name}`' for name in missing)}", *_WHOLE_DECISION
    return _fault_of_minute(row, pair, day, found=bool(same))


def _fault_of_minute(row: Extension, pair: Pair, day: date, *, found: bool) -> tuple[str, ...] | None:
    """Why the source of an extension cannot say what it is cited for: it is older than the decision, or unread."""
    key, sources = str(row.source), pair.after.record.sources
    if key not in sources:
        return None
    for name, words in _MINUTE_DAYS.items():
        on = getattr(sources[key], name)
        if later(row.decided_on, on):
            message = f"`{key}` was {words} {on.when()}, before the decision of {row.decided_on}"
            return message, *_ITS_MINUTE
    if found and (unread := how_unread(key, pair.before, pair.after, day)):
        return f"nobody knew when this extension ends, it ends on {row.until} now, and {unread}", *_WHOLE_DECISION
    return None


_MINUTE_DAYS = {"published": "published", "checked_on": "last read"}
_DECISION = ("decided_on", "until", "by", "reason", "source")
_NEW_DECISION = (
    "If the committee gave more time again, leave this row as it was, and add a row for the new decision",
    "    - {decided_on: …, until: …, by: …, reason: …, source: minutes}",
)
_NOBODY_DECIDED = "If no committee decided it, remove the row: the page then says that the protocol is out of date"
_WHOLE_DECISION = ("Copy them from the committee's minute, and name the minute under `sources`", _NOBODY_DECIDED)
_ITS_MINUTE = (
    "Cite the minute of that decision, and name it under `sources` with the day on which it was published, and the day "
    "on which you read it",
    _NOBODY_DECIDED,
)


RULES = (stop_is_lifted_by_a_review, extension_is_decided)
