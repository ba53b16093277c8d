"""What a file says of care: it changes with a new version or a correction, and is verified again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sharedcare.compare.facts import Fact, Names, facts_of
from sharedcare.findings import Finding, Grade
from sharedcare.register.load import Register
from sharedcare.register.model.base import Record
from sharedcare.register.model.protocol import Protocol, Verification
from sharedcare.register.model.vocabulary import VerificationStatus
from sharedcare.register.values.dates import PartialDate
from sharedcare.rules.examples import METHOTREXATE, TWO_DRUGS
from sharedcare.rules.frame import Example
from sharedcare.rules.since.evidence import is_new_version, later, new_corrections
from sharedcare.rules.since.frame import Change, ChangeRule, Pair, change_rule

CARE = (
    "products",
    "ages",
    "exclusions",
    "responsibilities",
    "transfer",
    "monitoring",
    "actions",
    "contraindications",
    "cautions",
    "interactions",
    "adverse_effects",
    "pregnancy",
    "breastfeeding",
    "paternal_exposure",
    "vaccination",
    "patient_advice",
)
"""The fields of a protocol that somebody gives or withholds a drug by."""
MOST_NAMED = 3
"""The most changed facts that a message names one by one."""


def changed_facts(change: Change, pair: Pair, *, learnt: bool = False) -> tuple[Fact, ...]:
    """What the protocol said of care that it does not say any more, or says besides; of a change, what it says now.

    A block that was not there, or a fact that nobody knew, may be filled in: only with `learnt` is that a change too.
    """
    before, after = (
        {fact.key: fact for fact in facts_of(entry.record, _names(entry.record, change.after), CARE)}
        for entry in (pair.before, pair.after)
    )
    had = {fact.block for fact in before.values() if _is_known(fact)}
    gone = (fact for key, fact in before.items() if key not in after and (learnt or _is_known(fact)))
    came = (fact for key, fact in after.items() if key not in before and (learnt or fact.block in had))
    both = (fact for key, fact in after.items() if key in before and _differs(before[key], fact, learnt))
    return (*both, *came, *gone)


def _is_known(fact: Fact) -> bool:
    return any(part.token is not None for part in fact.parts)


def _differs(before: Fact, after: Fact, learnt: bool) -> bool:
    was, now = ({part.slot: part.token for part in fact.parts} for fact in (before, after))
    if all(token is None for token in was.values()):
        return learnt and was != now
    slots = dict.fromkeys((*was, *now))
    return any(was.get(slot, "") != now.get(slot, "") and (learnt or was.get(slot, "") is not None) for slot in slots)


def _names(protocol: Protocol, register: Register) -> Names:
    indications = protocol.indications if isinstance(protocol.indications, tuple) else ()
    called = {str(row.id): str(row.name).casefold() for row in indications}

    def test(name: str) -> str:
        found = register.test_named(name)
        return found[0] if found is not None else name.casefold()

    return Names(protocol.drug_ids, called, test)


def in_words(facts: Iterable[Fact]) -> str:
    """What facts are about: their blocks, each with what tells its rows apart."""
    by_block: dict[str, list[str]] = {}
    for fact in facts:
        said = [_word(value) for name, value in fact.about if name != "drugs"]
        about = " ".join(word for word in said if word) or ", ".join(fact.labels[1:])
        by_block.setdefault(fact.block, []).append(about)
    return " and ".join(f"`{block}`{_few([word for word in words if word])}" for block, words in by_block.items())


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "" if value is None or isinstance(value, Record) else str(getattr(value, "value", value))


def _few(words: list[str]) -> str:
    unique = list(dict.fromkeys(words))
    more = f" and {len(unique) - MOST_NAMED} more" if len(unique) > MOST_NAMED else ""
    return f" ({'; '.join(unique[:MOST_NAMED])}{more})" if unique else ""


_ROW = (
    "    - {phase: stable, drugs: [sulfasalazine], tests: [FBC, LFT], every: 3 months, for: 1 year, "
    "requested_by: primary-care, taken_by: primary-care, acted_on_by: primary-care, source: protocol, "
    'section: "4"}\n'
)
_MENDED = "corrections:\n  - {on: 2026-11-18, by: LMC editor, what: Section 4 says every 2 months; the file said 3}\n"


@change_rule(
    "SC956",
    Grade.INCOMPLETE,
    "What a protocol says of care changes only with a new version, or with a correction that says what was mended",
    "An interval that changes although the document has not is a slip, or a decision of somebody who was not asked. "
    "Whoever knew the old one must be able to see why.",
    Example(
        TWO_DRUGS,
        before=f"{_ROW}\n",
        bad=f"{_ROW.replace('3 months', '2 months')}\n",
        good=f"{_ROW.replace('3 months', '2 months')}\n{_MENDED}\n",
    ),
)
def care_changes_with_a_record(this: ChangeRule, change: Change, day: date) -> Iterator[Finding]:
    """Where a fact of care changes, the version or approval is new, or a correction is."""
    for pair in change.protocols:
        if is_new_version(pair) or any(new_corrections(pair)):
            continue
        if facts := changed_facts(change, pair):
            message = f"{in_words(facts)} changed, with neither a new version nor a correction"
            place = pair.after.key_position(facts[0].block)
            yield this.finding(pair.after.file, place, message, *_how_to_record(day))


def _how_to_record(day: date) -> tuple[str, ...]:
    return (
        "If the file had a slip, say what it was, as a row of `corrections:`",
        f"  - {{on: {day.isoformat()}, by: …, what: …}}",
        "If the committee changed its document, write its new `version` and `approved_on`",
    )


_VERIFIED = "  status: verified\n  by: [Rheumatology pharmacist, LMC prescribing lead]\n  on: 2026-10-01\n"


@change_rule(
    "SC957",
    Grade.INCOMPLETE,
    "A file that has changed what it says of care is verified again, or no longer said to be verified",
    "Two roles compared the old rows with the document. If the new ones borrow their word, nobody has compared them at "
    "all.",
    Example(
        METHOTREXATE,
        before="verification:\n  status: transcribed\n  on: 2026-10-01\n",
        bad=f"verification:\n{_VERIFIED}",
        good=f"verification:\n{_VERIFIED.replace('2026-10-01', '2026-11-18')}",
    ),
)
def verified_again(this: ChangeRule, change: Change, _day: date) -> Iterator[Finding]:
    """A file that says `verified` anew, or still, after a change of care, was verified later than before."""
    for pair in change.protocols:
        was, now = _verified(pair.before.record), _verified(pair.after.record)
        if now is None or now.status is not VerificationStatus.VERIFIED or was is None or later(now.on, was.on):
            continue
        anew = was.status is not VerificationStatus.VERIFIED and isinstance(was.on, PartialDate)
        still = was.status is VerificationStatus.VERIFIED
        facts = changed_facts(change, pair, learnt=True) if still else ()
        if not anew and not facts:
            continue
        what = f"{in_words(facts)} changed" if facts else "it is said to be verified"
        message = f"{what}, and it was last verified {_when(now)}, no later than before"
        place = pair.after.key_position("verification", "on")
        yield this.finding(pair.after.file, place, message, *_VERIFY)


_VERIFY = (
    "Write `status: transcribed` until two roles, one from each side, have compared it with the document again",
    "If they have, write the day under `on`",
)


def _verified(protocol: Protocol) -> Verification | None:
    return protocol.verification if isinstance(protocol.verification, Verification) else None


def _when(verification: Verification) -> str:
    on = verification.on
    return on.when() if isinstance(on, PartialDate) else "on a day that nobody knows"


RULES = (care_changes_with_a_record, verified_again)
