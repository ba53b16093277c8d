"""The workflows: their shape, their holes, and what each of their steps does, run here in a throw-away repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from sharedcare.cli import main
from sharedcare.github import artifact, comment
from tests.repositories import NOBODY, commit, git, repository

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
VALUES = {
    "github.token": "the-token",
    "github.event.pull_request.number": "12",
    "github.event.workflow_run.id": "345",
    "github.server_url": "https://github.example",
    "github.repository": "example/register",
    "steps.pages.outputs.base_url": "https://register.example.org",
}
"""What an expression may say in the environment of a step. All of it is GitHub's own: no text of a stranger."""
STAND_IN = """#!/usr/bin/env bash
line="$(basename "$0")"
for argument in "$@"; do line+=" $argument"; done
echo "$line" >> "$CALLS"
if [ "$(wc -l < "$CALLS")" -eq "${FAIL_AT:-0}" ]; then exit 3; fi
case "$*" in *--jq*) printf '11\\n12\\n' ;; *markdown*) echo "### A report" ;; esac
"""
EXPECTED = {
    "comment/comment": ["make environment", "sharedcare comment --run 345"],
    "expiry/watch": [
        "make environment",
        "sharedcare remind --issue --format markdown",
        "sharedcare check --format markdown",
    ],
    "links/ask": ["make site", "sharedcare links --site site --issue --format markdown -- protocols"],
    "nightly/history": ["make environment", "gh auth setup-git", "sharedcare history", "gh auth setup-git"],
    "nightly/publish": ["gh workflow run publish.yml --repo example/register --ref main"],
    "nightly/awake": [
        "gh api repos/example/register/actions/workflows --paginate --jq "
        '.workflows[] | select(.state != "disabled_manually") | .id',
        "gh api --method PUT repos/example/register/actions/workflows/11/enable",
        "gh api --method PUT repos/example/register/actions/workflows/12/enable",
    ],
    "publish/build": ["gh auth setup-git", "make site"],
    "publish/deploy": [],
    "pull-request/check": [
        "make environment",
        "sharedcare check --format github -- protocols/here/new.yml",
        "sharedcare check --since HEAD^1 --format github",
        "sharedcare check --since HEAD^1 --format markdown",
        "sharedcare diff HEAD^1 --format markdown",
        "sharedcare fmt --check",
        "python scripts/build.py",
        "sharedcare links --site site --format github -- protocols/here/new.yml",
    ],
    "pull-request/test": ["make test"],
}
"""What each job calls, in order, of the programs that stand-ins take the place of."""


def read(workflow: Path) -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    return made


def jobs() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for workflow in WORKFLOWS:
        made = read(workflow)
        for name, job in made["jobs"].items():
            yield f"{workflow.stem}/{name}", made, job


def zizmor(*inputs: Path) -> tuple[int, str]:
    program = Path(sys.executable).with_name("zizmor")
    command = [
        str(program),
        "--offline",
        "--no-progress",
        "--persona",
        "auditor",
        "--format",
        "plain",
        *map(str, inputs),
    ]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    return finished.returncode, finished.stdout + finished.stderr


def test_no_hole_is_found():
    code, said = zizmor(GITHUB)
    assert (code, "No findings to report" in said) == (0, True), said
    reasons = re.findall(r"# zizmor: ignore\[[\w-]+\] (.+)", "\n".join(file.read_text("utf-8") for file in WORKFLOWS))
    assert len(reasons) == len([1 for file in WORKFLOWS for _ in re.findall("zizmor", file.read_text("utf-8"))]) == 1


FAULTS = {
    "unpinned-uses": ("pull-request.yml", r"actions/checkout@\w+", "actions/checkout@v7"),
    "excessive-permissions": ("expiry.yml", r"permissions: \{\}", "permissions: write-all"),
    "template-injection": (
        "pull-request.yml", "run: make test", 'run: echo "${{ github.event.pull_request.title }}"',
    ),
    "artipacked": ("links.yml", "persist-credentials: false", "persist-credentials: true"),
    "dangerous-triggers": ("pull-request.yml", r"on:\n  pull_request:", "on:\n  pull_request_target:"),
}  # fmt: skip


@pytest.mark.parametrize(("finding", "fault"), FAULTS.items(), ids=FAULTS)
def test_a_planted_hole_is_found(finding, fault, tmp_path):
    name, good, bad = fault
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    text, made = re.subn(good, bad, (GITHUB / "workflows" / name).read_text(encoding="utf-8"), count=1)
    assert made == 1
    (folder / name).write_text(text, encoding="utf-8")
    code, said = zizmor(tmp_path)
    assert code != 0
    assert finding in said


