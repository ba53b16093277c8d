"""A drug's protocols side by side, what differs between them, and where sources give other intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sharedcare.compare.facts import Fact, Names, facts_of
from sharedcare.compare.join import Compared, Versions, differing
from sharedcare.exports.depth import depth
from sharedcare.pages.blocks import Cell, Differing, Said, Section, Table, Version, cell, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources
from sharedcare.pages.clinical import PHASES, Clinical
from sharedcare.pages.compared import Wording, compared, light, test_names
from sharedcare.pages.intervals import how_often
from sharedcare.pages.lists import case_title, review_date
from sharedcare.pages.reference import EVERY_USE, Group
from sharedcare.pages.scope import indication_names
from sharedcare.pages.states import marks
from sharedcare.pages.words import NOT_KNOWN, capital, deadline, labelled, said, uncapital
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.monitoring import Monitoring, MonitoringRow
from sharedcare.register.model.protocol import Classification, Protocol
from sharedcare.register.model.vocabulary import Evidence, Kind, Phase
from sharedcare.status import Case

HEADS = ("Protocol", "Currency and funding", "Version and dates", "Classification", "Tests once stable")
NOT_HERE = "Not in the register: read the document"
BLOCKS = ("monitoring", "transfer", "actions", "products")
"""What a practice works by: the blocks of which a drug's page says where they differ."""
NOTHING_RECORDED = "Nothing is recorded of it"
EACH = "Each stands as its own document has it. None is chosen here."


def protocols_table(book: Book, caption: str, drug: str, cases: Iterable[Case]) -> Table:
    """A drug's protocols, each with all that is asked of it first."""
    return Table(caption, HEADS, tuple(_row(book, drug, case) for case in cases))


def differences_between(book: Book, id: str, title: str, drug: str, cases: Sequence[Case]) -> Section | None:
    """What differs between the transcribed protocols of a drug."""
    protocols = {case.id: case.protocol for case in cases if case.protocol and case.adoption is None}
    read = [(key, one) for key, one in protocols.items() if one.evidence is Evidence.DOCUMENT]
    taken = [(key, _about_drug(compared(book, one, BLOCKS), drug)) for key, one in read]
    by_id = {case.id: case for case in cases if case.adoption is None}
    rows = _together(book, [(one, _differs(book, by_id, one)) for one in differing(taken)])
    return Section(id, title, (words(EACH), Differing(rows))) if rows else None


def intervals(book: Book, entry: Entry[Drug], sources: Sources) -> Section | None:
    """Where sources give one test, in one phase, for one use, at other times."""
    rows = [row for row in entry.record.reference_monitoring if row.says_when() and row.source is not None]
    names, taken = Names(test=test_names(book)), []
    for key in dict.fromkeys(str(row.source) for row in rows):
        own = tuple(row for row in rows if row.source == key)
        part = entry.record.model_copy(update={"reference_monitoring": own})
        # A source that says nothing of a test differs from none.
        taken.append((key, Compared(facts_of(part, names, ("reference_monitoring",)), ("",))))
    wording = Wording(book, entry.sources)
    found = _together(book, [(one, _times(wording, sources, one)) for one in differing(taken)])
    lead = "For the same test, part of treatment and use. Each stands. None is chosen here."
    return (
        Section("intervals", "Where sources give other intervals", (words(lead), Differing(found))) if found else None
    )


def _row(book: Book, drug: str, case: Case) -> tuple[Cell, ...]:
    label, (currency, funding, arrangements) = book.label(case.area), marks(book, case)
    area = replace(book.area(case.area), quiet=True)
    example = Said(label, quiet=True) if label else None
    learnt = Said(_learnt(case.protocol), quiet=True) if case.protocol else None
    return (
        cell(case_title(book, case), area, example, learnt),
        cell(currency, funding, Said("A new request:", quiet=True), arrangements),
        Cell(tuple(_dates(case))),
        Cell(tuple(_lights(book, drug, case.protocol))),
        Cell(tuple(_stable(book, drug, case.protocol))),
    )


def _learnt(protocol: Protocol) -> str:
    learnt = depth(protocol)
    return f"National template. {learnt}" if protocol.kind is Kind.NATIONAL_TEMPLATE else learnt


def _dates(case: Case) -> Iterator[Said]:
    document = case.document
    if document.version is not None:
        yield labelled("Version", said(document, "version"))
    approved = deadline(document, "approved_on")
    yield labelled("Approved", Said(approved.text, approved.known))
    due = [piece for piece in review_date(case).pieces if isinstance(piece, Said)]
    yield labelled("Review due", due[0]) if len(due) == 1 else due[0]
    yield from due[1:]
    if document.expires is not None:
        yield labelled("Not valid after", deadline(document, "expires"))


def _lights(book: Book, drug: str, protocol: Protocol | None) -> Iterator[Said]:
    if protocol is None or isinstance(protocol.classification, Unknown):
        yield said(protocol, "classification") if protocol else Said(NOT_KNOWN, known=False)
        return
    for row in protocol.classification:
        if not row.drugs or drug in row.drugs:
            yield light(book, row)
            yield Said(_meaning(protocol, row), quiet=True)


def _meaning(protocol: Protocol, row: Classification) -> str:
    named = indication_names(protocol)
    limits = [*(named.get(key, key) for key in row.indications), *([row.route] if row.route else [])]
    only = f", for {', '.join(limits)}" if limits else ""
    return f"Means: {uncapital(said(row, 'meaning').text)}{only}"


