"""The ways that are measured on one register: ours, the bare reading, and the rivals."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bars import BUILD, CHECK, COMPOSE, HUGO
from tests.bench.grow import DAY
from tests.bench.measure import ROOT, Command, measured, run
from tests.bench.report import Measured, Weight
from tests.bench.stages import shares

TOOLS = ROOT / ".venv" / "bench"
"""The packages of requirements.txt, which no measured command but Hugo sees."""
KINDS = ("protocols", "drugs", "areas")
"""The folders of the pages that every rival has."""
SAMPLES = "200"
"""How many samples of its stack are taken of a command in a second."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register, and a folder beside it for what is made of it."""

    at: Path
    made: Path

    def ours(self, command: str) -> Command:
        """One of our own commands."""
        options = ("--register", self.at, "--on", DAY)
        if command == CHECK:
            return (sys.executable, "-m", "sharedcare", "check", *options)
        return (sys.executable, "scripts/build.py", *options, "--site", self.made / "site")


def compared(register: Register, rivals: Collection[str]) -> Iterator[tuple[str, Measured]]:
    """Our ways, then those of the rivals, each with what it costs."""
    yield COMPOSE, Measured(measured((sys.executable, "-m", "tests.bench.compose", register.at)))
    yield CHECK, Measured(measured(register.ours(CHECK)))
    yield BUILD, Measured(measured(register.ours(BUILD)), weighed(register.made / "site"))
    for way in rivals:
        yield way, _rival(way, register)


def profiled(register: Register, command: str) -> dict[str, float]:
    """Where the time of one of our commands goes: each stage's share."""
    stacks = register.made / "stacks.txt"
    sampling = (TOOLS / "bin/py-spy", "record", "--subprocesses", "--format", "raw", "--rate", SAMPLES)
    run((*sampling, "--output", stacks, "--", *register.ours(command)))
    return dict(shares(stacks.read_text(encoding="utf-8")))


def weighed(site: Path) -> Weight:
    """What was written under a site's folder."""
    top = site.resolve()
    sizes = {file.relative_to(top): file.stat().st_size for file in top.rglob("*") if file.is_file()}
    return Weight(
        pages=sum(file.suffix == ".html" for file in sizes),
        site=sum(sizes.values()),
        same_pages=sum(size for file, size in sizes.items() if file.parts[0] in KINDS and file.suffix == ".html"),
        search=sum(size for file, size in sizes.items() if file.name in ("search.json", "search_index.json")),
    )


def _rival(way: str, register: Register) -> Measured:
    folder, tools = register.made / "rival", {"PYTHONPATH": str(TOOLS)}
    shutil.rmtree(folder, ignore_errors=True)
    run((sys.executable, "-m", "tests.bench.rivals", way, register.at, DAY, register.made / "site", folder), tools)
    if way == HUGO:
        cost = measured((sys.executable, "-m", "hugo", "--quiet", "--source", folder), tools)
        return Measured(cost, weighed(folder / "public"))
    settings = folder / "mkdocs.yml"
    cost = measured((sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", settings))
    return Measured(cost, weighed(folder / "site"))
