"""Which source leads, how the addresses of sources are made, and how rows of monitoring read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sharedcare.exports.addresses import source_slugs
from sharedcare.pages import render
from sharedcare.pages.labels import LABELS
from sharedcare.pages.words import as_text, capital, uncapital
from sharedcare.register.load import load
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.vocabulary import ContactFor, OrganisationKind, SourceKind, Urgency
from sharedcare.register.primary import primary_first, primary_source
from tests.registers import DAY, copied

SPS, BODY, BOARD, ICB = "specialist-pharmacy-service", "national-body", "health-board", "integrated-care-board"
METHOTREXATE = "reference/drugs/methotrexate.yml"


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    register = load(Path(__file__).parent.parent / "protocols")
    return {page.source: page.html for page in render(register, DAY)}


def drug(*sources: tuple[str, str]) -> Drug:
    """A drug with one row from each source, of a kind and read in a way."""
    named = {f"s{number}": source for number, source in enumerate(sources)}
    rows = [{"phase": "baseline", "tests": ["FBC"], "source": key} for key in named]
    records = {key: {"title": key, "kind": kind, "read_as": read_as} for key, (kind, read_as) in named.items()}
    return Drug.model_validate({"reference_monitoring": rows, "sources": records})


@pytest.mark.parametrize(
    ("sources", "primary"),
    [
        (((ICB, "original"), (SPS, "original")), "s1"),
        (((BOARD, "original"), (BODY, "original")), "s1"),
        (((ICB, "original"), (BOARD, "original")), "s1"),
        (((SPS, "third-party-copy"), (ICB, "original")), "s1"),
        (((ICB, "third-party-copy"), (BODY, "third-party-copy")), "s1"),
        (((BODY, "original"), (BODY, "original")), "s0"),
        ((("provider", "original"), ("other", "original"), ("company", "original"), ("unknown", "original")), None),
        ((("provider", "original"), (ICB, "third-party-copy")), "s1"),
        ((), None),
    ],
)
def test_the_most_trusted_kind_leads_and_a_copy_comes_last(sources: tuple[tuple[str, str], ...], primary: str | None):
    assert primary_source(drug(*sources)) == primary


def test_the_primary_source_comes_first_and_the_others_keep_their_order():
    assert primary_first(drug((ICB, "original"), (BOARD, "original"), (SPS, "original"))) == ["s2", "s0", "s1"]


def test_a_source_that_gives_no_monitoring_is_never_primary():
    given = drug((ICB, "original"))
    trusted = given.sources["s0"].model_copy(update={"kind": SourceKind.SPECIALIST_PHARMACY_SERVICE})
    assert primary_source(given.model_copy(update={"sources": {**given.sources, "sps": trusted}})) == "s0"


def test_addresses_of_sources_do_not_depend_on_the_order_of_files(tmp_path: Path):
    register = load(copied(tmp_path))
    turned = replace(register, protocols=dict(reversed(list(register.protocols.items()))))
    assert source_slugs(turned) == source_slugs(register)


def test_two_documents_of_one_name_each_have_an_address(tmp_path: Path):
    old = "{title: Our traffic lights, publisher: Exampleshire APC, url:"
    new = "{title: An invented handbook of monitoring, publisher: Example Society, url:"
    slugs = source_slugs(load(copied(tmp_path, (METHOTREXATE, old, new))))
    alike = [slugs[METHOTREXATE, key] for key in ("handbook", "lights")]
    assert len(set(alike)) == 2
    assert {slug[:-7] for slug in alike} == {"example-society-an-invented-handbook-of-monitoring"}


def test_a_label_never_reaches_a_member_of_another_enumeration():
    for kind, labels in LABELS.items():
        assert all(type(member) is kind for member in labels)
    assert as_text(ContactFor.ROUTINE) == "Routine questions"
    assert as_text(Urgency.ROUTINE) == "Routine"
    assert as_text(OrganisationKind.HEALTH_BOARD) == "health board"
    assert as_text(SourceKind.HEALTH_BOARD) == "a health board"


@pytest.mark.parametrize(
    ("name", "first", "inside"),
    [
        ("eGFR", "eGFR", "eGFR"),
        ("Serum albumin", "Serum albumin", "serum albumin"),
        ("T4", "T4", "T4"),
        ("FBC", "FBC", "FBC"),
        ("Epstein-Barr virus", "Epstein-Barr virus", "Epstein-Barr virus"),
    ],
)
def test_names_of_tests_keep_their_capitals(name: str, first: str, inside: str):
    assert capital(name) == first
    assert uncapital(name) == inside


def test_an_interval_of_one_reads_as_people_say_it(shipped: dict[str, str]):
    assert "Every week" in shipped["drugs/lithium.md"]
    assert "Every 1 week" not in shipped["drugs/lithium.md"]


def test_a_drug_without_monitoring_says_so(shipped: dict[str, str]):
    assert "Not known: no source that was read gives any." in shipped["drugs/rufinamide.md"]


def test_an_invented_example_is_folded_away_from_real_protocols(shipped: dict[str, str]):
    html = shipped["drugs/testosterone.md"]
    assert "The register holds no protocol with this drug" in html
    assert "<summary>Invented examples with Testosterone: not of a real place</summary>" in html


def test_a_source_page_takes_the_worse_of_two_answers(shipped: dict[str, str]):
    copies = [page for source, page in shipped.items() if source.startswith("sources/") and "Another file read" in page]
    assert copies
    assert all("A third-party copy" in page for page in copies)


def test_invented_sources_are_not_counted_and_say_so(shipped: dict[str, str]):
    pages = [source for source in shipped if source.startswith("sources/") and source != "sources/index.md"]
    invented = [source for source in pages if "Example: not a real place" in shipped[source]]
    assert len(invented) > 20
    assert f"{len(pages) - len(invented)} sources;" in shipped["sources/index.md"]


def test_fees_say_that_they_cannot_be_compared(shipped: dict[str, str]):
    page = shipped["services/index.md"]
    assert "Two amounts of different units, years or tasks cannot be compared." in page
    assert page.count("£") > 15
    assert "£2.87 per registered patient per year (capitated), year not known" in page
    own = [html for source, html in shipped.items() if source.startswith("services/") and source != "services/index.md"]
    assert len(own) > 25
    assert all("promises nothing elsewhere" in html for html in own)


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        ("unit: patient-year", "Amount not known, unit not known, 2026/27"),
        ("unit_as_printed: a patient", "Amount not known, a patient, 2026/27"),
        ("percent: 3", "A rise of 3%, on all its fees, 2026/27; the fees themselves are not known"),
    ],
)
def test_a_fee_whose_amount_is_not_known_is_still_said(fee: str, words: str, tmp_path: Path):
    """One `unknown` in a fee once stopped the whole build."""
    edit = ("reference/services.yml", "{amount: 96.50, unit: patient-year,", f"{{amount: unknown, {fee},")
    pages = {page.source: page.html for page in render(load(copied(tmp_path, edit)), DAY)}
    assert words in pages["services/exampleshire-shared-care-les.md"]
