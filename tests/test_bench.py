"""The bench: its registers are sound, varied and always the same, and its tables say what was measured."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from sharedcare.cli import main
from sharedcare.pages import Page
from sharedcare.pages.book import Book
from sharedcare.pages.protocol import protocol_page
from sharedcare.register.load import load
from sharedcare.reports.states import rows
from tests.bench.bars import BUILD, CHECK, COMPOSE, HUGO, IDIOMATIC, bars
from tests.bench.frame import frame
from tests.bench.grow import DAY, called, dated, grow, list_of_ids, places_for, pour, rounds
from tests.bench.moulds import DOCUMENT, Mould, moulds, shuffled
from tests.bench.report import Bar, Cost, Measured, Weight, bars_table, costs_table, stages_table
from tests.bench.stages import shares, stage_of
from tests.site import DAY as BUILT

SHIPPED = Path(__file__).parent.parent / "protocols"
PROTOCOLS = 30
AREAS = 2


def files(folder: Path) -> Mapping[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.yml")}


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grown") / "register"
    grow(SHIPPED, folder, PROTOCOLS)
    return folder


@pytest.fixture(scope="module")
def register(grown):
    return load(grown)


def test_a_grown_register_has_so_many_protocols_and_passes_the_check(grown):
    result = CliRunner().invoke(main, ["check", "--register", str(grown), "--on", DAY])
    assert result.exit_code == 0, result.output[-3000:]
    assert sum(not file.startswith("reference/") for file in files(grown)) == PROTOCOLS


def test_a_grown_register_is_the_same_bytes_twice(grown, tmp_path):
    grow(SHIPPED, tmp_path, PROTOCOLS)
    assert files(tmp_path) == files(grown)
    grow(SHIPPED, tmp_path / "other", PROTOCOLS, seed=2)
    assert files(tmp_path / "other") != files(grown)


def test_a_grown_register_is_as_varied_as_the_shipped_one_and_nowhere_an_example(register):
    made = rows(register, date.fromisoformat(DAY))
    assert len({row.currency for row in made}) >= 6
    assert len({row.funding for row in made}) >= 4
    assert not any(row.fictional for row in made)
    kinds = {str(entry.record.evidence) for entry in register.protocols.values()}
    assert kinds == {"document", "listing"}


def test_each_area_has_a_committee_and_services_of_its_own(register):
    areas = {place.id for place in places_for(PROTOCOLS)}
    assert len(areas) == AREAS
    assert {str(entry.record.area) for entry in register.protocols.values()} == areas
    for area in areas:
        assert str(register.areas[area].record.committee) == f"{area}-apc"
        assert f"{area}-shared-care-les" in register.services
        assert not register.services[f"{area}-shared-care-les"].record.fictional


def test_no_protocol_names_another_areas_committee_or_service(grown):
    text = {file.parent.name: "" for file in grown.glob("*/*.yml") if file.parent.name != "reference"}
    for file in grown.glob("*/*.yml"):
        if file.parent.name in text:
            text[file.parent.name] += file.read_text(encoding="utf-8")
    for area, said in text.items():
        assert set(re.findall(r"\bcommittee: ([\w-]+)", said)) == {f"{area}-apc", "unknown"}
        services = re.findall(r"^  services: \[(.*)\]$", said, re.MULTILINE)
        assert services and all(service.startswith(f"{area}-") for service in ", ".join(services).split(", "))


def test_there_are_never_more_areas_than_england_has_boards():
    assert len(places_for(1000)) == len(places_for(5000)) == 42


def test_a_second_round_in_one_area_has_names_of_its_own():
    cast, place = moulds(SHIPPED), places_for(1)[0]
    made = [called(mould.id, place, again) for mould, again in islice(rounds(cast, Random(7)), 2 * len(cast))]
    assert len(set(made)) == len(made)
    needing = next(mould for mould in cast if mould.needs)
    text = pour(needing, cast, place, "-2")
    assert all(called(name, place, "-2") in text for name in (needing.id, *needing.needs))


def test_two_rounds_in_one_area_pass_the_check(grown, tmp_path):
    cast, place = moulds(SHIPPED), places_for(1)[0]
    shutil.copytree(grown / "reference", tmp_path / "reference")
    made = list(islice(rounds(cast, Random(7)), 2 * len(cast)))
    names = [called(mould.id, place, again) for mould, again in made]
    (tmp_path / "reference" / "ids.yml").write_text(list_of_ids({place.id: names}), encoding="utf-8")
    for mould, again in made:
        file = tmp_path / place.id / f"{called(mould.id, place, again)}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(pour(mould, cast, place, again), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--register", str(tmp_path), "--on", DAY])
    assert result.exit_code == 0, result.output[-3000:]


def test_moulds_stand_after_those_that_they_name():
    cast = moulds(SHIPPED)
    needing = {mould.id: mould.needs for mould in cast if mould.needs}
    assert needing
    order = [mould.id for mould in shuffled(cast, Random(7))]
    assert sorted(order) == sorted(mould.id for mould in cast)
    for name, needs in needing.items():
        assert all(order.index(other) < order.index(name) for other in needs)


def test_documents_and_listings_are_mixed_evenly():
    cast = [Mould(f"m-{number}", "a", DOCUMENT if number < 4 else "", ()) for number in range(12)]
    order = [mould.text == DOCUMENT for mould in shuffled(cast, Random(7))]
    assert [sum(order[start : start + 3]) for start in range(0, 12, 3)] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "earlier", "moved"),
    [
        ("on: 2026-03-31", 1, "on: 2026-02-28"),
        ("on: 2026-01", 2, "on: 2025-11"),
        ("on: 2026-01-02", 14, "on: 2024-11-02"),
        ("end: 2020", 5, "end: 2020"),
        ('printed: "2022-2024"', 5, 'printed: "2022-2024"'),
        ("notices_read: [mhra-2019-07]", 5, "notices_read: [mhra-2019-07]"),
        ("year: 2026/27", 5, "year: 2026/27"),
    ],
)
def test_dates_move_and_nothing_else_does(text, earlier, moved):
    assert dated(text, earlier) == moved


def measured(cpu: float, peak: int = 2**20, **weight: int) -> Measured:
    whole = Weight(**{"pages": 1, "site": 1, "same_pages": 1, "search": 1, **weight})
    return Measured(Cost(cpu, 2 * cpu, peak), whole if weight else None)


MADE = {
    (COMPOSE, 1000): measured(0.5),
    (CHECK, 1000): measured(2.0),
    (BUILD, 1000): measured(10.0, site=50_000_000, search=500_000, pages=3000),
    (IDIOMATIC, 1000): measured(50.0, site=600_000_000, search=5_000_000, pages=1150),
    (CHECK, 5000): measured(12.0, peak=300 * 2**20),
    (BUILD, 5000): measured(70.0, peak=1025 * 2**20, site=1, pages=1),
    (HUGO, 5000): measured(7.0, site=1, pages=1),
}


def rows_of(table: str) -> dict[str, list[str]]:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    assert len({len(row) for row in cells}) == 1, "each row has the head's number of cells"
    assert set(cells[1]) == {"---"}
    return {row[0]: row[1:] for row in cells[2:]}


def test_the_table_of_figures_divides_and_judges():
    assert rows_of(bars_table(MADE, bars([1000, 5000]))) == {
        "check ÷ bare composing, CPU, 1,000": ["4.0", "", ""],
        "idiomatic MkDocs ÷ build, CPU, 1,000": ["5.0", "at least 6", "no"],
        "idiomatic MkDocs ÷ build, wall, 1,000": ["5.0", "at least 6", "no"],
        "idiomatic MkDocs ÷ build, site, 1,000": ["12.0", "at least 10", "yes"],
        "idiomatic MkDocs ÷ build, the same pages, 1,000": ["1.0", "at least 10", "no"],
        "idiomatic MkDocs ÷ build, search index, 1,000": ["10.0", "at least 10", "yes"],
        "idiomatic MkDocs ÷ build, peak memory, 1,000": ["1.0", "", ""],
        "build ÷ Hugo, CPU, 5,000": ["10.0", "", ""],
        "build ÷ Hugo, wall, 5,000": ["10.0", "", ""],
        "build ÷ Hugo, site, 5,000": ["1.0", "", ""],
        "check, CPU, 5,000 ÷ 1,000": ["6.0", "at most 6", "yes"],
        "check, peak memory at 5,000, MiB": ["300.0", "at most 1,024", "yes"],
        "build, CPU, 5,000 ÷ 1,000": ["7.0", "at most 6", "no"],
        "build, peak memory at 5,000, MiB": ["1,025.0", "at most 1,024", "no"],
    }


def test_a_figure_is_left_out_where_a_side_was_not_measured():
    bar = Bar("x", lambda of: of.cost.cpu, (CHECK, 1000), (COMPOSE, 100))
    assert rows_of(bars_table(MADE, [bar])) == {}


def test_the_table_of_costs_has_a_row_for_each_measurement():
    table = costs_table(MADE)
    assert "| 1,000 | build | 10.00 | 20.00 | 1 | 3,000 | 50.0 | 0.50 |" in table
    assert "| 5,000 | check | 12.00 | 24.00 | 300 |  |  |  |" in table
    assert len(table.splitlines()) == len(MADE) + 2


PARSE = "main (a.py:1);load (sharedcare/register/load.py:9);parse (sharedcare/register/reading/positions.py:3)"
RULE = "main (a.py:1);check (sharedcare/rules/__init__.py:5);blocks (sharedcare/register/walk.py:40)"
STATE = "main (a.py:1);in_date (sharedcare/rules/state.py:5);currency_on (sharedcare/status/currency.py:4)"
THEME = "main (a.py:1);_build_page (mkdocs/commands/build.py:4);root (material/templates/base.html:8)"
PAGE = "main (a.py:1);on_files (mkdocs/plugins.py:4);packed_pages (sharedcare/pages/__init__.py:8);x (jinja2/e.py:1)"
FILE = "main (a.py:1);_build_page (mkdocs/commands/build.py:4);write_file (mkdocs/utils/__init__.py:8)"
IMPORT = "main (a.py:1);_find_and_load (<frozen importlib._bootstrap>:9);<module> (sharedcare/rules/dates.py:1)"


@pytest.mark.parametrize(
    ("stack", "stage"),
    [(PARSE, "parse"), (RULE, "rules"), (STATE, "status"), (THEME, "MkDocs"), (PAGE, "pages"), (FILE, "writing"),
     (IMPORT, "start"), ("main (a.py:1)", "start")],
)  # fmt: skip
def test_a_stack_belongs_to_its_stage(stack, stage):
    assert stage_of(stack.split(";")) == stage


def test_shares_are_of_all_samples():
    found = shares(f"{PARSE} 3\n{RULE} 5\n{IMPORT} 2\n")
    assert {stage: share for stage, share in found.items() if share} == {"parse": 0.3, "rules": 0.5, "start": 0.2}
    assert re.search(r"\| rules \| 50 \|", stages_table({"check": found}))


def test_a_rival_gets_the_frame_around_the_text_of_a_built_page(site: Path):
    shipped = load(SHIPPED)
    name = "exampleshire-methotrexate"
    page = protocol_page(Book.of(shipped, BUILT), name, shipped.protocols[name])
    before, after = frame([page], site)
    assert before.lstrip().startswith("<!doctype html>")
    assert after.rstrip().endswith("</html>")
    other = Page(page.source, page.title, page.html + "<p>More than was built.</p>")
    with pytest.raises(ValueError, match="does not hold its text"):
        frame([other], site)
