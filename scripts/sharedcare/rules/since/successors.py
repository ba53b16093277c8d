"""New files that take the place of others: under another id and title, an old date must not come back as a new one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.register.model.base import Unknown
from sharedcare.register.model.document import Document
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.sources import known
from sharedcare.register.model.vocabulary import DocumentStatus, Evidence
from sharedcare.rules.since.evidence import document_of, document_was_read
from sharedcare.rules.since.frame import Change, Pair
from sharedcare.rules.since.reviews import lack_of_review
from sharedcare.rules.since.versions import is_approved_later


def in_place_of_others(change: Change) -> Iterator[Pair]:
    """Each new approved protocol with the older ones of its area that it is another file of, or takes the place of.

    A file that is gone is not among them: whatever took its place is followed as the same protocol.
    """
    for new in change.came.values():
        if document_of(new.record).status is not DocumentStatus.APPROVED:
            continue
        for name, old in change.before.protocols.items():
            now = change.after.protocols.get(name)
            if now is not None and _takes_place(new.record, now.record):
                yield change.pair(old, new)


def is_renewed(pair: Pair, day: date) -> bool:
    """Whether the new file tells of a later approval or a review; where an approval is unknown, of a reading."""
    before, after = (document_of(entry.record).approved_on for entry in (pair.before, pair.after))
    if is_approved_later(pair, day) or lack_of_review(pair, day) is None:
        return True
    return not (known(before) and known(after)) and document_was_read(pair, day)


def _takes_place(new: Protocol, old: Protocol) -> bool:
    if new.area != old.area or set(new.drug_ids).isdisjoint(old.drug_ids):
        return False
    first, second = document_of(new), document_of(old)
    if _is_one_document(first, second) and new.evidence is old.evidence is Evidence.DOCUMENT:
        return True
    return _has_ended(second) and not _indications(new).isdisjoint(_indications(old))


def _is_one_document(one: Document, other: Document) -> bool:
    said = ((getattr(one, name), getattr(other, name)) for name in ("url", "title_as_printed"))
    return any(first is not None and first == second for first, second in said)


def _has_ended(document: Document) -> bool:
    """Whether the document is declared to be out of use, now or from a day on."""
    return document.status in _ENDED or any(getattr(document, status.value) is not None for status in _ENDED)


_ENDED = (DocumentStatus.SUSPENDED, DocumentStatus.WITHDRAWN, DocumentStatus.SUPERSEDED)


def _indications(protocol: Protocol) -> set[str]:
    """The names of a protocol's indications in small letters, and their ids."""
    rows = () if isinstance(protocol.indications, Unknown) else protocol.indications
    return {str(said).casefold() for row in rows for said in (row.name, row.id) if known(said)}
