"""Files that cannot be trusted, and texts that are not what they look like. Each was met in a trial."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from sharedcare.cli import main
from sharedcare.pages import render
from sharedcare.register.load import load

SHIPPED = Path(__file__).parent.parent / "protocols"
DAY = date(2026, 11, 21)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    folder = tmp_path / "protocols"
    shutil.copytree(SHIPPED, folder)
    return folder


def check(folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--register", str(folder), "--on", DAY.isoformat()])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def edited(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(before) >= 1
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_no_line_of_a_linked_file_is_shown(register, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("pass word of the machine\n", encoding="utf-8")
    (register / "exampleshire" / "exampleshire-x.yml").symlink_to(secret)
    code, output = check(register)
    assert code == 1
    assert "exampleshire-x.yml:1:1 SC105" in output
    assert "pass word" not in output


def test_a_pipe_is_not_waited_for(register):
    os.mkfifo(register / "exampleshire" / "exampleshire-x.yml")
    code, output = check(register)
    assert code == 1
    assert "exampleshire-x.yml:1:1 SC105" in output


def test_a_linked_folder_is_refused_aloud(register, tmp_path):
    (register / "lincolnshire").rename(tmp_path / "elsewhere")
    (register / "lincolnshire").symlink_to(tmp_path / "elsewhere")
    code, output = check(register)
    assert code == 1
    assert "protocols/lincolnshire:1:1 SC105 nothing is read here: this is a link to a folder" in output


def test_a_hidden_protocol_is_refused_aloud(register):
    (register / "exampleshire" / ".exampleshire-x.yml").write_text("id: x\n", encoding="utf-8")
    code, output = check(register)
    assert code == 1
    assert ".exampleshire-x.yml:1:1 SC105" in output


@pytest.mark.parametrize("code_point", ["202e", "2066", "200d", "00ad"])
def test_a_character_that_turns_or_hides_text_is_refused(code_point, register):
    file = register / "exampleshire" / "exampleshire-lithium.yml"
    title = load(register).protocols["exampleshire-lithium"].record.title
    edited(file, f"title: {title}", f'title: "Lithium \\u{code_point}21 weeks"')
    code, output = check(register)
    assert code == 1
    assert f"SC103 `title`: it holds a character that nobody can see (U+{code_point.upper()})" in output


def test_a_practice_is_never_taken_for_the_patient(register):
    file = register / "exampleshire" / "exampleshire-lithium.yml"
    edited(file, "taken_by: primary-care", "taken_by: practice")
    _, output = check(register)
    assert "help: Did you mean `primary-care`?" in output
    assert "Did you mean `patient`?" not in output


def test_without_the_areas_no_page_takes_an_invented_place_for_a_real_one(register):
    (register / "reference" / "areas.yml").write_text("[", encoding="utf-8")
    pages = {page.source: page for page in render(load(register), DAY)}
    page = pages["protocols/exampleshire-lithium.md"]
    assert "Place not identified: it may be invented" in page.html
    assert "place not identified" in page.title
    assert 'data-value="in-place"' not in "".join(page.html for page in pages.values())


def test_a_drugs_page_says_that_a_broken_file_may_be_missing(register):
    before = {page.source: page.html for page in render(load(register), DAY)}["drugs/azathioprine.md"]
    (register / "lincolnshire" / "lincolnshire-inflammatory-bowel-disease.yml").write_text("[", encoding="utf-8")
    after = {page.source: page.html for page in render(load(register), DAY)}["drugs/azathioprine.md"]
    assert "A protocol may be missing here: the register cannot read every file of Lincolnshire." in after
    assert "A protocol may be missing here" not in before
