"""What one command costs: CPU time, wall time, memory."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from tests.bench.report import Cost

ROOT = Path(__file__).parents[2]
LOOK_EVERY = 0.1
"""Seconds between two looks at the memory."""
ENOUGH = 20.0
"""Seconds of running after which a command is not run again."""
RUNS = 3
Command = tuple[str | Path, ...]


class CommandFailed(Exception):
    """A command did not end well; the message is what it said."""


def measured(command: Command, extra: Mapping[str, str] | None = None) -> Cost:
    """The run of least CPU time of up to three; a long command is run once. Raises CommandFailed."""
    costs: list[Cost] = []
    while len(costs) < RUNS and sum(cost.wall for cost in costs) < ENOUGH:
        costs.append(_once(command, extra or {}))
    return min(costs, key=lambda cost: cost.cpu)


def run(command: Command, extra: Mapping[str, str] | None = None) -> None:
    """Run a command whose cost does not matter. Raises CommandFailed."""
    _once(command, extra or {})


def _once(command: Command, extra: Mapping[str, str]) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=ROOT, env=_environment(extra), stdout=said, stderr=said)
        peak = _watched(process)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        if process.returncode != 0:
            said.seek(max(said.tell() - 4000, 0))
            raise CommandFailed(f"{' '.join(map(str, command))}\n{said.read().decode('utf-8', 'replace')}")
    return Cost(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall, peak)


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The bench's own without its tools, so that a command runs as it does for anybody."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **extra}


def _watched(process: subprocess.Popen[bytes]) -> int:
    """Wait for the process to end; the most memory that was seen."""
    peak, root = 0, psutil.Process(process.pid)
    while True:
        peak = max(peak, _held(root))
        try:
            process.wait(LOOK_EVERY)
        except subprocess.TimeoutExpired:
            continue
        return peak


def _held(root: psutil.Process) -> int:
    try:
        return sum(map(_own, (root, *root.children(recursive=True))))
    except psutil.NoSuchProcess:
        return 0


def _own(process: psutil.Process) -> int:
    """What the process holds: of memory that it shares with others its part, where the system tells that."""
    try:
        held = process.memory_full_info() if psutil.LINUX else process.memory_info()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
    return int(getattr(held, "pss", held.rss))
