"""Every rule, through the front door: what it finds, what it leaves alone, and that its test would notice its loss."""

from __future__ import annotations

import re
import shutil

import pytest

from sharedcare import rules
from sharedcare.findings import Grade
from sharedcare.register.load import load
from sharedcare.register.model.base import Record
from sharedcare.rules.examples import HISTORY
from sharedcare.rules.frame import FAMILIES
from sharedcare.rules.targets import SINGULAR, TARGETS
from tests.registers import BASE, DAY, FIXTURES, check, copied

GOLDEN = FIXTURES / "rules"
FAULTY = ("exampleshire-awful", "exampleshire-misshapen", "exampleshire-unparsed")
"""Files that hold as many faults as one reading can tell: of facts, of kinds of value, of YAML."""
LOWEST = list(Grade)[-1]
CONSEQUENCES = {
    "SC206": {"SC801"},  # a protocol that is withdrawn, whenever, is not in force
    "SC505": {"SC509"},  # years are longer than any source's weeks
    "SC607": {"SC604"},  # a source that only the review cited
    "SC904": {"SC903", "SC908", "SC106"},  # copies are in force for the same request, and in no list of any kind
    "SC402": {"SC802"},  # without dated evidence, the funding is unknown
    "SC901": {"SC801"},  # a protocol that another took the place of is no longer in force
    "SC912": {"SC801"},  # nor are the two of this example
    "SC603": {"SC801"},  # a document that is declared suspended is suspended, block or no block
}
"""The codes of findings that a rule's bad fixture cannot help having beside the rule's own."""


def by_code(rule):
    return rule.code


every_rule = pytest.mark.parametrize("rule", rules.RULES, ids=by_code)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, so that reports name no folder of this machine."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spoilt(here, rule):
    example = rule.example
    beside = example.beside.edits if example.beside else ()
    folder = copied(here, (example.file, example.good, example.bad), *beside)
    for number in range(1, example.copies + 1):
        original = folder / example.file
        other = original.with_stem(f"{original.stem}-{number}")
        text = original.read_text(encoding="utf-8")
        other.write_text(text.replace(f"id: {original.stem}\n", f"id: {other.stem}\n"), encoding="utf-8")
    return folder


@every_rule
def test_bad_fixture(rule, here, golden):
    seen = check(spoilt(here, rule), "--fail-on", LOWEST.value)
    golden(GOLDEN / f"{rule.code}.txt", seen)
    codes = set(re.findall(r"^register/\S+:\d+:\d+ (SC\d{3}) ", seen, re.MULTILINE))
    assert codes == {rule.code} | CONSEQUENCES.get(rule.code, set())
    assert seen.endswith("exit status: 1\n")


@every_rule
def test_good_twin_is_silent(rule, here):
    """The tests' own register; or, where it has no such file, one with the example as the whole of it."""
    file, good = rule.example.file, rule.example.good
    folder = BASE if (BASE / file).exists() else copied(here, (file, good, good))
    assert [finding for finding in rules.check(load(folder), DAY) if finding.code == rule.code] == []


def test_the_base_register_has_no_finding(here):
    assert check(copied(here), "--fail-on", LOWEST.value) == "18 files checked: no findings.\nexit status: 0\n"


@every_rule
def test_disabling_a_rule_fails_its_fixture(rule, here, monkeypatch):
    monkeypatch.setattr(rules, "RULES", tuple(other for other in rules.RULES if other is not rule))
    seen = check(spoilt(here, rule), "--fail-on", LOWEST.value)
    assert seen != (GOLDEN / f"{rule.code}.txt").read_text(encoding="utf-8")
    assert rule.code not in seen


def test_every_rule_has_a_fixture_and_every_fixture_a_rule():
    fixtures = {path.stem for path in GOLDEN.glob("*.txt")}
    assert fixtures == {rule.code for rule in rules.RULES} | set(FAULTY)
    assert {path.stem for path in GOLDEN.glob("*.yml")} == set(FAULTY)
    assert {path.suffix for path in GOLDEN.iterdir()} == {".txt", ".yml"}
    assert len(rules.RULES) >= 20
    assert all(path.read_text(encoding="utf-8").strip() for path in GOLDEN.iterdir())


def test_codes_are_unique_and_sorted():
    codes = [rule.code for rule in rules.RULES]
    assert codes == sorted(set(codes))
    assert list(rules.BY_CODE) == codes
    assert {rule.family for rule in rules.EVERY_RULE.values()} == set(FAMILIES.values())


def test_consequences_are_of_rules_that_exist():
    assert {*CONSEQUENCES, *(code for codes in CONSEQUENCES.values() for code in codes)} <= set(rules.BY_CODE)


@every_rule
def test_example_good_stands_once_in_the_base_register(rule):
    example = rule.example
    if example.file != HISTORY:
        assert (BASE / example.file).read_text(encoding="utf-8").count(example.good) == 1
    assert example.good != example.bad


def test_what_an_example_needs_beside_it_is_said():
    words = "if both were for one drug and exampleshire-methotrexate were withdrawn"
    assert rules.BY_CODE["SC912"].example.where == f"exampleshire/exampleshire-lithium.yml, {words}"
    assert rules.BY_CODE["SC904"].example.where.endswith("-methotrexate.yml, and 5 copies of it")


@every_rule
def test_a_rule_says_what_must_hold_and_why(rule):
    assert "\n" not in rule.statement + rule.why
    assert not rule.statement.endswith(".")
    assert rule.why.endswith(".")


@pytest.mark.parametrize("name", FAULTY)
def test_a_file_with_many_faults_tells_them_all(name, here, golden):
    folder = copied(here)
    shutil.copy(GOLDEN / f"{name}.yml", folder / "exampleshire")
    golden(GOLDEN / f"{name}.txt", check(folder, "--fail-on", LOWEST.value))


def test_findings_stand_in_the_order_of_their_places(here):
    folder = copied(here)
    for name in FAULTY:
        shutil.copy(GOLDEN / f"{name}.yml", folder / "exampleshire")
    found = rules.check(load(folder), DAY)
    assert list(found) == sorted(found, key=lambda finding: finding.sort_key())
    assert len(found) > 60
    assert len({finding.code for finding in found}) > 20


def test_every_field_that_names_a_record_has_a_target():
    """The model says of each such field where its records stand; the rule must know the same."""
    documented = set()
    for kind in below(Record):
        for name, field in kind.model_fields.items():
            found = re.search(rf"reference/({'|'.join(SINGULAR)})\b", field.description or "")
            if found and name not in SINGULAR.keys() - {"drugs", "services", "reports", "areas"}:
                documented.add((kind.__name__, name, found[1]))
    known = {
        (kind.__name__, name, target)
        for kind in below(Record)
        for owner in kind.__mro__
        for name, target in TARGETS.get(owner, {}).items()
    }
    assert documented <= known
    assert len(documented) > 25


def below(kind):
    return {kind} | {other for child in kind.__subclasses__() for other in below(child)}
