"""A letter in hand: which protocol covers the request, whose it covers, or why none does. What is unknown is no yes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sharedcare.pages.book import Book
from sharedcare.pages.letter import letter_page
from sharedcare.register.load import Register, load
from sharedcare.register.model.vocabulary import Evidence
from sharedcare.status import Currency
from sharedcare.status.lookup import Desk, LookUp
from sharedcare.status.requests import KINDS, Asker, Verdict, answers_to
from tests.registers import copied
from tests.site import DAY, ROOT

METHOTREXATE = "exampleshire/exampleshire-methotrexate.yml"
ACCEPTS = "accepts_from: {local_nhs: true, other_nhs: unknown, private: false, source: protocol}"
SERVICES = "specialist_services:\n  - {organisation: exampleshire-trust, party: true, from: 2024-04}\n"
LIGHT = "{label: Amber 1, meaning: shared-care, committee: exampleshire-apc}"
BEGINS = {
    Verdict.COVERED: ("Covered: ",),
    Verdict.NOT_COVERED: ("Not covered",),
    Verdict.NOT_KNOWN: ("Not known: ",),
}


def desks(register: Register) -> list[Desk]:
    by_area = Book.of(register, DAY).by_area
    return [Desk.of(register, by_area, area, DAY) for area in register.areas]


@pytest.fixture(scope="module")
def shipped() -> list[Desk]:
    return desks(load(ROOT / "protocols"))


def looked_up(to: Path, *edits: tuple[str, str], area: str = "exampleshire", drug: str = "methotrexate") -> LookUp:
    register = load(copied(to, *((METHOTREXATE, *edit) for edit in edits)))
    return desk_of(register, area).look_up(drug)


def desk_of(register: Register, area: str) -> Desk:
    return Desk.of(register, Book.of(register, DAY).by_area, area, DAY)


def verdicts(look_up: LookUp, asker: str) -> list[Verdict]:
    return [answer.verdict for found in look_up.found for answer in answers_to(asker, found.answers)]


def said(look_up: LookUp, asker: str = "private") -> str:
    return " ".join(look_up.to(asker))


def test_every_drug_area_and_asker_has_an_answer(shipped):
    asked = 0
    for desk in shipped:
        for drug in desk.register.drugs:
            look_up = desk.look_up(drug)
            for asker in (*(str(asker.value) for asker in Asker), *desk.providers):
                sentences = look_up.to(asker)
                assert sentences
                for sentence in sentences:
                    assert sentence.endswith(".")
                    assert not re.search(r"\b(must|safe|unsafe)\b", sentence)
                for found in look_up.found:
                    assert answers_to(asker, found.answers)
                asked += 1
    assert asked > 4000


def test_a_sentence_begins_with_its_verdict(shipped):
    found = [one for desk in shipped for drug in desk.register.drugs for one in desk.look_up(drug).found]
    given = [answer for one in found for answer in one.answers]
    assert {answer.verdict for answer in given} == set(Verdict)
    for answer in given:
        assert answer.sentence.startswith(BEGINS[answer.verdict])


def test_covered_only_where_the_protocol_says_so(shipped):
    covered = 0
    for desk in shipped:
        for drug in desk.register.drugs:
            for found in desk.look_up(drug).found:
                protocol = found.case.protocol
                for answer in found.answers:
                    if answer.verdict is not Verdict.COVERED:
                        continue
                    covered += 1
                    assert protocol is not None
                    assert protocol.evidence is Evidence.DOCUMENT
                    assert not found.is_wider
                    kinds = [kind for kind in KINDS if answer.label == kind.label]
                    rows = [row for row in protocol.specialist_services if row.organisation in answer.to]
                    if kinds:
                        assert getattr(protocol.accepts_from, KINDS[kinds[0]]) is True
                    else:
                        assert [row.party for row in rows] == [True]
                        assert all(row.from_.last <= DAY for row in rows)
    assert covered > 30


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("true", Verdict.COVERED),
        ("false", Verdict.NOT_COVERED),
        ("unknown", Verdict.NOT_KNOWN),
        (None, Verdict.NOT_KNOWN),
    ],
)
def test_each_kind_gets_what_is_written_of_it_alone(written, verdict, kind, tmp_path):
    line = f"{KINDS[kind]}: {written}, " if written else ""
    given = looked_up(tmp_path, (ACCEPTS, f"accepts_from: {{{line}source: protocol}}"))
    for other in KINDS:
        assert verdicts(given, str(other.value)) == [verdict if other is kind else Verdict.NOT_KNOWN]


def test_without_a_word_on_requests_nobodys_are_known_to_be_covered(tmp_path):
    given = looked_up(tmp_path, (ACCEPTS + "\n", ""), (SERVICES, ""))
    for asker in Asker:
        assert set(verdicts(given, str(asker.value))) == {Verdict.NOT_KNOWN}


@pytest.mark.parametrize(
    ("written", "verdict", "words"),
    [
        ("party: true, from: 2024-04", Verdict.COVERED, "as a party, since April 2024."),
        ("party: true, from: 2026-11", Verdict.NOT_COVERED, "is a party to it from November 2026."),
        ("party: true, from: 2026-11-21", Verdict.COVERED, "since 21 November 2026."),
        ("party: true, from: unknown", Verdict.NOT_KNOWN, "since when is not recorded."),
        ("party: unknown, from: 2024-04", Verdict.NOT_KNOWN, "whether as a party to it is not recorded."),
        ("party: false, from: 2024-04", Verdict.NOT_COVERED, "as no party to it."),
    ],
)
def test_a_provider_that_is_named(written, verdict, words, tmp_path):
    given = looked_up(tmp_path, ("party: true, from: 2024-04", written))
    assert verdicts(given, "exampleshire-trust") == [verdict]
    assert words in said(given, "exampleshire-trust")


def test_a_named_provider_of_a_kind_that_is_refused_is_not_covered(tmp_path):
    refused = "accepts_from: {local_nhs: false, other_nhs: false, private: unknown, source: protocol}"
    assert verdicts(looked_up(tmp_path, (ACCEPTS, refused)), "exampleshire-trust") == [Verdict.NOT_COVERED]


def test_a_provider_that_is_named_by_a_document_that_was_not_read_is_not_known_to_be_covered(tmp_path):
    given = looked_up(tmp_path, ("evidence: document", "evidence: reported"))
    assert verdicts(given, "exampleshire-trust") == [Verdict.NOT_KNOWN]


def test_a_provider_that_only_another_protocol_names_hears_of_its_kinds(shipped):
    (desk,) = (desk for desk in shipped if desk.area == "exampleshire")
    (found,) = desk.look_up("lithium").found[:1]
    given = answers_to("exampleshire-trust", found.answers)
    assert [answer.label for answer in given[1:]] == [Asker.LOCAL_NHS.label, Asker.OTHER_NHS.label]
    assert given[0].sentence.startswith("Not known: the protocol does not name it.")


@pytest.mark.parametrize(
    ("edit", "verdict", "words"),
    [
        ((LIGHT, LIGHT.replace("shared-care", "specialist-only")), Verdict.NOT_COVERED, "for the specialist alone"),
        ((LIGHT, LIGHT.replace("shared-care", "primary-care")), Verdict.NOT_COVERED, "for primary care alone"),
        ((LIGHT, LIGHT.replace("shared-care", "unknown")), Verdict.COVERED, "takes requests from NHS providers"),
        (("kind: protocol", "kind: national-template"), Verdict.NOT_COVERED, "binds nobody"),
        (("evidence: document", "evidence: reported"), Verdict.NOT_KNOWN, "the document itself was not read"),
    ],
)
def test_what_settles_it_before_it_matters_who_asks(edit, verdict, words, tmp_path):
    given = looked_up(tmp_path, edit)
    assert verdicts(given, "local-nhs") == [verdict]
    assert words in said(given, "local-nhs")


@pytest.mark.parametrize(
    ("written", "verdict", "words"),
    [
        ("status: adopted, on: 2024-06", Verdict.COVERED, "Covered: "),
        ("status: adopted, on: 2027-02", Verdict.NOT_COVERED, "North Exampleshire adopts it from February 2027."),
        ("status: pending, on: 2024-06", Verdict.NOT_COVERED, "North Exampleshire has not decided yet"),
        ("status: not-adopted, on: 2024-06", Verdict.NOT_COVERED, "North Exampleshire decided not to adopt it."),
        ("status: unknown, on: 2024-06", Verdict.NOT_KNOWN, "whether North Exampleshire has adopted it"),
    ],
)
def test_what_a_part_of_the_area_decided(written, verdict, words, tmp_path):
    given = looked_up(tmp_path, ("status: adopted, on: 2024-06", written), area="exampleshire-north")
    assert verdicts(given, "local-nhs") == [verdict]
    assert words in said(given, "local-nhs")


def test_what_a_part_has_not_decided_on_is_not_known_to_hold_there(tmp_path):
    row = "adopted_in:\n  - {area: exampleshire-north, status: adopted, on: 2024-06}\n"
    given = looked_up(tmp_path, (row, ""), area="exampleshire-north")
    assert [found.is_wider for found in given.found] == [True]
    for asker in Asker:
        assert verdicts(given, str(asker.value)) == [Verdict.NOT_KNOWN]


def test_what_another_area_says_of_its_nhs_providers_is_not_said_of_ones_own(tmp_path):
    folder = copied(tmp_path)
    areas = folder / "reference/areas.yml"
    areas.write_text(areas.read_text(encoding="utf-8").replace("    part_of: exampleshire\n", ""), encoding="utf-8")
    given = desk_of(load(folder), "exampleshire-north").look_up("methotrexate")
    assert verdicts(given, "local-nhs") == [Verdict.NOT_KNOWN]
    assert verdicts(given, "private") == [Verdict.NOT_COVERED]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("read_whole: true, read_on: 2026-09-14", "No protocol found here: the area's list was read whole on 14 Sep"),
        ("read_whole: true, read_on: unknown", "No protocol found here: the area's list was read whole on a day that"),
        (
            "read_whole: false, read_on: 2026-09-14",
            "Not known: the area's list was read in part, on 14 September 2026.",
        ),
        ("read_whole: unknown, read_on: 2026-09-14", "Not known: nobody has recorded reading the area's list"),
    ],
)
def test_none_found_says_how_the_list_was_read(written, words, tmp_path):
    folder = copied(tmp_path, ("reference/areas.yml", "read_whole: true, read_on: 2026-09-14", written))
    (folder / METHOTREXATE).unlink()
    given = desk_of(load(folder), "exampleshire").look_up("methotrexate")
    assert given.found == ()
    assert given.to("private")[0].startswith(words)


def test_a_file_that_cannot_be_read_leaves_it_open_whether_there_is_a_protocol(tmp_path):
    folder = copied(tmp_path)
    (folder / METHOTREXATE).write_text("[", encoding="utf-8")
    given = desk_of(load(folder), "exampleshire").look_up("methotrexate")
    assert "No protocol found here" not in said(given)
    assert "Not known: the register cannot read this protocol's file." not in said(given)
    assert "Not known: the register cannot read its file." in said(given)
    assert "but 1 file cannot be read" in said(given)


def test_a_light_of_the_areas_own_committee_is_said(shipped):
    by_area = {desk.area: desk for desk in shipped}
    words = said(by_area["lincolnshire"].look_up("testosterone"))
    assert "Amber 2, started by a specialist, then for primary care alone. Decided by Lincolnshire" in words
    assert "Amber 2" not in said(by_area["sheffield"].look_up("testosterone"))


def test_moving_ends_an_agreement_only_where_the_old_protocol_says_so(tmp_path):
    found = looked_up(tmp_path).found[0]
    assert [answer.verdict for answer in answers_to("moved-away", found.answers)] == [Verdict.NOT_COVERED]
    kept = looked_up(tmp_path / "kept", (", patient-moves", "")).found[0]
    assert [answer.verdict for answer in answers_to("moved-away", kept.answers)] == [Verdict.NOT_KNOWN]


def test_the_page_says_all_that_the_look_up_says(shipped):
    book = Book.of(shipped[0].register, DAY)
    for desk in shipped:
        html = letter_page(book, desk.area).html.replace("&#39;", "'")
        for drug in desk.register.drugs:
            look_up = desk.look_up(drug)
            for line in look_up.lines:
                assert line.text in html
            for found in look_up.found:
                for answer in found.answers:
                    assert f'data-for="{" ".join(answer.to)}" data-verdict="{answer.verdict.value}"' in html
                    assert answer.sentence in html


def test_every_currency_that_is_not_in_force_shows_the_line_that_says_so():
    style = (ROOT / "docs/assets/css/letter.css").read_text(encoding="utf-8")
    rule = re.search(r"\.sc-request:has\((.*?)\.sc-lapsed", style, re.DOTALL)
    assert rule is not None
    shown = set(re.findall(r'data-value="([a-z-]+)"', rule[1]))
    assert shown == {state.value for state in Currency if state.rank >= Currency.DRAFT.rank}
