"""What is edited in the tests' register, and the words that the diff must say of it: whole lines, kept whole here."""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

from sharedcare.changes.told import REWRITTEN

M = "exampleshire/exampleshire-methotrexate.yml"
B = "exampleshire/exampleshire-leflunomide-and-sulfasalazine.yml"
L = "exampleshire/exampleshire-lithium.yml"
AREAS, SERVICES, TESTS = "reference/areas.yml", "reference/services.yml", "reference/tests.yml"
ORGANISATIONS, COMMITTEES, SCHEMES = (
    "reference/organisations.yml",
    "reference/committees.yml",
    "reference/schemes.yml",
)
DRUG = "reference/drugs/methotrexate.yml"
IDS, REPORTS, GUIDANCE = "reference/ids.yml", "reference/reports.yml", "reference/guidance.yml"
DECISIONS, RATCHET = "reference/decisions.yml", "reference/ratchet.yml"
NOTHING = "Nothing changes that a reader would see."
STABLE = "Once stable: Full blood count, Liver function tests, Urea and electrolytes, for methotrexate"
STABLE_ROW = "    - {phase: stable, tests: [FBC, LFT, UE], every: 12 weeks, requested_by: primary-care, taken_by: primary-care, acted_on_by: primary-care, source: protocol, section: \"9\"}\n"  # fmt: skip
STARTING_ROW = "    - {phase: starting, tests: [FBC, LFT, \"U&E\"], every: 2 weeks, until: the dose has been stable for 6 weeks, requested_by: specialist, taken_by: unknown, acted_on_by: specialist, source: protocol, section: \"8\"}\n"  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """An edit, and what is said of it."""

    name: str
    edits: tuple[tuple[str, str, str], ...]
    """In a file, a text that stands there once, and what replaces it."""
    words: tuple[str, ...]
    """Lines that the output holds, whole but for their mark. `!` before one: it needs a second reviewer; `-`: not."""
    removed: str = ""
    """A file that is taken out."""
    renamed: str = ""
    """The id that the protocol for methotrexate gets."""


def case(name: str, file: str, good: str, bad: str, *words: str) -> Case:
    """A case of one edit."""
    return Case(name, ((file, good, bad),), words)


