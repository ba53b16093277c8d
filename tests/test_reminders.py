"""What `sharedcare remind` counts as due on a day, of whom, and in which words. A wrong reminder destroys trust."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
from datetime import date
from pathlib import Path

import click
import pytest

from sharedcare.cli import main
from sharedcare.reminders.due import Group
from sharedcare.reminders.items import BAND_LABELS, Band, Item, Kind
from sharedcare.reminders.mail import messages
from sharedcare.reminders.owners import Owner
from tests.registers import copied
from tests.test_cli import ROOT, SHIPPED, run

M = "exampleshire/exampleshire-methotrexate.yml"
AREAS = "reference/areas.yml"
SERVICES = "reference/services.yml"
DAY = "2026-11-21"
TITLE = "Methotrexate for adults with rheumatoid arthritis (Exampleshire, North Exampleshire)"
REVIEW = "  review_due: 2027-04\n"
REVIEWS = "  reviews:\n"
EXTENSION = (
    "  extensions: [{{decided_on: 2026-06-01, until: {until}, by: exampleshire-apc, reason: Awaiting guidance}}]\n"
)
OWNER = (
    "  owner: {role: Rheumatology pharmacist, organisation: exampleshire-trust, email: rheum-pharmacy@example.org}\n"
)
CHECKED = "  services: [exampleshire-shared-care-les]\n  checked_on: 2026-10-01\n"
EDITOR, PHARMACIST = "Editor for Exampleshire", "Rheumatology pharmacist, Exampleshire Hospitals"


@pytest.fixture(autouse=True)
def nowhere(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)


def register(to: Path, *edits: tuple[str, str], others: tuple[tuple[str, str, str], ...] = ()) -> Path:
    """The register with the one protocol, with edits made in it."""
    folder = copied(to, *((M, good, bad) for good, bad in edits), *others)
    for name in ("exampleshire-lithium.yml", "exampleshire-leflunomide-and-sulfasalazine.yml"):
        (folder / "exampleshire" / name).unlink()
    return folder


def due(folder: Path, day: str = DAY, *options: str) -> list[str]:
    """Each thing that is due, as `owner | band | what`, as the command prints it."""
    code, output, errors = run("remind", "--register", str(folder), "--on", day, *options)
    assert (code, errors) == (0, "")
    found, owner, band = [], "", ""
    for line in output.splitlines()[4:]:
        if line.startswith("    "):
            found.append(f"{owner} | {band} | {line.strip()}")
        elif line.startswith("  "):
            band = line.strip()
        elif line:
            owner = line.partition(" <")[0]
    return found


def m(band: str, words: str, owner: str = PHARMACIST, title: str = TITLE) -> list[str]:
    return [f"{owner} | {band} | {title}: {words} [exampleshire-methotrexate]"]


SOON, NEAR, TODAY, PAST, NONE = (
    "Within 90 days", "Within 30 days", "Today is the last day", "Already past", "No date is known"
)  # fmt: skip
BANDS = {
    "2027-01-29": [],
    "2027-01-30": m(SOON, "its review is due by 30 April 2027."),
    "2027-03-30": m(SOON, "its review is due by 30 April 2027."),
    "2027-03-31": m(NEAR, "its review is due by 30 April 2027."),
    "2027-04-29": m(NEAR, "its review is due by 30 April 2027."),
    "2027-04-30": m(TODAY, "its review is due by 30 April 2027."),
    "2027-05-01": m(PAST, "its review was due by 30 April 2027."),
}


@pytest.mark.parametrize(("day", "expected"), BANDS.items())
def test_a_month_counts_to_its_last_day_and_the_bands_meet(day, expected, tmp_path):
    assert due(register(tmp_path), day) == expected


CASES: dict[str, tuple[tuple[tuple[str, str], ...], str, list[str]]] = {
    "a year is near from its first day": (
        ((REVIEW, "  review_due: 2027\n"),), "2027-01-01", m(SOON, "its review is due by 31 December 2027."),
    ),
    "not the day before": (((REVIEW, "  review_due: 2027\n"),), "2026-12-31", []),
    "a printed end is said as printed": (
        ((REVIEW, '  ends_as_printed: "2024-2026"\n  end: 2026\n  end_means: unknown\n'),), "2027-01-01",
        m(PAST, "its review was due by 31 December 2026 (its end is printed as “2024-2026”, read as a review date)."),
    ),
    "no date": (
        ((REVIEW, "  review_due: unknown\n"),), DAY, m(NONE, "nobody has confirmed when it is to be reviewed."),
    ),
    "a last valid day": (
        (("expires: 2028-04-30", "expires: 2026-12-01"), (REVIEW, "  review_due: 2026-12-01\n")), DAY,
        m(NEAR, "its last valid day is 1 December 2026.") + m(NEAR, "its review is due by 1 December 2026."),
    ),
    "past validity, the review is no more asked for": (
        (("expires: 2028-04-30", "expires: 2026-11-20"), (REVIEW, "  review_due: 2026-09\n")), DAY,
        m(PAST, "its last valid day was 20 November 2026."),
    ),
    "an extension stands for the review": (
        ((REVIEW, "  review_due: 2026-06-30\n" + EXTENSION.format(until="2026-12-31")),), DAY,
        m(SOON, "its extension ends on 31 December 2026."),
    ),
    "an extension that runs long": (
        ((REVIEW, "  review_due: 2026-06-30\n" + EXTENSION.format(until="2027-06-30")),), DAY, [],
    ),
    "decided before the review date": (
        ((REVIEW, "  review_due: 2026-12-31\n" + EXTENSION.format(until="2027-12-31")),), DAY, [],
    ),
    "an extension that has ended": (
        ((REVIEW, "  review_due: 2026-06-30\n" + EXTENSION.format(until="2026-10-31")),), DAY,
        m(PAST, "its review was due by 30 June 2026, and its extension ended on 31 October 2026."),
    ),
    "an extension that nobody decided": (
        ((REVIEW, "  review_due: 2026-06-30\n" + EXTENSION.format(until="2027-06-30").replace("2026-06-01", "unknown")),
         ), DAY, m(PAST, "its review was due by 30 June 2026."),
    ),
    "withdrawn": (
        ((REVIEW, "  review_due: 2026-09\n"), (REVIEWS, "  withdrawn: {on: 2026-11-21, reason: unsafe}\n" + REVIEWS)),
        DAY, [],
    ),
    "withdrawn from tomorrow, past review today": (
        ((REVIEW, "  review_due: 2026-09\n"), (REVIEWS, "  withdrawn: {on: 2026-11-22, reason: unsafe}\n" + REVIEWS)),
        DAY, m(PAST, "its review was due by 30 September 2026."),
    ),
    "withdrawn before its review is due": (
        ((REVIEW, "  review_due: 2026-12-31\n"), (REVIEWS, "  withdrawn: {on: 2026-12-31, reason: unsafe}\n" + REVIEWS)
         ), DAY, [],
    ),
    "superseded": (
        ((REVIEW, "  review_due: 2026-09\n"),
         (REVIEWS, "  superseded: {on: 2026-01-01, by: exampleshire-lithium}\n" + REVIEWS)), DAY, [],
    ),
    "retired by its review": (((REVIEW, "  review_due: 2026-09\n"), ("outcome: amended", "outcome: retired")), DAY, []),
    "retired, and approved anew": (
        ((REVIEW, "  review_due: 2026-09\n"), ("outcome: amended", "outcome: retired"),
         ("{on: 2024-04-10, by: Rheu", "{on: 2024-04-09, by: Rheu")),
        DAY, m(PAST, "its review was due by 30 September 2026."),
    ),
    "a draft": (((REVIEW, "  review_due: 2026-09\n"), ("  status: approved\n", "  status: draft\n")), DAY, []),
    "suspended": (
        ((REVIEW, "  review_due: 2026-09\n"), (REVIEWS, "  suspended: {on: 2026-11-01, reason: Unclear}\n" + REVIEWS)),
        DAY, m(PAST, "its review was due by 30 September 2026."),
    ),
    "contacts, together by their day": (
        (("phone: \"01632 960002\", checked_on: 2026-09-12", "phone: \"01632 960002\", checked_on: 2025-12"),
         ("960000\", checked_on: 2026-09-12", "960000\", checked_on: 2025-12")), DAY,
        m(NEAR, "its contacts (Rheumatology advice line; Rheumatology clinic) were last checked in December 2025; that "
          "is to be done again by 1 December 2026."),
    ),
    "a contact of which no day is known": (
        (("phone: \"01632 960002\", checked_on: 2026-09-12", "phone: \"01632 960002\", checked_on: unknown"),), DAY,
        m(NONE, "when somebody last checked this contact is not known: Rheumatology clinic."),
    ),
    "funding to be confirmed again": (
        ((CHECKED, CHECKED.replace("2026-10-01", "2025-11-20")),), DAY,
        m(PAST, "its funding was last confirmed on 20 November 2025; that was to be done again by 20 November 2026.",
          EDITOR),
    ),
    "funding that nobody ever confirmed is due on no day": (
        ((CHECKED, CHECKED.replace("2026-10-01", "unknown")),), DAY, [],
    ),
    "a notice that no review has read": (
        (("notices_read: [once-weekly-2020], ", ""),), DAY,
        m(PAST, "its last review has not read the safety notice “Once a week, not once a day”, recorded "
          "on 14 September 2026."),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "day", "expected"), CASES.values(), ids=CASES)
def test_what_is_due(edits, day, expected, tmp_path):
    assert due(register(tmp_path, *edits), day) == expected


ENDS = ("    end: 2028-03-31\n", "    end: 2026-12-15\n")
ALSO = "  services: [exampleshire-shared-care-les, exampleshire-shared-care-from-2027]\n  checked_on: 2026-10-01\n"
PAYS = "the service that pays for it, Exampleshire shared care enhanced service of Exampleshire Integrated Care Board,"


@pytest.mark.parametrize(
    ("edits", "ends", "day", "expected"),
    [
        ((), "2026-12-15", DAY, m(NEAR, f"{PAYS} ends on 15 December 2026.", EDITOR)),
        ((), "2026-11-20", DAY, m(PAST, f"{PAYS} ended on 20 November 2026.", EDITOR)),
        (((CHECKED, ALSO),), "2027-03-31", "2027-03-01", []),
        (((CHECKED, ALSO),), "2027-03-30", "2027-03-01", m(NEAR, f"{PAYS} ends on 30 March 2027.", EDITOR)),
        (((CHECKED, ALSO),), "2026-12-31", "2027-04-01", []),
        ((("meaning: shared-care", "meaning: specialist-only"),), "2026-11-20", DAY, []),
    ],
    ids=[
        "ends",
        "ended",
        "another follows",
        "another follows a day late",
        "another has followed",
        "nothing to pay for",
    ],
)
def test_a_service_that_ends_is_missed_where_nothing_takes_its_place(edits, ends, day, expected, tmp_path):
    folder = register(
        tmp_path,
        *edits,
        (REVIEW, "  review_due: 2028-04\n"),
        others=((SERVICES, ENDS[0], f"    end: {ends}\n"),),
    )
    assert due(folder, day) == expected


OWNERS = {
    "a role of an organisation": (OWNER, PHARMACIST, "rheum-pharmacy@example.org"),
    "a role without an organisation": (
        "  owner: {role: Rheumatology pharmacist}\n", "Rheumatology pharmacist, Exampleshire", "no mailbox recorded",
    ),
    "an organisation without a role": (
        "  owner: {role: unknown, organisation: exampleshire-trust}\n", "Exampleshire Hospitals", "no mailbox recorded",
    ),
    "nobody": ("  owner: unknown\n", "Exampleshire Area Prescribing Committee", "no mailbox recorded"),
    "no committee either": ("  committee: unknown\n", "Editor for Exampleshire", "editor@example.org"),
}  # fmt: skip


@pytest.mark.parametrize(("owner", "name", "mailbox"), OWNERS.values(), ids=OWNERS)
def test_the_owner_is_told_or_else_the_committee_or_else_the_editor(owner, name, mailbox, tmp_path):
    edits = ((OWNER, owner),) if "committee" not in owner else ((OWNER, ""), ("  committee: exampleshire-apc\n", owner))
    mailbox_of_editor = (AREAS, "    list: {read_whole", "    editor: editor@example.org\n    list: {read_whole")
    folder = register(tmp_path, *edits, (REVIEW, "  review_due: 2026-09\n"), others=(mailbox_of_editor,))
    lines = run("remind", "--register", str(folder), "--on", DAY)[1].splitlines()
    assert lines[:5] == ["Due on 21 November 2026", "", "Already past: 1.", "", f"{name} <{mailbox}>"]


def test_a_listing_says_that_it_is_one_and_is_to_be_read_again(tmp_path):
    folder = copied(tmp_path)
    remark = "As listed when read on 14 September 2026; it may since have been renewed."
    found = [line for line in due(folder, "2027-12-31") if "lithium" in line]
    what = "Lithium for adults (Exampleshire)"
    again = "on 14 September 2026; that was to be done again by 14 September 2027."
    assert found == [
        f"Editor for Exampleshire | Already past | {what}: its funding was last confirmed {again} {remark} "
        "[exampleshire-lithium]",
        f"Editor for Exampleshire | Already past | {what}: the list that it was found in was last read {again} "
        f"{remark} [exampleshire-lithium]",
        f"Exampleshire Area Prescribing Committee | Today is the last day | {what}: its review is due by 31 December "
        f"2027 (its end is printed as “2025-2027”, read as a review date). {remark} [exampleshire-lithium]",
    ]


def test_an_areas_own_list_is_to_be_read_again(tmp_path):
    folder = register(
        tmp_path, (REVIEW, "  review_due: 2028-04\n"), (CHECKED, CHECKED.replace("2026-10-01", "unknown"))
    )
    assert due(folder, "2027-08-20") == [
        "Editor for Exampleshire | Within 30 days | Exampleshire: its list of protocols was last read on 14 September "
        "2026; that is to be done again by 14 September 2027. [exampleshire]",
        f"{PHARMACIST} | Within 30 days | {TITLE}: its contacts (Rheumatology advice line; Rheumatology clinic) were "
        "last checked on 12 September 2026; that is to be done again by 12 September 2027. [exampleshire-methotrexate]",
    ]


def test_an_areas_own_review_date_is_its_committees(tmp_path):
    own = (
        "area: exampleshire-north, status: adopted",
        "area: exampleshire-north, review_due: 2026-12, status: adopted",
    )
    title = "Methotrexate for adults with rheumatoid arthritis (North Exampleshire)"
    words = "its review is due by 31 December 2026."
    expected = m(SOON, words, "Exampleshire Area Prescribing Committee", title)
    assert due(register(tmp_path, own)) == expected


@pytest.mark.parametrize("status", ["not-adopted", "pending"])
def test_an_area_that_has_not_adopted_it_is_not_reminded(status, tmp_path):
    edits = (("status: adopted", f"status: {status}"), (REVIEW, "  review_due: 2026-09\n"))
    title = "Methotrexate for adults with rheumatoid arthritis (Exampleshire)"
    expected = m(PAST, "its review was due by 30 September 2026.", title=title)
    assert due(register(tmp_path, *edits)) == expected


def test_a_file_that_cannot_be_read_is_never_passed_over(tmp_path):
    folder = register(tmp_path, ("title: Methotrexate", "ttile: Methotrexate"))
    assert due(folder) == [
        "Editor for Exampleshire | No date is known | exampleshire-methotrexate (Exampleshire): its file cannot be "
        "read, so none of its dates is known. [exampleshire-methotrexate]"
    ]


def test_a_place_that_does_not_exist_is_left_out_unless_asked_for(tmp_path):
    folder = register(tmp_path, (REVIEW, "  review_due: 2026-09\n"))
    file = folder / AREAS
    file.write_text(file.read_text(encoding="utf-8").replace("fictional: false", "fictional: true"), encoding="utf-8")
    assert due(folder) == []
    assert due(folder, "2028-12-31") == []
    assert due(folder, DAY, "--invented") == m(PAST, "its review was due by 30 September 2026.")
    (folder / M).write_text("id: [", encoding="utf-8")
    assert due(folder) == []


def test_what_the_shipped_register_shows_as_lapsed_is_due_and_nothing_that_has_ended():
    day = "2026-11-21"
    _, output, _ = run("status", "--register", str(SHIPPED), "--on", day, "--format", "csv")
    states: dict[str, set[str]] = {}
    for line in output.splitlines()[1:]:
        _, protocol, _, fictional, currency, *_ = line.split(",")
        if fictional == "False":
            states.setdefault(protocol, set()).add(currency)
    listed = set(
        re.findall(r"\[([a-z0-9-]+)\]$", run("remind", "--register", str(SHIPPED), "--on", day)[1], re.MULTILINE)
    )
    lapsed = {
        name for name, found in states.items() if found & {"out-of-date", "expired", "no-review-date", "due-soon"}
    }
    assert len(lapsed) > 50
    assert lapsed <= listed
    assert not any(name.startswith("exampleshire") for name in listed)
    ended = {name for name, found in states.items() if found <= {"withdrawn", "superseded", "draft"}}
    assert listed & ended == set()


def test_nothing_due_is_said(tmp_path):
    code, output, _ = run("remind", "--register", str(register(tmp_path)), "--on", DAY)
    assert (code, output) == (0, "Due on 21 November 2026\n\nNothing is due.\n")


HOSTILE = (
    "title: Methotrexate for adults with rheumatoid arthritis\n",
    'title: "<b>@all</b> [x](https://evil.test) #12 www.evil.test ##[group]x"\n',
)


def test_no_text_of_a_file_is_markup_or_calls_anybody(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://register.example.org/")
    folder = register(tmp_path, HOSTILE, (REVIEW, "  review_due: 2026-09\n"))
    line = run("remind", "--register", str(folder), "--on", DAY, "--format", "markdown")[1].splitlines()[6]
    assert line == (
        "- \\<b\\>@\u2060all\\</b\\> \\[x\\]\\(https:\u2060//evil.test\\) \\#\u206012 www\u2060.evil.test "
        "\\#\u2060 \\#\u2060\\[group\\]x \\(Exampleshire, North Exampleshire\\): its review was due by "
        "30 September 2026. [exampleshire-methotrexate](https://register.example.org/p/exampleshire-methotrexate/)"
    )


def test_the_settings_say_where_the_site_stands(tmp_path):
    folder = register(tmp_path, (REVIEW, "  review_due: 2026-09\n"))
    (folder / "reference/register.yml").write_text("site: https://ours.example.org/care\n", encoding="utf-8")
    said = run("remind", "--register", str(folder), "--on", DAY, "--format", "markdown")[1]
    assert "](https://ours.example.org/care/p/exampleshire-methotrexate/)" in said


@pytest.mark.parametrize("site", ["", "/", "javascript:alert(1)"])
def test_without_the_sites_address_a_line_has_its_id_alone(site, tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_URL", site)
    folder = register(tmp_path, (REVIEW, "  review_due: 2026-09\n"))
    assert due(folder) == m(PAST, "its review was due by 30 September 2026.")
    assert "](" not in run("remind", "--register", str(folder), "--on", DAY, "--format", "markdown")[1]


def mail(folder: Path, out: Path, day: str = DAY) -> tuple[int, str, str]:
    return run("remind", "--register", str(folder), "--on", day, "--format", "eml", "--out", str(out))


MAIL = """\
To: "Rheumatology pharmacist, Exampleshire Hospitals"
 <rheum-pharmacy@example.org>
