"""`make bench`: what check and build cost on large registers, beside other ways, as Markdown on standard output.

The rivals and the profile each run at one size, if that is among the sizes.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.bars import BUILD, CHECK, HUGO, IDIOMATIC, WHOLE, bars
from tests.bench.compose import LOADER
from tests.bench.grow import grow
from tests.bench.measure import ROOT, CommandFailed
from tests.bench.report import Measured, bars_table, costs_table, stages_table
from tests.bench.ways import Register, compared, profiled

FIGURES = "<!-- figures: all below is written by make bench -->\n"
"""After this line of a page the figures stand."""


def main(arguments: argparse.Namespace) -> str:
    """Run it all; the Markdown."""
    rivals = {IDIOMATIC: arguments.idiomatic, WHOLE: arguments.whole, HUGO: arguments.hugo}
    results: dict[tuple[str, int], Measured] = {}
    for size in arguments.sizes:
        with _register(size) as register:
            for what, found in compared(register, [way for way, at in rivals.items() if at == size]):
                sys.stderr.write(f"{size:,}: {what}: {found.cost}\n")
                results[what, size] = found
    text = f"{_header()}\n{costs_table(results)}\n{bars_table(results, bars(arguments.sizes))}"
    if arguments.profile not in arguments.sizes:
        return text
    with _register(arguments.profile) as register:
        shares = {command: profiled(register, command) for command in (CHECK, BUILD)}
    return f"{text}\nWhere the time goes at {arguments.profile:,} protocols:\n\n{stages_table(shares)}"


@contextmanager
def _register(size: int) -> Iterator[Register]:
    """A register of so many protocols outside the tree, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="sharedcare-bench-") as folder:
        register = Register(Path(folder, "register"), Path(folder))
        grow(ROOT / "protocols", register.at, size)
        yield register


def _header() -> str:
    day = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} on {platform.machine()}"
    return f"Measured on {day} at commit {_commit()}, with {machine}. Bare composing uses `yaml.{LOADER.__name__}`.\n"


def _commit() -> str:
    def git(*command: str) -> str:
        return subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    return git("rev-parse", "--short", "HEAD") + (" with changes not committed" if git("status", "--porcelain") else "")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 5000], help="numbers of protocols")
    parser.add_argument("--idiomatic", type=int, default=1000, help="the size at which MkDocs as usual is built")
    parser.add_argument("--whole", type=int, default=1000, help="the same with every page of the register: it is slow")
    parser.add_argument("--hugo", type=int, default=5000, help="the size at which Hugo is run")
    parser.add_argument("--profile", type=int, default=1000, help="the size at which check and build are profiled")
    parser.add_argument("--into", type=Path, help="a page whose figures are renewed")
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    try:
        figures = main(given)
    except CommandFailed as failure:
        sys.exit(str(failure))
    sys.stdout.write(figures)
    if given.into:
        before, mark, _ = given.into.read_text(encoding="utf-8").partition(FIGURES)
        given.into.write_text(f"{before}{mark or FIGURES}\n{figures}", encoding="utf-8", newline="\n")
