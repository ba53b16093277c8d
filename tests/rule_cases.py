"""More cases of rules: a file, a text of it, what replaces it, the messages of the rule, and further edits there."""

from __future__ import annotations

from sharedcare.rules.examples import AREAS, DRUG, HISTORY, IDS, LISTED, METHOTREXATE, RATCHET, SERVICES, TWO_DRUGS

TESTS = "reference/tests.yml"
REVIEW = (
    "    - {on: 2026-10-14, by: Rheumatology pharmacist, outcome: unchanged, sources_read: [protocol]}\n  extensions:\n"
)
FIRST = "{decided_on: 2026-05-13, until: 2026-12-31,"
SECOND = (
    "    - {decided_on: 2026-11-11, until: 2027-06-30, by: exampleshire-apc, "
    "reason: The national template is still being revised, source: minutes}\n"
)
STATUS = "  status: approved\n"
CLINIC = 'phone: "01632 960002", checked_on: 2026-09-12}'
STABLE = "    - {phase: stable, tests: [FBC, LFT, UE], every: 12 weeks, requested_by"
ANOTHER = (
    "    - {phase: stable, tests: [FBC], every: 4 weeks, requested_by: primary-care, "
    "taken_by: unknown, acted_on_by: specialist"
)
LIGHT = "  - {label: Amber 1, meaning: shared-care, committee: exampleshire-apc}\n"
SIDE_EFFECTS = "    patient: [Report fever, mouth ulcers or breathlessness at once]\n"
LISTED_USE = (
    "drugs: [lithium]\nspecialties: [psychiatry]\nages: unknown\nindications:\n"
    "  - {id: bipolar, name: Bipolar disorder, licensed: true}\n"
)
SAME_USE = (
    "drugs: [methotrexate]\nspecialties: [rheumatology]\nages: {start: 16, continue_to: none}\nindications:\n"
    "  - {id: bipolar, name: Rheumatoid arthritis, licensed: true}\n"
)
PARTLY = "partly funded in {}. Exampleshire shared care enhanced service pays for part of it. Paid for in part: {}."
PARTLY_BY_AGE = [
    PARTLY.format(
        "Exampleshire",
        "Leflunomide for Rheumatoid arthritis, Leflunomide for Psoriatic arthritis, Sulfasalazine for Rheumatoid "
        "arthritis, Sulfasalazine for Psoriatic arthritis (ages up to 49; ages from 50)",
    ),
    PARTLY.format("Exampleshire", "Methotrexate for Rheumatoid arthritis (ages up to 49; ages from 50)"),
    PARTLY.format("North Exampleshire", "Methotrexate for Rheumatoid arthritis (ages up to 49; ages from 50)"),
]
REVIEWED = "outcome: amended, sources_read"
ROW_OF = (
    "changes:\n  - {on: 2026-09-14, protocol: exampleshire-gould, commit: 5a0f48a5eecf6a119e26353a4c17a7bca78cdc51, "
    "says: [It changed]}\n"
)

