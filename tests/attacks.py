"""A register in which every text of every record is an attack, filled from the records' own classes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import yaml

from sharedcare.register.kinds import SHELVES
from sharedcare.register.model import base
from sharedcare.register.model.base import Record, Required, Unknown
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.sources import Source
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.values.durations import Duration
from sharedcare.rules import BY_CODE

FIXTURES = Path(__file__).parent / "fixtures" / "attacks"
MARK = "zq"
"""Begins the mark at the end of every text, which says of what field and turn it is: `zq0123x07`."""


@dataclass(frozen=True)
class Attack:
    """A text that is more than a text where somebody forgot to escape it."""

    name: str
    text: str
    why: str


STRINGS = yaml.safe_load((FIXTURES / "strings.yml").read_text(encoding="utf-8"))
LEADS = tuple(Attack(**row) for row in STRINGS["leads"])
LAYOUT = (
    Attack("long-word", "W" * 5000, "is wider than any screen"),
    Attack("combining-marks", "".join(f"{letter}{chr(0x301) * 40}" for letter in "zalgo"), "grows over its neighbours"),
    Attack("line-feeds", f"a{chr(10) * 200}b", "pushes the rest of the page away"),
    Attack("right-to-left", "שלום 30/04/2027 سلام", "turns what stands beside it"),
    Attack("wide-signs", "﷽꧅⸻" * 5, "signs as wide as words"),
)
OTHERS = (*(Attack(**row) for row in STRINGS["others"]), *LAYOUT)
ATTACKS = (*LEADS, *OTHERS)
TURNS = len(LEADS)
"""How many times every record is filled: then each of its texts has been every attack."""
MOST_IN_NOTES = 120
"""How much of an attack a note holds: wider than a telephone still, and a file may hold so many bytes and no more."""


def chunk(number: int) -> tuple[Attack, ...]:
    """The attacks that make one text together: one that has to stand first, and its share of the others."""
    return (LEADS[number % TURNS], *OTHERS[number % TURNS :: TURNS])


# --- What a field holds, read off the annotations

_SCALARS = ("Text", "Id", "Code", "RuleCode", "Email", "WebAddress", "WholeNumber", "Amount", "Flag")
KINDS = {getattr(base, name): name for name in _SCALARS}
"""The kinds of one value, by annotation."""
SENTINELS = (base.Unknown, base.NoLimit, base.Everything, type(None))


@dataclass(frozen=True)
class Field:
    """A field of a record: what it holds, and what may stand there instead."""

    kind: Any
    """A kind of one value, a class of words or dates, or a class of records: of each, where it holds several."""
    many: bool
    key: Any
    """The kind of the keys, where it holds values by key."""
    may_be_unknown: bool
    may_be_absent: bool

    @property
    def record(self) -> type[Record] | None:
        """The class of the records that it holds, if it holds any."""
        return self.kind if isinstance(self.kind, type) and issubclass(self.kind, Record) else None


@cache
def fields(cls: type[Record]) -> Mapping[str, Field]:
    """The fields of a class, by the key that a file writes."""
    hints = get_type_hints(cls, include_extras=True)
    return {field.alias or name: _field(hints[name]) for name, field in cls.model_fields.items()}


def _field(hint: Any) -> Field:
    parts = list(_parts(hint))
    (kind,) = [part for part in parts if part not in SENTINELS]
    inner = () if kind in KINDS else get_args(kind)
    many, key = get_origin(kind) is tuple, inner[0] if inner and get_origin(kind) is not tuple else None
    one = inner[1] if key else inner[0] if many else kind
    words = [word.value for word in one] if isinstance(one, type) and issubclass(one, Enum) else []
    required = any(isinstance(mark, Required) for mark in _marks(hint))
    return Field(one, many, key, Unknown in parts or "unknown" in words, not required)


def _parts(hint: Any) -> Iterator[Any]:
    """The members of a union, through what is said beside them."""
    if get_origin(hint) is Annotated and hint not in KINDS:
        yield from _parts(get_args(hint)[0])
    elif set(SENTINELS) & set(get_args(hint)):
        yield from (found for part in get_args(hint) for found in _parts(part))
    else:
        yield hint


def _marks(hint: Any) -> Iterator[Any]:
    if get_origin(hint) is Annotated and hint not in KINDS:
        yield from hint.__metadata__
        yield from _marks(get_args(hint)[0])


# --- Filling records

Place = tuple[str, ...]
Texts = Callable[[Place], str]
FILES: Mapping[str, type[Record]] = {
    "protocols": Protocol,
    "drugs": Drug,
    **{name: fields(shelf)[name].kind for name, shelf in SHELVES.items()},
}
"""The records that have an id of their own: by folder, or by the name of their file."""
NAMED = {
    "area": "areas", "part_of": "areas", "committee": "committees", "organisation": "organisations",
    "commissioner": "organisations", "advises": "organisations", "about": "organisations", "scheme": "schemes",
    "drug": "drugs", "protocol_after": "protocols", "covers": "tests", "Extension.by": "committees",
    "Superseded.by": "protocols", "Report.by": "organisations", "Reply.by": "organisations", "Protocol.id": "protocols",
    "published": "protocols", "retired": "ids", "Retired.now": "protocols",
    "Drug.id": "drugs", "source": "read", "sources": "read", "sources_read": "read", **{name: name for name in FILES},
}  # fmt: skip
"""Whose id a field holds, by its key, or by class and key."""
OWN = {
    "contact": "line", "Contact.id": "line", "indications": "use", "Indication.id": "use", "SafetyNotice.id": "notice",
    "notices_read": "notice", "specialties": "rheumatology", "Coded.code": "X-1", "Organisation.ods": "X-1",
}  # fmt: skip
"""Ids and codes that only the file itself knows."""
NEXT = {"AdoptedIn.area", "Area.part_of"}
"""Whose id is that of the next turn's record: no record names itself there."""
INVENTED, WITHIN = 8, 9
"""The turns whose area is not a real place, and whose area is a part of another."""
ENDS = {"until", "expires", "review_due", "end", "to"}
SHOWN_WITHOUT = {
    "Protocol.drugs", "ReferenceRow.section", "ObservedClassification.committee_as_printed", "Guidance.place",
}  # fmt: skip
"""What is kept in a bare record: a page shows it only where something beside it is unknown."""
PLAIN = {"RuleCode": "SC203", "WholeNumber": "18", "Amount": "2.5", "Flag": "true"}
ADDRESS = "https://example.org/{}/%22%3E%3Cscript%3E?q={{{{7*7}}}}&a=1;b=(hit())#x=${{7*7}}|^[]*,!@::"
MAILBOX = "%3Cscript%3E'+hit'.{}%0A@example.org"


