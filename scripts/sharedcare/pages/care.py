"""Who does what: contacts, responsibilities, and how care passes and comes back."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.pages.blocks import Block, Cell, Facts, Items, Said, Section, Table, cell
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.telephone import tel
from sharedcare.pages.words import as_text, evidence_date, is_unknown, labelled, said
from sharedcare.register.model.base import NONE, Unknown
from sharedcare.register.model.care import Answers, Contact, Responsibilities, Transfer
from sharedcare.register.model.protocol import Protocol

QUESTIONS = {
    "prescribing": "Who prescribes?",
    "monitoring": "Who monitors?",
    "side_effects": "Who handles side effects?",
    "dose_changes": "Who changes the dose?",
    "follow_up": "Who follows up?",
}
PARTIES = {
    "specialist": "Specialist",
    "primary_care": "Primary care",
    "patient": "Patient",
    "key_worker": "Key worker",
    "community_pharmacy": "Community pharmacy",
    "carer": "Carer",
}
ALWAYS = 3
"""The first three parties have a column even where nothing is known of their part."""


def contacts(book: Book, protocol: Protocol) -> Section | None:
    """Whom to ask."""
    if is_unknown(protocol.contacts) or isinstance(protocol.contacts, Unknown):
        return None
    heads = ("For", "Who answers", "How", "When", "Out of hours", "Checked")
    rows = tuple(_contact(book, contact) for contact in protocol.contacts)
    ids = tuple(f"contact-{contact.id}" if contact.id else None for contact in protocol.contacts)
    return Section("contacts", "Contacts", (Table("Contacts", heads, rows, ids),))


def responsibilities(protocol: Protocol) -> Section | None:
    """Each question, and what each party does about it."""
    duties = protocol.responsibilities
    if not isinstance(duties, Responsibilities):
        return None
    shown = [name for number, name in enumerate(PARTIES) if number < ALWAYS or _has_part(duties, name)]
    rows = tuple(_answers(duties, question, shown) for question in QUESTIONS)
    heads = ("Question", *(PARTIES[name] for name in shown))
    return Section("responsibilities", "Who does what", (Table("Responsibilities", heads, rows),))


def transfer(protocol: Protocol, sources: Sources) -> Section | None:
    """How care passes, and how it comes back."""
    row = protocol.transfer
    if not isinstance(row, Transfer):
        return None
    blocks: tuple[Block, ...] = (Facts(tuple(_transfer(row, protocol, sources))),)
    if row.criteria:
        blocks += (Items(tuple(cell(text) for text in row.criteria), "Stable means here"),)
    if row.ends_when:
        blocks += (Items(tuple(cell(as_text(ending)) for ending in row.ends_when), "Shared care ends when"),)
    return Section("transfer", "How care passes, and how it comes back", blocks)


def _contact(book: Book, contact: Contact) -> tuple[Cell, ...]:
    place = book.organisation(contact.organisation, contact.note_on("organisation"))
    phone = _phone(contact)
    email = Said(contact.email, href=f"mailto:{contact.email}") if contact.email else None
    hours = [text for text in (contact.hours, _answered(contact)) if text]
    return (
        cell(said(contact, "for_")),
        cell(said(contact, "role"), Said(place.text, place.known, place.note, quiet=True) if place.known else None),
        cell(phone, email) if phone or email else cell(Said("Not known", known=False, note=contact.note_on("phone"))),
        cell(*hours) if hours else cell(Said("Not known", known=False, note=contact.note_on("hours"))),
        cell(_outside_hours(contact)),
        cell(evidence_date(contact, "checked_on")),
    )


def _phone(contact: Contact) -> Said | None:
    number, note = contact.phone, contact.note_on("phone")
    return Said(number, note=note, href=tel(number)) if isinstance(number, str) else None


def _outside_hours(contact: Contact) -> Said:
    line, note = contact.out_of_hours, contact.note_on("out_of_hours")
    if isinstance(line, str):
        return Said(line, note=note, href=tel(line))
    return Said("Nobody, by the document" if line is NONE else "Not known", known=False, note=note)


def _answered(contact: Contact) -> str | None:
    return f"Answers: {contact.answers_within}" if contact.answers_within else None


def _has_part(duties: Responsibilities, party: str) -> bool:
    answers = (getattr(duties, question) for question in QUESTIONS)
    return any(isinstance(answer, Answers) and getattr(answer, party) for answer in answers)


def _answers(duties: Responsibilities, question: str, parties: list[str]) -> tuple[Cell, ...]:
    answers = getattr(duties, question)
    if not isinstance(answers, Answers):
        unknown = cell(said(duties, question))
        return (cell(QUESTIONS[question]), *(unknown for _ in parties))
    return (cell(QUESTIONS[question]), *(_part(answers, party) for party in parties))


def _part(answers: Answers, party: str) -> Cell:
    tasks = getattr(answers, party)
    if isinstance(tasks, Unknown):
        return cell(said(answers, party))
    return cell(*tasks) if tasks else cell(Said("Nothing is listed", known=False, note=answers.note_on(party)))


def _transfer(row: Transfer, protocol: Protocol, sources: Sources) -> Iterator[tuple[str, Cell]]:
    yield "Stable for, before a request", cell(said(row, "stable_for"))
    yield "The specialist supplies at transfer", cell(said(row, "first_supply"))
    yield "Primary care replies within", cell(said(row, "reply_within"))
    yield "No reply counts as a yes", cell(said(row, "silence_means"))
    if row.if_declined is not None:
        declined = said(row.if_declined, "prescriber")
        yield (
            "If primary care declines",
            cell(labelled("Prescribes", declined), _contact_link(protocol, row.if_declined.contact)),
        )
    yield "The specialist sees the patient every", cell(said(row, "specialist_review_every"))
    ending = row.on_ending
    if ending is not None:
        until, notice = said(ending, "prescriber_until_confirmed"), said(ending, "notice")
        lines = (
            labelled("Prescribes until the specialist has confirmed taking over", until),
            labelled("Notice", notice),
        )
        yield "While care goes back", cell(*lines, _contact_link(protocol, ending.contact))
    yield "Source", cell(sources.named(row.source, row.section))


def _contact_link(protocol: Protocol, contact: str | None) -> Said | None:
    if contact is None:
        return None
    rows = () if isinstance(protocol.contacts, Unknown) else protocol.contacts
    found = next((row for row in rows if row.id == contact), None)
    return Said(f"Ask: {said(found, 'role').text}", href=f"#contact-{contact}") if found else None
