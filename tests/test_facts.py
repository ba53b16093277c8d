"""The facts on the page: sixty of them traced to their words, and each specialty's schedule kept apart."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from sharedcare.pages import reference, render
from sharedcare.pages.cite import publisher
from sharedcare.pages.labels import LABELS
from sharedcare.register.load import Register, load
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.monitoring import ReferenceRow
from sharedcare.register.model.sources import Sourced, known
from sharedcare.register.model.vocabulary import Phase, Severity, SourceKind, Urgency
from sharedcare.register.walk import blocks_of
from tests.facts import ROOT, facts_at_hand
from tests.ledger import Carried, Shelves, carried_by, read_ledger, words_of
from tests.registers import DAY, copied

LEDGER = read_ledger()
SEED = 51


@pytest.fixture(scope="module")
def register() -> Register:
    return load(ROOT / "protocols")


# -- sixty facts, from the facts to the page ----------------------------------------------------------------------


def drawn() -> list[str]:
    """One row of each drug by a fixed seed, and nine more."""
    chance = random.Random(SEED)
    rows: dict[str, list[str]] = {}
    for name, entry in sorted(LEDGER.items()):
        drug, _, fact = name.partition("/")
        if (
            "." in fact
            and entry.get("carried")
            and not re.match(r"sources|specialties|brand", fact)
            and drug != "lincolnshire"
        ):
            rows.setdefault(drug, []).append(name)
    first = [chance.choice(names) for names in rows.values()]
    rest = sorted({name for names in rows.values() for name in names} - set(first))
    return first + chance.sample(rest, 60 - len(first))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return {page.parent.name: page.read_text(encoding="utf-8") for page in site.glob("drugs/*/index.html")}


@pytest.mark.parametrize("name", drawn())
def test_a_fact_is_traced_to_the_words_on_its_page(name: str, register: Register, pages: dict[str, str]):
    """From the fact, where it is at hand, to the ledger, to the register, to one row of the built page."""
    if facts := facts_at_hand():
        assert LEDGER[name]["fact"] == facts[name].digest
    shelves = Shelves()
    for place in carried_by(LEDGER[name]):
        assert shelves.holds(place)
        drug = place.file.rpartition("/")[2]
        assert not_shown(row_at(place, shelves), register, register.drugs[drug].record, pages[drug]) == []


def not_shown(row: Any, register: Register, drug: Drug, page: str) -> list[str]:
    """What a page lacks of a row: words that stand nowhere on it, or in no one row of it together."""
    here = text_of(page)
    beside = [word.casefold() for word in words_beside(row, drug)]
    inside = [word.casefold() for word in words_inside(row, register)]
    assert beside or inside
    lacks = [word for word in (*beside, *inside) if word not in here]
    parts = [
        text_of(part) for part in re.findall(r"<tr\b.*?</tr>|<li>.*?</li>|<dd>.*?</dd>|<h1.*?</h1>", page, re.DOTALL)
    ]
    together = any(all(word in part for word in inside) for part in parts)
    return lacks or ([] if together else [f"not together: {inside}"])


def test_sixty_are_drawn_from_every_drug():
    names = drawn()
    assert len(names) == len(set(names)) == 60
    assert len({name.split("/")[0] for name in names}) == 51


def test_words_that_are_not_on_the_page_are_missed(register: Register, pages: dict[str, str]):
    drug, page = register.drugs["methotrexate"].record, pages["methotrexate"]
    row = {"finding": "Neutrophils below 1.6 ×10⁹/L", "action": "Withhold and discuss with rheumatology"}
    assert not_shown(row, register, drug, page) == []
    assert not_shown(row | {"finding": "Neutrophils below 9.9 ×10⁹/L"}, register, drug, page) == [
        "neutrophils below 9.9 ×10⁹/l"
    ]
    assert not_shown(row | {"action": "Withhold while the infection lasts"}, register, drug, page)[0].startswith(
        "not tog"
    )
    assert not_shown(row | {"source": "newcastle"}, register, drug, page) == []


def row_at(place: Carried, shelves: Shelves) -> Any:
    value = shelves.value(place.file, place.where)
    rows = value if isinstance(value, list) else [value]
    return next(row for row in rows if words_of(row) == place.words)


def words_beside(row: Any, drug: Drug) -> Iterator[str]:
    """What may stand beside a row, in a heading or under its table: who published its source, what limits it."""
    for key, value in row.items() if isinstance(row, dict) else ():
        values = value if isinstance(value, list) else [value]
        if key in ("source", "sources") and value != "unknown":
            yield from (publisher(drug.sources[one]).partition(" (")[0] for one in values)
        elif key == "specialties":
            yield from (str(one).replace("-", " ") for one in values)
        elif key == "indications":
            yield from map(str, values)


def words_inside(row: Any, register: Register) -> Iterator[str]:
    """What a reader has to see in one row of the page: its words, its tests by name, its phase, its interval."""
    if not isinstance(row, dict):
        yield from map(str, row if isinstance(row, list) else [row])
        return
    for key, value in row.items():
        values = value if isinstance(value, list) else [value]
        match key:
            case "tests" | "test":
                yield from (shown_test(register, name) for name in values)
            case "phase":
                yield LABELS[Phase][Phase(value)]
            case "every":
                yield f"Every {value.removeprefix('1 ')}" if " to " not in value else f"Every {value}"
            case "names" | "at":
                yield from map(str, values)
            case "severity":
                yield LABELS[Severity][Severity(value)]
            case "urgency":
                yield LABELS[Urgency][Urgency(value)]
            case "at_least" if value == "true":
                yield "or more often"
            case (
                "id"
                | "recorded_on"
                | "issued_on"
                | "ages"
                | "meaning"
                | "source"
                | "sources"
                | "specialties"
                | "indications"
            ):
                continue
            case _ if not isinstance(value, dict | list) and value != "unknown":
                yield " ".join(str(value).split())


def shown_test(register: Register, name: str) -> str:
    found = register.test_named(name)
    assert found is not None
    return found[1].record.abbreviation or str(found[1].record.name)


def text_of(html: str) -> str:
    whole = re.sub(r'<span class="sc-n">(.*?)</span>', r"\1", html)
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", whole, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split()).casefold()


# -- clinical truth -----------------------------------------------------------------------------------------------


def test_no_row_is_without_source_and_no_source_without_how_it_was_read(register: Register):
    rows = 0
    for entry in register.drugs.values():
        for block in blocks_of(entry, Sourced):
            rows += 1
            assert block.record.source in entry.sources, (entry.file, block.path)
        for key, source in entry.sources.items():
            assert source.read_as is not None, (entry.file, key)
            for name in ("title", "publisher"):
                assert known(getattr(source, name)) or source.note_on(name), (entry.file, key, name)
    assert rows > 1700


def test_every_kind_of_source_was_judged(register: Register):
    """Unknown stays only where the copy does not show who issued it."""
    unjudged = [
        (entry.file, key)
        for entry in register.drugs.values()
        for key, source in entry.sources.items()
        if source.kind is SourceKind.UNKNOWN and not any(map(source.note_on, ("publisher", "title", "kind", "read_as")))
    ]
    assert unjudged == []


def test_a_drug_page_keeps_each_use_apart(register: Register):
    """Under a heading that names a use stand its own rows, and none of another use's."""
    pages = {page.source: page.html for page in render(register, DAY)}
    foreign_seen = 0
    for name, entry in register.drugs.items():
        rows = entry.record.reference_monitoring
        for group in {reference.group_of(row) for row in rows}:
            own = [row for row in rows if reference.group_of(row) == group]
            section = text_of(section_of(pages[f"drugs/{name}.md"], group.id))
            assert all(publisher(entry.record.sources[str(row.source)]).casefold() in section for row in own)
            here = conditions(own)
            foreign = {words for words in conditions(rows) if not any(words in mine for mine in here)}
            foreign_seen += len(foreign)
            assert [words for words in foreign if words in section] == []
            assert [words for words in here if words not in section] == []
    assert foreign_seen > 100


