"""The common edits, through the front door: exact words, the lines that change, and what is refused."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from sharedcare import cli
from sharedcare.editing.edits import with_row, with_value, without
from sharedcare.editing.sheet import CannotEdit, Sheet
from sharedcare.register.load import load
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.shelves import Ids
from sharedcare.rules import check
from tests.registers import BASE, DAY, copied

METHOTREXATE = "exampleshire/exampleshire-methotrexate.yml"
LITHIUM = "exampleshire/exampleshire-lithium.yml"
IDS = "reference/ids.yml"
EXTEND = ("--decided-on", "2026-11-11", "--by", "exampleshire-apc", "--reason", "It is being revised: again",
          "--source", "protocol")  # fmt: skip
REVIEW = ("--on", "2026-11-20", "--by", "Rheumatology pharmacist", "--outcome", "unchanged", "--read", "protocol")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "_today", lambda: date(2026, 11, 21))
    return copied(tmp_path)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.main, [*arguments, "--register", "register"], prog_name="sharedcare")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def touched(folder: Path) -> dict[str, list[str]]:
    """The lines of each file that differ from those of the tests' register."""
    made = {}
    files = {path.relative_to(root).as_posix() for root in (BASE, folder) for path in root.rglob("*.yml")}
    for file in sorted(files):
        before, after = (
            path.read_text(encoding="utf-8").splitlines() if path.exists() else []
            for path in (BASE / file, folder / file)
        )
        if before != after:
            made[file] = changed(before, after)
    return made


def changed(before: list[str], after: list[str]) -> list[str]:
    lines = list(difflib.unified_diff(before, after, lineterm="", n=0))[2:]
    return [f"{line[0]} {line[1:]}" for line in lines if line[0] != "@"]


def new_findings(folder: Path) -> set[str]:
    return {finding.code for finding in check(load(folder), DAY)} - {"SC801"}


MINUTES = (
    "  minutes: {title: Minutes, publisher: Exampleshire APC, published: 2026-11, read_as: original, "
    "checked_on: 2026-11-18}"
)


def with_minutes(folder: Path) -> tuple[str, ...]:
    """What an extension says that cites the committee's minutes, which the file names from now on."""
    file = folder / METHOTREXATE
    file.write_text(file.read_text(encoding="utf-8").replace("sources:\n", f"sources:\n{MINUTES}\n"), encoding="utf-8")
    return (*EXTEND[:-1], "minutes")


def test_a_review_after_an_extension_sets_the_next_date(here):
    decided = with_minutes(here)
    assert run("extend", "exampleshire-methotrexate", "--until", "2027-10-31", *decided)[0] == 0
    code, _, errors = run("review", "exampleshire-methotrexate", *REVIEW, "--next", "2029-11-30")
    assert (code, errors) == (0, "")


def test_a_review_older_than_what_stands_there_moves_no_date(here):
    """The rules of changes are asked too: what a pull request would refuse is refused at once."""
    old = ("--on", "2023-01-01", *REVIEW[2:])
    code, output, errors = run("review", "exampleshire-methotrexate", *old, "--next", "2030-11-30")
    assert (code, output) == (1, "")
    assert errors.startswith("Nothing is changed. With this edit, the register would have:\n")
    assert " SC951 `review_due` moves " in errors
    assert touched(here) == {}


def test_an_extension(here):
    code, output, errors = run("extend", "exampleshire-methotrexate", "--until", "2027-10-31", *with_minutes(here))
    assert (code, errors) == (0, "")
    assert output == (
        "exampleshire-methotrexate is extended to 2027-10-31, as exampleshire-apc decided on 2026-11-11.\n"
        "Its review date stays as printed.\n"
        f"  register/{METHOTREXATE}: 6 lines in place of 0 lines\n"
    )
    assert touched(here) == {
        METHOTREXATE: [
            "+   extensions:",
            "+     - decided_on: 2026-11-11",
            "+       until: 2027-10-31",
            "+       by: exampleshire-apc",
            '+       reason: "It is being revised: again"',
            "+       source: minutes",
            f"+ {MINUTES}",
        ]
    }
    assert new_findings(here) == set()


