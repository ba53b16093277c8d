"""What `sharedcare diff` says of whole records, of states and of what a change reaches."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sharedcare.changes.change import Kind
from sharedcare.changes.protocols import names_in
from sharedcare.changes.told import Line
from sharedcare.changes.whole import all_of
from sharedcare.cli import main
from sharedcare.exports.addresses import address_of
from sharedcare.pages import render_book
from sharedcare.pages.book import Book
from sharedcare.pages.change_words import ChangeWords, Speech
from sharedcare.pages.changed import comparison
from sharedcare.pages.whole_words import whole_lines
from sharedcare.register.entries import Entry
from sharedcare.register.load import load
from sharedcare.register.model.protocol import Protocol
from sharedcare.reports import comment
from tests.diff_cases import CASES, DRUG, SERVICES, B, L, M
from tests.registers import BASE, DAY, FIXTURES, copied
from tests.test_diff_complete import at, book, edited, load_one, paths, read, whole

GOLDEN = FIXTURES / "diff-whole"


def diff(before: Path, after: Path, form: str = "text") -> str:
    """What the command prints, which must end well."""
    options = ("--on", DAY.isoformat(), "--format", form, "--register", str(after))
    result = CliRunner().invoke(main, ["diff", str(before), *options])
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout.replace(str(before), "before").replace(str(after), "after")


# --- Whole records


@pytest.mark.parametrize("fate", ["came", "went"])
def test_a_protocol_and_a_drug_are_told_row_by_row(fate, tmp_path, golden):
    without = copied(tmp_path)
    (without / M).unlink()
    (without / DRUG).unlink()
    golden(GOLDEN / f"{fate}.txt", diff(without, BASE) if fate == "came" else diff(BASE, without))


def lines_of(record: Protocol) -> tuple[Line, ...]:
    """Each line of a new protocol."""
    speech = Speech.of(book(), Entry(record, "x.yml", None, (), record.sources))
    return whole_lines(ChangeWords(speech, speech), all_of(record, Kind.NEW, names_in(record, str.casefold)), "Itself")


def all_said(record: Protocol) -> list[str]:
    return [f"{line.under}: {line.stated()}" for line in lines_of(record)]


def leaves(data: Any) -> list[tuple[Any, ...]]:
    """Where each text of a file stands."""
    return [path for path in paths(data) if isinstance(at(data, path), str)]


def test_each_value_of_a_new_protocol_is_told():
    data, record = whole()
    known, odd, tried = all_said(record), [], 0
    for path in leaves(data)[::6]:
        try:
            other = read(edited(data, path, ...))
        except ValueError:
            continue
        tried += 1
        # What the file calls a row is no fact: other rows use it.
        if other != record and path[-1] != "id" and all_said(other) == known:
            odd.append(path)
    assert odd == []
    assert tried > 40


def test_headings_with_something_for_a_second_reviewer_come_first():
    lines = lines_of(load_one(BASE / M).record)
    headings = list(dict.fromkeys(line.under for line in lines))
    safe = [any(line.second_reviewer for line in lines if line.under == heading) for heading in headings]
    assert safe == sorted(safe, reverse=True) and len(set(safe)) == 2
    for heading in headings:
        marks = [line.second_reviewer for line in lines if line.under == heading]
        assert marks == sorted(marks, reverse=True)


def test_what_a_new_protocol_leaves_open_is_told():
    data = copy.deepcopy(load_one(BASE / M).positioned.data)
    del data["contacts"]
    assert "Itself: Whom to ask: Not known" in all_said(read(data))


def test_a_protocol_that_can_be_read_again_is_told_once(tmp_path):
    broken = copied(tmp_path, (M, "drugs: [methotrexate]\nproducts", "drugs: [methotrexate\nproducts"))
    said = diff(broken, BASE)
    assert said.endswith("\n1 thing changed; 1 needs a second reviewer, at the lines with !\n")
    assert "\n    ! The drugs: Methotrexate\n" in said


def test_a_shared_file_that_can_be_read_again_is_told_record_by_record(tmp_path):
    broken = copied(tmp_path, (SERVICES, "services:\n", "services: [\n"))
    said = diff(broken, BASE)
    assert "\n  ! The file could not be read before, and can now: all that it says has to be reviewed.\n" in said
    assert "\nService: Exampleshire shared care enhanced service  [needs a second reviewer]\n" in said
    assert "\n    ! The last day: 31 March 2028\n" in said


def test_the_settings_are_told_with_the_states_that_they_make(tmp_path):
    early = copied(tmp_path)
    (early / "reference/register.yml").write_text("name: Our register\nnotice: {review_days: 200}\n", "utf-8")
    said = diff(BASE, early)
    assert "\nRegister\n  reference/register.yml\n" in said
    assert re.search(r"\n    - How many days before [^\n]*: 200\n", said)
    assert re.search(r"\n  - Becomes worse: Exampleshire: Currency: Current -> Review due soon", said)
    assert "Its own file did not change" not in said


# --- States

ENDED = (SERVICES, "end: 2028-03-31", "end: 2026-03-31")


def test_an_end_of_funding_is_the_first_line(tmp_path):
    worse = copied(tmp_path, ENDED, (L, "drugs: [lithium]", "drugs: [lithium"))
    said = diff(BASE, worse)
    lines = said.splitlines()[2:5]
    assert lines[:2] == [
        "Service: Exampleshire shared care enhanced service  [needs a second reviewer]",
        f"  {SERVICES}",
    ]
    assert lines[2].startswith("  - Becomes worse: Exampleshire: Funding: Funded -> Funding ended; ")
    assert said.index("Becomes worse") < said.index("can no longer be read")


def test_an_end_of_funding_in_one_area_comes_before_what_is_worse_in_another(tmp_path):
    later = (M, "  services: [exampleshire-shared-care-les]", "  services: [exampleshire-shared-care-from-2027]")
    north = "{area: exampleshire-north, status: adopted"
    own = (M, north, f"{north}, services: [exampleshire-shared-care-les]")
    found = [line for line in diff(BASE, copied(tmp_path, ENDED, later, own)).splitlines() if "Becomes" in line]
    assert found[0] == "  - Becomes worse: North Exampleshire: Funding: Funded -> Funding ended"
    assert any(line.startswith("  - Becomes worse: Exampleshire: Funding: Funded -> ") for line in found[1:])


def test_what_becomes_better_comes_after_and_needs_a_second_reviewer(tmp_path):
    dates = (B, "review_due: 2026-06-30", "review_due: 2028-06-30")
    unpaid = (
        B,
        "  services: [exampleshire-shared-care-les, exampleshire-shared-care-from-2027]",
        "  status: unfunded\n  evidence_on: 2026-10-01",
    )
    found = [line for line in diff(BASE, copied(tmp_path, dates, unpaid)).splitlines() if "Becomes" in line]
    assert found == [
        "  - Becomes worse: Exampleshire: Funding: Funded -> Not funded",
        "  - Becomes worse: Exampleshire: A new request: Not known -> Incomplete",
        "  ! Becomes better: Exampleshire: Currency: Extended -> Current",
    ]


def test_that_there_is_nothing_to_pay_for_is_no_better_than_to_be_paid(tmp_path):
    red = copied(tmp_path, (M, "label: Amber 1, meaning: shared-care", "label: Red, meaning: specialist-only"))
    said = diff(BASE, red)
    assert "  - Exampleshire: Funding: Funded -> Funding does not apply\n" in said
    assert "Becomes better" not in said


def test_each_of_many_protocols_under_a_service_is_named_once_with_its_states(tmp_path):
    before, after = copied(tmp_path / "before"), copied(tmp_path / "after", ENDED)
    for register in (before, after):
        text = (register / B).read_text(encoding="utf-8")
        for number in range(40):
            name = f"exampleshire-copy-{number}"
            other = re.sub("(?m)^id: .*", f"id: {name}", text)
            other = re.sub("(?m)^title: .*", f"title: Copy number {number} of it", other)
            (register / B).with_name(f"{name}.yml").write_text(other, "utf-8")
    said = diff(before, after)
    assert "1 thing changed; 1 needs a second reviewer" in said
    states = [line for line in said.splitlines() if "Becomes" in line]
    assert [sum(f"Copy number {number} of it" in line for line in states) for number in range(40)] == [1] * 40
    assert sum("41 protocols that rest on it" in line for line in states) == 1
    (service,) = json.loads(diff(before, after, form="json"))["changed"]
    (alike,) = [one for one in service["states_of_protocols_that_rest_on_it"] if len(one["protocols"]) == 41]
    assert alike["states"][0] == {
        "area": "Exampleshire", "what": "Funding", "before": "Funded", "after": "Funding ended",
        "better": False, "ends_funding": True, "worse": True,
    }  # fmt: skip


def test_two_protocols_of_one_title_are_told_as_two(tmp_path):
    before, after = copied(tmp_path / "before"), copied(tmp_path / "after", ENDED)
    for register in (before, after):
        other = (register / B).read_text("utf-8").replace(Path(B).stem, "exampleshire-other", 1)
        (register / B).with_name("exampleshire-other.yml").write_text(other, "utf-8")
    (states,) = [
        line
        for line in diff(before, after).splitlines()
        if "2 protocols that rest on it: Leflu" in line and "Becomes" in line
    ]
    assert (
        states.count("Funded -> Funding ended") == 1 and states.count("Leflunomide and sulfasalazine for adults") == 2
    )


def test_each_state_stands_under_the_record_that_makes_it_so(tmp_path):
    notice = "  - {id: lungs, title: Lungs, issued_on: 2026-11, recorded_on: 2026-11-20, says: Ask, source: notice}\n"
    both = copied(tmp_path, ENDED, (DRUG, "classifications:", f"{notice}classifications:"))
    blocks = diff(BASE, both).split("\n\n")
    service = next(block for block in blocks if block.startswith("Service: "))
    drug = next(block for block in blocks if block.startswith("Drug: "))
    assert "Funding ended" in service and "ended on 31 March 2026" in service and "“Lungs”" not in service
    assert "A review that has read the safety notice “Lungs”" in drug and "Funding" not in drug


def test_an_area_is_called_by_its_name_though_it_went_and_told_apart_from_another_of_its_name(tmp_path):
    moved = copied(tmp_path)
    (moved / "exampleshire").rename(moved / "newshire")
    for file in (moved / "newshire").glob("*.yml"):
        file.write_text(file.read_text("utf-8").replace("area: exampleshire\n", "area: newshire\n"), "utf-8")
    areas = moved / "reference/areas.yml"
    text = areas.read_text("utf-8").replace("  exampleshire:\n", "  newshire:\n")
    areas.write_text(text.replace("part_of: exampleshire\n", "part_of: newshire\n"), "utf-8")
    said = diff(BASE, moved)
    assert said.count("  - Exampleshire: No longer in the register; it was: Current; ") == 2
    assert said.count("\n  ! Area: Exampleshire (exampleshire) -> Exampleshire (newshire)\n") == 3


# --- Reach

SUPERSEDED = (
    L,
    "  status: approved",
    "  status: superseded\n  superseded: {on: 2026-10-01, by: exampleshire-methotrexate}",
)
LEADS = "  reaches 1 protocol that it leads to or that leads to it: "


def test_a_protocol_is_led_to_from_the_one_that_it_replaced_which_does_not_rest_on_it(tmp_path):
    before = copied(tmp_path / "before", SUPERSEDED)
    after = copied(tmp_path / "after", SUPERSEDED, (M, "every: 12 weeks", "every: 4 weeks"))
    said = diff(before, after)
    assert f"{LEADS}Lithium for adults\n" in said
    assert "rest on it" not in said and "rests on it" not in said
    assert "protocols/exampleshire-lithium/" in said and "p/exampleshire-lithium/" not in said
    assert f"{LEADS}Methotrexate for adults with rheumatoid arthritis\n" in diff(BASE, before)


LISTS = {"", "a-to-z/", "edit/", "find/", "letter/", "not-known/", "organisations/", "p/", "services/", "sources/"}
"""The pages that list everything: they are not counted among those that a change reaches."""
REACHED = (
    "interval", "extension", "service-dropped", "service-ended", "notice-new", "commissioner", "ratchet",
    "report-reply", "id-retired", "light-meaning", "test-alias", "source-read",
)  # fmt: skip


@pytest.fixture(scope="module")
def base() -> tuple[Book, dict[str, str]]:
    return rendered(BASE)


def rendered(folder: Path) -> tuple[Book, dict[str, str]]:
    """A register, and its pages by address."""
    made = Book.of(load(folder), DAY)
    return made, {address_of(page.source): page.html for page in render_book(made)}


@pytest.mark.parametrize("name", REACHED)
def test_every_page_that_changes_is_reached(name, base, tmp_path):
    case = next(case for case in CASES if case.name == name)
    before, old = base
    after, new = rendered(copied(tmp_path, *case.edits))
    told = comparison(before, after, ("before", "after")).told
    reached = {page for one in told for page in (*one.reach.pages, *one.reach.letters)}
    changed = {page for page in old.keys() | new.keys() if old.get(page) != new.get(page)}
    assert changed
    assert changed - reached - LISTS == set()
    assert reached <= old.keys() | new.keys()


@pytest.mark.parametrize("name", ["contact-urgent", "contact-for-patients"])
def test_another_number_reaches_no_page_or_letter_but_those_that_print_it(name, base, tmp_path):
    before, old = base
    after, new = rendered(copied(tmp_path, *next(case for case in CASES if case.name == name).edits))
    (told,) = comparison(before, after, ("before", "after")).told
    changed = {page for page in old if old[page] != new[page]}
    assert {*told.reach.pages, *told.reach.letters} == changed == {"protocols/exampleshire-methotrexate/"}


def test_a_number_that_nobody_knows_any_more_reaches_all_that_its_protocol_does(base, tmp_path):
    """Only another number says nothing else of the protocol: a line that is gone may."""
    lost = load(copied(tmp_path, (M, 'phone: "01632 960001"', "phone: unknown")))
    (told,) = comparison(base[0], Book.of(lost, DAY), ("before", "after")).told
    assert "letter/exampleshire/" in told.reach.letters
    assert "areas/exampleshire/" in told.reach.pages


# --- Room


@pytest.mark.parametrize(
    ("room", "is_cut", "all_named"), [(200_000, False, True), (20_000, True, True), (2_500, True, False)]
)
def test_a_comment_with_too_little_room_says_what_is_not_shown_and_not_named(
    room, is_cut, all_named, tmp_path, monkeypatch
):
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(comment, "LONGEST_COMMENT", room)
    said = diff(tmp_path / "empty", BASE, form="markdown")
    assert len(said) <= room
    changed = int(re.findall(r"(\d+) things changed", said)[0])
    named = len(re.findall(r"(?m)^### |^- (?:\*\*)?\S.*\\\(new\\\)", said))
    assert ("**This is not all.**" in said) is is_cut
    assert (named == changed) is all_named
    unnamed = f", {changed - named} of them not even by name. `sharedcare diff` shows all."
    assert (unnamed in said) is not all_named
