"""Building and publishing the site: whole or not at all, and the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.registers import BASE

ROOT = Path(__file__).parent.parent
DAY = "2026-11-21"
PATIENCE = 120
"""Seconds after which a build that did not get anywhere is given up."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with a small register, so that a build is quick."""
    return copy_of_project(tmp_path / "project")


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its site, built once for all tests that begin with one."""
    folder = copy_of_project(tmp_path_factory.mktemp("built") / "project")
    finished = build(folder)
    assert finished.returncode == 0, finished.stderr
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy of the project with its site."""
    return Path(shutil.copytree(built_once, tmp_path / "project", symlinks=True))


def copy_of_project(folder: Path) -> Path:
    for name in ("docs", "hooks", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(BASE, folder / "protocols")
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "scripts/build.py", "--on", DAY, *arguments]


def build(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), cwd=project, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def fingerprint(site: Path) -> dict[str, str]:
    """Every file of a site, with the hash of its bytes."""
    return {
        file.relative_to(site.resolve()).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.resolve().rglob("*"))
        if file.is_file()
    }


def break_the_build(project: Path) -> None:
    (project / "hooks" / "register_hook.py").write_text("raise SystemExit('broken')\n", encoding="utf-8")


def test_a_build_publishes_a_link(project):
    finished = build(project)
    assert finished.returncode == 0
    assert finished.stdout.endswith(f"Built site/ for {DAY}.\n")
    assert finished.stderr.endswith(
        "SITE_URL is not set: the page for a missing address works only where the site stands at the root of a host, "
        "and paper and short links name no host. Set it to the site's address: SITE_URL=https://register.example.org/\n"
    )
    assert (project / "site").is_symlink()
    assert (project / "site" / "protocols" / "exampleshire-methotrexate" / "index.html").is_file()
    assert oct((project / "site").resolve().stat().st_mode & 0o777) == "0o755"


def test_failed_build_leaves_site_whole(built):
    before, target = fingerprint(built / "site"), (built / "site").readlink()
    break_the_build(built)
    finished = build(built)
    assert finished.returncode == 1
    assert "The site was not built, and the published one is unchanged." in finished.stderr
    assert "Traceback" not in finished.stderr.partition("unchanged.")[0]
    assert ((built / "site").readlink(), fingerprint(built / "site")) == (target, before)
    assert len(builds(built)) == 1


def builds(project: Path) -> list[Path]:
    folder = project / ".site-builds"
    return sorted(child for child in folder.iterdir() if child.is_dir()) if folder.is_dir() else []


def wait_for(condition, running: subprocess.Popen[bytes]) -> None:
    """Wait until something is so, as long as the build runs."""
    started = time.monotonic()
    while not condition():
        assert running.poll() is None, "the build ended before it could be killed"
        assert time.monotonic() - started < PATIENCE
        os.sched_yield()


def test_killed_build_leaves_site_whole(built):
    before, target = fingerprint(built / "site"), (built / "site").readlink()
    running = subprocess.Popen(
        command(), cwd=built, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    wait_for(
        lambda: any(list(folder.rglob("*.html")) for folder in builds(built)[1:]) or len(builds(built)) > 1, running
    )
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert ((built / "site").readlink(), fingerprint(built / "site")) == (target, before)
    assert len(builds(built)) == 2
    assert build(built).returncode == 0
    assert fingerprint(built / "site") == before
    assert target.name in {folder.name for folder in builds(built)}
    assert len(builds(built)) == 2


def test_another_link_beside_it_is_left_alone(built):
    before = fingerprint(built / "site")
    assert build(built, "--site", "preview").returncode == 0
    assert build(built, "--site", "preview").returncode == 0
    assert fingerprint(built / "site") == before


def test_a_reader_never_meets_a_missing_page(built):
    page, missed, stop = built / "site" / "index.html", [], Event()

    def read() -> None:
        while not stop.is_set():
            try:
                page.read_bytes()
            except OSError as error:
                missed.append(error)

    reader = Thread(target=read)
    reader.start()
    try:
        assert build(built).returncode == 0
    finally:
        stop.set()
        reader.join()
    assert missed == []


def test_two_builds_of_a_day_are_the_same_bytes(built):
    first = fingerprint(built / "site")
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
    finished = subprocess.run(command(), cwd=built, env=environment, capture_output=True, check=False, timeout=PATIENCE)
    assert finished.returncode == 0
    assert fingerprint(built / "site") == first
    assert len(first) > 20


def test_a_second_build_at_the_same_time_is_refused(project):
    running = subprocess.Popen(command(), cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: len(builds(project)) == 1, running)
        finished = build(project)
        assert running.poll() is None, "the first build ended too early to meet the second"
    finally:
        running.wait(PATIENCE)
    assert finished.returncode == 1
    assert finished.stderr == "Another build is running: wait for it to end\n"
    assert (project / "site").is_symlink()


def test_a_folder_in_the_place_of_the_link_is_left_alone(project):
    (project / "site").mkdir()
    (project / "site" / "mine.txt").write_text("mine", encoding="utf-8")
    finished = build(project)
    assert finished.returncode == 1
    assert finished.stderr == "site is a folder, not a link to a build: move it away, then build again\n"
    assert (project / "site" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_build_without_settings_says_where_to_go(project):
    (project / "mkdocs.yml").unlink()
    finished = build(project)
    assert finished.returncode == 1
    assert finished.stderr == "There is no mkdocs.yml: run this in the project's folder\n"


def test_mkdocs_without_a_day_says_what_to_do(project):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SHAREDCARE_")}
    command_line = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    finished = subprocess.run(
        command_line, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert finished.returncode != 0
    assert "make site" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_an_unreadable_file_never_stops_a_build(project):
    (project / "protocols" / "exampleshire" / "exampleshire-broken.yml").write_text("[", encoding="utf-8")
    finished = build(project)
    assert finished.returncode == 0
    assert "1 unreadable" in finished.stdout
    assert "Run `sharedcare check`" in finished.stderr
    page = (project / "site" / "protocols" / "exampleshire-broken" / "index.html").read_text(encoding="utf-8")
    assert "Cannot be read" in page
    other = (project / "site" / "protocols" / "exampleshire-methotrexate" / "index.html").read_text(encoding="utf-8")
    assert "Arrangements in place" in other
