"""How care passes to primary care and what holds then: replies, supplies, urgent questions, growing up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.base import Unknown, YesNo
from sharedcare.register.model.care import Contact, Transfer
from sharedcare.register.model.monitoring import Action, Ages
from sharedcare.register.model.vocabulary import ContactFor, Urgency
from sharedcare.register.values.durations import Duration
from sharedcare.register.walk import blocks, blocks_of
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule
from sharedcare.rules.state import ENDED, files_in


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
def something_follows_childhood(this: Rule, register: Register, day: date) -> Iterator[Finding]:
    """With a `continue_to` in years there is `at_transition`, no earlier, and what follows has not ended."""
    ended = files_in(register, day, *ENDED)
    for entry in register.protocols.values():
        ages, then = entry.record.ages, entry.record.at_transition
        end = ages.continue_to if isinstance(ages, Ages) else None
        if not isinstance(end, int):
            continue
        if then is None:
            message = f"the protocol ends at the age of {end} and does not say what follows"
            yield this.finding(entry.file, entry.position("ages", "continue_to"), message, _SAY_WHAT_FOLLOWS)
        elif isinstance(then.age, int) and then.age < end:
            message = f"what follows begins at {then.age}, and the protocol ends at {end}"
            help_line = "Look both ages up in the document"
            yield this.finding(entry.file, entry.position("at_transition", "age"), message, help_line)
        elif isinstance(then.protocol_after, str) and ended & _file_of(register, then.protocol_after):
            message = f"`{then.protocol_after}`, which is to follow, has been withdrawn or superseded"
            help_line = "Write the id of the protocol that holds today, or `protocol_after: unknown`"
            yield this.finding(entry.file, entry.position("at_transition", "protocol_after"), message, help_line)


_SAY_WHAT_FOLLOWS = (
    "Write `at_transition: {age: …, who_prescribes: …, protocol_after: …}`; each may be `unknown`, and "
    "`protocol_after` may be `none`"
)


def _file_of(register: Register, protocol: str) -> set[str]:
    return {register.protocols[protocol].file} if protocol in register.protocols else set()


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
            yield this.finding(block.file, block.position("urgency"), message, *_GIVE_THE_LINE)


_GIVE_THE_LINE = (
    "Under `contacts`, give the line for urgent questions `for: urgent` and `out_of_hours: …`, as the document has it; "
    "where the same line answers at all hours, say that",
    "If the document names nobody for those hours, write `out_of_hours: none`; if nobody knows, write `unknown`",
)
_PRESSING = (Urgency.IMMEDIATE, Urgency.SAME_DAY)


def _answers(contact: Contact) -> bool:
    return contact.for_ is ContactFor.URGENT and contact.out_of_hours is not None


@rule(
    "SC707",
    Grade.NOTABLE,
    "It is known whom to ring, at any hour, about what cannot wait",
    "Where the page has no number for the night, somebody looks for one with the patient waiting. A document that "
    "names none has left the practice alone with the result.",
    Example(
        METHOTREXATE,
        good='out_of_hours: "Medical registrar on call, 01632 960000"',
        bad="out_of_hours: none",
    ),
)
def somebody_answers_at_any_hour(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """With an action that cannot wait, an urgent contact has a number, and somebody for outside its hours."""
    for entry in register.protocols.values():
        contacts = () if isinstance(entry.record.contacts, Unknown) else entry.record.contacts
        urgent = [(number, row) for number, row in enumerate(contacts) if row.for_ is ContactFor.URGENT]
        pressing = any(block.record.urgency in _PRESSING for block in blocks_of(entry, Action))
        if not pressing or any(_is_reached(contact) for _, contact in urgent):
            continue
        for number, contact in urgent[:1]:
            lacking = "out_of_hours" if isinstance(contact.phone, str) else "phone"
            if (given := getattr(contact, lacking)) is not None:
                message = f"`{lacking}` of the urgent line is `{given.value}`"
                yield this.finding(entry.file, entry.position("contacts", number, lacking), message, _ASK_WHO_ANSWERS)


_ASK_WHO_ANSWERS = "Ask the specialist's side whom to ring, and write it down; if it has nobody, tell the committee"


def _is_reached(contact: Contact) -> bool:
    return isinstance(contact.phone, str) and isinstance(contact.out_of_hours, str)


RULES = (silence_is_no_yes, supply_covers_the_reply, something_follows_childhood, urgent_actions_have_a_line,
         somebody_answers_at_any_hour)  # fmt: skip
