"""A protocol's page: what a reader needs, in the order in which it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcare.pages import care, clinical, evidence, history, money, notices, proof, schedule, scope, template, wrong
from sharedcare.pages.blocks import (
    Cell,
    Items,
    Said,
    Section,
    Table,
    cell,
    sections,
)
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.reference import protocol_monitoring
from sharedcare.pages.reports import TITLE, report_cell
from sharedcare.pages.states import StateView, embedded, marks, state_view
from sharedcare.pages.words import deadline, labelled, said
from sharedcare.register.load import Entry
from sharedcare.register.model.monitoring import Monitoring
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Adoption, Basis
from sharedcare.register.values.dates import in_words
from sharedcare.status import Case
from sharedcare.status.funding import reported_as_not_commissioned

FIRST = (Heading("answers", "The two answers"), Heading("status", "Currency and funding"))
JUMPS = {"stable": "Tests", "actions": "What to do about a result", "contacts": "Contacts"}


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """What the template of a protocol's page is given."""

    title: str
    area: Said
    areas: str
    """The ids of the areas whose protocol it is or may be, with spaces between."""
    day: str
    example: str | None
    evidence: str
    reported: str
    """Who reports that nobody pays for it."""
    others: str
    """The other areas that decided on it, whose answers are their own."""
    state: StateView
    paid_if: tuple[Cell, ...]
    jumps: tuple[Said, ...]
    notices: int
    """How many safety notices its drugs have."""
    money: Section
    """What the commissioner pays for."""
    sections: tuple[Section, ...]
    embedded: object


def protocol_page(book: Book, name: str, entry: Entry[Protocol]) -> Page:
    """The page of one protocol."""
    view, own = view_of(book, name, entry), book.by_protocol[name][0]
    source = f"protocols/{book.slugs[name]}.md"
    return Page(
        source=source,
        title=f"{own.title} – {book.place(own.area)}",
        html=template.render("protocol.html", source, view=view),
        edit_path=f"{PROTOCOLS_FOLDER}/{entry.file}",
        headings=(
            Heading("answers", "The two answers"),
            Heading("status", "Currency and funding"),
            *(Heading(part.id, part.title) for part in view.sections),
        ),
    )


def view_of(book: Book, name: str, entry: Entry[Protocol]) -> ProtocolView:
    """All that is said of one protocol on the book's day."""
    (own, *rest), protocol = book.by_protocol[name], entry.record
    parts = tuple(_sections(book, name, entry))
    return ProtocolView(
        title=own.title,
        area=book.area(own.area),
        areas=" ".join(_whose(book, (own, *rest))),
        day=in_words(book.day),
        example=book.label(own.area),
        evidence=evidence.evidence_line(book, protocol),
        reported=reported_as_not_commissioned(own),
        others=", ".join(book.area_name(case.area) for case in rest),
        state=state_view(book, own),
        paid_if=tuple(money.paid_if(book, protocol)),
        jumps=tuple(_jumps({section.id for section in parts})),
        notices=notices.how_many(book, protocol.drug_ids),
        money=money.money(book, protocol, Sources.of(book, entry)),
        sections=parts,
        embedded=template.embed(embedded(book, (own, *rest), whole=True)),
    )


def _whose(book: Book, cases: tuple[Case, ...]) -> Iterator[str]:
    """The areas that decided on a protocol, and the parts of its own that decided nothing."""
    refused = {case.area for case in cases if case.adoption and case.adoption.status is Adoption.NOT_ADOPTED}
    parts = (key for key, part in book.register.areas.items() if part.record.part_of == cases[0].area)
    yield from (area for area in dict.fromkeys((*(case.area for case in cases), *parts)) if area not in refused)


def _sections(book: Book, name: str, entry: Entry[Protocol]) -> Iterator[Section]:
    protocol, sources = entry.record, Sources.of(book, entry)
    rows = clinical.Clinical(book, sources, scope.indication_names(protocol))
    yield from sections(
        *_first(book, name, entry, rows),
        care.responsibilities(protocol),
        care.transfer(protocol, sources),
        schedule.every_phase(book, rows, protocol),
        scope.products(book, protocol, sources),
        rows.statements("contraindications", protocol.contraindications),
        rows.statements("cautions", protocol.cautions),
        Section("interactions", "Interactions", rows.interactions(protocol.interactions)),
        *(rows.statements(kind, getattr(protocol, kind)) for kind in clinical.STATEMENTS if kind in _LATER),
        rows.differences(protocol.differences),
        notices.notices(book, protocol.drug_ids),
        _reports(book, name, protocol),
        proof.document(book, protocol),
        history.history(book, name, protocol, sources),
        sources.section(),
        proof.verification(book.by_protocol[name][0], protocol, book.day),
        proof.file_section(book, entry.file, name),
        _wrong(book, name, entry),
    )


def _wrong(book: Book, name: str, entry: Entry[Protocol]) -> Section:
    own = book.by_protocol[name][0]
    return wrong.section(book, wrong.About(own.title, f"{book.protocol_href(name)}", entry.file, name, own.area))


_LATER = ("adverse_effects", "pregnancy", "breastfeeding", "paternal_exposure", "vaccination", "patient_advice")


def _first(book: Book, name: str, entry: Entry[Protocol], rows: clinical.Clinical) -> Iterator[Section | None]:
    """What a GP with a letter, or with a late result, came for."""
    protocol, sources = entry.record, rows.sources
    yield scope.scope(book, protocol, sources)
    yield _areas(book, name, sources)
    yield schedule.stable(book, rows, protocol)
    yield Section("actions", "What to do about a result or a symptom", rows.actions(protocol.actions))
    yield care.contacts(book, protocol)
    yield proof.not_known(book, entry)
    yield from _reference(book, protocol)


def _jumps(ids: set[str]) -> Iterator[Said]:
    for key, title in JUMPS.items():
        yield Said(title, href=f"#{key}") if key in ids else Said(f"{title}: not known", href="#not-known")


def _reference(book: Book, protocol: Protocol) -> tuple[Section, ...]:
    monitoring = protocol.monitoring
    if isinstance(monitoring, Monitoring) and monitoring.basis is Basis.REFERENCE:
        return protocol_monitoring(book, protocol)
    return ()


def _areas(book: Book, name: str, sources: Sources) -> Section | None:
    shown = book.by_protocol[name]
    if len(shown) == 1:
        return None
    heads = ("Area", "Decision", "Currency", "Funding", "New request", "Source")
    rows = tuple(_area_row(book, case, sources) for case in shown)
    return Section("areas", "Where it applies", (Table("Areas that decided on it", heads, rows),))


def _area_row(book: Book, case: Case, sources: Sources) -> tuple[Cell, ...]:
    decision, source = cell("Its own protocol"), None
    if case.adoption is not None:
        on = said(case.adoption, "on")
        decision = cell(said(case.adoption, "status"), Said(f"From {on.text}", quiet=True) if on.known else None)
        if case.adoption.review_due is not None:
            decision = Cell((*decision.pieces, labelled("Own review date", deadline(case.adoption, "review_due"))))
        source = sources.named(case.adoption.source)
    return (cell(book.area(case.area)), decision, *(cell(mark) for mark in marks(book, case)), cell(source))


def _reports(book: Book, name: str, protocol: Protocol) -> Section | None:
    about = dict(book.reports_about(name))
    about.update({key: book.register.reports[key] for key in protocol.reports if key in book.register.reports})
    items = tuple(report_cell(book, entry) for entry in about.values())
    return Section("reports", TITLE, (Items(items),)) if items else None
