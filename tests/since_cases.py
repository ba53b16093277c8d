"""Cases of the rules of changes: edits of the register before, edits of it after, and the rule's messages."""

from __future__ import annotations

from sharedcare.rules.examples import AREAS, DRUG, IDS, LISTED, METHOTREXATE, RATCHET, SERVICES, TWO_DRUGS

STATUS = "  status: approved\n"
DRAFT = (METHOTREXATE, STATUS, "  status: draft\n")
MTX_REVIEW = "    - {on: 2024-04-10, by: Rheumatology pharmacist, outcome: amended,"
LOOKED = "    - {{on: {}, by: {}, outcome: {}, sources_read: {}}}\n"
WHOLE = LOOKED.format("2026-11-18", "LMC lead", "unchanged", "[protocol]")
MOVED = (METHOTREXATE, "review_due: 2027-04\n", "review_due: 2029-04\n")
CLAIM = "`review_due` moves from 2027-04 to 2029-04, "
NOBODY = f"{CLAIM}and no new review record says who looked"
MENDED = "corrections:\n  - {on: 2026-11-18, by: LMC editor, what: The file had a slip}\n"
PRINTED = '  ends_as_printed: "2025-2027"\n  end: 2027\n  end_means: unknown\n'
NORTH = "{area: exampleshire-north, status: adopted, on: 2024-06}"
FIRST = "{decided_on: 2026-05-13, until: 2026-12-31, by: exampleshire-apc,"
STABLE = "tests: [FBC, LFT, UE], every: 12 weeks, requested_by"
STARTING = "for 6 weeks, requested_by: specialist, taken_by: unknown"
CONTRA = "  - {text: Severe renal impairment, source: protocol, section: 4.2}\n"
VERIFIED = "  status: verified\n  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n"
URGENT = (
    "  - {id: advice-line, for: urgent, role: Rheumatology advice line, organisation: exampleshire-trust, "
    'phone: "01632 960001", hours: "Monday to Friday, 9am to 5pm", out_of_hours: "Medical registrar on call, '
    '01632 960000", checked_on: 2026-09-12}\n'
)
OLDER_PHONE = 'phone: "01632 960002", checked_on: 2026-09-12}'
SLIP_OF_REVIEW = "The review date of the document was overlooked"
NEW_PHONE = OLDER_PHONE.replace("960002", "960123")
UNRUNG = "{} of this contact changed, and it was last checked on 12 September 2026, no later than before"
BOOK = "publisher: Example Press, read_as: third-party-copy, checked_on: unknown}"
LIST_ON = "listing_seen_on: 2026-09-14\n"
LIST_SOURCE = "read_as: original, checked_on: 2026-09-14}"
AREA_LIST = 'list: {read_whole: true, read_on: 2026-09-14, url: "https://example.org/scp", source: list}'
ACCEPTED = "accepted_findings:\n  - {{rule: SC701, reason: {}, until: {}}}\nverification:\n  status: verified\n"
CHECK = "verification:\n  status: verified\n"
GOLD_NOW = "why: The clinic gives gold injections itself.\n        now: none\n"
OWN_WORD = (
    "commissioned_service:\n  status: partly-funded\n  pays_for: [Blood tests in the stable phase]\n"
    "  evidence_on: 2026-09-14\n  checked_on: 2026-09-14\n  source: list\n"
)
MANUAL = (
    "\nsources:\n  manual: {title: A manual, publisher: Example Society, read_as: original, checked_on: 2026-09-01}\n"
)
PREGNANCY = 'contraindications: [{text: Pregnancy, source: handbook, section: "4"}]\n'
HANDBOOK = "published: 2024, read_as: original, checked_on: 2026-09-14}"
NOTICE = "    recorded_on: 2026-09-14\n"
LITHIUM = "title: Lithium for adults\n"
SECOND = (
    "    - {decided_on: 2026-11-11, until: 2027-06-30, by: exampleshire-apc, reason: The national template is still "
    "being revised, source: minutes}\n"
)
MINUTES_READ = "published: 2026-11, read_as: original, checked_on: 2026-11-18}"
UNKNOWN_END = (METHOTREXATE, "review_due: 2027-04\n", "review_due: unknown\n")
OWN_READ = "published: 2024-04, read_as: original, checked_on: 2026-10-01}"
OTHER_READ = "published: 2020-09, read_as: original, checked_on: 2026-10-01}"
LETTER = (
    "\nsources:\n  letter: {{title: A letter, publisher: Somebody, published: unknown, read_as: original, "
    "checked_on: {}}}\n"
)
APPROVED_ON = "  approved_on: 2024-04-10\n"
UNREAD = "and nothing says that anybody has read it since"
NORTH_UNREAD = (
    "`exampleshire-north` is now said to have adopted it, and nothing says that anybody has read its decision"
)
FROM_NOWHERE = f"nobody knew the review date; now it is `review_due: 2027-04`, {UNREAD}"
BY_OWN = f"{NORTH[:-1]}, review_due: 2027-12}}"
FROM_SPECIFICATION = "    source: specification\n  exampleshire-shared-care-from"
NO_RECORD = "with neither a new version that was read, nor a correction"
NO_REVIEW = "and no new review record says who looked"
WAS_A_DRAFT = "the document was a draft, and it is approved now"
FORGOTTEN = "and nobody is said to know it any more"
COPY = "published: 2023-06, read_as: third-party-copy, checked_on: 2026-09-14}"
UPGRADE = ("third-party-copy", "original")
IN_NORTH = "in `exampleshire-north`, `review_due` moves from 2027-04 to 2027-12, "
UNRELATED = "and its new review read neither the document nor a minute of its committee"


DATE_SLIP = "The review date is 2029-04; the file said 2027-04"
READ_TODAY = (METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "2026-11-18"))
LIST_RENEWED = (LISTED, "  end: 2027\n", "  end: 2030\n")
LIST_PRINTS = (LISTED, '"2025-2027"', '"2025-2030"')
LIST_READ = (
    (LISTED, LIST_ON, LIST_ON.replace("2026-09-14", "2026-11-18")),
    (LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2026-11-18")),
)
LIST_UNREAD = (
    (LISTED, LIST_ON, "listing_seen_on: unknown\n"),
    (LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "unknown")),
)
NO_APPROVAL = (LISTED, "  approved_on: 2025\n", "  approved_on: unknown\n")
DAY_FORGOTTEN = (METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "unknown"))
LIST_CLAIM = "`end` moves from 2027 to 2030, "
TOO_OLD = "before the document or its list was read here (2026-10-01), and no source that it cites was read since"
LIST_MOVED = f"`end` moves from 2027 to 2030, {NO_REVIEW}"


def review(on="2026-11-18", by="Rheumatology pharmacist", outcome="unchanged", read="[protocol]"):
    """A review record beside that of the file on methotrexate."""
    return (METHOTREXATE, MTX_REVIEW, LOOKED.format(on, by, outcome, read) + MTX_REVIEW)


