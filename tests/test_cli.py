"""The command line, from its arguments to its exact output and exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from sharedcare.cli import main
from sharedcare.findings import Finding, Grade, Position, at_most
from sharedcare.register import likeness
from sharedcare.register.likeness import nearest
from sharedcare.reports.findings import FORMATS, TURN
from sharedcare.rules.state import LAPSED, UNPAID
from sharedcare.status import Arrangements, Currency, Funding

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "protocols"
DAY = "2026-11-21"
PACEF = {
    "lincolnshire-adhd-children",
    "lincolnshire-dementia",
    "lincolnshire-dermatology",
    "lincolnshire-dronedarone",
    "lincolnshire-inflammatory-bowel-disease",
    "lincolnshire-ketamine-oral",
}


def run(*arguments: str) -> tuple[int, str, str]:
    """Run the command line in this process: exit status, output, errors."""
    result = CliRunner().invoke(main, arguments, prog_name="sharedcare")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register of one protocol that names nothing else."""
    folder = tmp_path / "protocols" / "here"
    folder.mkdir(parents=True)
    (folder / "here-lithium.yml").write_text("id: here-lithium\narea: here\nttile: Lithium\n", encoding="utf-8")
    return folder.parent


def status_rows(folder: Path = SHIPPED, day: str = DAY) -> dict[tuple[str, str], dict[str, str]]:
    code, output, errors = run("status", "--register", str(folder), "--on", day, "--format", "json")
    assert (code, errors) == (0, "")
    made = json.loads(output)
    assert made["on"] == day
    return {(row["protocol"], row["area"]): row for row in made["status"]}


def test_the_six_listings_are_out_of_date():
    rows = {key: row for key, row in status_rows().items() if key[1] == "lincolnshire"}
    assert {protocol for (protocol, _), row in rows.items() if row["currency"] == "out-of-date"} == PACEF


def test_adult_adhd_has_no_review_date_and_is_reported_as_not_commissioned():
    row = status_rows()["lincolnshire-adhd-adults", "lincolnshire"]
    assert (row["currency"], row["funding"], row["arrangements"]) == ("no-review-date", "unknown", "not-known")
    assert "Reported as not commissioned by Lincolnshire Local Medical Committee (undated)." in row["why"]


def test_nothing_in_lincolnshire_has_arrangements_in_place():
    arrangements = {row["arrangements"] for (_, area), row in status_rows().items() if area == "lincolnshire"}
    assert arrangements == {"incomplete", "not-known"}


@pytest.mark.parametrize(
    ("column", "states"), [("currency", Currency), ("funding", Funding), ("arrangements", Arrangements)]
)
def test_exampleshire_shows_each_state(column, states, tmp_path):
    copy = tmp_path / "protocols"
    shutil.copytree(SHIPPED, copy)
    (copy / "exampleshire" / "exampleshire-broken.yml").write_text("[", encoding="utf-8")
    rows = [row for row in status_rows(copy).values() if row["fictional"]]
    assert {row[column] for row in rows} == {state.value for state in states}


def test_what_fails_is_on_the_screen_when_a_check_ends_and_first_where_others_are_cut_off(tmp_path):
    """A terminal shows its end; GitHub shows ten annotations, and the head of a summary."""
    copy = tmp_path / "protocols"
    shutil.copytree(SHIPPED, copy)
    spoilt = copy / "exampleshire" / "exampleshire-amiodarone.yml"
    text = spoilt.read_text(encoding="utf-8")
    spoilt.write_text(text.replace("review_due: 2", "review_due: soon 2", 1), encoding="utf-8")
    found = {form: run("check", "--register", str(copy), "--on", DAY, "--format", form)[1] for form in FORMATS}
    above, _, below = found["text"].partition(f"\n\n{TURN}\n\n")
    assert above.count(" SC") > 100
    assert "exampleshire-amiodarone.yml" not in above
    assert below.startswith(f"{spoilt}:")
    assert below.count(f"{copy}/") == 1
    assert below.count("\n") < 10
    assert found["github"].startswith(f"::error file={spoilt},")
    rows = [line for line in found["markdown"].splitlines() if line.startswith("| ")]
    assert "amiodarone" in rows[2]


def test_where_nothing_but_warnings_or_nothing_but_failures_stand_no_line_parts_them(register):
    _, warnings, _ = run("check", "--register", str(SHIPPED), "--on", DAY)
    _, failures, _ = run("check", "--register", str(register), "--on", DAY)
    assert "notable" in warnings
    assert "fails this check" in failures
    assert TURN not in warnings + failures