def conditions(rows: Iterable[ReferenceRow]) -> set[str]:
    """What rows say that only they can say: long conditions, in small letters."""
    texts = (text for row in rows for text in (row.only_if, row.until, row.trigger) if text)
    return {" ".join(text.split()).casefold() for text in texts if len(text) > 25}


def section_of(html: str, anchor: str) -> str:
    found = re.search(rf'<section[^>]*>\s*<h2 id="{re.escape(anchor)}">.*?</section>', html, re.DOTALL)
    assert found is not None, anchor
    return found[0]


@pytest.mark.parametrize("specialty", ["rheumatology", "dermatology", "gastroenterology"])
def test_a_protocol_page_shows_no_other_specialtys_schedule(specialty: str, tmp_path: Path):
    html = stand_in(tmp_path, specialty)
    assert ("Every 12 weeks" in html) is (specialty == "rheumatology")
    assert ("As the specialist advises" in html) is (specialty == "dermatology")
    assert "Before treatment" in html


def test_without_the_limit_another_specialtys_schedule_would_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reference, "holds_for", lambda _protocol: lambda _row: True)
    html = stand_in(tmp_path, "gastroenterology")
    assert "Every 12 weeks" in html
    assert "As the specialist advises" in html


def stand_in(tmp_path: Path, specialty: str) -> str:
    """A protocol page on which a drug's reference rows stand in for its own."""
    folder = copied(tmp_path)
    file = folder / "exampleshire" / "exampleshire-methotrexate.yml"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("\nmonitoring:"), text.index("\nactions:")
    text = f"{text[:start]}\nmonitoring: {{basis: reference}}\n{text[end:]}"
    assert text.count("specialties: [rheumatology]") == 1
    file.write_text(text.replace("specialties: [rheumatology]", f"specialties: [{specialty}]"), encoding="utf-8")
    pages = {page.source: page.html for page in render(load(folder), DAY)}
    return pages["protocols/exampleshire-methotrexate.md"]
