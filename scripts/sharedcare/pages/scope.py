"""What a protocol covers: whom, with what, for what, and whose requests."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcare.pages.blocks import Block, Cell, Facts, Items, Said, Section, Table, Words, cell, listed
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.words import ages_in_words, as_text, capital, is_unknown, labelled, said
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.care import SpecialistService
from sharedcare.register.model.monitoring import Ages
from sharedcare.register.model.protocol import Classification, Indication, Product, Protocol

Fact = tuple[str, Cell]


def scope(book: Book, protocol: Protocol, sources: Sources) -> Section:
    """What it covers. What is not known is said here in words."""
    facts = (
        ("Drugs", _drugs(book, protocol)),
        ("For", _indications(protocol)),
        ("Ages", _ages(protocol)),
        ("Classification", _classification(book, protocol)),
        ("Started by", _specialties(protocol)),
        *_transition(book, protocol, sources),
        *_requests(book, protocol, sources),
    )
    blocks: tuple[Block, ...] = (Facts(facts),)
    if protocol.exclusions:
        left_out = (
            listed((said(row, "text"), *map(book.drug, row.drugs), sources.cite(row))) for row in protocol.exclusions
        )
        blocks += (Items(tuple(left_out), "It leaves out"),)
    return Section("covers", "What it covers", blocks)


def products(book: Book, protocol: Protocol, sources: Sources) -> Section | None:
    """What exactly is shared."""
    if not protocol.products:
        return None
    heads = ("Drug", "Route and form", "Strengths", "Usual dose", "Longest supply", "Prescribed", "Source")
    table = Table("Products", heads, tuple(_product(book, row, sources) for row in protocol.products))
    idle = [number for number in range(len(heads)) if all(_says_nothing(row[number]) for row in table.rows)]
    unknown = Words(cell(Said(f"Not known: {', '.join(heads[number].lower() for number in idle)}.", known=False)))
    blocks: tuple[Block, ...] = (table.without(idle), unknown) if idle else (table,)
    return Section("products", "What exactly is shared, doses and supply", blocks)


def _says_nothing(given: Cell) -> bool:
    """Whether a cell only says that nobody knows."""
    return all(isinstance(piece, Said) and not piece.known and not piece.note for piece in given.pieces)


def _drugs(book: Book, protocol: Protocol) -> Cell:
    if isinstance(protocol.drugs, Unknown):
        return _plain(protocol, "drugs")
    return Cell((*(book.drug(drug) for drug in protocol.drugs), *_note(protocol, "drugs")), inline=True)


def _indications(protocol: Protocol) -> Cell:
    if isinstance(protocol.indications, Unknown):
        return _plain(protocol, "indications")
    return Cell(tuple(_indication(row) for row in protocol.indications))


def _indication(row: Indication) -> Said:
    name = said(row, "name")
    licensed = "" if is_unknown(row.licensed) else (" (licensed)" if row.licensed else " (not licensed for it)")
    return Said(f"{name.text}{licensed}", known=name.known, note=name.note)


def _ages(protocol: Protocol) -> Cell:
    if isinstance(protocol.ages, Ages):
        return cell(Said(ages_in_words(protocol.ages), note=protocol.note_on("ages")))
    return _plain(protocol, "ages")


def _specialties(protocol: Protocol) -> Cell:
    if isinstance(protocol.specialties, Unknown):
        return _plain(protocol, "specialties")
    names = capital(as_text(protocol.specialties).replace("-", " "))
    return cell(Said(names, note=protocol.note_on("specialties")))


def _classification(book: Book, protocol: Protocol) -> Cell:
    if isinstance(protocol.classification, Unknown):
        return _plain(protocol, "classification")
    return Cell(tuple(_light(book, protocol, row) for row in protocol.classification))


def _light(book: Book, protocol: Protocol, row: Classification) -> Said:
    label, meaning, committee = said(row, "label"), said(row, "meaning"), book.committee(row.committee)
    by = committee.text if committee.known else "a committee that is not known"
    named = indication_names(protocol)
    limits = [*(book.drug(drug).text for drug in row.drugs), *(named.get(key, key) for key in row.indications)]
    limits += [row.route] if row.route else []
    only = f", for {', '.join(limits)}" if limits else ""
    text = f"{label.text}, given by {by}{only}. Meaning: {meaning.text.lower()}."
    return Said(text, known=label.known, note=label.note or meaning.note)


def indication_names(protocol: Protocol) -> dict[str, str]:
    """The names of a protocol's indications by id."""
    rows = () if isinstance(protocol.indications, Unknown) else protocol.indications
    return {row.id or "": said(row, "name").text for row in rows}


def _transition(book: Book, protocol: Protocol, sources: Sources) -> Iterator[Fact]:
    row = protocol.at_transition
    if row is None:
        return
    after = said(row, "protocol_after")
    if isinstance(row.protocol_after, str):
        after = book.protocol(row.protocol_after)
    yield (
        "When a child becomes an adult",
        cell(
            labelled("At age", said(row, "age")),
            labelled("Prescribes meanwhile", said(row, "who_prescribes")),
            labelled("Protocol afterwards", after),
            sources.named(row.source) if row.source else None,
        ),
    )


def _requests(book: Book, protocol: Protocol, sources: Sources) -> Iterator[Fact]:
    accepts = protocol.accepts_from
    if accepts is not None:
        kinds = {
            "local_nhs": "NHS providers of the area",
            "other_nhs": "NHS providers elsewhere",
            "right_to_choose": "Right to Choose providers",
            "private": "Private providers",
        }
        lines = (labelled(words, said(accepts, name)) for name, words in kinds.items())
        yield "Requests it covers", Cell((*lines, sources.named(accepts.source)))
    if protocol.specialist_services:
        yield "Specialist services", Cell(tuple(_service(book, row) for row in protocol.specialist_services))


def _service(book: Book, row: SpecialistService) -> Said:
    name, since = book.organisation(row.organisation, row.note_on("organisation")), said(row, "from_")
    party = "whether it is a party to the protocol is not known"
    if not is_unknown(row.party):
        party = "a party to the protocol" if row.party else "not a party to the protocol"
    return Said(
        f"{name.text}: {party}{f', since {since.text}' if since.known else ''}", known=name.known, note=name.note
    )


def _product(book: Book, row: Product, sources: Sources) -> tuple[Cell, ...]:
    drug = book.drug(row.drug) if isinstance(row.drug, str) else said(row, "drug")
    route, form = said(row, "route"), said(row, "form")
    return (
        cell(drug),
        cell(labelled("Route", route), labelled("Form", form)),
        cell(as_text(row.strengths)) if row.strengths else cell(said(row, "strengths")),
        cell(said(row, "usual_dose")),
        cell(said(row, "supply_max")),
        cell(said(row, "brand_rule")),
        cell(sources.cite(row)),
    )


def _plain(protocol: Protocol, name: str) -> Cell:
    return cell(said(protocol, name))


def _note(protocol: Protocol, name: str) -> Iterator[Said]:
    note = protocol.note_on(name)
    if note:
        yield Said(note, quiet=True)
