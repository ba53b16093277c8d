"""Each rule's other cases: every way in which it can be broken, and what comes near and is allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from sharedcare.findings import Grade
from sharedcare.register.kinds import SHELVES
from sharedcare.register.load import Register, load
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.reading.positions import parse
from sharedcare.register.shape import did_you_mean, nearest, read_record
from sharedcare.rules import BY_CODE, check
from sharedcare.rules.examples import LISTED, METHOTREXATE, RATCHET, SERVICES, TWO_DRUGS
from tests.registers import BASE, DAY, copied
from tests.rule_cases import CASES as MORE_CASES

AREAS = "reference/areas.yml"
TESTS = "reference/tests.yml"
SCHEMES = "reference/schemes.yml"
REPORTS = "reference/reports.yml"
ORGANISATIONS = "reference/organisations.yml"
DRUG = "reference/drugs/methotrexate.yml"
STATUS = "  status: approved\n"
VERIFIED = "  status: verified\n  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n"
LITHIUM_PAYS = "  status: partly-funded\n  pays_for: [Blood tests in the stable phase]\n  evidence_on: 2026-09-14\n"
LITHIUM_ENDS = '  ends_as_printed: "2025-2027"\n  end: 2027\n  end_means: unknown\n'
PSA = "committee: exampleshire-apc, indications: [ra, psa]}"
ADOPTED = "  - {area: exampleshire-north, status: adopted, on: 2024-06}\n"

VERIFIED_ON = "  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n"
ACCEPTED = "\naccepted_findings:\n  - {{rule: {}, reason: The committee was asked to change it, until: 2027-03-31}}\n"
CASES = {
    # Required facts
    "SC102 a required block": (TWO_DRUGS, "transfer: unknown\n", "", ["`transfer` is missing"]),
    "SC102 a required row": (TWO_DRUGS, "contacts: unknown", "contacts: []", ["`contacts` is empty"]),
    "SC102 nothing for the patient to do": (
        METHOTREXATE,
        "    patient: [Come for the tests]\n",
        "    patient: []\n",
        [],
    ),
    "SC102 a party left out": (
        METHOTREXATE,
        "    patient: [Come for the tests]\n",
        "",
        ["`patient` is missing from `responsibilities.monitoring`"],
    ),
    "SC102 no committee once approved": (
        LISTED,
        "  status: approved\n  committee: exampleshire-apc\n  approved_on: 2025\n",
        "  status: approved\n",
        ["`approved_on` is missing from `document`", "`committee` is missing from `document`"],
    ),
    "SC102 no committee of a draft": (
        LISTED,
        "  status: approved\n  committee: exampleshire-apc\n  approved_on: 2025\n",
        "  status: draft\n",
        [],
    ),
    "SC102 in a shared file": (
        AREAS,
        "    list: unknown\n    list_note: The north keeps no list of its own.\n",
        "",
        ["`list` is missing"],
    ),
    "SC102 in a shared file's source": (
        REPORTS,
        "published: 2026-05, read_as: original, checked_on: 2026-09-14}",
        "published: 2026-05, read_as: original}",
        ["`checked_on` is missing"],
    ),
    "SC102 in a drug": (
        DRUG,
        "    says: Prescribe it for one day of the week, and name that day.\n",
        "",
        ["`says` is missing from row 1 of `safety_notices`"],
    ),
    # Places
    "SC104 no id at all": (
        METHOTREXATE,
        "id: exampleshire-methotrexate\n",
        "",
        ["the file gives no id, but the file is called `exampleshire-methotrexate.yml`"],
    ),
    "SC105 no area at all": (
        METHOTREXATE,
        "area: exampleshire\n",
        "",
        ["the file gives no area, but the file stands in the folder `exampleshire`"],
    ),
    # Dates
    "SC201 today": (METHOTREXATE, "  checked_on: 2026-10-01\n", "  checked_on: 2026-11-21\n", []),
    "SC201 tomorrow": (
        METHOTREXATE,
        "  checked_on: 2026-10-01\n",
        "  checked_on: 2026-11-22\n",
        ["`checked_on` is 2026-11-22, after today (21 November 2026)"],
    ),
    "SC201 this month": (METHOTREXATE, "  checked_on: 2026-10-01\n", "  checked_on: 2026-11\n", []),
    "SC201 this year": (METHOTREXATE, "  checked_on: 2026-10-01\n", "  checked_on: 2026\n", []),
    "SC201 next month": (
        LISTED,
        "listing_seen_on: 2026-09-14\n",
        "listing_seen_on: 2026-12\n",
        ["`listing_seen_on` is 2026-12, after today (21 November 2026)"],
    ),
    "SC201 in a shared file": (
        AREAS,
        "read_on: 2026-09-14",
        "read_on: 2027",
        ["`read_on` is 2027, after today (21 November 2026)"],
    ),
    "SC201 approved ahead": (METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2027-04-10", []),
    "SC202 neither": (LISTED, LITHIUM_ENDS, "", ["the document says nothing of when it ends"]),
    "SC202 neither, in a draft": (LISTED, LITHIUM_ENDS, "", [], (STATUS, "  status: draft\n")),
    "SC202 unknown": (LISTED, LITHIUM_ENDS, "  review_due: unknown\n", []),
    "SC202 both": (
        LISTED,
        LITHIUM_ENDS,
        f"{LITHIUM_ENDS}  review_due: unknown\n",
        ["both `review_due` and `ends_as_printed` say when it ends"],
    ),
    "SC202 only the print": (
        LISTED,
        "  end: 2027\n  end_means: unknown\n",
        "",
        ["a printed end also needs `end` and `end_means`"],
    ),
    "SC202 only its meaning": (
        LISTED,
        LITHIUM_ENDS,
        "  end_means: review\n",
        ["a printed end also needs `ends_as_printed` and `end`"],
    ),
    "SC203 the same month": (METHOTREXATE, "review_due: 2027-04\n", "review_due: 2024-04\n", []),
    "SC203 the same year": (METHOTREXATE, "review_due: 2027-04\n", "review_due: 2024\n", []),
    "SC203 expiry": (
        METHOTREXATE,
        "expires: 2028-04-30",
        "expires: 2024-04-09",
        ["`expires` is before `approved_on` (2024-04-09 is before 2024-04-10)"],
    ),
    "SC203 a printed end": (
        LISTED,
        "  end: 2027\n",
        "  end: 2024\n",
        ["`end` is before `approved_on` (2024 is before 2025)"],
    ),
    "SC204 nobody decided": (
        TWO_DRUGS,
        "until: 2027-06-30, by: exampleshire-apc,",
        "until: 2027-06-30, by: unknown,",
        ["the committee that decided the extension is unknown"],
    ),
    "SC204 up to the review date": (
        TWO_DRUGS,
        "decided_on: 2026-05-13, until: 2026-12-31,",
        "decided_on: 2026-05-13, until: 2026-06-30,",
        ["the extension ends no later than the review date (2026-06-30 is not after 2026-06-30)"],
    ),
    "SC204 the month of the review date": (
        TWO_DRUGS,
        "decided_on: 2026-05-13, until: 2026-12-31,",
        "decided_on: 2026-05-13, until: 2026-06,",
        ["the extension ends no later than the review date (2026-06 is not after 2026-06-30)"],
    ),
    "SC204 a review since then set a later date": (
        TWO_DRUGS,
        "  review_due: 2026-06-30\n",
        "  review_due: 2029-10-31\n",
        ["the extension ends no later than the review date (2027-06-30 is not after 2029-10-31)"],
    ),
    "SC204 its dates unknown": (
        TWO_DRUGS,
        "decided_on: 2026-05-13, until: 2026-12-31,",
        "decided_on: unknown, until: unknown,",
        [],
    ),
    "SC204 the end of validity is no review date": (
        TWO_DRUGS,
        "  review_due: 2026-06-30\n",
        '  ends_as_printed: "to June 2028"\n  end: 2028-06\n  end_means: validity\n',
        [],
    ),
    "SC204 a printed end counts as a review date": (
        TWO_DRUGS,
        "  review_due: 2026-06-30\n",
        '  ends_as_printed: "to June 2028"\n  end: 2028-06\n  end_means: unknown\n',
        [
            "the extension ends no later than the review date (2027-06-30 is not after 2028-06)",
        ],
    ),
    # References
    "SC301 a service": (
        TWO_DRUGS,
        "exampleshire-shared-care-les,",
        "exampleshire-shared-care-lse,",
        ["the register has no service called `exampleshire-shared-care-lse`"],
    ),
    "SC301 a test by its alias, in small letters": (
        METHOTREXATE,
        "tests: [FBC, LFT, UE, BP]",
        "tests: [fbc, LFTS, u&e, Creatinine]",
        [],
    ),
    "SC301 a test": (
        METHOTREXATE,
        "tests: [FBC, LFT, UE, BP]",
        "tests: [FBC, LFT, UE, PB]",
        ["the register has no test called `PB`"],
    ),
    "SC301 the test of an action": (METHOTREXATE, "test: FBC", "test: FCB", ["the register has no test called `FCB`"]),
    "SC301 a test that another covers": (
        TESTS,
        "covers: [creatinine]",
        "covers: [creatine]",
        ["the register has no test called `creatine`"],
    ),
    "SC301 an area's own whole": (
        AREAS,
        "part_of: exampleshire\n",
        "part_of: exampleshir\n",
        ["the register has no area called `exampleshir`"],
    ),
    "SC301 a scheme's committee": (
        SCHEMES,
        "committee: exampleshire-apc",
        "committee: apc",
        ["the register has no committee called `apc`"],
    ),
    "SC301 a report's protocol": (
        REPORTS,
        "protocols: [exampleshire-methotrexate]",
        "protocols: [exampleshire-metotrexate]",
        ["the register has no protocol called `exampleshire-metotrexate`"],
    ),
    "SC301 a reply's author": (
        REPORTS,
        "      by: exampleshire-trust\n",
        "      by: exampleshire-turst\n",
        ["the register has no organisation called `exampleshire-turst`"],
    ),
    "SC301 a service's drug": (
        SERVICES,
        "drugs: [methotrexate,",
        "drugs: [metotrexate,",
        ["the register has no drug called `metotrexate`"],
    ),
    "SC301 what superseded it": (
        METHOTREXATE,
        STATUS,
        "  status: approved\n  superseded: {on: 2028-01-01, by: exampleshire-mtx}\n",
        ["the register has no protocol called `exampleshire-mtx`"],
    ),
    "SC301 the adult's protocol is none": (
        METHOTREXATE,
        "specialties: [",
        "at_transition: {age: 18, protocol_after: none}\nspecialties: [",
        [],
    ),
    "SC301 one drug of a file is one finding": (
        LISTED,
        "drugs: [lithium]\n",
        "drugs: [lithum]\nproducts: [{drug: lithum, source: list}]\n",
        ["the register has no drug called `lithum`"],
    ),
    "SC302 of several": (
        METHOTREXATE,
        "sources_read: [protocol, notice]",
        "sources_read: [protocol, notices]",
        ["`sources` of this file has no `notices`"],
    ),
    "SC302 where sources disagree": (
        DRUG,
        "sources: [handbook, lights]",
        "sources: [handbook, bnf]",
        ["`sources` of this file has no `bnf`"],
    ),
    "SC302 in a shared file": (
        SERVICES,
        "on: 2026-06, source: specification",
        "on: 2026-06, source: spec",
        ["`sources` of this file has no `spec`"],
    ),
    "SC303 an indication": (
        TWO_DRUGS,
        PSA,
        PSA.replace("psa", "psoriasis"),
        ["the protocol's `indications` do not include `psoriasis`"],
    ),
    "SC303 a row's indication": (
        METHOTREXATE,
        "indications: [ra], requested_by",
        "indications: [psa], requested_by",
        ["the protocol's `indications` do not include `psa`"],
    ),
    "SC303 a row's drug": (
        TWO_DRUGS,
        "drugs: [sulfasalazine], tests",
        "drugs: [methotrexate], tests",
        ["the protocol's `drugs` do not include `methotrexate`"],
    ),
    "SC303 a product's drug": (
        METHOTREXATE,
        "- {drug: methotrexate, route",
        "- {drug: lithium, route",
        ["the protocol's `drugs` do not include `lithium`"],
    ),
    "SC303 a safety notice": (
        METHOTREXATE,
        "notices_read: [once-weekly-2020]",
        "notices_read: [once-daily-2020]",
        ["the protocol's drugs have no safety notice called `once-daily-2020`"],
    ),
    "SC303 contacts unknown": (
        TWO_DRUGS,
        "transfer: unknown\n",
        "transfer: {if_declined: {contact: line}}\n",
        [],
    ),
    "SC304 contacts": (
        METHOTREXATE,
        "{id: clinic, for: patients",
        "{id: advice-line, for: patients",
        ["`advice-line` stands twice: here, and in row 1 of `contacts`"],
    ),
    "SC304 alike in two lists": (TWO_DRUGS, "id: psa, name", "id: leflunomide, name", []),
    "SC305 its own": (
        METHOTREXATE,
        ADOPTED,
        f"{ADOPTED}  - {{area: exampleshire, status: adopted}}\n",
        ["`exampleshire` is the protocol's own area"],
    ),
    # Commissioning
    "SC401 neither": (LISTED, LITHIUM_PAYS, "", ["neither a service is named nor what is known of the funding"]),
    "SC401 neither, of a national template": (
        LISTED,
        f"{LITHIUM_PAYS}  checked_on: 2026-09-14\n  source: list\n\nresponsibilities: unknown\n",
        "  checked_on: 2026-09-14\n  source: list\nkind: national-template\nresponsibilities: unknown\n",
        [],
    ),
    "SC401 neither, primary care alone": (
        METHOTREXATE,
        "meaning: shared-care",
        "meaning: primary-care",
        [],
        ("  services: [exampleshire-shared-care-les]\n", ""),
    ),
    "SC401 in part, of what": (
        LISTED,
        "  pays_for: [Blood tests in the stable phase]\n",
        "",
        ["it is paid for in part, but `pays_for` does not say for which part"],
    ),
    "SC402 unfunded": (
        LISTED,
        LITHIUM_PAYS,
        "  status: unfunded\n  evidence_on: unknown\n",
        ["`unfunded` has no day of its evidence"],
    ),
    "SC402 unknown": (LISTED, LITHIUM_PAYS, "  status: unknown\n", []),
    "SC403 a commissioner": (
        AREAS,
        "from: 2013-04-01, to: 2022-06-30",
        "from: 2013-04-01, to: 2012-06-30",
        ["`to` is before `from` (2012-06-30 is before 2013-04-01)"],
    ),
    "SC403 within the year": (
        SERVICES,
        "    start: 2027-04-01\n    end: 2029-03-31\n",
        "    start: 2027-04-01\n    end: 2027\n",
        [],
    ),
    "SC404 a light of nobody's scheme": (METHOTREXATE, "{label: Amber 1,", "{label: Amber,", []),
    "SC404 a meaning unknown": (METHOTREXATE, "meaning: shared-care", "meaning: unknown", []),
    # Monitoring
    "SC501 the source's own words": (METHOTREXATE, "every: 12 weeks,", "every_as_printed: quarterly,", []),
    "SC501 a trigger": (METHOTREXATE, "every: 12 weeks,", "trigger: each visit,", []),
    "SC501 only how long": (
        METHOTREXATE,
        "every: 12 weeks,",
        "for: 1 year,",
        ["this row of the phase stable does not say when its tests are due"],
    ),
    "SC501 reference rows": (
        DRUG,
        "every_as_printed: as the specialist advises, ",
        "",
        ["this row of the phase stable does not say when its tests are due"],
    ),
    "SC503 rows from elsewhere": (
        METHOTREXATE,
        "  basis: protocol\n",
        "  basis: unknown\n",
        ["there are rows, but `basis: unknown` says that they are not the protocol's own"],
    ),
    "SC504 unknown": (
        METHOTREXATE,
        "    specialist: [See the patient at least once a year, and answer questions between visits]\n",
        "    specialist: unknown\n",
        [],
    ),
    # Sources
    "SC601 a day that nobody knows": (LISTED, "listing_seen_on: 2026-09-14", "listing_seen_on: unknown", []),
    "SC601 reported by nobody": (
        LISTED,
        "evidence: listing\nlisting_seen_on: 2026-09-14\n",
        "evidence: reported\n",
        ["`evidence: reported` names no report"],
    ),
    "SC601 reported": (
        LISTED,
        "evidence: listing\nlisting_seen_on: 2026-09-14\n",
        "evidence: reported\nreports: [exampleshire-follow-up-2026]\n",
        [],
    ),
    "SC602 one role twice": (
        METHOTREXATE,
        "LMC prescribing lead]",
        "Rheumatology pharmacist]",
        ["a verified file was checked by two roles, one from each side"],
    ),
    "SC602 no day": (
        METHOTREXATE,
        VERIFIED,
        VERIFIED.replace("2026-10-01", "unknown"),
        ["a verified file says on which day it was checked"],
    ),
    "SC602 a copy": (
        METHOTREXATE,
        "action: Withhold and ask the specialist, urgency: same-day, source: protocol",
        "action: Withhold and ask the specialist, urgency: same-day, source: book",
        ["the file is verified, but this rests on a third-party copy, `book`"],
    ),
    "SC602 only transcribed": (METHOTREXATE, VERIFIED, "  status: transcribed\n", []),
    "SC603 withdrawn": (
        METHOTREXATE,
        STATUS,
        "  status: withdrawn\n",
        ["the document is withdrawn, but there is no block `withdrawn`"],
    ),
    "SC603 superseded": (
        METHOTREXATE,
        STATUS,
        "  status: superseded\n",
        ["the document is superseded, but there is no block `superseded`"],
    ),
    "SC603 with its block": (
        METHOTREXATE,
        STATUS,
        "  status: withdrawn\n  withdrawn: {on: unknown, reason: unsafe}\n",
        [],
    ),
    "SC603 ahead": (METHOTREXATE, STATUS, "  status: approved\n  withdrawn: {on: 2027-01-01, reason: replaced}\n", []),
    # States
    "SC801 in an area that decided against it": (METHOTREXATE, ADOPTED, ADOPTED.replace("adopted", "not-adopted"), []),
    "SC801 in an area that has not decided": (
        METHOTREXATE,
        ADOPTED,
        ADOPTED.replace("adopted, on: 2024-06", "pending"),
        ["not yet in force in North Exampleshire. North Exampleshire has not decided on it yet."],
    ),
    "SC801 soon due": (METHOTREXATE, "review_due: 2027-04\n", "review_due: 2026-11-21\n", []),
    "SC802 ended": (
        SERVICES,
        "    start: 2025-04-01\n    end: 2028-03-31\n",
        "    start: 2025-04-01\n    end: 2026-11-20\n",
        [
            "funding ended in Exampleshire. Exampleshire shared care enhanced service ended on 20 November 2026.",
            "funding ended in Exampleshire. Exampleshire shared care enhanced service ended on 20 November 2026.",
            "funding ended in North Exampleshire. Exampleshire shared care enhanced service ended on 20 November 2026.",
        ],
    ),
    "SC505 five years are not too long": (METHOTREXATE, "every: 12 weeks, req", "every: 5 years, req", []),
    "SC505 starting": (
        METHOTREXATE,
        "every: 2 weeks, until",
        "every: 3 years, until",
        ["`every: 3 years` is longer than a year, the most for this phase"],
    ),
    "SC505 points in time": (
        METHOTREXATE,
        "at: [2 weeks, 4 weeks]",
        "at: [2 weeks, 40 years]",
        ["`at: 40 years` is longer than 5 years, the most for this phase"],
    ),
    "SC505 a supply": (
        METHOTREXATE,
        "supply_max: 4 weeks",
        "supply_max: 4 years",
        ["`supply_max: 4 years` is longer than a year, the most that it can be here"],
    ),
    "SC505 a range that nobody can follow": (
        METHOTREXATE,
        "every: 12 weeks, req",
        "every: 1 to 60 months, req",
        ["`every: 1 to 60 months` is a range that nobody can follow"],
    ),
    "SC505 a wide range": (METHOTREXATE, "every: 12 weeks, req", "every: 1 to 6 months, req", []),
    "SC505 starting, a year": (METHOTREXATE, "every: 2 weeks, until", "every: 12 months, until", []),
    "SC505 a drug's reference row": (
        "reference/drugs/methotrexate.yml",
        "every: 12 weeks,",
        "every: 60 to 80 years,",
        ["`every: 60 to 80 years` is longer than 5 years, the most for this phase"],
    ),
    "SC506 a row for all drugs": (TWO_DRUGS, "phase: stable, drugs: [leflunomide], tests", "phase: stable, tests", []),
    "SC506 no rows of its own": (METHOTREXATE, "  basis: protocol\n", "  basis: reference\n", []),
    "SC506 one drug": (
        METHOTREXATE,
        "    - {phase: stable, tests: [FBC, LFT, UE], every: 12 weeks",
        "    - {phase: starting, tests: [FBC, LFT, UE], every: 12 weeks",
        ["no row of monitoring says what `methotrexate` needs once it is stable"],
    ),
    "SC701 not known": (METHOTREXATE, "silence_means: no", "silence_means: unknown", []),
    "SC702 may just do": (METHOTREXATE, "first_supply: 4 weeks", "first_supply: 1 to 2 weeks", []),
    "SC702 not known": (METHOTREXATE, "first_supply: 4 weeks", "first_supply: unknown", []),
    "SC702 a month covers 30 days": (
        METHOTREXATE,
        "first_supply: 4 weeks\n  reply_within: 14 days",
        "first_supply: 1 month\n  reply_within: 30 days",
        [],
    ),
    "SC703 what follows is known": (
        METHOTREXATE,
        "ages: {start: 18, continue_to: none}\n",
        "ages: {start: 18, continue_to: 25}\nat_transition: {age: 25, who_prescribes: unknown, protocol_after: none}\n",
        [],
    ),
    "SC703 too early": (
        METHOTREXATE,
        "ages: {start: 18, continue_to: none}\n",
        "ages: {start: 18, continue_to: 25}\nat_transition: {age: 21, who_prescribes: unknown, protocol_after: none}\n",
        ["what follows begins at 21, and the protocol ends at 25"],
    ),
    "SC703 what follows has ended": (
        METHOTREXATE,
        "ages: {start: 18, continue_to: none}\n",
        "ages: {start: 18, continue_to: 25}\n"
        "at_transition: {age: 25, who_prescribes: unknown, protocol_after: exampleshire-lithium}\n",
        ["`exampleshire-lithium`, which is to follow, has been withdrawn or superseded"],
        (LISTED, STATUS, "  status: withdrawn\n  withdrawn: {on: 2026-01-01, reason: replaced}\n"),
    ),
    "SC703 not known": (METHOTREXATE, "continue_to: none", "continue_to: unknown", []),
    "SC704 no line out of hours": (
        METHOTREXATE,
        'out_of_hours: "Medical registrar on call, 01632 960000", ',
        "",
        ["this action cannot wait, and no contact is `for: urgent` with an out-of-hours line"],
    ),
    "SC704 not so urgent": (
        METHOTREXATE,
        "urgency: same-day",
        "urgency: soon",
        [],
        ("for: urgent", "for: routine"),
    ),
    "SC704 nobody knows the line": (METHOTREXATE, '"Medical registrar on call, 01632 960000"', "unknown", []),
    "SC707 nobody knows the line": (
        METHOTREXATE,
        '"Medical registrar on call, 01632 960000"',
        "unknown",
        ["`out_of_hours` of the urgent line is `unknown`"],
    ),
    "SC707 nobody knows the number": (
        METHOTREXATE,
        '"01632 960001"',
        "unknown",
        ["`phone` of the urgent line is `unknown`"],
    ),
    "SC707 another line answers": (
        METHOTREXATE,
        '"Medical registrar on call, 01632 960000"',
        "unknown",
        [],
        (
            "contacts:\n",
            "contacts:\n  - {id: night, for: urgent, role: Registrar on call, phone: 01632 960009, "
            "out_of_hours: The same number, checked_on: 2026-09-12}\n",
        ),
    ),
    "SC707 nothing is so urgent": (
        METHOTREXATE,
        '"Medical registrar on call, 01632 960000"',
        "unknown",
        [],
        ("urgency: same-day", "urgency: soon"),
    ),
    "SC704 contacts not known": (TWO_DRUGS, "contacts: unknown", "contacts: unknown", []),
    "SC802 not yet": (SERVICES, "    start: 2025-04-01\n", "    start: 2027-04-01\n", []),
    # The whole register
    "SC901 two that lead to each other": (
        LISTED,
        "  status: approved\n",
        "  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-leflunomide-and-sulfasalazine}\n",
        ["the way from here ends at `exampleshire-leflunomide-and-sulfasalazine`, which is for other drugs"],
    ),
    "SC912 the successor is withdrawn": (
        LISTED,
        STATUS,
        "  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n",
        ["the way from here ends at `exampleshire-methotrexate`, which has itself been withdrawn or superseded"],
        ("drugs: [lithium]\n", "drugs: [methotrexate]\n"),
        (METHOTREXATE, STATUS, "  status: withdrawn\n  withdrawn: {on: 2026-01-01, reason: replaced}\n"),
    ),
    "SC912 the successor is to be withdrawn": (
        LISTED,
        STATUS,
        "  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n",
        [],
        ("drugs: [lithium]\n", "drugs: [methotrexate]\n"),
        (METHOTREXATE, STATUS, "  status: withdrawn\n  withdrawn: {on: 2027-12-01, reason: replaced}\n"),
    ),
    "SC912 the successor was replaced by nobody knows what": (
        LISTED,
        STATUS,
        "  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n",
        ["the way from here ends at `exampleshire-methotrexate`, which has itself been withdrawn or superseded"],
        ("drugs: [lithium]\n", "drugs: [methotrexate]\n"),
        (METHOTREXATE, STATUS, "  status: superseded\n  superseded: {on: 2026-01-01, by: unknown}\n"),
    ),
    "SC912 a circle": (
        METHOTREXATE,
        STATUS,
        "  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n",
        [],
    ),
    "SC912 of other drugs": (
        LISTED,
        STATUS,
        "  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n",
        [],
        (METHOTREXATE, STATUS, "  status: withdrawn\n  withdrawn: {on: 2026-01-01, reason: replaced}\n"),
    ),
    "SC901 of other drugs, and withdrawn": (
        LISTED,
        STATUS,
        "  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n",
        ["the way from here ends at `exampleshire-methotrexate`, which is for other drugs"],
        (METHOTREXATE, STATUS, "  status: withdrawn\n  withdrawn: {on: 2026-01-01, reason: replaced}\n"),
    ),
    **MORE_CASES,
    "SC902 no such rule": (
        METHOTREXATE,
        VERIFIED_ON,
        f"{VERIFIED_ON}{ACCEPTED.format('SC799')}",
        ["there is no rule `SC799`"],
    ),
    "SC902 a lapse": (
        METHOTREXATE,
        VERIFIED_ON,
        f"{VERIFIED_ON}{ACCEPTED.format('SC801')}",
        ["SC801 cannot be accepted"],
    ),
    "SC902 an exception of exceptions": (
        METHOTREXATE,
        VERIFIED_ON,
        f"{VERIFIED_ON}{ACCEPTED.format('SC902')}",
        ["SC902 cannot be accepted"],
    ),
    "SC902 of a patient's number": (
        METHOTREXATE,
        VERIFIED_ON,
        f"{VERIFIED_ON}{ACCEPTED.format('SC111')}",
        ["SC111 cannot be accepted"],
    ),
    "SC902 without a reason": (
        METHOTREXATE,
        VERIFIED_ON,
        f"{VERIFIED_ON}{ACCEPTED.format('SC701').replace('The committee was asked to change it', 'unknown')}",
        ["without a reason, nothing is accepted"],
        ("  silence_means: no\n", "  silence_means: yes\n"),
    ),
    "SC902 for longer than a year": (
        METHOTREXATE,
        VERIFIED_ON,
        f"{VERIFIED_ON}{ACCEPTED.format('SC701').replace('2027-03-31', '2027-11-22')}",
        ["2027-11-22 is more than 12 months from now, so nothing is accepted yet"],
        ("  silence_means: no\n", "  silence_means: yes\n"),
    ),
    "SC902 in use": (
        METHOTREXATE,
        VERIFIED_ON,
        f"{VERIFIED_ON}{ACCEPTED.format('SC701')}",
        [],
        ("  silence_means: no\n", "  silence_means: yes\n"),
    ),
    "SC902 ended": (
        METHOTREXATE,
        VERIFIED_ON,
        f"{VERIFIED_ON}{ACCEPTED.format('SC701').replace('2027-03-31', '2026-11-20')}",
        ["this ended on 2026-11-20"],
        ("  silence_means: no\n", "  silence_means: yes\n"),
    ),
}
"""Each with a file, a text of it, what replaces the text, the messages of the rule, and further edits."""


@pytest.mark.parametrize("name", CASES)
def test_case(name, tmp_path):
    file, good, bad, expected, *more = CASES[name]
    register = load(copied(tmp_path, (file, good, bad), *(edit if len(edit) == 3 else (file, *edit) for edit in more)))
    assert register.unreadable == () or name.startswith("SC10")
    assert sorted(finding.message for finding in BY_CODE[name[:5]].check(register, DAY)) == expected


def test_every_rule_of_facts_has_cases():
    assert {name[:5] for name in CASES} >= {code for code in BY_CODE if code[2] in "23456789"} - {"SC502"}


def test_a_state_finding_says_which_state(tmp_path):
    register = load(copied(tmp_path, (METHOTREXATE, STATUS, "  status: draft\n")))
    assert {finding.state for finding in BY_CODE["SC801"].check(register, DAY)} == {"draft"}
    register = load(copied(tmp_path / "other", (LISTED, LITHIUM_PAYS, "  status: unknown\n")))
    assert {finding.state for finding in BY_CODE["SC802"].check(register, DAY)} == {"unknown"}


@pytest.mark.parametrize("file", sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yml")))
def test_a_broken_file_is_one_finding(file, tmp_path):
    """Whatever names its records: one broken file must not drown the editor in findings of other files."""
    folder = copied(tmp_path)
    (folder / file).write_text("[", encoding="utf-8")
    register = load(folder)
    found = [finding for rule in BY_CODE.values() for finding in rule.check(register, DAY)]
    # The list of old files lets most of them off the canonical form, but is not asked here.
    told = [finding for finding in found if finding.code != "SC106"]
    assert {finding.file for finding in told if finding.code[2] in "0134"} == {file}


def test_two_files_of_one_id(tmp_path):
    folder = copied(tmp_path)
    (folder / "exampleshire-north").mkdir()
    text = (folder / LISTED).read_text(encoding="utf-8").replace("area: exampleshire\n", "area: exampleshire-north\n")
    (folder / "exampleshire-north" / "exampleshire-lithium.yml").write_text(text, encoding="utf-8")
    assert [finding.message for finding in BY_CODE["SC104"].check(load(folder), DAY)] == [
        f"the id `exampleshire-lithium` is taken by {LISTED}",
        "the id `exampleshire-lithium` stands in exampleshire-north/exampleshire-lithium.yml too",
    ]


@pytest.mark.parametrize(
    "file",
    ["stray.yml", "exampleshire/deeper/x.yml", "exampleshire/notes.txt", "exampleshire/x.yaml", "reference/drug.yml"],
)
def test_a_file_where_none_belongs(file, tmp_path):
    folder = copied(tmp_path)
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text("id: x\n", encoding="utf-8")
    assert [finding.file for finding in BY_CODE["SC105"].check(load(folder), DAY)] == [file]


def test_a_file_in_reference_is_told_which_folders_are_there(tmp_path):
    folder = copied(tmp_path)
    (folder / "reference" / "2026-11.yml").write_text("id: x\n", encoding="utf-8")
    (found,) = BY_CODE["SC105"].check(load(folder), DAY)
    assert "holds the folders drugs/ and history/ (a file a month), and the files areas.yml, " in found.message


def test_a_link_is_not_followed(tmp_path):
    folder = copied(tmp_path)
    (folder / "exampleshire" / "linked.yml").symlink_to(folder / LISTED)
    found = list(BY_CODE["SC105"].check(load(folder), DAY))
    assert [finding.message for finding in found] == ["no file is read here: this is a link, not a file"]


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("{rule: SC203, reason: The printed dates contradict each other, until: 2026-11-21}", ["SC801", "SC801"]),
        ("{rule: SC203, reason: The printed dates contradict each other, until: 2026}", ["SC801", "SC801"]),
        ("{rule: SC203, reason: It has been asked, until: 2026-11-20}", ["SC203", "SC801", "SC801", "SC902"]),
        ("{rule: SC203, reason: It will be asked some day, until: unknown}", ["SC203", "SC801", "SC801", "SC902"]),
        ("{rule: SC203, reason: For good, until: 2999}", ["SC203", "SC801", "SC801", "SC902"]),
        ("{rule: SC203, reason: unknown, until: 2026-12-31}", ["SC203", "SC801", "SC801", "SC902"]),
        ("{rule: SC802, reason: Another rule, until: 2026-12-31}", ["SC203", "SC801", "SC801", "SC902"]),
        ("{rule: SC999, reason: No such rule, until: 2026-12-31}", ["SC203", "SC801", "SC801", "SC902"]),
        # No file may hide that it has lapsed.
        (
            "{rule: SC801, reason: The committee meets in December, until: 2026-12-31}",
            ["SC203", "SC801", "SC801", "SC902"],
        ),
    ],
)
def test_an_accepted_finding_is_not_reported_until_its_day(row, codes, tmp_path):
    contradicting = ("  review_due: 2027-04\n", "  review_due: 2021-09\n")
    accepted = ("verification:\n", f"accepted_findings: [{row}]\nverification:\n")
    register = load(copied(tmp_path, (METHOTREXATE, *contradicting), (METHOTREXATE, *accepted)))
    assert sorted(finding.code for finding in check(register, DAY)) == codes


def test_a_finding_is_accepted_in_its_own_file_only(tmp_path):
    accepted = "accepted_findings: [{rule: SC203, reason: Known, until: 2026-12-31}]\n"
    contradicting = (METHOTREXATE, "  review_due: 2027-04\n", "  review_due: 2021-09\n")
    register = load(copied(tmp_path, contradicting, (LISTED, "verification:", f"{accepted}verification:")))
    assert {finding.file for finding in check(register, DAY) if finding.code == "SC203"} == {METHOTREXATE}


@pytest.mark.parametrize(
    ("status", "grade"),
    [
        ("approved", Grade.INCOMPLETE),
        ("unknown", Grade.INCOMPLETE),
        ("draft", Grade.NOTABLE),
        ("withdrawn\n  withdrawn: {on: 2027-12-01, reason: replaced}", Grade.INCOMPLETE),
        ("approved\n  withdrawn: {on: 2026-11-21, reason: replaced}", Grade.NOTABLE),
        ("withdrawn\n  withdrawn: {on: 2026-01-01, reason: replaced}", Grade.NOTABLE),
        ("suspended\n  suspended: {on: 2026-01-01, reason: A recall}", Grade.INCOMPLETE),
    ],
)
def test_a_draft_may_be_incomplete(status, grade, tmp_path):
    lacking = (METHOTREXATE, "  specialist_review_every: 12 months\n", "")
    register = load(copied(tmp_path, lacking, (METHOTREXATE, STATUS, f"  status: {status}\n")))
    assert {finding.grade for finding in check(register, DAY) if finding.code == "SC102"} == {grade}


def test_a_draft_may_not_contradict_itself(tmp_path):
    contradicting = (METHOTREXATE, "  review_due: 2027-04\n", "  review_due: 2021-09\n")
    register = load(copied(tmp_path, contradicting, (METHOTREXATE, STATUS, "  status: draft\n")))
    assert {finding.grade for finding in check(register, DAY) if finding.code == "SC203"} == {Grade.INCOMPLETE}


def test_an_old_file_may_not_get_worse(tmp_path):
    """One more than the list allows shows them all: nobody can tell which is new."""
    register = load(copied(tmp_path, (TESTS, "  lithium-level:", "  sputum: {name: Sputum}\n  lithium-level:")))
    assert [finding.code for finding in check(register, DAY)] == ["SC905", "SC905"]


def test_a_list_of_old_files_that_cannot_be_read_lets_nothing_off(tmp_path):
    folder = copied(tmp_path)
    (folder / RATCHET).write_text("[", encoding="utf-8")
    assert {finding.code for finding in check(load(folder), DAY)} == {"SC002", "SC106", "SC905"}


def with_each_value_unknown(value, path=()):
    """The data once for each value in it, with the word unknown in place of that value."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in steps:
        for changed in ("unknown", *with_each_value_unknown(item, (*path, key))):
            copy = dict(value) if isinstance(value, dict) else list(value)
            copy[key] = changed
            yield copy