def test_an_extension_that_cites_what_is_older_than_its_decision(here):
    code, output, errors = run("extend", "exampleshire-methotrexate", "--until", "2027-10-31", *EXTEND)
    assert (code, output) == (1, "")
    assert " SC954 `protocol` was published in April 2024, before the decision of 2026-11-11\n" in errors
    assert "help: Cite the minute of that decision, and name it under `sources` with the day on which it was " in errors
    assert "Copy them" not in errors
    assert touched(here) == {}


AGAIN = ("extend", "exampleshire-leflunomide-and-sulfasalazine", "--until", "2027-10-31", *EXTEND,
         "--decided-on", "2026-11-18")  # fmt: skip


def test_what_the_check_only_warns_of_is_told_and_written(here):
    code, output, errors = run(*AGAIN, "--source", "minutes")
    assert (code, errors) == (0, "")
    told = output.partition("\nWith this edit, the check warns of this:\n\n")[2]
    assert " SC205 this extends the document once more, without a review in between\n" in told
    (lines,) = touched(here).values()
    assert any("decided_on: 2026-11-18" in line for line in lines)


def test_a_second_extension_that_nobody_decided_is_refused(here):
    code, output, errors = run(*AGAIN)
    assert (code, output) == (1, "")
    assert " SC954 `protocol` was published in June 2023, before the decision of 2026-11-18\n" in errors
    assert touched(here) == {}


def test_a_review_brings_the_next_review_date(here):
    more = ("--read", "notice", "--notice", "once-weekly-2020", "--minute", "26/40", "--next", "2028-11-30")
    code, output, errors = run("review", "exampleshire-methotrexate", *REVIEW, *more)
    assert (code, errors) == (0, "")
    assert output == (
        "The review of exampleshire-methotrexate on 2026-11-20 is recorded, by the role Rheumatology pharmacist: "
        "unchanged.\nIt is now due for review on 2028-11-30; before: 2027-04.\n"
        f"  register/{METHOTREXATE}: 7 lines in place of 1 line\n"
    )
    assert touched(here)[METHOTREXATE] == [
        "-   review_due: 2027-04",
        "+   review_due: 2028-11-30",
        "+     - on: 2026-11-20",
        "+       by: Rheumatology pharmacist",
        "+       outcome: unchanged",
        "+       sources_read: [protocol, notice]",
        "+       notices_read: [once-weekly-2020]",
        '+       minute: "26/40"',
    ]
    assert new_findings(here) == set()


def test_a_review_without_a_date_leaves_it(here):
    code, output, _ = run("review", "exampleshire-methotrexate", *REVIEW, "--notice", "once-weekly-2020")
    assert code == 0
    assert "Its review date is not changed.\n" in output
    assert touched(here)[METHOTREXATE] == [
        "+     - on: 2026-11-20",
        "+       by: Rheumatology pharmacist",
        "+       outcome: unchanged",
        "+       sources_read: [protocol]",
        "+       notices_read: [once-weekly-2020]",
    ]


@pytest.mark.parametrize("printed", ["2028", "2028-11", "2028-11-30"])
def test_the_next_review_date_is_written_as_it_is_printed(printed, here):
    code, output, errors = run("review", "exampleshire-methotrexate", *REVIEW, "--next", printed)
    assert (code, errors) == (0, "")
    assert f"It is now due for review on {printed}; before: 2027-04.\n" in output
    assert f"+   review_due: {printed}" in touched(here)[METHOTREXATE]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2028-13", "'2028-13' is no date; write it as it is printed: 2029-11-30, 2029-11 or 2029\n"),
        ("2928", "'2928' is not in the years 1900 to 2200\n"),
    ],
)
def test_the_next_review_date_is_a_date(written, words, here):
    code, _, errors = run("review", "exampleshire-methotrexate", *REVIEW, "--next", written)
    assert code == 2
    assert errors.endswith(words)
    assert touched(here) == {}


