"""`python -m tests.mutants` judges 20,000 mutants; with `--number`, it writes one, to see what it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from sharedcare.rules import BY_CODE
from tests.mutants.corpus import corpus
from tests.mutants.judge import around, write
from tests.mutants.make import KINDS, SEED, mutant
from tests.mutants.run import Task, Verdict, run
from tests.mutants.tally import Tally
from tests.registers import DAY

COUNT = 20_000
"""How many make a run of full size, in which every rule, kind and file has its turn."""


@click.command()
@click.option("--seed", type=int, default=SEED, show_default=True)
@click.option("--count", type=int, default=COUNT, show_default=True)
@click.option("--workers", type=int, default=os.cpu_count() or 1, help="Processes; one for each core unless told.")
@click.option("--number", type=int, help="Write this one mutant, and judge none.")
@click.option(
    "--into", type=click.Path(path_type=Path), help="With --number: a folder for it and what stands around it."
)
def main(seed: int, count: int, workers: int, number: int | None, into: Path | None) -> None:
    """Judge mutants of the shipped files, and fail where a bar is missed."""
    if number is not None:
        show(seed, number, into)
        return
    tally = Tally.of(count, told(run(range(count), Task(seed), workers)))
    missed = [*tally.missed()]
    if count >= COUNT:
        missed += tally.missed_of("rules found nothing", BY_CODE, tally.fired)
        missed += tally.missed_of("kinds were never made", KINDS, tally.kinds)
        missed += tally.missed_of("files were never spoilt", corpus().names, tally.files)
    click.echo("\n".join([*tally.lines(), "", *(f"missed: {line}" for line in missed)]))
    sys.exit(1 if missed else 0)


def told(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """The verdicts, while failures among them, and how many there have been, are told."""
    for count, verdict in enumerate(verdicts, start=1):
        if verdict.failure:
            kinds = ", ".join(verdict.kinds)
            click.echo(f"number {verdict.number} ({kinds} of {verdict.file}): {verdict.failure.rstrip()}\n", err=True)
        if count % 1000 == 0:
            click.echo(f"{count:,} mutants", err=True)
        yield verdict


def show(seed: int, number: int, into: Path | None) -> None:
    """Write a mutant to standard output, or with what stands around it into a folder."""
    one = mutant(corpus(), seed, number)
    click.echo(
        f"number {number}: {', '.join(one.kinds)} of {one.file}, as {', '.join(map(ascii, one.files))}", err=True
    )
    if into is None:
        click.get_binary_stream("stdout").write(b"".join(one.files.values()))
        return
    write(into, {**around(corpus(), one), **one.files})
    click.echo(f"sharedcare check --register {into} --on {DAY}", err=True)


if __name__ == "__main__":
    main()
