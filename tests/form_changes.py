"""What is edited in a protocol of the tests' register, for the table that the form and `sharedcare diff` share."""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

from tests.diff_cases import STABLE_ROW, STARTING_ROW, B, L, M


@dataclass(frozen=True, slots=True)
class Vector:
    """Edits of one file."""

    name: str
    file: str
    edits: tuple[tuple[str, str], ...]
    """A text that stands there once, and what replaces it."""
    form: tuple[str, str] | None = None
    """Words of Python's, and what the form says in their place."""
    why: str = ""


def vector(name: str, old: str, new: str, file: str = M) -> Vector:
    """A vector of one edit."""
    return Vector(name, file, ((old, new),))


MISSED_ROW = '    - {grace: 2 weeks, then: Issue one further supply and recall the patient, supply_limit: 2 weeks, tell: specialist, source: protocol, section: "9"}\n'
CLINIC = '  - {id: clinic, for: patients, role: Rheumatology clinic, organisation: exampleshire-trust, phone: "01632 960002", checked_on: 2026-09-12}\n'
ACTION = '  - {finding: White cell count below 3.5 ×10⁹/L, test: FBC, action: Withhold and ask the specialist, urgency: same-day, source: protocol, section: "10"}\n'
BOOK = "  book: {title: An invented book, publisher: Example Press, read_as: third-party-copy, checked_on: unknown}\n"
LINE = '  - {id: advice-line, for: urgent, role: Rheumatology advice line, organisation: exampleshire-trust, phone: "01632 960001", hours: "Monday to Friday, 9am to 5pm", out_of_hours: "Medical registrar on call, 01632 960000", checked_on: 2026-09-12}\n'

SILENT = (
    "order-of-rows", "order-of-contacts", "order-of-keys", "order-of-tests", "order-of-sources", "one-spelling-of-a-length",
    "default-written-out", "quoted", "remark",
)  # fmt: skip
"""What is no change to a reader."""

