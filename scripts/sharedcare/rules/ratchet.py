"""Old files that need not keep a newer rule yet: a list of numbers that may only shrink."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.shape import did_you_mean
from sharedcare.rules.examples import RATCHET
from sharedcare.rules.frame import Example, Explained, Rule, rule


def without_old(findings: Iterable[Finding], register: Register, rules: Mapping[str, Explained]) -> Iterator[Finding]:
    """The findings without those of files that have no more of a rule's than the register's list allows.

    A file that has one more than its number shows them all, since nobody can tell which is the new one.
    """
    found = list(findings)
    counts = Counter((finding.file, finding.code) for finding in found)
    allowed = {
        (file, code): number
        for code, entry in register.ratchet.items()
        if code in rules and rules[code].may_be_accepted
        for file, number in entry.record.files.items()
    }
    for finding in found:
        place = (finding.file, finding.code)
        if counts[place] > allowed.get(place, 0):
            yield finding


def shrinking(rules: Mapping[str, Explained]) -> Rule:
    """The rule that keeps the list of old files short: it has to know every other rule by code."""

    @rule(
        "SC906",
        Grade.NOTABLE,
        "The list of old files that need not keep a rule yet shrinks with them",
        "A number that is too high lets the next fault of the same kind pass, as if it had always been there.",
        Example(RATCHET, good="      reference/tests.yml: 1\n", bad="      reference/tests.yml: 2\n"),
        always=True,
    )
    def list_shrinks(this: Rule, register: Register, day: date) -> Iterator[Finding]:
        """Each code is a rule's that may be accepted, and each file has as many findings of it as the list says."""
        unread = {finding.file for finding in register.findings}
        for code, entry in register.ratchet.items():
            kept = rules.get(code)
            if not isinstance(kept, Rule) or not kept.may_be_accepted:
                words = f"there is no rule `{code}`" if kept is None else f"no file may be let off {code}"
                help_lines = did_you_mean(code, sorted(rules)) if kept is None else ("Remove it",)
                yield this.finding(entry.file, entry.key_position(), words, *help_lines)
                continue
            left = Counter(finding.file for finding in kept.found(register, day))
            for file, number in entry.record.files.items():
                # Of a file that cannot be read, nobody can tell how many are left.
                if left[file] < number and file not in unread:
                    message = f"`{file}` is let off {number} findings of {code}, and has only {left[file]} left"
                    help_line = f"Write `{file}: {left[file]}`" if left[file] else _REMOVE
                    yield this.finding(entry.file, entry.position("files", file), message, help_line)

    return list_shrinks


_REMOVE = "Remove this line; if it is the last one under `files`, remove the rule's whole entry"