def _stable(book: Book, drug: str, protocol: Protocol | None) -> Iterator[Said]:
    """Every stable-phase test with its interval, as the protocol itself gives it."""
    known = protocol.monitoring if protocol else None
    rows = known.rows if isinstance(known, Monitoring) else ()
    own = [row for row in rows if row.phase is Phase.STABLE and (not row.drugs or drug in row.drugs)]
    if protocol is None or not own:
        yield Said(NOT_HERE, known=False)
        return
    clinical = Clinical(book, Sources({}), indication_names(protocol))
    for row in own:
        yield Said(f"{_texts(clinical.tests(row))}: {uncapital(_texts(how_often(row)))}{_limits(clinical, row)}")


def _limits(clinical: Clinical, row: MonitoringRow) -> str:
    limits = _texts(Cell(clinical.when(row).pieces[1:]))
    return f". {limits}" if limits else ""


def _texts(given: Cell) -> str:
    pieces = (piece for piece in given.pieces if isinstance(piece, Said))
    return ", ".join(f"{piece.text} ({piece.note})" if piece.note else piece.text for piece in pieces)


def _about_drug(whole: Compared, drug: str) -> Compared:
    """What is said of one drug of a protocol, or of all of them."""
    facts = (fact for fact in whole.facts if (fact.of("drugs") or fact.of("drug") or drug) == drug)
    return Compared(tuple(facts), whole.unknown)


Rows = tuple[tuple[str, tuple[Version, ...]], ...]


def _together(book: Book, found: Sequence[tuple[Versions[str], tuple[Version, ...]]]) -> Rows:
    """What differs, in the order of a page. Tests of which the same is said stand together."""
    groups: dict[tuple[object, ...], tuple[Fact, list[object]]] = {}
    for versions, said_of in found:
        fact = versions.said[0][0]
        rest = tuple((name, value) for name, value in fact.about if name not in ("tests", "drugs", "drug"))
        key = (fact.labels, rest, said_of) if fact.of("phase") else (fact.key,)
        groups.setdefault((*key, said_of), (fact, []))[1].append(fact.of("tests"))
    rows = [(_heading(book, fact, tests), group[-1]) for group, (fact, tests) in groups.items()]
    order = [_rank(fact) for fact, _ in groups.values()]
    return tuple(row for _, row in sorted(zip(order, rows, strict=True), key=lambda one: one[0]))  # type: ignore[misc]


def _rank(fact: Fact) -> int:
    """Monitoring comes first, the stable phase before all: most readers have a patient who is stable."""
    phase = fact.of("phase")
    return PHASES.index(phase) if isinstance(phase, Phase) else len(PHASES)


def _heading(book: Book, fact: Fact, tests: list[object]) -> str:
    """What is said differently; of sources' rows, also for what use."""
    if fact.of("phase") is None:
        label = Wording(book, {}).label(fact)
        return label if len(fact.labels) > 1 else ": ".join(filter(None, (fact.labels[0], label)))
    about = [(name, tuple(tests) if name == "tests" else value) for name, value in fact.about]
    if fact.block != "reference_monitoring":
        return Wording(book, {}).label(replace(fact, about=tuple(about)))
    use = Group(fact.of("specialties") or (), fact.of("indications") or ())  # type: ignore[arg-type]
    plain = tuple((name, value) for name, value in about if name not in ("specialties", "indications"))
    only = f". {capital(use.title)}" if use.title != EVERY_USE else ""
    return f"{Wording(book, {}).label(replace(fact, about=plain))}{only}"


def _differs(book: Book, cases: Mapping[str, Case], versions: Versions[str]) -> tuple[Version, ...]:
    found = []
    for fact, keys in versions.said:
        protocol = cases[keys[0]].protocol
        assert protocol is not None
        said_here = _version(Wording.of(book, protocol), fact, versions.slots)
        found.append(Version(said_here, tuple(_holder(book, cases[key], fact) for key in keys)))
    if versions.without:
        none = (Said(NOTHING_RECORDED, known=False),)
        found.append(Version(none, tuple(_holder(book, cases[key]) for key in versions.without)))
    return tuple(found)


def _times(wording: Wording, sources: Sources, versions: Versions[str]) -> tuple[Version, ...]:
    return tuple(
        Version(_version(wording, fact, versions.slots), tuple(cell(sources.named(key)) for key in keys))
        for fact, keys in versions.said
    )


def _version(wording: Wording, fact: Fact, slots: frozenset[str]) -> tuple[Said, ...]:
    """What a fact says; of what its rows say beside that, only the parts in which others differ."""
    shown = (part for part in fact.parts if part.slot in slots or part.slot == "every" or part.values[0].role != "row")
    return tuple(Said(text, part.token is not None) for part in shown for text in wording.texts(part))


def _holder(book: Book, case: Case, fact: Fact | None = None) -> Cell:
    """A protocol that says so: its area, its currency, and where it says so."""
    named = f"{book.place(case.area)}: {case.title}"
    source = Wording(book, case.protocol.sources).source(fact) if fact and case.protocol else ""
    where = Said(source, quiet=True) if source else None
    return cell(Said(named, href=book.protocol_href(case.id)), marks(book, case)[0], where)
