"""The editors' guides are true: what they name exists, what they show reads, and their pictures show today's pages."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import click
import pytest

import sharedcare.register.model.vocabulary as words
from sharedcare.cli import main
from sharedcare.register.model.base import Record
from sharedcare.register.model.care import Transfer
from sharedcare.register.model.document import Document
from sharedcare.register.model.drug import Drug
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.model.services import Service
from sharedcare.register.model.settings import Colour, Settings
from sharedcare.register.model.shelves import Ids
from sharedcare.register.reading.fields import known_keys
from sharedcare.register.reading.positions import parse
from sharedcare.register.shape import read_record
from sharedcare.rules import EVERY_RULE
from sharedcare.start.answers import Start
from tests.guides import FOLDER, MOST_BYTES, PICTURES, SHOWN, opened, shown
from tests.registers import check, copied
from tests.site import ROOT

GUIDES = sorted((ROOT / "docs/editors").glob("*.md"))
TEXTS = {guide.stem: guide.read_text(encoding="utf-8") for guide in GUIDES}
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
KINDS: tuple[type[Record], ...] = (Protocol, Document, Transfer, Drug, Ids, Service, Settings, Start)
VALUES = {
    str(word.value)
    for kind in (*vars(words).values(), Colour)
    if isinstance(kind, type) and issubclass(kind, Enum)
    for word in kind
}
OTHERS = {
    ".github/CODEOWNERS": "a file that `init` makes",
    "^": "the mark below a finding", "!": "a mark in the diff", "#": "what begins a note", "main": "git's branch",
    "shared-care": "a folder", "sharedcare": "the program", ".venv/bin/sharedcare": "the program, once it is installed",
    "patch-1": "a branch of theirs", "all": "every one",
    "exampleshire-penicillamine": "an id that the reader makes", "exampleshire-les": "a source of a service",
    "protocols/exampleshire/exampleshire-penicillamine.yml": "a file that the reader makes",
    "exampleshire-shared-care-from-2028": "a service that the reader makes",
    "norfolk.yml": "the reader's file", "norfolk-methotrexate": "an id of theirs", "help:": "part of a finding",
    "/p/": "the short links", "exampleshire-penicillamine.yml": "a file that the reader makes",
    "exampleshire-methotrexate.yml:12:15": "a place in a finding", "[]": "an empty list", ".yml": "an ending",
    "site/": "what a build makes", "{…}": "brackets", "[…]": "brackets", ">-": "a sign of YAML",
    '"5.2"': "a section", '"no"': "a word in quotation marks",
}  # fmt: skip
"""What guides may name that the project does not have, and why."""
NAMES = ("init", "fmt")
"""Commands that are named without the program."""


def fences(kind: str) -> list[tuple[str, str]]:
    return [(name, text) for name, guide in TEXTS.items() for _, found, text in FENCE.findall(guide) if found == kind]


def spans() -> Iterator[tuple[str, str]]:
    """Each word in code's type, with its guide."""
    for name, guide in TEXTS.items():
        for found in re.findall(r"`([^`\n]+)`", FENCE.sub("", guide)):
            yield name, found


def exists(span: str) -> bool:
    """Whether the project has what a guide names: a value, a date, a field, a file, a command."""
    if span in VALUES or span in OTHERS or span in NAMES or re.fullmatch(r"\d{4}(-\d{2}){0,2}", span):
        return True
    if span.startswith("make "):
        return is_target(span.split()[1])
    if span.startswith("sharedcare "):
        return is_command(shlex.split(span)[1:])
    if span.startswith("--"):
        return any(span in parameter.opts for command in main.commands.values() for parameter in command.params)
    fields = re.findall(r"(\w+):", span) or ([span] if re.fullmatch(r"[a-z_]+", span) else [])
    if fields:
        return set(fields) <= known_keys() | settings_keys()
    return any((folder / span).exists() for folder in (ROOT, ROOT / "protocols/reference"))


def settings_keys() -> set[str]:
    return {key for kind in (Settings, Start) for key in kind.field_keys()} | {"colour"}


def is_target(name: str) -> bool:
    texts = [(ROOT / file).read_text(encoding="utf-8") for file in ("Makefile", "tests/develop.mk")]
    return any(re.search(rf"^{re.escape(name)}::?( |$)", text, re.MULTILINE) for text in texts)


def test_guides_were_found():
    assert len(GUIDES) >= 12
    assert len(list(spans())) > 50


@pytest.mark.parametrize(("guide", "span"), list(dict.fromkeys(spans())))
def test_what_a_guide_names_exists(guide, span):
    assert exists(span), f"{guide}.md names `{span}`"


@pytest.mark.parametrize(
    "invented",
    [
        "reveiw_due",
        "make sites",
        "protocols/nowhere.yml",
        "aproved",
        "until_when: 2027",
        "sharedcare chek",
        "sharedcare check --form json",
        "--form",
    ],
)
def test_what_does_not_exist_would_be_noticed(invented):
    assert not exists(invented)


def test_every_rule_that_a_guide_names_exists():
    named = {(name, code) for name, guide in TEXTS.items() for code in re.findall(r"\bSC\d{3}\b", guide)}
    assert len(named) > 10
    assert {(name, code) for name, code in named if code not in EVERY_RULE} == set()


def test_no_example_stands_inside_a_list():
    """The site's Markdown would run its lines together into one."""
    pages = {file: file.read_text(encoding="utf-8") for file in (ROOT / "docs").rglob("*.md")}
    assert {file.name for file, text in pages.items() if re.search(r"^ +```", text, re.MULTILINE)} == set()


