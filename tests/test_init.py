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
from sharedcare.register.load import load
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


def test_a_register_begins_in_an_empty_folder_by_the_guides_own_commands(answers, tmp_path):
    """Init, check and build as the guide says, then the tests that hold for any register, its site in a browser."""
    copy = tmp_path / "shared-care"
    copy.symlink_to(ROOT, target_is_directory=True)
    commands = [line for kind, text in BLOCK.findall(GUIDE) if kind == "sh" for line in text.splitlines()]
    assert len(commands) >= 4
    assert commands[0].startswith(".venv/bin/sharedcare init ../norfolk --from ../norfolk.yml")
    (tmp_path / "norfolk").mkdir()
    ran = _shell(["sharedcare " + commands[0].split(" ", 1)[1]], tmp_path / "shared-care", tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "The next three steps" in ran.stdout

    made = tmp_path / "norfolk"
    _pretend_environment(made)
    ran = _shell(commands[2:], made, tmp_path)
    assert commands[1] == "cd ../norfolk"
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "none fails this check" in ran.stdout
    home = (made / "site/index.html").read_text(encoding="utf-8")
    assert "Norfolk shared care register" in home
    assert 'data-md-color-primary="register-teal"' in home

    own = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider"]
    tested = subprocess.run(own, cwd=made, env=_environment(made), capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stdout
    assert " failed" not in tested.stdout
    assert re.search(r"[6-9] passed", tested.stdout), tested.stdout


def _pretend_environment(made: Path) -> None:
    """What `make environment` leaves, with nothing installed: this program's own Python, and a stamp of today."""
    folder = made / ".venv/bin"
    folder.mkdir(parents=True)
    for name, command in (("python", ""), ("sharedcare", "-m sharedcare ")):
        script = folder / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {command}"$@"\n', encoding="utf-8")
        script.chmod(0o755)
    (made / ".venv/.installed").touch()
    newest = max(path.stat().st_mtime for path in (made / "requirements.lock", made / "pyproject.toml"))
    assert (made / ".venv/.installed").stat().st_mtime >= newest, "make would install into it"


def _environment(made: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("SITE_URL", "REPO_URL") and "PYTEST" not in key}
    return {**kept, "PYTHONPATH": f"{made / 'scripts'}:{made}"}


def _shell(commands: list[str], folder: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    own = tmp_path / "bin"
    own.mkdir(exist_ok=True)
    script = own / "sharedcare"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sharedcare "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    env = _environment(folder) | {"PATH": f"{own}:{os.environ['PATH']}"}
    text = "\n".join(commands)
    return subprocess.run(["bash", "-euc", text], cwd=folder, env=env, capture_output=True, text=True, check=False)
