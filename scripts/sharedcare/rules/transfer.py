"""How care passes to primary care and what holds then: replies, supplies, urgent questions, growing up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.durations import Duration
from sharedcare.register.load import Register
from sharedcare.register.model.base import Unknown, YesNo
from sharedcare.register.model.care import Contact, Transfer
from sharedcare.register.model.monitoring import Action, Ages
from sharedcare.register.model.vocabulary import ContactFor, Urgency
from sharedcare.register.walk import blocks, blocks_of
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule


@rule(
    "SC701",
    Grade.NOTABLE,
    "No reply does not count as a yes",
    "A request that nobody has read would make a practice responsible for a drug that it may never have agreed to "
    "prescribe, and the patient would run out between two sides.",
    Example(METHOTREXATE, good="  silence_means: no\n", bad="  silence_means: yes\n"),
)
def silence_is_no_yes(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`silence_means` is not `yes`."""
    for block in blocks(register, Transfer):
        if block.record.silence_means is YesNo.YES:
            message = "the document takes silence for a yes"
            help_line = (
                "Copy what it says. Then ask the committee to change it: nobody is to prescribe without agreeing"
            )
            yield this.finding(block.file, block.position("silence_means"), message, help_line)


@rule(
    "SC702",
    Grade.NOTABLE,
    "The first supply lasts at least as long as primary care has to reply",
    "A patient whose supply ends before the practice has to answer goes without, or is sent to and fro.",
    Example(METHOTREXATE, good="  first_supply: 4 weeks\n", bad="  first_supply: 1 week\n"),
)
def supply_covers_the_reply(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """`first_supply` is certainly no shorter than `reply_within`."""
    for block in blocks(register, Transfer):
        supply, reply = block.record.first_supply, block.record.reply_within
        if isinstance(supply, Duration) and isinstance(reply, Duration) and supply.most_days < reply.fewest_days:
            message = f"the first supply ends before the reply is due ({supply} is shorter than {reply})"
            help_line = "Look both up in the document; if they are so, ask the specialist's side for a longer supply"
            yield this.finding(block.file, block.position("first_supply"), message, help_line)


@rule(
    "SC703",
    Grade.NOTABLE,
    "A protocol that ends at an age says what follows it",
    "Young people have fallen between services on their birthday, with nobody to prescribe or to monitor.",
    Example(
        METHOTREXATE,
        good="ages: {start: 18, continue_to: none}\n",
        bad="ages: {start: 18, continue_to: 25}\n",
    ),
)
def something_follows_childhood(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """With a `continue_to` in years there is `at_transition`."""
    for entry in register.protocols.values():
        ages = entry.record.ages
        if isinstance(ages, Ages) and isinstance(ages.continue_to, int) and entry.record.at_transition is None:
            message = f"the protocol ends at the age of {ages.continue_to} and does not say what follows"
            help_line = (
                "Write `at_transition: {age: …, who_prescribes: …, protocol_after: …}`; each may be `unknown`, and "
                "`protocol_after` may be `none`"
            )
            yield this.finding(entry.file, entry.position("ages", "continue_to"), message, help_line)


@rule(
    "SC704",
    Grade.INCOMPLETE,
    "Whoever must act at once or the same day has a line to ring, in hours and out of them",
    "A result that cannot wait reaches a practice on a Friday evening. Without a line that answers then, a drug is "
    "stopped or continued by guess.",
    Example(METHOTREXATE, good="  - {id: advice-line, for: urgent,", bad="  - {id: advice-line, for: routine,"),
    may_wait=True,
)
def urgent_actions_have_a_line(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """With an action of urgency `immediate` or `same-day`, a contact is urgent and names an out-of-hours line."""
    for entry in register.protocols.values():
        contacts = entry.record.contacts
        if isinstance(contacts, Unknown) or any(_answers(contact) for contact in contacts):
            continue
        pressing = [block for block in blocks_of(entry, Action) if block.record.urgency in _PRESSING]
        for block in pressing[:1]:
            message = "this action cannot wait, and no contact is `for: urgent` with an out-of-hours line"
            help_line = "Add it under `contacts` as the document gives it; if it gives none, write `contacts: unknown`"
            yield this.finding(block.file, block.position("urgency"), message, help_line)


_PRESSING = (Urgency.IMMEDIATE, Urgency.SAME_DAY)


def _answers(contact: Contact) -> bool:
    return contact.for_ is ContactFor.URGENT and contact.out_of_hours is not None


RULES = (silence_is_no_yes, supply_covers_the_reply, something_follows_childhood, urgent_actions_have_a_line)
