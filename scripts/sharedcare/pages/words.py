"""Values of the model -> the words that a reader sees. What nobody knows is always shown as words too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from sharedcare.pages.blocks import Said
from sharedcare.register.model.base import Everything, NoLimit, Record, Unknown
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.vocabulary import (
    Adoption,
    BrandRule,
    Complaint,
    Confidence,
    ContactFor,
    DocumentStatus,
    DrugKind,
    Ending,
    EndMeans,
    FeeUnit,
    Meaning,
    PastReview,
    Phase,
    Position,
    ReadAs,
    ReviewOutcome,
    Severity,
    SourceKind,
    Topic,
    Urgency,
    VerificationStatus,
)
from sharedcare.register.values.dates import PartialDate, in_words

NOT_KNOWN = "Not known"

LABELS: Mapping[type[Enum], Mapping[Enum, str]] = {
    Phase: {
        Phase.BASELINE: "Before treatment",
        Phase.STARTING: "While starting",
        Phase.DOSE_CHANGE: "After a change of dose",
        Phase.STABLE: "Once stable",
    },
    ContactFor: {
        ContactFor.URGENT: "Urgent questions",
        ContactFor.ROUTINE: "Routine questions",
        ContactFor.REPLIES: "Replies to requests",
        ContactFor.PATIENTS: "Patients",
    },
    Meaning: {
        Meaning.SPECIALIST_ONLY: "specialist only",
        Meaning.SHARED_CARE: "shared care",
        Meaning.SPECIALIST_STARTED: "started by a specialist, then primary care",
        Meaning.PRIMARY_CARE: "primary care",
        Meaning.NOT_RECOMMENDED: "not recommended",
    },
    Urgency: {
        Urgency.IMMEDIATE: "At once",
        Urgency.SAME_DAY: "Same day",
        Urgency.SOON: "Soon",
        Urgency.ROUTINE: "Routine",
    },
    Severity: {
        Severity.AVOID: "Avoid",
        Severity.CAUTION: "With caution",
        Severity.MONITOR: "Monitor",
    },
    ReadAs: {
        ReadAs.ORIGINAL: "the original",
        ReadAs.THIRD_PARTY_COPY: "a third-party copy",
    },
    VerificationStatus: {
        VerificationStatus.TRANSCRIBED: "Transcribed, not verified",
        VerificationStatus.VERIFIED: "Verified by two roles",
    },
    BrandRule: {
        BrandRule.GENERIC: "by generic name",
        BrandRule.BRAND: "by brand",
    },
    Adoption: {
        Adoption.ADOPTED: "Adopted",
        Adoption.PENDING: "Not decided yet",
        Adoption.NOT_ADOPTED: "Not adopted",
    },
    DocumentStatus: {
        DocumentStatus.DRAFT: "draft",
    },
    EndMeans: {
        EndMeans.REVIEW: "the review date",
        EndMeans.VALIDITY: "the end of its validity",
    },
    PastReview: {
        PastReview.REMAINS_IN_USE: "it remains in use",
        PastReview.NOT_VALID: "it is not valid",
    },
    Position: {
        Position.NOT_CONSULTED: "not consulted",
    },
    ReviewOutcome: {
        ReviewOutcome.RETIRED: "retired",
    },
    DrugKind: {
        DrugKind.GROUP: "a group of drugs",
    },
    Ending: {
        Ending.DISCHARGE: "The specialist discharges the patient",
        Ending.MISSED_SPECIALIST_REVIEW: "The patient misses the specialist's review",
        Ending.PATIENT_MOVES: "The patient moves",
        Ending.SPECIALIST_SERVICE_CLOSES: "The specialist service closes",
        Ending.STOPPED_OR_CHANGED: "The drug is stopped or changed",
        Ending.MONITORING_MISSED: "Monitoring is missed",
    },
    Complaint: {
        Complaint.SHARED_CARE_NOT_REQUESTED: "Shared care not requested",
        Complaint.DISCHARGED_FROM_FOLLOW_UP: "Patients discharged from follow-up",
        Complaint.NOT_STABLE_AT_REQUEST: "Requests before the patient is stable",
        Complaint.SERVICE_NOT_PROVIDED: "Practices without the service",
        Complaint.NO_PROTOCOL: "Monitored drugs without a protocol",
        Complaint.NO_COMMISSIONED_SERVICE: "Protocols without a commissioned service",
        Complaint.OUT_OF_DATE: "Protocols out of date",
    },
    FeeUnit: {
        FeeUnit.PATIENT_YEAR: "for each patient a year",
        FeeUnit.PATIENT_QUARTER: "for each patient a quarter",
        FeeUnit.REGISTERED_PATIENT_YEAR: "for each registered patient a year",
        FeeUnit.WEIGHTED_PATIENT: "for each weighted patient",
        FeeUnit.TEST: "for each test",
        FeeUnit.CONTRACT: "for the contract",
        FeeUnit.PRACTICE_YEAR: "for each practice a year",
        FeeUnit.PACKAGE_YEAR: "for a whole package of services a year",
        FeeUnit.SUPERVISED_DOSE: "for each supervised dose",
        FeeUnit.ITEM: "for each item",
    },
    SourceKind: {
        SourceKind.SPECIALIST_PHARMACY_SERVICE: "the Specialist Pharmacy Service",
        SourceKind.NATIONAL_BODY: "a national body",
        SourceKind.HEALTH_BOARD: "a health board",
        SourceKind.INTEGRATED_CARE_BOARD: "an integrated care board, or a body before or beside it",
        SourceKind.PROVIDER: "a provider",
        SourceKind.COMPANY: "a company",
        SourceKind.OTHER: "somebody else",
    },
    Topic: {
        Topic.ACCEPTANCE_CHECK: "What to look for before accepting a request",
        Topic.AGREEMENT_CONTENT: "What an agreement holds",
        Topic.REPLY: "How soon to reply, and what silence means",
        Topic.ENDING: "What ends an agreement",
        Topic.NATIONAL_GUIDANCE: "National guidance",
        Topic.PRACTICE_POLICY: "What practices and their representatives do",
        Topic.COLLECTIVE_ACTION: "Collective action",
        Topic.REPORTING: "Ways to report work that was passed on",
        Topic.HOSPITAL_WORK: "What hospitals are asked to do themselves",
        Topic.PAYMENT: "Ways of paying",
        Topic.SUBSTANCE_MISUSE: "Substance misuse",
        Topic.LOCAL_SYSTEM: "Practices and bodies of a place",
    },
    Confidence: {
        Confidence.HIGH: "high: read on the owner's own page",
        Confidence.MEDIUM: "medium: read on somebody else's page, or cut short",
        Confidence.LOW: "low: a title alone, or inferred",
    },
}
"""The words for members of an enumeration, by its class: members of two may be spelt alike."""


def said(record: Record, name: str, note: str | None = None) -> Said:
    """What a record says in a field, with the note beside it."""
    key = _key(type(record), name)
    field_note = record.note_on(key) or (record.note_on(name) if key != name else None)
    return said_value(getattr(record, name), field_note or note)


def said_value(value: Any, note: str | None = None) -> Said:
    """A value as a reader sees it."""
    if is_unknown(value):
        return Said(NOT_KNOWN, known=False, note=note)
    text = as_text(value)
    return Said(capital(text) if isinstance(value, Enum | bool) else text, note=note)


def capital(text: str) -> str:
    """A text as a line begins; a name that is spelt with a capital inside, such as eGFR, stays as it is."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """A name as it stands inside a line: a name of its own, or an abbreviation, keeps its capitals."""
    first = text.split(" ", 1)[0]
    keeps = any(sign.isupper() or sign.isdigit() for sign in first[1:])
    return text if keeps else text[:1].lower() + text[1:]


def labelled(label: str, value: Said) -> Said:
    """A value after its label, in one line."""
    text = value.text if value.known else value.text.lower()
    return Said(f"{label}: {text}", value.known, value.note, value.href, value.quiet)


def is_unknown(value: Any) -> bool:
    """Whether nobody knows the value: absent, the word unknown, or a list of nothing."""
    if value is None or isinstance(value, Unknown) or value == ():
        return True
    return isinstance(value, StrEnum) and value.value == "unknown"


def as_text(value: Any) -> str:
    """A known value as plain words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Enum() if value in LABELS.get(type(value), {}):
            return LABELS[type(value)][value]
        case NoLimit() | Everything():
            return str(value.value)
        case Enum():
            return str(value.value).replace("-", " ")
        case PartialDate():
            return value.in_words()
        case date():
            return in_words(value)
        case tuple():
            return ", ".join(as_text(part) for part in value)
        case Unknown():
            return NOT_KNOWN
        case _:
            return str(value)


