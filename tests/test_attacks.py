"""Text cannot become markup: attacks in every text of every record, built, and opened in a real browser."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, Route
from playwright.sync_api import Error as PlaywrightError
from pydantic import ValidationError

from sharedcare.cli import main
from sharedcare.pages import render
from sharedcare.register.kinds import SHELVES
from sharedcare.register.load import load
from sharedcare.register.model.base import NOTE_SUFFIX, Record
from sharedcare.register.model.document import Owner
from sharedcare.register.model.sources import Source
from sharedcare.register.walk import blocks_of, entries
from sharedcare.reports.findings import LineOf, Report, as_github, as_json, as_markdown, as_text
from sharedcare.reports.states import Row, as_csv, rows
from sharedcare.reports.states import as_json as states_as_json
from sharedcare.reports.states import as_text as states_as_text
from sharedcare.rules import check
from sharedcare.safe import csv_cell, markdown_cell, one_line
from tests.attacks import (
    ATTACKS,
    FILES,
    FIXTURES,
    KINDS,
    LEADS,
    MARK,
    TURNS,
    Filling,
    Hostile,
    Mode,
    chunk,
    fields,
    save,
    write_register,
)
from tests.registers import copied
from tests.serving import serving
from tests.site import DAY, ROOT, noon
from tests.test_browser import PAGE_TYPES
from tests.test_model import RECORDS

pytestmark = pytest.mark.xdist_group("attacks")

WATCH = (FIXTURES / "watch.js").read_text(encoding="utf-8")
HOSTILE, DISARMED = Hostile(), Hostile(is_disarmed=True)
MODES = {"full": (Mode.FULL,), "bare": (Mode.BARE, Mode.EMPTY)}
"""The registers: what is left out in one is filled in the other."""
MARKS = re.compile(rf"{MARK}(\d{{4}})x(\d\d)")
PROSE = ("about/", "editors/", "rules/SC")
"""What is the same on every site, unless it holds a text of the register."""
FOLDERS = ("areas", "committees", "drugs", "letter", "organisations", "protocols", "recall", "rules", "services",
           "sources")  # fmt: skip
SEARCHED = {
    "protocols.title", "protocols.indications.name", "areas.name", "drugs.name", "drugs.brands.names",
    "drugs.spellings", "drugs.class", "committees.name", "committees.abbreviation", "organisations.name",
    "organisations.abbreviation",
}  # fmt: skip
"""The texts that the search index holds."""
LATER = DAY.replace(year=2028, month=5, day=2)
"""A day by which payments have ended and reviews have passed since the build."""
NOT_SHOWN = yaml.safe_load((FIXTURES / "not_shown.yml").read_text(encoding="utf-8"))


# --- The list of attacks, and the register of them


def test_the_list_of_attacks_is_long_and_each_says_why():
    assert len(ATTACKS) >= 80
    assert len({attack.name for attack in ATTACKS}) == len({attack.text for attack in ATTACKS}) == len(ATTACKS)
    assert all(attack.why for attack in ATTACKS)


@pytest.mark.parametrize("number", range(TURNS))
def test_every_text_is_every_attack_in_some_turn(number):
    turns = [chunk(number + turn) for turn in range(TURNS)]
    assert {attack for attacks in turns for attack in attacks} == set(ATTACKS)
    assert {attacks[0] for attacks in turns} == set(LEADS)


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, bool], Path]:
    """The folder of each register of attacks, and of the same register with every attack disarmed."""
    return {
        (name, hostile.is_disarmed): write_register(tmp_path_factory.mktemp(name) / "protocols", hostile, *modes)
        for name, modes in MODES.items()
        for hostile in (HOSTILE, DISARMED)
    }


@pytest.mark.parametrize("mode", MODES)
def test_the_register_is_read_without_a_finding_and_each_text_is_what_was_written(mode, registers):
    register = load(registers[mode, False])
    assert register.findings == ()
    held = set()
    for entry in entries(register):
        for block in blocks_of(entry, Record):
            for text in texts_of(block.record):
                for number, turn in marks(text):
                    assert text == HOSTILE.text(number, turn)
                    held.add((number, turn))
    if mode == "full":
        assert held == {(number, turn) for number in range(len(HOSTILE.places)) for turn in range(TURNS)}


def texts_of(record: Record) -> Iterator[str]:
    """Every text of a record's own: in its fields, its lists, its keys and its notes."""
    for key, found in fields(type(record)).items():
        value = getattr(record, record.field_keys()[key])
        many = value if isinstance(value, tuple) else value if isinstance(value, Mapping) else (value,)
        yield from (text for text in many if isinstance(text, str) and not found.record)
    yield from record._notes.values()


def marks(text: str) -> list[tuple[int, int]]:
    """The fields and turns of the texts that stand in a text."""
    return [(int(number), int(turn)) for number, turn in MARKS.findall(text)]


# --- The sites, and what the browser makes of them


@dataclass(frozen=True)
class Site:
    """A built site, where it is served, and what the browser's parser makes of each of its pages."""

    folder: Path
    address: str
    pages: Mapping[str, Mapping[str, Any]] = field(repr=False)


