"""What the files of drugs say of named sources: a row changes when its source is read again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.changes.change import Change as Difference
from sharedcare.changes.change import Kind
from sharedcare.changes.protocols import record_changes
from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Entry
from sharedcare.register.model.drug import Drug
from sharedcare.rules.examples import DRUG
from sharedcare.rules.frame import Example
from sharedcare.rules.since.clinical import in_words, is_clinical, only_explains, place_of
from sharedcare.rules.since.evidence import how_unread
from sharedcare.rules.since.frame import Change, ChangeRule, change_rule

_ROW = 'contraindications: [{text: Pregnancy, source: handbook, section: "4"}]\n'
_REST = (
    'differences: [{about: the interval, text: "Handbook: 12 weeks; lights: not said", sources: [handbook, lights]}]\n'
    "not_found: [{sought: How long to wait after a live vaccine, where: handbook}]\n\nsources:\n"
    "  handbook: {title: An invented handbook of monitoring, publisher: Example Society, published: 2024, "
    "read_as: original, checked_on: 2026-09-14}\n"
)


@change_rule(
    "SC966",
    Grade.INCOMPLETE,
    "A row of a drug's file changes only when its source was read again",
    "A dose or an interval that changes under a source's name, though nobody opened the source, is nobody's word but "
    "the editor's.",
    Example(
        DRUG,
        before=f"{_ROW}{_REST}",
        bad=f"{_ROW.replace('Pregnancy', 'Early pregnancy')}{_REST}",
        good=f"{_ROW.replace('Pregnancy', 'Early pregnancy')}{_REST.replace('2026-09-14', '2026-11-18')}",
    ),
)
def row_changes_with_its_source(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Where a row of a source changes or goes, the source is new, was read later than before, or is read on the day."""
    for name, new in change.after.drugs.items():
        if (old := change.before.drugs.get(name)) is None:
            continue
        for source, found in _by_source(old, new).items():
            if source not in new.sources:
                continue
            if unread := how_unread(source, old, new, day):
                message = f"{in_words(found)} changed, and {unread}"
                yield this.finding(new.file, place_of(new, found[0]), message, *_READ_AGAIN)


_READ_AGAIN = (
    "Read the source again, and write the day under its `checked_on`",
    "If the source has not said so, put the row back as it was",
)


def _by_source(old: Entry[Drug], new: Entry[Drug]) -> dict[str, list[Difference]]:
    """What changed in rows, or went, by the key of the source that the row cites. What came is no change of a row.

    When a notice was recorded is what the register says, not its source.
    """
    found: dict[str, list[Difference]] = {}
    for one in record_changes(old.record, new.record):
        source = getattr(one.about.row, "source", None) if one.about is not None else None
        if source and is_clinical(one) and not _is_no_row(one) and one.steps[-1].field != "recorded_on":
            found.setdefault(source, []).append(one)
    return found


def _is_no_row(one: Difference) -> bool:
    """Whether no row that stood there says anything else: a row is new, or a note tells why something is unknown."""
    return only_explains(one) or (one.kind is Kind.NEW and one.after is not None and one.after.field is None)


RULES = (row_changes_with_its_source,)
