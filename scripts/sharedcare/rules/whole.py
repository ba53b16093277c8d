"""What can be judged only with the whole register, or with all other rules, in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.document import Document, Superseded
from sharedcare.register.model.protocol import AcceptedFinding, Protocol
from sharedcare.register.shape import did_you_mean
from sharedcare.register.values.dates import PartialDate, months_after
from sharedcare.register.walk import Block, blocks
from sharedcare.rules.examples import LISTED, METHOTREXATE
from sharedcare.rules.frame import Beside, Example, Explained, Rule, rule
from sharedcare.rules.state import ENDED, files_in


@rule(
    "SC901",
    Grade.INCOMPLETE,
    "What took a protocol's place is another protocol, and the way there never runs in a circle",
    "Whoever follows the pages from one superseded protocol to the next must come to the one that holds today.",
    Example(
        METHOTREXATE,
        good="  status: approved\n",
        bad="  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n",
    ),
)
def succession_ends(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """From each superseded protocol, the successors lead to one of the same drugs, and never back."""
    for entry, way in _ways(register):
        if way[-1] == way[0]:
            message = f"the way from here leads back here: {' to '.join(f'`{step}`' for step in way)}"
            yield this.finding(entry.file, entry.position(*_BY), message, _WRITE_WHAT_HOLDS)
        elif _is_of_other_drugs(register, way):
            message = f"the way from here ends at `{way[-1]}`, which is for other drugs"
            yield this.finding(entry.file, entry.position(*_BY), message, _WRITE_WHAT_HOLDS)


_BY = ("document", "superseded", "by")
_WRITE_WHAT_HOLDS = "Write the id of the protocol that holds today; if nobody knows it, write `by: unknown`"


def _ways(register: Register) -> Iterator[tuple[Entry[Protocol], tuple[str, ...]]]:
    """Each superseded protocol with the ids from its own to the last successor's, or to itself again.

    One that leads into a circle of others ends where the circle is entered again.
    """
    successors = {name: _successor(register, name) for name in register.protocols}
    for name, entry in register.protocols.items():
        way, current = [name], successors[name]
        while current is not None and current not in way:
            way.append(current)
            current = successors.get(current)
        if current == name:
            way.append(name)
        if len(way) > 1:
            yield entry, tuple(way)


def _is_of_other_drugs(register: Register, way: tuple[str, ...]) -> bool:
    """Whether the last protocol on a way is known to be for none of the first one's drugs."""
    last = register.protocols.get(way[-1])
    drugs = [set(entry.record.drug_ids) for entry in (register.protocols[way[0]], last) if entry is not None]
    return len(drugs) > 1 and all(drugs) and drugs[0].isdisjoint(drugs[1])


