"""A protocol's page: what a reader needs, in the order in which it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcare.pages import care, clinical, notices, proof, scope, template
from sharedcare.pages.blocks import (
    Block,
    Cell,
    Facts,
    Items,
    Said,
    Section,
    Table,
    Words,
    cell,
    listed,
    sections,
    words,
)
from sharedcare.pages.book import PROTOCOLS_FOLDER, Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.page import Heading, Page
from sharedcare.pages.reference import protocol_monitoring
from sharedcare.pages.reports import TITLE, report_cell
from sharedcare.pages.states import StateView, embedded, marks, state_view
from sharedcare.pages.words import as_text, deadline, evidence_date, labelled, said, said_value
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.care import CommissionedService
from sharedcare.register.model.monitoring import Missed, Monitoring
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.vocabulary import Basis, Evidence, Kind
from sharedcare.register.values.dates import in_words
from sharedcare.status import Case
from sharedcare.status.currency import sentence
from sharedcare.status.funding import reported_as_not_commissioned

JUMPS = {"monitoring": "Tests", "actions": "What to do about a result", "contacts": "Contacts"}


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """What the template of a protocol's page is given."""

    title: str
    area: Said
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
    sections: tuple[Section, ...]
    embedded: object


def protocol_page(book: Book, name: str, entry: Entry[Protocol]) -> Page:
    """The page of one protocol."""
    shown = book.by_protocol[name]
    own, protocol = shown[0], entry.record
    parts = tuple(_sections(book, name, entry))
    view = ProtocolView(
        title=own.title,
        area=book.area(own.area),
        day=in_words(book.day),
        example=book.label(own.area),
        evidence=evidence_line(book, protocol),
        reported=reported_as_not_commissioned(own),
        others=", ".join(book.area_name(case.area) for case in shown[1:]),
        state=state_view(book, own),
        paid_if=tuple(_paid_if(book, protocol)),
        jumps=tuple(_jumps({section.id for section in parts})),
        sections=parts,
        embedded=template.embed(embedded(book, shown, whole=True)),
    )
    source = f"protocols/{book.slugs[name]}.md"
    return Page(
        source=source,
        title=f"{own.title} – {book.place(own.area)}",
        html=template.render("protocol.html", source, view=view),
        edit_path=f"{PROTOCOLS_FOLDER}/{entry.file}",
        headings=(Heading("answers", "The two answers"), *(Heading(part.id, part.title) for part in parts)),
    )


def evidence_line(book: Book, protocol: Protocol) -> str:
    """How deep the evidence goes, in a sentence."""
    if protocol.kind is Kind.NATIONAL_TEMPLATE:
        return f"A national template: it binds nobody until an area adopts it. {_evidence(book, protocol)}"
    return _evidence(book, protocol)


def _evidence(book: Book, protocol: Protocol) -> str:
    match protocol.evidence:
        case Evidence.DOCUMENT:
            return "Transcribed from the document itself."
        case Evidence.LISTING:
            seen = said(protocol, "listing_seen_on")
            day = seen.text if seen.known else "a day that is not known"
            since = "may since have been renewed, changed or withdrawn"
            return f"As listed when read on {day}; {since}.{_confidence(protocol)}"
        case Evidence.REPORTED:
            return f"{_reporters(book, protocol)} Nobody has shown us the document."
        case _:
            return "How this was learnt is not known."


def _confidence(protocol: Protocol) -> str:
    """How sure it is that the listed document is what the page says, where that was judged."""
    if protocol.confidence is None:
        return ""
    note = protocol.note_on("confidence")
    return f" Confidence is {as_text(protocol.confidence)}.{f' {sentence(note)}' if note else ''}"


def _reporters(book: Book, protocol: Protocol) -> str:
    records = [book.register.reports[key].record for key in protocol.reports if key in book.register.reports]
    said_by = []
    for report in records:
        on = said_value(report.on)
        said_by.append(f"{book.organisation(report.by).text}, {on.text if on.known else 'undated'}")
    return f"As reported by {'; '.join(said_by)}." if said_by else "As reported; by whom is not known."


def _sections(book: Book, name: str, entry: Entry[Protocol]) -> Iterator[Section]:
    protocol, sources = entry.record, Sources.of(book, entry)
    rows = clinical.Clinical(book, sources, scope.indication_names(protocol))
    yield from sections(
        _money(book, protocol, sources),
        _areas(book, name, sources),
        notices.notices(book, protocol.drug_ids),
        _monitoring(book, rows, protocol),
        *_reference(book, protocol),
        Section("actions", "What to do about a result or a symptom", rows.actions(protocol.actions)),
        care.contacts(book, protocol),
        scope.scope(book, protocol, sources),
        care.responsibilities(protocol),
        care.transfer(protocol, sources),
        scope.products(book, protocol, sources),
        rows.statements("contraindications", protocol.contraindications),
        rows.statements("cautions", protocol.cautions),
        Section("interactions", "Interactions", rows.interactions(protocol.interactions)),
        *(rows.statements(kind, getattr(protocol, kind)) for kind in clinical.STATEMENTS if kind in _LATER),
        rows.differences(protocol.differences),
        proof.not_known(book, entry),
        _reports(book, name, protocol),
        proof.document(book, protocol),
        proof.history(book, protocol, sources),
        sources.section(),
        proof.verification(book.by_protocol[name][0], protocol, book.day),
        proof.file_section(book, entry.file, name),
    )