def deadline(record: Record, name: str) -> Said:
    """A start or a deadline: as printed, and as the last day that it can mean."""
    return _dated(record, name, last=True)


def evidence_date(record: Record, name: str) -> Said:
    """A day of evidence: as printed, and as the first day that it can mean."""
    return _dated(record, name, last=False)


def ages_in_words(ages: Ages) -> str:
    """An age range: `18 and over`."""
    start, end = ages.start, ages.continue_to
    if isinstance(start, int) and isinstance(end, int):
        return f"{start} to {end} years"
    if isinstance(start, int):
        return f"{start} years and over" if isinstance(end, NoLimit) else f"from {start} years; upper limit not known"
    if isinstance(end, int):
        return f"up to {end} years" if isinstance(start, NoLimit) else f"up to {end} years; lower limit not known"
    return "all ages" if isinstance(start, NoLimit) and isinstance(end, NoLimit) else "limits not known"


def _dated(record: Record, name: str, *, last: bool) -> Said:
    value = getattr(record, name)
    plain = said(record, name)
    if not isinstance(value, PartialDate) or value.first == value.last:
        return plain
    read = in_words(value.last if last else value.first)
    return Said(f"{plain.text} (read as {read})", note=plain.note)


@cache
def _key(kind: type[Record], name: str) -> str:
    """The key of a field as a file writes it."""
    return kind.model_fields[name].alias or name