ROWS = (
    case("interval", M, "every: 12 weeks", "every: 4 weeks", f"! {STABLE}: every 12 weeks -> every 4 weeks"),
    case("interval-range", M, "every: 12 weeks", "every: 4 to 6 weeks", f"! {STABLE}: every 12 weeks -> every 4 to 6 weeks"),
    case("interval-at-least", M, "every: 12 weeks", "every: 12 weeks, at_least: true",
         f"! {STABLE}: every 12 weeks -> every 12 weeks, or more often"),
    case("interval-printed", M, "every: 12 weeks", "every_as_printed: as the clinic says",
         f"! {STABLE}: every 12 weeks -> as the clinic says"),
    case("interval-gone", M, "every: 12 weeks, ", "", f"! {STABLE}: every 12 weeks -> not known"),
    case("points-in-time", M, "at: [2 weeks, 4 weeks]", "at: [2 weeks, 8 weeks]",
         "! After a change of dose: Full blood count, Liver function tests, Urea and electrolytes, for methotrexate, only for Rheumatoid arthritis: "
         "at 2 weeks, 4 weeks -> at 2 weeks, 8 weeks"),
    case("how-long", B, "every: 3 months, for: 1 year", "every: 3 months, for: 2 years",
         "! Once stable: Full blood count, Liver function tests, for sulfasalazine: every 3 months, for 1 year -> every 3 months, for 2 years"),
    case("until", M, "stable for 6 weeks, requested", "stable for 12 weeks, requested",
         "! While starting: Full blood count, Liver function tests, Urea and electrolytes, for methotrexate: every 2 weeks, until the dose has been stable for 6 weeks -> "
         "every 2 weeks, until the dose has been stable for 12 weeks"),
    case("who-requests", M, "every: 12 weeks, requested_by: primary-care", "every: 12 weeks, requested_by: specialist",
         f"! {STABLE}: Who requests the tests: Primary care -> Specialist"),
    case("who-takes", M, "6 weeks, requested_by: specialist, taken_by: unknown",
         "6 weeks, requested_by: specialist, taken_by: primary-care",
         "! While starting: Full blood count, Liver function tests, Urea and electrolytes, for methotrexate: Who takes the sample or measurement: Not known -> Primary care"),
    case("who-acts", M, "taken_by: primary-care, acted_on_by: primary-care", "taken_by: primary-care, acted_on_by: specialist",
         f"! {STABLE}: Who reads the result and acts: Primary care -> Specialist"),
    case("test-gone", M, "tests: [FBC, LFT, UE], every: 12", "tests: [FBC, LFT], every: 12",
         "! No longer: Once stable: Urea and electrolytes, for methotrexate: every 12 weeks; who requests the tests: Primary care; "
         "who takes the sample or measurement: Primary care; who reads the result and acts: Primary care; "
         "source: Shared care protocol: methotrexate, version 3.1; section: 9"),
    case("test-new", M, "tests: [FBC, LFT, UE, BP]", "tests: [FBC, LFT, UE, BP, ECG]",
         "! New: Before treatment: Electrocardiogram, for methotrexate: once; who requests the tests: Specialist; "
         "who takes the sample or measurement: Specialist; who reads the result and acts: Specialist; "
         "source: Shared care protocol: methotrexate, version 3.1; section: 8"),
    case("test-as-printed", M, "tests: [FBC, LFT, UE, BP]", "tests: [FBC, LFT, UE, BP], tests_as_printed: a chest X-ray",
         "! New: Before treatment: a chest X-ray, for methotrexate: once; who requests the tests: Specialist; "
         "who takes the sample or measurement: Specialist; who reads the result and acts: Specialist; "
         "source: Shared care protocol: methotrexate, version 3.1; section: 8"),
    case("row-gone", M, STABLE_ROW, "", f"! No longer: {STABLE}: every 12 weeks; who requests the tests: Primary care; "
         "who takes the sample or measurement: Primary care; who reads the result and acts: Primary care; "
         "source: Shared care protocol: methotrexate, version 3.1; section: 9"),
    case("row-for-some-patients", M, STABLE_ROW, STABLE_ROW + STABLE_ROW.replace("12 weeks", "4 weeks, only_if: also taking leflunomide"),
         f"! New: {STABLE}, only if also taking leflunomide: every 4 weeks; who requests the tests: Primary care; "
         "who takes the sample or measurement: Primary care; who reads the result and acts: Primary care; "
         "source: Shared care protocol: methotrexate, version 3.1; section: 9"),
    case("row-taken-apart", M, STABLE_ROW, STABLE_ROW.replace("FBC, LFT, UE", "FBC").replace("12 weeks", "4 weeks")
         + STABLE_ROW.replace("FBC, LFT, UE", "LFT, UE"),
         "! Once stable: Full blood count, for methotrexate: every 12 weeks -> every 4 weeks"),
    case("row-taken-apart-alike", M, STABLE_ROW,
         STABLE_ROW.replace("FBC, LFT, UE", "UE") + STABLE_ROW.replace("FBC, LFT, UE", "LFT, FBC"),
         "! Which tests, how often, and who acts: The protocol's own rows: "
         "put together or written in another way, which these words do not show"),
    case("condition", M, "every: 12 weeks", "every: 12 weeks, only_if: eGFR is below 60",
         f"! New: {STABLE}: The condition under which this row holds: eGFR is below 60"),
    case("row-ages", M, "every: 12 weeks", "every: 12 weeks, ages: {start: 18, continue_to: 65}",
         f"! New: {STABLE}: The ages it is limited to: 18 to 65 years"),
    case("row-note", M, "every: 12 weeks", "every: 12 weeks, taken_by_note: at the practice",
         f"! New: {STABLE}: Who takes the sample or measurement: note: at the practice"),
    case("timing-note", M, "every: 12 weeks", "every: 12 weeks, every_note: from the last result",
         f"! {STABLE}: every 12 weeks -> every 12 weeks, from the last result"),
    case("section", M, STABLE_ROW, STABLE_ROW.replace("9", "9.1"), f"- {STABLE}: Section: 9 -> 9.1"),
    case("one-drug-of-two", B, "{phase: stable, drugs: [leflunomide], tests: [FBC, LFT, BP], every: 8 weeks",
         "{phase: stable, drugs: [leflunomide], tests: [FBC, LFT, BP], every: 4 weeks",
         "! Once stable: Full blood count, Liver function tests, Blood pressure, for leflunomide: every 8 weeks -> every 4 weeks"),
    case("missed", M, "grace: 2 weeks", "grace: 6 weeks",
         "! What to do when monitoring is overdue: Issue one further supply and recall the patient: "
         "How late it may be: 2 weeks -> 6 weeks"),
    case("missed-then", M, "Issue one further supply and recall", "Issue two further supplies and recall",
         "! What to do when monitoring is overdue: Issue one further supply and recall the patient -> "
         "Issue two further supplies and recall the patient"),
    case("rows-from-reference", M, "basis: protocol", "basis: reference",
         "! Which tests, how often, and who acts: Where the rows come from: Protocol -> Reference"),
)  # fmt: skip