AMENDED = ("--outcome", "amended", "--notice", "once-weekly-2020")


def test_what_a_review_amended_is_to_be_compared_again(here):
    code, output, errors = run("review", "exampleshire-methotrexate", *REVIEW, *AMENDED)
    assert (code, errors) == (0, "")
    assert (
        "It was verified on 1 October 2026, before that review. It says `status: transcribed` from now on.\n"
    ) in output
    assert touched(here)[METHOTREXATE][-2:] == ["-   status: verified", "+   status: transcribed"]
    assert new_findings(here) == set()


def test_what_was_verified_after_a_review_amended_it_stays_verified(here):
    edit(here, METHOTREXATE, "  on: 2026-10-01\n", "  on: 2026-11-20\n")
    code, output, errors = run("review", "exampleshire-methotrexate", *REVIEW, *AMENDED)
    assert (code, errors) == (0, "")
    assert "verified" not in output
    assert "  status: verified\n" in (here / METHOTREXATE).read_text(encoding="utf-8")


def test_a_note_on_a_date_that_was_unknown_goes_and_is_told(here):
    file = here / METHOTREXATE
    text = file.read_text(encoding="utf-8")
    note = "  review_due: unknown\n  review_due_note: Nobody could say\n"
    file.write_text(text.replace("  review_due: 2027-04\n", note), encoding="utf-8")
    code, output, _ = run("review", "exampleshire-methotrexate", *REVIEW, "--next", "2027-04-30")
    assert code == 0
    assert "before: unknown.\nThe note beside it no longer holds and is taken out: “Nobody could say”.\n" in output
    assert "Nobody could say" not in file.read_text(encoding="utf-8")


def test_a_protocol_is_withdrawn(here):
    code, output, _ = run("retire", "exampleshire-methotrexate", "--on", "2026-11-20", "--reason", "unsafe")
    assert code == 0
    assert output == (
        "exampleshire-methotrexate is withdrawn from 2026-11-20: unsafe.\nIts file stays, and its page says so.\n"
        f"  register/{METHOTREXATE}: 2 lines in place of 1 line\n"
    )
    assert touched(here) == {
        METHOTREXATE: [
            "-   status: approved",
            "+   status: withdrawn",
            "+   withdrawn: {on: 2026-11-20, reason: unsafe}",
        ]
    }


def test_a_protocol_is_superseded(here):
    other = (
        (here / LITHIUM).read_text(encoding="utf-8").replace("id: exampleshire-lithium\n", "id: exampleshire-salt\n")
    )
    (here / "exampleshire/exampleshire-salt.yml").write_text(other, encoding="utf-8")
    (here / IDS).write_text(
        (here / IDS).read_text(encoding="utf-8").replace("    retired:", "      - exampleshire-salt\n    retired:"),
        encoding="utf-8",
    )
    arguments = ("exampleshire-lithium", "--on", "2026-11-20", "--reason", "replaced", "--now", "exampleshire-salt")
    code, output, errors = run("retire", *arguments)
    assert (code, errors) == (0, "")
    assert output.startswith("exampleshire-lithium is superseded by exampleshire-salt from 2026-11-20.\n")
    assert touched(here)[LITHIUM] == [
        "-   status: approved",
        "+   status: superseded",
        "+   superseded: {on: 2026-11-20, by: exampleshire-salt}",
    ]


def edit(folder: Path, file: str, text: str, new: str) -> None:
    was = (folder / file).read_text(encoding="utf-8")
    assert was.count(text) == 1
    (folder / file).write_text(was.replace(text, new), encoding="utf-8")


APPROVED = "  status: approved\n"
SUPERSEDED = "  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n"
PLANNED = f"{APPROVED}  withdrawn: {{on: 2027-03-01, reason: back-to-specialist}}\n"
UNSAFE = ("--on", "2026-11-21", "--reason", "unsafe")


