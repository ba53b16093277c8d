"""What may only grow less: files that are let off a rule, findings that are accepted, notices that are withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sharedcare.changes.rows import alike
from sharedcare.changes.same import bare
from sharedcare.findings import Finding, Grade, Position
from sharedcare.register.load import Entry
from sharedcare.register.model.drug import Drug, SafetyNotice
from sharedcare.register.model.protocol import AcceptedFinding
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.examples import DRUG, METHOTREXATE, RATCHET
from sharedcare.rules.frame import Example, Explained, Rule
from sharedcare.rules.since.frame import Change, ChangeRule, change_rule


def growing(rules: Mapping[str, Explained]) -> ChangeRule:
    """The rule that lets no list of old files grow: it has to know every other rule by code."""

    @change_rule(
        "SC963",
        Grade.INCOMPLETE,
        "The list of old files that need not keep a rule yet does not grow",
        "It is for faults that stood there before the rule did. A new fault that is written into it is hidden from "
        "everybody, for good.",
        Example(
            RATCHET,
            before="      reference/tests.yml: 1\n",
            bad="      reference/tests.yml: 1\n      reference/services.yml: 1\n",
            good="      reference/tests.yml: 1  # the committee was asked again\n",
        ),
    )
    def list_does_not_grow(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
        """No file has a higher number than before, unless it had as many findings before that stood in no list."""
        moved = {pair.after.file: pair.before.file for pair in change.protocols}
        for code, entry in change.after.ratchet.items():
            old = change.before.ratchet.get(code)
            for file, number in entry.record.files.items():
                was = moved.get(file, file)
                listed = old.record.files.get(was, 0) if old is not None else 0
                most = listed if number <= listed else max(listed, _found_before(change, rules.get(code), was, day))
                if number > most:
                    message = f"`{file}` is let off {number} findings of {code}, {_before(most)}"
                    place = entry.position("files", file)
                    help_line = f"Write `{file}: {most}`" if most else "Remove this line"
                    yield this.finding(entry.file, place, message, "Mend what the rule finds", help_line)

    return list_does_not_grow


def _before(most: int) -> str:
    return f"and had {most} before" if most else "and had none before"


def _found_before(change: Change, rule: Explained | None, file: str, day: date) -> int:
    """How many findings of a rule, as it is today, a file had before: a rule may be new, or have become stricter."""
    found = rule.found(change.before, day) if isinstance(rule, Rule) else ()
    return sum(1 for finding in found if finding.file == file)


_ACCEPTED = (
    "verification:\n  status: verified\n  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n"
)
_ROW = "accepted_findings:\n  - {rule: SC701, reason: The committee was asked to change it, until: 2026-12-31}\n"


@change_rule(
    "SC964",
    Grade.INCOMPLETE,
    "A finding is accepted for longer only for a new reason",
    "An exception had its last day so that somebody looks again. If only the day moves, nobody did, and it never ends.",
    Example(
        METHOTREXATE,
        before=f"{_ROW}{_ACCEPTED}",
        bad=f"{_ROW.replace('2026-12-31', '2027-06-30')}{_ACCEPTED}",
        good=_ACCEPTED,
    ),
)
def accepted_for_a_new_reason(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """No row of `accepted_findings` ends later than one of before of the same rule and much the same reason."""
    for pair in change.protocols:
        for number, row in enumerate(pair.after.record.accepted_findings):
            until = _was_until(row, pair.before.record.accepted_findings)
            if until is not None and isinstance(row.until, PartialDate) and row.until.last > until.last:
                message = f"{row.rule} was accepted until {until}, and is now until {row.until} for the same reason"
                place = pair.after.position("accepted_findings", number, "until")
                yield this.finding(pair.after.file, place, message, *_NEW_REASON)


def _was_until(row: AcceptedFinding, before: Iterable[AcceptedFinding]) -> PartialDate | None:
    """The last day on which a finding of the same rule was accepted for the same reason."""
    days = [one.until for one in before if one.rule == row.rule and _is_same(str(one.reason), str(row.reason))]
    return max((day for day in days if isinstance(day, PartialDate)), key=lambda day: day.last, default=None)


def _is_same(one: str, other: str) -> bool:
    """Whether two reasons differ in no more than signs, or in a word that was mended."""
    return bare(one) == bare(other) or alike(bare(one), bare(other)) >= SAME_REASON


SAME_REASON = 0.9
"""From which share of common letters a reason is the same one. Our judgement: a new reason has new words."""

_NEW_REASON = (
    "Mend what it finds, and remove the row",
    "If it has to stand longer, write under `reason` who agreed to that, and why",
)

_NOTICE = "    issued_on: 2020-09\n    recorded_on: 2026-09-14\n"


@change_rule(
    "SC965",
    Grade.INCOMPLETE,
    "A safety notice stays, from the day on which it was recorded",
    "A notice reaches every page of its drug. Taken out, or given a later day, it leaves them all without anybody "
    "having read it.",
    Example(
        DRUG,
        before=_NOTICE,
        bad=_NOTICE.replace("2026-09-14", "2026-11-20"),
        good=_NOTICE.replace("2026-09-14", "2026-09-10"),
    ),
)
def notice_stays(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """Each safety notice of before is there under its id, recorded no later than it was."""
    broken = {finding.file for finding in change.after.findings if finding.grade is Grade.UNREADABLE}
    for drug, old in change.before.drugs.items():
        new = change.after.drugs.get(drug)
        if new is None and old.file in broken:
            continue
        for notice in old.record.safety_notices:
            fault = _fault(notice, new)
            if fault is not None:
                place, words = fault
                yield this.finding(new.file if new else old.file, place, words, *_KEEP)


_KEEP = (
    "Put it back as it was. If the regulator has withdrawn it, say so under `says`",
    "That a protocol has taken it in is recorded in the protocol's review, under `notices_read`",
)


def _fault(notice: SafetyNotice, new: Entry[Drug] | None) -> tuple[Position, str] | None:
    """What has become of a notice: where, and in words."""
    if new is None:
        return Position(), f"the safety notice `{notice.id}` is gone, with the file of its drug"
    rows = [(number, row) for number, row in enumerate(new.record.safety_notices) if row.id == notice.id]
    if not rows:
        return new.key_position("safety_notices"), f"the safety notice `{notice.id}` is gone"
    number, row = rows[0]
    was, now = notice.recorded_on, row.recorded_on
    if isinstance(now, PartialDate) and not (isinstance(was, PartialDate) and now.first <= was.first):
        place = new.position("safety_notices", number, "recorded_on")
        return place, f"the safety notice `{notice.id}` was recorded on {_day(was)}, and now only on {now}"
    return None


def _day(value: object) -> str:
    return str(value) if isinstance(value, PartialDate) else "a day that nobody knows"


RULES = (accepted_for_a_new_reason, notice_stays)
