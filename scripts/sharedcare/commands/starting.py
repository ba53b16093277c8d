"""`init`: a new register in an empty folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sharedcare.commands.options import today
from sharedcare.commands.outcome import Refused
from sharedcare.findings import Finding, Grade
from sharedcare.register.load import load
from sharedcare.register.reading.text import MAX_BYTES
from sharedcare.reports.findings import failing_at
from sharedcare.rules import check
from sharedcare.start.along import NoCheckout
from sharedcare.start.answers import Answered, lacking, read_answers
from sharedcare.start.lay import PROTOCOLS, TEMPLATES, laid_beside

CHECKOUT = Path(__file__).resolve().parents[3]


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "answers",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file that says what the register is called, its areas, its committee and its traffic lights.",
)
def init_command(folder: Path, answers: Path) -> None:
    """Begin another register of your own in FOLDER, which is new or empty.

    It takes along the program, the look, the guides and what national sources say of each drug, and no place's
    protocols but one of an invented place, to look at and copy. Nothing is asked, and no network is needed.
    """
    _refuse_if_taken(folder)
    answered = _answered(answers)
    try:
        with laid_beside(folder, CHECKOUT, answered) as made:
            if said := _failing(made / PROTOCOLS, today()):
                raise Refused(_refusal(answers, said))
            made.replace(folder.resolve())
    except NoCheckout as failure:
        raise Refused(str(failure)) from None
    except OSError as failure:
        raise Refused(f"{folder} cannot be made: {failure.strerror}") from None
    click.echo(_next_steps(folder, answered), nl=False)


def _refuse_if_taken(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty, and nothing was changed. Name a folder that is new or empty.")
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file. Name a folder that is new or empty.")
    if folder.resolve().is_relative_to(CHECKOUT):
        raise Refused(f"{folder} is inside this copy of the project. Name a folder beside it, such as ../norfolk")


def _answered(answers: Path) -> Answered:
    try:
        with answers.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        example = (TEMPLATES / "answers.yml").read_text(encoding="utf-8")
        raise Refused(f"There is no {answers}. Save these lines in it, and make them yours:\n\n{example}") from None
    except OSError as failure:
        raise Refused(f"{answers} cannot be read: {failure.strerror}") from None
    answered, findings = read_answers(raw, str(answers))
    if answered is None:
        raise Refused("\n".join(_lines(finding) for finding in findings))
    if missing := lacking(answered.record):
        raise Refused("\n".join(f"{answers}: {what}" for what in missing))
    return answered


def _failing(protocols: Path, day: date) -> tuple[Finding, ...]:
    fails = failing_at({Grade.INCOMPLETE.value})
    return tuple(finding for finding in check(load(protocols), day) if fails(finding))


def _refusal(answers: Path, findings: tuple[Finding, ...]) -> str:
    said = "\n".join(_lines(finding) for finding in findings)
    return f"A register from {answers} would fail its own checks, so none was made:\n\n{said}"


def _lines(finding: Finding) -> str:
    place = f"{finding.file}:{finding.position.line}:{finding.position.column}"
    return "\n".join((f"{place} {finding.code} {finding.message}", *(f"help: {line}" for line in finding.help)))


def _next_steps(folder: Path, answered: Answered) -> str:
    area = next(iter(answered.record.areas))
    return f"""\
Made {folder}/, with no protocol of yours yet. The next three steps:

1. cd {folder}
   make site                  checks the register and builds its site into site/
2. git init -b main && git add . && git commit -m "A register of our own"
   then put it on GitHub, and under Settings, Pages, choose "GitHub Actions"
3. Copy protocols/exampleshire/exampleshire-methotrexate.yml to protocols/{area}/ under a name of its own,
   and make it yours: docs/editors/add-a-protocol.md says how
"""