CLINICAL = (
    case("threshold", M, "count below 3.5", "count below 2.5",
         "! What to do about a result or a symptom: Full blood count: White cell count below 3.5 ×10⁹/L -> White cell count below 2.5 ×10⁹/L"),
    case("urgency", M, "urgency: same-day", "urgency: routine",
         "! What to do about a result or a symptom: Full blood count, White cell count below 3.5 ×10⁹/L: How soon: Same day -> Routine"),
    case("action", M, "action: Withhold and ask the specialist", "action: Halve the dose",
         "! What to do about a result or a symptom: Full blood count, White cell count below 3.5 ×10⁹/L: What to do: "
         "Withhold and ask the specialist -> Halve the dose"),
    case("contraindication-gone", M, "contraindications:\n  - {text: Severe renal impairment, source: protocol, section: 4.2}\n", "",
         "! No longer: When the drug is not given: Severe renal impairment: "
         "source: Shared care protocol: methotrexate, version 3.1; section: 4.2"),
    case("caution-new", M, "contraindications:", "cautions: [{text: Older people, source: protocol}]\ncontraindications:",
         "! New: When the drug is given with care: Older people: source: Shared care protocol: methotrexate, version 3.1"),
    case("interaction", M, "severity: avoid", "severity: caution",
         "! What it must not, or only with care, be given with: trimethoprim: How it is to be handled: Avoid -> With caution"),
    case("supply", M, "supply_max: 4 weeks", "supply_max: 12 weeks",
         "! What exactly is shared: Methotrexate: The longest supply to issue at once: 4 weeks -> 12 weeks"),
    case("strengths", M, "strengths: [2.5 mg]", "strengths: [2.5 mg, 10 mg]",
         "! New: What exactly is shared: Methotrexate: The strengths: 10 mg"),
    case("ages", M, "ages: {start: 18,", "ages: {start: 16,", "! The ages covered, in years: 18 years and over -> 16 years and over"),
    case("indication-licence", M, "licensed: true", "licensed: false",
         "! What the drug is given for here: Rheumatoid arthritis: Whether the drug is licensed for it: Yes -> No"),
    case("light", M, "label: Amber 1, meaning: shared-care", "label: Red, meaning: specialist-only",
         "! The local traffic light: Amber 1, given by Exampleshire Area Prescribing Committee -> "
         "Red, given by Exampleshire Area Prescribing Committee",
         "! The local traffic light: Red, given by Exampleshire Area Prescribing Committee: What it means: "
         "Shared care -> Specialist only"),
    case("responsibility", M, "patient: [Attend clinic reviews]", "patient: [Attend reviews when asked]",
         "! Who does what: Who follows up? What the patient does: Attend clinic reviews -> Attend reviews when asked"),
    case("responsibility-new", M, "patient: [Come for the tests]", "patient: [Come for the tests, Keep a record]",
         "! New: Who does what: Who monitors? What the patient does: Keep a record"),
    case("responsibilities-read", B, "responsibilities: unknown\nresponsibilities_note: The second page of the document could not be read.",
         "responsibilities:\n  prescribing: {specialist: [Start it], primary_care: unknown, patient: []}",
         "! No longer: Who does what: note: The second page of the document could not be read.",
         "! Who does what: Who prescribes? Not known -> what the specialist does: Start it; what primary care does: Not known"),
    case("stable-for", M, "stable_for: 12 weeks", "stable_for: 4 weeks",
         "! How care passes, and how it comes back: How long the patient has been stable before a request: 12 weeks -> 4 weeks"),
    case("silence", M, "silence_means: no", "silence_means: yes",
         "! How care passes, and how it comes back: What no reply counts as: No -> Yes"),
    case("discharge", M, "ends_when: [discharge, missed", "ends_when: [missed",
         "! No longer: How care passes, and how it comes back: What ends shared care: The specialist discharges the patient"),
    case("who-prescribes-meanwhile", M, "prescriber_until_confirmed: primary-care", "prescriber_until_confirmed: specialist",
         "! How care passes, and how it comes back: What holds while care goes back: "
         "Who prescribes until the specialist has confirmed taking over: Primary care -> Specialist"),
    case("drug-new", M, "drugs: [methotrexate]\nproducts", "drugs: [methotrexate, sulfasalazine]\nproducts",
         "! New: The drugs: Sulfasalazine"),
    case("private", M, "private: false", "private: true",
         "! Whose requests the protocol covers, by kind of provider: Private providers: No -> Yes"),
)  # fmt: skip

