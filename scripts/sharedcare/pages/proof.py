"""What a page rests on: its history, its verification, what nobody knows, and what the checks found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sharedcare.exports.addresses import address_of, short_address, short_link
from sharedcare.findings import Finding
from sharedcare.pages.blocks import Block, Cell, Facts, Items, Said, Section, cell, words
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.words import capital, deadline, is_unknown, labelled, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown, is_id
from sharedcare.register.model.document import Document
from sharedcare.register.model.protocol import AcceptedFinding, Protocol, Verification
from sharedcare.rules import BY_CODE
from sharedcare.status import Case
from sharedcare.status.arrangements import not_verified_because

Fact = tuple[str, Cell]


def document(book: Book, protocol: Protocol) -> Section:
    """The area's document: what it is called, and its dates as printed and as read."""
    known = protocol.document
    if not isinstance(known, Document):
        return Section("document", "The document", (Facts((("Document", cell(said(protocol, "document"))),)),))
    return Section("document", "The document", (Facts(tuple(_document(book, known))),))


def verification(case: Case, protocol: Protocol, day: date) -> Section:
    """Whether two roles, one from each side, have checked the file against its document."""
    known, why = protocol.verification, not_verified_because(case, protocol, day)
    blocks: list[Block] = []
    if why is not None:
        blocks.append(words(f"Not verified: {why}. Two roles, one from each side, have to check it.", strong=True))
    if isinstance(known, Verification) and known.by:
        blocks.append(
            words(f"{'Verified' if why is None else 'Checked'} by {', '.join(known.by)} on {said(known, 'on').text}.")
        )
    return Section("verification", "Verification", tuple(blocks))


def file_section(book: Book, file: str, name: str) -> Section:
    """The file behind the page, and what the checks find in it."""
    other = Said("Compare with another area's protocol", href=f"compare/?a={book.slugs[name]}")
    facts = (
        ("Id", cell(name)),
        *_short_link(book, name),
        ("File", cell(f"{PROTOCOLS_FOLDER}/{file}")),
        ("Side by side", cell(other)),
    )
    return Section("file", "This file", (Facts(facts), *found(book, file), *_accepted(book, name)))


def _short_link(book: Book, name: str) -> Iterator[Fact]:
    """The link to put in a letter or a record. A name that no id could have is none's for ever."""
    if is_id(name):
        link = Said(short_link(name, book.site), href=short_address(name))
        where = "" if book.site else "It goes after the address of this site. "
        yield "Short link", cell(link, Said(f"{where}It leads here, or says why nothing is here any more", quiet=True))


def _accepted(book: Book, name: str) -> Iterator[Block]:
    entry = book.register.protocols.get(name)
    rows = entry.record.accepted_findings if entry else ()
    if rows:
        yield Items(tuple(_kept(row) for row in rows), "Findings kept on purpose, for a time")


def _kept(row: AcceptedFinding) -> Cell:
    until = labelled("Until", deadline(row, "until"))
    return cell(rule_link(row.rule) if row.rule else None, said(row, "reason"), until)


def found(book: Book, file: str) -> tuple[Block, ...]:
    """The findings of one file."""
    rows = book.findings.get(file, ())
    if not rows:
        return ()
    return (Items(tuple(_finding(row) for row in rows), "What the checks find in it"),)


def not_known(book: Book, entry: Entry[Protocol]) -> Section | None:
    """The blocks of which nothing is known, in one list."""
    protocol, items = entry.record, []
    for name, title in BLOCKS.items():
        value = getattr(protocol, name)
        inner = getattr(value, "basis", None)
        if is_unknown(value):
            items.append(_unknown(title, said(protocol, name), *_elsewhere(book, protocol, name)))
        elif name == "monitoring" and (is_unknown(inner) or not value.rows):
            items.append(_unknown(title, said(value, "basis"), *_elsewhere(book, protocol, name)))
    return Section("not-known", "Not known", (Items(tuple(items)),)) if items else None