@pytest.mark.parametrize(("name", "made", "job"), list(jobs()), ids=[name for name, _, _ in jobs()])
def test_each_job_ends_in_time_keeps_no_token_and_stops_at_a_broken_pipe(name, made, job):
    assert 0 < job["timeout-minutes"] <= 60
    assert "concurrency" in made
    assert made["defaults"] == {"run": {"shell": "bash"}}
    for step in job["steps"]:
        if "checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
        assert len(step.get("run", "").splitlines()) <= 3


def test_what_may_write_never_runs_the_pull_request():
    made = read(GITHUB / "workflows" / "comment.yml")
    assert made[True] == {"workflow_run": {"workflows": ["Pull request"], "types": ["completed"]}}
    assert read(GITHUB / "workflows" / "pull-request.yml")["name"] == "Pull request"
    (job,) = made["jobs"].values()
    (checkout,) = [step for step in job["steps"] if "checkout@" in step.get("uses", "")]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert [step for step in job["steps"] if "download" in step.get("uses", "")] == []


def test_what_is_left_is_what_is_looked_for():
    steps = read(GITHUB / "workflows" / "pull-request.yml")["jobs"]["check"]["steps"]
    left = {step["with"]["name"]: step["with"] for step in steps if "upload-artifact@" in step.get("uses", "")}
    assert left.keys() == {artifact.NAME, "preview"}
    assert left["preview"]["retention-days"] == comment.PREVIEW_DAYS
    writing = next(step["run"] for step in steps if "number.txt" in step.get("run", ""))
    assert set(re.findall(r"left/([\w.]+)", writing)) == artifact.FILES


def filled(values: Mapping[str, Any]) -> dict[str, str]:
    """An environment with its expressions filled in; one that is not known fails the test."""
    return {
        name: re.sub(r"\$\{\{ *([\w.]+) *\}\}", lambda found: VALUES[found[1]], str(value))
        for name, value in values.items()
    }


@pytest.fixture
def workspace(tmp_path) -> Path:
    """A repository as GitHub lays it out for a pull request: the merge, its base as first parent, and a remote."""
    folder = repository(tmp_path / "work")
    (folder / "protocols" / "here").mkdir(parents=True)
    (folder / "protocols" / "here" / "gone.yml").write_text("id: gone\n", encoding="utf-8")
    commit(folder, "2026-11-01T10:00:00+00:00")
    git(folder, "checkout", "--quiet", "-b", "change")
    (folder / "protocols" / "here" / "gone.yml").unlink()
    (folder / "protocols" / "here" / "new.yml").write_text("id: new\n", encoding="utf-8")
    commit(folder, "2026-11-02T10:00:00+00:00")
    git(folder, "checkout", "--quiet", "main")
    git(folder, "merge", "--quiet", "--no-ff", "change")
    git(folder, "init", "--quiet", "--bare", str(tmp_path / "remote"))
    git(folder, "remote", "add", "origin", str(tmp_path / "remote"))
    shutil.copytree(GITHUB / "scripts", folder / ".github" / "scripts")
    for program in (tmp_path / "bin" / "make", tmp_path / "bin" / "gh", folder / ".venv/bin/sharedcare",
                    folder / ".venv/bin/python"):  # fmt: skip
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(STAND_IN, encoding="utf-8")
        program.chmod(0o755)
    return folder


def run_job(workspace: Path, made: dict[str, Any], job: dict[str, Any], **more: str) -> tuple[list[str], list[str]]:
    """Run the steps of a job up to the first that fails: what was called, and the commands of the one that failed."""
    home = workspace.parent
    calls = home / "calls"
    calls.write_text("", encoding="utf-8")
    shutil.rmtree(workspace / "left", ignore_errors=True)
    base = {
        "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
        "HOME": str(home),
        "CALLS": str(calls),
        "GITHUB_REPOSITORY": "example/register",
        "GITHUB_STEP_SUMMARY": str(home / "summary"),
        "RUNNER_TEMP": str(home),
        **NOBODY,
        **more,
    }
    for number, step in enumerate(step for step in job["steps"] if "run" in step):
        script = home / f"step-{number}.sh"
        script.write_text(step["run"], encoding="utf-8")
        env = filled({**base, **made.get("env", {}), **job.get("env", {}), **step.get("env", {})})
        # As GitHub runs it with `shell: bash`, and `-u` for a variable that nobody has set.
        command = ["bash", "--noprofile", "--norc", "-euo", "pipefail", str(script)]
        finished = subprocess.run(command, cwd=workspace, env=env, capture_output=True, text=True, check=False)
        if finished.returncode != 0:
            return calls.read_text(encoding="utf-8").splitlines(), step["run"].splitlines()
    return calls.read_text(encoding="utf-8").splitlines(), []