CODES = tuple(BY_CODE)


class Mode(Enum):
    """How much of a record is filled. Where something is unknown or left out, a note stands in its place."""

    FULL = "full"
    BARE = "bare"
    """Its blocks of fields are there, and hold next to nothing."""
    EMPTY = "empty"
    """Not even the blocks are there."""


WORDS = {
    (Mode.FULL, "Protocol.kind"): "protocol",
    (Mode.FULL, "Protocol.evidence"): "document",
    (Mode.FULL, "Monitoring.basis"): "protocol",
    (Mode.BARE, "Monitoring.basis"): "reference",
}
"""The words with which a page shows most; every other word takes its turn."""


@dataclass(frozen=True)
class Filling:
    """Fills records, each field with what fits it; what the texts are is said from outside."""

    mode: Mode
    turn: int
    text: Texts

    def record(self, cls: type[Record], place: Place) -> dict[str, Any]:
        """What a file writes of a record."""
        made = {}
        for key, field in fields(cls).items():
            if (value := self._value(f"{cls.__name__}.{key}", field, (*place, key))) is not None:
                made[key] = value
            note = f"{key}{base.NOTE_SUFFIX}"
            if cls.base_of_note(note) and (field.record or self.mode is not Mode.EMPTY):
                made[note] = self.text((*place, note))
        return made

    def id(self, kind: str) -> str:
        """The id of the record of a kind that is filled in this turn."""
        if kind == "ratchet":
            return CODES[list(Mode).index(self.mode) * TURNS + self.turn]
        return f"{kind}-{self.mode.value}-{self.turn}"

    def _value(self, name: str, field: Field, place: Place) -> Any:
        """What stands in a field, or nothing where it is left out."""
        is_block = field.record is not None and (self.mode is Mode.BARE or field.key)
        is_shown = self.mode is Mode.BARE and (name in SHOWN_WITHOUT or (self.mode, name) in WORDS)
        if name == "Area.part_of" and self.turn != WITHIN:
            return None
        if self.mode is not Mode.FULL and not is_block and not is_shown:
            if field.may_be_unknown:
                return "unknown"
            if field.may_be_absent:
                return None
        one = self.record(field.record, place) if field.record else self._scalar(name, field.kind, place)
        if field.key:
            return {self.id(NAMED[place[-1]]) if KINDS[field.key] == "Id" else self.text(place): one}
        return [one] if field.many else one

    def _scalar(self, name: str, kind: Any, place: Place) -> str:
        match KINDS.get(kind):
            case "Text":
                return self.text(place)
            case "Id" | "Code":
                return self._name(name, place[-1])
            case "WebAddress":
                return ADDRESS.format(f"{self.mode.value}-{self.turn}")
            case "Email":
                return MAILBOX.format(self.turn)
            case "Flag" if place[-1] == "fictional":
                return str(self.turn == INVENTED).lower()
            case None:
                return self._word(name, kind, place)
            case plain:
                return PLAIN[plain]

    def _word(self, name: str, kind: Any, place: Place) -> str:
        if kind is PartialDate:
            has_ended = name == "Service.end" and self.turn % 3 == 0
            return "2028-04-30" if place[-1] in ENDS and not has_ended else "2024-04-10"
        if kind is Duration:
            return "2 weeks"
        words = [word.value for word in kind if word.value != "unknown"]
        return WORDS.get((self.mode, name), words[self.turn % len(words)])

    def _name(self, *names: str) -> str:
        if names[0] in NEXT:
            return replace(self, turn=(self.turn + 1) % TURNS).id(NAMED[names[1]])
        found = [self.id(NAMED[name]) if name in NAMED else OWN[name] for name in names if name in NAMED or name in OWN]
        assert found, f"say in NAMED or OWN what {names[0]} names"
        return found[0]