BLOCKS = {
    "monitoring": "Monitoring: which tests, how often, and who acts",
    "actions": "What to do about a result or a symptom",
    "contacts": "Contacts",
    "responsibilities": "Who does what",
    "transfer": "How care passes, and how it comes back",
}
"""The blocks that a reader looks for."""


_ON_DRUG_PAGES = {"monitoring": "reference_monitoring", "actions": "actions"}
"""What a drug's page may have, from named sources, of what a protocol's page lacks."""


def _unknown(title: str, value: Said, *elsewhere: Said) -> Cell:
    return cell(Said(f"{title}: not known", known=False, note=value.note), *elsewhere)


def _elsewhere(book: Book, protocol: Protocol, name: str) -> Iterator[Said]:
    """Links to what named sources give for the protocol's drugs. It is not the protocol's."""
    field = _ON_DRUG_PAGES.get(name)
    for drug in protocol.drug_ids if field else ():
        entry = book.register.drugs.get(drug)
        if entry is not None and getattr(entry.record, str(field)):
            words = f"{book.drug(drug).text}: what named sources give, not this protocol"
            yield Said(words, href=f"drugs/{drug}/#{name}", onward=True)


def _document(book: Book, known: Document) -> Iterator[Fact]:
    if known.title_as_printed or known.note_on("title_as_printed"):
        yield "Title as printed", cell(said(known, "title_as_printed"))
    if known.url:
        yield "Where it is", cell(Said(known.url, href=known.url, note=known.note_on("url")))
    if known.version is not None:
        yield "Version", cell(said(known, "version"))
    yield "Declared", cell(said(known, "status"))
    yield "Committee", cell(_committee(book, known))
    yield "Approved", cell(deadline(known, "approved_on"))
    yield from _ends(known)
    yield from _no_longer(book, known)
    yield "Past its review date", cell(said(known, "past_review_means"))
    if known.owner is not None:
        yield "Looked after by", _owner(book, known)


def _ends(known: Document) -> Iterator[Fact]:
    if known.ends_as_printed is None or not is_unknown(known.review_due):
        yield "Review due", cell(deadline(known, "review_due"))
    if known.expires is not None:
        yield "Not valid after", cell(deadline(known, "expires"))
    if known.ends_as_printed is not None:
        yield "End, as printed", cell(known.ends_as_printed)
        yield "End, as read", cell(deadline(known, "end"))
        means = said(known, "end_means")
        text = means.text if means.known else "Not known. It counts as the review date"
        yield "What that end is", cell(Said(text, means.known, means.note))


def _no_longer(book: Book, known: Document) -> Iterator[Fact]:
    """What has been declared that ends it, or is to end it."""
    if known.suspended is not None:
        yield "Suspended", cell(said(known.suspended, "on"), said(known.suspended, "reason"))
    if known.withdrawn is not None:
        yield "Withdrawn", cell(said(known.withdrawn, "on"), said(known.withdrawn, "reason"))
    if known.superseded is not None:
        by = known.superseded.by
        successor = book.protocol(by) if isinstance(by, str) else said(known.superseded, "by")
        yield "Superseded", cell(said(known.superseded, "on"), labelled("By", successor))


def _committee(book: Book, known: Document) -> Said:
    return book.committee(known.committee, known.note_on("committee"))


def _owner(book: Book, known: Document) -> Cell:
    owner = known.owner
    if owner is None or isinstance(owner, Unknown):
        return cell(said(known, "owner"))
    email = Said(owner.email, href=f"mailto:{owner.email}") if owner.email else None
    place = book.organisation(owner.organisation)
    return cell(said(owner, "role"), place if place.known else None, email)


def _finding(row: Finding) -> Cell:
    place = f"line {row.position.line}, column {row.position.column}"
    return cell(rule_link(row.code), Said(f"{capital(row.message)} ({row.grade.value}; {place})"), *_help(row.help))


def rule_link(code: str) -> Said:
    """A rule's code, with a link to its page where it has one."""
    return Said(code, href=address_of(f"rules/{code}.md") if code in BY_CODE else None)


def _help(lines: Iterable[str]) -> Iterator[Said]:
    yield from (Said(line, quiet=True) for line in lines)
