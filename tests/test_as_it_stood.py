"""A protocol as it stood on a past day, from throw-away repositories; and ids compared with an earlier revision."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from sharedcare import cli
from tests.registers import BASE
from tests.repositories import commit, git, repository

TODAY = date(2026, 11, 22)
LITHIUM = "exampleshire/exampleshire-lithium.yml"
NAME = "exampleshire-lithium"
TITLE = re.compile(r"^title: .*$", re.MULTILINE)
IDS = "reference/ids.yml"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(cli, "_today", lambda: TODAY)
    monkeypatch.delenv("SITE_URL", raising=False)


@pytest.fixture
def clone(tmp_path, monkeypatch) -> Path:
    """A repository that is worked in, with the register in its folder `protocols`, and no commit yet."""
    made = repository(tmp_path / "clone")
    shutil.copytree(BASE, made / "protocols")
    monkeypatch.chdir(made)
    return made


def called(clone: Path, title: str, at: str) -> str:
    """Commit the register with a protocol of a title."""
    file = clone / "protocols" / LITHIUM
    file.write_text(TITLE.sub(f"title: {title}", file.read_text(encoding="utf-8")), encoding="utf-8")
    return commit(clone, at)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.main, arguments, prog_name="sharedcare")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def stood(day: str, name: str = NAME) -> str:
    """The page of a day."""
    out = f"{name}-as-it-stood-{day}.html"
    assert run("as-it-stood", name, "--on", day) == (0, f"Wrote {out}\n", "")
    page = Path(out).read_text(encoding="utf-8")
    Path(out).unlink()
    return page


def refused(day: str, *name: str) -> str:
    """What is said where there is nothing to show."""
    code, output, errors = run("as-it-stood", "--on", day, "--", *(name or (NAME,)))
    assert (code, output) == (1, "")
    assert not list(Path().glob("*.html"))
    return errors


def heading(page: str) -> str:
    return re.findall(r"<h1>(.*?)</h1>", page)[0]


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)))


DAYS = {
    # Clocks go forward on 29 March 2026 and back on 25 October 2026.
    "2026-03-28T23:30:00+00:00": "2026-03-28",
    "2026-03-30T23:30:00+00:00": "2026-03-31",
    "2026-10-24T23:30:00+00:00": "2026-10-25",
    "2026-10-25T23:30:00+00:00": "2026-10-25",
    "2026-10-26T23:30:00+00:00": "2026-10-26",
    "2026-06-01T00:30:00+02:00": "2026-05-31",
}


@pytest.mark.parametrize(("at", "day"), DAYS.items())
def test_a_commits_day_is_londons(at, day, clone):
    called(clone, "Before", "2026-01-05T12:00:00+00:00")
    called(clone, "After", at)
    eve = date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()
    assert heading(stood(day)) == "After"
    assert heading(stood(eve)) == "Before"


def test_the_last_commit_of_the_day_is_shown(clone):
    called(clone, "Morning", "2026-10-01T08:00:00+00:00")
    evening = called(clone, "Evening", "2026-10-01T20:00:00+00:00")
    called(clone, "Later", "2026-10-03T08:00:00+00:00")
    for day in ("2026-10-01", "2026-10-02"):
        assert heading(stood(day)) == "Evening"
        assert evening in stood(day)


def test_the_short_link_stands_where_the_settings_say(clone):
    settings = clone / "protocols/reference/register.yml"
    settings.write_text("site: https://own.example.org/register\n", encoding="utf-8")
    commit(clone, "2026-09-30T16:05:00+00:00")
    said = text_of(stood("2026-10-01", "exampleshire-methotrexate"))
    assert "Short link https://own.example.org/register/p/exampleshire-methotrexate/" in said


def test_a_page_says_what_it_is(clone, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://register.test/")
    made = commit(clone, "2026-09-30T16:05:00+00:00")
    said = text_of(stood("2026-10-01", "exampleshire-methotrexate"))
    for words in (
        "As it stood on 1 October 2026. Not for present care",
        "Exampleshire Methotrexate for adults with rheumatoid arthritis",
        "The document's own version 3.1",
        "Approved 10 April 2024",
        "Short link https://register.test/p/exampleshire-methotrexate/",
        "File protocols/exampleshire/exampleshire-methotrexate.yml",
        f"Commit {made} Committed on 30 September 2026 at 17:05, London time",
        f"git show {made}:protocols/exampleshire/exampleshire-methotrexate.yml",
        "This page was made on 22 November 2026",
        "The register's program of 22 November 2026 (sharedcare 0.1.0) read the file of that day",
        "Judged on 1 October 2026",
        "The file as it stood # Exampleshire is not a real place.",
    ):
        assert words in said
    assert "What rests on it" not in said
    assert "Their other names and codes" not in said
    assert "do not run in order" not in said


def test_it_is_judged_on_that_day(clone):
    commit(clone, "2024-01-05T12:00:00+00:00")
    leflunomide = "exampleshire-leflunomide-and-sulfasalazine"
    assert 'data-value="current"' in stood("2025-06-30", leflunomide)
    assert 'data-value="extended"' in stood("2026-11-20", leflunomide)


def test_what_the_protocol_names_is_of_that_day_too(clone):
    commit(clone, "2026-01-05T12:00:00+00:00")
    areas = clone / "protocols" / "reference" / "areas.yml"
    areas.write_text(
        areas.read_text(encoding="utf-8").replace("name: Exampleshire\n", "name: Newshire\n"), encoding="utf-8"
    )
    commit(clone, "2026-06-05T12:00:00+00:00")
    assert '<p class="sc-area">Exampleshire</p>' in stood("2026-06-04")
    assert '<p class="sc-area">Newshire</p>' in stood("2026-06-05")


def test_what_a_merge_brought_stood_from_the_day_of_the_merge(clone):
    called(clone, "Main", "2026-01-05T12:00:00+00:00")
    git(clone, "checkout", "--quiet", "-b", "proposal")
    called(clone, "Proposed", "2026-02-05T12:00:00+00:00")
    git(clone, "checkout", "--quiet", "main")
    git(clone, "merge", "--quiet", "--no-ff", "--no-edit", "proposal", at="2026-03-05T12:00:00+00:00")
    assert heading(stood("2026-03-04")) == "Main"
    assert heading(stood("2026-03-05")) == "Proposed"


def test_a_clock_that_was_wrong_is_told(clone):
    called(clone, "First", "2026-01-05T12:00:00+00:00")
    ahead = called(clone, "Ahead", "2026-08-05T12:00:00+00:00")
    called(clone, "Last", "2026-03-05T12:00:00+00:00")
    assert f"commit {ahead}, on which this one stands, bears a later day, 5 August 2026" in text_of(stood("2026-04-01"))
    assert "do not run in order" not in text_of(stood("2026-08-05"))


def test_nothing_stands_in_for_what_a_commit_holds(clone):
    called(clone, "True", "2026-01-05T12:00:00+00:00")
    called(clone, "False", "2026-05-05T12:00:00+00:00")
    git(clone, "replace", *(git(clone, "rev-parse", f"{at}:protocols/{LITHIUM}") for at in ("HEAD~1", "HEAD")))
    assert heading(stood("2026-02-01")) == "True"


def test_the_file_is_whole_and_asks_for_nothing(clone, tmp_path, browser: Browser):
    commit(clone, "2026-01-05T12:00:00+00:00")
    page = stood("2026-10-01", "exampleshire-methotrexate")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in page
    assert not re.search(r"<script|<link|<img|\bsrc=|\bstyle=|url\(|@import", page)
    assert {href[:8] for href in re.findall(r'href="([^#"][^"]*)"', page)} == {"https://"}
    (tmp_path / "stood.html").write_text(page, encoding="utf-8")
    opened = browser.new_page(viewport={"width": 360, "height": 900})
    asked: list[str] = []
    told: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: told.append(message.text))
    opened.goto((tmp_path / "stood.html").as_uri())
    assert (asked, told) == ([(tmp_path / "stood.html").as_uri()], [])
    assert opened.evaluate("getComputedStyle(document.querySelector('.stood')).borderTopStyle") == "solid"
    assert opened.evaluate("document.documentElement.scrollWidth") == 360
    opened.close()


def test_each_sheet_of_it_says_so(clone, browser: Browser):
    commit(clone, "2026-01-05T12:00:00+00:00")
    opened = browser.new_page()
    opened.set_content(stood("2026-10-01"))
    sheets = [sheet.get_textpage().get_text_range() for sheet in PdfDocument(opened.pdf(prefer_css_page_size=True))]
    opened.close()
    assert len(sheets) > 1
    assert all("As it stood on a past day. Not for present care." in sheet for sheet in sheets)


def test_its_anchors_lead_somewhere(clone):
    commit(clone, "2026-01-05T12:00:00+00:00")
    page = stood("2026-10-01", "exampleshire-methotrexate")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_text_never_becomes_markup(clone):
    called(clone, '"<script>alert(1)</script> {{ 7 * 7 }}"', "2026-01-05T12:00:00+00:00")
    file = clone / "protocols" / LITHIUM
    file.write_text(file.read_text(encoding="utf-8") + "# </pre><b>\u202e\n", encoding="utf-8")
    commit(clone, "2026-02-05T12:00:00+00:00")
    page = stood("2026-01-31")
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in heading(page)
    assert "<b>" not in stood("2026-02-05")
    assert "\u202e" not in stood("2026-02-05")


def test_a_file_that_cannot_be_read_is_shown_as_it_was(clone):
    (clone / "protocols" / LITHIUM).write_text("id: exampleshire-lithium\n[", encoding="utf-8")
    commit(clone, "2026-01-05T12:00:00+00:00")
    said = text_of(stood("2026-02-01"))
    assert "The program of today cannot read the file as it stood then" in said
    assert "Cannot be read" in said
    assert "The file as it stood id: exampleshire-lithium [" in said


# --- What is said where there is nothing to show


def test_a_day_before_the_history(clone):
    commit(clone, "2026-03-30T23:30:00+00:00")
    said = "the register's history begins on 31 March 2026: nothing is known of 30 March 2026\n"
    assert refused("2026-03-30") == said


def test_a_day_that_has_not_come(clone):
    commit(clone, "2026-03-30T12:00:00+00:00")
    assert refused("2026-11-23") == "23 November 2026 has not come yet, so nothing has stood on it\n"
    assert heading(stood("2026-11-22"))


def test_a_protocol_that_came_later(clone):
    file = clone / "protocols" / LITHIUM
    text = file.read_text(encoding="utf-8")
    file.unlink()
    commit(clone, "2026-01-05T12:00:00+00:00")
    file.write_text(text, encoding="utf-8")
    commit(clone, "2026-05-04T12:00:00+00:00")
    called(clone, "Later", "2026-06-04T12:00:00+00:00")
    assert refused("2026-03-01") == (
        "the register had no protocol `exampleshire-lithium` on 1 March 2026: its file came on 4 May 2026. Ask for "
        "that day or a later one\n"
    )
    assert stood("2026-05-04")


def test_a_protocol_that_had_gone(clone):
    commit(clone, "2026-01-05T12:00:00+00:00")
    (clone / "protocols" / LITHIUM).unlink()
    commit(clone, "2026-05-04T12:00:00+00:00")
    assert refused("2026-06-01") == (
        "the register had no protocol `exampleshire-lithium` on 1 June 2026: its file was taken out on 4 May 2026. It "
        "was once published; nobody has said why it was taken out. Ask for an earlier day\n"
    )
    assert stood("2026-05-03")


def test_a_protocol_that_never_was(clone):
    commit(clone, "2026-01-05T12:00:00+00:00")
    assert refused("2026-06-01", "exampleshire-litium") == (
        "the register had no protocol `exampleshire-litium` on 1 June 2026, nor on any other day. Did you mean "
        "`exampleshire-lithium`?\n"
    )


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (
            "retired_on: 2025-03-31\n        why: Put with another.\n        now: exampleshire-methotrexate",
            "It was retired on 31 March 2025: “Put with another.” Read `exampleshire-methotrexate` now",
        ),
        (
            "retired_on: 2024-06\n        why: The clinic gives gold.\n        now: none",
            "It was retired in June 2024: “The clinic gives gold.” Nothing in the register takes its place",
        ),
        (
            "retired_on: unknown\n        why: unknown\n        now: unknown",
            "It was retired on a day that is not known; why is not recorded. What to read now is not recorded",
        ),
    ],
)
def test_a_retired_protocol_says_what_became_of_it(listed, said, clone):
    name, ids = "exampleshire-penicillamine", clone / "protocols" / IDS
    retired = f"    retired:\n      {name}:\n        {listed}\n"
    ids.write_text(ids.read_text(encoding="utf-8").replace("    retired:\n", retired), encoding="utf-8")
    commit(clone, "2026-01-05T12:00:00+00:00")
    assert refused("2026-06-01", name) == (
        f"the register had no protocol `{name}` on 1 June 2026, and the repository's history does not hold its file. "
        f"{said}\n"
    )
    (clone / "protocols/exampleshire" / f"{name}.yml").write_text(f"id: {name}\n", encoding="utf-8")
    commit(clone, "2026-02-05T12:00:00+00:00")
    (clone / "protocols/exampleshire" / f"{name}.yml").unlink()
    commit(clone, "2026-03-05T12:00:00+00:00")
    assert refused("2026-06-01", name) == (
        f"the register had no protocol `{name}` on 1 June 2026: its file was taken out on 5 March 2026. {said}. Ask "
        "for an earlier day\n"
    )


def test_a_published_protocol_whose_file_has_gone_is_not_said_never_to_have_been(clone):
    ids = clone / "protocols" / IDS
    text = ids.read_text(encoding="utf-8").replace("    published:\n", "    published:\n      - exampleshire-zinc\n")
    ids.write_text(text, encoding="utf-8")
    commit(clone, "2026-01-05T12:00:00+00:00")
    assert refused("2026-06-01", "exampleshire-zinc") == (
        "the register had no protocol `exampleshire-zinc` on 1 June 2026, and the repository's history does not hold "
        "its file. It was once published; nobody has said why it was taken out\n"
    )


@pytest.mark.parametrize(
    "name", ["--upload-pack=x", "../x", "*", ":(glob)*", "x\x1b[2Jy", "exampleshire-lithium.yml", ""]
)
def test_what_is_no_id_is_asked_of_nobody(name, clone, monkeypatch):
    commit(clone, "2026-01-05T12:00:00+00:00")
    monkeypatch.setenv("PATH", "")
    shown = name.replace("\x1b", "\ufffd")
    assert refused("2026-06-01", name) == f"`{shown}` is not an id: small letters, digits and single hyphens\n"


def test_a_folder_without_history(tmp_path, monkeypatch):
    shutil.copytree(BASE, tmp_path / "protocols")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert refused("2026-06-01") == (
        "protocols is not in a git repository, so it has no history. Clone the register's repository, and run this in "
        "the clone\n"
    )


def test_a_repository_without_a_commit(clone):
    assert refused("2026-06-01") == "the repository has no commit yet, so nothing stood on any day\n"


def test_a_machine_without_git(clone, monkeypatch):
    commit(clone, "2026-01-05T12:00:00+00:00")
    monkeypatch.setenv("PATH", "")
    assert refused("2026-06-01") == (
        "git is not installed, and only git can read the history: install it, then try again\n"
    )


def test_a_shallow_clone(clone, tmp_path, monkeypatch):
    called(clone, "Old", "2026-01-05T12:00:00+00:00")
    called(clone, "New", "2026-05-05T12:00:00+00:00")
    git(tmp_path, "clone", "--quiet", "--depth", "1", clone.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert refused("2026-03-01") == (
        "this clone is shallow: its history is cut off before 5 May 2026. Run `git fetch --unshallow`, then try again\n"
    )
    assert heading(stood("2026-05-05")) == "New"


def test_a_folder_that_came_later(clone):
    (clone / "protocols").rename(clone / "register")
    first = commit(clone, "2026-01-05T12:00:00+00:00")
    (clone / "register").rename(clone / "protocols")
    commit(clone, "2026-05-05T12:00:00+00:00")
    assert refused("2026-03-01") == f"the repository had no folder protocols/ then (commit {first})\n"


def test_no_page_is_written_over_another_file(clone):
    commit(clone, "2026-01-05T12:00:00+00:00")
    Path("mine.html").write_text("mine", encoding="utf-8")
    for out, why in (("mine.html", "File exists"), ("no/such/folder.html", "No such file or directory")):
        code, output, errors = run("as-it-stood", NAME, "--on", "2026-02-01", "--out", out)
        assert (code, output) == (1, "")
        assert errors == f"{out} cannot be written: {why}. Name another file with --out\n"
    assert Path("mine.html").read_text(encoding="utf-8") == "mine"


def test_the_repository_is_only_read(clone):
    called(clone, "Old", "2026-01-05T12:00:00+00:00")
    called(clone, "New", "2026-05-05T12:00:00+00:00")
    (clone / "protocols" / LITHIUM).write_text("not committed", encoding="utf-8")

    def all_of_it() -> dict[str, bytes]:
        return {str(file): file.read_bytes() for file in sorted(clone.rglob("*")) if file.is_file()}

    before = all_of_it()
    assert heading(stood("2026-03-01")) == "Old"
    assert "compared with HEAD~1" in run("check", "--register", "protocols", "--since", "HEAD~1")[1]
    assert all_of_it() == before


def test_a_path_made_by_hand_stays_inside(clone, tmp_path):
    """No command of git makes such a tree, but a hostile server could send one."""
    commit(clone, "2026-01-05T12:00:00+00:00")
    tree = b"".join(
        b"%b %b\0%b" % (mode, name, bytes.fromhex(git(clone, "rev-parse", f"HEAD:{place}")))
        for mode, name, place in (
            (b"40000", b"..", "protocols/exampleshire"),
            (b"40000", b"exampleshire", "protocols/exampleshire"),
            (b"40000", b"reference", "protocols/reference"),
        )
    )
    write = ["git", "-C", str(clone), "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
    register = subprocess.run(write, input=tree, capture_output=True, check=True).stdout.decode().strip()
    top = subprocess.run(
        ["git", "-C", str(clone), "mktree"],
        input=f"040000 tree {register}\tprotocols\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    made = git(clone, "commit-tree", top, "-p", "HEAD", "-m", "x", at="2026-02-05T12:00:00+00:00")
    git(clone, "update-ref", "refs/heads/main", made)
    assert made in stood("2026-03-01")
    assert not (Path(os.environ.get("TMPDIR", "/tmp")) / "exampleshire-lithium.yml").exists()
