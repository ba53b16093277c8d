"""`sharedcare diff`: every difference is told in clinical words, and nothing else is."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from sharedcare import past
from sharedcare.cli import main
from sharedcare.pages.change_labels import plain_label
from sharedcare.register.entries import Register
from sharedcare.register.kinds import SHELVES
from sharedcare.register.load import load
from sharedcare.register.model.base import Record
from sharedcare.register.model.shelves import Shelf
from tests.diff_cases import CASES, NOTHING, B, L, M
from tests.registers import BASE, DAY, FIXTURES, copied
from tests.repositories import commit, git, repository

GOLDEN = FIXTURES / "diff"


def kinds(kind: type[Record] = Record):
    """Every kind of record."""
    for inner in kind.__subclasses__():
        yield inner
        yield from kinds(inner)


KINDS = tuple(dict.fromkeys(kinds()))
LET_OFF = frozenset(
    re.findall(
        r"\w+",
        """abbreviation about action actions age ages aliases amount area areas at brands breastfeeding by carer
        cautions changes class classification classifications code codes colour commissioner
        commissioners commit committee committees complaint conditions confidence contact contacts
        contraindications corrections covers criteria decisions description differences display document
        doses drug drugs duties editor effect email end every evidence exclusions expires extensions fees
        fictional files finding for form from grace guidance hours indications interactions interruption
        item kind label levels licensed lights list meaning minimum minute missed monitoring name names
        note notice now of on organisation organisations outcome owner participation party patient
        percent phase phone place position practices pregnancy prescriber prescribing private products
        protocol protocols published publisher reason register reply reports repository responsibilities
        retired reviews role route rows rule says scheme section services severity since site source
        sources specialist specialties spellings stabilisation start status strengths suspended system
        tasks tell test tests text then title to topic transfer trigger unit until urgency vaccination
        verification version what where why with withdrawn year advises consulted observations superseded
        sought schemes ratchet basis""",
    )
)
"""The keys that are ordinary English words: they may stand in any sentence."""
KEYS = sorted({key for kind in KINDS for key in kind.field_keys()} - LET_OFF)
"""The keys that no reader may see: those of several words, and short forms as `ods`, `url` and `ids`."""
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """A folder with the register as it was, and a copy to edit: copied once, since a copy takes longer than a test."""
    made = tmp_path_factory.mktemp("diff")
    copied(made)
    (made / "before").symlink_to(BASE)
    return made


@cache
def before() -> Register:
    """The register as it was. It never changes, so it is read once: reading takes most of a comparison's time."""
    return load(BASE)


@pytest.fixture
def here(workshop, monkeypatch):
    """The workshop to work in, so that reports name no folder of this machine; it is left as it was."""
    monkeypatch.chdir(workshop)
    monkeypatch.setattr(past, "load", lambda folder: before() if folder.name == "before" else load(folder))
    register = workshop / "register"
    kept = {file: file.read_bytes() for file in register.rglob("*.yml")}
    yield workshop
    for file in register.rglob("*.yml"):
        if file not in kept:
            file.unlink()
    for file, content in kept.items():
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)


def diff(*arguments: str, form: str = "text") -> str:
    """What the command prints, which must end well."""
    options = ("--on", DAY.isoformat(), "--format", form, "--register", "register")
    result = CliRunner().invoke(main, ["diff", *arguments, *options])
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


