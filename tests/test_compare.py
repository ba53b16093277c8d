"""What is said to differ differs, what is said to be the same is known to be, and the browser says what Python says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from sharedcare.compare.join import Compared, Verdict, compare, part_verdicts
from sharedcare.compare.labels import label_of
from sharedcare.compare.matching import UNCOMPARED
from sharedcare.exports.timelines import vocabulary
from sharedcare.pages.area import area_page
from sharedcare.pages.book import Book
from sharedcare.pages.compared import Wording, compared
from sharedcare.pages.comparison import NOBODY_KNOWS, comparison_files, unpacked
from sharedcare.pages.drug import drug_page
from sharedcare.pages.lists import none_found
from sharedcare.register.load import load
from sharedcare.register.model.base import UNKNOWN, Record, Unknown
from sharedcare.register.model.care import CommissionedService
from sharedcare.register.model.monitoring import Ages, MonitoringRow
from sharedcare.register.model.protocol import Classification, Protocol
from sharedcare.register.model.vocabulary import Evidence, Party
from sharedcare.register.values.dates import PartialDate
from sharedcare.register.values.durations import Duration
from tests.registers import copied
from tests.site import DAY, ROOT

FULL = "exampleshire-methotrexate"
OTHER = "exampleshire-rheumatology-dmards"
TOLD = (Verdict.DIFFERS, Verdict.ONLY_LEFT, Verdict.ONLY_RIGHT)
REGISTER = load(ROOT / "protocols")
BOOK = Book.of(REGISTER, DAY)
PROTOCOLS = {name: entry.record for name, entry in REGISTER.protocols.items()}
WITH_DOCUMENT = [name for name, one in PROTOCOLS.items() if one.evidence is Evidence.DOCUMENT]

Change = tuple[str, Record]


def taken(protocol: Protocol) -> Compared:
    return compared(BOOK, protocol)


def verdicts(left: Protocol, right: Protocol) -> dict[str, Verdict]:
    found = {}
    for row in compare(taken(left), taken(right)):
        fact = row.left or row.right
        assert fact is not None
        assert fact.key not in found, "two facts of one key"
        found[fact.key] = row.verdict
    return found


def changed(value: object) -> Iterator[object]:
    """Other values of the same kind."""
    match value:
        case bool():
            yield not value
        case PartialDate():
            yield PartialDate.parse("1999-01")
        case Duration():
            yield Duration(value.least + 1, value.most + 1, value.unit)
        case int() | float():
            yield value + 1
        case Ages():
            yield Ages.model_construct(start=77, continue_to=value.continue_to)
            yield Ages.model_construct(start=value.start, continue_to=99)
        case tuple():
            if len(value) > 1:
                yield value[1:]
            yield (*value, value[0] + " too" if isinstance(value[0], str) else Duration(99, 99, "week"))
        case Unknown():
            return
        case StrEnum() if value.value != "unknown":
            yield next(one for one in type(value) if one is not value and one.value != "unknown")
        case str() if not isinstance(value, StrEnum):
            yield f"{value} and more"


def changes(record: Record, path: str = "") -> Iterator[Change]:
    """The record with one thing changed, as often as it has things: a value, a note, a row that is gone."""
    for key, name in record.field_keys().items():
        value, at = getattr(record, name), f"{path}/{key}"
        if name in UNCOMPARED or value is None or value == ():
            continue
        if isinstance(value, Record) and not isinstance(value, Ages):
            yield from ((where, record.model_copy(update={name: one})) for where, one in changes(value, at))
        elif isinstance(value, tuple) and isinstance(value[0], Record):
            for number, row in enumerate(value):
                before, after = value[:number], value[number + 1 :]
                for where, one in changes(row, f"{at}/{number}"):
                    yield where, record.model_copy(update={name: (*before, one, *after)})
                yield f"{at}/{number} gone", record.model_copy(update={name: before + after})
        else:
            yield from ((at, record.model_copy(update={name: one})) for one in changed(value))


@pytest.mark.parametrize("name", PROTOCOLS)
def test_a_protocol_does_not_differ_from_itself(name):
    found = verdicts(PROTOCOLS[name], PROTOCOLS[name])
    assert set(found.values()) <= {Verdict.SAME, Verdict.NOT_KNOWN}
    assert Verdict.SAME in found.values()


@pytest.mark.parametrize("name", [FULL, OTHER, "exampleshire-adhd-children"])
def test_every_change_of_one_thing_is_told(name):
    found = list(changes(PROTOCOLS[name]))
    assert len(found) > 200
    # Of one and the same file all is known: what is gone was there before.
    before = Compared(taken(PROTOCOLS[name]).facts)
    told = {where: {row.verdict for row in compare(before, Compared(taken(one).facts))} for where, one in found}
    assert [where for where, seen in told.items() if not seen & set(TOLD)] == []


def test_what_is_not_compared_is_named_here():
    kept = {"id", "area", "reports", "source", "section", "sources", "sources_read", "corrections"}
    assert kept | {"accepted_findings"} == UNCOMPARED


def test_a_note_that_was_added_is_told():
    protocol = PROTOCOLS[FULL]
    document = protocol.document.model_copy(update={"version": "3.1"})
    document._notes = {"version": "As printed on the second page"}
    found = verdicts(protocol, protocol.model_copy(update={"document": document}))
    assert found["document/version"] is Verdict.DIFFERS


def turned(record: Record) -> Record:
    """The record with every list in it the other way round."""
    update: dict[str, object] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            update[name] = turned(value)
        elif isinstance(value, tuple):
            update[name] = tuple(turned(one) if isinstance(one, Record) else one for one in value)[::-1]
    return record.model_copy(update=update)


@pytest.mark.parametrize("name", WITH_DOCUMENT)
def test_the_order_of_rows_says_nothing(name):
    found = verdicts(PROTOCOLS[name], turned(PROTOCOLS[name]))
    assert set(found.values()) <= {Verdict.SAME, Verdict.NOT_KNOWN}


@pytest.mark.parametrize("name", ["review_due", "committee"])
def test_two_unknowns_are_never_the_same(name):
    document = PROTOCOLS[FULL].document.model_copy(update={name: UNKNOWN})
    protocol = PROTOCOLS[FULL].model_copy(update={"document": document})
    assert verdicts(protocol, protocol)[f"document/{name}"] is Verdict.NOT_KNOWN
    assert verdicts(protocol, PROTOCOLS[FULL])[f"document/{name}"] is Verdict.NOT_KNOWN


def test_a_listing_is_never_said_to_lack_what_was_not_read():
    listing = PROTOCOLS["sheffield-methotrexate"]
    for found, only in (
        (verdicts(PROTOCOLS[FULL], listing), Verdict.ONLY_LEFT),
        (verdicts(listing, PROTOCOLS[FULL]), Verdict.ONLY_RIGHT),
    ):
        assert only not in found.values()
        assert found["monitoring/rows/methotrexate/stable/FBC///"] is Verdict.NOT_KNOWN
        assert found["drugs"] is Verdict.SAME


def test_an_empty_list_is_not_known_and_a_row_less_is_told():
    protocol = PROTOCOLS[FULL]
    without = protocol.model_copy(update={"contraindications": ()})
    fewer = protocol.model_copy(update={"contraindications": protocol.contraindications[1:]})
    assert verdicts(protocol, without)["contraindications/methotrexate"] is Verdict.NOT_KNOWN
    assert verdicts(protocol, fewer)["contraindications/methotrexate"] is Verdict.DIFFERS


def lit(label: str, committee: object) -> Protocol:
    row = Classification.model_construct(label=label, committee=committee, meaning="shared-care")
    return PROTOCOLS[FULL].model_copy(update={"classification": (row,)})


def test_two_committees_lights_are_never_the_same():
    def of(left: Protocol, right: Protocol) -> dict[str, Verdict]:
        (row,) = [one for one in compare(taken(left), taken(right)) if one.left and one.left.block == "classification"]
        assert row.left
        assert row.right
        slots = dict.fromkeys((*(part.slot for part in row.left.parts), *(part.slot for part in row.right.parts)))
        return dict(zip(slots, part_verdicts(row.left, row.right), strict=True))

    here, there = lit("Amber 1", "exampleshire-apc"), lit("Amber 1", "lincolnshire-pacef")
    assert of(here, here)["label"] is Verdict.SAME
    assert of(here, there)["label"] is Verdict.DIFFERS
    assert of(here, there)["meaning"] is Verdict.SAME
    nobody = lit("Amber 1", UNKNOWN)
    assert of(nobody, nobody)["label"] is Verdict.NOT_KNOWN


def test_a_row_of_another_who_is_matched_and_told():
    rows = PROTOCOLS[FULL].monitoring.rows
    stable = next(
        number
        for number, row in enumerate(rows)
        if row.tests == ("FBC", "LFT", "UE") and row.every and row.phase == "stable"
    )
    other = rows[stable].model_copy(update={"acted_on_by": Party.SPECIALIST})
    monitoring = PROTOCOLS[FULL].monitoring.model_copy(update={"rows": (*rows[:stable], other, *rows[stable + 1 :])})
    found = verdicts(PROTOCOLS[FULL], PROTOCOLS[FULL].model_copy(update={"monitoring": monitoring}))
    told = [key for key, verdict in found.items() if verdict is not Verdict.SAME and "/stable/" in key]
    assert told == [f"monitoring/rows/methotrexate/stable/{test}///" for test in ("FBC", "LFT", "UE")]


def test_a_field_is_called_what_the_model_calls_it():
    assert label_of(MonitoringRow, "requested_by") == "Who requests the tests"
    assert label_of(CommissionedService, "status") == "What is known of the funding"
    assert label_of(Protocol, "listing_seen_on") == "The day the list was read"
    for name in WITH_DOCUMENT:
        wording = Wording.of(BOOK, PROTOCOLS[name])
        for fact in taken(PROTOCOLS[name]).facts:
            label = f"{fact.labels[0]}: {wording.label(fact)}"
            assert not re.search(r"[Ii]ds? of |[Kk]eys? of |`|/\w+/", label), label


def test_every_fact_and_part_has_its_words():
    for name, protocol in PROTOCOLS.items():
        wording = Wording.of(BOOK, protocol)
        for fact in taken(protocol).facts:
            assert fact.parts, (name, fact.key)
            assert all(text.strip() for part in fact.parts for text in wording.texts(part)), (name, fact.key)


def between(folder: Path, drug: str = "methotrexate") -> str:
    book = Book.of(load(folder), DAY)
    html = drug_page(book, drug, book.register.drugs[drug]).html
    found = re.search(r'id="between[^"]*".*?</dl>', html, re.DOTALL)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", found[0])) if found else ""
    return text.partition("None is chosen here.")[2]


def second_protocol(tmp_path: Path, *edits: tuple[str, str]) -> Path:
    folder = copied(tmp_path)
    text = (folder / "exampleshire/exampleshire-methotrexate.yml").read_text(encoding="utf-8")
    for good, bad in (("id: exampleshire-methotrexate", "id: exampleshire-methotrexate-b"), *edits):
        assert good in text
        text = text.replace(good, bad, 1)
    (folder / "exampleshire/exampleshire-methotrexate-b.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_drugs_page_says_what_differs_between_its_protocols(tmp_path):
    assert between(second_protocol(tmp_path / "same")) == ""
    stable = ("tests: [FBC, LFT, UE], every: 12 weeks", "tests: [FBC, LFT, UE], every: 8 weeks")
    said = between(second_protocol(tmp_path / "other", stable, ("stable_for: 12 weeks", "stable_for: 6 months")))
    tests = "Full blood count, Liver function tests, Urea and electrolytes"
    assert f"Once stable: {tests} differs Every 12 weeks" in said
    assert re.search(r"Every 8 weeks .*?section 9", said)
    assert "How long the patient has been stable before a request differs 12 weeks" in said
    assert said.count(" differs ") == 2


def test_an_action_at_another_threshold_is_said_to_differ(tmp_path):
    said = between(second_protocol(tmp_path, ("cell count below 3.5", "cell count below 4.0")))
    assert "What to do about a result or a symptom: " in said
    assert said.count(" differs ") == 1
    assert "below 3.5" in said
    assert "below 4.0" in said


def test_what_differs_names_its_places_and_examples_say_so():
    html = drug_page(BOOK, "methotrexate", REGISTER.drugs["methotrexate"]).html
    start = html.index('id="between-examples"')
    assert html.rindex("<details", 0, start) > html.rindex("<section", 0, start)
    by = re.findall(r'<p class="sc-by">(.*?)</p>', html[start : html.index("</dl>", start)], re.DOTALL)
    assert len(by) > 5
    assert all("example: not a real place" in one and 'data-part="currency"' in one for one in by)


def test_a_real_areas_protocol_is_never_beside_an_invented_one():
    for name, entry in REGISTER.drugs.items():
        html = drug_page(BOOK, name, entry).html
        assert 'id="between"' not in html, "no two real protocols of a drug are transcribed yet"


def intervals(drug: str) -> str:
    html = drug_page(BOOK, drug, REGISTER.drugs[drug]).html
    found = re.search(r'id="intervals".*?</dl>', html, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", found[0])) if found else ""


def test_sources_that_give_other_intervals_stand_side_by_side():
    said = intervals("valproate")
    assert "Once stable: LFT differs At 6 months 1. NHS Specialist Pharmacy Service Every 12 months 11." in said
    assert "None is chosen here" in said


def test_sources_that_say_the_same_or_nothing_of_a_test_are_not_said_to_differ():
    for name, entry in REGISTER.drugs.items():
        rows = [row for row in entry.record.reference_monitoring if row.says_when()]
        if len({row.source for row in rows}) < 2:
            assert intervals(name) == "", name
    said = intervals("azathioprine")
    assert "U&amp;E" not in said
    assert "Once stable: FBC" in said


def files() -> dict[str, dict[str, Any]]:
    return {address: json.loads(unpacked(text)) for address, text in comparison_files(BOOK)}


def test_no_file_holds_markup(tmp_path):
    title = "title: Methotrexate for adults with rheumatoid arthritis"
    edit = ("exampleshire/exampleshire-methotrexate.yml", title, "title: </script><b>Methotrexate")
    found = dict(comparison_files(Book.of(load(copied(tmp_path, edit)), DAY)))
    assert "</script>" in json.loads(unpacked(found["compare/protocols/exampleshire-methotrexate.json"]))["title"]
    assert not any(b"<" in unpacked(text) for text in found.values())


def test_each_protocol_and_area_has_a_file():
    found = files()
    assert {Path(address).stem for address in found if address.startswith("compare/protocols/")} == set(PROTOCOLS)
    assert {Path(address).stem for address in found if address.startswith("compare/areas/")} == set(REGISTER.areas)


def test_an_area_file_says_no_protocol_only_where_its_list_was_read_whole(tmp_path):
    folder = copied(tmp_path, ("reference/areas.yml", "read_whole: true", "read_whole: false"))
    before, after = Book.of(load(copied(tmp_path / "whole")), DAY), Book.of(load(folder), DAY)
    for book, whole in ((before, True), (after, False)):
        data = {address: json.loads(unpacked(text)) for address, text in comparison_files(book)}
        area = data["compare/areas/exampleshire.json"]
        assert area["whole"] is whole
        assert area["none"] == none_found(book, "exampleshire").text
        assert area["none"].startswith("No protocol found here" if whole else "Not known")


def test_every_light_of_an_area_file_has_its_committee():
    lights = [
        light
        for name, data in files().items()
        if "/areas/" in name
        for one in data["protocols"]
        for light in one["lights"]
    ]
    assert [text for token, text in lights if token is not None]
    assert all(", given by " in text and token.split("/")[0] in REGISTER.committees for token, text in lights if token)


def test_the_lists_and_files_of_an_area_say_how_what_they_list_was_learnt():
    """In the same words: the table of the area's page, and the file with which the browser compares it."""
    here = files()["compare/areas/lincolnshire.json"]["protocols"]
    depths = {one["slug"]: one.get("depth") for one in here}
    assert depths["lincolnshire-adhd-adults"] == "Only reported; nobody has shown us the document"
    assert depths["lincolnshire-dronedarone"] == "Only a listing or a title page was read"
    html = area_page(BOOK, "lincolnshire", REGISTER.areas["lincolnshire"]).html
    for depth in set(filter(None, depths.values())):
        assert html.count(depth) == list(depths.values()).count(depth)


def test_what_an_area_decided_is_said_in_words():
    said = {one["slug"]: one["decision"] for one in files()["compare/areas/exampleshire-north.json"]["protocols"]}
    assert said["exampleshire-methotrexate"] == "Adopted"
    assert said["exampleshire-hydroxychloroquine"] == "Whether it was adopted is not known"


def test_a_file_that_cannot_be_read_is_known_to_say_nothing(tmp_path):
    folder = copied(tmp_path)
    (folder / "exampleshire/exampleshire-methotrexate.yml").write_text("[", encoding="utf-8")
    found = dict(comparison_files(Book.of(load(folder), DAY)))
    data = json.loads(unpacked(found["compare/protocols/exampleshire-methotrexate.json"]))
    assert (data["facts"], data["unknown"]) == ([], [""])
    assert data["timeline"][0][1] == "unreadable"


def test_states_that_nobody_knows_are_states():
    words = vocabulary()
    assert all(set(codes) <= set(words[part]) for part, codes in NOBODY_KNOWS.items())