def test_what_took_another_protocols_place_is_withdrawn_at_once(here):
    """Nothing in another file holds up an urgent withdrawal; what it means there is told."""
    edit(here, LITHIUM, "drugs: [lithium]\n", "drugs: [methotrexate]\n")
    edit(here, LITHIUM, APPROVED, SUPERSEDED)
    told = (
        "With this edit, the check warns of this:\n\n"
        f"register/{LITHIUM}:19:36 SC912 the way from here ends at `exampleshire-methotrexate`, which has itself been "
        "withdrawn or superseded\n 19 |   superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n"
        "    |                                    ^\nhelp: If another protocol holds today, write its id here\n"
        "help: If none does, leave it as it is: both pages say that they have ended\n"
    )
    code, output, errors = run("retire", "exampleshire-methotrexate", *UNSAFE, "--dry-run")
    assert (code, errors) == (0, "")
    assert output.endswith(f"\n{told}Nothing is changed: this shows what would be.\n")
    code, output, errors = run("retire", "exampleshire-methotrexate", *UNSAFE)
    assert (code, errors) == (0, "")
    assert output.endswith(f"  register/{METHOTREXATE}: 2 lines in place of 1 line\n{told}")
    assert "withdrawn: {on: 2026-11-21, reason: unsafe}" in (here / METHOTREXATE).read_text(encoding="utf-8")


SUSPENDED = "  status: suspended\n  suspended: {on: 2026-09-01, reason: No clinic}\n"


def test_a_withdrawal_takes_the_place_of_a_suspension(here):
    edit(here, METHOTREXATE, APPROVED, SUSPENDED)
    code, output, errors = run("retire", "exampleshire-methotrexate", *UNSAFE)
    assert (code, errors) == (0, "")
    assert (
        "It was suspended from 2026-09-01: that block is taken out, since the end takes its place.\n"
        "Its file stays, and its page says so.\n"
    ) in output
    assert touched(here)[METHOTREXATE] == [
        "-   status: approved",
        "+   status: withdrawn",
        "+   withdrawn: {on: 2026-11-21, reason: unsafe}",
    ]


def test_a_suspension_stands_until_a_planned_withdrawal(here):
    edit(here, METHOTREXATE, APPROVED, SUSPENDED)
    code, output, errors = run("retire", "exampleshire-methotrexate", "--on", "2027-03-01", "--reason", "unsafe")
    assert (code, errors) == (0, "")
    said = "It is suspended from 2026-09-01: its page goes on saying that until you take the block `suspended` out.\n"
    assert said in output
    assert "its page says so" not in output
    assert "  suspended: {on: 2026-09-01, reason: No clinic}" in (here / METHOTREXATE).read_text(encoding="utf-8")


def test_an_urgent_withdrawal_comes_before_a_planned_one(here):
    edit(here, METHOTREXATE, APPROVED, PLANNED)
    code, output, errors = run("retire", "exampleshire-methotrexate", *UNSAFE)
    assert (code, errors) == (0, "")
    assert "On record until now: withdrawn from 2027-03-01 (back-to-specialist).\n" in output
    assert "withdrawn: {on: 2026-11-21, reason: unsafe}" in (here / METHOTREXATE).read_text(encoding="utf-8")


def test_what_has_been_replaced_can_still_be_found_unsafe(here):
    edit(here, METHOTREXATE, APPROVED, "  status: superseded\n  superseded: {on: 2026-01-01, by: unknown}\n")
    code, output, errors = run("retire", "exampleshire-methotrexate", *UNSAFE)
    assert (code, errors) == (0, "")
    assert "On record until now: superseded from 2026-01-01 (nobody knows why or by what).\n" in output
    text = (here / METHOTREXATE).read_text(encoding="utf-8")
    assert "status: withdrawn\n" in text
    assert "superseded: {on: 2026-01-01, by: unknown}\n" in text