@pytest.mark.parametrize(("guide", "text"), fences("yaml"))
def test_every_example_reads_as_a_record(guide, text):
    """Each block of YAML, or the one block below its first key, is a record of some kind, with every value in place."""
    positioned, troubles = parse(text.encode())
    assert positioned is not None
    assert not troubles
    keys = set(positioned.data)
    kinds = [kind for kind in KINDS if keys <= set(kind.field_keys()) | notes(kind)]
    assert kinds, f"no record has the keys {keys}"
    said = [read_record(kind, positioned, f"{guide}.md")[1] for kind in kinds]
    assert () in said, said


def notes(kind: type[Record]) -> set[str]:
    return {f"{key}_note" for key in kind.field_keys()}


@pytest.mark.parametrize(("guide", "text"), fences("sh"))
def test_every_command_of_a_guide_is_one_of_ours(guide, text):
    for line in text.splitlines():
        program, *arguments = line.split()
        if program == "make":
            assert is_target(arguments[0])
        elif program != "cd":
            assert program.endswith("sharedcare")
            assert is_command(arguments), line


def is_command(arguments: list[str]) -> bool:
    """Whether the program takes these: a command, its options, and a value for each that needs one."""
    command = main.commands.get(arguments[0])
    if command is None:
        return False
    try:
        command.make_parser(click.Context(command)).parse_args(list(arguments[1:]))
    except click.UsageError:
        return False
    return True


def test_the_finding_that_a_guide_shows_is_what_the_check_says(tmp_path, monkeypatch):
    """Line and all: the guide's file is shorter than ours, so that the numbers are compared apart from it."""
    ((_, shown_finding),) = [found for found in fences("text") if "SC203" in found[1]]
    file = "exampleshire/exampleshire-methotrexate.yml"
    folder = copied(tmp_path, (file, "  review_due: 2027-04\n", "  review_due: 2024-03\n"))
    monkeypatch.chdir(tmp_path)
    output = check(folder)
    said = output[output.index("SC203") :]
    wanted = shown_finding[shown_finding.index("SC203") :]
    assert re.sub(r"\d+ \|", "", said.split("\n\n")[0]).split() == re.sub(r"\d+ \|", "", wanted).split()


def test_every_guide_is_in_the_menu_and_in_the_list_of_tasks():
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [name for name in TEXTS if f"editors/{name}.md" not in menu] == []
    assert [name for name in TEXTS if name != "index" and f"]({name}.md)" not in TEXTS["index"]] == []


def test_every_picture_is_used_small_and_described():
    used = [
        found
        for guide in TEXTS.values()
        for found in re.findall(r"!\[([^\]]*)\]\(\.\./assets/images/guides/([^)]+)\)", guide)
    ]
    assert {file for _, file in used} == {picture.file.name for picture in PICTURES}
    assert {path.name for path in FOLDER.iterdir()} == {picture.file.name for picture in PICTURES}
    assert [alt for alt, _ in used if len(alt) < 40] == []
    for picture in PICTURES:
        raw = picture.file.read_bytes()
        assert raw[:4] + raw[8:12] == b"RIFFWEBP", f"{picture.name}: run `make guides`"
        assert 1000 < len(raw) < MOST_BYTES


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_pictures_show_what_the_pages_show(picture, browser, address):
    """By its words: a page whose words have changed since the picture was taken needs a new one."""
    page = opened(browser, address, picture)
    kept = json.loads(SHOWN.read_text(encoding="utf-8"))
    assert kept.keys() == {one.name for one in PICTURES}
    assert shown(page, picture) == kept[picture.name], (
        "the page has changed: run `make guides`, and look at the picture"
    )
    page.context.close()


def test_old_anchors_lead_somewhere(site: Path):
    """What the one long page of before had: its headings that are not tasks of their own now."""
    text = (site / "editors/index.html").read_text(encoding="utf-8")
    for anchor in ("what-a-file-looks-like", "how-a-partial-date-is-read", "when-you-do-not-know", "never-in-a-file"):
        assert f'id="{anchor}"' in text


QUOTED = re.compile(r'"([A-Z][^"]*?),?"')
OF_GITHUB = {
    "Pull requests", "Commit changes", "Propose changes", "Create pull request", "Files changed",
    "Add file", "Create new file", "Edit file", "Delete file", "Fork",
}  # fmt: skip
"""What GitHub calls its buttons, menus and lists, as its own documentation has it."""
AT_A_PAGE = (
    "add-a-protocol", "change-a-contact", "change-funding", "come-back", "correct", "extend", "first-change",
    "on-github", "record-a-review", "withdraw",
)  # fmt: skip
"""The guides to what somebody does on a page, by their names."""


@pytest.fixture(scope="module")
def labels(site: Path) -> str:
    """Whatever the site calls a part of a page or of the form."""
    trees = (("docs/assets/js", "*.js"), ("scripts/sharedcare", "*.py"), ("hooks", "*.html"))
    sources = [file for tree, kind in trees for file in (ROOT / tree).rglob(kind)] + [site / "edit/form.json"]
    return "\n".join(source.read_text(encoding="utf-8") for source in sources)


@pytest.mark.parametrize("name", AT_A_PAGE)
def test_whatever_a_guide_tells_to_choose_is_there(name, labels):
    said = {" ".join(found.split()) for found in QUOTED.findall(FENCE.sub("", TEXTS[name]))}
    unheard = {one for one in said if one not in OF_GITHUB and one not in labels}
    assert (len(said) > 1, unheard) == (True, set())
