"""What the prose and the workflows promise is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sharedcare.status import Arrangements, Currency, Funding

ROOT = Path(__file__).parent.parent
ALLOWED = (
    {},
    {"contents": "read"},
    {"contents": "read", "pages": "read"},
    {"actions": "write"},
    {"pages": "write", "id-token": "write"},
    {"contents": "write"},
    {"contents": "read", "issues": "write"},
    {"contents": "read", "issues": "write", "pages": "read"},
    {"contents": "read", "actions": "read", "pull-requests": "write"},
)
"""What a job may be allowed: to read, to ask Pages for its address, to start a workflow, to publish, to write down
what changed, to keep an issue, to comment on a pull request. No job may do two of them."""
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_every_test_that_the_hazard_log_names_exists():
    named = re.findall(r"`(tests/\w+\.py)::(test_\w+)`", (ROOT / "docs/about/hazards.md").read_text(encoding="utf-8"))
    assert len(named) >= 10
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert missing == []


def test_every_file_that_the_readme_links_exists():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(links) >= 6
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_top_level_holds_what_the_readme_tells_of():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    assert {name.split("/")[0] for name in tracked if name} == {
        ".ci", ".editorconfig", ".gitattributes", ".github", ".gitignore", "CONTRIBUTING.md", "LICENSE", "LICENSE-DATA",
        "Makefile", "README.md", "docs", "hooks", "mkdocs.yml", "protocols", "pyproject.toml", "requirements.lock",
        "scripts", "tests",
    }  # fmt: skip


def test_workflows_are_of_the_right_shape():
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *map(str, WORKFLOWS),
    ]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout
    assert len(WORKFLOWS) >= 3


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_actions_are_pinned_and_permissions_are_least(workflow):
    text = workflow.read_text(encoding="utf-8")
    made = yaml.safe_load(text)
    for used in re.findall(r"uses:\s*(\S+)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used), f"{used} is not pinned by its commit"
    assert made["permissions"] in ({}, {"contents": "read"})
    for name, job in made["jobs"].items():
        assert job.get("permissions", {}) in ALLOWED, f"{name} may do more than it needs"
    assert "pull_request_target" not in text
    shells = [step["run"] for job in made["jobs"].values() for step in job["steps"] if "run" in step]
    assert [shell for shell in shells if "${{" in shell] == []


def test_every_changed_file_is_annotated_however_it_is_called(tmp_path):
    """The step of the workflow itself, in a repository of its own, with a stand-in that prints what it is given."""
    jobs = yaml.safe_load((ROOT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8"))["jobs"]
    names = ("List the changed files", "Annotate the changed files")
    steps = [step["run"] for step in jobs["check"]["steps"] if step.get("name") in names]
    assert len(steps) == len(names)

    def git(*arguments: str) -> str:
        identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
        return subprocess.run(
            ("git", *identity, *arguments), cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout.strip()

    stand_in = tmp_path / ".venv/bin/sharedcare"
    stand_in.parent.mkdir(parents=True)
    stand_in.write_text('#!/bin/sh\nprintf "%s|" "$@"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    (tmp_path / "protocols").mkdir()
    (tmp_path / "protocols/gone.yml").write_text("id: gone\n", encoding="utf-8")
    git("init", "--quiet")
    git("add", "protocols")
    git("commit", "--quiet", "--message", "base")
    base = git("rev-parse", "HEAD")
    (tmp_path / "protocols/gone.yml").unlink()
    for name in ("sj\u00f6gren.yml", "two words.yml", "-x.yml"):
        (tmp_path / "protocols" / name).write_text("id: x\n", encoding="utf-8")
    (tmp_path / "protocols/README.md").symlink_to("nowhere")
    git("add", "--all", "protocols")
    git("commit", "--quiet", "--message", "change")
    ran = subprocess.run(
        ("bash", "-eo", "pipefail", "-c", "\n".join(steps)),
        cwd=tmp_path,
        env={**os.environ, "BASE": base, "RUNNER_TEMP": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    given = ran.stdout.removesuffix("|").split("|")
    assert given[:4] == ["check", "--format", "github", "--"]
    assert sorted(given[4:]) == [
        "protocols/-x.yml",
        "protocols/README.md",
        "protocols/sj\u00f6gren.yml",
        "protocols/two words.yml",
    ]


def test_only_a_file_of_its_own_is_on_a_schedule():
    scheduled = {
        file.name for file in WORKFLOWS if "schedule" in yaml.safe_load(file.read_text(encoding="utf-8"))[True]
    }
    assert scheduled == {"expiry.yml", "links.yml", "nightly.yml"}


@pytest.mark.parametrize("state", [*Currency, *Funding, *Arrangements], ids=str)
def test_the_page_on_reading_explains_each_badge_by_its_words(state):
    assert f"**{state.label}**" in (ROOT / "docs/about/reading-a-page.md").read_text(encoding="utf-8")