_MEND = (
    "If it was recorded wrongly, mend it in the file and say so under `corrections`; if a committee has decided anew, "
    "add its review under `reviews`. Nothing is changed.\n"
)
_AGAIN = (
    "If a committee uses it again, record that in the file: its review under `reviews`, and the end taken out. "
    "Nothing is changed.\n"
)
_ALREADY = "already, and what is on record is not written over."
_WITHDRAWN = "  status: withdrawn\n  withdrawn: {on: 2026-11-20, reason: unsafe}\n"
_REPLACED = ("--on", "2026-11-21", "--reason", "replaced")
_LONGER = ("extend", "exampleshire-methotrexate", "--until", "2027-10-31", *EXTEND)
OVER = {
    "withdrawn again": (
        _WITHDRAWN,
        ("retire", "exampleshire-methotrexate", *_REPLACED),
        f"`exampleshire-methotrexate` is withdrawn from 2026-11-20 (unsafe) {_ALREADY} {_MEND}",
    ),
    "withdrawn again as unsafe": (
        _WITHDRAWN.replace("unsafe", "replaced"),
        ("retire", "exampleshire-methotrexate", *UNSAFE),
        f"`exampleshire-methotrexate` is withdrawn from 2026-11-20 (replaced) {_ALREADY} {_MEND}",
    ),
    "withdrawn later than planned": (
        PLANNED,
        ("retire", "exampleshire-methotrexate", "--on", "2027-04-01", "--reason", "replaced"),
        f"`exampleshire-methotrexate` is withdrawn from 2027-03-01 (back-to-specialist) {_ALREADY} {_MEND}",
    ),
    "superseded after it was withdrawn": (
        _WITHDRAWN,
        ("retire", "exampleshire-methotrexate", *_REPLACED, "--now", "exampleshire-lithium"),
        f"`exampleshire-methotrexate` is withdrawn from 2026-11-20 (unsafe) {_ALREADY} {_MEND}",
    ),
    "withdrawn on an unknown day": (
        "  status: withdrawn\n",
        ("retire", "exampleshire-methotrexate", *UNSAFE),
        f"`exampleshire-methotrexate` is withdrawn from a day that nobody knows {_ALREADY} {_MEND}",
    ),
    "extended after it was withdrawn": (
        _WITHDRAWN,
        _LONGER,
        "`exampleshire-methotrexate` is withdrawn from 2026-11-20 (unsafe), so it cannot be extended to 2027-10-31. "
        f"{_AGAIN}",
    ),
    "extended after it was replaced": (
        "  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-lithium}\n",
        _LONGER,
        "`exampleshire-methotrexate` is superseded from 2026-01-01 (exampleshire-lithium), so it cannot be extended "
        f"to 2027-10-31. {_AGAIN}",
    ),
    "extended past its planned end": (
        PLANNED,
        _LONGER,
        "`exampleshire-methotrexate` is withdrawn from 2027-03-01 (back-to-specialist), so it cannot be extended to "
        f"2027-10-31. {_AGAIN}",
    ),
    "replaced by what has ended": (
        _WITHDRAWN,
        ("retire", "exampleshire-lithium", *_REPLACED, "--now", "exampleshire-methotrexate"),
        "`exampleshire-methotrexate` is itself withdrawn from 2026-11-20 (unsafe), so it cannot take the place of "
        "`exampleshire-lithium`. Name the protocol that holds today, or leave out --now. Nothing is changed.\n",
    ),
}


@pytest.mark.parametrize(("stands", "arguments", "words"), OVER.values(), ids=OVER)
def test_what_is_on_record_is_not_written_over(stands, arguments, words, here):
    edit(here, METHOTREXATE, APPROVED, stands)
    before = (here / METHOTREXATE).read_text(encoding="utf-8")
    assert run(*arguments) == (1, "", words)
    assert (here / METHOTREXATE).read_text(encoding="utf-8") == before


