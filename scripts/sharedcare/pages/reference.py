"""A drug's reference monitoring: as its sources split it by specialty and indication, each source apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sharedcare.pages.blocks import Block, Items, Said, Section, Words, cell, listed, words
from sharedcare.pages.book import Book
from sharedcare.pages.cite import Sources, publisher
from sharedcare.pages.clinical import Clinical
from sharedcare.pages.notices import drug_entries, drug_sources
from sharedcare.pages.words import as_text, capital, said
from sharedcare.register.load import Entry
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.monitoring import ReferenceRow
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.sources import Limits
from sharedcare.register.model.vocabulary import ReadAs
from sharedcare.register.primary import primary_first, primary_source

EVERY_USE = "any use, unless a row says otherwise"
FIRST = "Not from any protocol. A protocol's own monitoring stands on its page, and comes first."


@dataclass(frozen=True, slots=True)
class Group:
    """The rows that sources limit in the same way."""

    specialties: tuple[str, ...]
    indications: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the group is called: `rheumatology only`."""
        names = [as_text(self.specialties).replace("-", " "), as_text(self.indications)]
        limited = ": ".join(name for name in names if name)
        return f"{limited} only" if limited else EVERY_USE

    @property
    def id(self) -> str:
        """Its anchor."""
        if self.title == EVERY_USE:
            return "monitoring-any-use"
        slug = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in self.title.lower())
        return f"monitoring-{'-'.join(part for part in slug.split('-') if part)}"


def group_of(row: Limits) -> Group:
    """The group that a row belongs to."""
    return Group(row.specialties, row.indications)


def drug_monitoring(book: Book, entry: Entry[Drug]) -> tuple[Section, ...]:
    """Every reference row of a drug, by specialty and indication, then by source, then by phase."""
    rows = entry.record.reference_monitoring
    groups = sorted({group_of(row) for row in rows}, key=lambda group: (group.title != EVERY_USE, group.title))
    return tuple(_lead(book, entry, groups)) + tuple(_group_section(book, entry, group) for group in groups)


def protocol_monitoring(book: Book, protocol: Protocol) -> tuple[Section, ...]:
    """The rows that stand in for a protocol's own: each publisher's apart, and none of another specialty."""
    entries = drug_entries(book, protocol.drug_ids)
    return tuple(section for entry in entries for section in _stand_in(book, entry, protocol))


def holds_for(protocol: Protocol) -> Callable[[Limits], bool]:
    """Whether a row holds for a protocol: nothing limits it, or only to what the protocol is known to be for."""
    specialties = () if isinstance(protocol.specialties, Unknown) else protocol.specialties
    indications = () if isinstance(protocol.indications, Unknown) else protocol.indications
    names = [row.name.casefold() for row in indications if isinstance(row.name, str)]

    def holds(row: Limits) -> bool:
        by_specialty = not row.specialties or bool(set(row.specialties) & set(specialties))
        return by_specialty and (not row.indications or any(text.casefold() in names for text in row.indications))

    return holds


def _lead(book: Book, entry: Entry[Drug], groups: Sequence[Group]) -> Iterator[Section]:
    drug, sources = entry.record, drug_sources(book, entry, here=True)
    note, title = drug.note_on("reference_monitoring"), "Monitoring, as named sources give it"
    beside = (words(note),) if note else ()
    if not groups:
        none = Words(cell(Said("Not known: no source that was read gives any.", known=False)))
        yield Section("monitoring", title, (none, *beside), apart=True)
        return
    blocks: list[Block] = [words(FIRST), Words(cell(_primary(drug, sources))), *beside]
    if len(groups) > 1:
        links = tuple(cell(Said(capital(group.title), href=f"#{group.id}")) for group in groups)
        blocks.append(Items(links, "By use"))
    legend = Clinical(book, sources, {}).legend(drug.reference_monitoring)
    yield Section("monitoring", title, (*blocks, *legend), apart=True)