def test_every_format_of_status_tells_the_same():
    rows = list(status_rows().values())
    _, text, _ = run("status", "--register", str(SHIPPED), "--on", DAY)
    _, table, _ = run("status", "--register", str(SHIPPED), "--on", DAY, "--format", "csv")
    assert [{**row, "fictional": str(row["fictional"])} for row in rows] == [
        {key: value for key, value in row.items() if key != "on"} for row in csv.DictReader(io.StringIO(table))
    ]
    assert "exampleshire (example)" in text
    lines = text.replace(" (example)", "").splitlines()
    assert lines[0] == f"Status on {DAY}"
    assert [line.split()[:5] for line in lines[3:]] == [
        [row["protocol"], row["area"], row["currency"], row["funding"], row["arrangements"]] for row in rows
    ]


def test_the_day_decides():
    before = status_rows(day="2020-12-31")["lincolnshire-dronedarone", "lincolnshire"]
    after = status_rows(day="2021-01-01")["lincolnshire-dronedarone", "lincolnshire"]
    assert (before["currency"], after["currency"]) == ("due-soon", "out-of-date")


def test_a_lapse_alone_does_not_fail_a_plain_check():
    code, output, errors = run("check", "--register", str(SHIPPED), "--on", DAY)
    assert (code, errors) == (0, "")
    assert "none fails this check" in output.splitlines()[-1]


def test_the_example_area_is_in_no_list_of_lapses():
    _, output, _ = run("check", "--register", str(SHIPPED), "--on", DAY, "--format", "json")
    areas = {row["file"].split("/")[-2] for row in json.loads(output)["findings"]}
    assert "lincolnshire" in areas
    assert "exampleshire" not in areas


@pytest.mark.parametrize(
    "levels", ["out-of-date", "no-review-date", "unknown", "expired,out-of-date,no-review-date,unfunded"]
)
def test_fail_on_a_state_decides(levels):
    code, output, _ = run("check", "--register", str(SHIPPED), "--on", DAY, "--fail-on", levels)
    assert code == 1
    assert re.search(r"; [1-9]\d* fails? this check\.$", output)


def test_fail_on_a_state_that_nothing_is_in_passes():
    code, _, _ = run("check", "--register", str(SHIPPED), "--on", DAY, "--fail-on", "suspended")
    assert code == 0


def test_an_unreadable_file_fails_whatever_the_levels(register):
    code, output, _ = run("check", "--register", str(register), "--on", DAY, "--fail-on", "suspended")
    assert code == 1
    assert "here/here-lithium.yml:3:1 SC101" in output


def test_text(register):
    code, output, errors = run("check", "--register", str(register), "--on", DAY)
    assert (code, errors) == (1, "")
    assert output == (
        f"{register.as_posix()}/here/here-lithium.yml:3:1 SC101 no field is called `ttile` here\n"
        " 3 | ttile: Lithium\n"
        "   | ^\n"
        "help: Did you mean `title`?\n"
        "\n"
        "1 file checked: 1 finding (1 unreadable); 1 fails this check.\n"
    )


def test_json(register):
    code, output, _ = run("check", "--register", str(register), "--on", DAY, "--format", "json")
    assert code == 1
    assert json.loads(output) == {
        "on": DAY,
        "since": None,
        "files": 1,
        "findings": [
            {
                "file": f"{register.as_posix()}/here/here-lithium.yml",
                "line": 3,
                "column": 1,
                "code": "SC101",
                "grade": "unreadable",
                "message": "no field is called `ttile` here",
                "help": ["Did you mean `title`?"],
                "state": None,
                "more": 0,
                "fails": True,
            }
        ],
    }


def test_github(register):
    (register / "here" / "here-lithium.yml").write_text("id: here-lithium\narea: here\nx%\ny: 1\n", encoding="utf-8")
    code, output, _ = run("check", "--register", str(register), "--on", DAY, "--format", "github")
    assert code == 1
    first = output.splitlines()[0]
    assert first.startswith("::error file=")
    assert "here/here-lithium.yml,line=3,col=1,title=SC002::this line has no colon, so YAML finds no key in it" in first
    assert "%0Ahelp: " in first


def test_markdown_keeps_text_as_text(register):
    (register / "here" / "here-lithium.yml").write_text(
        'id: here-lithium\narea: here\n"<img src=x onerror=alert(1)>|@everyone": 1\n', encoding="utf-8"
    )
    _, output, _ = run("check", "--register", str(register), "--on", DAY, "--format", "markdown")
    assert r"\<img src=x onerror=alert\(1\)\>\|@" in output
    assert "@everyone" not in output


