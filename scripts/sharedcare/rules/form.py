"""The form of a file: one order and one style, so that a page of changes shows what changed and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade, Position
from sharedcare.register.canonical.form import Astray
from sharedcare.register.load import Register
from sharedcare.register.reading.trouble import paste
from sharedcare.rules.examples import IDS
from sharedcare.rules.frame import Example, Rule, rule


@rule(
    "SC106",
    Grade.NOTABLE,
    "Every file is in the canonical form: one order of keys, and one style",
    "Who compares two versions of a file sees every line that moved. Among lines that only look different, a changed "
    "interval is passed over.",
    Example(
        IDS,
        good="        retired_on: 2024-06\n        why: The clinic gives gold injections itself.\n",
        bad='        why: "The clinic gives gold injections itself."\n        retired_on: 2024-06\n',
    ),
)
def in_canonical_form(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """What `sharedcare fmt` would write is what stands there. Of a file that cannot be read, nothing is said."""
    unread = {finding.file for finding in register.findings}
    for file, astray in register.astray.items():
        if file not in unread:
            yield this.finding(file, Position(astray.line), _message(astray), *_help(astray))


def _message(astray: Astray) -> str:
    if astray.kept_by is not None:
        return f"the file cannot be put into the canonical form: {astray.kept_by}"
    return "the file is not in the canonical form, and this is the first line that differs"


def _help(astray: Astray) -> Iterator[str]:
    if astray.kept_by is not None:
        return
    yield "Run `sharedcare fmt`, which changes no value and keeps every comment"
    if astray.wanted is None:
        yield "The file ends above this line"
    elif not astray.wanted:
        yield "A blank line belongs here"
    elif whole := paste(astray.wanted, "The line that belongs here:"):
        yield whole


RULES = (in_canonical_form,)