@pytest.mark.parametrize("name", load(BASE).protocols)
def test_no_rule_stumbles_over_an_unknown(name):
    register = load(BASE)
    entry = register.protocols[name]
    alone = Register(**{shelf: {} for shelf in ("protocols", "drugs", *SHELVES)})
    read = 0
    for data in with_each_value_unknown(entry.positioned.data):
        record, _ = read_record(Protocol, replace(entry.positioned, data=data), entry.file)
        if record is not None:
            changed = replace(entry, record=record, sources=record.sources)
            check(replace(alone, protocols={name: changed}), DAY)
            read += 1
    assert read > 40


@pytest.mark.parametrize("shelf", SHELVES)
def test_no_rule_stumbles_over_an_unknown_in_a_shared_file(shelf, tmp_path):
    folder = copied(tmp_path)
    file = folder / "reference" / f"{shelf}.yml"
    data = parse(file.read_bytes())[0].data
    for changed in with_each_value_unknown(data):
        file.write_text(yaml.dump(changed, Dumper=yaml.CSafeDumper), encoding="utf-8")
        check(load(folder), DAY)


@pytest.mark.parametrize(
    ("word", "words", "said"),
    [
        ("silence_mean", ["silence_means", "stable_for"], ("Did you mean `silence_means`?",)),
        ("Shared-Care", ["shared-care", "specialist-only"], ("Did you mean `shared-care`?",)),
        ("LTF", ["FBC", "LFT", "UE"], ("Did you mean `LFT`?",)),
        ("exampelshire-lmc", ["exampleshire-icb", "exampleshire-lmc"], ("Did you mean `exampleshire-lmc`?",)),
        ("exampleshire-hospital", ["exampleshire-lmc", "other"], ("Write one of: exampleshire-lmc, other",)),
        ("GP", [], ()),
        ("GP", [f"word{number}" for number in range(13)], ()),
    ],
)
def test_the_nearest_name_is_proposed(word, words, said):
    assert did_you_mean(word, words) == said


def test_what_both_begin_with_makes_no_likeness():
    assert nearest("exampleshire-hospital", ["exampleshire-trust"]) is None
    assert nearest("hospitals", ["hospital"]) == "hospital"