_LATER = ("adverse_effects", "pregnancy", "breastfeeding", "paternal_exposure", "vaccination", "patient_advice")


def _jumps(ids: set[str]) -> Iterator[Said]:
    for key, title in JUMPS.items():
        yield Said(title, href=f"#{key}") if key in ids else Said(f"{title}: not known", href="#not-known")


def _paid_if(book: Book, protocol: Protocol) -> Iterator[Cell]:
    commissioned = protocol.commissioned_service
    if isinstance(commissioned, Unknown) or protocol.kind is Kind.NATIONAL_TEMPLATE:
        return
    for key in commissioned.services:
        service = book.register.services.get(key)
        if service is None or service.record.opt_in is not False:
            name = service.record.name if service else key
            yield cell(f"Paid only if your practice provides {key if isinstance(name, Unknown) else name}.")
    fallback = said(commissioned, "fallback_provider")
    text = (
        "Who does the work if your practice does not"
        if commissioned.services
        else "Who does the work where nobody is paid for it"
    )
    yield cell(Said(f"{text}: {fallback.text if fallback.known else 'not known'}.", fallback.known, fallback.note))


def _money(book: Book, protocol: Protocol, sources: Sources) -> Section:
    commissioned = protocol.commissioned_service
    if not isinstance(commissioned, CommissionedService):
        known = Words(cell(said(protocol, "commissioned_service")))
        return Section("funding", "What the commissioner pays for", (known,))
    rows = [
        ("Services", _services(book, commissioned)),
        ("Last confirmed", cell(evidence_date(commissioned, "checked_on"))),
    ]
    if commissioned.pays_for:
        rows.append(("Pays for", cell(*commissioned.pays_for)))
    if commissioned.note:
        rows.append(("Also", cell(commissioned.note)))
    rows.append(("Source", cell(sources.named(commissioned.source))))
    return Section("funding", "What the commissioner pays for", (Facts(tuple(rows)),))


def _services(book: Book, commissioned: CommissionedService) -> Cell:
    if not commissioned.services:
        return cell(Said("No service is recorded", known=False, note=commissioned.note_on("status")))
    shelf = book.register.services
    named = (Said(said_value(shelf[key].record.name).text if key in shelf else key) for key in commissioned.services)
    note = commissioned.note_on("services")
    return cell(*named, Said(note, quiet=True) if note else None)


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


def _monitoring(book: Book, rows: clinical.Clinical, protocol: Protocol) -> Section | None:
    monitoring = protocol.monitoring
    if not isinstance(monitoring, Monitoring) or monitoring.basis is not Basis.PROTOCOL or not monitoring.rows:
        return None
    blocks: list[Block] = []
    for drug in protocol.drug_ids or (None,):
        own = [row for row in monitoring.rows if drug is None or not row.drugs or drug in row.drugs]
        caption = f"Monitoring of {book.drug(drug).text}" if drug else "Monitoring"
        blocks.append(rows.own_monitoring(caption, own) if own else words(f"{caption}: not known."))
    blocks += rows.legend(monitoring.rows)
    if monitoring.missed:
        blocks.append(
            Items(tuple(_missed(book, rows.sources, row) for row in monitoring.missed), "When monitoring is overdue")
        )
    else:
        blocks.append(words("What to do when monitoring is overdue: not known."))
    return Section("monitoring", "Monitoring", tuple(blocks))


def _missed(book: Book, sources: Sources, row: Missed) -> Cell:
    drugs = (Said("For"), *map(book.drug, row.drugs)) if row.drugs else ()
    return listed((*drugs, clinical.when_missed(row), sources.cite(row)))


def _reference(book: Book, protocol: Protocol) -> tuple[Section, ...]:
    monitoring = protocol.monitoring
    if isinstance(monitoring, Monitoring) and monitoring.basis is Basis.REFERENCE:
        return protocol_monitoring(book, protocol)
    return ()


def _reports(book: Book, name: str, protocol: Protocol) -> Section | None:
    about = dict(book.reports_about(name))
    about.update({key: book.register.reports[key] for key in protocol.reports if key in book.register.reports})
    items = tuple(report_cell(book, entry) for entry in about.values())
    return Section("reports", TITLE, (Items(items),)) if items else None
