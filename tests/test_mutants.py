"""Shipped files spoilt at random: nothing brings the checks or the pages down, and what would is caught and named."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from sharedcare import rules
from tests.mutants import judge
from tests.mutants.corpus import SHIPPED, corpus
from tests.mutants.make import KINDS, SEED, Mutant, mutant
from tests.mutants.run import MOST_FAILURES, Task, Verdict, run
from tests.mutants.tally import Tally
from tests.mutants.world import neighbours
from tests.registers import BASE, DAY

SLICE = 300
"""How many mutants one test judges; `make mutants` judges 20,000."""


@pytest.mark.parametrize("first", range(0, 2 * SLICE, SLICE))
def test_no_mutant_brings_the_checks_or_the_pages_down(first):
    tally = Tally.of(SLICE, run(range(first, first + SLICE), Task(commanded=6)))
    assert [(one.number, one.kinds, one.failure) for one in tally.failures] == []
    assert list(tally.missed()) == []
    assert tally.commanded == SLICE // 6
    assert len(tally.fired) > 30


# -- what is planted is found ---------------------------------------------------------------------------------------


def fine() -> None:
    return


def raising() -> None:
    raise KeyError("planted")


def hungry() -> None:
    bytearray(1 << 40)


def looping() -> None:
    while True:
        pass


def waiting() -> None:
    threading.Event().wait()


def leaving() -> None:
    os._exit(3)


def crashing() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def slow() -> None:
    started = time.process_time()
    while time.process_time() < started + 0.2:
        pass


def planted(act):
    """Make a rule that acts whenever it is asked."""
    like = rules.RULES[0]

    def check(register, day) -> Iterator:
        act()
        yield from ()

    rules.RULES = (*rules.RULES, replace(like, code="SC999", check=check))


NUMBER = 7
CAUGHT = {
    raising: "KeyError: 'planted'",
    hungry: "MemoryError",
    looping: "no answer within 2.0 seconds",
    waiting: "no answer within 2.0 seconds",
    leaving: "the process ended with exit code 3",
    crashing: f"the process ended with exit code -{signal.SIGSEGV.value}",
    slow: "seconds of work, more than 0.1",
}


@pytest.mark.parametrize("act", CAUGHT, ids=lambda act: act.__name__)
def test_what_brings_a_mutant_down_is_caught_and_named(act):
    task = Task(root=BASE, prepare=partial(planted, act))
    task = replace(task, patience=2.0) if act in (looping, waiting) else replace(task, bound=0.1 if act is slow else 1)
    (verdict,) = run([NUMBER], task)
    made = mutant(corpus(BASE), SEED, NUMBER)
    assert verdict.failure.rstrip().endswith(CAUGHT[act])
    assert (verdict.number, verdict.file, verdict.kinds) == (NUMBER, made.file, made.kinds)
    assert any("failed" in line for line in Tally.of(1, [verdict]).missed())


def test_after_a_crash_the_next_mutant_is_judged_by_another_process(tmp_path):
    task = Task(root=BASE, prepare=partial(planted, partial(leaving_once, tmp_path / "left")))
    first, second = run([1, 2], task)
    assert (first.number, first.failure) == (1, "the process ended with exit code 3")
    assert (second.number, second.failure) == (2, "")


def leaving_once(mark: Path) -> None:
    if not mark.exists():
        mark.touch()
        leaving()


def test_a_fault_that_every_mutant_meets_ends_the_run():
    found = list(run(range(MOST_FAILURES + 20), Task(root=BASE, prepare=partial(planted, raising))))
    assert len(found) == MOST_FAILURES
    assert any("were judged" in line for line in Tally.of(MOST_FAILURES + 20, found).missed())


def test_a_rule_that_only_the_short_way_knows_is_noticed():
    """The command line asks the rules by another name than the harness does: each must hear of the other's."""
    (verdict,) = run([0], Task(root=BASE, commanded=1, prepare=deaf))
    assert "the command line says otherwise" in verdict.failure


def deaf() -> None:
    judge.rules = type("Deaf", (), {"check": staticmethod(lambda register, day: ())})