PAPERS = (
    case("review-date", M, "review_due: 2027-04", "review_due: 2026-04",
         "! The area's document: When it is to be reviewed: April 2027 (read as 30 April 2027) -> April 2026 (read as 30 April 2026)",
         "- Becomes worse: Exampleshire: Currency: Current -> Out of date"),
    case("review-date-better", B, "review_due: 2026-06-30", "review_due: 2028-06-30",
         "! The area's document: When it is to be reviewed: 30 June 2026 -> 30 June 2028",
         "! Becomes better: Exampleshire: Currency: Extended -> Current"),
    case("review-date-known", L, 'ends_as_printed: "2025-2027"\n  end: 2027\n  end_means: unknown', "review_due: 2030-01-31",
         "! The area's document: When it is to be reviewed: Not known -> 31 January 2030",
         "- No longer: The area's document: Its end as printed: 2025-2027"),
    case("review-date-of-an-area", M, "status: adopted, on: 2024-06}", "status: adopted, on: 2024-06, review_due: 2026-12}",
         "! New: What parts of the area, or other areas, decided for themselves: North Exampleshire: Its own review date, where it set one: December 2026 "
         "(read as 31 December 2026)"),
    case("version", M, 'version: "3.1"', 'version: "3.1a"', "! The area's document: Its version as printed: 3.1 -> 3.1a"),
    case("approved", M, "approved_on: 2024-04-10", "approved_on: 2026-11-10",
         "! The area's document: The day it was approved: 10 April 2024 -> 10 November 2026"),
    case("verified-on", M, "  on: 2026-10-01", "  on: 2026-11-01",
         "! Whether this file has been checked against its document: When: 1 October 2026 -> 1 November 2026"),
    case("suspended", M, "  status: approved", "  status: suspended\n  suspended: {on: 2026-11-01, reason: A safety notice}",
         "! The area's document: What the committee has declared: Approved -> Suspended",
         "! New: The area's document: The day and reason of a suspension: the first day: 1 November 2026; why: A safety notice"),
    case("extension", M, "  reviews:", "  extensions: [{decided_on: 2026-11-01, until: 2027-09-30, by: exampleshire-apc, reason: Time, source: protocol}]\n  reviews:",
         "! New: Decisions to go on using it past its review date: 1 November 2026: "
         "the last day of the extension: 30 September 2027; the committee that decided: "
         "Exampleshire Area Prescribing Committee; why: Time; source: Shared care protocol: methotrexate, version 3.1"),
    case("review-record", M, "minute: 24/17", "minute: 24/18",
         "! Evidence that somebody looked: 10 April 2024: The committee's minute: 24/17 -> 24/18"),
    case("contact-urgent", M, 'phone: "01632 960001"', 'phone: "01632 960009"',
         "! Whom to ask: Urgent questions, Rheumatology advice line: Telephone: 01632 960001 -> 01632 960009"),
    case("contact-for-patients", M, 'phone: "01632 960002"', 'phone: "01632 960009"',
         "- Whom to ask: Patients, Rheumatology clinic: Telephone: 01632 960002 -> 01632 960009"),
    case("contact-checked", M, '960002", checked_on: 2026-09-12', '960002", checked_on: 2026-11-12',
         "- Whom to ask: Patients, Rheumatology clinic: When somebody last made sure that it works: "
         "12 September 2026 -> 12 November 2026"),
    case("contact-role", M, "role: Rheumatology clinic", "role: Rheumatology clinics",
         "- Whom to ask: Patients: Rheumatology clinic -> Rheumatology clinics"),
    case("service-dropped", M, "  services: [exampleshire-shared-care-les]", "  status: unfunded\n  evidence_on: 2026-10-01",
         "! No longer: What the commissioner pays primary care for: The services that pay: Exampleshire shared care enhanced service",
         "! New: What the commissioner pays primary care for: What is known of the funding: Unfunded",
         "- Becomes worse: Exampleshire: Funding: Funded -> Not funded"),
    case("note-beside-unknown", M, "fallback_provider: unknown", "fallback_provider: unknown\n  fallback_provider_note: Asked in May",
         "! New: What the commissioner pays primary care for: Who does the work where a practice does not provide the service: "
         "note: Asked in May"),
    case("adopted", M, "status: adopted", "status: not-adopted",
         "! What parts of the area, or other areas, decided for themselves: North Exampleshire: What it decided: Adopted -> Not adopted"),
    case("adopted-new", L, "drugs: [lithium]\n",
         "adopted_in:\n  - {area: exampleshire-north, status: adopted, on: 2026-10}\ndrugs: [lithium]\n",
         "! New: What parts of the area, or other areas, decided for themselves: North Exampleshire: what it decided: Adopted; "
         "from when: October 2026"),
    case("specialist-service-new", L, "responsibilities: unknown\n",
         "specialist_services:\n  - {organisation: exampleshire-trust, party: true, from: 2026-11}\nresponsibilities: unknown\n",
         "! New: The providers whose requests the protocol covers: Exampleshire Hospitals: whether it is a party to the protocol: "
         "Yes; since when: November 2026"),
    case("source-read", M, "publisher: Example Press, read_as: third-party-copy, checked_on: unknown",
         "publisher: Example Press, read_as: original, checked_on: 2026-11-01",
         "! Sources: An invented book: Whether the original was read, or somebody else's copy: A third-party copy -> The original",
         "- Sources: An invented book: When it was last read for the register: Not known -> 1 November 2026"),
    case("source-key", B, "  les-spec: {title", "  specification: {title",
         f"- Sources: Specification of the shared care service: {REWRITTEN}"),
    Case("source-key-cited", ((B, "  les-spec: {title", "  specification: {title"), (B, "source: les-spec", "source: specification")),
         (f"- Sources: Specification of the shared care service: {REWRITTEN}",)),
    case("verification", M, "status: verified", "status: transcribed",
         "! Whether this file has been checked against its document: How far it was checked: Verified by two roles -> Transcribed, not verified"),
    case("correction", M, "verification:", "corrections: [{on: 2026-11-02, by: LMC editor, what: A slip in the section}]\nverification:",
         "! New: Slips mended without a new version: A slip in the section: when: 2 November 2026; the role that mended it: LMC editor"),
    case("accepted-finding", M, "verification:", "accepted_findings: [{rule: SC509, reason: As printed, until: 2027-01}]\nverification:",
         "! New: Known findings kept on purpose: SC509: why it is kept: As printed; the last day: January 2027 (read as 31 January 2027)"),
    case("difference", M, "book: 8 weeks", "book: 6 weeks",
         "- Where sources disagree: the interval of the tests: What each says: Protocol: 12 weeks; book: 8 weeks -> "
         "Protocol: 12 weeks; book: 6 weeks"),
    case("title", M, "title: Methotrexate for adults", "title: Methotrexate for all adults",
         "- What the page is called: Methotrexate for adults with rheumatoid arthritis -> "
         "Methotrexate for all adults with rheumatoid arthritis"),
    case("evidence", M, "evidence: document", "evidence: listing\nlisting_seen_on: 2026-11-01",
         "! How deep the evidence behind this file goes: Document -> Listing"),
)  # fmt: skip

