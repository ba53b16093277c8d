"""(protocol in an area, drug, day) -> whose requests it covers, as its document says. Pure, and the only judge of it.

What nobody has recorded is never a yes: of each kind of asker the answer is covered, not covered or not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from sharedcare.register.model.base import Unknown
from sharedcare.register.model.care import AcceptsFrom, SpecialistService, Transfer
from sharedcare.register.model.protocol import Classification, Protocol
from sharedcare.register.model.vocabulary import Adoption, Ending, Evidence, Kind, Meaning
from sharedcare.register.values.dates import PartialDate
from sharedcare.status.case import Case


class Verdict(StrEnum):
    """What a protocol says of an asker."""

    COVERED = "covered"
    NOT_COVERED = "not-covered"
    NOT_KNOWN = "not-known"


class Asker(Enum):
    """Who asks a practice to take over."""

    label: str
    whom: str

    LOCAL_NHS = "local-nhs", "An NHS provider of this area", "NHS providers of the area"
    OTHER_NHS = "other-nhs", "An NHS provider of another area", "NHS providers elsewhere"
    RIGHT_TO_CHOOSE = "right-to-choose", "A provider under the right to choose", "providers under the right to choose"
    PRIVATE = "private", "A private provider", "private providers"
    MOVED = "moved", "The patient has moved here", "patients who move here"

    def __new__(cls, value: str, label: str, whom: str) -> Asker:
        """A member knows its name in a form, and the word for those of its kind in a sentence."""
        member = object.__new__(cls)
        member._value_ = value
        member.label, member.whom = label, whom
        return member


MOVED_AWAY = "moved-away"
"""Of another area's protocol: what it says of a patient who leaves that area."""
KINDS = {
    Asker.LOCAL_NHS: "local_nhs",
    Asker.OTHER_NHS: "other_nhs",
    Asker.RIGHT_TO_CHOOSE: "right_to_choose",
    Asker.PRIVATE: "private",
}
"""The kinds of provider that a protocol accepts or not, by the field that says so."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that some protocol of an area names."""

    name: str
    kinds: tuple[Asker, ...]
    """The kinds of asker that it may be. Which one, the register does not know."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a protocol says of one kind of asker, or of one that it names."""

    to: tuple[str, ...]
    """Whom it answers: values of `Asker`, ids of organisations."""
    label: str
    verdict: Verdict
    sentence: str
    note: str | None = None
    source: str | None = None
    """A key of the protocol's sources."""
    section: str | None = None


def answers(case: Case, drug: str, day: date, providers: Mapping[str, Provider]) -> tuple[Answer, ...]:
    """What a protocol says of whoever writes about a drug, `providers` being those that the area's protocols name."""
    moved = (_moved(), _moved_away(case))
    if (settled := _whoever_asks(case, drug, day)) is not None:
        return (settled_for(providers, *settled), *moved)
    assert case.protocol is not None
    rows = {row.organisation: row for row in case.protocol.specialist_services if isinstance(row.organisation, str)}
    others = {key: provider for key, provider in providers.items() if key not in rows}
    named = (_named(case.protocol, row, providers[key], key, day) for key, row in rows.items() if key in providers)
    return (*named, *_not_named(others), *_by_kind(case, case.protocol, others), *moved)


def settled_for(providers: Iterable[str], verdict: Verdict, sentence: str) -> Answer:
    """An answer that is the same whoever asks."""
    return Answer((*(str(asker.value) for asker in Asker), *providers), "Whoever asks", verdict, sentence)


