"""(register, drug, area, day) -> the protocols that a letter about the drug may rest on, or why there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sharedcare.register.load import Register
from sharedcare.register.model.base import Unknown
from sharedcare.register.model.places import ListRead
from sharedcare.register.model.vocabulary import Meaning, OrganisationKind
from sharedcare.register.model.voices import Decision
from sharedcare.register.values.dates import PartialDate
from sharedcare.status.case import Case
from sharedcare.status.requests import MEANS, Answer, Asker, Provider, Verdict, answers, answers_to, settled_for


@dataclass(frozen=True, slots=True)
class Found:
    """A protocol that the area has, or that an area has which it is a part of."""

    case: Case
    answers: tuple[Answer, ...]
    """To every asker."""
    is_wider: bool
    """Whether it is the wider area's, and nobody recorded whether this part uses it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence about a drug in an area, and whether it says something that is known."""

    text: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class LookUp:
    """What the register says of letters about a drug in an area."""

    found: tuple[Found, ...]
    unclear: tuple[Found, ...]
    """The protocols that may be for the drug: their files cannot be read, or do not say for which drugs they are."""
    lines: tuple[Line, ...]
    """Why there is no protocol; the lights that the area's committees gave the drug."""

    def to(self, asker: str) -> tuple[str, ...]:
        """Every sentence for one asker."""
        own = (answer.sentence for found in (*self.found, *self.unclear) for answer in answers_to(asker, found.answers))
        return (*own, *(line.text for line in self.lines))


@dataclass(frozen=True)
class Desk:
    """An area's side of every look-up: what does not depend on the drug, made once."""

    register: Register
    area: str
    day: date
    here: tuple[Case, ...]
    wider: tuple[Case, ...]
    """The cases of wider areas on which this one has decided nothing."""
    providers: Mapping[str, Provider]
    """The providers that those protocols name, by id, in the order of their names."""

    @classmethod
    def of(cls, register: Register, cases: Mapping[str, tuple[Case, ...]], area: str, day: date) -> Desk:
        """Look up by area what is there."""
        here = cases.get(area, ())
        decided = {case.id for case in here}
        above = (case for name in register.area_and_wider(area)[1:] for case in cases.get(name, ()))
        wider = tuple({case.id: case for case in above if case.id not in decided}.values())
        return cls(register, area, day, here, wider, dict(_providers(register, (*here, *wider))))

    def look_up(self, drug: str) -> LookUp:
        """The protocols for a drug, with what they say of every asker, or why there are none."""
        here = tuple(self._found(case, drug) for case in self.here if _is_for(case, drug))
        wider = tuple(self._wider(case) for case in self.wider if _is_for(case, drug))
        return LookUp(here + wider, self.unclear, (*(() if here else (self.none(drug),)), *self._lights(drug)))

    @cached_property
    def unclear(self) -> tuple[Found, ...]:
        """The protocols that may be for any drug."""
        both = [case for case in (*self.here, *self.wider) if not _has_drugs(case)]
        return tuple(Found(case, (self._unclear(case),), is_wider=case in self.wider) for case in both)

    def _unclear(self, case: Case) -> Answer:
        why = (
            "the register cannot read its file"
            if case.protocol is None
            else "for which drugs it is has not been recorded"
        )
        return settled_for(self.providers, Verdict.NOT_KNOWN, f"Not known: {why}.")

    def _found(self, case: Case, drug: str) -> Found:
        return Found(case, answers(case, drug, self.day, self.providers), is_wider=False)

    def _wider(self, case: Case) -> Found:
        owner, here = case.area_name(case.area), self.name
        sentence = f"Not known: this is a protocol of {owner}. Whether {here}, a part of it, uses it is not recorded."
        return Found(case, (settled_for(self.providers, Verdict.NOT_KNOWN, sentence),), is_wider=True)

    @property
    def name(self) -> str:
        """The area's name, or its id where it has none."""
        return self._place(self.area)

    def _place(self, area: str) -> str:
        entry = self.register.areas.get(area)
        return area if entry is None or isinstance(entry.record.name, Unknown) else entry.record.name

    def none(self, drug: str | None = None) -> Line:
        """What it means that the area has no protocol for a drug, or, without a drug, none beside those that it has.

        It depends on how its list was read, and on whether a protocol that is there may be one without being seen.
        """
        entry = self.register.areas.get(self.area)
        known = entry.record.list if entry else None
        if not isinstance(known, ListRead) or isinstance(known.read_whole, Unknown):
            return Line("Not known: nobody has recorded reading the area's list of protocols.", known=False)
        on = (
            f"on {known.read_on.in_words()}" if isinstance(known.read_on, PartialDate) else "on a day that is not known"
        )
        if not known.read_whole:
            return Line(f"Not known: the area's list was read in part, {on}.", known=False)
        if doubts := ", and ".join(self._doubts(drug)):
            return Line(f"Not known: the area's list was read whole {on}, but {doubts}.", known=False)
        return Line(f"No protocol found here: the area's list was read whole {on}.")

    def undecided(self, drug: str | None = None) -> Mapping[str, int]:
        """By wider area, how many of its protocols for the drug, or for any, this one may use: nobody recorded it."""
        return Counter(case.area for case in self.wider if (_has_drugs(case) if drug is None else _is_for(case, drug)))

    def _doubts(self, drug: str | None) -> Iterator[str]:
        broken = sum(found.case.protocol is None for found in self.unclear)
        if broken:
            yield f"{broken} file{'' if broken == 1 else 's'} cannot be read"
        if silent := len(self.unclear) - broken:
            yield f"the drugs of {_protocols(silent)} are not recorded"
        for area, number in self.undecided(drug).items():
            yield f"whether {self.name} uses {_protocols(number)} of {self._place(area)} is not recorded"

    def _lights(self, drug: str) -> Iterator[Line]:
        """The lights that the committees of the area, and of wider areas, gave the drug or its products."""
        areas = (self.register.areas.get(name) for name in self.register.area_and_wider(self.area))
        own = {area.record.committee for area in areas if area and isinstance(area.record.committee, str)}
        entry = self.register.drugs.get(drug)
        for row in entry.record.classifications if entry else ():
            if row.committee in own and isinstance(row.label, str):
                yield Line(f"Light seen: {row.label}, by {self._committee(row.committee)}{_means(row.meaning)}.")
        for decided in self.register.decisions.values():
            if drug in decided.record.drugs and decided.record.committee in own:
                yield self._decided(decided.record)

    def _decided(self, decision: Decision) -> Line:
        item = "A product" if isinstance(decision.item, Unknown) else decision.item
        label = "a light that is not known" if isinstance(decision.label, Unknown) else decision.label
        on = "on a day that is not known" if isinstance(decision.on, Unknown) else decision.on.when()
        by, means = self._committee(decision.committee), _means(self._meaning(decision))
        return Line(f"{item}: {label}{means}. Decided by {by} {on}; it may have changed since.")

    def _committee(self, key: str | Unknown) -> str:
        entry = self.register.committees.get(str(key))
        return str(key) if entry is None or isinstance(entry.record.name, Unknown) else entry.record.name

    def _meaning(self, decision: Decision) -> Meaning:
        """What the committee's own list of lights says that the light means."""
        schemes = (entry.record for entry in self.register.schemes.values())
        for scheme in (scheme for scheme in schemes if scheme.committee == decision.committee):
            for level in () if isinstance(scheme.levels, Unknown) else scheme.levels:
                if isinstance(level.label, str) and level.label == decision.label:
                    return level.meaning
        return Meaning.UNKNOWN