def test_an_extension_may_end_before_a_planned_withdrawal(here):
    edit(here, METHOTREXATE, APPROVED, PLANNED.replace("2027-03", "2027-11"))
    row = "  note: {title: Minutes, publisher: APC, published: 2026-11, read_as: original, checked_on: 2026-11-18}\n"
    edit(here, METHOTREXATE, "\nsources:\n", f"\nsources:\n{row}")
    assert run(*_LONGER[:-1], "note")[0] == 0


def test_a_file_is_taken_away_and_its_id_stays(here):
    why = "The clinic gives it itself"
    code, output, errors = run("retire", "exampleshire-lithium", "--on", "2026-11-20", "--reason", why, "--take-away")
    assert (code, errors) == (0, "")
    assert output == (
        "The file of exampleshire-lithium is taken away.\n"
        "reference/ids.yml keeps its id: whoever follows it is told that nothing took its place.\n"
        "reference/ratchet.yml no longer names it.\n"
        f"  register/{LITHIUM}: taken away\n"
        "  register/reference/ids.yml: 1 line in place of 1 line\n"
        "  register/reference/ratchet.yml: 0 lines in place of 1 line\n"
    )
    assert not (here / LITHIUM).exists()
    assert touched(here)[IDS] == [
        "-       - exampleshire-lithium",
        "+       exampleshire-lithium: {retired_on: 2026-11-20, why: The clinic gives it itself, now: none}",
    ]
    assert new_findings(here) == set()


def test_a_new_id_is_followed_everywhere(here):
    before = (here / METHOTREXATE).read_text(encoding="utf-8")
    code, output, errors = run("rename", "exampleshire-methotrexate", "exampleshire-weekly", "--on", "2026-11-20")
    assert (code, errors) == (0, "")
    assert output == (
        "exampleshire-methotrexate is now exampleshire-weekly, in the file exampleshire/exampleshire-weekly.yml.\n"
        "reference/ids.yml keeps exampleshire-methotrexate: its links lead to exampleshire-weekly.\n"
        "reference/reports.yml follows.\n"
        "reference/ratchet.yml follows.\n"
        f"  register/exampleshire/exampleshire-weekly.yml: until now {METHOTREXATE}; 1 line in place of 1 line\n"
        "  register/reference/ids.yml: 6 lines in place of 2 lines\n"
        "  register/reference/ratchet.yml: 1 line in place of 1 line\n"
        "  register/reference/reports.yml: 1 line in place of 1 line\n"
    )
    assert not (here / METHOTREXATE).exists()
    after = (here / "exampleshire/exampleshire-weekly.yml").read_text(encoding="utf-8")
    assert after == before.replace("id: exampleshire-methotrexate\n", "id: exampleshire-weekly\n")
    files = touched(here)
    assert files[IDS] == [
        "-       - exampleshire-methotrexate",
        "+       - exampleshire-weekly",
        "-         now: exampleshire-methotrexate",
        "+         now: exampleshire-weekly",
        "+       exampleshire-methotrexate:",
        "+         retired_on: 2026-11-20",
        "+         why: The protocol has the id exampleshire-weekly now.",
        "+         now: exampleshire-weekly",
    ]
    assert files["reference/reports.yml"] == [
        "-     protocols: [exampleshire-methotrexate]",
        "+     protocols: [exampleshire-weekly]",
    ]
    assert files["reference/ratchet.yml"] == [
        "-       exampleshire/exampleshire-methotrexate.yml: 1",
        "+       exampleshire/exampleshire-weekly.yml: 1",
    ]
    assert new_findings(here) == set()


def test_a_new_id_holds_from_today(here):
    code, _, errors = run("rename", "exampleshire-lithium", "exampleshire-salt", "--reason", "So called now")
    assert (code, errors) == (0, "")
    retired = load(here).ids["exampleshire"].record.retired["exampleshire-lithium"]
    assert (str(retired.retired_on), retired.why, retired.now) == ("2026-11-21", "So called now", "exampleshire-salt")