def test_a_mutant_that_nothing_is_planted_for_passes():
    (verdict,) = run([0], Task(root=BASE, commanded=1, prepare=partial(planted, fine)))
    assert (verdict.failure, verdict.commanded) == ("", True)
    assert 0 < verdict.seconds < 1
    assert verdict.peak > 0


# -- the mutants ----------------------------------------------------------------------------------------------------


def test_a_mutant_is_the_same_whatever_was_made_before_it():
    afresh = corpus.__wrapped__(SHIPPED)
    for number in (19_999, 0, 123, 4_567):
        assert mutant(afresh, SEED, number) == mutant(corpus(), SEED, number)
    assert mutant(corpus(), SEED, 1) != mutant(corpus(), SEED + 1, 1)


def test_another_process_makes_the_same_mutant(tmp_path):
    made = mutant(corpus(), SEED, 5)
    command = [sys.executable, "-m", "tests.mutants", "--seed", str(SEED), "--number", "5", "--into", str(tmp_path)]
    told = subprocess.run(command, cwd=SHIPPED.parent, capture_output=True, check=True, text=True)
    assert ", ".join(made.kinds) in told.stderr and f"--on {DAY}" in told.stderr
    files = {file.relative_to(tmp_path).as_posix(): file.read_bytes() for file in tmp_path.rglob("*.yml")}
    assert files == {**judge.around(corpus(), made), **made.files}


def test_no_mutant_equals_the_file_that_it_was_made_from():
    made = [mutant(corpus(), SEED, number) for number in range(150)]
    assert all(one.files != {one.file: corpus().files[one.file]} for one in made)
    assert all(one.kinds and set(one.kinds) <= set(KINDS) for one in made)
    assert len({one.file for one in made}) > 45
    assert len({tuple(sorted(one.files.items())) for one in made}) > 145


def test_without_a_file_there_is_no_mutant(tmp_path):
    with pytest.raises(ValueError, match="there is no file"):
        corpus(tmp_path)


def test_what_stands_around_a_file_lets_it_be_as_good_as_shipped():
    """Among its neighbours nothing that a shipped file names is missing, and nothing about it is new."""
    for file in corpus().protocols[::9]:
        shipped = Mutant(1, file, (), {file: corpus().files[file]})
        found = judge.judge(corpus(), shipped)
        assert (found.parsed, found.reached, found.codes) == (True, True, frozenset())
        assert re.search(rf"{file}:\d+:\d+ SC3", found.printed) is None
        assert 0 < len(neighbours(corpus(), file)) < 30


# -- the bars -------------------------------------------------------------------------------------------------------

GOOD = [Verdict(number, ("line_deleted",), "a.yml", str(number), True, True, commanded=True) for number in range(20)]


def missed(verdicts, asked=20):
    return " ".join(Tally.of(asked, verdicts).missed())


def test_a_good_run_misses_no_bar():
    assert missed(GOOD) == ""


@pytest.mark.parametrize(
    ("verdicts", "asked", "told"),
    [
        ([], 0, "0 of 0 mutants were judged"),
        ([], 20, "0 of 20 mutants were judged"),
        (GOOD[1:], 20, "19 of 20 mutants were judged"),
        ([replace(one, digest="same") for one in GOOD], 20, "5.0% of the mutants differ from all others"),
        ([replace(one, parsed=one.number < 5) for one in GOOD], 20, "25.0% of the mutants are still read"),
        ([replace(one, reached=one.number < 1) for one in GOOD], 20, "5.0% of the mutants reach the rules"),
        ([replace(one, commanded=False) for one in GOOD], 20, "none went through the command line"),
        ([*GOOD[:-1], replace(GOOD[-1], failure="why")], 20, "1 mutants failed, the first of them 19"),
    ],
)
def test_a_run_that_proves_nothing_misses_a_bar(verdicts, asked, told):
    assert told in missed(verdicts, asked)


def test_a_rule_that_never_finds_anything_is_named():
    tally = Tally.of(20, [replace(GOOD[0], codes=frozenset({"SC101"})), *GOOD[1:]])
    assert list(tally.missed_of("rules found nothing", ("SC101", "SC102"), tally.fired)) == [
        "1 of 2 rules found nothing: SC102"
    ]
    assert list(tally.missed_of("rules found nothing", ("SC101",), tally.fired)) == []
