"""The ledger of facts: it proves that nothing is dropped or changed, and that it can fail."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.facts import FACTS, ROOT, facts_at_hand, facts_in
from tests.ledger import Shelves, compare, missing, read_ledger, renew

KNOWN = read_ledger()
PROTOCOLS = ROOT / "protocols"


# -- the ledger ---------------------------------------------------------------------------------------------------


def test_the_ledger_is_whole():
    drugs = {name.split("/")[0] for name in KNOWN} - {"lincolnshire"}
    carried = [name for name, entry in KNOWN.items() if entry.get("carried")]
    left = [name for name, entry in KNOWN.items() if entry.get("left")]
    assert len(drugs) == 51
    assert len(KNOWN) == 3124
    assert len(carried) + len(left) == len(KNOWN)
    assert len(left) == 22
    assert all(len(KNOWN[name]["left"].split()) >= 5 for name in left)


def test_the_register_says_all_that_the_ledger_knows():
    """Was a row reworded on purpose? Then `make ledger` takes the new words, and shows what it took."""
    assert list(missing(KNOWN, Shelves())) == []


def test_the_ledger_is_true_to_the_facts_where_they_are_at_hand():
    """Where they are not, the ledger's digests and words, tested above, are what is left of them."""
    facts = facts_at_hand()
    assert set(facts) == (set(KNOWN) if FACTS.is_dir() else set())
    assert list(compare(facts, KNOWN if facts else {}, Shelves())) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Neutrophils below 1.6 ×10⁹/L", "Neutrophils below 1.7 ×10⁹/L"),
        ("every: 12 months\n    at_least: true\n", "every: 12 months\n"),
        ("  - {text: Pregnancy, source: bnf}\n", ""),
        (
            "    effect: Adds to the risk to the liver; keep the intake low\n",
            "    effect: Adds to the risk to the liver\n",
        ),
        ("    url: https://sps.nhs.uk/monitorings/methotrexate-monitoring\n", ""),
    ],
)
def test_a_changed_or_dropped_fact_is_found(old: str, new: str, tmp_path: Path):
    folder = tmp_path / "protocols"
    shutil.copytree(PROTOCOLS, folder)
    file = folder / "reference" / "drugs" / "methotrexate.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = list(missing(KNOWN, Shelves(folder)))
    assert found
    assert all(line.startswith("methotrexate/") for line in found)


# -- the comparison with the facts --------------------------------------------------------------------------------


ROW = {"finding": "neutrophils < 1.6 x10^9/L", "action": "stop for 2 weeks", "source": "s1"}
DRUG: dict[str, Any] = {
    "drug": "examplexate",
    "sources": [{"id": "s1", "title": "A guideline", "publisher": "A society", "url": "https://example.org/one"}],
    "act_on": [ROW],
}
LOCAL = {"sources": {"a": {"title": "A list", "url": "https://example.org/a"}}, "not_found": ["A fee"]}
CARRIED: dict[str, Any] = {
    "id": "examplexate",
    "actions": [{"finding": "Neutrophils below 1.6 ×10⁹/L", "action": "Stop for 2 weeks", "source": "society"}],
    "sources": {
        "society": {"title": "A guideline", "publisher": "A society", "url": "https://www.example.org/one"},
        "other": {"title": "A blog", "url": "https://example.org/two"},
    },
}
AREAS = {
    "areas": {"here": {"not_found": [{"sought": "A fee"}]}},
    "sources": {"list": {"title": "A list", "url": "https://example.org/a"}},
}


def compared(tmp_path: Path, drug: dict[str, Any] = DRUG, carried: dict[str, Any] = CARRIED) -> list[str]:
    """What the comparison says of small facts and a small register, by a ledger made of the good ones."""
    ledger = {
        "examplexate/drug": ["reference/drugs/examplexate#id = examplexate"],
        "examplexate/sources.s1": [
            "reference/drugs/examplexate#sources.society = title: A guideline; publisher: A society; "
            "url: https://www.example.org/one"
        ],
        "examplexate/act_on.0": [
            "reference/drugs/examplexate#actions = finding: Neutrophils below 1.6 ×10⁹/L; action: Stop for 2 weeks; "
            "source: society"
        ],
        "lincolnshire/sources.a": ["reference/areas#sources.list = title: A list; url: https://example.org/a"],
        "lincolnshire/not_found.0": ["reference/areas#areas.here.not_found = sought: A fee"],
    }
    good = written(tmp_path / "good", DRUG, CARRIED)
    digests = {name: fact.digest for name, fact in facts_in(good / "facts").items()}
    known = {name: {"fact": digests[name], "carried": rows} for name, rows in ledger.items()}
    made = written(tmp_path / "made", drug, carried)
    shelves = Shelves(made / "protocols")
    renew({name: fact.digest for name, fact in facts_in(made / "facts").items()}, known, shelves, tmp_path / "renewed")
    renewed = read_ledger(tmp_path / "renewed") if drug == DRUG else known
    return [*missing(known, shelves), *compare(facts_in(made / "facts"), renewed, shelves)]