@rule(
    "SC912",
    Grade.NOTABLE,
    "The protocol that took another's place has not ended itself",
    "Whoever comes from an old letter finds that nothing holds any more. That is true and blocks no withdrawal, but "
    "somebody may know what to read now.",
    Example(
        LISTED,
        good="  status: approved\n",
        bad="  status: superseded\n  superseded: {on: 2026-01-01, by: exampleshire-methotrexate}\n",
        beside=Beside(
            "if both were for one drug and exampleshire-methotrexate were withdrawn",
            (
                (LISTED, "drugs: [lithium]\n", "drugs: [methotrexate]\n"),
                (
                    METHOTREXATE,
                    "  status: approved\n",
                    "  status: withdrawn\n  withdrawn: {on: 2026-09-01, reason: unsafe}\n",
                ),
            ),
        ),
    ),
)
def successor_has_not_ended(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """The last protocol on the way from a superseded one is not withdrawn or superseded on the day."""
    ended = files_in(register, day, *ENDED)
    for entry, way in _ways(register):
        last = register.protocols.get(way[-1])
        if last is None or last.file not in ended or way[-1] == way[0] or _is_of_other_drugs(register, way):
            continue
        message = f"the way from here ends at `{way[-1]}`, which has itself been withdrawn or superseded"
        yield this.finding(entry.file, entry.position(*_BY), message, *_IF_ANOTHER_HOLDS)


_IF_ANOTHER_HOLDS = (
    "If another protocol holds today, write its id here",
    "If none does, leave it as it is: both pages say that they have ended",
)


def _successor(register: Register, name: str) -> str | None:
    document = register.protocols[name].record.document
    superseded = document.superseded if isinstance(document, Document) else None
    by = superseded.by if isinstance(superseded, Superseded) else None
    return by if isinstance(by, str) else None


def accepting(rules: Mapping[str, Explained]) -> Rule:
    """The rule that judges what files accept: it has to know every other rule by code."""

    @rule(
        "SC902",
        Grade.NOTABLE,
        "A finding is accepted only while it stands, and only of a rule that may be accepted",
        "An exception that outlives its cause would hide the next fault of the same kind from everybody.",
        Example(
            METHOTREXATE,
            good="  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n",
            bad="  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n\naccepted_findings:\n"
            "  - {rule: SC701, reason: The committee was asked to change it, until: 2027-03-31}\n",
        ),
        always=True,
    )
    def accepted_while_it_stands(this: Rule, register: Register, day: date) -> Iterator[Finding]:
        """Each row names a rule that may be accepted, has not ended, and has something to accept."""
        for block in blocks(register, AcceptedFinding):
            fault = _fault(block, rules, register, day)
            if fault is not None:
                name, message, *help_lines = fault
                yield this.finding(block.file, block.position(name), message, *help_lines)

    return accepted_while_it_stands


def accepted(register: Register, rules: Mapping[str, Explained], day: date) -> Iterator[tuple[str, str]]:
    """The file and code of each finding that a file keeps on purpose, with a reason and an end, on the day.

    What the clock makes true cannot be kept: no file may hide that it has lapsed.
    """
    for block in blocks(register, AcceptedFinding):
        if block.record.rule and _refusal(block.record, rules, day) is None:
            yield block.file, block.record.rule


LONGEST_MONTHS = 12
"""The longest that a finding may be accepted ahead. Our judgement: somebody looks again within a year."""


def _fault(
    block: Block[AcceptedFinding], rules: Mapping[str, Explained], register: Register, day: date
) -> tuple[str, ...] | None:
    """What is wrong with a row: the field, the words, and help."""
    if (refusal := _refusal(block.record, rules, day)) is not None:
        return refusal
    code = block.record.rule or ""
    kept = rules[code]
    if not (isinstance(kept, Rule) and any(found.file == block.file for found in kept.found(register, day))):
        return ("rule", f"{code} finds nothing in this file any more", "Remove the row")
    return None


def _refusal(row: AcceptedFinding, rules: Mapping[str, Explained], day: date) -> tuple[str, ...] | None:
    """Why a row accepts nothing on the day: the field, the words, and help."""
    code, until = row.rule or "", row.until
    kept = rules.get(code)
    if kept is None:
        return ("rule", f"there is no rule `{code}`", *did_you_mean(code, sorted(rules)))
    if not kept.may_be_accepted:
        return ("rule", f"{code} cannot be accepted", "Mend what it finds, then remove the row")
    if isinstance(row.reason, Unknown):
        return ("reason", "without a reason, nothing is accepted", "Write `reason:`, who agreed to it and why")
    if not isinstance(until, PartialDate):
        return ("until", "without an end, nothing is accepted", "Write `until:` and the last day")
    if until.last < day:
        return ("until", f"this ended on {until}", "Remove the row, or have the finding accepted anew, with a new end")
    if until.last > months_after(day, LONGEST_MONTHS):
        message = f"{until} is more than {LONGEST_MONTHS} months from now, so nothing is accepted yet"
        return ("until", message, f"Write a day within {LONGEST_MONTHS} months: somebody is to look at it again")
    return None


RULES = (succession_ends, successor_has_not_ended)
