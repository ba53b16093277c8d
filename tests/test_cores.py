"""The same work on several cores gives the results of one, in their order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from sharedcare.cores import on_every_core

ROOT = Path(__file__).parent.parent
PREPARED = """
import json, os, sys
from sharedcare.cores import on_every_core
os.sched_getaffinity = lambda _process: set(range(int(sys.argv[1])))
"""


def alone(script: str, cores: int) -> object:
    """What a script prints that runs in a process of its own, since a test's has threads and is never forked."""
    command = [sys.executable, "-c", PREPARED + textwrap.dedent(script), str(cores)]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def made(cores: int, items: int = 100, least: int = 10) -> tuple[list[int], int, bool]:
    """The results of some work, how many processes did it, and whether the first one did any."""
    script = f"""
        pairs = on_every_core(lambda number: (number, os.getpid()), range({items}), least={least})
        processes = {{process for _, process in pairs}}
        print(json.dumps([[number for number, _ in pairs], len(processes), os.getpid() in processes]))
    """
    return tuple(alone(script, cores))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks; elsewhere one core does it all")
def test_results_keep_their_order_and_come_from_other_processes():
    numbers, processes, did_it_itself = made(cores=2)
    assert numbers == list(range(100))
    assert 1 <= processes <= 2
    assert not did_it_itself


@pytest.mark.parametrize(("cores", "items"), [(1, 100), (2, 9)])
def test_one_core_and_a_little_work_stay_here(cores, items):
    assert made(cores, items) == (list(range(items)), 1, True)


def test_a_process_with_threads_is_never_forked(monkeypatch):
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 1}, raising=False)
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        processes = on_every_core(lambda _number: os.getpid(), range(100), least=10)
    finally:
        wait.set()
        thread.join()
    assert set(processes) == {os.getpid()}


def test_what_fails_there_fails_here():
    script = """
        try:
            on_every_core(lambda number: 1 // (number - 50), range(100), least=10)
        except ZeroDivisionError:
            print(json.dumps(len(on_every_core(lambda number: number, range(100), least=10))))
    """
    assert alone(script, cores=2) == 100, "and the next work is done"


def test_the_pages_are_those_of_one_core():
    script = """
        from datetime import date
        from hashlib import sha256
        from pathlib import Path
        from sharedcare.pages import LEAST, render
        from sharedcare.register.load import load
        pages = render(load(Path("protocols")), date(2026, 11, 21))
        assert len(pages) > LEAST
        print(json.dumps(sha256(repr(pages).encode()).hexdigest()))
    """
    assert alone(script, cores=2) == alone(script, cores=1)
