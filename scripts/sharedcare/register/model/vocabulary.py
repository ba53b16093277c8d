"""The words a field may hold. Each word is defined here once; pages, schemas and messages take it from here."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a file is."""

    PROTOCOL = "protocol"
    NATIONAL_TEMPLATE = "national-template"
    """Binds nobody; funding does not apply."""


class Evidence(StrEnum):
    """How deep the evidence behind a protocol's file goes."""

    DOCUMENT = "document"
    """Transcribed from the document itself."""
    LISTING = "listing"
    """Title, drugs, dates and link as a list showed them on a day."""
    REPORTED = "reported"
    """Somebody says that it exists."""


class Adoption(StrEnum):
    """What a part of an area, or another area, decided about a protocol."""

    ADOPTED = "adopted"
    PENDING = "pending"
    NOT_ADOPTED = "not-adopted"
    UNKNOWN = "unknown"


class Meaning(StrEnum):
    """What a local traffic light means, in words that all areas share."""

    SPECIALIST_ONLY = "specialist-only"
    SHARED_CARE = "shared-care"
    SPECIALIST_STARTED = "specialist-started"
    PRIMARY_CARE = "primary-care"
    NOT_RECOMMENDED = "not-recommended"
    UNKNOWN = "unknown"


class DocumentStatus(StrEnum):
    """What the committee has declared about its document."""

    DRAFT = "draft"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class EndMeans(StrEnum):
    """What a printed end, such as `2018-2020`, is the end of."""

    REVIEW = "review"
    VALIDITY = "validity"
    UNKNOWN = "unknown"


class PastReview(StrEnum):
    """The committee's own rule for a protocol past its review date."""

    REMAINS_IN_USE = "remains-in-use"
    NOT_VALID = "not-valid"
    UNKNOWN = "unknown"


class WithdrawnReason(StrEnum):
    """Why a protocol was withdrawn."""

    REPLACED = "replaced"
    NOW_PRIMARY_CARE = "now-primary-care"
    BACK_TO_SPECIALIST = "back-to-specialist"
    UNSAFE = "unsafe"


class ReviewOutcome(StrEnum):
    """What a review decided."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    RETIRED = "retired"


class Position(StrEnum):
    """What an organisation said when it was consulted."""

    AGREED = "agreed"
    OBJECTED = "objected"
    NOT_CONSULTED = "not-consulted"
    UNKNOWN = "unknown"


class OwnFunding(StrEnum):
    """A protocol's own word on funding, where no service record exists."""

    UNFUNDED = "unfunded"
    PARTLY_FUNDED = "partly-funded"
    UNKNOWN = "unknown"


class Party(StrEnum):
    """Who does something."""

    SPECIALIST = "specialist"
    PRIMARY_CARE = "primary-care"
    PATIENT = "patient"
    KEY_WORKER = "key-worker"
    COMMUNITY_PHARMACY = "community-pharmacy"
    CARER = "carer"
    UNKNOWN = "unknown"


class Ending(StrEnum):
    """What ends shared care for a patient."""

    DISCHARGE = "discharge"
    MISSED_SPECIALIST_REVIEW = "missed-specialist-review"
    PATIENT_MOVES = "patient-moves"
    SPECIALIST_SERVICE_CLOSES = "specialist-service-closes"
    STOPPED_OR_CHANGED = "stopped-or-changed"
    MONITORING_MISSED = "monitoring-missed"


class ContactFor(StrEnum):
    """What a contact is there for."""

    URGENT = "urgent"
    ROUTINE = "routine"
    REPLIES = "replies"
    PATIENTS = "patients"


class Basis(StrEnum):
    """Where a protocol's monitoring rows come from."""

    PROTOCOL = "protocol"
    """Its own rows, transcribed from it."""
    REFERENCE = "reference"
    """The drug's reference rows stand in, and are labelled so."""
    UNKNOWN = "unknown"


class Phase(StrEnum):
    """The part of treatment that a monitoring row belongs to."""

    BASELINE = "baseline"
    STARTING = "starting"
    DOSE_CHANGE = "dose-change"
    STABLE = "stable"


class Urgency(StrEnum):
    """How soon an action is due."""

    IMMEDIATE = "immediate"
    SAME_DAY = "same-day"
    SOON = "soon"
    ROUTINE = "routine"


class Severity(StrEnum):
    """How an interaction is to be handled."""

    AVOID = "avoid"
    CAUTION = "caution"
    MONITOR = "monitor"


class ReadAs(StrEnum):
    """What was read of a source."""

    ORIGINAL = "original"
    THIRD_PARTY_COPY = "third-party-copy"
    """A copy alone never carries a verified row."""


class SourceKind(StrEnum):
    """What kind of body published a source. The order is that of trust: the first kind that gives monitoring leads."""

    SPECIALIST_PHARMACY_SERVICE = "specialist-pharmacy-service"
    NATIONAL_BODY = "national-body"
    """A national society, regulator, institute or formulary."""
    HEALTH_BOARD = "health-board"
    """A health board of Scotland, Wales or Northern Ireland."""
    INTEGRATED_CARE_BOARD = "integrated-care-board"
    """An integrated care board, a commissioner before it, or a committee that advises one."""
    PROVIDER = "provider"
    """A trust, hospital or practice. It is never a drug's primary source, nor is any kind below."""
    COMPANY = "company"
    """A company's own text about its product."""
    OTHER = "other"
    """A charity, a newspaper, a reference work that is no national one."""
    UNKNOWN = "unknown"