def answers_to(asker: str, given: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers that one asker gets."""
    return tuple(answer for answer in given if asker in answer.to)


def _whoever_asks(case: Case, drug: str, day: date) -> tuple[Verdict, str] | None:
    """What settles the answer before it matters who asks."""
    if case.protocol is None:
        return Verdict.NOT_KNOWN, "Not known: the register cannot read this protocol's file."
    place, adoption = case.area_name(case.area), case.adoption
    status = adoption.status if adoption else None
    if case.protocol.kind is Kind.NATIONAL_TEMPLATE and status is not Adoption.ADOPTED:
        return Verdict.NOT_COVERED, "Not covered: a national template binds nobody until an area adopts it."
    if status is Adoption.NOT_ADOPTED:
        return Verdict.NOT_COVERED, f"Not covered: {place} decided not to adopt it."
    if status is Adoption.PENDING:
        return Verdict.NOT_COVERED, f"Not covered: {place} has not decided yet whether to adopt it."
    if status is Adoption.UNKNOWN:
        return Verdict.NOT_KNOWN, f"Not known: whether {place} has adopted it is not recorded."
    if adoption and isinstance(adoption.on, PartialDate) and day < adoption.on.last:
        return Verdict.NOT_COVERED, f"Not covered yet: {place} adopts it from {adoption.on.in_words()}."
    return _by_light(case, drug)


def _by_light(case: Case, drug: str) -> tuple[Verdict, str] | None:
    """That every light of the drug is one of other than shared care."""
    assert case.protocol is not None
    rows = () if isinstance(case.protocol.classification, Unknown) else case.protocol.classification
    own = [row for row in rows if not row.drugs or drug in row.drugs]
    if not own or any(row.meaning in (Meaning.SHARED_CARE, Meaning.UNKNOWN) for row in own):
        return None
    lights = "; ".join(dict.fromkeys(_light(case, row) for row in own))
    return Verdict.NOT_COVERED, f"Not covered as shared care. Its light: {lights}."


def _light(case: Case, row: Classification) -> str:
    label = "by a light that is not known" if isinstance(row.label, Unknown) else f"“{row.label}”"
    by = (
        "" if isinstance(row.committee, Unknown) else f" by {(case.committees or {}).get(row.committee, row.committee)}"
    )
    return f"{label}{by}, {MEANS[row.meaning]}"


MEANS = {
    Meaning.SPECIALIST_ONLY: "for the specialist alone",
    Meaning.SPECIALIST_STARTED: "started by a specialist, then for primary care alone",
    Meaning.PRIMARY_CARE: "for primary care alone",
    Meaning.NOT_RECOMMENDED: "not recommended",
}


def _named(protocol: Protocol, row: SpecialistService, provider: Provider, key: str, day: date) -> Answer:
    verdict, sentence = _of_party(protocol, row, provider, day)
    return Answer((key,), provider.name, verdict, sentence, row.note_on("organisation") or row.note_on("party"))


def _of_party(protocol: Protocol, row: SpecialistService, provider: Provider, day: date) -> tuple[Verdict, str]:
    accepts, since = protocol.accepts_from or AcceptsFrom(), row.from_
    if protocol.evidence is not Evidence.DOCUMENT:
        return Verdict.NOT_KNOWN, f"Not known: it is listed with {provider.name}, but {_UNREAD}."
    if all(getattr(accepts, KINDS[kind]) is False for kind in provider.kinds):
        kinds = " or ".join(kind.whom for kind in provider.kinds)
        return (
            Verdict.NOT_COVERED,
            f"Not covered: the protocol names {provider.name}, but takes no requests from {kinds}.",
        )
    if row.party is False:
        return Verdict.NOT_COVERED, f"Not covered: the protocol names {provider.name} as no party to it."
    if isinstance(row.party, Unknown):
        return Verdict.NOT_KNOWN, f"Not known: it names {provider.name}; whether as a party to it is not recorded."
    if not isinstance(since, PartialDate):
        return Verdict.NOT_KNOWN, f"Not known: it names {provider.name} as a party; since when is not recorded."
    if day < since.last:
        return Verdict.NOT_COVERED, f"Not covered yet: {provider.name} is a party to it from {since.in_words()}."
    return Verdict.COVERED, f"Covered: the protocol names {provider.name} as a party, since {since.in_words()}."


def _not_named(others: Mapping[str, Provider]) -> Iterator[Answer]:
    if others:
        label = ", ".join(provider.name for provider in others.values())
        sentence = "Not known: the protocol does not name it. It may say something of providers of its kind."
        yield Answer(tuple(others), label, Verdict.NOT_KNOWN, sentence)


def _by_kind(case: Case, protocol: Protocol, others: Mapping[str, Provider]) -> Iterator[Answer]:
    accepts = protocol.accepts_from or AcceptsFrom()
    for kind, name in KINDS.items():
        verdict, sentence = _of_kind(case, protocol, kind, getattr(accepts, name))
        # Whoever follows a patient who has moved here is a provider elsewhere.
        moved = (str(Asker.MOVED.value),) if kind is Asker.OTHER_NHS else ()
        to = (str(kind.value), *moved, *(key for key, provider in others.items() if kind in provider.kinds))
        yield Answer(to, kind.label, verdict, sentence, accepts.note_on(name), accepts.source)


def _of_kind(case: Case, protocol: Protocol, kind: Asker, accepted: bool | Unknown) -> tuple[Verdict, str]:
    if protocol.evidence is not Evidence.DOCUMENT:
        return Verdict.NOT_KNOWN, f"Not known: {_UNREAD}."
    if isinstance(accepted, Unknown):
        return Verdict.NOT_KNOWN, f"Not known: whether the protocol takes requests from {kind.whom} is not recorded."
    if kind in (Asker.LOCAL_NHS, Asker.OTHER_NHS) and protocol.area not in case.wider_areas:
        owner = case.area_name(protocol.area or "")
        return (
            Verdict.NOT_KNOWN,
            f"Not known: what it says of NHS providers is said of {owner}, which adopted it first.",
        )
    if accepted:
        return Verdict.COVERED, f"Covered: the protocol takes requests from {kind.whom}."
    return Verdict.NOT_COVERED, f"Not covered: the protocol takes no requests from {kind.whom}."


_UNREAD = "the document itself was not read, so whose requests it covers is not recorded"


def _moved() -> Answer:
    sentence = "Not known: whether an agreement made elsewhere goes on under this protocol is not recorded."
    return Answer((str(Asker.MOVED.value),), Asker.MOVED.label, Verdict.NOT_KNOWN, sentence)


def _moved_away(case: Case) -> Answer:
    known = case.protocol.transfer if case.protocol else None
    transfer = known if isinstance(known, Transfer) else Transfer()
    ends = Ending.PATIENT_MOVES in transfer.ends_when
    sentence = (
        "Not covered after a move: the protocol says that shared care ends when the patient moves."
        if ends
        else "Not known: whether an agreement under this protocol outlasts a move is not recorded."
    )
    verdict = Verdict.NOT_COVERED if ends else Verdict.NOT_KNOWN
    source, section = (transfer.source, transfer.section) if ends else (None, None)
    return Answer((MOVED_AWAY,), "The patient moves away", verdict, sentence, None, source, section)