SHARED = (
    case("service-ended", SERVICES, "end: 2028-03-31", "end: 2026-03-31",
         "! The last day: 31 March 2028 -> 31 March 2026",
         "- Becomes worse: North Exampleshire: Funding: Funded -> Funding ended; A new request: Arrangements in place -> Incomplete; "
         "Now against a new request: Exampleshire shared care enhanced service ended on 31 March 2026. "
         "(1 protocol that rests on it: Methotrexate for adults with rheumatoid arthritis)"),
    case("service-covers", SERVICES, "drugs: [methotrexate, leflunomide, sulfasalazine]", "drugs: [leflunomide, sulfasalazine]",
         "! No longer: What it pays for: Drugs: Methotrexate"),
    case("service-fee", SERVICES, "amount: 96.50", "amount: 90", "- What it pays: For each patient a year: Pounds: 96.5 -> 90.0"),
    case("notice-new", DRUG, "classifications:", "  - {id: lungs, title: Lungs, issued_on: 2026-11, recorded_on: 2026-11-20, says: Ask about cough, source: notice}\nclassifications:",
         "! New: Safety notices: Lungs: when it was issued: November 2026; when the register recorded it: 20 November 2026; "
         "what it asks for, in our words: Ask about cough; source: An invented safety notice"),
    case("reference-interval", DRUG, "every: 12 weeks", "every: 8 weeks",
         "! Monitoring as named sources give it: Once stable: Full blood count, Liver function tests, Urea and electrolytes, only for rheumatology: every 12 weeks -> every 8 weeks"),
    case("brand", DRUG, "names: [Examplexate]", "names: [Examplexate, Otherexate]", "! New: Brand names: The names: Otherexate"),
    case("area-committee-rule", AREAS, "past_review_means: unknown", "past_review_means: not-valid",
         "! The committee's rule for a protocol past its review date: Not known -> It is not valid"),
    case("commissioner", AREAS, "to: 2022-06-30", "to: 2022-05-31",
         "! Who pays, and when: Exampleshire Clinical Commissioning Group: The last day: 30 June 2022 -> 31 May 2022"),
    case("organisation-name", ORGANISATIONS, "name: Exampleshire Hospitals", "name: Exampleshire University Hospitals",
         "- Its name: Exampleshire Hospitals -> Exampleshire University Hospitals"),
    case("committee-name", COMMITTEES, "abbreviation: APC", "abbreviation: EAPC", "- What it is called for short: APC -> EAPC"),
    case("test-alias", TESTS, "aliases: [LFTs]", "aliases: [LFTs, liver tests]", "! New: Other names and abbreviations: liver tests"),
    case("light-meaning", SCHEMES, "label: Amber 2, meaning: specialist-started", "label: Amber 2, meaning: shared-care",
         "! The lights: Amber 2: What it means, in words that all areas share: "
         "Started by a specialist, then primary care -> Shared care"),
    case("report-reply", REPORTS, "on: 2026-07", "on: 2026-08", "- What was answered: When: July 2026 -> August 2026"),
    case("guidance", GUIDANCE, "text: The patient is stable.", "text: The patient is stable now.",
         "- What is said, in our words: The patient is stable. -> The patient is stable now."),
    case("decision", DECISIONS, "label: Amber 1", "label: Red", "- The light as printed: Amber 1 -> Red"),
    case("id-retired", IDS, "why: The clinic gives gold injections itself.", "why: The clinic gives it.",
         "- Retired protocols: exampleshire-gold: Why, for somebody who follows an old link: The clinic gives gold injections itself. -> The clinic gives it."),
    case("ratchet", RATCHET, "reference/tests.yml: 1", "reference/tests.yml: 2",
         "- How many findings of the rule each file still has, by its path from the register's folder: reference/tests.yml: 1 -> reference/tests.yml: 2"),
    case("shared-source", SERVICES, "published: 2026-04", "published: 2026-05", "- When it was published: April 2026 -> May 2026"),
    case("service-new", SERVICES, "\nsources:", "  another-les: {name: Another service, commissioner: exampleshire-icb, start: 2026-04, end: none, covers: unknown, fees: unknown, opt_in: unknown, source: specification}\n\nsources:",
         "! New: all that it says has to be reviewed.", "  The service itself", "  - Its name: Another service",
         "  ! Who pays: Exampleshire Integrated Care Board", "  ! The first day: April 2026", "  ! The last day: None",
         "  ! What it pays for: Not known", "  - What it pays: Not known", "  ! Whether a practice chooses to provide it: Not known",
         "  - Source: Specification of the shared care service"),
)  # fmt: skip

