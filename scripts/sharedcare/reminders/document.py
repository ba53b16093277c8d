"""What is due of a protocol's document: its review, the end of an extension, its last valid day, notices to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sharedcare.register.load import Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.vocabulary import Adoption, DocumentStatus, Evidence, ReviewOutcome
from sharedcare.register.values.dates import PartialDate, in_words
from sharedcare.reminders.items import Deadline, Item, Kind
from sharedcare.reminders.owners import Owner, area_name, committee_of, owner_of_document
from sharedcare.rules.state import ENDED
from sharedcare.status import Case, Currency
from sharedcare.status.arrangements import notices_read
from sharedcare.status.currency import currency_on, review_deadline, running_extension, validity_deadline


def is_over(case: Case, day: date) -> bool:
    """Whether nothing of a protocol is due any more: withdrawn, superseded, retired by its review, or not begun."""
    undecided = case.adoption is not None and case.adoption.status in (Adoption.PENDING, Adoption.NOT_ADOPTED)
    drafted = case.document.status is DocumentStatus.DRAFT
    return undecided or drafted or _is_retired(case) or currency_on(case, day).currency in ENDED


def of_document(register: Register, case: Case, day: date) -> Iterator[Item]:
    """What is due of the document, each once."""
    owner = owner_of_document(register, case)
    valid = validity_deadline(case)
    if valid is not None and not _ends_before(case, day, valid):
        was = "was" if valid.last < day else "is"
        yield item(register, case, owner, Kind.EXPIRY, f"its last valid day {was} {in_words(valid.last)}", valid)
    if valid is None or day <= valid.last:
        yield from _of_review(register, case, day, owner)
    yield from _of_notices(register, case, day, owner)


def item(
    register: Register, case: Case, owner: Owner, kind: Kind, words: str, end: PartialDate | Deadline | None = None
) -> Item:
    """Something due of a protocol in an area, with how far the register knows it."""
    deadline = Deadline.of(end) if isinstance(end, PartialDate) else end
    place = (area_name(register, case.area),)
    return Item(owner, kind, case.id, case.title, place, words, deadline, _remark(case))


def _of_review(register: Register, case: Case, day: date, owner: Owner) -> Iterator[Item]:
    due, printed = review_deadline(case)
    if due is None:
        if currency_on(case, day).currency is Currency.NO_REVIEW_DATE:
            words = "nobody has confirmed when it is to be reviewed"
            yield item(register, case, owner, Kind.NO_REVIEW_DATE, words)
        return
    if case.adoption is not None and case.adoption.review_due is not None:
        area = register.areas.get(case.area)
        owner = committee_of(register, area.record.committee if area else None, case.area)
    extension = running_extension(case, day)
    until = extension.until if extension else None
    if isinstance(until, PartialDate) and until.last > due.last:
        if not _ends_before(case, day, until):
            words = f"its extension ends on {in_words(until.last)}"
            yield item(register, case, owner, Kind.EXTENSION, words, until)
    elif not _ends_before(case, day, due):
        yield item(register, case, owner, Kind.REVIEW, _review_words(case, day, due, printed), due)


def _review_words(case: Case, day: date, due: PartialDate, printed: str) -> str:
    read = f" (its end is printed as “{printed}”, read as a review date)" if printed else ""
    if day <= due.last:
        return f"its review is due by {in_words(due.last)}{read}"
    ends = [row.until for row in case.document.extensions if isinstance(row.until, PartialDate)]
    ended = max((end.last for end in ends if due.last < end.last < day), default=None)
    longer = f", and its extension ended on {in_words(ended)}" if ended else ""
    return f"its review was due by {in_words(due.last)}{read}{longer}"


def _of_notices(register: Register, case: Case, day: date, owner: Owner) -> Iterator[Item]:
    """Safety notices that the last review has not read: overdue from the day they were recorded."""
    if case.protocol is None or case.protocol.evidence is not Evidence.DOCUMENT:
        return
    read = notices_read(case.document, day)
    for notice in case.notices:
        recorded = notice.recorded_on
        known = recorded if isinstance(recorded, PartialDate) else None
        if notice.id in read or (known is not None and day < known.first):
            continue
        title = notice.id if isinstance(notice.title, Unknown) else notice.title
        when = f", recorded {known.when()}" if known else ""
        words = f"its last review has not read the safety notice “{title}”{when}"
        deadline = Deadline.on(known.first - timedelta(days=1)) if known else None
        yield item(register, case, owner, Kind.NOTICE, words, deadline)


def _ends_before(case: Case, day: date, end: PartialDate) -> bool:
    """Whether it is announced that the protocol ends before a deadline that lies ahead has passed."""
    return day <= end.last and currency_on(case, end.last + timedelta(days=1)).currency in ENDED


def _is_retired(case: Case) -> bool:
    """Whether a review retired the document, and no approval came after."""
    approved = case.document.approved_on
    for review in case.document.reviews:
        dated = isinstance(approved, PartialDate) and isinstance(review.on, PartialDate)
        renewed = dated and review.on.certainly_before(approved)  # type: ignore[union-attr,arg-type]
        if review.outcome is ReviewOutcome.RETIRED and not renewed:
            return True
    return False


def _remark(case: Case) -> str:
    """What is said beside every line of a protocol whose document was not read."""
    protocol = case.protocol
    if protocol is None or protocol.evidence is Evidence.DOCUMENT:
        return ""
    if protocol.evidence is not Evidence.LISTING:
        return "As reported; the document was not read."
    seen = protocol.listing_seen_on
    when = f"when read {seen.when()}" if isinstance(seen, PartialDate) else "on a day that is not known"
    return f"As listed {when}; it may since have been renewed."