Subject: Shared care register: 1 thing due, 21 November 2026
Date: Sat, 21 Nov 2026 08:00:00 +0000
Message-ID: <2026-11-21.KEY@reminders.invalid>
X-Unsent: 1
Auto-Submitted: auto-generated
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable
MIME-Version: 1.0

To: Rheumatology pharmacist, Exampleshire Hospitals

On 21 November 2026 the register of shared care protocols counts as due:

Already past

- Methotrexate for adults with rheumatoid arthritis (Exampleshire, North
  Exampleshire): its review was due by 30 September 2026.
  https://register.example.org/p/exampleshire-methotrexate/

This message comes from the register of shared care protocols, which keeps
dates and sends no reminder by hand. A passed date ends nobody's treatment.
If a date here is wrong, the register is wrong: please say so. Never send
patient data in reply.
"""


def test_an_email_for_each_owner_with_a_mailbox_and_a_line_for_each_without(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://register.example.org/")
    folder = register(tmp_path, (REVIEW, "  review_due: 2026-09\n"), (CHECKED, CHECKED.replace("2026-10", "2025-10")))
    out = tmp_path / "mail"
    name = "rheumatology-pharmacist-exampleshire-hospitals.eml"
    expected = (
        0,
        f"Wrote {out / name}\nNo mailbox is recorded for Editor for Exampleshire: 1 due, no e-mail written.\n"
        "Already past: 2.\n",
        "",
    )
    assert mail(folder, out) == expected
    raw = (out / name).read_bytes()
    assert re.sub(r"\.[0-9a-f]{24}@", ".KEY@", raw.decode()).replace("\r\n", "\n") == MAIL
    assert [file.name for file in out.iterdir()] == [name]
    mail(folder, out)
    assert (out / name).read_bytes() == raw


NAMES = (
    "Nurse\r\nBcc: x@evil.test\r\n\r\nbody",
    "Nurse\u0085Bcc: x@evil.test\u2028\u2029",
    'Nurse" <x@evil.test>, "y',
    "Nurse, z@evil.test; <x@evil.test>",
    "=?utf-8?q?x=0ABcc:_x@evil.test?=",
    "Nurse\x00\x1b[2J",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_cannot_write_headers_lines_or_addresses(name):
    item = Item(Owner(name, "a@example.org"), Kind.REVIEW, "x", name, (name,), name)
    ((file, raw),) = messages([Group(item.owner, ((Band.PAST, (item,)),))], date(2026, 11, 21), lambda row: name)
    assert re.fullmatch(r"[a-z0-9-]+\.eml", file)
    read = email.message_from_bytes(raw, policy=email.policy.default)
    assert [address.addr_spec for address in read["To"].addresses] == ["a@example.org"]
    assert read.keys() == [
        "To", "Subject", "Date", "Message-ID", "X-Unsent", "Auto-Submitted", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version",
    ]  # fmt: skip
    assert "\x1b" not in read.get_content()
    assert read.get_content_type() == "text/plain"


def test_a_mailbox_that_is_no_address_is_no_file_of_the_registers(tmp_path):
    folder = register(tmp_path, (OWNER, OWNER.replace("rheum-pharmacy@", '"a\\nBcc: b"@')))
    assert "its file cannot be read" in run("remind", "--register", str(folder), "--on", DAY)[1]


def test_two_owners_of_one_name_have_two_files(tmp_path):
    folder = copied(tmp_path, (M, REVIEW, "  review_due: 2026-09\n"))
    other = folder / "exampleshire/exampleshire-leflunomide-and-sulfasalazine.yml"
    shutil.copy(folder / M, other)
    text = other.read_text(encoding="utf-8").replace("rheum-pharmacy@", "other@")
    other.write_text(
        text.replace("id: exampleshire-methotrexate", "id: exampleshire-leflunomide-and-sulfasalazine"), "utf-8"
    )
    mail(folder, tmp_path / "mail")
    stem = "rheumatology-pharmacist-exampleshire-hospitals"
    assert {file.name for file in (tmp_path / "mail").iterdir()} == {f"{stem}.eml", f"{stem}-2.eml"}


@pytest.mark.parametrize("options", [("--format", "eml"), ("--out", "x"), ("--format", "markdown", "--out", "x")])
def test_an_email_needs_a_folder_and_a_folder_an_email(options):
    code, _, errors = run("remind", "--register", str(SHIPPED), *options)
    assert code == 2
    assert "`--format eml` and `--out FOLDER` belong together" in errors


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "x").write_text("", encoding="utf-8")
    folder = register(tmp_path, (REVIEW, "  review_due: 2026-09\n"))
    code, _, errors = mail(folder, tmp_path / "x" / "y")
    assert (code, errors.splitlines()[-1]) == (
        1,
        f"{tmp_path / 'x' / 'y'} cannot be written: Not a directory. Name another folder with --out",
    )


PAGE = (ROOT / "docs/about/by-the-clock.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"\.venv/bin/sharedcare ([^#\n&>]+)", PAGE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_the_page_gives_is_one(command):
    name, *arguments = command.split()
    found = main.commands[name]
    with found.make_context(name, arguments, parent=click.Context(main, obj=date(2026, 11, 21))):
        assert len(COMMANDS) >= 9


def test_the_page_tells_of_every_workflow_and_kind_and_band():
    workflows = {file.name for file in (ROOT / ".github/workflows").glob("*.yml")}
    assert set(re.findall(r"^\| `([\w-]+\.yml)` \|", PAGE, re.MULTILINE)) == workflows
    rows = re.search(r"\| --- \| --- \|\n((?:\|.*\n)+)", PAGE)
    assert rows is not None
    assert rows[1].count("\n") == len(Kind) - 1  # a review and an extension stand in one row
    assert [label for label in BAND_LABELS.values() if label.lower() not in " ".join(PAGE.lower().split())] == []


def test_a_line_of_cron_is_five_times_and_a_command():
    (table,) = re.findall(r"```crontab\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for line in table.splitlines() if line and line[0] in "0123456789*"]
    assert len(lines) == 5
    for line in lines:
        *times, command = line.split(maxsplit=5)
        assert all(re.fullmatch(r"\d+|\*", time) for time in times)
        assert command.startswith("cd /srv/register && ")
        assert "%" not in command  # cron would take it for the end of the line


def test_a_number_at_the_end_of_a_name_takes_no_others_file():
    owners = [Owner(name, f"{number}@example.org") for number, name in enumerate(("APC", "apc", "APC 2"))]
    files = [file for file, _ in messages([Group(owner, ()) for owner in owners], date.fromisoformat(DAY), str)]
    assert files == ["apc.eml", "apc-2.eml", "apc-2-2.eml"]