def test_every_job_is_tried():
    assert {name for name, _, _ in jobs()} == set(EXPECTED)


@pytest.mark.parametrize(("name", "made", "job"), list(jobs()), ids=[name for name, _, _ in jobs()])
def test_each_step_calls_what_it_should_and_fails_when_that_fails(name, made, job, workspace):
    write_down(workspace, "a: b\n")
    called, failed = run_job(workspace, made, job)
    assert (called, failed) == (EXPECTED[name], [])
    for number in range(1, len(called) + 1):
        git(workspace, "reset", "--quiet", "--hard")
        (workspace.parent / "remote/refs/heads/ledger").unlink(missing_ok=True)
        write_down(workspace, f"a: {number}\n")
        until, failed = run_job(workspace, made, job, FAIL_AT=str(number))
        assert until[:number] == called[:number]
        assert failed != [], f"{called[number - 1]} failed, and nobody noticed"


CALLS = [call.removeprefix("sharedcare ") for calls in EXPECTED.values() for call in calls if call.startswith("sha")]


@pytest.mark.parametrize("call", dict.fromkeys(CALLS))
def test_each_call_of_the_program_is_one_that_it_takes(call, monkeypatch, tmp_path):
    for folder in ("protocols", "site"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)
    name, *arguments = call.split()
    main.commands[name].make_context(name, arguments, parent=click.Context(main, obj=date(2026, 11, 21))).close()


def test_the_summary_and_what_is_left_hold_the_reports(workspace):
    made = read(GITHUB / "workflows" / "pull-request.yml")
    run_job(workspace, made, made["jobs"]["check"])
    assert (workspace.parent / "summary").read_text(encoding="utf-8") == "### A report\n### A report\n"
    assert (workspace / "left/number.txt").read_text(encoding="utf-8") == "12\n"
    assert (workspace / "left/diff.md").read_text(encoding="utf-8") == "### A report\n"


def test_the_preview_shows_the_ledger_of_its_branch_taken_by_no_script_of_the_pull_request(workspace):
    write_down(workspace, "a: new\n")
    run_script(workspace, "commit-ledger.sh")
    git(workspace, "reset", "--quiet", "--hard")
    write_down(workspace, "a: old\n")
    made = read(GITHUB / "workflows" / "pull-request.yml")
    run_job(workspace, made, made["jobs"]["check"])
    file = workspace / "protocols/reference/history/2026-11.yml"
    assert file.read_text(encoding="utf-8") == "a: new\n"
    assert "GH_TOKEN" not in str(made)
    assert "secrets." not in str(made)
    assert made["permissions"] == {"contents": "read"}
    assert [job for job in made["jobs"].values() if "permissions" in job] == []


@pytest.mark.parametrize("url", ["remote", "nowhere"])
def test_no_ledger_holds_no_preview_back(url, workspace):
    """Neither where there is none yet, nor where the remote does not answer."""
    git(workspace, "remote", "set-url", "origin", str(workspace.parent / url))
    made = read(GITHUB / "workflows" / "pull-request.yml")
    steps = made["jobs"]["check"]["steps"]
    (taking,) = [step for step in steps if "refs/heads/ledger" in step.get("run", "")]
    assert taking["continue-on-error"] is True
    assert run_job(workspace, made, {"steps": [taking]}) == ([], [])
    order = [step.get("run", "") for step in steps]
    assert order.index(taking["run"]) == order.index(".venv/bin/python scripts/build.py") - 1


def test_a_base_that_is_not_there_fails_the_step(workspace):
    made = read(GITHUB / "workflows" / "pull-request.yml")
    made["env"] = {"BASE": "no-such-commit"}
    called, failed = run_job(workspace, made, made["jobs"]["check"])
    assert called == ["make environment"]
    assert failed[0].startswith("git diff")


def test_a_change_of_no_protocol_annotates_nothing_and_walks_the_site(workspace):
    made = read(GITHUB / "workflows" / "pull-request.yml")
    made["env"] = {"BASE": "HEAD"}
    called, _ = run_job(workspace, made, made["jobs"]["check"])
    assert called[1] == "sharedcare check --since HEAD --format github"
    assert called[-1] == "sharedcare links --site site --format github --"