def _has_drugs(case: Case) -> bool:
    return case.protocol is not None and bool(case.protocol.drug_ids)


def _protocols(number: int) -> str:
    return f"{number} protocol{'' if number == 1 else 's'}"


def _is_for(case: Case, drug: str) -> bool:
    return case.protocol is not None and drug in case.protocol.drug_ids


def _means(meaning: Meaning) -> str:
    return f", {MEANS[meaning]}" if meaning in MEANS else ", for shared care" if meaning is Meaning.SHARED_CARE else ""


def _providers(register: Register, cases: Iterable[Case]) -> Iterator[tuple[str, Provider]]:
    rows = (row for case in cases if case.protocol for row in case.protocol.specialist_services)
    for key in sorted({row.organisation for row in rows if isinstance(row.organisation, str)}):
        entry = register.organisations.get(key)
        known = entry.record.name if entry else key
        kind = entry.record.kind if entry else OrganisationKind.OTHER
        yield key, Provider(key if isinstance(known, Unknown) else known, _KINDS.get(kind, tuple(Asker)[:4]))


_NHS = (Asker.LOCAL_NHS, Asker.OTHER_NHS)
_KINDS = {
    OrganisationKind.INDEPENDENT_PROVIDER: (Asker.RIGHT_TO_CHOOSE, Asker.PRIVATE),
    OrganisationKind.ACUTE_TRUST: _NHS,
    OrganisationKind.MENTAL_HEALTH_TRUST: _NHS,
    OrganisationKind.COMMUNITY_TRUST: _NHS,
    OrganisationKind.AMBULANCE_TRUST: _NHS,
    OrganisationKind.HEALTH_BOARD: _NHS,
}
"""What kinds of asker a provider may be. One whose kind is not recorded may be any."""