class VerificationStatus(StrEnum):
    """Whether a file has been checked against its document."""

    TRANSCRIBED = "transcribed"
    VERIFIED = "verified"
    """Checked by two roles, one from each side."""


class BrandRule(StrEnum):
    """How a product is to be prescribed."""

    GENERIC = "generic"
    BRAND = "brand"
    UNKNOWN = "unknown"


class DrugKind(StrEnum):
    """Whether a record stands for one substance or for several of a class."""

    SUBSTANCE = "substance"
    GROUP = "group"


class Complaint(StrEnum):
    """The seven complaints behind the register, as one local medical committee listed them."""

    SHARED_CARE_NOT_REQUESTED = "shared-care-not-requested"
    DISCHARGED_FROM_FOLLOW_UP = "discharged-from-follow-up"
    NOT_STABLE_AT_REQUEST = "not-stable-at-request"
    SERVICE_NOT_PROVIDED = "service-not-provided"
    NO_PROTOCOL = "no-protocol"
    NO_COMMISSIONED_SERVICE = "no-commissioned-service"
    OUT_OF_DATE = "out-of-date"


class OrganisationKind(StrEnum):
    """What an organisation does."""

    COMMISSIONER = "commissioner"
    ACUTE_TRUST = "acute-trust"
    MENTAL_HEALTH_TRUST = "mental-health-trust"
    COMMUNITY_TRUST = "community-trust"
    AMBULANCE_TRUST = "ambulance-trust"
    HEALTH_BOARD = "health-board"
    LOCAL_MEDICAL_COMMITTEE = "local-medical-committee"
    INDEPENDENT_PROVIDER = "independent-provider"
    NATIONAL_BODY = "national-body"
    OTHER = "other"


class FeeUnit(StrEnum):
    """What an amount is paid for. Amounts of different units or years are never compared."""

    PATIENT_YEAR = "patient-year"
    PATIENT_QUARTER = "patient-quarter"
    REGISTERED_PATIENT_YEAR = "registered-patient-year"
    WEIGHTED_PATIENT = "weighted-patient"
    TEST = "test"
    CONTRACT = "contract"
    PRACTICE_YEAR = "practice-year"
    PACKAGE_YEAR = "package-year"
    """All services of a package together, for a year."""
    SUPERVISED_DOSE = "supervised-dose"
    ITEM = "item"
    UNKNOWN = "unknown"


class Topic(StrEnum):
    """What a piece of guidance is about."""

    ACCEPTANCE_CHECK = "acceptance-check"
    """What a practice looks for before it accepts a request."""
    AGREEMENT_CONTENT = "agreement-content"
    """What an agreement holds."""
    REPLY = "reply"
    """How soon primary care replies, and what silence counts as."""
    ENDING = "ending"
    """What ends shared care for a patient."""
    NATIONAL_GUIDANCE = "national-guidance"
    PRACTICE_POLICY = "practice-policy"
    """What a practice, or a body that represents practices, does or advises."""
    COLLECTIVE_ACTION = "collective-action"
    REPORTING = "reporting"
    """How practices report work that was passed to them."""
    HOSPITAL_WORK = "hospital-work"
    """What a hospital is asked to do itself."""
    PAYMENT = "payment"
    """How commissioners pay for shared care."""
    SUBSTANCE_MISUSE = "substance-misuse"
    LOCAL_SYSTEM = "local-system"
    """How many practices, which bodies, how they are joined."""


class Confidence(StrEnum):
    """How sure it is that a listed document is what its file says."""

    HIGH = "high"
    """Read on the owner's own page."""
    MEDIUM = "medium"
    """Read on somebody else's page, or cut short."""
    LOW = "low"
    """A title alone, or inferred."""


class CodeSystem(StrEnum):
    """Whose code it is."""

    SNOMED_CT = "snomed-ct"
    DMD = "dm+d"
    BNF = "bnf"
    ODS = "ods"


EVERYDAY_WORDS = {
    **dict.fromkeys(("gp", "gps", "practice", "surgery", "general practice", "primary care"), "primary-care"),
    **dict.fromkeys(("hospital", "consultant", "trust", "clinic", "secondary care"), "specialist"),
    **dict.fromkeys(("pharmacy", "pharmacist", "chemist"), "community-pharmacy"),
    **dict.fromkeys(("keyworker", "key worker"), "key-worker"),
    **dict.fromkeys(("in date", "active", "live", "current"), "approved"),
    **dict.fromkeys(("maintenance", "ongoing"), "stable"),
    **dict.fromkeys(("initiation", "initial", "start"), "starting"),
}
"""What people write for a word of the register. The nearest by spelling may be another party: `practice`, `patient`."""
