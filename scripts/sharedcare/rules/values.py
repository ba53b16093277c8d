"""Values that cannot be, and values that no public file may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stdnum import verhoeff
from stdnum.gb import nhs

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Contact
from sharedcare.register.model.document import Owner, Review
from sharedcare.register.model.drug import Coded
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.places import Area
from sharedcare.register.model.protocol import Correction, Verification
from sharedcare.register.model.settings import Editor
from sharedcare.register.model.vocabulary import CodeSystem
from sharedcare.register.reading.places import Path, Value
from sharedcare.register.walk import blocks, blocks_of, entries, texts
from sharedcare.rules.examples import DRUG, METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule

_APART = r"[-\s\u2010-\u2015]?"
TEN_DIGITS = re.compile(rf"[4679](?<![0-9]{{2}})[0-9]{{2}}{_APART}[0-9]{{3}}{_APART}[0-9]{{4}}(?![0-9])")
"""What an NHS number looks like. Those in use begin with 4, 6 or 7, those for tests with 9 (NHS Data Dictionary)."""
NO_PROSE = {"url", "code", "phone", "ods"}


@rule(
    "SC111",
    Grade.INCOMPLETE,
    "No file holds what could be a patient's NHS number",
    "The register is public, and every copy of it keeps what was once written: a patient could be found in it.",
    Example(
        METHOTREXATE,
        good="  criteria: [Dose unchanged for 6 weeks, Two sets of results in range]\n",
        bad="  criteria: [Dose unchanged for 6 weeks, As for 999 000 0018 in clinic]\n",
    ),
    always=True,
)
def no_patient(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No text or comment holds ten digits that pass the check of an NHS number (modulus 11, NHS Data Dictionary)."""
    suspects = (entry for entry in entries(register) if TEN_DIGITS.search(" ".join(_scalars(entry.raw))))
    for block in (block for entry in suspects for block in blocks_of(entry, Record)):
        for path, text in _prose(block.record):
            if any(nhs.is_valid(found) for found in TEN_DIGITS.findall(text)):
                message = f"`{path[0]}` holds a number that could be a patient's NHS number"
                yield this.finding(block.file, block.position(*path), message, *_TAKE_OUT)
    for file, remarks in register.remarks.items():
        for place, text in remarks:
            if any(nhs.is_valid(found) for found in TEN_DIGITS.findall(text)):
                message = "this comment holds a number that could be a patient's NHS number"
                yield this.finding(file, place, message, *_TAKE_OUT)


_TAKE_OUT = (
    "Remove it. If it is a patient's, tell your information governance lead today: what was sent stays in the history",
    "If it is another number, write it with other spaces, so that nobody takes it for one",
)


def _scalars(value: Value) -> Iterator[str]:
    """Every text of a file's values, at whatever depth."""
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _scalars(item)


def _prose(record: Record) -> Iterator[tuple[Path, str]]:
    """Each text of a record with its path, notes included; no addresses, codes or telephone numbers."""
    for key, name in record.field_keys().items():
        if name not in NO_PROSE:
            yield from ((((key, *path[1:])), text) for path, text in texts(record, name))
            if (note := record.note_on(key)) is not None:
                yield (f"{key}_note",), note


@rule(
    "SC112",
    Grade.INCOMPLETE,
    "Roles are named, never persons",
    "People leave, and a page with their name goes on sending practices to them. Nobody's name belongs in a public "
    "file without need.",
    Example(
        METHOTREXATE,
        good="  owner: {role: Rheumatology pharmacist, organisation",
        bad="  owner: {role: Dr Example, organisation",
    ),
)
def no_person(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """No role begins with a person's title and name, and no mailbox is a person's."""
    for kind, fields in ROLES.items():
        for block in blocks(register, kind):
            for name in fields:
                for path, text in texts(block.record, name):
                    if (found := (MAILBOX if name in MAILBOXES else TITLE).search(text)) is not None:
                        message = f"`{found[0]}` looks like a person, not a role"
                        yield this.finding(block.file, block.position(*path), message, _NAME_THE_ROLE)


ROLES: dict[type[Record], tuple[str, ...]] = {
    Contact: ("role", "out_of_hours", "email"),
    Owner: ("role", "email"),
    Area: ("editor",),
    Review: ("by",),
    Correction: ("by",),
    Verification: ("by",),
    Editor: ("role", "email"),
}
MAILBOXES = {"email", "editor"}
TITLE = re.compile(
    r"\b(?:(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor)\.? (?:[A-Z]\.? ?){0,3}|(?:Sister|Nurse) (?:[A-Z]\. ?){1,3})"
    r"[A-Z][A-Za-z'’-]+\b"
)
"""A title, perhaps initials, and a name. `Clinical Nurse Specialist` and `Ward Sister` are roles."""
MAILBOX = re.compile(
    r"^[a-z]\.[a-z'-]{2,}\d*@.+|^[a-z'-]+\.[a-z'-]+\d+@nhs\.net$|.+@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|btinternet)\..+"
    r"|.+@doctors\.(?:org|net)\.uk$",
    re.IGNORECASE,
)
"""An initial with a surname, a second person of one name at NHSmail, or a mailbox that people have at home."""
_NAME_THE_ROLE = "Write the role, such as `Rheumatology pharmacist`, and a mailbox that the role keeps"


@rule(
    "SC113",
    Grade.INCOMPLETE,
    "An age range begins before it ends, within a lifetime",
    "An age typed wrong leaves a protocol covering nobody, or a service paying for nobody, without a word.",
    Example(
        METHOTREXATE,
        good="ages: {start: 18, continue_to: none}\n",
        bad="ages: {start: 180, continue_to: none}\n",
    ),
)
def ages_are_plausible(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`start` is below `continue_to`, and neither is over 120 years."""
    for block in blocks(register, Ages):
        start, end = block.record.start, block.record.continue_to
        for name, age in (("start", start), ("continue_to", end)):
            if isinstance(age, int) and age > OLDEST:
                message = f"`{name}` is {age} years; nobody is that old"
                yield this.finding(block.file, block.position(name), message, "Ages are in years: look it up")
        if isinstance(start, int) and isinstance(end, int) and end <= start:
            message = f"the ages end before they begin ({end} is not above {start})"
            yield this.finding(block.file, block.position("continue_to"), message, "Look both ages up in the document")


OLDEST = 120


@rule(
    "SC114",
    Grade.INCOMPLETE,
    "A SNOMED CT or dm+d code passes the check of its last digit",
    "A mistyped code is another drug's, or nobody's: a system that takes it from here would show the wrong one.",
    Example(DRUG, good="code: 387381009", bad="code: 387381090"),
)
def code_is_whole(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """A SNOMED CT identifier has 6 to 18 digits, the last a Verhoeff check digit; dm+d uses the same identifiers.

    Source: SNOMED International, Release File Specification, on the identifier's representation and check digit.
    """
    for block in blocks(register, Coded):
        code = block.record.code
        if block.record.system not in (CodeSystem.SNOMED_CT, CodeSystem.DMD) or not isinstance(code, str):
            continue
        if not (code.isdigit() and 6 <= len(code) <= 18 and verhoeff.is_valid(code)):
            message = f"`{code}` is no code of {block.record.system}: its last digit does not fit the others"
            yield this.finding(block.file, block.position("code"), message, "Copy it again from the list")


RULES = (no_patient, no_person, ages_are_plausible, code_is_whole)
