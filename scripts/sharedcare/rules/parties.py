"""What each party answers, and whether a contact can be reached."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Entry, Register
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Answers, Contact, IfDeclined, OnEnding
from sharedcare.register.model.monitoring import Missed, MonitoringRow
from sharedcare.register.model.protocol import AtTransition, Protocol
from sharedcare.register.model.vocabulary import ContactFor, Party
from sharedcare.register.walk import blocks, blocks_of, in_words
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule


@rule(
    "SC705",
    Grade.INCOMPLETE,
    "Every party that has a part answers every question, if only with nothing",
    "A pharmacy that checks the dose but is asked nothing about side effects may be taken to watch for them.",
    Example(
        METHOTREXATE,
        good="    patient: [Report fever, mouth ulcers or breathlessness at once]\n",
        bad="    patient: [Report fever, mouth ulcers or breathlessness at once]\n"
        "    community_pharmacy: [Ask about medicines bought over the counter]\n",
    ),
    may_wait=True,
)
def every_party_answers(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Key worker, community pharmacy and carer stand under every question where they have a part in the protocol."""
    for entry in register.protocols.values():
        parts = _with_a_part(entry)
        for block in blocks_of(entry, Answers):
            for party in sorted(parts - block.record.model_fields_set):
                message = f"{party.replace('_', ' ')} has a part in this protocol, but none in {in_words(block.path)}"
                help_line = f"Write what the document says, or `{party}: []` where it gives it nothing to do"
                yield this.finding(block.file, block.key_position(), message, help_line)


_OPTIONAL = {Party.KEY_WORKER: "key_worker", Party.COMMUNITY_PHARMACY: "community_pharmacy", Party.CARER: "carer"}


def _with_a_part(entry: Entry[Protocol]) -> set[str]:
    """The optional parties, as `responsibilities` calls them, that do anything anywhere in a protocol."""
    parts = {name for block in blocks_of(entry, Answers) for name in _OPTIONAL.values() if getattr(block.record, name)}
    for block in blocks_of(entry, Record):
        named = (party for party in _named(block.record) if isinstance(party, Party))
        parts.update(_OPTIONAL[party] for party in named if party in _OPTIONAL)
    return parts


def _named(record: Record) -> Iterator[object]:
    """The parties that a record names."""
    match record:
        case MonitoringRow():
            yield from (record.requested_by, record.taken_by, record.acted_on_by)
        case Missed():
            yield record.tell
        case IfDeclined():
            yield record.prescriber
        case OnEnding():
            yield record.prescriber_until_confirmed
        case AtTransition():
            yield record.who_prescribes


@rule(
    "SC706",
    Grade.INCOMPLETE,
    "A contact has a telephone number or a mailbox, and an urgent one a number",
    "A practice with a result that cannot wait opens the page for one thing: the number.",
    Example(
        METHOTREXATE,
        good='phone: "01632 960002", checked_on: 2026-09-12}',
        bad="checked_on: 2026-09-12}",
    ),
    may_wait=True,
)
def contact_can_be_reached(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Each contact has `phone` or `email`; one that is `for: urgent` has `phone`, with digits in it, or unknown."""
    for block in blocks(register, Contact):
        contact = block.record
        phone = contact.phone if isinstance(contact.phone, str) else None
        if phone is not None and (help_line := _not_dialled(phone)) is not None:
            message = f"`{phone}` is no telephone number"
            yield this.finding(block.file, block.position("phone"), message, help_line)
        elif contact.phone is None and contact.for_ is ContactFor.URGENT:
            message = "an urgent contact has no telephone number"
            yield this.finding(block.file, block.position(), message, *_ASK_FOR_IT)
        elif contact.phone is None and contact.email is None:
            message = "this contact has neither a telephone number nor a mailbox"
            yield this.finding(block.file, block.position(), message, *_ASK_FOR_IT)


NUMBER = re.compile(r"(\+?[0-9(][0-9 ()-]*[0-9])(?:,? (?:ext\.?|extension|option|bleep) ?[0-9]+)?")
"""What can be dialled, with an extension."""
DIGITS = range(10, 16)
"""How many digits a number has that is dialled whole: 10 or 11 in the National Telephone Numbering Plan (Ofcom), up to
15 with the code of a country (ITU-T E.164)."""
SHORT_NUMBERS = frozenset({"101", "111", "112", "116123", "119", "999", "08001111"})
"""The numbers that are dialled whole with fewer digits."""
_LIKE_DIGITS = str.maketrans("OoIlSB", "001158")


def _not_dialled(phone: str) -> str | None:
    """What to write in place of a number that nobody can dial; nothing where one can."""
    if (number := NUMBER.fullmatch(phone)) is not None:
        digits = re.sub(r"\D", "", number[1])
        if len(digits) in DIGITS or digits in SHORT_NUMBERS:
            return None
        return f'Write all of it, as a practice dials it: `phone: "01632 960001"`; {len(digits)} digits reach nobody'
    meant = unicodedata.normalize("NFKC", phone).translate(_LIKE_DIGITS)
    if NUMBER.fullmatch(meant):
        return f'Write `phone: "{meant}"`, if that is the number: one of its signs is no digit'
    return _ALONE


_ALONE = (
    'Write the number alone, as in `phone: "01632 960001"`, or "01632 960001 ext 123", or "01632 960001, option 2"; '
    "hours have fields of their own, or write `unknown`"
)
_ASK_FOR_IT = (
    "Write `phone:` as the document gives it",
    "If it gives none, write `phone: unknown`, and ask the organisation for it",
)

RULES = (every_party_answers, contact_can_be_reached)