# --- The register of attacks


@dataclass(frozen=True)
class Hostile:
    """Says what text a field holds in a turn: attacks, with a mark at the end; or the same without any sign."""

    is_disarmed: bool = False

    @cached_property
    def numbers(self) -> Mapping[Place, int]:
        """The number of each text of the register, by where it stands."""
        found: dict[Place, int] = {}
        counting = Filling(Mode.FULL, 0, lambda place: str(found.setdefault(place, len(found))))
        for name, cls in FILES.items():
            counting.record(cls, (name,))
            counting.record(Source, (name, "sources"))
        return found

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where each text stands, by its number."""
        return tuple(self.numbers)

    def text(self, number: int, turn: int) -> str:
        """The text of a number in a turn."""
        most = MOST_IN_NOTES if self.places[number][-1].endswith(base.NOTE_SUFFIX) else None
        made = "\n".join(attack.text[:most] for attack in chunk(number + turn))
        return f"{disarmed(made) if self.is_disarmed else made} {MARK}{number:04}x{turn:02}"

    def filling(self, mode: Mode, turn: int) -> Filling:
        """What fills the records of a turn."""
        return Filling(mode, turn, lambda place: self.text(self.numbers[place], turn))


def disarmed(text: str) -> str:
    """A text of the same letters, digits, spaces and lines, and no sign that means anything anywhere."""
    return "".join(sign if (sign.isascii() and sign.isalnum()) or sign in " \n" else "~" for sign in text)


class _Plain(yaml.CSafeDumper):
    """Writes every value out: the register refuses anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def save(path: Path, data: Any) -> None:
    """Write a file of the register, every text of it in quotes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=_Plain, default_style='"', allow_unicode=True, sort_keys=False, width=10**6)
    # The register refuses these letters where a reviewer cannot tell in which order they stand; an escape he can.
    text = re.sub("[\u0590-\u08ff\ufb1d-\ufdff]", lambda found: f"\\u{ord(found[0]):04X}", text)
    path.write_text(text, encoding="utf-8")


def write_register(folder: Path, hostile: Hostile, *modes: Mode, turns: int = TURNS) -> Path:
    """Write a register in which every text of every record is an attack, turn by turn."""
    shelves: dict[str, dict[str, Any]] = {name: {name: {}, "sources": {}} for name in SHELVES}
    for filling in (hostile.filling(mode, turn) for mode in modes for turn in range(turns)):
        protocol, drug = (filling.record(FILES[name], (name,)) for name in ("protocols", "drugs"))
        for made in (protocol, *(variants(protocol, drug, filling.turn) if filling.mode is Mode.FULL else ())):
            save(folder / made["area"] / f"{made['id']}.yml", made)
        save(folder / "reference" / "drugs" / f"{drug['id']}.yml", drug)
        for name, shelf in shelves.items():
            if is_told_apart(name, filling.mode):
                shelf[name][filling.id(name)] = filling.record(FILES[name], (name,))
                shelf["sources"][filling.id("read")] = filling.record(Source, (name, "sources"))
    for name, shelf in shelves.items():
        save(folder / "reference" / f"{name}.yml", shelf)
    return folder


def is_told_apart(kind: str, mode: Mode) -> bool:
    """Whether a page says something else of a record of this kind when so much of it is left out."""
    has_blocks = any(field.record for field in fields(FILES[kind]).values())
    return mode is Mode.FULL or (has_blocks if mode is Mode.EMPTY else kind in TOLD_WHEN_BARE)


TOLD_WHEN_BARE = {"areas", "guidance", "organisations", "ratchet", "reports"}
VARIANTS: tuple[Mapping[str, Any], ...] = (
    {"id": "listing", "evidence": "listing"},
    {"id": "reported", "evidence": "reported"},
    {"id": "template", "kind": "national-template"},
    {"id": "child", "ages": {"start": "6", "continue_to": "17"}},
    {"id": "several-drugs", "drugs": ["drugs-full-0", "drugs-full-1"]},
    {"id": "no-drugs", "drugs": "unknown"},
)
"""The kinds of page that a protocol has beside its own, one in each of the first turns."""


def variants(protocol: Mapping[str, Any], drug: Mapping[str, Any], turn: int) -> Iterator[Mapping[str, Any]]:
    """The same protocol as another kind of page; with its drug's own use, the drug's rows may stand in."""
    for edits in VARIANTS[turn : turn + 1]:
        yield {**protocol, **edits}
    use = {"id": OWN["indications"], "name": drug["reference_monitoring"][0]["indications"][0]}
    if turn == len(VARIANTS):
        yield {**protocol, "id": "reference", "indications": [use], "monitoring": {"basis": "reference"}}
