"""The answer to a new request: what is known to be missing, and what nobody has confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sharedcare.register.model.base import Unknown, YesNo
from sharedcare.register.model.care import Answers, Responsibilities, Transfer
from sharedcare.register.model.document import Document
from sharedcare.register.model.monitoring import Monitoring, MonitoringRow
from sharedcare.register.model.protocol import Protocol, Verification
from sharedcare.register.model.vocabulary import (
    Adoption,
    Basis,
    DocumentStatus,
    EndMeans,
    Evidence,
    Kind,
    Meaning,
    Phase,
    ReadAs,
    ReviewOutcome,
    VerificationStatus,
)
from sharedcare.register.values.dates import PartialDate
from sharedcare.status.case import Case
from sharedcare.status.currency import APPROVAL_UNKNOWN
from sharedcare.status.funding import is_confirmed
from sharedcare.status.states import (
    Arrangements,
    ArrangementsState,
    Currency,
    CurrencyState,
    Funding,
    FundingState,
)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that ought to be in place and is known not to be."""

    words: str


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Something that nobody has confirmed."""

    words: str


Lack = Missing | Unconfirmed


def arrangements_on(case: Case, day: date, currency: CurrencyState, funding: FundingState) -> ArrangementsState:
    """Whether everything that a new request needs is in place on a day."""
    lacks: list[Lack] = [*_of_currency(currency), *_of_funding(funding)]
    if case.protocol is not None:
        lacks += [lack for condition in _CONDITIONS for lack in condition(case, case.protocol, day)]
    lacks = list(dict.fromkeys(lacks))
    missing = tuple(lack.words for lack in lacks if isinstance(lack, Missing))
    unconfirmed = tuple(lack.words for lack in lacks if isinstance(lack, Unconfirmed))
    if missing:
        return ArrangementsState(Arrangements.INCOMPLETE, missing, unconfirmed)
    return ArrangementsState(Arrangements.NOT_KNOWN if unconfirmed else Arrangements.IN_PLACE, missing, unconfirmed)


def _of_currency(state: CurrencyState) -> Iterator[Lack]:
    if state.currency not in (Currency.CURRENT, Currency.DUE_SOON, Currency.EXTENDED):
        yield Missing(state.why) if state.is_confirmed else Unconfirmed(state.why)


def _of_funding(state: FundingState) -> Iterator[Lack]:
    match state.funding:
        case Funding.FUNDED | Funding.NOT_APPLICABLE:
            return
        case Funding.UNKNOWN:
            yield Unconfirmed(state.why)
        case _:
            yield Missing(state.why)


def _binding(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    if protocol.kind is Kind.NATIONAL_TEMPLATE:
        yield Missing("A national template binds nobody until an area adopts it.")


def _evidence(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    if protocol.evidence is Evidence.LISTING:
        yield Unconfirmed("Only the entry in a list was read, not the document itself.")
    elif protocol.evidence is not Evidence.DOCUMENT:
        yield Unconfirmed("The document was not read: somebody reports that it exists.")
    if case.document.status is DocumentStatus.UNKNOWN:
        yield Unconfirmed(APPROVAL_UNKNOWN)
    elif not isinstance(case.document.approved_on, PartialDate) and case.document.status is DocumentStatus.APPROVED:
        yield Unconfirmed("When it was approved.")
    end = case.document.end if case.document.end_means is EndMeans.VALIDITY else None
    if isinstance(case.document.expires, Unknown) or isinstance(end, Unknown):
        yield Unconfirmed("Its last valid day: it has one, but nobody has confirmed which.")


def _classification(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    rows = () if isinstance(protocol.classification, Unknown) else protocol.classification
    meanings = {row.meaning for row in rows}
    if not rows or Meaning.UNKNOWN in meanings:
        yield Unconfirmed("Whether its classification is one of shared care.")
    for row in rows:
        if row.meaning not in (Meaning.SHARED_CARE, Meaning.UNKNOWN):
            yield Missing(f"A classification of shared care: it is classified “{row.label}” ({row.meaning.value}).")


def _monitoring(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    monitoring = protocol.monitoring
    if not isinstance(monitoring, Monitoring) or monitoring.basis is not Basis.PROTOCOL or not monitoring.rows:
        yield Unconfirmed("The protocol's own monitoring: it has not been transcribed.")
        return
    for drug in protocol.drug_ids:
        rows = [row for row in monitoring.rows if row.phase is Phase.STABLE and (not row.drugs or drug in row.drugs)]
        if not rows:
            yield Missing(f"Monitoring of {case.drug_name(drug)} once the patient is stable.")
        elif not any(_says_all(row) for row in rows):
            yield Unconfirmed(f"Which tests {case.drug_name(drug)} needs once the patient is stable, and when.")


def _says_all(row: MonitoringRow) -> bool:
    """Whether a row says which tests are due, and when, for patients of every kind."""
    return not isinstance(row.tests, Unknown) and row.says_when() and not row.only_if and not row.indications


def _verification(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    if (why := not_verified_because(case, protocol, day)) is not None:
        yield Unconfirmed(f"That the transcription is right: {why}.")


def not_verified_because(case: Case, protocol: Protocol, day: date) -> str | None:
    """Why a file does not count as verified on a day, or nothing where it does."""
    verification = protocol.verification
    if not isinstance(verification, Verification) or verification.status is not VerificationStatus.VERIFIED:
        return "nobody has verified it"
    on = verification.on
    if len(set(verification.by)) < 2 or not isinstance(on, PartialDate) or on.first > day:
        return "it was not verified by two roles on a known day"
    if any(isinstance(changed, Unknown) or on.first < changed.last for changed in changes(protocol)):
        return "it was verified before the last change"
    return "it rests on a third-party copy" if _rests_on_a_copy(protocol) else None


def _rests_on_a_copy(protocol: Protocol) -> bool:
    monitoring = protocol.monitoring
    rows = monitoring.rows if isinstance(monitoring, Monitoring) else ()
    cited = {row.source for row in (*rows, *protocol.actions) if row.source}
    return any(protocol.sources[key].read_as is ReadAs.THIRD_PARTY_COPY for key in cited if key in protocol.sources)


def changes(protocol: Protocol) -> Iterator[PartialDate | Unknown]:
    """The days on which what the file transcribes changed, or may have changed."""
    document = protocol.document if isinstance(protocol.document, Document) else Document()
    if isinstance(document.approved_on, PartialDate):
        yield document.approved_on
    yield from (row.on for row in protocol.corrections)
    for review in document.reviews:
        if review.outcome is ReviewOutcome.AMENDED or isinstance(review.outcome, Unknown):
            yield review.on


_QUESTIONS = {
    "prescribing": "who prescribes",
    "monitoring": "who monitors",
    "side_effects": "who handles side effects",
    "dose_changes": "who changes the dose",
    "follow_up": "who follows up",
}


def _responsibilities(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    duties = protocol.responsibilities
    if not isinstance(duties, Responsibilities):
        yield Unconfirmed("Who is responsible for what.")
        return
    for name, question in _QUESTIONS.items():
        answers = getattr(duties, name)
        if not isinstance(answers, Answers) or isinstance(answers.primary_care, Unknown):
            yield Unconfirmed(f"Responsibilities: {question}.")
        elif isinstance(answers.specialist, Unknown):
            yield Unconfirmed(f"Responsibilities: {question}, on the specialist's side.")
        elif not answers.specialist and not answers.primary_care:
            yield Missing(f"Responsibilities: {question}. The protocol gives it to nobody.")
        if name == "follow_up" and isinstance(answers, Answers) and not answers.specialist:
            yield Missing("Follow-up by the specialist: without it nothing is shared.")


def _transfer(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    transfer = protocol.transfer if isinstance(protocol.transfer, Transfer) else Transfer()
    if isinstance(transfer.stable_for, Unknown):
        yield Unconfirmed("How long the patient is to be stable before the request.")
    if isinstance(transfer.specialist_review_every, Unknown):
        yield Unconfirmed("How often the specialist goes on seeing the patient.")
    if isinstance(transfer.silence_means, Unknown):
        yield Unconfirmed("What silence means: whether no reply counts as a yes.")
    elif transfer.silence_means is YesNo.YES:
        yield Missing("Agreement before transfer: the protocol takes silence for a yes.")


def _contacts(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    contacts = () if isinstance(protocol.contacts, Unknown) else protocol.contacts
    reachable = [contact for contact in contacts if isinstance(contact.phone or contact.email, str)]
    if not any(is_confirmed(contact.checked_on, day) for contact in reachable):
        yield Unconfirmed("A contact that somebody has checked within 12 months.")


def _drugs(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    if not protocol.drug_ids:
        yield Unconfirmed("Which drugs it is for.")
    for drug in protocol.drug_ids:
        if drug not in (case.drug_names or {}):
            yield Unconfirmed(f"Whether there is a safety notice about {drug}: the register has no record of the drug.")


def _area(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    name, adoption = case.area_name(case.area), case.adoption
    if case.area not in (case.area_names or {}):
        yield Unconfirmed(f"What place {name} is: the register has no record of the area.")
    if adoption is not None and adoption.status is Adoption.ADOPTED and isinstance(adoption.on, Unknown):
        yield Unconfirmed(f"Since when {name} has adopted it.")


def _kept(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    """The last review did not retire the document, or it was approved again since."""
    approved = case.document.approved_on
    for review in case.document.reviews:
        begun = not isinstance(review.on, PartialDate) or review.on.first <= day
        renewed = (
            isinstance(approved, PartialDate) and isinstance(review.on, PartialDate) and review.on.last < approved.first
        )
        if review.outcome is ReviewOutcome.RETIRED and begun and not renewed:
            yield Missing("A protocol that its review has kept: the review decided to retire it.")


def _notices(case: Case, protocol: Protocol, day: date) -> Iterator[Lack]:
    read = notices_read(case.document, day)
    kind = Missing if protocol.evidence is Evidence.DOCUMENT else Unconfirmed
    for notice in case.notices:
        recorded = notice.recorded_on
        if notice.id not in read and not (isinstance(recorded, PartialDate) and day < recorded.first):
            yield kind(f"A review that has read the safety notice “{notice.title}”.")


def notices_read(document: Document, day: date) -> frozenset[str]:
    """The notices that the last review has read: where dates are known in part, every review that may be the last."""
    held = [
        (review.on, frozenset(review.notices_read))
        for review in document.reviews
        if isinstance(review.on, PartialDate) and review.on.first <= day
    ]
    latest = max((on.first for on, _ in held), default=day)
    read = [notices for on, notices in held if on.last >= latest]
    return frozenset.intersection(*read) if read else frozenset()


_CONDITIONS: tuple[Callable[[Case, Protocol, date], Iterator[Lack]], ...] = (
    _binding,
    _area,
    _evidence,
    _kept,
    _classification,
    _monitoring,
    _verification,
    _responsibilities,
    _transfer,
    _contacts,
    _drugs,
    _notices,
)