def test_a_terminal_is_safe_from_control_characters(register):
    (register / "here" / "here-lithium.yml").write_text('id: here-lithium\n"a\\e[2Jb": 1\n', encoding="utf-8")
    _, output, _ = run("check", "--register", str(register), "--on", DAY)
    assert "\x1b" not in output
    assert "a\ufffd[2Jb" in output


def test_a_long_line_is_shown_round_the_place(register):
    text = f"id: here-lithium\nevidence: [{'x' * 100_000}, &y z, {'x' * 100_000}]\n"
    (register / "here" / "here-lithium.yml").write_text(text, encoding="utf-8")
    _, output, _ = run("check", "--register", str(register), "--on", DAY)
    _, shown, caret, *_ = output.splitlines()
    assert shown == f" 2 | …{'x' * 57}, &y z, {'x' * 55}…"
    assert shown[caret.index("^")] == "&"
    assert max(len(line) for line in output.splitlines()) < 300


def test_a_long_value_is_cut_where_a_message_repeats_it(register):
    (register / "here" / "here-lithium.yml").write_text(f"id: {'x' * 200_000}\narea: here\n", encoding="utf-8")
    _, output, _ = run("check", "--register", str(register), "--on", DAY)
    assert output.splitlines()[0].endswith(f"here-lithium.yml:1:5 SC103 `id`: `{'x' * 79}…` is not an id")


def test_no_line_to_paste_is_ever_cut(register):
    """Half a line, pasted, would be half a fact."""
    file = register / "here" / "here-lithium.yml"
    for length in (170, 171, 172, 173, 400):
        file.write_text(f"id: here-lithium\ntitle: Stop: {'x' * length}\n", encoding="utf-8")
        _, output, _ = run("check", "--register", str(register), "--on", DAY)
        help_line = output.splitlines()[3]
        assert help_line in (f'help: Write `title: "Stop: {"x" * length}"`', "help: Put the text in quotation marks")
        assert ("Write" in help_line) is (length < 200 - len('title: "Stop: "') + 1)


MANY = "".join(f"wrong_{number:03}: 1\n" for number in range(500))


def test_the_caret_stands_right_behind_a_byte_order_mark(register):
    (register / "here" / "here-lithium.yml").write_bytes(b"\xef\xbb\xbfttile: x\n")
    _, output, _ = run("check", "--register", str(register), "--on", DAY)
    assert output.splitlines()[1:3] == [" 1 | ttile: x", "   | ^"]


def test_nobody_searches_for_ten_thousand_nearest_words(register, monkeypatch):
    asked = []

    def spied(word, words, **options):
        asked.append(word)
        return nearest(word, words, **options)

    monkeypatch.setattr(likeness, "nearest", spied)
    wrong = "".join(f"wrong_{number}: 1\n" for number in range(9_000))
    (register / "here" / "here-lithium.yml").write_text(f"id: here-lithium\narea: here\n{wrong}", encoding="utf-8")
    _, output, _ = run("check", "--register", str(register), "--on", DAY)
    assert output.endswith("1 file checked: 9,000 findings (9,000 unreadable); 9,000 fail this check.\n")
    assert 0 < len(asked) <= 101


@pytest.mark.parametrize("form", ["text", "github", "markdown", "json"])
def test_of_very_many_findings_of_a_file_a_hundred_are_shown_and_all_are_counted(form, register):
    (register / "here" / "here-lithium.yml").write_text(f"id: here-lithium\narea: here\n{MANY}", encoding="utf-8")
    (register / "here" / "here-other.yml").write_text("id: here-other\narea: here\nwrong: 1\n", encoding="utf-8")
    code, output, _ = run("check", "--register", str(register), "--on", DAY, "--format", form)
    assert code == 1
    assert output.count("SC101") == 102
    assert "400 more findings of this file are not shown; the first of them stands here" in output
    assert "wrong_099" in output.replace("\\", "")
    assert "wrong_100`" not in output.replace("\\", "")
    if form == "json":
        rows = json.loads(output)["findings"]
        assert sum(1 + row["more"] for row in rows if row["file"].endswith("here-lithium.yml")) == 500
        assert [row["line"] for row in rows if row["more"]] == [103]
    else:
        assert "2 files checked: 501 findings (501 unreadable); 501 fail this check." in output


