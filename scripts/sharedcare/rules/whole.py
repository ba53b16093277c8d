"""What can be judged only with the whole register, or with all other rules, in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.dates import PartialDate
from sharedcare.register.load import Register
from sharedcare.register.model.document import Document, Superseded
from sharedcare.register.model.protocol import AcceptedFinding
from sharedcare.register.shape import did_you_mean
from sharedcare.register.walk import Block, blocks
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule


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
def succession_ends(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """From each superseded protocol, the successors never lead back to it."""
    successors = {name: _successor(register, name) for name in register.protocols}
    for name, entry in register.protocols.items():
        seen, current = [name], successors[name]
        while current is not None and current not in seen:
            seen.append(current)
            current = successors.get(current)
        if current == name:
            way = " to ".join(f"`{step}`" for step in (*seen, name))
            message = f"the way from here leads back here: {way}"
            place = entry.position("document", "superseded", "by")
            yield this.finding(entry.file, place, message, "Write the id of the protocol that holds today")


def _successor(register: Register, name: str) -> str | None:
    document = register.protocols[name].record.document
    superseded = document.superseded if isinstance(document, Document) else None
    by = superseded.by if isinstance(superseded, Superseded) else None
    return by if isinstance(by, str) else None


def accepting(rules: Mapping[str, Rule]) -> Rule:
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
    )
    def accepted_while_it_stands(this: Rule, register: Register, day: date) -> Iterator[Finding]:
        """Each row names a rule that may be accepted, has not ended, and has something to accept."""
        for block in blocks(register, AcceptedFinding):
            fault = _fault(block, rules, register, day)
            if fault is not None:
                name, message, *help_lines = fault
                yield this.finding(block.file, block.position(name), message, *help_lines)

    return accepted_while_it_stands


def _fault(
    block: Block[AcceptedFinding], rules: Mapping[str, Rule], register: Register, day: date
) -> tuple[str, ...] | None:
    """What is wrong with a row: the field, the words, and help."""
    code, until = block.record.rule or "", block.record.until
    kept = rules.get(code)
    if kept is None:
        return ("rule", f"there is no rule `{code}`", *did_you_mean(code, sorted(rules)))
    if not kept.may_be_accepted:
        return ("rule", f"{code} cannot be accepted", "Mend what it finds; nobody may hide that a protocol has lapsed")
    if not isinstance(until, PartialDate):
        return ("until", "without an end, nothing is accepted", "Write `until:` and the last day")
    if until.last < day:
        return ("until", f"this ended on {until}", "Remove the row, or have the finding accepted anew, with a new end")
    if not any(finding.file == block.file for finding in kept.found(register, day)):
        return ("rule", f"{code} finds nothing in this file any more", "Remove the row")
    return None


RULES = (succession_ends,)