LESS_OFTEN = (METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks"))
LESS_OFTEN_SAYS = f"`monitoring` (stable FBC, LFT, UE methotrexate) changed, {NO_RECORD}"


def list_review(on="2026-11-18"):
    """A review in the file that was seen in a list only."""
    row = LOOKED.format(on, "Exampleshire APC", "unchanged", "[list]")
    return (LISTED, "  end_means: unknown\n", f"  end_means: unknown\n  reviews:\n{row}")


def version(now, was="3.1"):
    """The file on methotrexate with another version."""
    return (METHOTREXATE, f'version: "{was}"', f'version: "{now}"')


def observed(says, file=LISTED):
    """What a list was seen to say."""
    row = f'observations: [{{seen_on: 2026-09-14, says: "{says}", source: list}}]'
    return (file, "\nverification:", f"\n{row}\nverification:")


def corrected(file=METHOTREXATE, what="The file had a slip", on="2026-11-18"):
    """A correction in a file that had none."""
    row = MENDED.replace("The file had a slip", what).replace("2026-11-18", on)
    return (file, "\nverification:", f"\n{row}verification:")


def stopped(block):
    """The file on methotrexate, withdrawn or suspended."""
    return (METHOTREXATE, STATUS, f"{STATUS}  {block}\n")


def named(what):
    """A correction of an interval in these words."""
    return [(METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks")), corrected(what=what)]


CASES = {
    # What can be compared
    "SC950 before": (
        [(LISTED, LITHIUM, "title [\n")],
        [],
        ["this file could not be read before the change, so nothing in it was compared"],
    ),
    "SC950 both": (
        [(LISTED, LITHIUM, "title [\n")],
        [(LISTED, LITHIUM, "title ]\n")],
        ["what changed in this file cannot be checked yet"],
    ),
    "SC950 a list of ids": (
        [(IDS, "ids:\n", "ids\n")],
        [],
        ["this file could not be read before the change, so nothing in it was compared"],
    ),
    # Review dates
    "SC951 nobody looked": ([], [MOVED], [NOBODY]),
    "SC951 somebody looked": ([], [MOVED, review()], []),
    "SC951 earlier": ([], [(METHOTREXATE, "review_due: 2027-04\n", "review_due: 2027-03\n")], []),
    "SC951 more exactly": ([], [(METHOTREXATE, "review_due: 2027-04\n", "review_due: 2027-04-30\n")], []),
    "SC951 less exactly": (
        [(METHOTREXATE, "review_due: 2027-04\n", "review_due: 2027-04-15\n")],
        [],
        ["`review_due` moves from 2027-04-15 to 2027-04, and no new review record says who looked"],
    ),
    "SC951 nobody knows any more": ([], [(METHOTREXATE, "review_due: 2027-04\n", "review_due: unknown\n")], []),
    "SC951 a review that stood there": ([review()], [MOVED, review()], [NOBODY]),
    "SC951 the day of the old review alone": (
        [],
        [MOVED, (METHOTREXATE, "by: Rheumatology pharmacist, outcome: amended", "by: Pharmacist, outcome: amended")],
        [f"{CLAIM}and its new review is of 2024-04-10, {TOO_OLD}"],
    ),
    "SC951 the role of the old review in other letters": (
        [],
        [MOVED, (METHOTREXATE, MTX_REVIEW, MTX_REVIEW.replace("Rheumatology pharmacist", "rheumatology-pharmacist"))],
        [NOBODY],
    ),
    "SC951 a new version is no review": (
        [],
        [MOVED, (METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2026-11-11")],
        [NOBODY],
    ),
    "SC951 a correction is no review": ([], [MOVED, corrected()], [NOBODY]),
    "SC951 a new version, and its approval as a review": (
        [],
        [
            MOVED,
            (METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2026-11-11"),
            review(on="2026-11-11", outcome="amended"),
        ],
        [],
    ),
    "SC951 a slip of the date": ([], [MOVED, corrected(what=DATE_SLIP), READ_TODAY], []),
    "SC951 a slip of the date that nobody looked up": ([], [MOVED, corrected(what=DATE_SLIP)], [NOBODY]),
    "SC951 a slip of the date, and the document was read before": (
        [],
        [MOVED, corrected(what=DATE_SLIP), (METHOTREXATE, OWN_READ, OWN_READ.replace("10-01", "11-17"))],
        [NOBODY],
    ),
    "SC951 another slip": ([], [MOVED, corrected(), READ_TODAY], [NOBODY]),
    "SC951 a slip of another year": (
        [],
        [MOVED, corrected(what=DATE_SLIP.replace("2029", "2028")), READ_TODAY],
        [NOBODY],
    ),
    "SC951 a slip of another date": (
        [],
        [MOVED, corrected(what="It was approved before 2029"), READ_TODAY],
        [NOBODY],
    ),
    "SC951 a slip, and the date is gone": (
        [],
        [(METHOTREXATE, "  expires: 2028-04-30\n", ""), corrected(what="It is not valid until 2028"), READ_TODAY],
        ["the last valid day, 2028-04-30, is gone, and no new review record says who looked"],
    ),
    "SC951 the list prints another date": ([], [LIST_RENEWED, LIST_PRINTS, *LIST_READ], []),
    "SC951 the list prints a later approval": (
        [],
        [LIST_RENEWED, (LISTED, "  approved_on: 2025\n", "  approved_on: 2026\n"), *LIST_READ],
        [],
    ),
    "SC951 the list prints an earlier approval": (
        [],
        [LIST_RENEWED, (LISTED, "  approved_on: 2025\n", "  approved_on: 2024\n"), *LIST_READ],
        [LIST_MOVED],
    ),
    "SC951 the list was seen to say another date": ([], [LIST_RENEWED, *LIST_READ, observed("Review in 2030")], []),
    "SC951 the list was seen to say another date, and nobody read it": (
        [],
        [LIST_RENEWED, observed("Review in 2030")],
        [LIST_MOVED],
    ),
    "SC951 the list was seen to say another year": (
        [],
        [LIST_RENEWED, *LIST_READ, observed("Review in 2029")],
        [LIST_MOVED],
    ),
    "SC951 the list was seen before to say another date": (
        [observed("Review in 2030")],
        [LIST_RENEWED, *LIST_READ, observed("Review in 2030.")],
        [LIST_MOVED],
    ),
    "SC951 the list was read, and prints the same": ([], [LIST_RENEWED, *LIST_READ], [LIST_MOVED]),
    "SC951 the list prints the same in other letters": (
        [],
        [LIST_RENEWED, (LISTED, '"2025-2027"', '"2025 – 2027"'), *LIST_READ],
        [LIST_MOVED],
    ),
    "SC951 the list prints another date that nobody read": ([], [LIST_RENEWED, LIST_PRINTS], [LIST_MOVED]),
    "SC951 a list is none of a document": (
        [(LISTED, "evidence: listing\n", "evidence: document\n")],
        [LIST_RENEWED, LIST_PRINTS, *LIST_READ],
        [LIST_MOVED],
    ),
    "SC951 by nobody": (
        [],
        [MOVED, review(by="unknown")],
        [f"{CLAIM}and its new review record does not say who looked"],
    ),
    "SC951 of no day": (
        [],
        [MOVED, review(on="unknown")],
        [f"{CLAIM}and its new review record does not say on which day"],
    ),
    "SC951 nothing was read": (
        [],
        [MOVED, review(read="[]", outcome="unknown")],
        [f"{CLAIM}and its new review record does not say which sources were read, with what outcome"],
    ),
    "SC951 the review retired it": (
        [],
        [MOVED, review(outcome="retired")],
        [f"{CLAIM}and its new review retired the document"],
    ),
    "SC951 an old review": (
        [],
        [MOVED, review(on="2024-03-31")],
        [f"{CLAIM}and its new review is older than what stood here (2024-03-31 is before 2024-04-10)"],
    ),
    "SC951 what was unknown of an old review": ([review(on="unknown")], [MOVED, review()], [NOBODY]),
    "SC951 one whole review among others": (
        [],
        [
            MOVED,
            (
                METHOTREXATE,
                MTX_REVIEW,
                f"{WHOLE}{WHOLE.replace('2026-11-18, by: LMC lead', 'unknown, by: unknown')}{MTX_REVIEW}",
            ),
        ],
        [],
    ),
    "SC951 a review of that year": ([], [MOVED, review(on="2026")], []),
    "SC951 a review before the document was read": (
        [],
        [MOVED, review(on="2026-05-12")],
        [f"{CLAIM}and its new review is of 2026-05-12, {TOO_OLD}"],
    ),
    "SC951 a review before the document was read, and it was read since": (
        [],
        [MOVED, review(on="2026-05-12"), READ_TODAY],
        [],
    ),
    "SC951 a review before the document was read, and only something else was read since": (
        [],
        [MOVED, review(on="2026-05-12"), (METHOTREXATE, OTHER_READ, OTHER_READ.replace("2026-10-01", "2026-11-18"))],
        [f"{CLAIM}and its new review is of 2026-05-12, {TOO_OLD}"],
    ),
    "SC951 a review before another source was read": (
        [(METHOTREXATE, OTHER_READ, OTHER_READ.replace("2026-10-01", "2026-11-20"))],
        [MOVED, review(on="2026-11-11"), (METHOTREXATE, OTHER_READ, OTHER_READ.replace("2026-10-01", "2026-11-20"))],
        [],
    ),
    "SC951 of a listing, a review of long ago": (
        [NO_APPROVAL],
        [NO_APPROVAL, LIST_RENEWED, list_review("2020-01-01")],
        [
            f"{LIST_CLAIM}and its new review is of 2020-01-01, before the document or its list was read here "
            "(2026-09-14), and no source that it cites was read since"
        ],
    ),
    "SC951 of a listing, a review of long ago in a list that was read": (
        [NO_APPROVAL],
        [NO_APPROVAL, LIST_RENEWED, list_review("2020-01-01"), *LIST_READ],
        [f"{LIST_CLAIM}and its new review is of 2020-01-01: for all that is known, it set the old date, 2027"],
    ),
    "SC951 of a listing, a review since its old date in a list that was read": (
        [NO_APPROVAL, (LISTED, "  end: 2027\n", "  end: 2025\n")],
        [NO_APPROVAL, LIST_RENEWED, list_review("2026-05"), *LIST_READ],
        [],
    ),
    "SC951 of a listing, a review since its approval in a list that was read": (
        [],
        [LIST_RENEWED, list_review("2026-05"), *LIST_READ],
        [],
    ),
    "SC951 of a listing, a review since it was read": ([NO_APPROVAL], [NO_APPROVAL, LIST_RENEWED, list_review()], []),
    "SC951 of a listing that nobody knows to be read, a review": (
        [NO_APPROVAL, *LIST_UNREAD],
        [NO_APPROVAL, *LIST_UNREAD, LIST_RENEWED, list_review("2020-01-01")],
        [
            f"{LIST_CLAIM}and its new review is of 2020-01-01, while nobody knows when the document or its list was "
            "read, and no source that it cites was read since"
        ],
    ),
    "SC951 of a listing that nobody knows to be read, a review since its approval": (
        [*LIST_UNREAD],
        [*LIST_UNREAD, LIST_RENEWED, list_review("2026-05")],
        [
            f"{LIST_CLAIM}and its new review is of 2026-05, while nobody knows when the document or its list was read, "
            "and no source that it cites was read since"
        ],
    ),
    "SC951 a review, and nobody knows when the document was read": (
        [DAY_FORGOTTEN],
        [DAY_FORGOTTEN, MOVED, review()],
        [
            f"{CLAIM}and its new review is of 2026-11-18, while nobody knows when the document or its list was read, "
            "and no source that it cites was read since"
        ],
    ),
    "SC951 a review, and only the day of a minute is known": (
        [(TWO_DRUGS, COPY, COPY.replace("2026-09-14", "unknown"))],
        [
            (TWO_DRUGS, COPY, COPY.replace("2026-09-14", "unknown")),
            (TWO_DRUGS, "  review_due: 2026-06-30\n", "  review_due: 2028-06-30\n"),
            (TWO_DRUGS, "    - {on: 2026-10-14,", f"{WHOLE}    - {{on: 2026-10-14,"),
        ],
        [
            "`review_due` moves from 2026-06-30 to 2028-06-30, and its new review is of 2026-11-18, while nobody knows "
            "when the document or its list was read, and no source that it cites was read since"
        ],
    ),
    "SC951 a review, and nobody knew when the document was read": ([DAY_FORGOTTEN], [MOVED, review(), READ_TODAY], []),
    "SC956 with a later approval, and nobody knows when the document was read": (
        [DAY_FORGOTTEN],
        [DAY_FORGOTTEN, LESS_OFTEN, (METHOTREXATE, APPROVED_ON, "  approved_on: 2026-11-11\n")],
        [LESS_OFTEN_SAYS],
    ),
    "SC951 of a listing that was seen, a review of long ago": (
        [NO_APPROVAL, LIST_UNREAD[1]],
        [NO_APPROVAL, LIST_UNREAD[1], LIST_RENEWED, list_review("2020-01-01")],
        [f"{LIST_CLAIM}and its new review is of 2020-01-01, {TOO_OLD.replace('2026-10-01', '2026-09-14')}"],
    ),
    "SC951 of a listing that nobody knew to be read, a review in a list that was read": (
        [NO_APPROVAL, *LIST_UNREAD, (LISTED, "  end: 2027\n", "  end: 2021\n")],
        [NO_APPROVAL, *LIST_READ, LIST_RENEWED, list_review("2022-05")],
        [],
    ),
    "SC951 before the last review": (
        [review(on="2026-10-14")],
        [MOVED, review(on="2026-10-14"), review(on="2026-10-13", by="LMC lead")],
        [f"{CLAIM}and its new review is older than what stood here (2026-10-13 is before 2026-10-14)"],
    ),
    "SC951 of a draft": ([DRAFT], [DRAFT, MOVED], []),
    "SC951 of a draft that is approved now": (
        [DRAFT, (METHOTREXATE, "  approved_on: 2024-04-10\n", "")],
        [MOVED],
        [],
    ),
    "SC951 of a draft that is approved on a later day": (
        [DRAFT],
        [MOVED, (METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2026-11-11")],
        [],
    ),
    "SC951 of a draft that is approved on an old day": ([DRAFT], [MOVED], [NOBODY]),
    "SC951 of what is a draft now": ([], [DRAFT, MOVED], [NOBODY]),
    "SC951 valid for longer": (
        [],
        [(METHOTREXATE, "expires: 2028-04-30", "expires: 2028-05-31")],
        ["`expires` moves from 2028-04-30 to 2028-05-31, and no new review record says who looked"],
    ),
    "SC951 valid without end": (
        [],
        [(METHOTREXATE, "  expires: 2028-04-30\n", "")],
        ["the last valid day, 2028-04-30, is gone, and no new review record says who looked"],
    ),
    "SC951 valid for nobody knows how long": (
        [],
        [(METHOTREXATE, "  expires: 2028-04-30\n", "  expires: unknown\n")],
        ["the last valid day, 2028-04-30, is gone, and no new review record says who looked"],
    ),
    "SC951 a printed end": (
        [],
        [(LISTED, "  end: 2027\n", "  end: 2028\n")],
        ["`end` moves from 2027 to 2028, and no new review record says who looked"],
    ),
    "SC951 a printed end of validity": (
        [(LISTED, "  end_means: unknown\n", "  end_means: validity\n")],
        [(LISTED, "  end: 2027\n  end_means: unknown\n", "  end: 2028\n  end_means: validity\n")],
        [
            "`end` moves from 2027 to 2028, and no new review record says who looked",
            "`end` moves from 2027 to 2028, and no new review record says who looked",
        ],
    ),
    "SC951 validity read as review": (
        [(LISTED, "  end_means: unknown\n", "  end_means: validity\n")],
        [],
        ["the last valid day, 2027, is gone, and no new review record says who looked"],
    ),
    "SC951 a printed end in place of a review date": (
        [(LISTED, PRINTED, "  review_due: 2026-12\n")],
        [],
        ["`end` moves from 2026-12 to 2027, and no new review record says who looked"],
    ),
    "SC951 an area's own": (
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: 2026-12}}")],
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: 2027-12}}")],
        [
            "in `exampleshire-north`, `review_due` moves from 2026-12 to 2027-12, and no new review record says who "
            "looked"
        ],
    ),
    "SC951 an area's own, later than the document's": (
        [],
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: 2027-12}}")],
        [
            "in `exampleshire-north`, `review_due` moves from 2027-04 to 2027-12, and no new review record says who "
            "looked"
        ],
    ),
    "SC951 an area's own goes": (
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: 2026-12}}")],
        [],
        [
            "in `exampleshire-north`, `review_due` moves from 2026-12 to 2027-04, and no new review record says who "
            "looked"
        ],
    ),
    "SC951 an area that is new": (
        [(METHOTREXATE, f"adopted_in:\n  - {NORTH}\n", "")],
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: 2029-12}}")],
        [],
    ),
    "SC951 what was read is not the document": (
        [],
        [MOVED, review(read="[les-spec, notice, book]")],
        [f"{CLAIM}{UNRELATED}"],
    ),
    "SC951 the document was read among others": ([], [MOVED, review(read="[book, protocol]")], []),
    "SC951 a minute of the committee was read": (
        [],
        [
            (TWO_DRUGS, "  review_due: 2026-06-30\n", "  review_due: 2028-06-30\n"),
            (
                TWO_DRUGS,
                "    - {on: 2026-10-14,",
                f"{WHOLE.replace('protocol', 'minutes')}    - {{on: 2026-10-14,",
            ),
        ],
        [],
    ),
    "SC951 a part of the document was read": (
        [],
        [
            MOVED,
            review(read="[protocol-appendix]"),
            (METHOTREXATE, "\nsources:\n", LETTER.format("2026-11-18").replace("letter", "protocol-appendix")),
        ],
        [],
    ),
    "SC951 an area's own, and its letter was read": (
        [],
        [
            (METHOTREXATE, NORTH, f"{BY_OWN[:-1]}, source: letter}}"),
            (METHOTREXATE, "\nsources:\n", LETTER.format("2026-11-18")),
            review(read="[letter]"),
        ],
        [],
    ),
    "SC951 an area's own, and another letter was read": (
        [],
        [
            (METHOTREXATE, NORTH, BY_OWN),
            (METHOTREXATE, "\nsources:\n", LETTER.format("2026-11-18")),
            review(read="[letter]"),
        ],
        [f"{IN_NORTH}{UNRELATED}"],
    ),
    "SC951 an area's letter is none on the document": (
        [],
        [
            MOVED,
            (METHOTREXATE, NORTH, f"{NORTH[:-1]}, source: letter}}"),
            (METHOTREXATE, "\nsources:\n", LETTER.format("2026-11-18")),
            review(read="[letter]"),
        ],
        [f"{CLAIM}{UNRELATED}"],
    ),
    "SC951 of a draft that is approved on the day of its review": (
        [DRAFT, (METHOTREXATE, APPROVED_ON, "")],
        [MOVED],
        [],
    ),
    "SC951 of a draft that is approved before its review": (
        [DRAFT, (METHOTREXATE, APPROVED_ON, "")],
        [MOVED, (METHOTREXATE, APPROVED_ON, APPROVED_ON.replace("04-10", "04-09"))],
        [NOBODY],
    ),
    "SC952 another source was read": (
        [UNKNOWN_END],
        [(METHOTREXATE, OTHER_READ, OTHER_READ.replace("2026-10-01", "2026-11-18"))],
        [FROM_NOWHERE],
    ),
    "SC952 approved a little later": (
        [UNKNOWN_END],
        [(METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2024-05-10")],
        [FROM_NOWHERE],
    ),
    "SC952 the document was read": (
        [UNKNOWN_END],
        [(METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "2026-11-18"))],
        [],
    ),
    "SC952 the document was read on the day, as before": (
        [UNKNOWN_END, (METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "2026-11-21"))],
        [(METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "2026-11-21"))],
        [],
    ),
    "SC952 a new part of the document, read long ago": (
        [UNKNOWN_END],
        [(METHOTREXATE, "\nsources:\n", LETTER.format("2019-02-01").replace("letter", "protocol-page"))],
        [FROM_NOWHERE],
    ),
    "SC952 a new part of the document, read since": (
        [UNKNOWN_END],
        [(METHOTREXATE, "\nsources:\n", LETTER.format("2026-10-01").replace("letter", "protocol-page"))],
        [],
    ),
    "SC952 the document by another key": (
        [UNKNOWN_END],
        [(METHOTREXATE, "  protocol: {title", "  protocol-page: {title")],
        [FROM_NOWHERE],
    ),
    "SC952 the document on a day that is known now, and long ago": (
        [UNKNOWN_END, (METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "unknown"))],
        [(METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "2024-05"))],
        [FROM_NOWHERE],
    ),
    "SC952 a day ahead is none on which something was read": (
        [UNKNOWN_END, (METHOTREXATE, APPROVED_ON, "  approved_on: 2027-01-01\n")],
        [
            (METHOTREXATE, APPROVED_ON, "  approved_on: 2027-01-01\n"),
            (METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "2026-11-18")),
        ],
        [],
    ),
    "SC952 a list that the file does not rest on": (
        [UNKNOWN_END, (METHOTREXATE, "evidence: document\n", "evidence: document\nlisting_seen_on: 2026-09-14\n")],
        [(METHOTREXATE, "evidence: document\n", "evidence: document\nlisting_seen_on: 2026-11-18\n")],
        [FROM_NOWHERE],
    ),
    "SC952 an area's own, where nobody knew the document's": (
        [UNKNOWN_END],
        [UNKNOWN_END, (METHOTREXATE, NORTH, BY_OWN)],
        [f"nobody knew the review date in `exampleshire-north`; now there is one, {UNREAD}"],
    ),
    "SC952 an area's own goes, and the document's holds": (
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: unknown}}")],
        [],
        [f"nobody knew the review date in `exampleshire-north`; now there is one, {UNREAD}"],
    ),
    "SC952 an area that has no date of its own": ([UNKNOWN_END], [corrected(what=SLIP_OF_REVIEW)], []),
    "SC952 a correction of something else": (
        [UNKNOWN_END],
        [corrected()],
        [f"nobody knew the review date; now it is `review_due: 2027-04`, {UNREAD}"],
    ),
    "SC952 an area's own, from its letter": (
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: unknown}}")],
        [
            (METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: 2027-03, source: letter}}"),
            (METHOTREXATE, "\nsources:\n", LETTER.format("2026-11-18")),
        ],
        [],
    ),
    "SC952 nothing was read": (
        [(LISTED, PRINTED, "  review_due: unknown\n")],
        [],
        [f"nobody knew the review date; now it is `end: 2027`, {UNREAD}"],
    ),
    "SC952 of a draft": (
        [(LISTED, PRINTED, "  review_due: unknown\n"), (LISTED, STATUS, "  status: draft\n")],
        [(LISTED, STATUS, "  status: draft\n")],
        [],
    ),
    "SC952 the list was read": (
        [(LISTED, PRINTED, "  review_due: unknown\n")],
        [(LISTED, LIST_ON, "listing_seen_on: 2026-11-18\n")],
        [],
    ),
    "SC952 a source was read": (
        [(LISTED, PRINTED, "  review_due: unknown\n")],
        [(LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2026-11-18"))],
        [],
    ),
    "SC952 a source was read on a day that is known now": (
        [
            (LISTED, PRINTED, "  review_due: unknown\n"),
            (LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2026")),
        ],
        [(LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2026-11-18"))],
        [f"nobody knew the review date; now it is `end: 2027`, {UNREAD}"],
    ),
    "SC952 a new source of no day": (
        [(LISTED, PRINTED, "  review_due: unknown\n")],
        [
            (
                LISTED,
                "sources:\n",
                "sources:\n  mail: {title: A letter, publisher: APC, read_as: original, checked_on: unknown}\n",
            )
        ],
        [f"nobody knew the review date; now it is `end: 2027`, {UNREAD}"],
    ),
    "SC952 a correction": (
        [(LISTED, PRINTED, "  review_due: unknown\n")],
        [corrected(LISTED, SLIP_OF_REVIEW)],
        [],
    ),
    "SC952 an area's own": (
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: unknown}}")],
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: 2027-03}}")],
        [f"nobody knew the review date in `exampleshire-north`; now there is one, {UNREAD}"],
    ),
    # Decisions
    "SC953 put off": (
        [(METHOTREXATE, STATUS, f"{STATUS}  withdrawn: {{on: 2026-12-01, reason: unsafe}}\n")],
        [(METHOTREXATE, STATUS, f"{STATUS}  withdrawn: {{on: 2027-12-01, reason: unsafe}}\n")],
        [
            "the document was withdrawn from 2026-12-01, and now only from 2027-12-01, and no new review record says "
            "who looked"
        ],
    ),
    "SC953 lifted without a block": (
        [(METHOTREXATE, STATUS, "  status: suspended\n")],
        [],
        [
            "the document was suspended from a day that nobody knows, and is not any more, and no new review record "
            "says who looked"
        ],
    ),
    "SC953 approved before it was suspended": (
        [(METHOTREXATE, STATUS, "  status: suspended\n  suspended: {on: 2026-09-01, reason: A recall}\n")],
        [(METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2025-01-01")],
        ["the document was suspended from 2026-09-01, and is not any more, and no new review record says who looked"],
    ),
    "SC953 approved again": (
        [(METHOTREXATE, STATUS, "  status: suspended\n")],
        [(METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2026-11-11")],
        [],
    ),
    "SC953 from a later day that has come": (
        [(METHOTREXATE, STATUS, f"{STATUS}  withdrawn: {{on: 2026-09-01, reason: unsafe}}\n")],
        [(METHOTREXATE, STATUS, f"{STATUS}  withdrawn: {{on: 2026-11-21, reason: unsafe}}\n")],
        [],
    ),
    "SC953 sooner": (
        [(METHOTREXATE, STATUS, f"{STATUS}  withdrawn: {{on: 2026-12-01, reason: unsafe}}\n")],
        [(METHOTREXATE, STATUS, f"{STATUS}  withdrawn: {{on: 2026-11-20, reason: unsafe}}\n")],
        [],
    ),
    "SC953 withdrawn after it was suspended": (
        [(METHOTREXATE, STATUS, "  status: suspended\n  suspended: {on: 2026-09-01, reason: A recall}\n")],
        [(METHOTREXATE, STATUS, "  status: withdrawn\n  withdrawn: {on: 2026-11-18, reason: unsafe}\n")],
        [],
    ),
    "SC953 withdrawn at some time in place of now": (
        [(METHOTREXATE, STATUS, "  status: suspended\n  suspended: {on: 2026-09-01, reason: A recall}\n")],
        [(METHOTREXATE, STATUS, f"{STATUS}  withdrawn: {{on: 2027-11-18, reason: unsafe}}\n")],
        ["the document was suspended from 2026-09-01, and is not any more, and no new review record says who looked"],
    ),
    "SC953 the document is unknown": ([(METHOTREXATE, STATUS, "  status: unknown\n")], [], []),
    "SC954 new": (
        [(TWO_DRUGS, f"    - {FIRST} reason: The national template is being revised, source: minutes}}\n", "")],
        [],
        [],
    ),
    "SC954 new, of nobody": (
        [(TWO_DRUGS, f"    - {FIRST} reason: The national template is being revised, source: minutes}}\n", "")],
        [
            (
                TWO_DRUGS,
                f"{FIRST} reason: The national template is being revised, source: minutes}}",
                "{decided_on: 2026-05-13, until: 2026-12-31, by: unknown, reason: unknown}",
            )
        ],
        ["the new extension does not say `by`, `reason`, `source`"],
    ),
    "SC954 new, without an end": (
        [(TWO_DRUGS, f"    - {FIRST} reason: The national template is being revised, source: minutes}}\n", "")],
        [(TWO_DRUGS, FIRST, FIRST.replace("2026-12-31", "unknown"))],
        ["the new extension does not say `until`"],
    ),
    "SC954 longer, of no day": (
        [(TWO_DRUGS, FIRST, FIRST.replace("2026-05-13", "unknown"))],
        [(TWO_DRUGS, FIRST, FIRST.replace("2026-05-13", "unknown").replace("2026-12-31", "2027-03-31"))],
        ["the new extension does not say `decided_on`"],
    ),
    "SC954 longer": (
        [],
        [(TWO_DRUGS, FIRST, FIRST.replace("2026-12-31", "2027-03-31"))],
        ["the extension decided on 2026-05-13 ended on 2026-12-31, and now ends on 2027-03-31"],
    ),
    "SC954 shorter": ([], [(TWO_DRUGS, FIRST, FIRST.replace("2026-12-31", "2026-11-30"))], []),
    "SC954 less exactly, and no longer": ([], [(TWO_DRUGS, FIRST, FIRST.replace("2026-12-31", "2026-12"))], []),
    "SC954 its end is unknown": ([], [(TWO_DRUGS, FIRST, FIRST.replace("2026-12-31", "unknown"))], []),
    "SC954 its end is found by nobody": (
        [(TWO_DRUGS, FIRST, FIRST.replace("2026-12-31", "unknown"))],
        [],
        [
            "nobody knew when this extension ends, it ends on 2026-12-31 now, and `minutes` was last read on 18 "
            "November 2026, no later than before"
        ],
    ),
    "SC954 its end is found": (
        [(TWO_DRUGS, FIRST, FIRST.replace("2026-12-31", "unknown"))],
        [(TWO_DRUGS, MINUTES_READ, MINUTES_READ.replace("2026-11-18", "2026-11-20"))],
        [],
    ),
    "SC954 a minute that is older than the decision": (
        [(TWO_DRUGS, SECOND, "")],
        [(TWO_DRUGS, "published: 2026-11,", "published: 2026-10,")],
        ["`minutes` was published in October 2026, before the decision of 2026-11-11"],
    ),
    "SC954 a minute that may be as old as the decision": (
        [(TWO_DRUGS, SECOND, "")],
        [(TWO_DRUGS, "published: 2026-11,", "published: 2026,")],
        [],
    ),
    "SC954 a minute that was read before the decision": (
        [(TWO_DRUGS, SECOND, "")],
        [(TWO_DRUGS, MINUTES_READ, "published: unknown, read_as: original, checked_on: 2026-11-10}")],
        ["`minutes` was last read on 10 November 2026, before the decision of 2026-11-11"],
    ),
    "SC954 a minute that stands nowhere": (
        [(TWO_DRUGS, SECOND, "")],
        [(TWO_DRUGS, SECOND, SECOND.replace("source: minutes", "source: minute"))],
        [],
    ),
    "SC954 another day": (
        [],
        [(TWO_DRUGS, FIRST, FIRST.replace("2026-05-13", "unknown"))],
        ["the new extension does not say `decided_on`"],
    ),
    "SC955 a review goes": (
        [review()],
        [],
        [
            "the record of 2026-11-18 by `Rheumatology pharmacist` stood under `reviews`, and is gone or has been "
            "changed"
        ],
    ),
    "SC955 all reviews go": (
        [],
        [
            (
                TWO_DRUGS,
                "  reviews:\n    - {on: 2026-10-14, by: Rheumatology pharmacist, outcome: unchanged, "
                "sources_read: [protocol]}\n",
                "",
            )
        ],
        [
            "the record of 2026-10-14 by `Rheumatology pharmacist` stood under `reviews`, and is gone or has been "
            "changed"
        ],
    ),
    "SC955 an extension is given another day": (
        [],
        [(TWO_DRUGS, FIRST, FIRST.replace("2026-05-13", "2026-05-20"))],
        ["the record of 2026-05-13 by `exampleshire-apc` stood under `extensions`, and is gone or has been changed"],
    ),
    "SC955 a correction goes": (
        [corrected()],
        [],
        [
            "the record of 2026-11-18 by `LMC editor` that begins “The file had a slip” stood under `corrections`, and "
            "is gone or has been changed"
        ],
    ),
    "SC955 an observation goes": (
        [
            (
                LISTED,
                "\nverification:",
                "\nobservations: [{seen_on: 2026-09-14, says: Listed, source: list}]\nverification:",
            )
        ],
        [],
        ["the record of 2026-09-14 that begins “Listed” stood under `observations`, and is gone or has been changed"],
    ),
    "SC955 an observation is spelt otherwise": (
        [observed("Listed: review Sep-2021  for 12 weeks")],
        [observed("listed, review Sep–2021 for 12 weeks.")],
        [],
    ),
    "SC955 an observation says another number": (
        [observed("Listed with a review in 1.5 years and more words than six")],
        [observed("Listed with a review in 15 years and more words than six")],
        [
            "the record of 2026-09-14 that begins “Listed with a review in 1.5” stood under `observations`, and is "
            "gone or has been changed"
        ],
    ),
    "SC955 a correction says something else": (
        [corrected()],
        [corrected(what="Section 9 was read wrongly")],
        [
            "the record of 2026-11-18 by `LMC editor` that begins “The file had a slip” stood under `corrections`, and "
            "is gone or has been changed"
        ],
    ),
    "SC955 the role of a review in other letters": (
        [],
        [(METHOTREXATE, MTX_REVIEW, MTX_REVIEW.replace("Rheumatology pharmacist", "rheumatology pharmacist"))],
        [],
    ),
    "SC955 what was unknown is filled in": ([review(on="unknown", by="unknown")], [review()], []),
    "SC955 with a later approval": (
        [review()],
        [(METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2026-11-11")],
        [],
    ),
    "SC955 the minute of a review": (
        [],
        [(METHOTREXATE, "minute: 24/17", "minute: 26/17")],
        [
            "the record of 2024-04-10 by `Rheumatology pharmacist` stood under `reviews`, and is gone or has been "
            "changed"
        ],
    ),
    "SC955 with a later approval that is older than the last reading": (
        [review()],
        [(METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2024-04-11")],
        [
            "the record of 2026-11-18 by `Rheumatology pharmacist` stood under `reviews`, and is gone or has been "
            "changed"
        ],
    ),
    "SC955 with a version spelt another way": (
        [review()],
        [(METHOTREXATE, 'version: "3.1"', 'version: "3.10"')],
        [
            "the record of 2026-11-18 by `Rheumatology pharmacist` stood under `reviews`, and is gone or has been "
            "changed"
        ],
    ),
    "SC955 a review decided something else": (
        [],
        [(METHOTREXATE, "outcome: amended,", "outcome: unchanged,")],
        [
            "the record of 2024-04-10 by `Rheumatology pharmacist` stood under `reviews`, and is gone or has been "
            "changed"
        ],
    ),
    "SC955 a review read a notice later": (
        [(METHOTREXATE, ", notices_read: [once-weekly-2020]", "")],
        [],
        [
            "the record of 2024-04-10 by `Rheumatology pharmacist` stood under `reviews`, and is gone or has been "
            "changed"
        ],
    ),
    "SC955 with a correction": ([review()], [corrected(what="A review was entered twice")], []),
    "SC955 with a correction of something else": (
        [review()],
        [corrected()],
        [
            "the record of 2026-11-18 by `Rheumatology pharmacist` stood under `reviews`, and is gone or has been "
            "changed"
        ],
    ),
    "SC955 a verification goes": (
        [],
        [(METHOTREXATE, f"verification:\n{VERIFIED}", "verification: unknown\n")],
        ["the file was last verified on 1 October 2026, and does not say so any more"],
    ),
    "SC955 a verification on an earlier day": (
        [],
        [(METHOTREXATE, VERIFIED, VERIFIED.replace("2026-10-01", "2026-09-30"))],
        ["the file was last verified on 1 October 2026, and does not say so any more"],
    ),
    "SC955 a verification goes with another version": (
        [],
        [
            (METHOTREXATE, VERIFIED, "  status: transcribed\n"),
            (METHOTREXATE, 'version: "3.1"', 'version: "3.1a"'),
        ],
        ["the file was last verified on 1 October 2026, and does not say so any more"],
    ),
    "SC955 a verification goes with a later approval": (
        [],
        [
            (METHOTREXATE, VERIFIED, "  status: transcribed\n"),
            (METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2026-11-11"),
        ],
        [],
    ),
    "SC955 a verification goes with a correction": (
        [],
        [(METHOTREXATE, VERIFIED, "  status: transcribed\n"), corrected()],
        [],
    ),
    "SC955 no longer verified, and it says since when": (
        [],
        [(METHOTREXATE, VERIFIED, VERIFIED.replace("verified", "transcribed"))],
        [],
    ),
    "SC955 another reason": (
        [stopped("withdrawn: {on: 2026-09-01, reason: unsafe}")],
        [stopped("withdrawn: {on: 2026-09-01, reason: replaced}")],
        ["the reason of the withdrawal from 2026-09-01 was `unsafe`, and is now `replaced`"],
    ),
    "SC955 a reason that nobody knows any more": (
        [stopped("suspended: {on: unknown, reason: A death}")],
        [stopped("suspended: {on: unknown, reason: unknown}")],
        ["the reason of the suspension was `A death`, and is now `unknown`"],
    ),
    "SC955 another reason of what was planned": (
        [stopped("withdrawn: {on: 2027-09-01, reason: unsafe}")],
        [stopped("withdrawn: {on: 2027-09-01, reason: replaced}")],
        ["the reason of the withdrawal from 2027-09-01 was `unsafe`, and is now `replaced`"],
    ),
    "SC955 sooner than planned": (
        [stopped("withdrawn: {on: 2027-09-01, reason: replaced}")],
        [stopped("withdrawn: {on: 2026-11-21, reason: unsafe}")],
        [],
    ),
    "SC955 sooner, though it had come": (
        [stopped("withdrawn: {on: 2026-09-02, reason: unsafe}")],
        [stopped("withdrawn: {on: 2026-09-01, reason: replaced}")],
        ["the reason of the withdrawal from 2026-09-02 was `unsafe`, and is now `replaced`"],
    ),
    "SC955 a reason in other signs": (
        [stopped("suspended: {on: 2026-09-01, reason: A death}")],
        [stopped("suspended: {on: 2026-09-01, reason: a death.}")],
        [],
    ),
    "SC955 another reason, with a review": (
        [stopped("withdrawn: {on: 2026-09-01, reason: unsafe}")],
        [stopped("withdrawn: {on: 2026-09-01, reason: replaced}"), review()],
        [],
    ),
    "SC955 another reason, with a correction": (
        [stopped("withdrawn: {on: 2026-09-01, reason: unsafe}")],
        [
            stopped("withdrawn: {on: 2026-09-01, reason: replaced}"),
            corrected(what="The minute gives another reason for the withdrawal"),
        ],
        [],
    ),
    "SC955 a reason that nobody knew": (
        [stopped("withdrawn: {on: 2026-09-01, reason: unknown}")],
        [stopped("withdrawn: {on: 2026-09-01, reason: replaced}")],
        [],
    ),
    "SC955 the stop is gone": ([stopped("withdrawn: {on: 2026-09-01, reason: unsafe}")], [], []),
    "SC972 before the verification": (
        [],
        [corrected(on="2026-09-30")],
        ["this correction is dated 2026-09-30, and the file's last record is of 2026-10-01"],
    ),
    "SC972 on the day of the verification": ([], [corrected(on="2026-10-01")], []),
    "SC972 in the year of the verification": ([], [corrected(on="2026")], []),
    "SC972 before the approval": (
        [(METHOTREXATE, VERIFIED, "  status: transcribed\n")],
        [corrected(on="2024-04-09")],
        ["this correction is dated 2024-04-09, and the file's last record is of 2024-04-10"],
    ),
    "SC972 before another correction": (
        [corrected(on="2026-11-10")],
        [
            (
                METHOTREXATE,
                "\nverification:",
                "\ncorrections:\n  - {on: 2026-11-09, by: LMC editor, what: A second slip}\n"
                "  - {on: 2026-11-10, by: LMC editor, what: The file had a slip}\nverification:",
            )
        ],
        ["this correction is dated 2026-11-09, and the file's last record is of 2026-11-10"],
    ),
    "SC972 before an approval that is still to come": (
        [
            (METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2027-01-01"),
            (METHOTREXATE, VERIFIED, "  status: transcribed\n"),
        ],
        [corrected(on="2026-11-20")],
        [],
    ),
    "SC972 one that stood there": ([corrected(on="2026-09-30")], [corrected(on="2026-09-30")], []),
    # Care
    "SC956 an interval": (
        [],
        [(METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks"))],
        [f"`monitoring` (stable FBC, LFT, UE methotrexate) changed, {NO_RECORD}"],
    ),
    "SC956 a row goes": (
        [(METHOTREXATE, CONTRA, f"{CONTRA}  - {{text: Pregnancy, source: protocol, section: 4.2}}\n")],
        [],
        [f"`contraindications` (methotrexate Pregnancy) changed, {NO_RECORD}"],
    ),
    "SC956 a row of a list that stood there": (
        [],
        [(METHOTREXATE, CONTRA, f"{CONTRA}  - {{text: Pregnancy, source: protocol, section: 4.2}}\n")],
        [f"`contraindications` (methotrexate Pregnancy) changed, {NO_RECORD}"],
    ),
    "SC956 a list that nobody had transcribed": (
        [(METHOTREXATE, f"contraindications:\n{CONTRA}", "")],
        [],
        [],
    ),
    "SC956 of a draft": ([DRAFT], [DRAFT, (METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks"))], []),
    "SC956 of a document that is read for the first time": (
        [(METHOTREXATE, "evidence: document\n", f"evidence: listing\n{LIST_ON}")],
        [(METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks"))],
        [],
    ),
    "SC956 of a listing": (
        [],
        [(LISTED, "name: Bipolar disorder", "name: Depression")],
        [f"`indications` (Depression) changed, {NO_RECORD}"],
    ),
    "SC956 what nobody knew": (
        [(METHOTREXATE, "  stable_for: 12 weeks\n", "  stable_for: unknown\n")],
        [],
        [],
    ),
    "SC956 what nobody knew of a row": (
        [],
        [
            (
                METHOTREXATE,
                "for 6 weeks, requested_by: specialist, taken_by: unknown",
                "for 6 weeks, requested_by: specialist, taken_by: specialist",
            )
        ],
        [],
    ),
    "SC956 a test by another name": ([], [(METHOTREXATE, '[FBC, LFT, "U&E"]', "[FBC, LFT, UE]")], []),
    "SC956 a note on what is known": (
        [],
        [(METHOTREXATE, "  silence_means: no\n", "  silence_means: no\n  silence_means_note: Yes after 14 days.\n")],
        [f"`transfer` (What no reply counts as) changed, {NO_RECORD}"],
    ),
    "SC956 a note that goes": (
        [(METHOTREXATE, "  stable_for: 12 weeks\n", "  stable_for: 12 weeks\n  stable_for_note: Or 4 weeks.\n")],
        [],
        [f"`transfer` (How long the patient has been stable be…) changed, {NO_RECORD}"],
    ),
    "SC956 a note in a row": (
        [],
        [(METHOTREXATE, "every: 12 weeks, ", "every: 12 weeks, every_note: Or every year., ")],
        [f"`monitoring` (stable FBC, LFT, UE methotrexate) changed, {NO_RECORD}"],
    ),
    "SC956 why something is not known": (
        [],
        [(METHOTREXATE, STARTING, STARTING.replace("taken_by: unknown", "taken_by: unknown, taken_by_note: Asked."))],
        [],
    ),
    "SC956 a first note on what is not said": (
        [],
        [(METHOTREXATE, "\nclassification:", "\nat_transition_note: Not said.\nclassification:")],
        [],
    ),
    "SC956 the light": (
        [],
        [(METHOTREXATE, "label: Amber 1, meaning: shared-care", "label: Green, meaning: primary-care")],
        [f"`classification` (methotrexate) changed, {NO_RECORD}"],
    ),
    "SC956 the light, with a review": (
        [],
        [(METHOTREXATE, "label: Amber 1, meaning: shared-care", "label: Green, meaning: primary-care"), review()],
        [],
    ),
    "SC956 the light, with a correction": (
        [],
        [
            (METHOTREXATE, "label: Amber 1, meaning: shared-care", "label: Green, meaning: primary-care"),
            corrected(what="The committee's list says Green"),
        ],
        [],
    ),
    "SC956 an interval, with a review": (
        [],
        [(METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks")), review()],
        [f"`monitoring` (stable FBC, LFT, UE methotrexate) changed, {NO_RECORD}"],
    ),
    "SC956 what kind it is": (
        [],
        [(METHOTREXATE, "kind: protocol\n", "kind: national-template\n")],
        [f"`kind` changed, {NO_RECORD}"],
    ),
    "SC956 what holds past the review date": (
        [],
        [(METHOTREXATE, "past_review_means: remains-in-use", "past_review_means: not-valid")],
        [f"`document` (The committee's own rule for a document…) changed, {NO_RECORD}"],
    ),
    "SC956 what nobody knew of the review date": (
        [(METHOTREXATE, "past_review_means: remains-in-use", "past_review_means: unknown")],
        [],
        [],
    ),
    "SC956 whose requests it covers": (
        [],
        [(METHOTREXATE, "private: false, source", "private: true, source")],
        [f"`accepts_from` (Private providers) changed, {NO_RECORD}"],
    ),
    "SC956 a correction of a comma": (
        [],
        named("A comma"),
        ["`monitoring` (stable FBC, LFT, UE methotrexate) changed, and no new correction names it"],
    ),
    "SC956 a correction of something else": (
        [],
        named("A slip in the contraindications"),
        ["`monitoring` (stable FBC, LFT, UE methotrexate) changed, and no new correction names it"],
    ),
    "SC956 a correction that shares a word": (
        [],
        named("The patient advice about blood had a comma too many"),
        ["`monitoring` (stable FBC, LFT, UE methotrexate) changed, and no new correction names it"],
    ),
    "SC956 a correction in one word": (
        [],
        named("Monitoring"),
        ["`monitoring` (stable FBC, LFT, UE methotrexate) changed, and no new correction names it"],
    ),
    "SC956 a correction of the block": ([], named("A row of the monitoring table was mistyped"), []),
    "SC956 a correction of the section": ([], named("Section 9 was read wrongly"), []),
    "SC956 a correction of the interval": ([], named("It is 8 weeks, not 12"), []),
    "SC956 a correction of a test by its full name": ([], named("Full blood count was copied wrongly"), []),
    "SC956 a correction of the drug": ([], named("How often for methotrexate"), []),
    "SC956 a correction of a block's section": (
        [],
        [
            (METHOTREXATE, "  stable_for: 12 weeks\n", "  stable_for: 8 weeks\n"),
            corrected(what="Section 5 was read wrongly"),
        ],
        [],
    ),
    "SC956 a correction of one thing of two": (
        [],
        [*named("Section 9 was read wrongly"), (METHOTREXATE, CONTRA, CONTRA.replace("Severe renal", "Severe liver"))],
        ["`contraindications` (methotrexate Severe liver impairment) changed, and no new correction names it"],
    ),
    "SC956 two corrections": (
        [],
        [
            (METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks")),
            (METHOTREXATE, CONTRA, ""),
            (METHOTREXATE, "contraindications:\n", ""),
            (
                METHOTREXATE,
                "\nverification:",
                "\ncorrections:\n  - {on: 2026-11-18, by: LMC editor, what: Section 9 was read wrongly}\n"
                "  - {on: 2026-11-18, by: LMC editor, what: Renal impairment is no contraindication}\nverification:",
            ),
        ],
        [],
    ),
    "SC956 what nobody knows any more": (
        [],
        [(METHOTREXATE, "  stable_for: 12 weeks\n", "  stable_for: unknown\n")],
        [f"`transfer` (How long the patient has been stable be…) changed, {NO_RECORD}"],
    ),
    "SC956 the order of rows and tests": (
        [],
        [(METHOTREXATE, STABLE, STABLE.replace("FBC, LFT, UE", "UE, LFT, FBC"))],
        [],
    ),
    "SC956 where it stands in the document": ([], [(METHOTREXATE, "section: 4.2", "section: 4.3")], []),
    "SC956 a contact": ([], [(METHOTREXATE, 'phone: "01632 960001"', 'phone: "01632 960003"')], []),
    "SC956 with a correction": ([], named("Section 9 says every 8 weeks; the file said 12"), []),
    "SC956 with a correction of nobody": (
        [],
        [
            (METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks")),
            (METHOTREXATE, "\nverification:", f"\n{MENDED.replace('LMC editor', 'unknown')}verification:"),
        ],
        [f"`monitoring` (stable FBC, LFT, UE methotrexate) changed, {NO_RECORD}"],
    ),
    "SC956 with a correction that stood there": (
        [corrected()],
        [(METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks")), corrected()],
        [f"`monitoring` (stable FBC, LFT, UE methotrexate) changed, {NO_RECORD}"],
    ),
    "SC956 with a new version that was read": ([], [LESS_OFTEN, version("3.2"), READ_TODAY], []),
    "SC956 with a new version that nobody read": ([], [LESS_OFTEN, version("3.1a")], [LESS_OFTEN_SAYS]),
    "SC956 with a new version, and only something else was read": (
        [],
        [LESS_OFTEN, version("3.2"), (METHOTREXATE, OTHER_READ, OTHER_READ.replace("2026-10-01", "2026-11-18"))],
        [LESS_OFTEN_SAYS],
    ),
    "SC956 with the same version spelt otherwise, and read": (
        [],
        [LESS_OFTEN, version("Version 3.1.0"), READ_TODAY],
        [LESS_OFTEN_SAYS],
    ),
    "SC956 with a new version of an earlier approval": (
        [],
        [LESS_OFTEN, version("3.2"), READ_TODAY, (METHOTREXATE, APPROVED_ON, "  approved_on: 2024-04-09\n")],
        [LESS_OFTEN_SAYS],
    ),
    "SC956 with a new version of an unknown approval, and read": (
        [(METHOTREXATE, APPROVED_ON, "  approved_on: unknown\n")],
        [LESS_OFTEN, version("3.2"), READ_TODAY],
        [],
    ),
    "SC956 with a later approval that is older than the last reading": (
        [],
        [LESS_OFTEN, (METHOTREXATE, APPROVED_ON, "  approved_on: 2024-04-11\n")],
        [LESS_OFTEN_SAYS],
    ),
    "SC956 with a later approval that is older than the last reading, and read again": (
        [],
        [LESS_OFTEN, (METHOTREXATE, APPROVED_ON, "  approved_on: 2024-04-11\n"), READ_TODAY],
        [],
    ),
    "SC956 with a later approval": (
        [],
        [LESS_OFTEN, (METHOTREXATE, APPROVED_ON, "  approved_on: 2026-11-11\n")],
        [],
    ),
    "SC956 of a listing, with a new version in a list that was read": (
        [(LISTED, "  status: approved\n", '  status: approved\n  version: "1"\n')],
        [
            (LISTED, "  status: approved\n", '  status: approved\n  version: "2"\n'),
            (LISTED, "name: Bipolar disorder", "name: Depression"),
            *LIST_READ,
        ],
        [],
    ),
    "SC956 with a version that nobody had written down": (
        [(METHOTREXATE, '  version: "3.1"\n', "")],
        [(METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks"))],
        [f"`monitoring` (stable FBC, LFT, UE methotrexate) changed, {NO_RECORD}"],
    ),
    "SC956 with an earlier approval": (
        [],
        [
            (METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks")),
            (METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2024-04-09"),
        ],
        [f"`monitoring` (stable FBC, LFT, UE methotrexate) changed, {NO_RECORD}"],
    ),
    "SC957 still": (
        [],
        [(METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks")), corrected()],
        [
            "`monitoring` (stable FBC, LFT, UE methotrexate) changed, and it was last verified on 1 October 2026, no "
            "later than before"
        ],
    ),
    "SC957 what nobody knew": (
        [(METHOTREXATE, "  stable_for: 12 weeks\n", "  stable_for: unknown\n")],
        [],
        [
            "`transfer` (How long the patient has been stable be…) changed, and it was last verified on 1 October "
            "2026, no later than before"
        ],
    ),
    "SC957 a note": (
        [],
        [
            (METHOTREXATE, "  silence_means: no\n", "  silence_means: no\n  silence_means_note: Yes after 14 days.\n"),
            corrected(what="What silence means was left out"),
        ],
        [
            "`transfer` (What no reply counts as) changed, and it was last verified on 1 October 2026, no later than "
            "before"
        ],
    ),
    "SC957 anew, after a correction": (
        [(METHOTREXATE, f"verification:\n{VERIFIED}", f"{MENDED}verification: unknown\n")],
        [corrected()],
        ["it is said to be verified on 1 October 2026, which is not after its last record, of 18 November 2026"],
    ),
    "SC957 anew, on the day of a correction": (
        [(METHOTREXATE, f"verification:\n{VERIFIED}", f"{MENDED}verification: unknown\n")],
        [corrected(), (METHOTREXATE, VERIFIED, VERIFIED.replace("2026-10-01", "2026-11-18"))],
        ["it is said to be verified on 18 November 2026, which is not after its last record, of 18 November 2026"],
    ),
    "SC957 anew, today": (
        [
            (
                METHOTREXATE,
                f"verification:\n{VERIFIED}",
                f"{MENDED.replace('2026-11-18', '2026-11-21')}verification: unknown\n",
            )
        ],
        [corrected(on="2026-11-21"), (METHOTREXATE, VERIFIED, VERIFIED.replace("2026-10-01", "2026-11-21"))],
        [],
    ),
    "SC957 anew, on a day that nobody knows": (
        [(METHOTREXATE, VERIFIED, "  status: transcribed\n")],
        [(METHOTREXATE, VERIFIED, VERIFIED.replace("2026-10-01", "unknown"))],
        ["it is said to be verified on a day that nobody knows, which is not after its last record, of 10 April 2024"],
    ),
    "SC957 no longer": (
        [],
        [
            (METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks")),
            (METHOTREXATE, VERIFIED, "  status: transcribed\n"),
        ],
        [],
    ),
    "SC957 again": (
        [],
        [
            (METHOTREXATE, STABLE, STABLE.replace("12 weeks", "8 weeks")),
            (METHOTREXATE, VERIFIED, VERIFIED.replace("2026-10-01", "2026-11-18")),
        ],
        [],
    ),
    "SC957 for the first time": ([(METHOTREXATE, VERIFIED, "  status: transcribed\n")], [], []),
    "SC957 nothing of care changed": (
        [],
        [(METHOTREXATE, "title: Methotrexate for", "title: Oral methotrexate for")],
        [],
    ),
    # Ids
    "SC958 a retired one": (
        [],
        [
            (IDS, "      exampleshire-gold:\n", "      exampleshire-silver:\n"),
            (IDS, "      exampleshire-methotrexate-oral:\n", "      exampleshire-methotrexate-injected:\n"),
        ],
        [
            "`exampleshire-gold` was published, and neither a file nor this list has it any more",
            "`exampleshire-methotrexate-oral` was published, and neither a file nor this list has it any more",
        ],
    ),
    "SC958 the list cannot be read": ([], [(IDS, "ids:\n", "ids\n")], []),
    "SC958 retired": (
        [],
        [
            (
                IDS,
                "      - exampleshire-methotrexate\n    retired:\n",
                "    retired:\n      exampleshire-methotrexate: {retired_on: 2026-11-18, why: Nobody, now: none}\n",
            )
        ],
        [],
    ),
    "SC959 other drugs": (
        [],
        [(LISTED, LITHIUM, "title: Leflunomide\n"), (LISTED, "drugs: [lithium]", "drugs: [leflunomide]")],
        ["`exampleshire-lithium` was “Lithium for adults”, and is now “Leflunomide”, of other drugs"],
    ),
    "SC959 other drugs of one title": ([], [(LISTED, "drugs: [lithium]", "drugs: [leflunomide]")], []),
    "SC959 more drugs": (
        [],
        [(LISTED, LITHIUM, "title: Both\n"), (LISTED, "drugs: [lithium]", "drugs: [lithium, leflunomide]")],
        [],
    ),
    "SC959 drugs that nobody knows": (
        [],
        [(LISTED, LITHIUM, "title: Both\n"), (LISTED, "drugs: [lithium]", "drugs: unknown")],
        [],
    ),
    "SC959 a retired id leads elsewhere": (
        [],
        [(IDS, GOLD_NOW, GOLD_NOW.replace("none", "exampleshire-lithium"))],
        ["`exampleshire-gold` led to `none`, and now leads to `exampleshire-lithium`, for the same reason"],
    ),
    "SC959 a retired id leads elsewhere for a new reason": (
        [],
        [(IDS, GOLD_NOW, "why: Lithium took its place.\n        now: exampleshire-lithium\n")],
        [],
    ),
    # Reading
    "SC960 a list that nobody read": (
        [],
        [(LISTED, LIST_ON, "listing_seen_on: 2026-11-18\n")],
        ["`listing_seen_on` is 2026-11-18 now, and no source of the file was read so late"],
    ),
    "SC960 a list that was read": (
        [],
        [
            (LISTED, LIST_ON, "listing_seen_on: 2026-11-18\n"),
            (LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2026-11-18")),
        ],
        [],
    ),
    "SC960 of a day that was unknown": (
        [
            (LISTED, LIST_ON, "listing_seen_on: unknown\n"),
            (LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2025")),
        ],
        [(LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2025"))],
        ["`listing_seen_on` is 2026-09-14 now, and no source of the file was read so late"],
    ),
    "SC960 of a day that has not changed": (
        [(LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2025"))],
        [(LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2025"))],
        [],
    ),
    "SC960 an area's list": (
        [],
        [(AREAS, AREA_LIST, AREA_LIST.replace("2026-09-14", "2026-11-18"))],
        ["`read_on` is 2026-11-18 now, and its source was not read so late"],
    ),
    "SC960 an area's list that was read": (
        [],
        [
            (AREAS, AREA_LIST, AREA_LIST.replace("2026-09-14", "2026-11-18")),
            (AREAS, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2026-11-18")),
        ],
        [],
    ),
    "SC960 whole on the same day": (
        [(AREAS, AREA_LIST, AREA_LIST.replace("true", "false"))],
        [],
        ["the list is said to have been read whole, and `read_on` is no later than before"],
    ),
    "SC960 whole for the first time": ([(AREAS, AREA_LIST, "list: unknown")], [], []),
    "SC961 a source": (
        [],
        [(LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2026-08-14"))],
        ["`checked_on` was 2026-09-14, and is now 2026-08-14, which is earlier"],
    ),
    "SC961 a contact": (
        [],
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace("2026-09", "2026-08"))],
        ["`checked_on` was 2026-09-12, and is now 2026-08-12, which is earlier"],
    ),
    "SC961 a contact that another stood before": (
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace("2026-09", "2026-08"))],
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace("2026-09", "2026-08")), (METHOTREXATE, URGENT, "")],
        [],
    ),
    "SC961 the funding": (
        [],
        [
            (
                LISTED,
                "evidence_on: 2026-09-14\n  checked_on: 2026-09-14\n",
                "evidence_on: 2026-09-14\n  checked_on: 2025\n",
            )
        ],
        ["`checked_on` was 2026-09-14, and is now 2025, which is earlier"],
    ),
    "SC961 of a drug": (
        [],
        [
            (
                DRUG,
                "published: 2020-09, read_as: original, checked_on: 2026-09-14}",
                "published: 2020-09, read_as: original, checked_on: 2026-01-14}",
            )
        ],
        ["`checked_on` was 2026-09-14, and is now 2026-01-14, which is earlier"],
    ),
    "SC961 unknown": ([], [(LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "unknown"))], []),
    "SC962 no day": (
        [],
        [(METHOTREXATE, BOOK, BOOK.replace("third-party-copy", "original"))],
        ["only a copy was read, and nobody knows when the original was"],
    ),
    "SC962 a day that is known now": (
        [],
        [
            (
                METHOTREXATE,
                BOOK,
                BOOK.replace("third-party-copy, checked_on: unknown", "original, checked_on: 2026-11-18"),
            )
        ],
        [],
    ),
    "SC962 a document without rows": (
        [],
        [(LISTED, f"evidence: listing\n{LIST_ON}", "evidence: document\n")],
        ["the file is said to be transcribed from its document, and nothing in it cites the document"],
    ),
    "SC962 a document with a row": (
        [],
        [
            (LISTED, f"evidence: listing\n{LIST_ON}", "evidence: document\n"),
            (
                LISTED,
                "\nsources:\n",
                "contraindications: [{text: Renal impairment, source: protocol, section: "
                '"4"}]\n\nsources:\n  protocol: {title: Lithium, publisher: APC, read_as: original, '
                "checked_on: 2026-11-18}\n",
            ),
        ],
        [],
    ),
    "SC962 a copy by another key": (
        [],
        [(TWO_DRUGS, "  protocol: {title", "  protocol-scp: {title"), (TWO_DRUGS, COPY, COPY.replace(*UPGRADE))],
        ["only a copy was read, on 2026-09-14, and the same day now stands for the original"],
    ),
    "SC962 a copy by another key and title": (
        [],
        [
            (TWO_DRUGS, '  protocol: {title: "Shared care', '  scp: {title: "Share care'),
            (TWO_DRUGS, COPY, COPY.replace(*UPGRADE)),
        ],
        ["only a copy was read, on 2026-09-14, and the same day now stands for the original"],
    ),
    "SC962 a copy by another key and title, and an original too": (
        [],
        [
            (TWO_DRUGS, '  protocol: {title: "Shared care', '  scp: {title: "Share care'),
            (TWO_DRUGS, COPY, COPY.replace(*UPGRADE)),
            (TWO_DRUGS, "  minutes: {title: Minutes of", "  apc: {title: What was said in"),
        ],
        ["only a copy was read, on 2026-09-14, and the same day now stands for the original"],
    ),
    "SC962 a copy by another key, read since": (
        [],
        [
            (TWO_DRUGS, "  protocol: {title", "  protocol-scp: {title"),
            (TWO_DRUGS, COPY, COPY.replace(*UPGRADE).replace("2026-09-14", "2026-11-18")),
        ],
        [],
    ),
    "SC962 a copy by another key, still a copy": (
        [],
        [(TWO_DRUGS, "  protocol: {title", "  protocol-scp: {title")],
        [],
    ),
    "SC962 an original beside a copy": (
        [],
        [(TWO_DRUGS, "\nsources:\n", LETTER.format("2026-09-14"))],
        [],
    ),
    "SC961 by another key": (
        [],
        [
            (LISTED, "  list: {title", "  apc-list: {title"),
            (LISTED, LIST_SOURCE, LIST_SOURCE.replace("2026-09-14", "2026-08-14")),
        ],
        ["`checked_on` was 2026-09-14, and is now 2026-08-14, which is earlier"],
    ),
    # Exceptions
    "SC963 a higher number": (
        [],
        [(RATCHET, "reference/tests.yml: 1", "reference/tests.yml: 2")],
        ["`reference/tests.yml` is let off 2 findings of SC905, and had 1 before"],
    ),
    "SC963 a stricter rule, as many as there were": (
        [(RATCHET, "reference/tests.yml: 1", "reference/tests.yml: 0")],
        [],
        [],
    ),
    "SC963 a lower number": ([(RATCHET, "reference/tests.yml: 1", "reference/tests.yml: 2")], [], []),
    "SC963 of a new rule, as many as there were": (
        [(RATCHET, "  SC905:\n", "  SC604:\n")],
        [],
        [],
    ),
    "SC963 of a new rule, more than there were": (
        [(RATCHET, "  SC905:\n", "  SC604:\n")],
        [(RATCHET, "reference/tests.yml: 1", "reference/tests.yml: 2")],
        ["`reference/tests.yml` is let off 2 findings of SC905, and had 1 before"],
    ),
    "SC963 of no rule": (
        [],
        [(RATCHET, "  SC905:\n", "  SC899:\n")],
        ["`reference/tests.yml` is let off 1 findings of SC899, and had none before"],
    ),
    "SC964 longer": (
        [(METHOTREXATE, CHECK, ACCEPTED.format("Asked", "2026-12-31"))],
        [(METHOTREXATE, CHECK, ACCEPTED.format("Asked", "2027-03-31"))],
        ["SC701 was accepted until 2026-12-31, and is now until 2027-03-31 for the same reason"],
    ),
    "SC964 longer for a full stop": (
        [(METHOTREXATE, CHECK, ACCEPTED.format("The committee was asked", "2026-12-31"))],
        [(METHOTREXATE, CHECK, ACCEPTED.format("the Committee  was asked.", "2027-03-31"))],
        ["SC701 was accepted until 2026-12-31, and is now until 2027-03-31 for the same reason"],
    ),
    "SC964 longer for a letter": (
        [(METHOTREXATE, CHECK, ACCEPTED.format("The comittee was asked", "2026-12-31"))],
        [(METHOTREXATE, CHECK, ACCEPTED.format("The committee was asked", "2027-03-31"))],
        ["SC701 was accepted until 2026-12-31, and is now until 2027-03-31 for the same reason"],
    ),
    "SC964 longer, as one of two": (
        [
            (
                METHOTREXATE,
                CHECK,
                ACCEPTED.format("Asked", "2026-12-31, }\n  - {rule: SC701, reason: Something else, until: 2027-06-30"),
            )
        ],
        [(METHOTREXATE, CHECK, ACCEPTED.format("Asked", "2027-03-31"))],
        ["SC701 was accepted until 2026-12-31, and is now until 2027-03-31 for the same reason"],
    ),
    "SC964 longer for another reason": (
        [(METHOTREXATE, CHECK, ACCEPTED.format("Asked", "2026-12-31"))],
        [(METHOTREXATE, CHECK, ACCEPTED.format("The committee meets in March", "2027-03-31"))],
        [],
    ),
    "SC964 as long": (
        [(METHOTREXATE, CHECK, ACCEPTED.format("Asked", "2026-12-31"))],
        [(METHOTREXATE, CHECK, ACCEPTED.format("Asked", "2026-12"))],
        [],
    ),
    "SC964 new": ([], [(METHOTREXATE, CHECK, ACCEPTED.format("Asked", "2027-03-31"))], []),
    "SC965 gone": (
        [],
        [(DRUG, "  - id: once-weekly-2020\n", "  - id: once-a-week\n")],
        ["the safety notice `once-weekly-2020` is gone"],
    ),
    "SC965 later": (
        [],
        [(DRUG, NOTICE, NOTICE.replace("2026-09-14", "2026-11-20"))],
        ["the safety notice `once-weekly-2020` was recorded on 2026-09-14, and now only on 2026-11-20"],
    ),
    "SC965 on a day that nobody knew": (
        [(DRUG, NOTICE, NOTICE.replace("2026-09-14", "unknown"))],
        [],
        ["the safety notice `once-weekly-2020` was recorded on a day that nobody knows, and now only on 2026-09-14"],
    ),
    "SC965 on a day that nobody knows any more": ([], [(DRUG, NOTICE, NOTICE.replace("2026-09-14", "unknown"))], []),
    "SC965 the drug's file cannot be read": ([], [(DRUG, "name: Methotrexate\n", "name [\n")], []),
    # Drugs
    "SC966 an interval": (
        [],
        [(DRUG, "every: 12 weeks, specialties", "every: 8 weeks, specialties")],
        [
            "`reference_monitoring` (stable FBC, LFT, UE) changed, and `handbook` was last read on 14 September 2026, "
            "no later than before"
        ],
    ),
    "SC966 a row goes": (
        [],
        [(DRUG, PREGNANCY, "")],
        [
            "`contraindications` (Pregnancy) changed, and `handbook` was last read on 14 September 2026, no later than "
            "before"
        ],
    ),
    "SC966 a note": (
        [],
        [
            (
                DRUG,
                PREGNANCY,
                PREGNANCY.replace("text: Pregnancy,", "text: Pregnancy, text_note: Not in early pregnancy.,"),
            )
        ],
        [
            "`contraindications` (Pregnancy) changed, and `handbook` was last read on 14 September 2026, no later than "
            "before"
        ],
    ),
    "SC966 a row comes": ([(DRUG, PREGNANCY, "")], [], []),
    "SC966 another section": ([], [(DRUG, 'handbook, section: "4"', 'handbook, section: "5"')], []),
    "SC966 on an unknown day": (
        [],
        [
            (DRUG, PREGNANCY, PREGNANCY.replace("Pregnancy", "Early pregnancy")),
            (DRUG, HANDBOOK, f"{HANDBOOK[:-11]}unknown}}"),
        ],
        ["`contraindications` (Early pregnancy) changed, and `handbook` was last read on a day that nobody knows"],
    ),
    "SC966 read on the day, as before": (
        [(DRUG, HANDBOOK, f"{HANDBOOK[:-11]}2026-11-21}}")],
        [
            (DRUG, PREGNANCY, PREGNANCY.replace("Pregnancy", "Early pregnancy")),
            (DRUG, HANDBOOK, f"{HANDBOOK[:-11]}2026-11-21}}"),
        ],
        [],
    ),
    "SC966 read in that year, as before": (
        [(DRUG, HANDBOOK, f"{HANDBOOK[:-11]}2026}}")],
        [
            (DRUG, PREGNANCY, PREGNANCY.replace("Pregnancy", "Early pregnancy")),
            (DRUG, HANDBOOK, f"{HANDBOOK[:-11]}2026}}"),
        ],
        ["`contraindications` (Early pregnancy) changed, and `handbook` was last read in 2026, no later than before"],
    ),
    "SC966 another source": (
        [],
        [
            (DRUG, PREGNANCY, PREGNANCY.replace("Pregnancy", "Early pregnancy").replace("handbook", "manual")),
            (DRUG, "\nsources:\n", MANUAL.replace("2026-09-01", "2026-09-14")),
        ],
        [],
    ),
    "SC966 another source, read before the first": (
        [],
        [
            (DRUG, PREGNANCY, PREGNANCY.replace("Pregnancy", "Early pregnancy").replace("handbook", "manual")),
            (DRUG, "\nsources:\n", MANUAL),
        ],
        [
            "`contraindications` (Early pregnancy) changed, and `manual` was last read on 1 September 2026, before "
            "what stood here already (14 September 2026)"
        ],
    ),
    "SC966 the same source by another key": (
        [],
        [
            (DRUG, PREGNANCY, PREGNANCY.replace("Pregnancy", "Early pregnancy").replace("handbook", "guide")),
            (DRUG, "  handbook: {title: An invented handbook", "  guide: {title: An invented handbook"),
        ],
        [
            "`contraindications` (Early pregnancy) changed, and `guide` was last read on 14 September 2026, no later "
            "than before"
        ],
    ),
    "SC966 a safety notice": (
        [],
        [(DRUG, "    says: Prescribe it for one day of the week", "    says: Prescribe it for two days of the week")],
        ["`safety_notices` changed, and `notice` was last read on 14 September 2026, no later than before"],
    ),
    "SC966 a source goes with its rows": (
        [(DRUG, PREGNANCY, PREGNANCY.replace("handbook", "manual")), (DRUG, "\nsources:\n", MANUAL)],
        [(DRUG, PREGNANCY, "")],
        [],
    ),
    "SC966 a new drug": ([(DRUG, "name: Methotrexate\n", "name [\n")], [(DRUG, PREGNANCY, "")], []),
    # Funding
    "SC967 its own word": (
        [],
        [(LISTED, "  pays_for: [Blood tests in the stable phase]\n", "  pays_for: [All tests]\n")],
        ["`pays_for` changed, and the funding was last confirmed on 14 September 2026, no later than before"],
    ),
    "SC967 confirmed": (
        [],
        [
            (
                LISTED,
                "  pays_for: [Blood tests in the stable phase]\n  evidence_on: 2026-09-14\n  checked_on: 2026-09-14\n",
                "  pays_for: [All tests]\n  evidence_on: 2026-09-14\n  checked_on: 2026-11-18\n",
            )
        ],
        [],
    ),
    "SC967 nothing was said before": ([(LISTED, OWN_WORD, "commissioned_service: unknown\n")], [], []),
    "SC967 nothing is said any more": (
        [],
        [(LISTED, OWN_WORD, "commissioned_service: unknown\n")],
        ["what is paid was known, and is unknown now, with no new correction that says why"],
    ),
    "SC967 nothing is said any more, and something else was corrected": (
        [],
        [
            (
                LISTED,
                OWN_WORD,
                "commissioned_service: unknown\ncorrections:\n"
                "  - {on: 2026-11-18, by: LMC editor, what: The title of the book was mistyped}\n",
            )
        ],
        ["what is paid was known, and is unknown now, with no new correction that says why"],
    ),
    "SC967 nothing is said any more, corrected": (
        [],
        [
            (
                LISTED,
                OWN_WORD,
                "commissioned_service: unknown\ncorrections:\n"
                "  - {on: 2026-11-18, by: LMC editor, what: The funding was that of another drug}\n",
            )
        ],
        [],
    ),
    "SC967 on a day that nobody knows": (
        [],
        [
            (
                LISTED,
                OWN_WORD,
                OWN_WORD.replace("Blood tests", "Tests").replace("  checked_on: 2026-09-14", "  checked_on: unknown"),
            )
        ],
        ["`pays_for` changed, and the funding was last confirmed on a day that nobody knows"],
    ),
    "SC967 in another order": (
        [],
        [
            (
                TWO_DRUGS,
                "[exampleshire-shared-care-les, exampleshire-shared-care-from-2027]",
                "[exampleshire-shared-care-from-2027, exampleshire-shared-care-les]",
            )
        ],
        [],
    ),
    "SC967 who does the work otherwise": (
        [],
        [(METHOTREXATE, "  fallback_provider: unknown\n", "  fallback_provider: The hospital\n")],
        [],
    ),
    "SC967 a service's end": (
        [],
        [(SERVICES, "    end: 2028-03-31\n", "    end: 2030-03-31\n")],
        ["`end` changed, and `specification` was last read on 1 October 2026, no later than before"],
    ),
    "SC967 a service's coverage, read again": (
        [],
        [
            (SERVICES, "drugs: [methotrexate, leflunomide, sulfasalazine]", "drugs: all"),
            (SERVICES, "read_as: original, checked_on: 2026-10-01}", "read_as: original, checked_on: 2026-11-18}"),
        ],
        [],
    ),
    "SC967 a service's fee": ([], [(SERVICES, "amount: 96.50", "amount: 97.50")], []),
    "SC967 a new service": ([(SERVICES, "  exampleshire-shared-care-les:\n", "  another:\n")], [], []),
    "SC967 a service's end, from a new source of long ago": (
        [],
        [
            (SERVICES, "    end: 2028-03-31\n    ", "    end: 2030-03-31\n    "),
            (SERVICES, "\nsources:\n", LETTER.format("2019-02-01")),
            (
                SERVICES,
                "    source: specification\n  exampleshire-shared-care-from",
                "    source: letter\n  exampleshire-shared-care-from",
            ),
        ],
        [
            "`end` changed, and `letter` was last read on 1 February 2019, before what stood here already "
            "(1 October 2026)"
        ],
    ),
    # Where a document stands
    "SC968 on the old day": (
        [DRAFT],
        [],
        [f"{WAS_A_DRAFT}; `approved_on: 2024-04-10` is no later than before, {NO_REVIEW}"],
    ),
    "SC968 on a later day": ([DRAFT], [(METHOTREXATE, APPROVED_ON, "  approved_on: 2026-11-11\n")], []),
    "SC968 on a later day that is older than the last reading": (
        [DRAFT],
        [(METHOTREXATE, APPROVED_ON, "  approved_on: 2024-05-11\n")],
        [f"{WAS_A_DRAFT}; `approved_on: 2024-05-11` may be older than the last reading, {NO_REVIEW}"],
    ),
    "SC968 on an earlier day": (
        [DRAFT],
        [(METHOTREXATE, APPROVED_ON, "  approved_on: 2024-04-01\n")],
        [f"{WAS_A_DRAFT}; `approved_on: 2024-04-01` is no later than before, {NO_REVIEW}"],
    ),
    "SC968 for the first time": ([DRAFT, (METHOTREXATE, APPROVED_ON, "")], [], []),
    "SC968 on a day before its last review": (
        [DRAFT, (METHOTREXATE, APPROVED_ON, ""), review()],
        [review()],
        [f"{WAS_A_DRAFT}; `approved_on: 2024-04-10` is no later than before, {NO_REVIEW}"],
    ),
    "SC968 on no day": (
        [DRAFT],
        [(METHOTREXATE, APPROVED_ON, "  approved_on: unknown\n")],
        [f"{WAS_A_DRAFT}; `approved_on` is not known, {NO_REVIEW}"],
    ),
    "SC968 after a review": ([DRAFT], [review()], []),
    "SC968 a document was read, and it was a draft": (
        [DRAFT],
        [(METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "2026-11-18"))],
        [f"{WAS_A_DRAFT}; `approved_on: 2024-04-10` is no later than before, {NO_REVIEW}"],
    ),
    "SC968 still a draft": ([DRAFT], [DRAFT], []),
    "SC968 nobody knew": (
        [(METHOTREXATE, STATUS, "  status: unknown\n")],
        [],
        [
            "nobody knew whether a committee had approved the document, and it is approved now; `approved_on: "
            f"2024-04-10` is no later than before, {NO_REVIEW}"
        ],
    ),
    "SC968 nobody knew, and it was read": (
        [(METHOTREXATE, STATUS, "  status: unknown\n")],
        [(METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "2026-11-18"))],
        [],
    ),
    "SC969 an earlier approval": (
        [],
        [(METHOTREXATE, APPROVED_ON, "  approved_on: 2024-04-01\n")],
        ["`approved_on` was 2024-04-10, and is now 2024-04-01, which is earlier"],
    ),
    "SC969 no approval any more": (
        [],
        [(METHOTREXATE, APPROVED_ON, "  approved_on: unknown\n")],
        [f"`approved_on` was 2024-04-10, {FORGOTTEN}"],
    ),
    "SC969 no approval of a draft any more": (
        [DRAFT],
        [DRAFT, (METHOTREXATE, APPROVED_ON, "")],
        [f"`approved_on` was 2024-04-10, {FORGOTTEN}"],
    ),
    "SC969 less exactly": ([], [(METHOTREXATE, APPROVED_ON, "  approved_on: 2024-04\n")], []),
    "SC969 a review date of a draft": ([DRAFT], [DRAFT, UNKNOWN_END], []),
    "SC969 a review date of what is a draft now": (
        [],
        [DRAFT, UNKNOWN_END],
        [f"the review date was 2027-04, {FORGOTTEN}"],
    ),
    "SC969 a printed end": (
        [],
        [(LISTED, PRINTED, "  review_due: unknown\n")],
        [f"the review date was 2027, {FORGOTTEN}"],
    ),
    "SC969 a printed end that is a review date": ([], [(LISTED, PRINTED, "  review_due: 2026-12\n")], []),
    "SC969 an area's own": (
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: 2026-12}}")],
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, review_due: unknown}}")],
        [f"the review date in `exampleshire-north` was 2026-12, {FORGOTTEN}"],
    ),
    "SC969 with another version": ([], [UNKNOWN_END, version("3.1a")], [f"the review date was 2027-04, {FORGOTTEN}"]),
    "SC969 with an old correction spelt otherwise": (
        [corrected()],
        [UNKNOWN_END, corrected(what="The file had a slip.")],
        [f"the review date was 2027-04, {FORGOTTEN}"],
    ),
    "SC969 mended": ([], [UNKNOWN_END, corrected(what=SLIP_OF_REVIEW)], []),
    "SC969 something else was mended": (
        [],
        [UNKNOWN_END, corrected()],
        ["the review date was 2027-04, and nobody is said to know it any more"],
    ),
    "SC970 something else was mended": (
        [(METHOTREXATE, NORTH, NORTH.replace("adopted", "pending"))],
        [corrected(what="The title of the book was mistyped")],
        [NORTH_UNREAD],
    ),
    "SC951 a place-holder for a reviewer": (
        [],
        [MOVED, review(by="TBC")],
        [f"{CLAIM}and its new review record does not say who looked"],
    ),
    "SC951 a reviewer of two letters": ([], [MOVED, review(by="GP")], []),
    "SC956 with an older version, and read": ([], [LESS_OFTEN, version("3.0"), READ_TODAY], [LESS_OFTEN_SAYS]),
    "SC956 with the same version and its month, and read": (
        [],
        [LESS_OFTEN, version("3.1 (April 2024)"), READ_TODAY],
        [LESS_OFTEN_SAYS],
    ),
    "SC967 the services of another area": (
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, services: [exampleshire-shared-care-from-2027]}}")],
        [],
        ["`services` of `exampleshire-north` changed, and nothing says that anybody has read who pays there"],
    ),
    "SC967 the services of another area, confirmed": (
        [(METHOTREXATE, NORTH, f"{NORTH[:-1]}, services: [exampleshire-shared-care-from-2027]}}")],
        [
            (METHOTREXATE, NORTH, f"{NORTH[:-1]}, services: [exampleshire-shared-care-les], source: letter}}"),
            (METHOTREXATE, "\nsources:\n", LETTER.format("2026-11-18")),
        ],
        [],
    ),
    "SC969 the document does not say so": (
        [],
        [UNKNOWN_END, (METHOTREXATE, OWN_READ, OWN_READ.replace("2026-10-01", "2026-11-18"))],
        [],
    ),
    # Other areas
    "SC970 adopted": (
        [(METHOTREXATE, NORTH, NORTH.replace("adopted", "not-adopted"))],
        [],
        [NORTH_UNREAD],
    ),
    "SC970 adopted, with another version": (
        [(METHOTREXATE, NORTH, NORTH.replace("adopted", "unknown"))],
        [version("3.1a")],
        [NORTH_UNREAD],
    ),
    "SC970 adopted, by a letter that was read": (
        [(METHOTREXATE, NORTH, NORTH.replace("adopted", "unknown"))],
        [
            (METHOTREXATE, NORTH, f"{NORTH[:-1]}, source: letter}}"),
            (METHOTREXATE, "\nsources:\n", LETTER.format("2026-11-18")),
        ],
        [],
    ),
    "SC970 adopted, by a letter of long ago": (
        [(METHOTREXATE, NORTH, NORTH.replace("adopted", "unknown"))],
        [
            (METHOTREXATE, NORTH, f"{NORTH[:-1]}, source: letter}}"),
            (METHOTREXATE, "\nsources:\n", LETTER.format("2024-06-30")),
        ],
        [NORTH_UNREAD],
    ),
    "SC970 a new area": (
        [(METHOTREXATE, f"adopted_in:\n  - {NORTH}\n", "")],
        [],
        [NORTH_UNREAD],
    ),
    "SC970 a new area that has not decided": (
        [(METHOTREXATE, f"adopted_in:\n  - {NORTH}\n", "")],
        [(METHOTREXATE, NORTH, BY_OWN.replace("adopted", "pending"))],
        [],
    ),
    "SC970 adopted sooner than from a later day": (
        [(METHOTREXATE, NORTH, NORTH.replace("2024-06", "2027-06"))],
        [],
        [NORTH_UNREAD],
    ),
    "SC970 adopted from a later day that nobody knows": (
        [(METHOTREXATE, NORTH, NORTH.replace("2024-06", "2027-06"))],
        [(METHOTREXATE, NORTH, NORTH.replace("2024-06", "unknown"))],
        [NORTH_UNREAD],
    ),
    "SC970 adopted on another day": ([(METHOTREXATE, NORTH, NORTH.replace("2024-06", "2025-06"))], [], []),
    "SC970 of a draft": ([DRAFT, (METHOTREXATE, NORTH, NORTH.replace("adopted", "pending"))], [DRAFT], []),
    # Whom to ring
    "SC971 another number on the old day": ([], [(METHOTREXATE, OLDER_PHONE, NEW_PHONE)], [UNRUNG.format("`phone`")]),
    "SC971 rung": ([], [(METHOTREXATE, OLDER_PHONE, NEW_PHONE.replace("09-12", "11-18"))], []),
    "SC971 rung today": (
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace("2026-09-12", "2026-11-21"))],
        [(METHOTREXATE, OLDER_PHONE, NEW_PHONE.replace("2026-09-12", "2026-11-21"))],
        [],
    ),
    "SC971 nobody rang": ([], [(METHOTREXATE, OLDER_PHONE, NEW_PHONE.replace("2026-09-12", "unknown"))], []),
    "SC971 the same number in other groups": (
        [],
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace("01632 960002", "(01632) 960-002"))],
        [],
    ),
    "SC971 an extension": (
        [],
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace("960002", "960002 ext 4"))],
        [UNRUNG.format("`phone`")],
    ),
    "SC971 a mailbox in its place": (
        [],
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace('phone: "01632 960002"', "email: clinic@example.org"))],
        [UNRUNG.format("`phone`, `email`")],
    ),
    "SC971 at night": (
        [],
        [(METHOTREXATE, "Medical registrar on call, 01632 960000", "Nurse on call, 01632 960000")],
        [UNRUNG.format("`out_of_hours`")],
    ),
    "SC971 a capital": ([], [(METHOTREXATE, "role: Rheumatology clinic", "role: Rheumatology Clinic")], []),
    "SC971 what it is for": (
        [],
        [(METHOTREXATE, "for: patients", "for: routine")],
        [UNRUNG.format("`for`")],
    ),
    "SC971 another mailbox that differs by a dot": (
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace('phone: "01632 960002"', "email: the.clinic@example.org"))],
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace('phone: "01632 960002"', "email: theclinic@example.org"))],
        [UNRUNG.format("`email`")],
    ),
    "SC971 the same number from abroad": (
        [],
        [(METHOTREXATE, OLDER_PHONE, OLDER_PHONE.replace("01632 960002", "+44 (0)1632 960002"))],
        [],
    ),
    "SC971 a slip that was mended": (
        [],
        [
            (METHOTREXATE, "role: Rheumatology clinic", "role: Rheumatology secretaries"),
            corrected(what="The role of the contact was mistyped"),
        ],
        [],
    ),
    "SC971 a slip of something else": (
        [],
        [(METHOTREXATE, OLDER_PHONE, NEW_PHONE), corrected(what="The interval of the blood count was mistyped")],
        [UNRUNG.format("`phone`")],
    ),
    "SC971 another contact": (
        [],
        [(METHOTREXATE, "id: clinic,", "id: clinic-2,"), (METHOTREXATE, OLDER_PHONE, NEW_PHONE)],
        [],
    ),
}
"""By name, which begins with the rule's code."""
