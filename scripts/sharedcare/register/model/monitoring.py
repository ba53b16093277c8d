"""Which tests, how often, who acts; and what to do about a result."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sharedcare.register.model.base import (
    REQUIRED,
    UNKNOWN,
    Fact,
    Flag,
    Id,
    OrNone,
    OrUnknown,
    Record,
    Text,
    WholeNumber,
)
from sharedcare.register.model.sources import DrugStatement, Limits, Sourced
from sharedcare.register.model.vocabulary import Basis, Party, Phase, Severity, Urgency
from sharedcare.register.values.durations import Duration


class Ages(Record):
    """An age range in whole years."""

    start: Annotated[OrNone[WholeNumber], REQUIRED] = UNKNOWN
    """The youngest age covered, in years; `none` where there is no lower limit."""
    continue_to: Annotated[OrNone[WholeNumber], REQUIRED] = UNKNOWN
    """The age at which cover ends, in years; `none` where it does not."""


class When(Sourced):
    """When tests are done. A row uses the fields that its source's words allow."""

    phase: Annotated[Phase | None, REQUIRED] = None
    """The part of treatment."""
    tests: Fact[tuple[Text, ...]] = UNKNOWN
    """Ids or aliases of reference/tests: `FBC`, `U&E`. None, where `tests_as_printed` says it all."""
    tests_as_printed: Text | None = None
    """What the source asks for, in our words, where no id of a test says it."""
    every: Duration | None = None
    """The interval: `2 weeks`, or `3 to 6 months`."""
    at_least: Flag | None = None
    """True where the interval is the longest allowed, and more often is expected."""
    at: tuple[Duration, ...] = ()
    """Points in time after the start or the change: `[2 weeks, 4 weeks]`."""
    for_: Duration | None = Field(default=None, alias="for")
    """How long this row lasts."""
    until: Text | None = None
    """What ends this row, in words."""
    trigger: Text | None = None
    """What sets it off, where it is not the calendar: `each visit`, `if symptoms`."""
    every_as_printed: Text | None = None
    """The source's own interval where it cannot be structured."""
    only_if: Text | None = None
    """The condition under which this row holds."""
    ages: Ages | None = None
    """The ages it is limited to."""

    def says_when(self) -> bool:
        """Whether the row says when its tests are due. A baseline row is due once, before treatment."""
        timed = self.every or self.at or self.trigger or self.every_as_printed
        return bool(timed) or self.phase is Phase.BASELINE


class MonitoringRow(When):
    """One row of a protocol's own monitoring."""

    drugs: tuple[Id, ...] = ()
    """The drugs it is for. Required where the protocol has several."""
    indications: tuple[Id, ...] = ()
    """Ids of this protocol's `indications`; none means all."""
    requested_by: Annotated[Party, REQUIRED] = Party.UNKNOWN
    """Who requests the tests."""
    taken_by: Annotated[Party, REQUIRED] = Party.UNKNOWN
    """Who takes the sample or measurement."""
    acted_on_by: Annotated[Party, REQUIRED] = Party.UNKNOWN
    """Who reads the result and acts."""


class ReferenceRow(When, Limits):
    """One row of a drug's reference monitoring, as its source splits it. Rows are never merged."""


class SpecialistReview(Sourced, Limits):
    """How often a source has the specialist see the patient."""

    every: Duration | None = None
    """The interval."""
    at_least: Flag | None = None
    """True where the interval is the longest allowed."""
    text: Text | None = None
    """What the source says beside the interval, or in its place."""


class Missed(Sourced):
    """What to do when monitoring is overdue."""

    grace: Duration | None = None
    """How late it may be."""
    then: Fact[Text] = UNKNOWN
    """What to do then."""
    supply_limit: Duration | None = None
    """The longest supply to issue meanwhile."""
    tell: Party | None = None
    """Whom to tell."""
    drugs: tuple[Id, ...] = ()
    """The drugs it is for; none means all."""


class Monitoring(Record):
    """A protocol's monitoring."""

    basis: Annotated[Basis, REQUIRED] = Basis.UNKNOWN
    """Where the rows come from."""
    rows: tuple[MonitoringRow, ...] = ()
    """The protocol's own rows."""
    missed: tuple[Missed, ...] = ()
    """What to do when monitoring is overdue."""


class Action(Sourced):
    """What to do about a result or a symptom. Shown, never evaluated."""

    finding: Fact[Text] = UNKNOWN
    """The result or symptom, with its units."""
    test: Text | None = None
    """The id or alias in reference/tests, where it is a test's result."""
    action: Fact[Text] = UNKNOWN
    """What to do."""
    urgency: OrUnknown[Urgency] = UNKNOWN
    """How soon."""
    drugs: tuple[Id, ...] = ()
    """The drugs it is for; none means all."""


class DrugAction(Action, Limits):
    """What a named source says to do, and what it limits it to."""


class Interaction(Sourced):
    """A medicine or food that changes the drug's effect."""

    with_: Fact[Text] = Field(default=UNKNOWN, alias="with")
    """What it interacts with."""
    effect: Fact[Text] = UNKNOWN
    """What happens."""
    severity: OrUnknown[Severity] = UNKNOWN
    """How it is to be handled."""
    drugs: tuple[Id, ...] = ()
    """The drugs it is for; none means all."""


class Stabilisation(DrugStatement):
    """How long a source has the specialist treat before a request for shared care."""

    minimum: Duration | None = None
    """The shortest time, where the source gives one."""


class Duties(Record):
    """Who does what according to named sources. A protocol's own answers stand in its file."""

    specialist: tuple[DrugStatement, ...] = ()
    """What sources have the specialist do."""
    primary_care: tuple[DrugStatement, ...] = ()
    """What sources have primary care do."""
    patient: tuple[DrugStatement, ...] = ()
    """What sources have the patient do."""