def written(folder: Path, drug: dict[str, Any], carried: dict[str, Any]) -> Path:
    """A folder with small facts and a small register."""
    files = {
        "facts/drugs/examplexate.yml": drug, "facts/lincolnshire.yml": LOCAL,
        "protocols/reference/drugs/examplexate.yml": carried, "protocols/reference/areas.yml": AREAS,
    }  # fmt: skip
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (folder.parent / "renewed").mkdir(exist_ok=True)
    return folder


def with_action(**changes: str) -> dict[str, Any]:
    return CARRIED | {"actions": [CARRIED["actions"][0] | changes]}


def test_facts_that_are_carried_give_nothing_to_say(tmp_path: Path):
    assert compared(tmp_path) == []


def test_a_new_fact_is_named(tmp_path: Path):
    more = DRUG | {"act_on": [ROW, ROW]}
    assert compared(tmp_path, more) == ["examplexate/act_on.1 is a fact that the ledger does not know"]


def test_a_fact_that_has_gone_is_named(tmp_path: Path):
    assert compared(tmp_path, DRUG | {"act_on": []}) == ["examplexate/act_on.0 is no longer a fact"]


def test_a_fact_that_changed_is_named_with_the_figure_that_is_lost(tmp_path: Path):
    assert compared(tmp_path, DRUG | {"act_on": [ROW | {"action": "stop for 3 weeks"}]}) == [
        "examplexate/act_on.0 has changed since it was carried",
        "examplexate/act_on.0: the figures 3 are in none of the rows that carry it",
    ]


def test_a_figure_that_the_register_loses_is_named(tmp_path: Path):
    found = compared(tmp_path, carried=with_action(action="Stop for a while"))
    assert found[-1] == "examplexate/act_on.0: the figures 2 are in none of the rows that carry it"


def test_another_source_than_the_facts_is_named(tmp_path: Path):
    found = compared(tmp_path, carried=with_action(source="other"))
    assert found[-1] == "examplexate/act_on.0: no row that carries it cites its source, s1"


def test_a_reworded_row_is_taken_and_shown_and_a_dropped_one_is_told(tmp_path: Path):
    made = written(tmp_path / "made", DRUG, with_action(action="Stop for 2 weeks and ring"))
    place = "reference/drugs/examplexate#actions = finding: Neutrophils below 1.6 ×10⁹/L; action: Stop for 2 weeks; "
    known = {"examplexate/act_on.0": {"fact": "0", "carried": [f"{place}source: society"]}}
    told = renew({"examplexate/act_on.0": "0"}, known, Shelves(made / "protocols"), tmp_path / "renewed")
    assert told[0].startswith("examplexate/act_on.0 was reworded in reference/drugs/examplexate.yml, actions:")
    renewed = read_ledger(tmp_path / "renewed")
    assert list(missing(renewed, Shelves(made / "protocols"))) == []
    gone = written(tmp_path / "gone", DRUG, CARRIED | {"actions": []})
    told = renew({"examplexate/act_on.0": "0"}, renewed, Shelves(gone / "protocols"), tmp_path / "renewed")
    assert told[0].startswith("examplexate/act_on.0 has gone from")
    assert list(missing(read_ledger(tmp_path / "renewed"), Shelves(gone / "protocols"))) == [
        "examplexate/act_on.0 is neither carried nor left with a reason"
    ]


def test_other_figures_are_not_taken_without_the_facts(tmp_path: Path):
    made = written(tmp_path / "made", DRUG, with_action(action="Stop for 3 weeks"))
    place = "reference/drugs/examplexate#actions = finding: Neutrophils below 1.6 ×10⁹/L; action: Stop for 2 weeks; "
    known = {"examplexate/act_on.0": {"fact": "0", "carried": [f"{place}source: society"]}}
    shelves, folder = Shelves(made / "protocols"), tmp_path / "renewed"
    told = renew({"examplexate/act_on.0": "0"}, known, shelves, folder, figures_may_change=False)
    assert told[0].startswith("examplexate/act_on.0 has other figures in")
    assert list(missing(read_ledger(folder), shelves)) != []