def _primary(drug: Drug, sources: Sources) -> Said:
    """Which source to read first."""
    primary = primary_source(drug)
    if primary is None:
        return Said("No primary source: none of these is a national or local body's.", known=False)
    source = drug.sources[primary]
    read = f"read as {as_text(source.read_as)}" if source.read_as else "not said how it was read"
    return Said(
        f"Primary source: {publisher(source)}, {read}.", href=sources.href(primary), note=source.note_on("title")
    )


def _group_section(book: Book, entry: Entry[Drug], group: Group) -> Section:
    rows = [row for row in entry.record.reference_monitoring if group_of(row) == group]
    blocks: list[Block] = []
    for key in primary_first(entry.record):
        if own := [row for row in rows if row.source == key]:
            blocks += _table(book, entry, key, own, group)
    return Section(group.id, f"Monitoring: {group.title}", tuple(blocks), apart=True)


def _table(
    book: Book, entry: Entry[Drug], key: str | None, rows: Sequence[ReferenceRow], group: Group
) -> Iterator[Block]:
    sources = drug_sources(book, entry, here=True)
    name = said(entry.record, "name").text
    caption = f"{publisher_of(entry, key)}: {name}, {group.title}"
    yield Clinical(book, sources, {}).monitoring_of_one_source(caption, rows)
    source = entry.sources.get(key or "")
    title = said(source, "title").text if source else "not given"
    number = sources.named(key)
    yield Words(listed((number, Said(title, known=number.known, quiet=True))))


def _stand_in(book: Book, entry: Entry[Drug], protocol: Protocol) -> Iterator[Section]:
    drug, holds = entry.record, holds_for(protocol)
    shown = [row for row in drug.reference_monitoring if holds(row)]
    cited = [key for key in primary_first(drug) if any(row.source == key for row in shown)]
    for number, key in enumerate(cited, start=1):
        yield _source_section(book, entry, number, key, [row for row in shown if row.source == key])
    others = {group_of(row) for row in drug.reference_monitoring} - {group_of(row) for row in shown}
    yield from _elsewhere(entry, sorted(others, key=lambda group: group.title))


def _source_section(
    book: Book, entry: Entry[Drug], number: int, key: str | None, rows: Sequence[ReferenceRow]
) -> Section:
    sources, name = drug_sources(book, entry), said(entry.record, "name").text
    clinical, named = Clinical(book, sources, {}), publisher_of(entry, key)
    source = entry.sources.get(key or "")
    title = said(source, "title").text if source else "Source not given"
    link = Said(title, href=sources.href(key or ""))
    about = Words(cell(Said(f"{name}. These rows are from:"), link, inline=True))
    table = clinical.reference_monitoring(f"{name}: monitoring according to {named}, {title}", rows)
    heading = f"Not from this protocol: {named} ({name})"
    return Section(f"reference-{entry.record.id}-{number}", heading, (about, table, *clinical.legend(rows)), apart=True)


def _elsewhere(entry: Entry[Drug], groups: Sequence[Group]) -> Iterator[Section]:
    """Where the rows stand that this protocol must not show."""
    if groups:
        drug, name = entry.record, said(entry.record, "name").text
        links = [Said(group.title, href=f"drugs/{drug.id}/#{group.id}") for group in groups]
        lead = Said(f"Sources give other rows for {name} that are limited to a use. They stand on its own page:")
        heading = f"{name}: rows limited to other uses"
        yield Section(f"reference-{drug.id}-other", heading, (Words(listed((lead, *links))),), apart=True)


def publisher_of(entry: Entry[Drug], key: str | None) -> str:
    """Who published the source that a row cites."""
    source = entry.sources.get(key or "")
    if source is None:
        return "source not given"
    return f"{publisher(source)}{', a copy' if source.read_as is ReadAs.THIRD_PARTY_COPY else ''}"
