"""Mutants judged in processes of their own, which may raise, hang or die without taking the count along."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import resource
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.mutants.corpus import SHIPPED, corpus
from tests.mutants.judge import as_commanded, judge, made_ready
from tests.mutants.make import SEED, mutant

BOUND = 1.0
"""The most seconds of work that one mutant may take."""
PATIENCE = 20.0
"""After how many seconds a process that does not answer is ended: a busy machine is no fault of the code."""
STARTING = 120.0
"""The most seconds that a process may take to read the shipped files."""
MEMORY = 2 << 30
"""The most bytes of address space of a process."""
MOST_FAILURES = 25
"""After so many failures no more mutants are judged: the cause is one."""


@dataclass(frozen=True)
class Task:
    """What the processes do."""

    seed: int = SEED
    root: Path = SHIPPED
    """The folder whose files are spoilt."""
    bound: float = BOUND
    """The most seconds of work that one mutant may take."""
    patience: float = PATIENCE
    """After how many seconds a process that does not answer is ended."""
    commanded: int = 40
    """Of how many mutants one goes through the command line too."""
    prepare: Callable[[], None] | None = None
    """What is called first in each process."""


@dataclass(frozen=True)
class Verdict:
    """What became of one mutant."""

    number: int
    kinds: tuple[str, ...] = ()
    file: str = ""
    digest: str = ""
    """Tells mutants apart."""
    parsed: bool = False
    reached: bool = False
    codes: frozenset[str] = frozenset()
    commanded: bool = False
    """Whether the command line was asked too, and said the same."""
    seconds: float = 0.0
    """Of work; waiting for a busy machine is left out."""
    peak: int = 0
    """The most memory that the process has held, in KiB."""
    failure: str = ""
    """Why it failed; nothing where it did not."""


def judged(task: Task, number: int) -> Verdict:
    """Make a mutant and judge it. What it raises is its verdict."""
    shipped = corpus(task.root)
    one = mutant(shipped, task.seed, number)
    digest = sha256(repr(sorted(one.files.items())).encode("utf-8", "surrogateescape")).hexdigest()
    verdict = Verdict(number, one.kinds, one.file, digest)
    started = time.process_time()
    try:
        made_ready(shipped, one)
        started = time.process_time()
        found = judge(shipped, one)
        seconds = time.process_time() - started
        asked = number % task.commanded == 0
        other = as_commanded(shipped, one) if asked else found.printed
    except Exception:  # noqa: BLE001 -- whatever is raised is what is sought
        return replace(verdict, seconds=time.process_time() - started, failure=traceback.format_exc())
    return replace(
        verdict,
        parsed=found.parsed,
        reached=found.reached,
        codes=found.codes,
        commanded=asked,
        seconds=seconds,
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        failure=_failure(task, seconds, found.printed, other),
    )


def _failure(task: Task, seconds: float, printed: str, other: str) -> str:
    if seconds > task.bound:
        return f"it took {seconds:.2f} seconds of work, more than {task.bound}"
    return "" if printed == other else f"the command line says otherwise:\n{other}\ninstead of\n{printed}"


def run(numbers: Iterable[int], task: Task = Task(), workers: int = 1) -> Iterator[Verdict]:
    """The verdict on each number, as they come.

    A mutant that hangs or ends its process is a failure with its number; after MOST_FAILURES no more are judged.
    """
    left, failures = iter(numbers), 0
    lanes = [_Lane(task) for _ in range(workers)]
    try:
        busy = [lane for lane in lanes if lane.give(left)]
        while busy:
            wait([lane.pipe for lane in busy], timeout=max(0.0, min(lane.deadline for lane in busy) - time.monotonic()))
            for lane in list(busy):
                verdict = lane.verdict()
                if verdict is None:
                    continue
                failures += bool(verdict.failure)
                yield verdict
                if failures >= MOST_FAILURES or not lane.give(left):
                    busy.remove(lane)
    finally:
        for lane in lanes:
            lane.end()


@dataclass
class _Lane:
    """A process that judges one mutant after the other, begun again where it ended."""

    task: Task
    number: int = -1
    deadline: float = 0.0
    pipe: Connection = field(init=False)
    process: multiprocessing.process.BaseProcess = field(init=False)

    def __post_init__(self) -> None:
        self._begin()

    def give(self, numbers: Iterator[int]) -> bool:
        """Have the next number judged; false where there is none."""
        number = next(numbers, None)
        if number is None:
            return False
        self.number = number
        self.deadline = time.monotonic() + self.task.patience
        self.pipe.send(number)
        return True

    def verdict(self) -> Verdict | None:
        """What has become of the number, if that is known by now."""
        try:
            if self.pipe.poll():
                found: Verdict = self.pipe.recv()
                return found
        except (EOFError, ConnectionResetError):
            self.process.join()
            return self._failed(f"the process ended with exit code {self.process.exitcode}")
        if time.monotonic() < self.deadline:
            return None
        return self._failed(f"no answer within {self.task.patience:.1f} seconds")

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()

    def _failed(self, why: str) -> Verdict:
        self.end()
        self._begin()
        one = mutant(corpus(self.task.root), self.task.seed, self.number)
        return Verdict(self.number, one.kinds, one.file, failure=why)

    def _begin(self) -> None:
        # Not a fork: the process that runs the tests has threads, and its memory is not ours to count.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, self.task), daemon=True)
        self.process.start()
        theirs.close()
        if not self.pipe.poll(STARTING):
            raise TimeoutError(f"a process did not start within {STARTING:.0f} seconds")
        self.pipe.recv()


def _work(pipe: Connection, task: Task) -> None:
    """Answer each number with its verdict, until the pipe is closed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    corpus(task.root)
    gc.freeze()
    if task.prepare is not None:
        task.prepare()
    pipe.send("ready")
    with contextlib.suppress(EOFError, BrokenPipeError):  # whoever asked is gone
        while True:
            pipe.send(judged(task, pipe.recv()))
