"""Where a protocol stands in time: the first line of the design's table that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sharedcare.register.model.base import Unknown
from sharedcare.register.model.document import Extension, Superseded, Suspended, Withdrawn
from sharedcare.register.model.vocabulary import Adoption, DocumentStatus, EndMeans, PastReview, WithdrawnReason
from sharedcare.register.values.dates import PartialDate, in_words
from sharedcare.status.case import Case
from sharedcare.status.states import Currency, CurrencyState

APPROVAL_UNKNOWN = "Whether a committee has approved it is not known."

WITHDRAWN_BECAUSE = {
    WithdrawnReason.REPLACED: "it was replaced",
    WithdrawnReason.NOW_PRIMARY_CARE: "the drug is now one for primary care",
    WithdrawnReason.BACK_TO_SPECIALIST: "the drug is again one for specialists only",
    WithdrawnReason.UNSAFE: "it was found unsafe",
}
PAST_REVIEW = {
    PastReview.REMAINS_IN_USE: "The committee's own rule is that it remains in use past review.",
    PastReview.NOT_VALID: "The committee's own rule is that it is not valid past review.",
    PastReview.UNKNOWN: "Whether the committee lets it remain in use past review is not known.",
}


def currency_on(case: Case, day: date) -> CurrencyState:
    """The currency of a protocol in an area on a day, with the reason in a sentence."""
    for line in _LINES:
        if (state := line(case, day)) is not None:
            return state
    raise AssertionError("the last line always holds")


def review_deadline(case: Case) -> tuple[PartialDate | None, str]:
    """The date by which a review is due, where one is known, and what was printed for it.

    An area's own review date wins, unknown or not. A printed end counts as review unless it is known to mean validity.
    """
    own = case.adoption.review_due if case.adoption else None
    document = case.document
    if isinstance(own, Unknown):
        return None, ""
    for due in (own, document.review_due):
        if isinstance(due, PartialDate):
            return due, ""
    if isinstance(document.end, PartialDate) and document.end_means is not EndMeans.VALIDITY:
        return document.end, document.ends_as_printed or document.end.printed
    return None, ""


def validity_deadline(case: Case) -> PartialDate | None:
    """The last valid day, where the document names one: the earlier of `expires` and a printed end of validity."""
    document = case.document
    ends = [document.expires, document.end if document.end_means is EndMeans.VALIDITY else None]
    known = [end for end in ends if isinstance(end, PartialDate)]
    return min(known, key=lambda end: end.last) if known else None


def running_extension(case: Case, day: date) -> Extension | None:
    """The extension that runs on a day: decided by a committee of the register, from that day to its last.

    It does not stretch a review date that another area set for itself.
    """
    if case.adoption is not None and case.adoption.review_due is not None:
        return None
    return next((extension for extension in case.document.extensions if _runs(extension, case, day)), None)


def _runs(extension: Extension, case: Case, day: date) -> bool:
    begins, ends = extension.decided_on, extension.until
    if extension.by not in (case.committees or {}):
        return False
    return isinstance(begins, PartialDate) and isinstance(ends, PartialDate) and begins.last <= day <= ends.last


def _unreadable(case: Case, day: date) -> CurrencyState | None:
    if case.protocol is None:
        return CurrencyState(Currency.UNREADABLE, "The register's file for this protocol cannot be read.", False)
    return None


def _suspended(case: Case, day: date) -> CurrencyState | None:
    block, status = case.document.suspended, DocumentStatus.SUSPENDED
    if not _has_come(case, status, block, day):
        return None
    reason = block.reason if block and not isinstance(block.reason, Unknown) else "the reason is not known"
    return CurrencyState(Currency.SUSPENDED, f"Suspended{_since(block)}: {sentence(reason)}")


def _withdrawn(case: Case, day: date) -> CurrencyState | None:
    block, status = case.document.withdrawn, DocumentStatus.WITHDRAWN
    if not _has_come(case, status, block, day):
        return None
    known = block is not None and not isinstance(block.reason, Unknown)
    reason = WITHDRAWN_BECAUSE[block.reason] if known else "the reason is not known"  # type: ignore[union-attr,index]
    return CurrencyState(Currency.WITHDRAWN, f"Withdrawn{_since(block)}: {reason}.")


def _superseded(case: Case, day: date) -> CurrencyState | None:
    block, status = case.document.superseded, DocumentStatus.SUPERSEDED
    if not _has_come(case, status, block, day):
        return None
    by = block.by if block and not isinstance(block.by, Unknown) else None
    what = f"by the protocol {by}" if by else "by another protocol, which is not known"
    return CurrencyState(Currency.SUPERSEDED, f"Superseded{_since(block)} {what}.")


def _expired(case: Case, day: date) -> CurrencyState | None:
    end = validity_deadline(case)
    if end is not None and end.last < day:
        return CurrencyState(Currency.EXPIRED, f"Its last valid day was {_last_day(end)}. It is not valid.")
    return None


def _draft(case: Case, day: date) -> CurrencyState | None:
    if case.document.status is DocumentStatus.DRAFT:
        return CurrencyState(Currency.DRAFT, "It is a draft: no committee has approved it.")
    return None


def _not_yet_in_force(case: Case, day: date) -> CurrencyState | None:
    approved = case.document.approved_on
    if isinstance(approved, PartialDate) and day < approved.last:
        return CurrencyState(Currency.NOT_YET_IN_FORCE, f"It is approved from {_last_day(approved)}.")
    if case.adoption is None:
        return None
    area, starts = case.area_name(case.area), case.adoption.on
    why = {
        Adoption.PENDING: f"{area} has not decided on it yet.",
        Adoption.NOT_ADOPTED: f"{area} has not adopted it.",
    }.get(case.adoption.status)
    if why is None and isinstance(starts, PartialDate) and day < starts.last:
        why = f"{area} adopts it from {_last_day(starts)}."
    return CurrencyState(Currency.NOT_YET_IN_FORCE, why) if why else None


def _approval_not_known(case: Case, day: date) -> CurrencyState | None:
    if case.document.status is DocumentStatus.UNKNOWN and _ends_later(case, day):
        return CurrencyState(Currency.APPROVAL_NOT_KNOWN, APPROVAL_UNKNOWN, False)
    if case.adoption is not None and case.adoption.status is Adoption.UNKNOWN:
        why = f"Whether {case.area_name(case.area)} has adopted it is not known."
        return CurrencyState(Currency.APPROVAL_NOT_KNOWN, why, False)
    return None


def _ends_later(case: Case, day: date) -> bool:
    """Whether a date is ahead that would make the protocol look good."""
    ends = (review_deadline(case)[0], validity_deadline(case))
    return any(end is not None and day <= end.last for end in ends)


def _no_review_date(case: Case, day: date) -> CurrencyState | None:
    if review_deadline(case)[0] is not None:
        return None
    own_unknown = case.adoption is not None and isinstance(case.adoption.review_due, Unknown)
    if case.document.end_means is EndMeans.VALIDITY and validity_deadline(case) is not None and not own_unknown:
        return None
    return CurrencyState(Currency.NO_REVIEW_DATE, "Nobody has confirmed when it is to be reviewed.", False)


def _past_review(case: Case, day: date) -> CurrencyState | None:
    due, printed = review_deadline(case)
    if due is None or day <= due.last:
        return None
    read = f"Its end is printed as “{printed}”. Read as a review date, that" if printed else "Its review date, which"
    was = f"{read} passed on {_last_day(due)}." if printed else f"It was due for review by {_last_day(due)}."
    extension = running_extension(case, day)
    if extension is None:
        return CurrencyState(Currency.OUT_OF_DATE, f"{was} {PAST_REVIEW[case.past_review_means]}")
    committee = (case.committees or {})[str(extension.by)]
    decided, until = extension.decided_on, extension.until
    assert isinstance(decided, PartialDate)
    assert isinstance(until, PartialDate)
    return CurrencyState(
        Currency.EXTENDED, f"{was} {committee} extended it {decided.when()}, until {_last_day(until)}."
    )


def _due_soon(case: Case, day: date) -> CurrencyState | None:
    for end, words in _ends_ahead(case):
        soon = end.last - timedelta(days=case.notice.review_days) <= day
        if soon or (end.is_year_only and day >= end.first):
            return CurrencyState(Currency.DUE_SOON, words)
    return None


def _current(case: Case, day: date) -> CurrencyState | None:
    words = " ".join(words for _, words in _ends_ahead(case))
    return CurrencyState(Currency.CURRENT, words)


def _ends_ahead(case: Case) -> Iterator[tuple[PartialDate, str]]:
    """The ends that are known, the earlier first, each with its sentence."""
    due, printed = review_deadline(case)
    valid = validity_deadline(case)
    ends = []
    if due is not None:
        as_printed = f" (printed as “{printed}”)" if printed else ""
        ends.append((due, f"Its review is due by {_last_day(due)}{as_printed}."))
    if valid is not None:
        ends.append((valid, f"Its last valid day is {_last_day(valid)}."))
    yield from sorted(ends, key=lambda end: end[0].last)


_LINES: tuple[Callable[[Case, date], CurrencyState | None], ...] = (
    _unreadable,
    _suspended,
    _withdrawn,
    _superseded,
    _expired,
    _draft,
    _not_yet_in_force,
    _approval_not_known,
    _no_review_date,
    _past_review,
    _due_soon,
    _current,
)


def _has_come(case: Case, status: DocumentStatus, block: Suspended | Withdrawn | Superseded | None, day: date) -> bool:
    """Whether a declared change for the worse holds on a day.

    It may be declared ahead, beside an approved status. In part known, it counts from the first day it can mean;
    without a day, at once.
    """
    if block is None:
        return case.document.status is status
    return not isinstance(block.on, PartialDate) or block.on.first <= day


def _since(block: Suspended | Withdrawn | Superseded | None) -> str:
    return f" from {block.on.in_words()}" if block and isinstance(block.on, PartialDate) else ""


def _last_day(end: PartialDate) -> str:
    return in_words(end.last)


def sentence(text: str) -> str:
    """A text as a sentence ends."""
    return text if text.endswith((".", "?", "!")) else f"{text}."