def test_many_warnings_hide_neither_a_fault_nor_a_state(tmp_path):
    """All of a file's notable findings stand before its one fault and its lapse, and are more than are shown."""
    notable = [Finding("a/b.yml", Position(line), "SC503", Grade.NOTABLE, "x") for line in range(1, 300)]
    fault = Finding("a/b.yml", Position(400), "SC102", Grade.INCOMPLETE, "y")
    lapse = Finding("a/b.yml", Position(401), "SC801", Grade.NOTABLE, "z", state="out-of-date")
    others = [Finding("a/c.yml", Position(line), "SC503", Grade.NOTABLE, "x") for line in range(1, 102)]
    kept = list(at_most([*notable, fault, lapse, *others]))
    assert {fault, lapse, *others} <= set(kept)
    assert len(kept) == 100 + 2 + 101
    assert sum(1 + finding.more for finding in kept) == 299 + 1 + 1 + 101
    assert {finding.grade for finding in kept if finding.more} == {Grade.NOTABLE}
    assert list(at_most(kept)) == kept


def test_states_beyond_number_keep_their_name():
    lapses = [
        Finding("a/b.yml", Position(line), "SC802", Grade.NOTABLE, "z", state="unfunded") for line in range(1, 199)
    ]
    assert [finding.state for finding in at_most(lapses) if finding.more] == ["unfunded"]


def test_an_annotation_cannot_be_forged(register):
    """GitHub takes each line that begins with `::` for an order."""
    name = "x%0A::error file=a::b\n::error file=c::d.yml"
    (register / "here" / name).write_text("id: x\n", encoding="utf-8")
    (register / "here" / "::error::.yml").write_text('id: "a\\n::error::b%0A::error::c"\n', encoding="utf-8")
    _, output, _ = run("check", "--register", str(register), "--on", DAY, "--format", "github")
    for line in output.splitlines()[:-1]:
        place, text = re.fullmatch(r"::error file=([^:,]*),line=\d+,col=\d+,title=SC\d{3}::(.*)", line).groups()
        assert "%0A%3A%3A" not in place
        assert "%0A::" not in text
        assert text.isprintable()
    assert "x%250A%3A%3Aerror file=a%3A%3Ab\\n%3A%3Aerror file=c%3A%3Ad.yml" in output