def write_down(workspace: Path, text: str) -> None:
    """What `sharedcare history` would write: a file of a month."""
    file = workspace / "protocols/reference/history/2026-11.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def run_script(workspace: Path, name: str) -> str:
    nobody = {name: value for name, value in NOBODY.items() if "CONFIG" in name}
    env = {**os.environ, **nobody, "PATH": f"{workspace.parent / 'bin'}:{os.environ['PATH']}",
           "CALLS": str(workspace.parent / "calls")}  # fmt: skip
    command = [workspace / ".github" / "scripts" / name]
    return subprocess.run(command, cwd=workspace, env=env, capture_output=True, text=True, check=True).stdout


def test_the_ledger_is_committed_to_its_own_branch_where_it_changed_and_only_then(workspace):
    """Not to main, which a workflow's token cannot push to where it is protected."""
    git(workspace, "push", "--quiet", "origin", "main")
    remote = workspace.parent / "remote"
    before = git(remote, "rev-parse", "main")
    (workspace / "protocols/notes.yml").write_text("mine", encoding="utf-8")
    for number, told in enumerate(("Wrote it down on the branch ledger.", "Nothing to write down."), start=1):
        run_script(workspace, "take-ledger.sh")
        write_down(workspace, "a: b\n")
        assert run_script(workspace, "commit-ledger.sh") == f"{told}\n", number
    run_script(workspace, "take-ledger.sh")
    write_down(workspace, "a: c\n")
    run_script(workspace, "commit-ledger.sh")
    assert git(remote, "log", "--format=%an: %s", "ledger") == "\n".join(["register: Write down what changed"] * 2)
    assert git(remote, "ls-tree", "-r", "--name-only", "ledger") == "protocols/reference/history/2026-11.yml"
    assert git(remote, "rev-parse", "main") == before
    assert git(workspace, "status", "--porcelain", "--", "protocols/notes.yml") == "?? protocols/notes.yml"


def test_the_ledger_of_the_branch_lies_over_that_of_main(workspace):
    write_down(workspace, "a: old\n")
    commit(workspace, "2026-11-03T10:00:00+00:00")
    assert run_script(workspace, "take-ledger.sh") == "There is no branch ledger yet.\n"
    write_down(workspace, "a: new\n")
    run_script(workspace, "commit-ledger.sh")
    git(workspace, "reset", "--quiet", "--hard")
    assert run_script(workspace, "take-ledger.sh") == "Took the ledger from its branch.\n"
    file = workspace / "protocols/reference/history/2026-11.yml"
    assert file.read_text(encoding="utf-8") == "a: new\n"


def test_a_branch_without_a_ledger_holds_nothing_back(workspace):
    git(workspace, "push", "--quiet", "origin", "HEAD:refs/heads/ledger")
    assert run_script(workspace, "take-ledger.sh") == "The branch ledger holds no ledger.\n"


def test_a_clone_with_its_whole_history_keeps_it_when_the_ledger_is_taken(workspace):
    """Or the next step, `sharedcare history`, would refuse it as a shallow one."""
    git(workspace, "remote", "set-url", "origin", (workspace.parent / "remote").as_uri())
    for text in ("a: b\n", "a: c\n"):
        write_down(workspace, text)
        run_script(workspace, "commit-ledger.sh")
        run_script(workspace, "take-ledger.sh")
    git(workspace, "update-ref", "-d", "refs/ledger")
    git(workspace, "gc", "--quiet", "--prune=now")
    run_script(workspace, "take-ledger.sh")
    assert git(workspace, "rev-parse", "--is-shallow-repository") == "false"


def test_a_register_without_any_change_has_no_ledger_to_commit(workspace):
    assert run_script(workspace, "commit-ledger.sh") == "Nothing to write down.\n"


def test_a_remote_that_does_not_answer_is_no_missing_branch(workspace):
    """Or a night without a network would begin the ledger anew."""
    git(workspace, "remote", "set-url", "origin", str(workspace.parent / "nowhere"))
    with pytest.raises(subprocess.CalledProcessError):
        run_script(workspace, "take-ledger.sh")


def test_nothing_pushes_to_main():
    pushes = [line for script in (GITHUB / "scripts").glob("*.sh") for line in script.read_text("utf-8").splitlines()
              if "git push" in line]  # fmt: skip
    assert pushes == ['git push --quiet origin "$made:refs/heads/ledger"']
    assert [file.name for file in WORKFLOWS if "git push" in file.read_text("utf-8")] == []


@pytest.mark.parametrize("page", ["about/by-the-clock.md", "editors/start-a-register.md"])
def test_whoever_protects_main_is_told_the_checks_by_their_names(page):
    names = [job["name"] for job in read(GITHUB / "workflows/pull-request.yml")["jobs"].values()]
    said = " ".join((ROOT / "docs" / page).read_text(encoding="utf-8").split())
    assert "the status checks " + " and ".join(f'"{name}"' for name in names) in said
