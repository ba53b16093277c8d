"""`sharedcare init`: a register of another place, from an empty folder to its site, by the commands of its guide."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sharedcare.cli import main
from sharedcare.register.editors import Mailbox, mailbox_of
from sharedcare.register.load import load
from sharedcare.register.model.base import UNKNOWN
from tests.site import ROOT

GUIDE = (ROOT / "docs/editors/start-a-register.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ANSWERS = next(text for kind, text in BLOCK.findall(GUIDE) if kind == "yaml")
TEMPLATE = ROOT / "scripts/sharedcare/start/templates/answers.yml"


def init(folder: Path, answers: Path) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), "--from", str(answers)], prog_name="sharedcare")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "norfolk.yml"
    file.write_text(ANSWERS, encoding="utf-8")
    return file


def test_the_guide_shows_the_file_that_the_command_shows():
    assert TEMPLATE.read_text(encoding="utf-8") == ANSWERS


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("colour: teal", "color: teal",
         "norfolk.yml:9:3 SC101 no field is called `color` here\nhelp: Did you mean `colour`?\n"),
        ("review_days: 120", "review_days: 30",
         "SC103 `review_days`: `30` is not a number of days from 90 to 365\n"),
        ("  norfolk: {name: Norfolk}\n", "  norfolk: {}\n",
         ": the area `norfolk` has no name. Write `  norfolk: {name: ...}`\n"),
        ("  id: norfolk-icb\n", "",
         ": the commissioner lacks an id or a name. Write `commissioner: {id: norfolk-icb, name: ...}`\n"),
        ("source:\n  title: Terms", "sources:\n  title: Terms",
         "SC101 no field is called `sources` here\nhelp: Did you mean `source`?\n"),
        ("  norfolk: {name: Norfolk}\n", "  norfolk: {name: Norfolk}\n  reference: {name: Reference}\n",
         ": no area can have the id `reference`: its folder holds what protocols share. Write another id"),
        ("part_of: norfolk", "part_of: suffolk",
         "would fail its own checks, so none was made:\n\nreference/areas.yml:"),
        ("id: norfolk-apc", "id: Norfolk APC",
         "`id`: `Norfolk APC` is not an id\nhelp: Write `id: norfolk-apc`\n"),
        ("register:\n", "register\n", "SC002 "),
    ],
)  # fmt: skip
def test_answers_that_cannot_be_used_are_refused_in_words_and_nothing_is_made(answers, tmp_path, good, bad, said):
    assert ANSWERS.count(good) == 1
    answers.write_text(ANSWERS.replace(good, bad), encoding="utf-8")
    result = init(tmp_path / "norfolk", answers)
    assert result.exit_code == 1
    assert said in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["norfolk.yml"]


def test_a_file_that_is_not_there_is_shown_as_it_should_be(tmp_path):
    result = init(tmp_path / "norfolk", tmp_path / "mine.yml")
    assert result.exit_code == 1
    assert (
        result.output
        == f"There is no {tmp_path / 'mine.yml'}. Save these lines in it, and make them yours:\n\n{ANSWERS}\n"
    )


def test_an_empty_file_is_told_all_that_it_lacks(answers, tmp_path):
    answers.write_text("register: {name: Ours}\n", encoding="utf-8")
    result = init(tmp_path / "norfolk", answers)
    assert [line.split(": ", 1)[1].split(".")[0] for line in result.output.splitlines()] == [
        "it names no area", "the committee lacks an id or a name", "it has no source"
    ]  # fmt: skip


def test_a_folder_that_is_not_empty_is_left_as_it_is(answers, tmp_path):
    folder = tmp_path / "norfolk"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine", encoding="utf-8")
    result = init(folder, answers)
    assert result.exit_code == 1
    assert result.output == f"{folder} is not empty, and nothing was changed. Name a folder that is new or empty.\n"
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]
    result = init(folder / "thesis.txt", answers)
    assert result.output == f"{folder / 'thesis.txt'} is a file. Name a folder that is new or empty.\n"


def test_a_register_is_not_made_inside_the_project(answers):
    result = init(ROOT / "norfolk", answers)
    assert result.exit_code == 1
    assert "is inside this copy of the project. Name a folder beside it, such as ../norfolk" in result.output
    assert not (ROOT / "norfolk").exists()


def test_facts_that_nobody_gave_are_unknown(answers, tmp_path):
    """Without lights and commissioner; and no name is taken for markup of YAML."""
    odd = "Norfolk: East & West # both"
    text = re.sub(r"^(commissioner|lights):\n(  .*\n)+\n", "", ANSWERS, flags=re.MULTILINE)
    assert "lights:" not in text
    answers.write_text(text.replace("{name: Norfolk}", f'{{name: "{odd}"}}'), encoding="utf-8")
    result = init(tmp_path / "norfolk", answers)
    assert result.exit_code == 0, result.output
    register = load(tmp_path / "norfolk/protocols")
    area = register.areas["norfolk"].record
    assert area.name == odd
    editor = mailbox_of(register, "norfolk")
    assert editor == Mailbox("shared.care@norfolk-lmc.example.org", None) and area.editor is None
    assert (area.scheme, area.commissioners, area.list) == (UNKNOWN, UNKNOWN, UNKNOWN)
    assert {name for name, entry in register.areas.items() if not entry.record.fictional} == {
        "norfolk",
        "great-yarmouth",
    }
    assert list(register.protocols) == ["exampleshire-methotrexate"]
    leads = (tmp_path / "norfolk/.github/ISSUE_TEMPLATE/config.yml").read_text(encoding="utf-8")
    assert "https://norfolk-lmc.example.org/shared-care/editors/" in leads
    owners = (tmp_path / "norfolk/.github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line.split() for line in owners if not line.startswith("#")] == [
        ["*", "@your-organisation/developers"],
        ["/protocols/", "@your-organisation/editors"],
        ["/protocols/norfolk/", "@your-organisation/editors-norfolk"],
        ["/protocols/great-yarmouth/", "@your-organisation/editors-great-yarmouth"],
        ["/protocols/exampleshire/", "@your-organisation/editors"],
    ]
    assert register.drugs.keys() == load(ROOT / "protocols").drugs.keys()


def test_a_register_begins_in_an_empty_folder_by_the_guides_own_commands(answers, tmp_path):
    """Init, check and build as the guide says, then the tests that hold for any register, its site in a browser."""
    (begin, move, *rest) = [line for kind, text in BLOCK.findall(GUIDE) if kind == "sh" for line in text.splitlines()]
    assert move == "cd ../norfolk"
    assert {"make check", "make site"} <= set(rest)
    project, made = tmp_path / "shared-care", tmp_path / "norfolk"
    made.mkdir()
    _environment(project, ROOT)
    assert "The next three steps" in _run(begin, project)

    _environment(made, made)
    assert "no findings." in _run("\n".join(rest), made)
    assert _pages_that_name_places_of_ours(made / "site") == []
    home = (made / "site/index.html").read_text(encoding="utf-8")
    assert "Norfolk shared care register" in home
    assert 'data-md-color-primary="register-teal"' in home
    tested = _run(".venv/bin/python -m pytest -q -n0 -p no:cacheprovider", made)
    assert re.search(r"^7 passed", tested, re.MULTILINE), tested


def _pages_that_name_places_of_ours(site: Path) -> list[str]:
    """Pages of the register, as against prose: about/ and editors/ say where the project comes from."""
    places = [entry.record.name for entry in load(ROOT / "protocols").areas.values() if not entry.record.fictional]
    assert "Lincolnshire" in places
    pages = [file for kind in ("areas", "protocols", "p") for file in (site / kind).rglob("*.html")]
    pages += [site / "index.html", site / "find/index.html", site / "organisations/index.html", site / "404.html"]
    assert len(pages) > 8
    texts = {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in pages}
    return [f"{file}: {place}" for file, text in texts.items() for place in places if re.search(rf"\b{place}\b", text)]


def _environment(folder: Path, program: Path) -> None:
    """What `make environment` leaves, with nothing installed: this Python, that program, and a stamp of now."""
    (folder / ".venv/bin").mkdir(parents=True)
    for name, command in (("python", ""), ("sharedcare", "-m sharedcare ")):
        script = folder / ".venv/bin" / name
        path = f"{program / 'scripts'}:{program}"
        script.write_text(f'#!/bin/sh\nPYTHONPATH="{path}" exec "{sys.executable}" {command}"$@"\n', encoding="utf-8")
        script.chmod(0o755)
    stamp = folder / ".venv/.installed"
    stamp.touch()
    older = [folder / name for name in ("requirements.lock", "pyproject.toml") if (folder / name).exists()]
    assert all(file.stat().st_mtime <= stamp.stat().st_mtime for file in older), "make would install into it"


def _run(commands: str, folder: Path) -> str:
    told = ("SITE_URL", "REPO_URL", "MAKEFLAGS", "MAKELEVEL")
    env = {key: value for key, value in os.environ.items() if key not in told and not key.startswith("PYTEST")}
    ran = subprocess.run(["bash", "-euc", commands], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
