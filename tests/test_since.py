"""The rules of changes, through the front door: what each finds in a pair of registers, and what it leaves alone."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace

import pytest
from click.testing import CliRunner

from sharedcare import rules
from sharedcare.cli import main
from sharedcare.findings import Grade
from sharedcare.pages.book import Book
from sharedcare.pages.rules import rule_pages
from sharedcare.register.load import load
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.shape import read_record
from sharedcare.rules.examples import AREAS, DRUG, IDS, LISTED, METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import CHANGES
from sharedcare.rules.since.frame import Change
from sharedcare.rules.since.reading import MANY, MANY_DAYS
from tests.registers import BASE, DAY, FIXTURES, changed, check, copied
from tests.repositories import commit, git, repository
from tests.since_cases import CASES, DATE_SLIP, MOVED, MTX_REVIEW, READ_TODAY, VERIFIED, corrected, review
from tests.test_rule_branches import with_each_value_unknown

GOLDEN = FIXTURES / "changes"
LOWEST = list(Grade)[-1].value
CONSEQUENCES = {
    "SC950": {"SC002"},  # a file that cannot be read
    "SC959": {"SC956"},  # the drugs of a protocol changed
    "SC963": {"SC906"},  # the file has no such finding
    "SC964": {"SC902"},  # and nothing to accept
    "SC969": {"SC801"},  # the page says that nobody knows the review date
}
"""The codes of findings that a rule's bad pair cannot help having beside the rule's own."""

every_rule = pytest.mark.parametrize("rule", rules.CHANGE_RULES, ids=lambda rule: rule.code)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, so that reports name no folder of this machine."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(here, example, becomes):
    """The register before and after: one of the example's three texts stands in the tests' own register."""
    text = (BASE / example.file).read_text(encoding="utf-8")
    stands = next(one for one in (example.before, example.good, example.bad) if one and text.count(one) == 1)
    return changed(here, [(example.file, stands, example.before)], [(example.file, stands, becomes)])


def seen(here, example, becomes):
    _, after = made(here, example, becomes)
    return check(after, "--since", "before/register", "--fail-on", LOWEST)


def codes(report):
    return set(re.findall(r"^register/\S+:\d+:\d+ (SC\d{3}) ", report, re.MULTILINE))


@every_rule
def test_bad_pair(rule, here, golden):
    report = seen(here, rule.example, rule.example.bad)
    golden(GOLDEN / f"{rule.code}.txt", report)
    assert codes(report) == {rule.code} | CONSEQUENCES.get(rule.code, set())
    assert "checked, and compared with before/register: " in report
    assert report.endswith("exit status: 1\n")


@every_rule
def test_good_twin_is_silent(rule, here):
    assert codes(seen(here, rule.example, rule.example.good)) == set()


@every_rule
def test_disabling_a_rule_fails_its_pair(rule, here, monkeypatch):
    monkeypatch.setattr(rules, "CHANGE_RULES", tuple(other for other in rules.CHANGE_RULES if other is not rule))
    report = seen(here, rule.example, rule.example.bad)
    assert report != (GOLDEN / f"{rule.code}.txt").read_text(encoding="utf-8")
    assert rule.code not in report


@every_rule
def test_a_rule_of_changes_says_what_must_hold_and_when_it_is_asked(rule):
    assert "\n" not in rule.statement + rule.why
    assert not rule.statement.endswith(".")
    assert rule.why.endswith(".")
    assert "only `sharedcare check --since` looks for it" in rule.consequence
    assert not rule.may_be_accepted


def test_without_a_revision_no_rule_of_changes_is_asked(here):
    example = rules.EVERY_RULE["SC951"].example
    _, after = made(here, example, example.bad)
    assert check(after, "--fail-on", LOWEST) == "18 files checked: no findings.\nexit status: 0\n"


def test_nothing_changed_is_no_finding(here):
    _, after = changed(here, [], [])
    expected = "18 files checked, and compared with before/register: no findings.\nexit status: 0\n"
    assert check(after, "--since", "before/register", "--fail-on", LOWEST) == expected


def test_every_rule_of_changes_has_a_pair_and_cases():
    own = {rule.code for rule in rules.CHANGE_RULES}
    assert {path.name for path in GOLDEN.iterdir()} == {f"{code}.txt" for code in own}
    assert {name[:5] for name in CASES} == own
    assert [rule.code for rule in rules.CHANGE_RULES] == sorted(own)
    assert all(code[2:] >= CHANGES for code in own)
    assert own.isdisjoint(rules.BY_CODE)
    assert list(rules.EVERY_RULE) == sorted({*own, *rules.BY_CODE})


READ = {}
"""The registers that were read, by their edits: reading is what takes time, and nothing changes them."""


def with_edits(edits, factory):
    if edits not in READ:
        READ[edits] = load(copied(factory.mktemp("case"), *edits))
    return READ[edits]


@pytest.mark.parametrize("name", CASES)
def test_case(name, tmp_path_factory):
    before, after, expected = CASES[name]
    change = Change(with_edits(tuple(before), tmp_path_factory), with_edits(tuple(after), tmp_path_factory))
    rule = next(rule for rule in rules.CHANGE_RULES if rule.code == name[:5])
    found = rule.check(change, DAY)
    assert sorted(finding.message for finding in found) == expected


def messages(code, before, after):
    """What one rule says of two folders."""
    rule = next(rule for rule in rules.CHANGE_RULES if rule.code == code)
    return sorted(finding.message for finding in rule.check(Change(load(before), load(after)), DAY))


def test_no_rule_of_changes_stumbles_over_an_unknown():
    register = load(BASE)
    entry = register.protocols["exampleshire-methotrexate"]
    read = 0
    for data in list(with_each_value_unknown(entry.positioned.data))[::3]:
        record, _ = read_record(Protocol, replace(entry.positioned, data=data), entry.file)
        if record is not None:
            protocols = {**register.protocols, record.id: replace(entry, record=record, sources=record.sources)}
            other = replace(register, protocols=protocols)
            change = Change(other, register) if read % 2 else Change(register, other)
            for rule in rules.CHANGE_RULES:
                for finding in rule.check(change, DAY):
                    assert finding.code == rule.code
            read += 1
    assert read > 60


# --- What is said of a rule of changes


def test_explain_says_when_it_is_asked_and_shows_three_texts():
    said = CliRunner().invoke(main, ["explain", "sc951"]).output
    assert said.startswith("SC951 (incomplete): A review date, or a last valid day, moves later only with a review")
    flat = " ".join(said.split())
    assert "only `sharedcare check --since` looks for it, which compares the files with those of an earlier" in flat
    at = [said.index(part) for part in ("Before the change:\n    review_due: 2026-06-30\n", "Wrong, in ", "Right:\n")]
    assert at == sorted(at)
    assert "SC966  A row of a drug's file changes only when" in CliRunner().invoke(main, ["explain"]).output


def test_each_rule_of_changes_has_a_page_with_what_stood_there_before():
    pages = {page.source: page for page in rule_pages(Book.of(load(BASE), DAY), tuple(rules.EVERY_RULE.values()))}
    assert {f"rules/{code}.md" for code in rules.EVERY_RULE} | {"rules/index.md"} == set(pages)
    page = pages["rules/SC951.md"].html
    assert '<h2 id="before">Before the change</h2>' in page
    assert "only <code>sharedcare check --since</code> looks for it" in page
    assert "(this is missing)" in pages["rules/SC958.md"].html
    assert 'id="before"' not in pages["rules/SC203.md"].html
    last = rules.CHANGE_RULES[-1].code
    assert f"SC950 to {last}: what a change brings with it" in pages["rules/index.md"].html
    assert pages["rules/index.md"].html.count("SC951") == 2


# --- Files that are renamed, moved, new or gone

LATER = (LISTED, "  end: 2027\n", "  end: 2028\n")
MOVED_LATER = ["`end` moves from 2027 to 2028, and no new review record says who looked"]


def renamed(after, title="Lithium for adults", area="exampleshire"):
    """The file on lithium under another id, and in the folder of its area."""
    old, new = after / LISTED, after / area / "exampleshire-litium.yml"
    text = old.read_text(encoding="utf-8").replace("id: exampleshire-lithium", "id: exampleshire-litium")
    new.parent.mkdir(exist_ok=True)
    text = text.replace("area: exampleshire\n", f"area: {area}\n")
    new.write_text(text.replace("title: Lithium for adults", f"title: {title}"), encoding="utf-8")
    old.unlink()


def test_a_renamed_file_is_followed_by_what_it_is(tmp_path):
    before, after = changed(tmp_path, [], [LATER])
    renamed(after)
    assert messages("SC951", before, after) == MOVED_LATER
    assert messages("SC958", before, after) == []


def test_a_renamed_file_is_followed_by_the_list_of_ids(tmp_path):
    row = "      exampleshire-lithium: {retired_on: 2026-11-18, why: Renamed, now: exampleshire-litium}\n"
    retired = (IDS, "      - exampleshire-lithium\n", ""), (IDS, "    retired:\n", f"    retired:\n{row}")
    before, after = changed(tmp_path, [], [LATER, *retired])
    renamed(after, title="Lithium salts")
    assert messages("SC951", before, after) == MOVED_LATER


def test_a_file_that_takes_the_place_of_one_that_is_gone_is_followed(tmp_path):
    row = "      exampleshire-lithium: {retired_on: 2026-11-18, why: Put in order, now: none}\n"
    retired = (IDS, "      - exampleshire-lithium\n", ""), (IDS, "    retired:\n", f"    retired:\n{row}")
    before, after = changed(tmp_path, [], [LATER, *retired])
    renamed(after, title="Lithium salts")
    assert messages("SC951", before, after) == MOVED_LATER


def test_a_file_of_another_drug_is_new(tmp_path):
    before, after = changed(tmp_path, [], [LATER, (LISTED, "drugs: [lithium]", "drugs: [leflunomide]")])
    renamed(after, title="Lithium salts")
    assert messages("SC951", before, after) == []


def test_a_file_of_another_area_is_new(tmp_path):
    before, after = changed(tmp_path, [], [LATER])
    renamed(after, title="Lithium salts", area="exampleshire-north")
    assert messages("SC951", before, after) == []


NEWER = {
    "id: exampleshire-lithium\n": "id: exampleshire-lithium-2\n",
    "title: Lithium for adults\n": "title: Lithium salts\n",
    "  end: 2027\n": "  end: 2030\n",
}
PLACE = (
    "`end` is 2030, and 2027 in `exampleshire-lithium`, whose place this file takes: it was not approved later, and no "
    "review record says who looked since"
)
GONE = (
    LISTED,
    "  status: approved\n",
    "  status: superseded\n  superseded: {on: 2026-11-18, by: exampleshire-lithium-2}\n",
)


MTX = "methotrexate"


def beside(after, edits):
    """A new file beside the one on lithium, which says the same but for some edits."""
    text = (BASE / LISTED).read_text(encoding="utf-8")
    for old, new in (NEWER | edits).items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    (after / LISTED.replace("lithium", "lithium-2")).write_text(text, encoding="utf-8")


RENEWALS = {
    "nothing": ({}, [PLACE]),
    "an old approval": ({"  approved_on: 2025\n": "  approved_on: 2024\n"}, [PLACE]),
    "a later approval": ({"  approved_on: 2025\n": "  approved_on: 2026\n"}, []),
    "no approval, and nothing was read": ({"  approved_on: 2025\n": "  approved_on: unknown\n"}, [PLACE]),
    "no approval, and the list was read": (
        {"  approved_on: 2025\n": "  approved_on: unknown\n", "checked_on: 2026-09-14}": "checked_on: 2026-11-18}"},
        [],
    ),
    "a review": (
        {
            "  end_means: unknown\n": "  end_means: unknown\n  reviews:\n    - {on: 2026-11-18, by: APC, "
            "outcome: amended, sources_read: [list]}\n"
        },
        [],
    ),
    "no later end": ({"  end: 2027\n": "  end: 2027-12\n"}, []),
    "a draft": ({"  status: approved\n": "  status: draft\n"}, []),
    "another drug": ({"drugs: [lithium]": "drugs: [leflunomide]"}, []),
    "other indications": (
        {
            "{id: bipolar, name: Bipolar disorder,": "{id: mania, name: Mania,",
            "{id: depression, name: Depression that": "{id: low-mood, name: Low mood that",
        },
        [],
    ),
}


@pytest.mark.parametrize("name", RENEWALS)
def test_a_file_in_the_place_of_another_brings_what_renews_it(name, tmp_path):
    edits, expected = RENEWALS[name]
    before, after = changed(tmp_path, [], [GONE])
    beside(after, edits)
    assert messages("SC951", before, after) == expected


def test_a_file_beside_one_that_holds_is_another_protocol(tmp_path):
    before, after = changed(tmp_path, [], [])
    beside(after, {})
    assert messages("SC951", before, after) == []


def test_a_second_file_of_one_document_is_no_renewal(tmp_path):
    before, after = changed(tmp_path, [], [])
    text = (BASE / METHOTREXATE).read_text(encoding="utf-8").replace(f"id: exampleshire-{MTX}\n", "id: mtx\n")
    new = after / METHOTREXATE.replace(f"exampleshire-{MTX}", "mtx")
    new.write_text(text.replace("name: Rheumatoid arthritis", "name: Arthritis"), encoding="utf-8")
    assert messages("SC951", before, after) == []
    new.write_text(text.replace("review_due: 2027-04", "review_due: 2031-04"), encoding="utf-8")
    assert messages("SC951", before, after) == [
        PLACE.replace("`end` is 2030, and 2027", "`review_due` is 2031-04, and 2027-04").replace(
            "lithium", "methotrexate"
        )
    ]


def test_what_is_gone_with_its_area_may_have_come_anywhere(tmp_path):
    before, after = changed(tmp_path, [], [LATER, (AREAS, "  exampleshire:\n", "  elsewhere:\n")])
    renamed(after, title="Lithium salts", area="exampleshire-north")
    assert messages("SC951", before, after) == MOVED_LATER


def test_a_file_of_another_drug_and_the_same_title_is_followed(tmp_path):
    before, after = changed(tmp_path, [], [LATER, (LISTED, "drugs: [lithium]", "drugs: [leflunomide]")])
    renamed(after, title="LITHIUM for adults")
    assert messages("SC951", before, after) == MOVED_LATER


def test_a_file_in_another_folder_is_followed_by_its_id(tmp_path):
    before, after = changed(tmp_path, [], [LATER, (LISTED, "area: exampleshire\n", "area: exampleshire-north\n")])
    (after / "exampleshire-north").mkdir()
    (after / LISTED).rename(after / LISTED.replace("exampleshire/", "exampleshire-north/"))
    assert messages("SC951", before, after) == MOVED_LATER
    assert messages("SC961", before, after) == []
    with_days(after, "2026-08-14", [LISTED.replace("exampleshire/", "exampleshire-north/")])
    assert messages("SC961", before, after) == ["`checked_on` was 2026-09-14, and is now 2026-08-14, which is earlier"]


def test_an_id_that_leads_to_one_that_stood_there_is_not_renamed(tmp_path):
    row = "      exampleshire-lithium: {retired_on: 2026-11-18, why: Put together, now: exampleshire-methotrexate}\n"
    retired = (IDS, "      - exampleshire-lithium\n", ""), (IDS, "    retired:\n", f"    retired:\n{row}")
    before, after = changed(tmp_path, [(LISTED, "  end: 2027\n", "  end: 2026\n")], retired)
    (after / LISTED).unlink()
    assert messages("SC951", before, after) == []


def test_a_new_file_that_cannot_be_read_is_compared_with_nothing(tmp_path):
    before, after = changed(tmp_path, [], [])
    (after / "exampleshire" / "exampleshire-gold.yml").write_text("[", encoding="utf-8")
    assert messages("SC950", before, after) == []


def test_an_unreadable_file_is_not_taken_for_a_renamed_one(tmp_path):
    before, after = changed(tmp_path, [], [LATER])
    renamed(after)
    (after / LISTED).write_text("[", encoding="utf-8")
    assert messages("SC951", before, after) == []
    assert messages("SC950", before, after) == ["what changed in this file cannot be checked yet"]


def test_an_id_goes_with_its_file(tmp_path):
    before, after = changed(tmp_path, [], [(IDS, "      - exampleshire-lithium\n", "")])
    (after / LISTED).unlink()
    assert messages("SC958", before, after) == [
        "`exampleshire-lithium` was published, and neither a file nor this list has it any more"
    ]


def test_ids_of_a_time_before_the_list_are_those_of_files(tmp_path):
    before, after = changed(tmp_path, [], [])
    (before / IDS).unlink()
    assert messages("SC958", before, after) == messages("SC950", before, after) == []
    (after / LISTED).unlink()
    (after / IDS).unlink()
    assert messages("SC958", before, after) == [
        "`exampleshire-lithium` was published, and neither a file nor this list has it any more"
    ]


def test_a_safety_notice_goes_with_its_drug(tmp_path):
    before, after = changed(tmp_path, [], [])
    (after / DRUG).unlink()
    assert messages("SC965", before, after) == [
        "the safety notice `once-weekly-2020` is gone, with the file of its drug"
    ]


def test_a_list_of_old_files_follows_a_renamed_file(tmp_path):
    row = (f"      reference/tests.yml: 1\n      {LISTED}: 1\n", f"      {LISTED.replace('lithium', 'litium')}: 1\n")
    ratchet = "reference/ratchet.yml"
    before, after = changed(
        tmp_path,
        [(ratchet, "      reference/tests.yml: 1\n", row[0])],
        [(ratchet, "      reference/tests.yml: 1\n", row[1])],
    )
    renamed(after)
    assert messages("SC963", before, after) == []


def with_days(folder, day, files):
    """The day on which the first source of some files was checked is another."""
    for file in files:
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(re.sub(r"(read_as: .*?checked_on: )[\w-]+", rf"\g<1>{day}", text), encoding="utf-8")


def test_many_days_of_checking_at_once(tmp_path):
    before, after = changed(tmp_path, [], [])
    shared = ("areas", "committees", "drugs/lithium", "drugs/methotrexate", "services")
    files = [LISTED, *(f"reference/{name}.yml" for name in shared)]
    with_days(after, "2026-11-20", files[: MANY - 1])
    assert messages("SC961", before, after) == []
    with_days(after, "2026-11-20", files)
    moved = "8 days of checking move at once: 3 in `reference/drugs/methotrexate.yml`, and in 5 more"
    assert messages("SC961", before, after) == [moved]
    text = (after / LISTED).read_text(encoding="utf-8")
    (after / LISTED).write_text(text.replace("title: Lithium for adults", "title: Lithium"), encoding="utf-8")
    assert messages("SC961", before, after) == [moved]


def test_many_days_of_checking_in_few_files(tmp_path):
    before, after = changed(tmp_path, [], [])
    text = (after / METHOTREXATE).read_text(encoding="utf-8")
    row = "  leaflet-{0}: {{title: Leaflet {0}, publisher: Example Press, read_as: original, checked_on: 2026-{1}}}\n"
    for folder, day in ((before, "09-01"), (after, "11-20")):
        rows = "".join(row.format(number, day) for number in range(MANY_DAYS))
        (folder / METHOTREXATE).write_text(text.replace("sources:\n", f"sources:\n{rows}"), encoding="utf-8")
    assert messages("SC961", before, after) == [f"{MANY_DAYS} days of checking move at once: 12 in `{METHOTREXATE}`"]
    text = (after / METHOTREXATE).read_text(encoding="utf-8")
    (after / METHOTREXATE).write_text(text.replace("11-20", "09-01", 1), encoding="utf-8")
    assert messages("SC961", before, after) == []


def test_what_is_said_of_a_correction_that_names_nothing(here):
    """The line to paste says which row is meant, and is enough once its dots are filled in."""
    comma = (
        METHOTREXATE,
        "\nverification:",
        "\ncorrections: [{on: 2026-11-18, by: LMC editor, what: A comma}]\nverification:",
    )
    longer = (METHOTREXATE, "every: 12 weeks", "every: 52 weeks")
    read = (METHOTREXATE, "  status: verified\n", "  status: transcribed\n")
    _, after = changed(here, [], [comma, longer, read])
    report = check(after, "--since", "before/register")
    assert codes(report) == {"SC509", "SC956"}
    named = "`monitoring` (stable FBC, LFT, UE methotrexate)"
    assert f" SC956 {named} changed, and no new correction names it\n" in report
    what = 'what: "monitoring (stable FBC, LFT, UE methotrexate): the document says …; the file said …"'
    assert f"\nhelp:   - {{on: 2026-11-21, by: …, {what}}}\n" in report
    text = (after / METHOTREXATE).read_text(encoding="utf-8")
    for filled, expected in ((what, {"SC509", "SC956"}), (what.replace("…", "12 weeks"), {"SC509"})):
        (after / METHOTREXATE).write_text(text.replace("what: A comma", filled), encoding="utf-8")
        assert codes(check(after, "--since", "before/register")) == expected


def test_verified_does_not_come_back_by_way_of_unknown(here):
    """Three small changes, each by the rules but the last: what changed in between, nobody has compared."""
    unknown = "verification: unknown\nverification_note: Asked again\n"
    block = f"verification:\n{VERIFIED}"
    _, after = changed(here, [], [(METHOTREXATE, block, unknown)])
    assert codes(check(after, "--since", "before/register")) == {"SC955"}
    text = (after / METHOTREXATE).read_text(encoding="utf-8")
    row = "corrections:\n  - {on: ON, by: LMC editor, what: Section 9 says every 8 weeks; the file said 12}\n"
    mended = text.replace("every: 12 weeks", "every: 8 weeks").replace(unknown, f"{row}{unknown}")
    for on, expected in (("2026-09-01", {"SC972"}), ("2026-10-01", set())):
        (after / METHOTREXATE).write_text(mended.replace("ON", on), encoding="utf-8")
        assert codes(check(after, "--since", "before/register")) == expected
    shutil.rmtree(here / "before")
    shutil.copytree(after, here / "before" / "register")
    now = (after / METHOTREXATE).read_text(encoding="utf-8")
    for on, expected in (("2026-10-01", {"SC957"}), ("2026-11-18", set())):
        (after / METHOTREXATE).write_text(now.replace(unknown, block.replace("2026-10-01", on)), encoding="utf-8")
        assert codes(check(after, "--since", "before/register")) == expected


def test_a_slip_of_a_date_that_had_been_extended(here):
    """The two are at odds, so the message says what to do with the extension, and the file is compared again."""
    row = "    - {decided_on: 2026-09-09, until: 2027-10-31, by: exampleshire-apc, reason: Time, source: protocol}\n"
    extended = (METHOTREXATE, "  reviews:\n", f"  extensions:\n{row}  reviews:\n")
    _, after = changed(here, [extended], [extended, MOVED, READ_TODAY, corrected(what=DATE_SLIP)])
    report = check(after, "--since", "before/register")
    assert codes(report) == {"SC204", "SC606"}
    wrong = "The extension until 2027-10-31 was recorded wrongly, since …"
    assert f'\nhelp:   - {{on: 2026-11-21, by: …, what: "{wrong}"}}\n' in report
    assert "\nhelp: Have two roles compare it again; until then, write `status: transcribed`, and leave" in report
    text = (after / METHOTREXATE).read_text(encoding="utf-8").replace("  status: verified\n", "  status: transcribed\n")
    for what, expected in ((DATE_SLIP, {"SC955"}), (f"{DATE_SLIP}. {wrong[:-1]}it is of another drug", set())):
        mended = text.replace(f"  extensions:\n{row}", "").replace(f"what: {DATE_SLIP}", f'what: "{what}"')
        (after / METHOTREXATE).write_text(mended, encoding="utf-8")
        assert codes(check(after, "--since", "before/register")) == expected


def test_a_new_version_is_told_the_row_of_its_review(here):
    """The row can be pasted as it is."""
    approved = (METHOTREXATE, "approved_on: 2024-04-10", "approved_on: 2026-11-11")
    _, after = changed(here, [], [MOVED, approved, (METHOTREXATE, "  status: verified\n", "  status: transcribed\n")])
    report = check(after, "--since", "before/register")
    assert codes(report) == {"SC951"}
    by = "Exampleshire Area Prescribing Committee"
    row = f"    - {{on: 2026-11-11, by: {by}, outcome: amended, sources_read: [protocol]}}\n"
    told = "If this is a new version, its approval is a review too. Under `reviews` of `document`, add:"
    assert f"\nhelp: {told}\nhelp: {row}" in report
    text = (after / METHOTREXATE).read_text(encoding="utf-8")
    (after / METHOTREXATE).write_text(text.replace(MTX_REVIEW, f"{row}{MTX_REVIEW}"), encoding="utf-8")
    assert codes(check(after, "--since", "before/register")) == {"SC805"}


def test_a_review_that_is_told_of_names_a_source_that_the_file_has(here):
    reported = [(LISTED, "publisher: Exampleshire APC", "publisher: Somebody")]
    _, after = changed(here, reported, [*reported, LATER])
    report = check(after, "--since", "before/register")
    assert "sources_read: […]}\nhelp: The file names no such source yet: add the document, or its " in report
    assert "\nhelp:   reviews:\nhelp:     - {on: …, by: …, outcome: …, sources_read:" in report
    shutil.rmtree(here / "before")
    shutil.rmtree(here / "register")
    _, after = changed(here, [], [LATER])
    assert "sources_read: [list]}\nhelp: If nobody reviewed it" in check(after, "--since", "before/register")


# --- No exception


def test_no_file_accepts_what_a_change_breaks(here):
    row = "accepted_findings: [{rule: SC951, reason: The committee meets in March, until: 2027-03-31}]\n"
    _, after = changed(
        here,
        [],
        [
            (TWO_DRUGS, "review_due: 2026-06-30", "review_due: 2026-09-30"),
            (TWO_DRUGS, "verification:", f"{row}verification:"),
        ],
    )
    report = check(after, "--since", "before/register")
    assert codes(report) == {"SC902", "SC951"}
    assert "SC951 cannot be accepted" in report


def test_no_list_of_old_files_lets_off_what_a_change_breaks(here):
    let_off = f"ratchet:\n  SC951:\n    reason: Old.\n    since: 2026-11-21\n    files: {{{TWO_DRUGS}: 1}}\n"
    _, after = changed(
        here,
        [],
        [
            (TWO_DRUGS, "review_due: 2026-06-30", "review_due: 2026-09-30"),
            ("reference/ratchet.yml", "ratchet:\n", let_off),
        ],
    )
    report = check(after, "--since", "before/register")
    assert codes(report) == {"SC906", "SC951", "SC963"}
    assert "no file may be let off SC951" in report


def test_a_draft_is_no_excuse(here):
    """A rule of files may wait for a document that is not in force; no rule of changes does."""
    draft = (TWO_DRUGS, "  status: approved\n", "  status: draft\n")
    longer = (TWO_DRUGS, "until: 2026-12-31", "until: 2027-01-31")
    _, after = changed(here, [draft], [draft, longer])
    assert codes(check(after, "--since", "before/register", "--fail-on", "incomplete")) >= {"SC954"}
    assert check(after, "--since", "before/register").endswith("1 fails this check.\nexit status: 1\n")


# --- Revisions


@pytest.fixture
def clone(here):
    """A repository with a first commit of the register, as `register/`, and a working folder at its top."""
    repository(here)
    copied(here)
    commit(here, "2026-01-05T12:00:00+00:00")
    return here


def edit(clone, file, text, new):
    was = (clone / "register" / file).read_text(encoding="utf-8")
    assert was.count(text) == 1
    (clone / "register" / file).write_text(was.replace(text, new), encoding="utf-8")


def later(clone):
    """A review date that moves later in the working folder."""
    edit(clone, METHOTREXATE, "review_due: 2027-04\n", "review_due: 2029-04\n")


FAILS = "18 files checked, and compared with {}: 1 finding (1 incomplete); 1 fails this check.\nexit status: 1\n"


@pytest.mark.parametrize("revision", ["HEAD", "main", "v1", "commit"])
def test_a_commit_a_branch_and_a_tag(revision, clone):
    git(clone, "tag", "v1")
    later(clone)
    name = git(clone, "rev-parse", "HEAD")[:12] if revision == "commit" else revision
    report = check(clone / "register", "--since", name)
    assert codes(report) == {"SC951"}
    assert report.endswith(FAILS.format(name))


def test_what_others_have_changed_since_is_no_change_of_this_branch(clone):
    """A review that was recorded on the main branch meanwhile is not one that this branch took out."""
    git(clone, "checkout", "--quiet", "-b", "mine")
    edit(clone, LISTED, "title: Lithium for adults\n", "title: Lithium for all adults\n")
    commit(clone, "2026-02-05T12:00:00+00:00")
    git(clone, "checkout", "--quiet", "main")
    row = "    - {on: 2026-10-14, by: Rheumatology pharmacist,"
    edit(
        clone,
        TWO_DRUGS,
        row,
        f"    - {{on: 2026-10-21, by: LMC lead, outcome: unchanged, sources_read: [protocol]}}\n{row}",
    )
    commit(clone, "2026-02-06T12:00:00+00:00")
    git(clone, "checkout", "--quiet", "mine")
    assert codes(check(clone / "register", "--since", "main")) == set()
    later(clone)
    assert codes(check(clone / "register", "--since", "main")) == {"SC951"}


def refused(clone, *options):
    """What a check says that has nothing to compare with, after the report that it makes all the same."""
    report = check(clone / "register", *options)
    plain, _, why = report.partition("The changes were not checked: ")
    assert plain == "18 files checked: no findings.\n"
    assert why.endswith("\nexit status: 2\n")
    return why.removesuffix("\nexit status: 2\n")


@pytest.mark.parametrize("revision", ["origin/main", "--all", "--output=x", "HEAD:register", "x\x1b[2J", ""])
def test_a_revision_that_is_none(revision, clone):
    shown = revision.replace("\x1b", "\ufffd")
    assert refused(clone, f"--since={revision}") == (
        f"no commit, branch or tag is called `{shown}` here. If it is on the server only, run `git fetch`; if this "
        "clone is shallow, run `git fetch --unshallow`"
    )
    assert not (clone / "x").exists()


def test_a_shallow_clone(clone, tmp_path_factory):
    first = git(clone, "rev-parse", "HEAD")
    git(clone, "checkout", "--quiet", "-b", "mine")
    commit(clone, "2026-02-05T12:00:00+00:00")
    git(clone, "checkout", "--quiet", "main")
    commit(clone, "2026-02-06T12:00:00+00:00")
    for name in ("unknown", "unmet"):
        git(clone, "clone", "--quiet", "--depth=1", "--branch=mine", f"file://{clone}", f"{clone}/{name}")
    git(clone / "unmet", "fetch", "--quiet", "--depth=1", "origin", "main")
    main = git(clone / "unmet", "rev-parse", "FETCH_HEAD")
    fetch = "Run `git fetch --unshallow`; in a GitHub workflow, give the checkout `fetch-depth: 0`"
    assert shallow(clone / "unknown", first).endswith(f"run `git fetch --unshallow`. {fetch}")
    assert shallow(clone / "unmet", main) == (
        f"this clone is shallow, and does not go back to where it left commit {main}. {fetch}"
    )


def shallow(folder, revision):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return refused(folder, "--since", revision)


def test_commits_that_never_met(clone):
    git(clone, "checkout", "--quiet", "--orphan", "other")
    other = commit(clone, "2026-02-05T12:00:00+00:00")
    git(clone, "checkout", "--quiet", "main")
    assert refused(clone, "--since", "other") == (
        f"what stands here and commit {other} have no commit in common, so nothing can be compared"
    )


def test_a_revision_before_the_register(clone):
    git(clone, "rm", "--quiet", "-r", "--cached", "register")
    git(clone, "commit", "--quiet", "--amend", "--allow-empty", "--message", "x", at="2026-01-05T12:00:00+00:00")
    first = git(clone, "rev-parse", "HEAD")
    assert refused(clone, "--since", "HEAD") == f"the repository had no folder register/ then (commit {first})"


def test_a_folder_without_a_register(clone):
    (clone / "empty").mkdir()
    assert refused(clone, "--since", "empty") == (
        "there was no file of a register in `empty`, so nothing can be compared with it"
    )


def test_a_name_of_a_folder_and_of_a_branch(clone):
    shutil.copytree(clone / "register", clone / "old")
    git(clone, "branch", "old")
    assert refused(clone, "--since", "old") == ("`old` is a folder, and a revision too. For the folder, write `./old`")
    later(clone)
    assert codes(check(clone / "register", "--since", "./old")) == {"SC951"}


def test_outside_a_repository_a_folder_will_do(here):
    copied(here)
    assert "is not in a git repository, so it has no history" in refused(here, "--since", "main")
    shutil.copytree(here / "register", here / "old")
    later(here)
    assert codes(check(here / "register", "--since", "old")) == {"SC951"}


# --- Reports


def test_each_format_tells_of_the_change(clone):
    later(clone)
    report = check(clone / "register", "--since", "HEAD", "--format", "github")
    place = f"file=register/{METHOTREXATE},line=26,col=3,title=SC951"
    assert report.startswith(f"::error {place}::`review_due` moves from 2027-04 to 2029-04, and no new review")
    assert report.endswith(FAILS.format("HEAD"))
    made = json.loads(check(clone / "register", "--since", "HEAD", "--format", "json").rpartition("exit")[0])
    assert (made["since"], [row["code"] for row in made["findings"]]) == ("HEAD", ["SC951"])
    table = check(clone / "register", "--since", "HEAD", "--format", "markdown")
    assert f"| register/{METHOTREXATE}:26 | SC951 | incomplete | " in table


def test_a_revision_is_text_in_a_table(clone):
    git(clone, "branch", "a_b_<x>")
    report = check(clone / "register", "--since", "a_b_<x>", "--format", "markdown")
    assert r"compared with a\_b\_\<x\>: no findings" in report


def test_paths_narrow_what_is_reported(clone):
    later(clone)
    assert codes(check(clone / "register", f"register/{LISTED}", "--since", "HEAD")) == set()
    assert codes(check(clone / "register", f"register/{METHOTREXATE}", "--since", "HEAD")) == {"SC951"}


def test_the_grade_decides_with_a_change_too(clone):
    edit(clone, LISTED, "original, checked_on: 2026-09-14}", "original, checked_on: 2026-08-14}")
    assert check(clone / "register", "--since", "HEAD").endswith("none fails this check.\nexit status: 0\n")
    assert check(clone / "register", "--since", "HEAD", "--fail-on", LOWEST).endswith("exit status: 1\n")


def test_a_review_that_is_there_is_not_asked_for_again_but_what_tells_of_it_is(tmp_path, monkeypatch):
    _, after = changed(tmp_path, [], [MOVED, review(on="2024-04-11")])
    monkeypatch.chdir(tmp_path)
    said = check(after, "--since", "before/register")
    assert "help:     checked_on: 2026-11-21  # of `protocol`\n" in said
    assert "add who looked" not in said


def test_two_dates_that_move_are_explained_once(tmp_path, monkeypatch):
    _, after = changed(tmp_path, [], [MOVED, (METHOTREXATE, "  expires: 2028-04-30\n", "  expires: 2031-04-30\n")])
    monkeypatch.chdir(tmp_path)
    said = check(after, "--since", "before/register")
    assert said.count("SC951") == 2
    assert said.count("add who looked") == 1
    assert said.count("What is said of the first date that moved mends this one too") == 1
    assert said.count("put the date back: `") == 2
