"""Names that must lead somewhere: to a record of the register, a source, or a part of the same file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sharedcare.findings import Finding, Grade
from sharedcare.register.folder import REFERENCE
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record, Unknown
from sharedcare.register.model.care import IfDeclined, OnEnding
from sharedcare.register.model.document import Review
from sharedcare.register.model.monitoring import MonitoringRow
from sharedcare.register.model.protocol import Classification, Protocol
from sharedcare.register.shape import did_you_mean
from sharedcare.register.walk import CITING, Block, blocks, blocks_of, texts
from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, Rule, rule
from sharedcare.rules.targets import SINGULAR, names_on, targets_of


@rule(
    "SC301",
    Grade.INCOMPLETE,
    "Every id names a record of the register",
    "A misspelt service leaves a protocol that is paid for looking unpaid; a misspelt test drops out of the "
    "monitoring that a practice plans by.",
    Example(
        METHOTREXATE,
        good="  consulted: [{organisation: exampleshire-lmc, on: 2024-03, position: agreed}]\n",
        bad="  consulted: [{organisation: exampelshire-lmc, on: 2024-03, position: agreed}]\n",
    ),
)
def ids_resolve(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Each field that holds ids of a shelf holds ids that stand there."""
    shelves = {shelf: names_on(register, shelf) for shelf in SINGULAR}
    proposals = _Proposals()
    for block in blocks(register, Record):
        for field, shelf in targets_of(block.record):
            names = shelves[shelf]
            for path, name in texts(block.record, field):
                if names is None or name in names or _is_known(register, block, shelf, name):
                    continue
                message = f"the register has no {SINGULAR[shelf]} called `{name}`"
                help_lines = proposals.help(name, names, _where_to_record(shelf))
                yield this.finding(block.file, block.position(*path), message, *help_lines)


MOST_COMPARISONS = 100_000
"""With how many names unknown ones are compared in all: a file full of them may not hold up the check."""


@dataclass
class _Proposals:
    """Help for names that are not there: the nearest that is, and where to add the name."""

    left: int = MOST_COMPARISONS

    def help(self, name: str, names: Collection[str], otherwise: str) -> tuple[str, ...]:
        self.left -= len(names)
        found = did_you_mean(name, sorted(names)) if self.left >= 0 else ()
        return (*found, f"Else {otherwise}" if found else f"{otherwise[0].upper()}{otherwise[1:]}")


def _is_known(register: Register, block: Block[Record], shelf: str, name: str) -> bool:
    """Whether a name is a test's in other letters, or a drug's that the protocol's own `drugs` have reported."""
    if shelf == "tests":
        return register.test_named(name) is not None
    owner = block.entry.record
    inside = isinstance(owner, Protocol) and block.record is not owner
    return shelf == "drugs" and inside and name in owner.drug_ids


@rule(
    "SC302",
    Grade.INCOMPLETE,
    "Every source that is cited stands under the file's `sources`",
    "Nobody can look up a fact whose source is not named, so nobody can tell whether it is still true.",
    Example(
        METHOTREXATE,
        good="  - {text: Severe renal impairment, source: protocol, section: 4.2}\n",
        bad="  - {text: Severe renal impairment, source: protocl, section: 4.2}\n",
    ),
)
def sources_resolve(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Each `source`, and each of `sources` and `sources_read`, is a key of the file's sources."""
    proposals = _Proposals()
    for block in blocks(register, Record):
        known = block.entry.sources
        for field in CITING & set(type(block.record).model_fields):
            for path, name in texts(block.record, field):
                if name not in known:
                    message = f"`sources` of this file has no `{name}`"
                    help_lines = proposals.help(name, known, f"add `{name}:` under `sources`")
                    yield this.finding(block.file, block.position(*path), message, *help_lines)


@rule(
    "SC303",
    Grade.INCOMPLETE,
    "Every name that a protocol uses for a part of itself is one of that part's names",
    "A row for a drug or an indication that the protocol does not have is shown to nobody; a contact that leads "
    "nowhere leaves a practice without a number to ring.",
    Example(
        METHOTREXATE,
        good="  if_declined: {prescriber: specialist, contact: advice-line}\n",
        bad="  if_declined: {prescriber: specialist, contact: advise-line}\n",
    ),
)
def parts_resolve(this: Rule, register: Register, _day: date) -> Iterator[Finding]:
    """Indications, contacts, drugs and safety notices are those of the protocol and of its drugs."""
    proposals = _Proposals()
    for entry in register.protocols.values():
        parts = _parts(register, entry.record)
        for block in blocks_of(entry, Record):
            for field, part in _names_used(block.record):
                for path, name in texts(block.record, field):
                    names = parts[part]
                    if names is None or name in names or (part == "drugs" and name not in register.drugs):
                        continue
                    message, help_line = _PARTS[part]
                    help_lines = proposals.help(name, names, help_line)
                    yield this.finding(block.file, block.position(*path), f"{message} `{name}`", *help_lines)


_PARTS = {
    "drugs": ("the protocol's `drugs` do not include", "add it to `drugs`"),
    "indications": ("the protocol's `indications` do not include", "add a row for it to `indications`"),
    "contacts": ("the protocol's `contacts` do not include", "add a row for it to `contacts`"),
    "notices": ("the protocol's drugs have no safety notice called", "record the notice in its drug's file"),
}


def _parts(register: Register, protocol: Protocol) -> Mapping[str, list[str] | None]:
    """The names of each part, or nothing where the part is unknown."""
    drugs = [register.drugs.get(name) for name in protocol.drug_ids]
    readable = [entry.record for entry in drugs if entry is not None]
    notices = [notice.id for drug in readable for notice in drug.safety_notices if notice.id]
    return {
        "drugs": list(protocol.drug_ids) or None,
        "indications": _ids(protocol.indications),
        "contacts": _ids(protocol.contacts),
        "notices": notices if len(readable) == len(drugs) else None,
    }


def _ids(rows: object) -> list[str] | None:
    return None if isinstance(rows, Unknown) or not isinstance(rows, tuple) else [row.id for row in rows if row.id]


def _names_used(record: Record) -> Iterator[tuple[str, str]]:
    """The fields of a record that name parts of its protocol, with the part."""
    if isinstance(record, IfDeclined | OnEnding):
        yield "contact", "contacts"
    elif isinstance(record, Review):
        yield "notices_read", "notices"
    if isinstance(record, MonitoringRow | Classification):
        yield "indications", "indications"
    if not isinstance(record, Protocol):
        yield from ((field, "drugs") for field, shelf in targets_of(record) if shelf == "drugs")


def _where_to_record(shelf: str) -> str:
    match shelf:
        case "protocols":
            return "add its file first"
        case "drugs":
            return f"record it first, in a file of its own in {REFERENCE}/drugs/"
        case _:
            return f"record it first, in {REFERENCE}/{shelf}.yml"


RULES = (ids_resolve, sources_resolve, parts_resolve)
