"""What readers see in the place of the words that files use."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from sharedcare.register.model.vocabulary import (
    Adoption,
    BrandRule,
    CodeSystem,
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
    CodeSystem: {
        CodeSystem.SNOMED_CT: "SNOMED CT",
        CodeSystem.BNF: "BNF",
        CodeSystem.ODS: "ODS",
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