def test_a_dry_run_shows_the_difference_and_changes_nothing(here):
    code, output, _ = run("rename", "exampleshire-lithium", "exampleshire-salt", "--on", "2026-11-20", "--dry-run")
    assert code == 0
    assert output.startswith(
        "--- register/exampleshire/exampleshire-lithium.yml\n+++ register/exampleshire/exampleshire-salt.yml\n"
        "@@ -1,5 +1,5 @@\n"
    )
    assert "\n-id: exampleshire-lithium\n+id: exampleshire-salt\n" in output
    assert output.endswith("\nNothing is changed: this shows what would be.\n")
    assert touched(here) == {}


REFUSED = {
    "an id that nobody has": (
        ("extend", "exampleshire-methotrexat", "--until", "2027-10-31", *EXTEND),
        "No protocol has the id `exampleshire-methotrexat`. Did you mean `exampleshire-methotrexate`? "
        "Nothing is changed.\n",
    ),
    "an end before the decision": (
        ("extend", "exampleshire-methotrexate", "--until", "2026-10-31", *EXTEND),
        "SC204 the extension ends before it was decided (2026-10-31 is before 2026-11-11)\n",
    ),
    "a committee that nobody knows": (
        ("extend", "exampleshire-methotrexate", "--until", "2027-10-31", *EXTEND, "--by", "exampleshire-acp"),
        "help: Did you mean `exampleshire-apc`?\n",
    ),
    "a source that the file does not have": (
        ("extend", "exampleshire-methotrexate", "--until", "2027-10-31", *EXTEND, "--source", "protocl"),
        "help: Did you mean `protocol`?\n",
    ),
    "a person's name": (
        ("review", "exampleshire-methotrexate", *REVIEW, "--by", "Dr Jane Smith"),
        "SC112 `Dr Jane` looks like a person, not a role\n",
    ),
    "a review that is still to come": (
        ("review", "exampleshire-methotrexate", *REVIEW, "--on", "2026-11-22"),
        "SC201 `on` is 2026-11-22, after today (21 November 2026)\n",
    ),
    "a review that retires what goes on": (
        ("review", "exampleshire-methotrexate", *REVIEW, "--outcome", "retired"),
        "this review retired the document, but it is neither withdrawn nor superseded\n",
    ),
    "a successor of other drugs": (
        ("retire", "exampleshire-lithium", "--on", "2026-11-20", "--reason", "replaced",
         "--now", "exampleshire-methotrexate"),
        "SC901 the way from here ends at `exampleshire-methotrexate`, which is for other drugs\n",
    ),
    "a successor that was never published": (
        ("retire", "exampleshire-lithium", "--on", "2026-11-20", "--reason", "So", "--take-away",
         "--now", "exampleshire-lithum"),
        "No protocol was ever published as `exampleshire-lithum`. Did you mean `exampleshire-lithium`? "
        "Nothing is changed.\n",
    ),
    "an id that is taken": (
        ("rename", "exampleshire-lithium", "exampleshire-gold"),
        "`exampleshire-gold` is taken. An id is never given to another protocol, not even a retired one. "
        "Nothing is changed.\n",
    ),
    "what is no id": (
        ("rename", "exampleshire-lithium", "Lithium"),
        "`Lithium` is no id. Use small letters, digits and single hyphens, as in `exampleshire-lithium`. "
        "Nothing is changed.\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(arguments, words, here):
    code, output, errors = run(*arguments)
    assert (code, output) == (1, "")
    assert words in errors
    assert "Nothing is changed" in errors
    assert str(here.parent) not in errors
    assert touched(here) == {}


def test_what_is_left_out_is_asked_for_in_words(here):
    code, _, errors = run("extend", "exampleshire-methotrexate", "--until", "2027-10-31")
    assert code == 2
    assert "Missing option '--decided-on'" in errors
    code, _, errors = run("retire", "exampleshire-methotrexate", "--on", "2026-11-20", "--reason", "old")
    assert code == 2
    assert "--reason 'old' is none of replaced, now-primary-care, back-to-specialist, unsafe" in errors
    code, _, errors = run("retire", "exampleshire-methotrexate", "--on", "tomorrow", "--reason", "unsafe")
    assert code == 2
    assert "'tomorrow' is not a day; write it as 2026-11-21" in errors


def test_a_file_that_cannot_be_read_is_not_edited(here):
    (here / LITHIUM).write_text("id: [", encoding="utf-8")
    code, _, errors = run("retire", "exampleshire-lithium", "--on", "2026-11-20", "--reason", "unsafe")
    assert code == 1
    assert errors == (
        "The file of `exampleshire-lithium` cannot be read. Run `sharedcare check` to see why, and mend that first. "
        "Nothing is changed.\n"
    )


# The edits of a text.

TEXT = """\
# head
id: a  # the id
document:
  status: draft  # so far
  # of the reviews
  reviews:
    - {on: 2026}  # first
    # last words

  owner: {role: R, organisation: unknown}
drugs: [a, b]
sources: {}
"""
EDITS = {
    "a value": (
        lambda sheet: with_value(sheet, ("document", "status"), "approved"),
        ["-   status: draft  # so far", "+   status: approved  # so far"],
    ),
    "a key in its place": (
        lambda sheet: with_value(sheet, ("document", "review_due"), "2027-04"),
        ["+   review_due: 2027-04"],
    ),
    "a row behind the last": (
        lambda sheet: with_row(sheet, ("document", "reviews"), {"on": "2027", "by": "Lead: two"}),
        ['+     - {on: 2027, by: "Lead: two"}'],
    ),
    "a value in brackets": (
        lambda sheet: with_value(sheet, ("document", "owner", "email"), "a@example.org"),
        ["-   owner: {role: R, organisation: unknown}",
         "+   owner: {role: R, organisation: unknown, email: a@example.org}"],
    ),
    "a row in brackets": (
        lambda sheet: with_row(sheet, ("drugs",), "c"), ["- drugs: [a, b]", "+ drugs: [a, b, c]"]
    ),
    "the first row": (
        lambda sheet: with_row(sheet, ("document", "consulted"), {"on": "2026"}),
        ["+   consulted:", "+     - {on: 2026}"],
    ),
    "a name that the file gives": (
        lambda sheet: with_value(sheet, ("sources", "no"), {"title": "T"}),
        ["- sources: {}", "+ sources:", '+   "no": {title: T}'],
    ),
    "a row taken out of brackets": (
        lambda sheet: without(sheet, ("drugs", 0)), ["- drugs: [a, b]", "+ drugs: [b]"]
    ),
    "a last row taken out": (
        lambda sheet: without(sheet, ("document", "reviews", 0)), ["-   reviews:", "-     - {on: 2026}  # first"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["Unix", "Windows"])
@pytest.mark.parametrize(("edit", "lines"), EDITS.values(), ids=EDITS)
def test_an_edit_touches_only_its_lines(edit, lines, ends):
    sheet = Sheet.of(Protocol, TEXT.replace("\n", ends))
    made = edit(sheet).text
    assert made.count("\r\n") == (made.count("\n") if ends == "\r\n" else 0)
    assert changed(TEXT.splitlines(), made.replace("\r\n", "\n").splitlines()) == lines


def test_a_comment_inside_what_would_be_written_anew_is_not_lost():
    sheet = Sheet.of(Protocol, "drugs: [a,\n  b, # one\n  c]\n")
    with pytest.raises(CannotEdit, match="A comment stands inside lines 1 to 3"):
        with_row(sheet, ("drugs",), "d")


def test_an_area_that_the_list_does_not_have_yet():
    sheet = Sheet.of(Ids, "ids:\n  b:\n    published:\n      - b-a\n")
    made = with_value(sheet, ("ids", "c", "retired", "c-a"), {"retired_on": "2026", "why": "So", "now": "none"})
    assert made.text.endswith("  c:\n    retired:\n      c-a: {retired_on: 2026, why: So, now: none}\n")