CASES = {
    # Values
    "SC111 written together": (
        METHOTREXATE,
        "minute: 24/17",
        "minute: 9990000018",
        ["`minute` holds a number that could be a patient's NHS number"],
    ),
    "SC111 in a note": (
        TWO_DRUGS,
        "The second page of the document could not be read.",
        "Asked about 999 000 0018.",
        ["`responsibilities_note` holds a number that could be a patient's NHS number"],
    ),
    "SC111 in a comment": (
        METHOTREXATE,
        "  silence_means: no\n",
        "  silence_means: no  # as for 999 000 0018\n",
        ["this comment holds a number that could be a patient's NHS number"],
    ),
    "SC111 a comment that holds another number": (
        METHOTREXATE,
        "  silence_means: no\n",
        "  silence_means: no  # rung on 01632 960001, 2026-10-14\n",
        [],
    ),
    "SC111 its check digit is wrong": (METHOTREXATE, "minute: 24/17", "minute: 9990000019", []),
    "SC111 part of a longer number": (METHOTREXATE, "minute: 24/17", "minute: 19990000018", []),
    "SC111 a telephone number": (METHOTREXATE, 'phone: "01632 960002"', "phone: 9990000018", []),
    "SC112 somebody's mailbox": (
        METHOTREXATE,
        "email: rheum-pharmacy@example.org",
        "email: j.example@example.org",
        ["`j.example@example.org` looks like a person, not a role"],
    ),
    "SC112 an editor's own mailbox": (
        AREAS,
        "    past_review_means: unknown\n    list: {read_whole: true",
        "    editor: j.example@example.org\n    past_review_means: unknown\n    list: {read_whole: true",
        ["`j.example@example.org` looks like a person, not a role"],
    ),
    "SC112 a mailbox at home": (
        METHOTREXATE,
        "email: rheum-pharmacy@example.org",
        "email: rheumatology@gmail.com",
        ["`rheumatology@gmail.com` looks like a person, not a role"],
    ),
    "SC111 as pasted from Word": (
        METHOTREXATE,
        "minute: 24/17",
        "minute: 999\u00a0000\u00a00018",
        ["`minute` holds a number that could be a patient's NHS number"],
    ),
    "SC112 a second person of one name": (
        METHOTREXATE,
        "rheum-pharmacy@example.org",
        "jane.example2@nhs.net",
        ["`jane.example2@nhs.net` looks like a person, not a role"],
    ),
    "SC112 a name in capitals": (
        METHOTREXATE,
        "role: Rheumatology clinic",
        "role: Dr. A.B. EXAMPLE",
        ["`Dr. A.B. EXAMPLE` looks like a person, not a role"],
    ),
    "SC112 a sister": (
        METHOTREXATE,
        "role: Rheumatology clinic",
        "role: Sister A. Example",
        ["`Sister A. Example` looks like a person, not a role"],
    ),
    "SC112 a ward's sister": (METHOTREXATE, "role: Rheumatology clinic", "role: Ward Sister Rheumatology", []),
    "SC112 a nurse specialist": (METHOTREXATE, "role: Rheumatology clinic", "role: Clinical Nurse Specialist", []),
    "SC112 a role's mailbox with a point": (METHOTREXATE, "rheum-pharmacy@", "rheum.pharmacy@", []),
    "SC112 who verified": (
        METHOTREXATE,
        "LMC prescribing lead]",
        "Mrs A. Example]",
        ["`Mrs A. Example` looks like a person, not a role"],
    ),
    "SC112 a professor's chair": (METHOTREXATE, "LMC prescribing lead]", "Professor of rheumatology]", []),
    "SC113 ends before it begins": (
        SERVICES,
        "ages: {start: 18, continue_to: none}",
        "ages: {start: 18, continue_to: 18}",
        ["the ages end before they begin (18 is not above 18)"],
    ),
    "SC113 no limits": (METHOTREXATE, "{start: 18, continue_to: none}", "{start: none, continue_to: 120}", []),
    "SC114 too short": (
        DRUG,
        "code: 387381009",
        "code: 38",
        ["`38` is no code of snomed-ct: its last digit does not fit the others"],
    ),
    "SC114 letters": (
        DRUG,
        "code: 387381009",
        "code: 3873810A9",
        ["`3873810A9` is no code of snomed-ct: its last digit does not fit the others"],
    ),
    "SC114 another list": (DRUG, "{system: snomed-ct, code: 387381009", "{system: bnf, code: 1001030U0", []),
    # The order of days
    "SC205 no review at all": (
        TWO_DRUGS,
        f"  reviews:\n{REVIEW}",
        "  extensions:\n",
        ["this extends the document once more, without a review in between"],
    ),
    "SC205 the review was before the first extension": (
        TWO_DRUGS,
        REVIEW,
        REVIEW.replace("2026-10-14", "2026-05-12"),
        ["this extends the document once more, without a review in between"],
    ),
    "SC205 two on days that nobody knows": (
        TWO_DRUGS,
        FIRST,
        FIRST.replace("2026-05-13", "unknown"),
        ["this extends the document once more, without a review in between"],
        (f"  reviews:\n{REVIEW}", "  extensions:\n"),
    ),
    "SC205 long after the review date": (
        TWO_DRUGS,
        FIRST,
        FIRST.replace("2026-12-31", "2027-06-30"),
        ["this extends the document for more than 12 months, without a review before"],
        ("  review_due: 2026-06-30\n", "  review_due: 2024-06-30\n"),
        (f"  reviews:\n{REVIEW}", "  extensions:\n"),
        (SECOND, ""),
    ),
    "SC205 twelve months from the review date": (
        TWO_DRUGS,
        FIRST,
        FIRST.replace("2026-12-31", "2027-06-30"),
        [],
        (f"  reviews:\n{REVIEW}", "  extensions:\n"),
        (SECOND, ""),
    ),
    "SC205 a review of that year": (TWO_DRUGS, REVIEW, REVIEW.replace("2026-10-14", "2026"), []),
    "SC205 a review of a day that nobody knows": (TWO_DRUGS, REVIEW, REVIEW.replace("2026-10-14", "unknown"), []),
    "SC205 a long one after the review of an earlier year": (
        TWO_DRUGS,
        FIRST,
        FIRST.replace("2026-12-31", "2027-12-31"),
        ["this extends the document for more than 12 months, without a review before"],
        (REVIEW, REVIEW.replace("2026-10-14", "2025-05-12")),
        (SECOND, ""),
    ),
    "SC205 twelve months": (
        TWO_DRUGS,
        FIRST,
        FIRST.replace("2026-12-31", "2027-05-13"),
        [],
        (f"  reviews:\n{REVIEW}", "  extensions:\n"),
        (SECOND, ""),
    ),
    "SC206 an extension": (
        TWO_DRUGS,
        FIRST,
        "{decided_on: 2023-05-13, until: 2026-12-31,",
        ["`decided_on` is before `approved_on` (2023-05-13 is before 2023-06-14)"],
    ),
    "SC206 on the same day": (
        METHOTREXATE,
        STATUS,
        "  status: withdrawn\n  withdrawn: {on: 2024-04-10, reason: replaced}\n",
        [],
    ),
    "SC206 in that year": (
        METHOTREXATE,
        STATUS,
        "  status: withdrawn\n  withdrawn: {on: 2024, reason: replaced}\n",
        [],
    ),
    "SC207 a notice": (
        DRUG,
        "recorded_on: 2026-09-14",
        "recorded_on: 2020-08-31",
        ["`recorded_on` is before `issued_on` (2020-08-31 is before 2020-09)"],
    ),
    "SC207 in the same month": (DRUG, "recorded_on: 2026-09-14", "recorded_on: 2020-09-01", []),
    "SC208 approved before its time": (
        METHOTREXATE,
        "approved_on: 2024-04-10",
        "approved_on: 1924-04-10",
        ["`approved_on` is 1924-04-10, before there was shared care as we know it"],
    ),
    "SC208 an extension": (
        TWO_DRUGS,
        "until: 2027-06-30",
        "until: 2037-06-30",
        ["`until` is 2037-06-30, more than 10 years from now"],
    ),
    "SC208 ten years": (METHOTREXATE, "review_due: 2027-04", "review_due: 2036-11-21", []),
    # Names
    "SC306 a brand": (DRUG, "names: [Examplexate]", "names: [Lithium]", ["`Lithium` leads to `lithium` too"]),
    "SC306 a test": (TESTS, "aliases: [LFTs]", "aliases: [LFTs, fbc]", ["`fbc` leads to `FBC` too"]),
    "SC306 its own name again": (DRUG, "spellings: [MTX, methotrexat]", "spellings: [MTX, METHOTREXATE]", []),
    "SC307 none names it": (
        SERVICES,
        "  exampleshire-shared-care-les:\n",
        "  another:\n    covers:\n      - {drugs: all, indications: [raa], ages: all, areas: all}\n"
        "  exampleshire-shared-care-les:\n",
        [],
    ),
    "SC307 misspelt": (
        SERVICES,
        "methotrexate, leflunomide, sulfasalazine], indications: all",
        "methotrexate, leflunomide, sulfasalazine], indications: [ra, psa, raa]",
        ["no protocol that names this service has an indication `raa`"],
    ),
    "SC308 another specialty": (METHOTREXATE, "specialties: [rheumatology]", "specialties: [neurology]", []),
    "SC308 as elsewhere": (METHOTREXATE, "specialties: [rheumatology]", "specialties: [dermatology]", []),
    # Payment
    "SC405 two services, one for each age": (
        SERVICES,
        "ages: {start: 18, continue_to: none}",
        "ages: {start: 50, continue_to: none}",
        [],
        (
            "      - {drugs: [methotrexate, leflunomide",
            "      - {drugs: all, indications: all, ages: {start: none, continue_to: 50}, areas: [exampleshire]}\n"
            "      - {drugs: [methotrexate, leflunomide",
        ),
    ),
    "SC405 ages between the two": (
        SERVICES,
        "ages: {start: 18, continue_to: none}",
        "ages: {start: 50, continue_to: none}",
        PARTLY_BY_AGE,
        (
            "      - {drugs: [methotrexate, leflunomide",
            "      - {drugs: all, indications: all, ages: {start: none, continue_to: 49}, areas: [exampleshire]}\n"
            "      - {drugs: [methotrexate, leflunomide",
        ),
    ),
    "SC405 not yet": (
        SERVICES,
        "    start: 2025-04-01\n",
        "    start: 2027-01-01\n",
        [
            "not yet funded in Exampleshire. Exampleshire shared care enhanced service starts on 1 January 2027.",
            "not yet funded in Exampleshire. Exampleshire shared care enhanced service starts on 1 January 2027.",
            "not yet funded in North Exampleshire. Exampleshire shared care enhanced service starts on 1 January 2027.",
        ],
    ),
    "SC406 green": (
        METHOTREXATE,
        LIGHT,
        LIGHT.replace("Amber 1, meaning: shared-care", "Green, meaning: primary-care"),
        ["its light means primary-care, yet a service is named for it: exampleshire-shared-care-les"],
    ),
    "SC406 shared for one of two uses": (
        METHOTREXATE,
        LIGHT,
        f"{LIGHT}{LIGHT.replace('Amber 1, meaning: shared-care', 'Red, meaning: specialist-only')}",
        [],
    ),
    "SC406 nobody is named": (LISTED, "meaning: shared-care", "meaning: primary-care", []),
    "SC407 a general row beside another": (
        METHOTREXATE,
        LIGHT,
        f"{LIGHT}{LIGHT.replace('Amber 1, meaning: shared-care', 'Red, meaning: specialist-only')}",
        ["this use is `Amber 1` in one row and `Red` here"],
    ),
    "SC407 of nobody knows which committee": (
        METHOTREXATE,
        LIGHT,
        LIGHT.replace("exampleshire-apc", "unknown") + LIGHT.replace("exampleshire-apc", "unknown").replace("1", "2"),
        [],
    ),
    "SC407 two routes": (
        METHOTREXATE,
        LIGHT,
        f"{LIGHT[:-2]}, route: oral}}\n"
        f"{LIGHT[:-2].replace('Amber 1, meaning: shared-care', 'Red, meaning: specialist-only')}, route: injected}}\n",
        [],
    ),
    "SC407 the same light twice": (METHOTREXATE, LIGHT, f"{LIGHT}{LIGHT}", []),
    # Rows
    "SC507 starting": (
        METHOTREXATE,
        "until: the dose has been stable for 6 weeks, requested_by: specialist, taken_by: unknown, "
        "acted_on_by: specialist",
        "until: the dose has been stable for 6 weeks, requested_by: specialist, taken_by: unknown, "
        "acted_on_by: unknown",
        [],
    ),
    "SC507 a template": (
        METHOTREXATE,
        "kind: protocol",
        "kind: national-template",
        [],
        (
            'acted_on_by: primary-care, source: protocol, section: "9"}',
            'acted_on_by: unknown, source: protocol, section: "9"}',
        ),
    ),
    "SC508 plain": (
        METHOTREXATE,
        STABLE,
        f"{ANOTHER}, source: protocol}}\n{STABLE}",
        ["`FBC` is due every 4 weeks in one row and every 12 weeks here"],
    ),
    "SC508 under a condition": (
        METHOTREXATE,
        STABLE,
        f"{ANOTHER}, only_if: also taking leflunomide, source: protocol}}\n{STABLE}",
        [],
    ),
    "SC508 for a time": (METHOTREXATE, STABLE, f"{ANOTHER}, for: 1 year, source: protocol}}\n{STABLE}", []),
    "SC508 the same": (
        METHOTREXATE,
        STABLE,
        f"{ANOTHER}, source: protocol}}\n{STABLE}".replace("4 weeks", "12 weeks"),
        [],
    ),
    "SC509 just under twice": (METHOTREXATE, "every: 12 weeks, req", "every: 23 weeks, req", []),
    "SC509 twice": (
        METHOTREXATE,
        "every: 12 weeks, req",
        "every: 24 weeks, req",
        ["every 24 weeks is far longer than any source's for methotrexate and `FBC`, `LFT`, `UE` (12 weeks)"],
    ),
    "SC509 days for weeks": (
        METHOTREXATE,
        "every: 12 weeks, req",
        "every: 8 days, req",
        ["every 8 days is far shorter than any source's for methotrexate and `FBC`, `LFT`, `UE` (12 weeks)"],
    ),
    "SC509 a year": (
        METHOTREXATE,
        "every: 12 weeks, req",
        "every: 12 months, req",
        ["every 12 months is far longer than any source's for methotrexate and `FBC`, `LFT`, `UE` (12 weeks)"],
    ),
    "SC508 a year in other words": (
        METHOTREXATE,
        STABLE,
        f'{ANOTHER.replace("4 weeks", "3 months")}, source: protocol, section: "9"}}\n{STABLE}',
        [],
    ),
    "SC511 a template": (
        METHOTREXATE,
        "{phase: baseline, tests: [FBC, LFT, UE, BP]",
        "{phase: starting, every: 4 weeks, tests: [BP]",
        [],
        ("kind: protocol\n", "kind: national-template\n"),
    ),
    "SC511 a draft": (
        METHOTREXATE,
        "{phase: baseline, tests: [FBC, LFT, UE, BP]",
        "{phase: starting, every: 4 weeks, tests: [BP]",
        [],
        (STATUS, "  status: draft\n"),
    ),
    "SC509 no source": (TWO_DRUGS, "every: 8 weeks", "every: 3 years", []),
    "SC510 covered by a test of the rows": (METHOTREXATE, "test: FBC, action", "test: creatinine, action", []),
    "SC510 no rows of its own": (
        METHOTREXATE,
        "test: FBC, action",
        "test: lithium, action",
        ["no row of monitoring asks for `lithium`"],
    ),
    # Evidence
    "SC604 of a shared file": (
        "reference/committees.yml",
        "sources:\n",
        "sources:\n  more: {title: More, publisher: Nobody, read_as: original, checked_on: unknown}\n",
        ["nothing in this file cites `more`"],
    ),
    "SC604 of a drug": (
        DRUG,
        "sources: [handbook, lights]",
        "sources: [handbook]",
        [],
    ),
    "SC605 the transfer": (
        METHOTREXATE,
        "contact: clinic}\n  source: protocol\n",
        "contact: clinic}\n  source: les-spec\n",
        ["`les-spec` is not the protocol's own document"],
    ),
    "SC605 an action": (
        METHOTREXATE,
        "urgency: same-day, source: protocol,",
        "urgency: same-day, source: notice,",
        ["`notice` is not the protocol's own document"],
    ),
    "SC605 a part of the document": (
        METHOTREXATE,
        "urgency: same-day, source: protocol,",
        "urgency: same-day, source: protocol-appendix,",
        [],
        (
            "  notice: {",
            "  protocol-appendix: {title: Appendix B, publisher: Exampleshire APC, read_as: original, "
            "checked_on: 2026-10-01}\n  notice: {",
        ),
    ),
    "SC609 two places": (
        METHOTREXATE,
        'acted_on_by: specialist, source: protocol, section: "8"}\n    - {phase: starting',
        "acted_on_by: specialist, source: protocol}\n    - {phase: starting",
        ["`transfer` does not say in which section it stands, nor does another place"],
        ('  section: "5"\n\ncontacts:', "\ncontacts:"),
    ),
    "SC609 a listing": (LISTED, LISTED_USE, LISTED_USE, []),
    "SC605 under another key, by its address": (
        METHOTREXATE,
        'acted_on_by: primary-care, source: protocol, section: "9"}',
        'acted_on_by: primary-care, source: annex, section: "9"}',
        [],
        (
            "  notice: {",
            "  annex: {title: Annex, publisher: Exampleshire APC, url: https://example.org/scp/methotrexate, "
            "read_as: original, checked_on: 2026-10-01}\n  notice: {",
        ),
    ),
    "SC606 on the same day": (METHOTREXATE, "lead]\n  on: 2026-10-01", "lead]\n  on: 2024-04-10", []),
    "SC606 a correction since": (
        METHOTREXATE,
        "verification:\n",
        "corrections: [{on: 2026-10-02, by: Editor, what: An interval}]\nverification:\n",
        ["it was verified before it last changed (2026-10-01 is before 2026-10-02)"],
    ),
    "SC606 only transcribed": (
        METHOTREXATE,
        "  status: verified\n  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n",
        "  status: transcribed\n",
        [],
    ),
    "SC607 known": (METHOTREXATE, "sources_read: [protocol, notice]", "sources_read: [protocol]", []),
    "SC608 withdrawn": (
        METHOTREXATE,
        REVIEWED,
        REVIEWED.replace("amended", "retired"),
        [],
        (STATUS, f"{STATUS}  withdrawn: {{on: 2027-01-01, reason: replaced}}\n"),
    ),
    "SC608 approved again": (
        METHOTREXATE,
        "    - {on: 2024-04-10, by: Rheumatology pharmacist, outcome: amended",
        "    - {on: 2024-04-09, by: Rheumatology pharmacist, outcome: retired",
        [],
    ),
    # Parties
    "SC705 a row of monitoring": (
        METHOTREXATE,
        "tell: specialist",
        "tell: carer",
        [
            f"carer has a part in this protocol, but none in `responsibilities.{question}`"
            for question in ("dose_changes", "follow_up", "monitoring", "prescribing", "side_effects")
        ],
    ),
    "SC705 nothing everywhere": (METHOTREXATE, SIDE_EFFECTS, f"{SIDE_EFFECTS}    carer: []\n", []),
    "SC706 a mailbox": (
        METHOTREXATE,
        CLINIC,
        CLINIC.replace('phone: "01632 960002"', "email: clinic@example.org"),
        [],
    ),
    "SC706 urgent, with a mailbox only": (
        METHOTREXATE,
        'phone: "01632 960001"',
        "email: advice@example.org",
        ["an urgent contact has no telephone number"],
    ),
    "SC706 urgent, nobody knows the number": (METHOTREXATE, '"01632 960001"', "unknown", []),
    "SC706 a letter for a digit": (
        METHOTREXATE,
        '"01632 960001"',
        '"01632 96O001"',
        ["`01632 96O001` is no telephone number"],
    ),
    "SC706 two numbers in one": (
        METHOTREXATE,
        '"01632 960001"',
        '"01632 960001 or 999"',
        ["`01632 960001 or 999` is no telephone number"],
    ),
    "SC706 an extension": (METHOTREXATE, '"01632 960001"', '"(01632) 960001, ext 45"', []),
    "SC706 from abroad": (METHOTREXATE, '"01632 960001"', '"+44 1632 960001"', []),
    "SC706 no number": (
        METHOTREXATE,
        'phone: "01632 960002"',
        "phone: see the intranet",
        ["`see the intranet` is no telephone number"],
    ),
    # What the clock makes stale
    "SC803 to be withdrawn": (
        METHOTREXATE,
        CLINIC,
        CLINIC.replace("2026-09-12", "2025-09-12"),
        ["nobody has checked this contact within 12 months"],
        (STATUS, "  status: withdrawn\n  withdrawn: {on: 2027-12-01, reason: replaced}\n"),
    ),
    "SC803 no day is given": (METHOTREXATE, CLINIC, CLINIC.replace(", checked_on: 2026-09-12", ""), []),
    "SC803 a year ago today": (METHOTREXATE, CLINIC, CLINIC.replace("2026-09-12", "2025-11-21"), []),
    "SC803 a year and a day": (
        METHOTREXATE,
        CLINIC,
        CLINIC.replace("2026-09-12", "2025-11-20"),
        ["nobody has checked this contact within 12 months"],
    ),
    "SC803 nobody knows": (
        METHOTREXATE,
        CLINIC,
        CLINIC.replace("2026-09-12", "unknown"),
        ["nobody has checked this contact within 12 months"],
    ),
    "SC803 withdrawn": (
        METHOTREXATE,
        CLINIC,
        CLINIC.replace("2026-09-12", "unknown"),
        [],
        (STATUS, "  status: withdrawn\n  withdrawn: {on: 2026-01-01, reason: replaced}\n"),
    ),
    "SC804 an area's list": (
        "reference/areas.yml",
        "read_on: 2026-09-14",
        "read_on: 2025-09-14",
        ["nobody has read this list within 12 months"],
    ),
    "SC804 nobody knows": (LISTED, "listing_seen_on: 2026-09-14", "listing_seen_on: unknown", []),
    "SC804 a listing no longer": (LISTED, "evidence: listing", "evidence: document", []),
    "SC805 unread": (
        METHOTREXATE,
        "notices_read: [once-weekly-2020], ",
        "",
        ["its last review has not read the safety notice `once-weekly-2020`"],
    ),
    "SC805 a listing": (LISTED, "drugs: [lithium]", "drugs: [methotrexate]", []),
    # Together
    "SC903 both": (
        LISTED,
        LISTED_USE,
        SAME_USE,
        ["`exampleshire-lithium` is in force in exampleshire for methotrexate in Rheumatoid arthritis too"],
    ),
    "SC903 other ages": (LISTED, LISTED_USE, SAME_USE.replace("continue_to: none", "continue_to: 18"), []),
    "SC903 ages that nobody knows": (LISTED, LISTED_USE, SAME_USE.replace("start: 16", "start: unknown"), []),
    "SC903 another indication": (LISTED, LISTED_USE, SAME_USE.replace("Rheumatoid", "Other"), []),
    "SC903 the same indication by its id": (
        LISTED,
        LISTED_USE,
        SAME_USE.replace("id: bipolar, name: Rheumatoid", "id: ra, name: Adult rheumatoid"),
        ["`exampleshire-lithium` is in force in exampleshire for methotrexate in Adult rheumatoid arthritis too"],
    ),
    "SC903 to be withdrawn": (
        LISTED,
        LISTED_USE,
        SAME_USE,
        ["`exampleshire-lithium` is in force in exampleshire for methotrexate in Rheumatoid arthritis too"],
        (METHOTREXATE, STATUS, "  status: withdrawn\n  withdrawn: {on: 2027-12-01, reason: replaced}\n"),
    ),
    "SC903 for practices that are in no service": (
        LISTED,
        LISTED_USE,
        SAME_USE,
        [],
        ("  status: partly-funded\n  pays_for: [Blood tests in the stable phase]\n", "  status: unfunded\n"),
    ),
    "SC903 a draft": (LISTED, LISTED_USE, SAME_USE, [], (STATUS, "  status: draft\n")),
    "SC903 another service": (
        LISTED,
        LISTED_USE,
        SAME_USE,
        [],
        (
            "  status: partly-funded\n  pays_for: [Blood tests in the stable phase]\n  evidence_on: 2026-09-14\n",
            "  services: [exampleshire-shared-care-from-2027]\n",
        ),
    ),
    "SC904 one alone": (METHOTREXATE, "review_due: 2027-04\n", "review_due: 2027-04-30\n", []),
    "SC905 a test": (
        TESTS,
        "  lithium-level:",
        "  sputum: {name: Sputum}\n  lithium-level:",
        ["nothing asks for this test", "nothing asks for this test"],
    ),
    "SC906 an exception of exceptions": (RATCHET, "  SC905:", "  SC906:", ["no file may be let off SC906"]),
    "SC907 a part of an invented area": (
        AREAS,
        "published: unknown",
        "published: unknown",
        ["`exampleshire` is invented, and this part of it is not said to be"],
        (
            'url: "https://example.org/scp", source: list}\n    fictional: false\n',
            'url: "https://example.org/scp", source: list}\n    fictional: true\n',
        ),
    ),
    "SC907 a document at somebody's address": (
        METHOTREXATE,
        "  url: https://example.org/scp/methotrexate\n",
        "  url: https://shared-care.nhs.uk/methotrexate\n",
        [
            "`exampleshire` is invented, and this part of it is not said to be",
            "`https://shared-care.nhs.uk/methotrexate` is somebody's address, and the area is invented",
        ],
        (
            AREAS,
            'url: "https://example.org/scp", source: list}\n    fictional: false\n',
            'url: "https://example.org/scp", source: list}\n    fictional: true\n',
        ),
    ),
    "SC906 fewer": (
        RATCHET,
        "reference/tests.yml: 1",
        "reference/services.yml: 1",
        ["`reference/services.yml` is let off 1 findings of SC905, and has only 0 left"],
    ),
    "SC906 no such rule": (RATCHET, "  SC905:", "  SC999:", ["there is no rule `SC999`"]),
    "SC906 a lapse": (RATCHET, "  SC905:", "  SC801:", ["no file may be let off SC801"]),
    # The list of ids
    "SC908 of a whole area": (
        IDS,
        "  exampleshire:\n",
        "  exampleshire-north:\n",
        [],
    ),
    "SC909 in another area's part": (
        IDS,
        "  exampleshire:\n",
        "  exampleshire-north:\n    published: [exampleshire-penicillamine]\n  exampleshire:\n",
        ["`exampleshire-penicillamine` was published, and no file has this id any more"],
    ),
    "SC909 a file that the list lacks": (
        IDS,
        "      - exampleshire-lithium\n",
        "",
        [],
    ),
    "SC910 in another area's part": (
        IDS,
        "  exampleshire:\n",
        "  exampleshire-north:\n    published: [exampleshire-lithium]\n  exampleshire:\n",
        ["`exampleshire-lithium` stands in the list twice: here, and under `published` of `exampleshire-north`"],
    ),
    "SC910 retired by two areas": (
        IDS,
        "  exampleshire:\n",
        "  exampleshire-north:\n    retired: {exampleshire-gold: {retired_on: 2024, why: unknown, now: none}}\n"
        "  exampleshire:\n",
        ["`exampleshire-gold` stands in the list twice: here, and under `retired` of `exampleshire-north`"],
    ),
    "SC910 published and retired": (
        IDS,
        "      - exampleshire-lithium\n",
        "      - exampleshire-lithium\n      - exampleshire-gold\n",
        ["`exampleshire-gold` stands in the list twice: here, and under `published` of `exampleshire`"],
    ),
    "SC911 nowhere": (
        IDS,
        "        now: exampleshire-methotrexate\n",
        "        now: exampleshire-methotrexat\n",
        ["no protocol was ever published as `exampleshire-methotrexat`"],
    ),
    "SC911 round and round": (
        IDS,
        "        now: none\n",
        "        now: exampleshire-methotrexate-oral\n",
        [
            "the way from here leads back here: `exampleshire-gold` to `exampleshire-methotrexate-oral` to "
            "`exampleshire-gold`",
            "the way from here leads back here: `exampleshire-methotrexate-oral` to `exampleshire-gold` to "
            "`exampleshire-methotrexate-oral`",
        ],
        (IDS, "        now: exampleshire-methotrexate\n", "        now: exampleshire-gold\n"),
    ),
    "SC911 to an id that was itself retired": (
        IDS,
        "        now: none\n",
        "        now: exampleshire-methotrexate-oral\n",
        [],
    ),
    "SC913 no such protocol": (HISTORY, ROW_OF, ROW_OF, ["no protocol was ever published as `exampleshire-gould`"]),
    "SC913 a protocol": (HISTORY, ROW_OF, ROW_OF.replace("gould", "lithium"), []),
    "SC913 a retired id": (HISTORY, ROW_OF, ROW_OF.replace("gould", "gold"), []),
    "SC913 a protocol that nobody knows": (HISTORY, ROW_OF, ROW_OF.replace("exampleshire-gould", "unknown"), []),
    "SC913 the list cannot be read": (HISTORY, ROW_OF, ROW_OF, [], (IDS, "ids:\n", "ids\n")),
    "SC911 not known": (IDS, "        now: none\n", "        now: unknown\n", []),
    "SC201 retired ahead": (
        IDS,
        "retired_on: 2025-03-31",
        "retired_on: 2027-03-31",
        ["`retired_on` is 2027-03-31, after today (21 November 2026)"],
    ),
}