@dataclass
class Watched:
    """A page of the browser that tells of all that no text may bring about."""

    page: Page
    address: str
    caught: list[str] = field(default_factory=list)

    def open(self, path: str, width: int = 1440) -> None:
        """Open a page, with all of its folds."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(self.address + path)
        self.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")

    def misplaced(self, within: str = "article") -> list[str]:
        """What lies off the screen, under the header or out of sight."""
        found: list[str] = self.page.evaluate("(within) => watch.misplaced(within)", within)
        return found

    def kinds(self, within: str = "html") -> Mapping[str, int]:
        """How many nodes of which kinds a part of the page holds."""
        found: Mapping[str, int] = self.page.evaluate("(within) => watch.kinds(document.querySelector(within))", within)
        return found


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """A page on which scripts of any kind would run: the site's own policy is switched off."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    # What is kept on the device depends on what was opened before.
    context.add_init_script("delete Navigator.prototype.serviceWorker;")
    context.add_init_script(f"window.watch = {WATCH}; window.hit = () => console.error('executed', new Error().stack);")
    page = context.new_page()
    page.clock.set_fixed_time(noon(DAY))
    told = Watched(page, address)
    caught = told.caught
    page.on("console", lambda message: caught.append(f"{page.url} says {message.text}"))
    page.on("pageerror", lambda error: caught.append(f"{page.url} fails: {error}"))
    page.on("dialog", lambda dialog: (caught.append(f"{page.url} asks {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: caught.append(f"{page.url} opens {popup.url}"))
    page.on("download", lambda download: caught.append(f"{page.url} saves {download.url}"))
    page.on("framenavigated", lambda frame: frame.url.startswith(address) or caught.append(f"went to {frame.url}"))
    page.route(lambda url: not url.startswith(address), lambda route: refuse(route, caught))
    yield told
    context.close()


def refuse(route: Route, caught: list[str]) -> None:
    caught.append(f"asked for {route.request.url}")
    route.abort()


PARSE = """
async (paths) => Object.fromEntries(await Promise.all(paths.map(async (path) => {
  const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
  return [path, { kinds: watch.kinds(page), texts: watch.texts(page), wrong: watch.wrong(page),
                  title: page.querySelector("h1").textContent.trim(),
                  said: [...page.querySelectorAll("article .sc-said")].map((said) => said.textContent.trim()) }];
})))
"""


@contextmanager
def opened(browser: Browser, link: Path) -> Iterator[Site]:
    """Serve a built site, and have the browser read every page that holds texts of the register."""
    folder = link.resolve()
    files = {f"{file.relative_to(folder).parent}/".removeprefix("./"): file for file in folder.rglob("index.html")}
    paths = [path for path, file in files.items() if not path.startswith(PROSE) or MARK in file.read_text("utf-8")]
    with serving(folder) as address, watched(browser, address) as reader:
        reader.open("about/lapse/")
        pages = reader.page.evaluate(PARSE, [f"/{path}" for path in sorted(paths)])
        yield Site(folder, address, {path.removeprefix("/"): page for path, page in pages.items()})


def build(register: Path, **options: Any) -> subprocess.Popen[str]:
    """Start to build the site of a register beside it, as the command line does it."""
    site = str(register.parent / "site")
    command = [sys.executable, ROOT / "scripts/build.py", "--on", DAY.isoformat(), "--register", register, "--site"]
    options = {"cwd": ROOT, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, **options}
    return subprocess.Popen([*command, site], **options)


@pytest.fixture(scope="module")
def sites(registers, browser: Browser) -> Iterator[Mapping[tuple[str, bool], Site]]:
    """The sites of the registers."""
    running = {key: build(folder) for key, folder in registers.items()}
    with ExitStack() as stack:
        made = {}
        for key, process in running.items():
            said, _ = process.communicate()
            assert process.returncode == 0, said
            made[key] = stack.enter_context(opened(browser, registers[key].parent / "site"))
        yield made


# --- No text becomes markup


@pytest.mark.parametrize("mode", MODES)
def test_no_text_becomes_markup(mode, sites):
    assert unlike(sites[mode, False], sites[mode, True]) == []


def unlike(hostile: Site, disarmed: Site) -> list[str]:
    """Where pages are made of other nodes than the same pages without an attack, or hold what no text may make."""
    assert hostile.pages.keys() == disarmed.pages.keys()
    found = [f"{path}: {wrong}" for path, page in hostile.pages.items() for wrong in page["wrong"]]
    for path, page in hostile.pages.items():
        made, wanted = page["kinds"], disarmed.pages[path]["kinds"]
        found += [f"{path}: {kind}" for kind in made.keys() | wanted.keys() if made.get(kind) != wanted.get(kind)]
    return found


def harmless_kinds(sites: Mapping[tuple[str, bool], Site]) -> set[str]:
    """Every kind of node on pages without an attack."""
    return {kind for mode in MODES for page in sites[mode, True].pages.values() for kind in page["kinds"]}


@pytest.mark.parametrize("mode", MODES)
def test_each_text_is_shown_as_it_was_written(mode, sites):
    assert changed_on(sites[mode, False]) == set()


def changed_on(site: Site) -> set[str]:
    """The fields whose texts a page shows otherwise than they were written."""
    return {name_of(number) for page in site.pages.values() for number in changed_in(page["texts"])}


def changed_in(texts: list[str]) -> Iterator[int]:
    """The fields whose texts are not what was written, capitals and the space between words aside."""
    for text in texts:
        for found in MARKS.finditer(text):
            number, turn = int(found[1]), int(found[2])
            is_quoted_in_part = "…" in text  # by a finding
            if not is_quoted_in_part and not plain(text[: found.end()]).endswith(written(number, turn)):
                yield number


def plain(text: str) -> str:
    return " ".join(text.replace("\ufffd", " ").split()).casefold()  # what a finding quotes stands in one line


@cache
def written(number: int, turn: int) -> str:
    return plain(HOSTILE.text(number, turn))


def name_of(number: int) -> str:
    """A field by its class and key."""
    place = HOSTILE.places[number]
    cls, keys = FILES[place[0]], place[1:]
    if keys[0] == "sources" and not (keys[0] in fields(cls) and fields(cls)[keys[0]].record):
        cls, keys = Source, keys[1:]
    for key in keys[:-1]:
        inner = fields(cls)[key].record
        assert inner is not None
        cls = inner
    return f"{cls.__name__}.{keys[-1]}"


WHERE_THEY_DIFFER = {
    "Action.drugs_note", "Action.test_note", "IfDeclined.contact_note", "Missed.drugs_note", "Missed.grace_note",
    "Monitoring.basis_note", "OnEnding.contact_note", "Transfer.criteria_note", "Transfer.ends_when_note",
}  # fmt: skip
"""The notes that a page shows only where two protocols of a drug differ in them."""


def test_every_field_is_shown_or_it_is_said_why_not(sites):
    shown = {mark for mode in MODES for page in sites[mode, False].pages.values() for text in page["texts"]
             for mark in marks(text)}  # fmt: skip
    names = {name_of(number) for number, _ in shown}
    said = {f"{cls}.{key}{NOTE_SUFFIX}" for cls, keys in NOT_SHOWN["notes"]["fields"].items() for key in keys}
    said |= set(NOT_SHOWN["texts"] or {})
    assert {name_of(number) for number in range(len(HOSTILE.places))} - names == said
    once = {number for number, _ in shown} - {number for number, turn in shown if turn == TURNS - 1}
    of_the_one_listing = {"Protocol.confidence_note"}
    assert {name_of(number) for number in once} == of_the_one_listing | WHERE_THEY_DIFFER


def test_the_sum_of_what_was_tried(sites, record_property):
    tried = len(ATTACKS) * len(HOSTILE.places) * len(PAGE_TYPES)
    record_property("attacks x texts x page types", tried)
    assert len(ATTACKS) >= 80
    assert len(HOSTILE.places) >= 880
    assert sum(len(sites[mode, False].pages) for mode in MODES) >= 150


# --- Nothing runs, nothing breaks the layout


def pages_in(site: Site, folder: str) -> list[str]:
    """The pages of a folder that hold a text of a record; without a folder, the pages that are of no one record."""
    parts = {path: path.split("/") for path, page in site.pages.items() if page["texts"]}
    return [path for path, names in parts.items() if (names[0] if len(names) == 3 else "") == folder]


@pytest.mark.parametrize("folder", ["", *FOLDERS])
@pytest.mark.parametrize("mode", MODES)
def test_nothing_runs_and_nothing_is_out_of_its_place(mode, folder, sites, browser: Browser):
    site = sites[mode, False]
    misplaced = []
    with watched(browser, site.address) as reader:
        paths = pages_in(site, folder)
        assert len(paths) >= TURNS or mode == "bare"
        for path in paths:
            reader.open(path, 360)
            misplaced += [f"{path} at 360: {found}" for found in reader.misplaced()]
            if mode == "full":
                reader.page.set_viewport_size({"width": 1440, "height": 900})
                misplaced += [f"{path} at 1440: {found}" for found in reader.misplaced()]
        assert reader.caught == []
    assert misplaced == []


def own_address(kind: str, site: Site) -> str:
    """The address of a page of a type on the site of attacks."""
    own = {
        "protocol": "protocols/protocols-full-1/",
        "several drugs": "protocols/several-drugs/",
        "child": "protocols/child/",
        "editors' form": "edit/?protocol=protocols-full-1",
        "listing": "protocols/listing/",
        "reported": "protocols/reported/",
        "source": pages_in(site, "sources")[0],
        "rule": pages_in(site, "rules")[0],
        "recall": pages_in(site, "recall")[0],
        "retired": "p/ids-full-0/",
        "letters of an area": pages_in(site, "letter")[0],
    }
    folder = PAGE_TYPES[kind].split("/")[0]
    shelved = f"{folder}/{folder}-full-0/" if folder in FOLDERS and PAGE_TYPES[kind].count("/") == 2 else None
    return own.get(kind) or shelved or PAGE_TYPES[kind]


def test_the_sites_own_scripts_make_no_markup_of_a_text(sites, browser: Browser):
    shown: dict[str, list[object]] = {kind: [] for kind in PAGE_TYPES}
    for site in (sites["full", False], sites["full", True]):
        with watched(browser, site.address) as reader:
            for kind, found in shown.items():
                reader.page.clock.set_fixed_time(noon(DAY))
                reader.open(own_address(kind, site))
                if kind == "editors' form":
                    reader.page.locator(".sc-edit-section").first.wait_for()
                before = reader.kinds()
                turn_to(reader, LATER)
                found.append((before, reader.kinds()))
            assert reader.caught == []
    assert [kind for kind, (hostile, disarmed) in shown.items() if hostile != disarmed] == []
    assert any(before != after for (before, after), _ in shown.values())


def turn_to(reader: Watched, day: date) -> None:
    """Look at the page on another day."""
    reader.page.clock.set_fixed_time(noon(day))
    reader.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


# --- The search


SEARCH = """
async (queries) => {
  const form = [...document.querySelectorAll("form[data-register-search]")].find((form) => form.offsetParent);
  const panel = form.querySelector(".sc-panel");
  const input = form.querySelector("input");
  const shown = [];
  input.focus();
  for (const query of queries) {
    input.value = query;
    panel.hidden = true;
    input.dispatchEvent(new Event("input"));
    while (panel.hidden) await new Promise((resume) => setTimeout(resume, 1));
    shown.push({ kinds: watch.kinds(panel), text: panel.textContent, texts: watch.texts(panel),
                 results: panel.querySelectorAll("li").length,
                 misplaced: query.startsWith("zq") ? watch.misplaced(".sc-panel:not([hidden])") : [] });
  }
  return shown;
}
"""


def search(reader: Watched, queries: list[str]) -> list[dict[str, Any]]:
    """What the search box shows for each query."""
    found: list[dict[str, Any]] = reader.page.evaluate(SEARCH, queries)
    return found


@pytest.mark.parametrize(("path", "width"), [("", 1440), ("", 360), ("about/lapse/", 1440)])
def test_a_result_of_the_search_shows_a_name_as_a_name(path, width, sites, browser: Browser):
    numbers = [number for number, place in enumerate(HOSTILE.places) if ".".join(place) in SEARCHED]
    shown = []
    for is_disarmed in (False, True):
        with watched(browser, sites["full", is_disarmed].address) as reader:
            reader.open(path, width)
            shown.append(search(reader, [f"{MARK}{number:04}" for number in numbers]))
            assert reader.caught == []
    assert len(numbers) == len(SEARCHED)
    for hostile, disarmed in zip(*shown, strict=True):
        assert hostile["kinds"] == disarmed["kinds"]
        assert hostile["results"] >= TURNS
        assert hostile["misplaced"] == []
        assert list(changed_in(hostile["texts"])) == []
    assert sum(len(hostile["texts"]) for hostile in shown[0]) >= len(SEARCHED) * TURNS


def test_what_is_typed_into_the_search_is_shown_as_text(sites, browser: Browser):
    typed = [attack.text.replace("\n", " ").strip() for attack in ATTACKS]
    with watched(browser, sites["full", False].address) as reader:
        reader.open("about/lapse/")
        unanswered = search(reader, [f"{text} qqq" for text in typed])
        assert reader.caught == []
    assert {kind.split()[0] for panel in unanswered for kind in panel["kinds"]} == {"A", "P", "UL"}
    for text, panel in zip(typed, unanswered, strict=True):
        assert plain(f"Nothing found for “{text} qqq”.") in plain(panel["text"])


# --- Exports of the site


@pytest.mark.parametrize("mode", MODES)
def test_the_search_index_holds_each_name_as_it_was_written(mode, sites):
    index = json.loads((sites[mode, False].folder / "search.json").read_text(encoding="utf-8"))
    held = set()
    for text in strings_in(index):
        for found in MARKS.finditer(text):
            number, turn = int(found[1]), int(found[2])
            assert text[: found.end()].endswith(HOSTILE.text(number, turn))
            held.add(".".join(HOSTILE.places[number]))
    use = {"drugs.reference_monitoring.indications"}  # as the one protocol has it whose drug's rows stand in
    assert held == (SEARCHED | use if mode == "full" else set())


def strings_in(value: Any) -> Iterator[str]:
    """Every text of a JSON value, its keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        yield from (text for inner in value.values() for text in strings_in(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in strings_in(inner))


@pytest.mark.parametrize("mode", MODES)
def test_the_map_of_the_site_names_each_page_once(mode, sites):
    site = sites[mode, False]
    root = ElementTree.parse(site.folder / "sitemap.xml").getroot()
    named = [place.text or "" for place in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(set(named)) == len(named)
    leading_on = {
        path for path in site.pages if 'http-equiv="refresh"' in (site.folder / path / "index.html").read_text()
    }
    assert leading_on and all(path.startswith("p/") for path in leading_on)
    assert {path for path in site.pages if path} - leading_on <= {
        name.removeprefix("https://example.org/") for name in named
    }


# --- What a field of one kind of value refuses

LIMITED = [
    pytest.param(cls, key, id=f"{cls.__name__}.{key}")
    for cls in sorted(RECORDS, key=lambda cls: cls.__name__)
    for key, found in fields(cls).items()
    if not found.record and KINDS.get(found.kind) != "Text"
]
REFUSED = yaml.safe_load((FIXTURES / "refused.yml").read_text(encoding="utf-8"))
"""What looks much like a value of a kind, by the kind."""


@pytest.mark.parametrize(("cls", "key"), LIMITED)
def test_a_field_of_another_kind_than_text_refuses_every_attack(cls, key):
    found = fields(cls)[key]
    kind = KINDS.get(found.kind)
    fitting = {"https://evil.test/x"} if kind == "WebAddress" else set()
    for text in {attack.text for attack in ATTACKS} - fitting | set(REFUSED.get(kind, ())):
        with pytest.raises(ValidationError) as refused:
            cls.model_validate({key: {"x": text} if found.key else [text] if found.many else text})
        assert {error["loc"][0] for error in refused.value.errors()} == {key}


@pytest.mark.parametrize("shelf", [*SHELVES])
def test_a_key_of_a_shared_file_refuses_every_attack(shelf):
    for text in {attack.text for attack in ATTACKS} | {"../../x", ".."}:
        for key in (shelf, "sources"):
            with pytest.raises(ValidationError):
                SHELVES[shelf].model_validate({shelf: {}, key: {text: {}}})


UNSEEN = "\x00\x07\x08\x0b\x0c\r\x1b\x7f\x85\x9b\u00ad\u200b\u200e\u202a\u202e\u2066\ufeff\ud800\ue000"


@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_text_refuses_what_turns_or_hides_it(unseen):
    with pytest.raises(ValidationError, match="nobody can see"):
        Owner.model_validate({"role": f"a{unseen}b"})


@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_note_refuses_what_turns_or_hides_it(unseen):
    with pytest.raises(ValidationError, match="nobody can see"):
        Owner.model_validate({"role": "a", "role_note": f"a{unseen}b"})


# --- Names: no address is taken over, no file lands outside the site

CALLED = yaml.safe_load((FIXTURES / "names.yml").read_text(encoding="utf-8"))
NAMES: list[str] = CALLED["ids"]
ODD: list[str] = [*CALLED["files"], "W" * 200]
ODD_FOLDERS = ODD[:3] + ODD[5::4] + ODD[-1:]
ELSEWHERE = """
title: "<b onclick=hit()>t</b>"
id: "<script>hit()</script>"
area: "\\" onmouseover=\\"hit()"
kind: "</script><i>x</i>"
evidence: "%0A::error::x"
drugs: ["=1+1", "{{7*7}}"]
document: {url: "javascript:hit()", owner: {email: "x@example.org?bcc=y"}, approved_on: "<i>2024</i>"}
sources: {"<u>": {title: x}}
"<b onclick=hit()>": 1
"\\e[31m\\r\\n::error::x": 2
"""
FIXED = {"", "a-to-z/", "decisions/", "guidance/", "lights/", "not-known/", "p/", "reports/", "rules/", "tests/",
         *(f"{folder}/" for folder in ("organisations", "services", "sources"))}  # fmt: skip
"""The pages that are of no one record."""


@dataclass(frozen=True)
class Called(Filling):
    """Fills records that all have one id."""

    name: str = ""

    def id(self, kind: str) -> str:
        return self.name


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a site is built from, so that a build may be watched, or spoilt."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("docs", "hooks", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="module")
def named(project: Path) -> Path:
    """A register of records called like something else, and of files called like nothing else."""
    folder = project / "protocols"
    shelves: dict[str, dict[str, Any]] = {name: {} for name in SHELVES}
    for name in NAMES:
        calling = Called(Mode.EMPTY, 0, "/".join, name)
        protocol = calling.record(FILES["protocols"], ("protocols",))
        save(folder / name / f"{name}.yml", {**protocol, "title": f"protocols {name}", "drugs": [name]})
        for kind, cls in list(FILES.items())[1:]:
            title = {"name": f"{kind} {name}"} if "name" in fields(cls) else {}
            record = {**calling.record(cls, (kind,)), **title}
            if kind in shelves and KINDS[fields(SHELVES[kind])[kind].key] != "RuleCode":
                shelves[kind][name] = record
            elif kind == "drugs" and name != "constructor":
                save(folder / "reference" / "drugs" / f"{name}.yml", record)
    for kind, records in shelves.items():
        save(folder / "reference" / f"{kind}.yml", {kind: records, "sources": alike()})
    for name in ODD:
        (folder / "x" / f"{name}.yml").write_text("id: [\n", encoding="utf-8")
    for number, name in enumerate(ODD_FOLDERS):
        misfit = folder / name / f"odd-{number}.yml"
        misfit.parent.mkdir(exist_ok=True)
        unseen = "\\u202e" if number == 0 else ""
        misfit.write_text(ELSEWHERE.replace("</b>", f"{unseen}</b>"), encoding="utf-8")
    return folder


def alike() -> dict[str, Any]:
    """Sources whose addresses would be the same, or those of another page."""
    plain = {"publisher": "P", "title": "T", "read_as": "original", "checked_on": "2024"}
    second = sha256(b"example.org/2?").hexdigest()
    return {
        "a": {**plain, "url": "https://example.org/1"},
        "b": {**plain, "url": "https://example.org/2"},
        "c": {**plain, "title": f"T {second[:6]}", "url": "https://example.org/3"},
        "d": {**plain, "title": f"T {second[:12]}", "url": "https://example.org/4"},
        "e": {**plain, "publisher": "unknown", "title": "Index"},
        "f": {**plain, "publisher": "<日>", "title": "<日>"},
        "g": {**plain, "publisher": "?本?", "title": "?本?"},
        "h": {**plain, "publisher": "../../x", "title": "../../y"},
    }


@pytest.fixture(scope="module")
def called(project: Path, named: Path, browser: Browser) -> Iterator[Site]:
    """The site of these names, built where every file that appears is seen."""
    (project / "tmp").mkdir()
    before = tree(project)
    process = build(named, cwd=project, env={**os.environ, "TMPDIR": str(project / "tmp")})
    said, _ = process.communicate()
    assert process.returncode == 0, said
    assert all(line.isprintable() for line in said.splitlines()), said
    link, folder = project / "site", (project / "site").resolve()
    assert folder.parent == project / ".site-builds"
    after = tree(project)
    new = {path for path in after if path not in before and not path.startswith(f".site-builds/{folder.name}/")}
    assert new == {"site", ".site-builds", ".site-builds/.lock", f".site-builds/{folder.name}"}
    assert {path: size for path, size in after.items() if path in before} == before
    with opened(browser, link) as site:
        yield site


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every path under a folder, with what shows that a file has changed."""
    files = {path: path.lstat() for path in folder.rglob("*") if "__pycache__" not in path.parts}
    return {
        path.relative_to(folder).as_posix(): (0, 0) if path.is_dir() else (stat.st_size, stat.st_mtime_ns)
        for path, stat in files.items()
    }


def test_each_record_keeps_its_own_address_whatever_it_is_called(called: Site):
    for folder in set(FOLDERS) - {"letter", "recall", "rules", "sources"}:
        for name in NAMES:
            if (folder, name) != ("drugs", "constructor"):
                assert called.pages[f"{folder}/{name}/"]["title"] == f"{folder} {name}"


def test_no_page_of_the_site_is_overwritten_by_a_record(called: Site, sites):
    shared = {path: page["title"] for path, page in sites["full", True].pages.items() if path in FIXED}
    assert shared.keys() == FIXED
    assert {path: called.pages[path]["title"] for path in FIXED} == shared
    assert not (called.folder / "protocols" / "index.html").exists()


def test_each_odd_file_has_a_page_of_its_own_that_says_so(called: Site):
    files = [f"protocols/x/{name}.yml" for name in ODD]
    files += [f"protocols/{name}/odd-{number}.yml" for number, name in enumerate(ODD_FOLDERS)]
    pages = {path: page["said"] for path, page in called.pages.items() if path.startswith("protocols/")}
    owners = [[path for path, said in pages.items() if file in said] for file in files]
    assert [file for file, found in zip(files, owners, strict=True) if len(found) != 1] == []
    assert len({path for (path,) in owners}) == len(files)
    for path in called.folder.rglob("*"):
        assert re.fullmatch(r"[a-zA-Z0-9.-]+", path.name)


def test_no_two_documents_share_an_address(called: Site):
    titles = sorted(page["title"] for path, page in called.pages.items() if re.fullmatch("sources/.+", path))
    assert titles == sorted([*(source["title"] for source in alike().values()), "Not known"])


def test_names_make_no_markup(called: Site, sites):
    says_that_a_file_is_not_read, names_what_is_no_anchor = "DIV class role", "H2 "
    made = {kind for page in called.pages.values() for kind in page["kinds"]}
    assert made - harmless_kinds(sites) <= {says_that_a_file_is_not_read, names_what_is_no_anchor}
    assert [f"{path}: {line}" for path, page in called.pages.items() for line in page["wrong"]] == []


def test_names_run_nothing_and_put_nothing_out_of_its_place(called: Site, browser: Browser):
    misplaced = []
    with watched(browser, called.address) as reader:
        for path in called.pages:
            if path in FIXED or (path.startswith("protocols/") and path.split("/")[1] not in NAMES):
                reader.open(path, 360)
                misplaced += [f"{path}: {found}" for found in reader.misplaced()]
        assert reader.caught == []
    assert misplaced == []


def test_the_search_goes_on_whatever_a_drug_is_called(called: Site, browser: Browser):
    queries = ["constructor", "hit()", "protocols constructor", "odd 8", "register-timelines", "toString"]
    with watched(browser, called.address) as reader:
        reader.open("about/lapse/")
        shown = search(reader, queries)
        assert reader.caught == []
    assert [bool(panel["results"]) for panel in shown] == [True, True, True, False, True, False]
    assert "protocols constructor" in shown[0]["text"]


def test_a_record_called_like_the_warning_of_an_old_build_does_not_hide_it(called: Site, browser: Browser):
    with watched(browser, called.address) as reader:
        reader.page.clock.set_fixed_time(noon(LATER))
        reader.open("lights/")
        assert reader.page.locator("p.sc-stale").get_by_text("has not been rebuilt since").is_visible()


def test_a_name_that_no_screen_can_show_is_refused_aloud(tmp_path: Path):
    folder = copied(tmp_path)
    names = ["\x1b[31mred", "a\nb", "a\u202eb", "a\u2028b", "\t=1+1", os.fsdecode(b"\xff")]
    for name in names:
        (folder / "exampleshire" / f"{name}.yml").write_text("id: x\n", encoding="utf-8")
    findings = [finding for finding in load(folder).findings if "nobody can see" in finding.message]
    assert len(findings) == len(names)


def test_an_address_in_capitals_leads_where_it_says(tmp_path: Path):
    url = ("exampleshire/exampleshire-methotrexate.yml", "url: https://example.org/scp", "url: HTTPS://example.org/scp")
    pages = {page.source: page.html for page in render(load(copied(tmp_path, url)), DAY)}
    assert 'href="HTTPS://example.org/scp/methotrexate"' in pages["protocols/exampleshire-methotrexate.md"]


# --- Exports for people and machines


@dataclass(frozen=True)
class Judged:
    """A register with its findings and states."""

    report: Report
    line_of: LineOf
    rows: tuple[Row, ...]


@pytest.fixture(scope="module", params=["attacks", "names"])
def judged(request: pytest.FixtureRequest, registers, named: Path) -> Judged:
    """What the checks say of attacks in texts, and of attacks in the place of everything else."""
    folder = registers["full", False] if request.param == "attacks" else named
    register = load(folder)
    report = Report(check(register, DAY), DAY, len(register.files), "protocols", lambda _: True)
    lines = {file: (folder / file).read_text(encoding="utf-8").split("\n") for file in register.files}
    return Judged(report, lambda file, number: lines[file][number - 1], rows(register, DAY))


def test_there_are_attacks_in_the_findings(judged: Judged):
    said = " ".join(f"{judged.report.path(finding)} {finding.message}" for finding in judged.report.findings)
    assert "hit()" in said and "%0A::error" in said and "{{" in said
    assert len(judged.report.findings) >= 100


def test_a_terminal_is_sent_nothing_but_signs_and_line_ends(judged: Judged):
    for text in (as_text(judged.report, judged.line_of), states_as_text(judged.rows, DAY)):
        assert all(line.isprintable() for line in text.split("\n"))
    shown = as_text(judged.report, judged.line_of)
    assert all(one_line(finding.message) in shown for finding in judged.report.findings)


def test_json_gives_back_what_went_in(judged: Judged):
    found = json.loads(as_json(judged.report, judged.line_of))["findings"]
    assert [(row["message"], row["help"]) for row in found] == [
        (finding.message, list(finding.help)) for finding in judged.report.findings
    ]
    assert json.loads(states_as_json(judged.rows, DAY))["status"] == [asdict(row) for row in judged.rows]


COMMAND = re.compile(r"::error file=([^:,\r\n]*),line=\d+,col=\d+,title=SC\d{3}::([^\r\n]*)")
CODES = {"%3A": ":", "%2C": ",", "%0D": "\r", "%0A": "\n", "%25": "%"}


def test_github_is_given_our_commands_alone_and_reads_what_went_in(judged: Judged):
    *commands, summary, end = as_github(judged.report, judged.line_of).split("\n")
    assert (summary, end) == (judged.report.summary(), "")
    read = [COMMAND.fullmatch(line) for line in commands]
    assert len(read) == len(judged.report.findings)
    for found, finding in zip(read, judged.report.findings, strict=True):
        assert found is not None
        path, text = (re.sub("|".join(CODES), lambda code: CODES[code[0]], part) for part in found.groups())
        assert path == judged.report.path(finding)
        lines = [finding.message, *(f"help: {line}" for line in finding.help)]
        assert text == "\n".join(map(one_line, lines))
    assert all(line.isprintable() for line in commands)


ACTIVE = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]()#+!|<>~]")
CELL = re.compile(r"(?:[^|\\]|\\.)*")


def test_markdown_reads_what_went_in_and_nothing_in_a_cell_is_active(judged: Judged):
    lines = as_markdown(judged.report, judged.line_of).rstrip("\n").split("\n")[6:]
    assert len(lines) == len(judged.report.findings)
    for line, finding in zip(lines, judged.report.failing_first, strict=True):
        assert re.fullmatch(rf"\|(?: {CELL.pattern} \|){{5}}", line)
        cells = [found.strip() for found in re.split(r"(?<!\\)\|", line.replace("\\\\", "\0"))[1:-1]]
        assert not any(ACTIVE.search(found) for found in cells)
        said = re.sub(r"\\(.)", r"\1", cells[3]).replace("\0", "\\").replace("@\u2060", "@")
        assert said == one_line(finding.message).strip()


@pytest.mark.parametrize("text", ["&lt;b&gt;", "&#64;everyone"])
def test_markdown_takes_no_entity_for_a_sign(text):
    assert re.search(r"(?<!\\)&", markdown_cell(text)) is None


def test_csv_gives_back_what_went_in_and_begins_no_cell_with_a_formula(judged: Judged):
    head, *read = csv.reader(io.StringIO(as_csv(judged.rows, DAY)), strict=True)
    wanted = [[DAY.isoformat(), *map(str, asdict(row).values())] for row in judged.rows]
    assert head == ["on", *asdict(judged.rows[0])]
    assert [[cell.removeprefix("'") if cell[1:2] in FORMULA else cell for cell in row] for row in read] == [
        [cell.removeprefix("'") if cell[1:2] in FORMULA else cell for cell in row] for row in wanted
    ]
    assert [cell for row in read for cell in row if cell.startswith(tuple(FORMULA))] == []


FORMULA = ("=", "+", "-", "@")


@pytest.mark.parametrize("text", ["\t=1+1", "\n=1+1", " =1+1", "\uff1d1+1", "\uff20SUM(1)"])
def test_csv_begins_no_cell_with_a_hidden_formula(text):
    assert csv_cell(text).startswith("'")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_a_code_that_is_none_is_said_back_harmlessly(attack):
    result = CliRunner().invoke(main, ["explain", "--", attack.text])
    assert result.exit_code == 2
    assert all(line.isprintable() for line in result.output.split("\n"))


# --- Faults planted, and found


def test_a_planted_field_that_is_not_escaped_is_caught(project: Path, tmp_path: Path, sites, browser: Browser):
    spoilt = tmp_path / "spoilt"
    shutil.copytree(project, spoilt, ignore=shutil.ignore_patterns("site", ".site-builds", "protocols", "tmp"))
    (spoilt / "protocols").mkdir()
    macros = spoilt / "scripts/sharedcare/pages/templates/macros.html"
    text = macros.read_text(encoding="utf-8")
    assert text.count("{{ p.text }}") == 2
    macros.write_text(text.replace("{{ p.text }}", "{{ p.text | safe }}"), encoding="utf-8")
    register = write_register(tmp_path / "protocols", HOSTILE, Mode.FULL, turns=1)
    process = build(register, cwd=spoilt, env={**os.environ, "PYTHONPATH": str(spoilt / "scripts")})
    said, _ = process.communicate()
    assert process.returncode == 0, said
    with opened(browser, tmp_path / "site") as site:
        made = {kind.split()[0] for page in site.pages.values() for kind in page["kinds"]}
        assert made - {kind.split()[0] for kind in harmless_kinds(sites)} >= {"IMG", "IFRAME"}
        assert [wrong for page in site.pages.values() for wrong in page["wrong"] if "has onerror" in wrong]
        assert [number for page in site.pages.values() for number in changed_in(page["texts"])]
        with watched(browser, site.address) as reader:
            reader.page.set_default_timeout(3000)  # it may be taken away, and never arrive
            with suppress(PlaywrightError):
                reader.open("areas/areas-full-0/")
            assert [line for line in reader.caught if "executed" in line]
            assert [line for line in reader.caught if "evil.test" in line]


@pytest.mark.parametrize(
    ("script", "safe", "sink"),
    [
        ("elements.js", "element.append(...inside);", "element.innerHTML = inside.join('');"),
        ("timeline.js", "element.replaceChildren(...unbroken(text));", "element.innerHTML = text;"),
    ],
)
def test_a_planted_sink_in_a_script_is_caught(script, safe, sink, sites, browser: Browser):
    text = (ROOT / "docs/assets/js" / script).read_text(encoding="utf-8")
    assert text.count(safe) == 1
    spoilt = text.replace(safe, sink)
    shown = []
    for site in (sites["full", False], sites["full", True]):
        with watched(browser, site.address) as reader, suppress(PlaywrightError):
            reader.page.route(f"**/{script}", lambda route: route.fulfill(content_type="text/javascript", body=spoilt))
            reader.open("protocols/protocols-full-1/")
            if script == "elements.js":
                search(reader, [f"{MARK}{HOSTILE.numbers['protocols', 'title']:04}"])
            else:
                turn_to(reader, LATER)
            shown.append(reader.kinds())
    assert shown[:1] != shown[1:]


@pytest.mark.parametrize(
    ("style", "wrong"),
    [
        ("article { width: 1500px }", "scrolls to"),
        ("article { position: relative; top: -4rem }", "under the header"),
        (".sc-said { display: inline-block; width: 0; overflow: hidden }", "out of sight"),
        ("body::after { content: ''; inset: 0; position: fixed; z-index: 9999 }", "over the header"),
    ],
)
def test_a_planted_fault_of_the_layout_is_caught(style, wrong, sites, browser: Browser):
    with watched(browser, sites["full", False].address) as reader:
        reader.open("areas/areas-full-0/")
        assert reader.misplaced() == []
        reader.page.add_style_tag(content=style)
        assert any(found.startswith(wrong) for found in reader.misplaced())