def edit(file: Path, good: str, bad: str) -> None:
    """Replace a text that stands in a file once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(good) == 1, f"{good!r} stands {text.count(good)} times in {file}"
    file.write_text(text.replace(good, bad), encoding="utf-8")


def edited(here: Path, case) -> None:
    """The register as it is after the edits."""
    folder = here / "register"
    for file, good, bad in case.edits:
        edit(folder / file, good, bad)
    if case.removed:
        (folder / case.removed).unlink()
    if case.renamed:
        edit(folder / M, f"id: {Path(M).stem}\n", f"id: {case.renamed}\n")
        (folder / M).rename((folder / M).with_name(f"{case.renamed}.yml"))


@every_case
def test_says_what_changes(case, here, golden):
    edited(here, case)
    said = diff("before")
    lines = [re.sub(r"^  (?=(  )?[!-] )", "", line) for line in said.splitlines()]
    assert [words for words in case.words if words not in lines] == [], said
    golden(GOLDEN / f"{case.name}.txt", said)


def told(case, *without: str) -> str:
    """What a golden file tells: no path, no address, and not what a check says of a file that cannot be read."""
    lines = (GOLDEN / f"{case.name}.txt").read_text(encoding="utf-8").splitlines()
    odd = re.compile("|".join((r"^  reaches", r"^  \S+\.yml$", "can no longer be read", *without)))
    return "\n".join(line for line in lines if odd.search(line) is None)


@every_case
def test_golden_files_name_no_key(case):
    said = told(case)
    assert {key for key in KEYS if re.search(rf"\b{key}\b", said)} == set()


def test_the_keys_let_off_are_keys_and_plain_words():
    assert {key for kind in KINDS for key in kind.field_keys()} >= LET_OFF
    assert [key for key in LET_OFF if not key.isalpha()] == []
    assert {"review_due", "notices_read", "ods", "url", "id", "ids"} <= set(KEYS)


SPEAKS_OF_IDS = (
    "Its permanent name in addresses",
    "Renamed from",
    "Published protocols",
    "Retired protocols",
)
"""What is said where an id is itself the fact."""
FROM_THE_STATE = "The register has no record of the service exampleshire-shared-care-les."


@cache
def ids() -> set[str]:
    """What the register calls its records, the rows of its files and its sources, where that is no plain word."""
    register = before()
    shelves = ("protocols", "drugs", *SHELVES)
    found = {key for shelf in shelves for entry in getattr(register, shelf).values() for key in entry.sources}
    found |= {key for shelf in shelves for key in getattr(register, shelf)}
    found |= {notice.id or "" for entry in register.drugs.values() for notice in entry.record.safety_notices}
    found |= {row.id or "" for entry in register.protocols.values() for row in entry.record.indications}
    return {key for key in found if "-" in key}


@every_case
def test_golden_files_name_no_id(case):
    said = told(case, *SPEAKS_OF_IDS).replace(FROM_THE_STATE, "")
    assert {key for key in ids() if re.search(rf"(?<![\w-]){key}(?![\w-])", said)} == set()


def test_a_rename_is_told_once(here):
    edited(here, next(case for case in CASES if case.name == "renamed-and-listed"))
    said = [line for line in diff("before").splitlines() if "  reaches" not in line and ".yml" not in line]
    assert [line[:23] for line in said if "exampleshire-methotrexate" in line] == ["  ! Renamed from exampl"]
    assert "List of published protocols: Exampleshire" not in said


def test_what_else_the_list_of_ids_says_is_told_beside_a_rename(here):
    edited(here, next(case for case in CASES if case.name == "renamed-and-listed"))
    edit(here / "register" / "reference/ids.yml", "why: The clinic gives gold", "why: The clinic still gives gold")
    said = diff("before")
    assert said.count("exampleshire-methotrexate to exampleshire-methotrexate-ra") == 1
    assert "  - Retired protocols: exampleshire-gold: Why, for somebody" in said
    assert said.count("Published protocols: ") == 0


def test_there_are_enough_cases():
    assert len(CASES) > 90
    assert len({case.name for case in CASES}) == len(CASES) == len(list(GOLDEN.glob("*.txt")))


def test_every_label_is_in_plain_words():
    shown = [kind for kind in KINDS if not issubclass(kind, Shelf)]
    labels = {plain_label(kind, name) for kind in shown for name in kind.model_fields}
    assert len(labels) > 200
    odd = r"[`_]|reference/|\b(ids?|keys?(?! worker)|true)\b"
    assert {label for label in labels if re.search(odd, label, re.IGNORECASE)} == set()


def test_two_readings_of_one_register_are_the_same(here):
    assert diff("before").endswith(f"\n\n{NOTHING}\n")
    assert json.loads(diff("before", form="json"))["changed"] == []
    assert diff("before", form="markdown").endswith(f"\n\n{NOTHING}\n")


@pytest.mark.parametrize("name", ["unreadable", "reference-unreadable", "drug-unreadable"])
def test_a_file_that_can_be_read_again_has_to_be_reviewed(name, here):
    edited(here, next(case for case in CASES if case.name == name))
    said = diff("register", "before")
    assert "  ! The file could not be read before, and can now: all that it says has to be reviewed.\n" in said
    still = diff("register")
    assert "  ! The file could not be read before, nor now: nobody can tell what changed in it. Line " in still


def test_json_is_stable(here, golden):
    edit(here / "register" / M, "every: 12 weeks", "every: 4 weeks")
    edit(here / "register" / M, "status: approved", "status: draft")
    golden(GOLDEN.parent / "diff-json" / "interval-and-draft.json", diff("before", form="json"))


HOSTILE = (
    """'</li><script>x</script> @everyone [a](https://evil.example) ![i](x) **b** `c` <!-- d --> | #1 ##[error] GH-1'"""
)
"""Everything that a comment could take for more than text."""


def test_markdown_of_hostile_text_is_text(here, golden):
    edit(here / "register" / M, "title: Methotrexate for adults with rheumatoid arthritis", f"title: {HOSTILE}")
    edit(here / "register" / M, "action: Withhold and ask the specialist", f"action: {HOSTILE}")
    said = diff("before", form="markdown")
    assert re.findall(r"(?<!\\)[<>`|\[\]]|@\w|#\d|\w://|GH-\d|##\[", said) == []
    assert said.count("everyone") == 3
    golden(GOLDEN.parent / "diff-markdown" / "hostile.md", said)


def test_markdown_fits_into_a_comment(here):
    lines = "".join(f"  - {{text: {'Long ' * 100}{number}, source: protocol}}\n" for number in range(300))
    edit(here / "register" / M, "contraindications:\n", f"contraindications:\n{lines}")
    edit(here / "register" / B, "every: 8 weeks", "every: 4 weeks")
    said = diff("before", form="markdown")
    assert 50_000 < len(said) <= 55_000
    assert said.count("Long") > 8_400
    assert said.endswith(f"{NOT_ALL}1 thing that changed is not shown in full. `sharedcare diff` shows all.\n")
    assert len(diff("before")) > 140_000


NOT_ALL = "\n\n**This is not all.** A comment holds at most 55,000 characters here: "


def test_of_many_records_each_is_named_and_told_in_part(here):
    for number in range(60):
        text = (here / "register" / L).read_text(encoding="utf-8")
        name = f"exampleshire-lithium-{number}"
        (here / "register" / L).with_name(f"{name}.yml").write_text(
            text.replace("id: exampleshire-lithium", f"id: {name}"), "utf-8"
        )
    said = diff("before", form="markdown")
    assert 50_000 < len(said) <= 55_000
    assert said.count("\n### Lithium for adults") == said.count("more, of which") == 60
    assert said.count("\n- **How deep the evidence behind this file goes: Listing**\n") == 60
    assert said.endswith(f"{NOT_ALL}60 things that changed are not shown in full. `sharedcare diff` shows all.\n")


def refused(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["diff", *arguments, "--register", "register"])
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def test_what_cannot_be_compared(here):
    assert refused("nowhere") == (
        "`nowhere` is no folder, and register is not in a git repository, so it has no history. Clone the register's "
        "repository, and run this in the clone\n"
    )
    assert "`nowhere` is no folder" in refused("before", "nowhere")
    assert "Missing argument 'BASE'" in refused()


def test_revisions(tmp_path, monkeypatch):
    clone = repository(tmp_path / "clone")
    copied(clone)
    monkeypatch.chdir(clone)
    first = commit(clone, "2026-11-01T12:00:00+00:00")
    edit(clone / "register" / M, "every: 12 weeks", "every: 8 weeks")
    commit(clone, "2026-11-02T12:00:00+00:00")
    edit(clone / "register" / M, "every: 8 weeks", "every: 4 weeks")
    assert "every 12 weeks -> every 4 weeks" in diff(first)
    assert "every 12 weeks -> every 8 weeks" in diff(first, "HEAD")
    assert "every 8 weeks -> every 4 weeks" in diff("HEAD")
    assert "every 8 weeks -> every 12 weeks" in diff("HEAD", first)
    assert "no commit, branch or tag is called `main~9` here" in refused("main~9")


def test_a_name_of_a_folder_and_of_a_branch_is_refused(tmp_path, monkeypatch):
    clone = repository(tmp_path / "clone")
    copied(clone)
    monkeypatch.chdir(clone)
    commit(clone, "2026-11-01T12:00:00+00:00")
    git(clone, "branch", "old")
    (clone / "old").mkdir()
    both = "`old` is a folder, and a revision too. For the folder, write `./old`\n"
    assert (refused("old"), refused("HEAD", "old")) == (both, both)
    assert "  ! Taken out of the register: all that it said is gone.\n" in diff("HEAD", "./old")


def test_what_a_branch_gained_since_is_no_change_of_ones_own(tmp_path, monkeypatch):
    clone = repository(tmp_path / "clone")
    copied(clone)
    monkeypatch.chdir(clone)
    commit(clone, "2026-11-01T12:00:00+00:00")
    git(clone, "checkout", "--quiet", "-b", "mine")
    edit(clone / "register" / M, "every: 12 weeks", "every: 8 weeks")
    commit(clone, "2026-11-02T12:00:00+00:00")
    git(clone, "checkout", "--quiet", "main")
    edit(clone / "register" / M, "title: Methotrexate for adults", "title: Methotrexate for all adults")
    commit(clone, "2026-11-03T12:00:00+00:00")
    git(clone, "checkout", "--quiet", "mine")
    said = diff("main")
    assert "every 12 weeks -> every 8 weeks" in said
    assert "for all adults" not in said
    assert "for all adults" in diff("main", "HEAD")