FILES = (
    case("unreadable", M, "drugs: [methotrexate]\nproducts", "drugs: [methotrexate\nproducts",
         "! The file can no longer be read: nothing in it is shown or checked. "
         "Line 9: the bracket `[` that opens here is never closed.",
         "- Becomes worse: Exampleshire: Currency: Current -> Cannot be read"),
    case("reference-unreadable", SERVICES, "services:\n", "services: [\n",
         "! The file can no longer be read: nothing in it is shown or checked. "
         "Line 4: a comma, or the closing `]`, is missing before this."),
    case("drug-unreadable", DRUG, "id: methotrexate\n", "id: methotrexat\n",
         "! The file can no longer be read: nothing in it is shown or checked. "
         "Line 2: the id is `methotrexat`, but the file is called `methotrexate.yml`."),
    case("misspelt-key", M, "review_due:", "review_deu:",
         "! The file can no longer be read: nothing in it is shown or checked. "
         "Line 26: no field is called `review_deu` here."),
    Case("removed", (), ("! Taken out of the register: all that it said is gone.",
         "- Exampleshire: No longer in the register; it was: Current; Partly funded; a new request: Incomplete",
         "  The protocol itself", "  ! No longer: The drugs: Lithium", "  The area's document",
         "  ! No longer: The day it was approved: 2025 (read as 31 December 2025)"), removed=L),
    Case("renamed", (), ("! Renamed from exampleshire-methotrexate to exampleshire-methotrexate-ra; "
         "nothing leads from the old address to the new one.",), renamed="exampleshire-methotrexate-ra"),
    Case("renamed-and-listed",
         ((IDS, "      - exampleshire-methotrexate\n", "      - exampleshire-methotrexate-ra\n"),
          (IDS, "      exampleshire-gold:\n", "      exampleshire-methotrexate: {retired_on: 2026-11-20, why: A clearer name, now: exampleshire-methotrexate-ra}\n      exampleshire-gold:\n"),
          (M, "every: 12 weeks", "every: 4 weeks")),
         ("! Renamed from exampleshire-methotrexate to exampleshire-methotrexate-ra; the old address leads to the new one "
          "(since: 20 November 2026), and says why: A clearer name", f"! {STABLE}: every 12 weeks -> every 4 weeks"),
         renamed="exampleshire-methotrexate-ra"),
    case("nothing-comment", M, "id: exampleshire-methotrexate\n", "id: exampleshire-methotrexate  # a remark\n", NOTHING),
    case("nothing-quoted", M, "stable_for: 12 weeks", 'stable_for: "12 weeks"', NOTHING),
    Case("nothing-order-of-rows", ((M, STARTING_ROW, ""), (M, STABLE_ROW, STABLE_ROW + STARTING_ROW)), (NOTHING,)),
    case("nothing-order-of-keys", M, "{area: exampleshire-north, status: adopted, on: 2024-06}", "{on: 2024-06, status: adopted, area: exampleshire-north}", NOTHING),
    case("nothing-order-of-tests", M, "tests: [FBC, LFT, UE, BP]", "tests: [BP, UE, LFT, FBC]", NOTHING),
)  # fmt: skip

CASES = (*ROWS, *CLINICAL, *PAPERS, *SHARED, *FILES)