VECTORS = (
    # Words of a list, yes and no, dates, lengths, numbers, texts, ids.
    vector("enum", "status: approved", "status: draft"),
    vector("enum-unknown", "urgency: same-day", "urgency: unknown"),
    vector("enum-gone", ", urgency: same-day", ""),
    vector("yes-no", "silence_means: no", "silence_means: yes"),
    vector("flag", "private: false", "private: true"),
    vector("date-day", "approved_on: 2024-04-10", "approved_on: 2024-04-11"),
    vector("date-month-of-a-deadline", "review_due: 2027-04", "review_due: 2027"),
    vector("date-of-evidence", "published: 2020-09", "published: 2020-10"),
    vector("date-not-known", "expires: 2028-04-30", "expires: unknown"),
    vector("date-gone", "  expires: 2028-04-30\n", ""),
    vector("length", "stable_for: 12 weeks", "stable_for: 3 to 6 months"),
    vector("length-not-known", "stable_for: 12 weeks", "stable_for: unknown\n  stable_for_note: The document does not say"),
    vector("ages", "ages: {start: 18, continue_to: none}", "ages: {start: none, continue_to: 17}"),
    vector("ages-not-known", "ages: {start: 18, continue_to: none}", "ages: unknown"),
    vector("text", "title: Methotrexate for adults", "title: Methotrexate for all adults"),
    vector("web-address", "url: https://example.org/scp/methotrexate\n", "url: https://example.org/scp/mtx\n"),
    vector("id-of-a-committee", "label: Amber 1, meaning: shared-care, committee: exampleshire-apc", "label: Amber 1, meaning: shared-care, committee: unknown"),
    vector("id-of-a-contact", "prescriber: specialist, contact: advice-line", "prescriber: specialist, contact: clinic"),
    vector("id-that-nobody-knows", "organisation: exampleshire-lmc", "organisation: example-other"),
    vector("light", "label: Amber 1, meaning: shared-care", "label: Red, meaning: specialist-only"),
    # Lists of values.
    vector("item-new", "patient: [Come for the tests]", "patient: [Come for the tests, Keep a record]"),
    vector("item-reworded", "patient: [Attend clinic reviews]", "patient: [Attend all clinic reviews]"),
    vector("item-gone", "criteria: [Dose unchanged for 6 weeks, Two", "criteria: [Two"),
    vector("item-of-an-enum", "ends_when: [discharge, missed", "ends_when: [missed"),
    vector("list-emptied", "patient: [Report fever, mouth ulcers or breathlessness at once]", "patient: []"),
    vector("list-not-known", "drugs: [methotrexate]\nproducts", "drugs: unknown\nproducts"),
    vector("drug-new", "drugs: [methotrexate]\nproducts", "drugs: [methotrexate, sulfasalazine]\nproducts"),
    # Rows of monitoring.
    vector("interval", "every: 12 weeks", "every: 4 weeks"),
    vector("interval-or-more-often", "every: 12 weeks", "every: 12 weeks, at_least: true"),
    vector("interval-as-printed", "every: 12 weeks", "every_as_printed: as the clinic says"),
    vector("interval-gone", "every: 12 weeks, ", ""),
    vector("interval-note", "every: 12 weeks", "every: 12 weeks, every_note: from the last result"),
    vector("points-in-time", "at: [2 weeks, 4 weeks]", "at: [2 weeks, 8 weeks]"),
    vector("who-requests", "every: 12 weeks, requested_by: primary-care", "every: 12 weeks, requested_by: specialist"),
    vector("row-note", "every: 12 weeks", "every: 12 weeks, taken_by_note: at the practice"),
    vector("condition", "every: 12 weeks", "every: 12 weeks, only_if: eGFR is below 60"),
    vector("row-ages", "every: 12 weeks", "every: 12 weeks, ages: {start: 18, continue_to: 65}"),
    vector("row-indications", "indications: [ra], ", ""),
    vector("trigger", "every: 12 weeks", "trigger: each visit"),
    vector("test-new", "tests: [FBC, LFT, UE, BP]", "tests: [FBC, LFT, UE, BP, ECG]"),
    vector("test-gone", "tests: [FBC, LFT, UE], every: 12", "tests: [FBC, LFT], every: 12"),
    vector("a-test-by-another-name", "tests: [FBC, LFT, UE, BP]", 'tests: [full blood count, LFT, UE, BP]'),
    vector("test-as-printed", "tests: [FBC, LFT, UE, BP]", "tests: [FBC, LFT, UE, BP], tests_as_printed: a chest X-ray"),
    vector("section-alone", STABLE_ROW, STABLE_ROW.replace("9", "9.1")),
    vector("source-alone", STABLE_ROW, STABLE_ROW.replace("source: protocol", "source: book")),
    vector("row-gone", STABLE_ROW, ""),
    vector("row-new", STABLE_ROW, STABLE_ROW + STABLE_ROW.replace("12 weeks", "4 weeks, only_if: also taking leflunomide")),
    vector("row-taken-apart", STABLE_ROW, STABLE_ROW.replace("FBC, LFT, UE", "FBC").replace("12 weeks", "4 weeks") + STABLE_ROW.replace("FBC, LFT, UE", "LFT, UE")),
    vector("row-written-in-two", STABLE_ROW, STABLE_ROW.replace("FBC, LFT, UE", "UE") + STABLE_ROW.replace("FBC, LFT, UE", "LFT, FBC")),
    vector("rows-swapped-and-changed", STARTING_ROW, STABLE_ROW.replace("every: 12 weeks", "every: 6 weeks").replace("stable", "starting")),
    vector("one-drug-of-two", "drugs: [leflunomide], tests: [FBC, LFT, BP], every: 8 weeks", "drugs: [leflunomide], tests: [FBC, LFT, BP], every: 4 weeks", B),
    vector("missed", "grace: 2 weeks", "grace: 6 weeks"),
    vector("missed-reworded", "Issue one further supply and recall", "Issue two further supplies and recall"),
    vector("missed-gone", f"  missed:\n{MISSED_ROW}", ""),
    vector("rows-from-reference", "basis: protocol", "basis: reference"),
    # Other rows.
    vector("threshold", "count below 3.5", "count below 2.5"),
    vector("action", "action: Withhold and ask the specialist", "action: Halve the dose"),
    vector("action-new", ACTION, ACTION + "  - {finding: Fever, action: Ask the same day, urgency: same-day, source: protocol}\n"),
    vector("interaction", "severity: avoid", "severity: caution"),
    vector("caution-new", "contraindications:", "cautions: [{text: Older people, source: protocol}]\ncontraindications:"),
    vector("contraindication-gone", "contraindications:\n  - {text: Severe renal impairment, source: protocol, section: 4.2}\n", ""),
    vector("product", "supply_max: 4 weeks", "supply_max: 12 weeks"),
    vector("strength", "strengths: [2.5 mg]", "strengths: [2.5 mg, 10 mg]"),
    vector("indication", "licensed: true", "licensed: false"),
    vector("adopted", "status: adopted", "status: not-adopted"),
    vector("contact-urgent", 'phone: "01632 960001"', 'phone: "01632 960009"'),
    vector("contact-no-longer-urgent", "for: urgent", "for: routine"),
    vector("contact-of-patients", 'phone: "01632 960002"', 'phone: "01632 960009"'),
    vector("contact-role", "role: Rheumatology clinic,", "role: Rheumatology clinics,"),
    vector("contact-gone", CLINIC, ""),
    vector("contact-urgent-gone", LINE, ""),
    Vector("contacts-not-known", M, ((f"contacts:\n{LINE}{CLINIC}", "contacts: unknown\ncontacts_note: The page is gone\n"),)),
    vector("provider", "organisation: exampleshire-trust, party: true", "organisation: exampleshire-trust, party: false"),
    vector("review", "minute: 24/17", "minute: 24/18"),
    vector("review-sources", "sources_read: [protocol, notice]", "sources_read: [protocol]"),
    vector("extension-new", "  reviews:", "  extensions: [{decided_on: 2026-11-01, until: 2027-09-30, by: exampleshire-apc, reason: Time, source: protocol}]\n  reviews:"),
    vector("difference", "book: 8 weeks", "book: 6 weeks"),
    vector("correction-new", "verification:", "corrections: [{on: 2026-11-02, by: LMC editor, what: A slip}]\nverification:"),
    vector("finding-accepted", "verification:", "accepted_findings: [{rule: SC509, reason: As printed, until: 2027-01}]\nverification:"),
    # Blocks, sources and notes.
    vector("block-new", "  status: approved", "  status: suspended\n  suspended: {on: 2026-11-01, reason: A safety notice}"),
    vector("block-gone", "  if_declined: {prescriber: specialist, contact: advice-line}\n", ""),
    vector("block-inside", "owner: {role: Rheumatology pharmacist", "owner: {role: Medicines pharmacist"),
    vector("block-not-known", "owner: {role: Rheumatology pharmacist, organisation: exampleshire-trust, email: rheum-pharmacy@example.org}", "owner: unknown"),
    vector("block-of-blocks", "responsibilities: unknown\nresponsibilities_note: The second page of the document could not be read.", "responsibilities:\n  prescribing: {specialist: [Start it], primary_care: unknown, patient: []}", B),
    vector("funding-of-its-own", "  services: [exampleshire-shared-care-les]", "  status: unfunded\n  evidence_on: 2026-10-01"),
    vector("source", "read_as: third-party-copy, checked_on: unknown", "read_as: original, checked_on: 2026-11-01"),
    vector("source-new", "sources:\n  protocol", "sources:\n  letter: {title: A letter, publisher: Example Trust, read_as: original, checked_on: 2026-11-01}\n  protocol"),
    vector("source-gone", BOOK, ""),
    vector("source-key", "  book: {title", "  volume: {title"),
    vector("specialty", "specialties: [rheumatology]", "specialties: [rheumatology, care-of-the-elderly]"),
    vector("notices-read", "notices_read: [once-weekly-2020]", "notices_read: []"),
    vector("note-beside-unknown", "fallback_provider: unknown", "fallback_provider: unknown\n  fallback_provider_note: Asked in May"),
    vector("verification", "status: verified", "status: transcribed"),
    vector("end-as-printed", 'ends_as_printed: "2025-2027"\n  end: 2027\n  end_means: unknown', "review_due: 2030-01-31", L),
    Vector(
        "superseded", M, (("  status: approved", "  status: approved\n  superseded: {on: 2026-11-01, by: exampleshire-lithium}"),),
        form=("Lithium for adults", "exampleshire-lithium"), why="The form does not load the titles of other protocols.",
    ),
    # What a reader does not see.
    Vector("order-of-rows", M, ((STARTING_ROW, ""), (STABLE_ROW, STABLE_ROW + STARTING_ROW))),
    Vector("order-of-contacts", M, ((LINE, ""), (CLINIC, CLINIC + LINE))),
    vector("order-of-keys", "{area: exampleshire-north, status: adopted, on: 2024-06}", "{on: 2024-06, status: adopted, area: exampleshire-north}"),
    vector("order-of-tests", "tests: [FBC, LFT, UE, BP]", "tests: [BP, UE, LFT, FBC]"),
    Vector("order-of-sources", M, ((BOOK, ""), ("sources:\n  protocol", f"sources:\n{BOOK}  protocol"))),
    vector("one-spelling-of-a-length", "stable_for: 12 weeks", "stable_for: 12 week"),
    vector("default-written-out", "title: Methotrexate", "pregnancy: []\ntitle: Methotrexate"),
    vector("quoted", "stable_for: 12 weeks", 'stable_for: "12 weeks"'),
    vector("remark", "id: exampleshire-methotrexate\n", "id: exampleshire-methotrexate  # a remark\n"),
)  # fmt: skip