@pytest.mark.parametrize("form", ["text", "github", "markdown", "json"])
def test_a_terminal_that_knows_few_signs_ends_no_check(form, register):
    (register / "here" / "here-lithium.yml").write_text("id: here-lithium\n≥ 3 ×\nb: 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "sharedcare", "check", "--register", str(register), "--on", DAY, "--format", form]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    finished = subprocess.run(command, env=environment, capture_output=True, encoding="cp1252", check=False)
    assert (finished.returncode, finished.stderr) == (1, "")
    assert "SC002" in finished.stdout


def test_a_link_is_asked_about_by_its_own_name(register, tmp_path):
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (register / "here" / "here-x.yml").symlink_to(tmp_path / "secret.txt")
    code, output, _ = run("check", str(register / "here" / "here-x.yml"), "--register", str(register), "--on", DAY)
    assert code == 1
    assert "here-x.yml:1:1 SC105" in output
    assert "here-lithium" not in output


def test_a_path_may_lead_through_a_link_or_another_folder(register, tmp_path):
    (tmp_path / "linked").symlink_to(register)
    for path in (tmp_path / "linked" / "here", register / "here" / ".." / "here"):
        code, output, _ = run("check", str(path), "--register", str(register), "--on", DAY)
        assert code == 1
        assert "here-lithium.yml:3:1 SC101" in output
    code, _, errors = run("check", str(register / "here" / ".." / ".."), "--register", str(register))
    assert code == 2
    assert "is not under the register's folder" in errors


def test_paths_choose_what_is_reported(register):
    (register / "there").mkdir()
    (register / "there" / "there-x.yml").write_text("id: there-x\narea: there\nb: 1\n", encoding="utf-8")
    _, both, _ = run("check", "--register", str(register), "--on", DAY, "--format", "json")
    _, one, _ = run("check", str(register / "there"), "--register", str(register), "--on", DAY, "--format", "json")
    assert {Path(row["file"]).name for row in json.loads(both)["findings"]} == {"here-lithium.yml", "there-x.yml"}
    assert {Path(row["file"]).name for row in json.loads(one)["findings"]} == {"there-x.yml"}
    assert json.loads(one)["files"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--fail-on", "outofdate"], "Did you mean `out-of-date`?"),
        (["check", "--fail-on", "due-soon"], "is neither a grade nor a state"),
        (["check", "--on", "9995-01-01"], "'9995-01-01' is not in the years 1900 to 2200"),
        (["check", "protocols/nowhere.yml"], "There is no protocols/nowhere.yml"),
        (["check", "--on", "21/11/2026"], "'21/11/2026' is not a day; write it as 2026-11-21"),
        (["check", "--register", "/nowhere"], "does not exist"),
        (["check", "--register", "/dev/null"], "Directory '/dev/null' is a file."),
        (["check", "--format", "pdf"], "'pdf' is not one of"),
        (["explain", "SC999"], "No rule has the code 'SC999'."),
        (["nonsense"], "No such command 'nonsense'"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(arguments, said):
    code, output, errors = run(*arguments)
    assert (code, output) == (2, "")
    assert said in errors
    assert "Traceback" not in errors


def test_a_path_outside_the_register_is_wrong_use(register, tmp_path):
    code, _, errors = run("check", str(tmp_path), "--register", str(register))
    assert code == 2
    assert "is not under the register's folder" in errors


def test_a_link_to_nowhere_is_a_path_like_others(register):
    (register / "README.md").symlink_to("nowhere")
    code, output, _ = run("check", str(register / "README.md"), "--register", str(register), "--on", DAY)
    assert code == 1
    assert "README.md:1:1 SC105 no file is read here: this is a link, not a file\n" in output


def test_no_text_of_a_file_is_an_order_to_the_runner_of_a_workflow(register):
    (register / "here" / "here-x.yml").write_text('"##[group]x": 1\n"::error::y": 2\n', encoding="utf-8")
    for form in ("text", "github", "markdown"):
        output = run("check", "--register", str(register), "--on", DAY, "--format", form)[1]
        assert "group]x" in output.replace("\\", "")
        assert "##[" not in output
        assert not any(line.lstrip().startswith("::error::") for line in output.splitlines())


def test_explain_gives_reason_and_both_examples():
    code, output, _ = run("explain", "sc203")
    assert code == 0
    assert output.startswith("SC203 (incomplete): A protocol ends after it was approved\n")
    assert "Wrong, in exampleshire/exampleshire-leflunomide-and-sulfasalazine.yml:\n" in output
    assert "\n    approved_on: 2023-06-14\n    review_due: 2022-06-30\n\nRight:\n" in output
    assert output.endswith("Right:\n    approved_on: 2023-06-14\n    review_due: 2026-06-30\n")


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("SC205", "(this is missing)"),
        ("SC112", "owner: {role: Dr Example, organisation \u2026"),
        ("SC706", "\u2026 checked_on: 2026-09-12} \u2026"),
    ],
)
def test_an_example_never_looks_whole_where_it_is_not(code, wrong):
    assert f":\n    {wrong}\n" in run("explain", code)[1]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-07-01T22:59:59", "2026-07-01"),
        ("2026-07-01T23:00:00", "2026-07-02"),
        ("2026-12-31T23:59:59", "2026-12-31"),
    ],
)
def test_without_a_day_the_day_is_londons(moment, day, monkeypatch):
    """In summer the day turns an hour before midnight in Greenwich."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromisoformat(f"{moment}+00:00").astimezone(tz)

    monkeypatch.setattr("sharedcare.cli.datetime", Clock)
    code, output, _ = run("status", "--register", str(SHIPPED))
    assert code == 0
    assert output.startswith(f"Status on {day}\n")


@pytest.mark.parametrize("state", [*LAPSED, *UNPAID], ids=lambda state: state.value)
def test_each_state_that_fail_on_offers_can_fail_a_check(state, tmp_path):
    """Exampleshire, made real, is in every one of them."""
    copy = tmp_path / "protocols"
    shutil.copytree(SHIPPED, copy)
    areas = copy / "reference" / "areas.yml"
    areas.write_text(areas.read_text(encoding="utf-8").replace("fictional: true", "fictional: false"), encoding="utf-8")
    code, _, _ = run("check", "--register", str(copy), "--on", DAY, "--fail-on", str(state.value))
    assert code == 1


def test_the_installed_command_works_from_another_folder(tmp_path):
    command = [sys.executable, "-m", "sharedcare", "check", "--register", str(SHIPPED), "--on", DAY]
    finished = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_the_default_folder_is_protocols(tmp_path):
    command = [sys.executable, "-m", "sharedcare", "check"]
    finished = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert finished.returncode == 2
    assert "Directory 'protocols' does not exist" in finished.stderr
