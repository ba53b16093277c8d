"""`sharedcare diff`: every difference is told in clinical words, and nothing else is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sharedcare.cli import main
from sharedcare.register.model.base import Record
from tests.diff_cases import CASES, NOTHING, M
from tests.registers import BASE, DAY, FIXTURES, copied

GOLDEN = FIXTURES / "diff"
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """A folder with the register as it was, and a copy to edit: copied once, since a copy takes longer than a test."""
    made = tmp_path_factory.mktemp("diff")
    copied(made)
    (made / "before").symlink_to(BASE)
    return made


@pytest.fixture
def here(workshop, monkeypatch):
    """The workshop to work in, so that reports name no folder of this machine; it is left as it was."""
    monkeypatch.chdir(workshop)
    register = workshop / "register"
    kept = {file: file.read_bytes() for file in register.rglob("*.yml")}
    yield workshop
    for file in register.rglob("*.yml"):
        if file not in kept:
            file.unlink()
    for file, content in kept.items():
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)


def diff(*arguments: str, form: str = "text") -> str:
    """What the command prints, which must end well."""
    options = ("--on", DAY.isoformat(), "--format", form, "--register", "register")
    result = CliRunner().invoke(main, ["diff", *arguments, *options])
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


def edit(file: Path, good: str, bad: str) -> None:
    """Replace a text that stands in a file once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(good) == 1, f"{good!r} stands {text.count(good)} times in {file}"
    file.write_text(text.replace(good, bad), encoding="utf-8")


def edited(here: Path, case) -> None:
    """The register as it is after the edits."""
    folder = here / "register"
    for file, good, bad in case.edits:
        edit(folder / file, good, bad)
    if case.removed:
        (folder / case.removed).unlink()
    if case.renamed:
        edit(folder / M, f"id: {Path(M).stem}\n", f"id: {case.renamed}\n")
        (folder / M).rename((folder / M).with_name(f"{case.renamed}.yml"))


@every_case
def test_says_what_changes(case, here, golden):
    edited(here, case)
    said = diff("before")
    lines = [re.sub(r"^  (?=[!-] )", "", line) for line in said.splitlines()]
    assert [words for words in case.words if words not in lines] == [], said
    golden(GOLDEN / f"{case.name}.txt", said)
