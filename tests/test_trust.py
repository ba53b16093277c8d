"""Files that cannot be trusted, and texts that are not what they look like. Each was met in a trial."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcare.cli import main
from sharedcare.exports.search import search_index
from sharedcare.findings import Finding, Grade, Position, at_most
from sharedcare.pages import Page, render
from sharedcare.register import folder as folder_module
from sharedcare.register import load as load_module
from sharedcare.register.load import load
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.reading import places
from sharedcare.register.reading.positions import parse
from sharedcare.register.shape import read_record, trouble_finding
from sharedcare.register.values.look_alikes import plain, stranger
from sharedcare.register.values.signs import harm_of, is_plain
from sharedcare.reports import states
from sharedcare.rules import check as all_findings
from tests.registers import BASE, DAY

HERE = "exampleshire"
LITHIUM = f"{HERE}/exampleshire-lithium.yml"
METHOTREXATE = f"{HERE}/exampleshire-methotrexate.yml"
PATIENCE = 20
"""Seconds after which a check that found no end is given up."""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    shutil.copytree(BASE, folder)
    return folder


def check(folder: Path, form: str = "text") -> tuple[int, str]:
    """The exit status and the output of the command line, which never ends with a traceback."""
    arguments = ["check", "--register", str(folder), "--on", DAY.isoformat(), "--format", form]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert all(line.isprintable() for line in result.output.split("\n"))
    return result.exit_code, result.output


def built(folder: Path) -> dict[str, Page]:
    """Every page by its address, and all that a build makes beside them; each can be written to a disk."""
    register = load(folder)
    pages = render(register, DAY, all_findings(register, DAY))
    search_index(register, DAY).encode()
    for form in states.FORMATS.values():
        form(states.rows(register, DAY), DAY).encode()
    for page in pages:
        page.title.encode()
        assert re.fullmatch(r"[\w/.-]{1,140}", page.source, re.ASCII)
    assert len({page.source.casefold() for page in pages}) == len(pages)
    return {page.source: page for page in pages}


def found_in(folder: Path) -> list[str]:
    """Each finding in a line: place, code, message, and help; after the check and the build came to their ends."""
    for form in ("github", "json", "markdown"):
        assert check(folder, form)[0] == 1
    built(folder)
    _, output = check(folder)
    blocks = [block.splitlines() for block in output.split("\n\n")[:-1]]
    return [" | ".join(line for line in block if not re.match(r" +\d* \|", line)) for block in blocks]


def edited(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(before) >= 1
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def listed(register: Path, name: str) -> None:
    """Put an id into the list of ids."""
    edited(register / "reference" / "ids.yml", "    published:\n", f"    published:\n      - {name}\n")


def text_of_lithium(name: str) -> str:
    return (BASE / LITHIUM).read_text(encoding="utf-8").replace("id: exampleshire-lithium\n", f"id: {name}\n")


# --- What a file may hold

X = "exampleshire-x"
FILE = f"register/{HERE}/{X}.yml"
SAVE = "help: Save the file again with the encoding UTF-8; in Notepad: Save as, Encoding, UTF-8"
BYTES: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "UTF-16": (
        lambda: text_of_lithium(X).encode("utf-16"),
        [f"{FILE}:1:1 SC001 this text has the encoding UTF-16, not UTF-8 | {SAVE}"],
    ),
    "UTF-16 without a mark": (
        lambda: text_of_lithium(X).encode("utf-16-le"),
        [f"{FILE}:1:1 SC001 this text has the encoding UTF-16, not UTF-8 | {SAVE}"],
    ),
    "UTF-32": (
        lambda: text_of_lithium(X).encode("utf-32"),
        [f"{FILE}:1:1 SC001 this text has the encoding UTF-16, not UTF-8 | {SAVE}"],
    ),
    "Latin-1": (
        lambda: f"id: {X}\ntitle: 3 ×10 per litre\n".encode("latin-1"),
        [
            f"{FILE}:2:10 SC001 this is not UTF-8 text: the byte D7 stands here, which older Windows programs show as "
            f"`×` | {SAVE} | help: Then see that each sign such as × and ≥ is still right"
        ],
    ),
    "a byte order mark": (lambda: b"\xef\xbb\xbf" + text_of_lithium(X).encode(), []),
    "a mark before a fault": (
        lambda: b"\xef\xbb\xbfid: a: b\n",
        [f'{FILE}:1:6 SC002 a colon inside a text makes YAML look for a second value here | help: Write `id: "a: b"`'],
    ),
    "line ends of Windows": (lambda: text_of_lithium(X).replace("\n", "\r\n").encode(), []),
    "line ends of old Macs": (
        f"id: {X}\rtitle: x\r".encode,
        [
            f"{FILE}:1:19 SC002 a line ends here as on old Macs, which other programs show as one line | "
            "help: Save the file with the line ends of Windows or of Unix"
        ],
    ),
    "a NUL": (
        lambda: b"id: exam\0ple\n",
        [
            f"{FILE}:1:9 SC002 the character U+0000, which nobody can see, stands here | "
            "help: Delete it, and type what should stand here"
        ],
    ),
    "an escape character": (
        lambda: b"id: x\x1b[2J\n",
        [
            f"{FILE}:1:6 SC002 the character U+001B, which nobody can see, stands here | "
            "help: Delete it, and type what should stand here"
        ],
    ),
    "an escape character of the upper row": (
        "id: x\x9b2J\n".encode,
        [
            f"{FILE}:1:6 SC002 the character U+009B, which nobody can see, stands here | "
            "help: Delete it, and type what should stand here"
        ],
    ),
    "a character that turns a comment": (
        f"id: {X} # \u202eegnahc\n".encode,
        [
            f"{FILE}:1:22 SC002 the character U+202E RIGHT-TO-LEFT OVERRIDE, which nobody can see, and which turns the "
            f"text around it, stands here | help: Write `id: {X} # egnahc`"
        ],
    ),
    "nothing": (lambda: b"", [f"{FILE}:1:1 SC002 the file is empty | help: Write the record, or delete the file"]),
    "a PDF": (
        lambda: b"%PDF-1.7\n\xe2\xe3",
        [
            f"{FILE}:1:1 SC001 this is a PDF, not text | help: Link to it in `sources`, and write what it says into a "
            "text file whose name ends in `.yml`"
        ],
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name, register, monkeypatch):
    monkeypatch.chdir(register.parent)
    make, expected = BYTES[name]
    (register / HERE / f"{X}.yml").write_bytes(make())
    listed(register, X)
    if expected:
        assert found_in(Path("register")) == expected
    else:
        assert set(re.findall(r" (SC\d{3}) ", check(Path("register"))[1])) == {"SC106"}
        assert f"protocols/{X}.md" in built(register)


def test_of_a_file_of_a_gigabyte_no_more_is_read_than_may_be(register, monkeypatch):
    with (register / HERE / f"{X}.yml").open("wb") as stream:
        stream.truncate(1 << 30)
    asked = []
    monkeypatch.setattr(folder_module.os, "fdopen", spied(os.fdopen, asked))
    monkeypatch.chdir(register.parent)
    assert found_in(Path("register")) == [
        f"{FILE}:1:1 SC001 the file has more than 262,144 bytes | "
        "help: Link to a long document in `sources` instead of copying it"
    ]
    assert max(asked) == 256 * 1024 + 1


def spied(opening, asked):
    """Opens a file that notes how many bytes it is asked for; -1, all of them, is refused."""

    class Spied:
        def __init__(self, *arguments, **options):
            self.stream = opening(*arguments, **options)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.stream.close()

        def read(self, number):
            assert number > 0
            asked.append(number)
            return self.stream.read(number)

    return Spied


# --- What a file system may hold

NOT_READ = "SC105 no file is read here: this is a {}, not a file | help: {}"
LINKED = (
    "SC105 nothing is read here: this is a link to a folder, and is not followed | help: Put the folder itself here, "
    "or remove the link"
)


def bound(path: Path) -> None:
    """Make a socket. Its address has to be short, so it is made from its folder."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


KINDS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a link to a secret": (
        f"{HERE}/{X}.yml",
        lambda path: path.symlink_to(path.parent.parent.parent / "secret.txt"),
        NOT_READ.format("link", "Put the file itself here, not a link to it"),
    ),
    "a link to a protocol": (
        f"{HERE}/{X}.yml",
        lambda path: path.symlink_to("exampleshire-lithium.yml"),
        NOT_READ.format("link", "Put the file itself here, not a link to it"),
    ),
    "a link to itself": (
        f"{HERE}/{X}.yml",
        lambda path: path.symlink_to(path.name),
        NOT_READ.format("link", "Put the file itself here, not a link to it"),
    ),
    "a link to nothing": (
        f"{HERE}/{X}.yml",
        lambda path: path.symlink_to("nothing"),
        NOT_READ.format("link", "Put the file itself here, not a link to it"),
    ),
    "a link to a folder": (f"{HERE}/deeper", lambda path: path.symlink_to(path.parent), LINKED),
    "a linked area": ("elsewhere", lambda path: path.symlink_to(path.parent / HERE), LINKED),
    "a link in a circle": ("elsewhere", lambda path: path.symlink_to("."), LINKED),
    "a pipe": (f"{HERE}/{X}.yml", os.mkfifo, NOT_READ.format("pipe", "Remove it")),
    "a socket": (f"{HERE}/{X}.yml", bound, NOT_READ.format("socket", "Remove it")),
    "a folder named as a file": (
        f"{HERE}/{X}.yml",
        Path.mkdir,
        "SC105 nothing is read here: this is a folder, though its name is that of a file | help: Move or rename it",
    ),
    "a hidden protocol": (
        f"{HERE}/.{X}.yml",
        lambda path: path.write_text("id: x\n", encoding="utf-8"),
        "SC105 nothing is read here: its name begins with a point, so it would be overlooked | help: Move or rename it",
    ),
    "a hidden folder": (
        f".{HERE}",
        Path.mkdir,
        "SC105 nothing is read here: this folder's name begins with a point, so it would be overlooked | "
        "help: Move or rename it",
    ),
    "a folder too deep": (
        f"{HERE}/a/b",
        lambda path: path.mkdir(parents=True),
        "SC105 nothing is read here: no more than 2 folders stand in one another | help: Move or rename it",
    ),
    "another ending": (
        f"{HERE}/{X}.YAML",
        lambda path: path.write_text("id: x\n", encoding="utf-8"),
        f"SC105 no file is read here: its name does not end in `.yml` | help: Rename it to `{X}.yml`",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_no_file_is_refused_aloud(name, register, monkeypatch):
    monkeypatch.chdir(register.parent)
    Path("secret.txt").write_text("pass word of the machine\n", encoding="utf-8")
    path, make, expected = KINDS[name]
    make(register / path)
    assert found_in(Path("register")) == [f"register/{path}:1:1 {expected}"]
    assert "pass word" not in check(Path("register"))[1]


def test_a_device_is_refused_aloud(register, monkeypatch):
    """Only the machine's master can make one, so a file's kind is forged."""
    monkeypatch.chdir(register.parent)
    path = register / HERE / f"{X}.yml"
    path.write_text("id: x\n", encoding="utf-8")
    ask = Path.lstat

    def lstat(asked):
        found = ask(asked)
        forged = (stat.S_IFCHR | 0o600, *found[1:])
        return os.stat_result(forged) if asked.name == path.name else found

    monkeypatch.setattr(Path, "lstat", lstat)
    assert found_in(Path("register"))[0].startswith(f"{FILE}:1:1 {NOT_READ.format('device', 'Remove it')}")


def test_what_becomes_a_pipe_after_it_was_looked_at_is_not_waited_for(register, monkeypatch):
    monkeypatch.chdir(register.parent)
    os.mkfifo(register / HERE / f"{X}.yml")
    monkeypatch.setattr(folder_module, "_kind", lambda path: "folder" if path.is_dir() else "file")
    assert found_in(Path("register")) == [
        f"{FILE}:1:1 SC001 the file cannot be read: this is no ordinary file | help: Look at its permissions"
    ]


def test_what_becomes_a_link_after_it_was_looked_at_is_not_followed(register, monkeypatch):
    monkeypatch.chdir(register.parent)
    Path("secret.txt").write_text("pass word of the machine\n", encoding="utf-8")
    (register / HERE / f"{X}.yml").symlink_to(Path("secret.txt").absolute())
    monkeypatch.setattr(folder_module, "_kind", lambda path: "folder" if path.is_dir() else "file")
    assert found_in(Path("register")) == [
        f"{FILE}:1:1 SC001 the file cannot be read: {os.strerror(errno.ELOOP)} | help: Look at its permissions"
    ]
    assert "pass word" not in check(Path("register"))[1]


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "Permission denied"), OSError(errno.EIO, "broken")])
def test_a_file_that_cannot_be_opened(error, register, monkeypatch):
    """The master may open every file, so the refusal is forged."""
    monkeypatch.chdir(register.parent)
    (register / HERE / f"{X}.yml").write_text("id: x\n", encoding="utf-8")
    opening = os.open

    def refusing(path, *arguments, **options):
        if Path(path).name == f"{X}.yml":
            raise error
        return opening(path, *arguments, **options)

    monkeypatch.setattr(folder_module.os, "open", refusing)
    assert found_in(Path("register")) == [
        f"{FILE}:1:1 SC001 the file cannot be read: {error.strerror} | help: Look at its permissions"
    ]


@pytest.mark.parametrize("name", [HERE, "."])
def test_a_folder_that_cannot_be_listed(name, register, monkeypatch):
    monkeypatch.chdir(register.parent)
    refused, listing = (register / name).resolve(), Path.iterdir

    def refusing(path):
        if path.resolve() == refused:
            raise PermissionError(errno.EACCES, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refusing)
    found = found_in(Path("register"))
    message = "SC105 nothing is read here: this folder cannot be listed: Permission denied"
    assert f"register/{name}:1:1 {message} | help: Look at its permissions" in found


# --- What a name may hold

UNSEEN_NAME = (
    "SC105 nothing is read here: its name holds a character that nobody can see, or is no UTF-8 text | "
    "help: Move or rename it"
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"x\xff\xfe.yml", r"x\xff\xfe.yml"),
        (b"x\n.yml", r"x\n.yml"),
        (b"x\r\n::error::y.yml", r"x\r\n::error::y.yml"),
        (b"x\x1b[2J.yml", r"x\x1b[2J.yml"),
        (b"x\x7f.yml", r"x\x7f.yml"),
        ("x\u202etxt.yml".encode(), r"x\u202etxt.yml"),
        ("x\u200b.yml".encode(), r"x\u200b.yml"),
        ("x\u00a0y.yml".encode(), r"x\xa0y.yml"),
    ],
)
@pytest.mark.parametrize("where", ["file", "folder"])
def test_a_name_that_cannot_be_shown_is_refused_and_shown(name, shown, where, register, monkeypatch):
    monkeypatch.chdir(register.parent)
    if where == "file":
        Path(os.fsdecode(os.fsencode(register / HERE) + b"/" + name)).write_text(f"id: {X}\n", encoding="utf-8")
        expected = f"register/{HERE}/{shown}"
    else:
        folder = Path(os.fsdecode(os.fsencode(register) + b"/" + name))
        folder.mkdir()
        (folder / "x.yml").write_text("[", encoding="utf-8")
        expected = f"register/{shown}"
    assert found_in(Path("register")) == [f"{expected}:1:1 {UNSEEN_NAME}"]


@pytest.mark.parametrize(
    "name",
    [
        "::error file=x::y",
        "%0A::error::",
        'a" onclick=x <b>',
        "-rf",
        "$(id)",
        "`id`",
        "a\\b",
        "x" * 251,
        "ex ample",
        "é",
        "日本",
        " ",
        "con",
        "index",
        "nul.x",
    ],
)
def test_a_name_that_no_id_has_gets_a_finding_and_a_page(name, register, monkeypatch):
    monkeypatch.chdir(register.parent)
    before = built(register)
    (register / HERE / f"{name}.yml").write_text(f"id: {X}\narea: exampleshire\n", encoding="utf-8")
    (found,) = found_in(Path("register"))
    assert ":1:5 SC104 the id is `exampleshire-x`, but the file is called `" in found
    assert found.endswith("| help: Rename the file to `exampleshire-x.yml`")
    (page,) = set(built(register)) - set(before)
    assert page.startswith("protocols/")


def test_names_that_only_some_systems_tell_apart(register, monkeypatch):
    monkeypatch.chdir(register.parent)
    for name in ("Exampleshire-lithium", "EXAMPLESHIRE-LITHIUM", "e\u0301x", "\u00e9x"):
        (register / HERE / f"{name}.yml").write_text(text_of_lithium(name), encoding="utf-8")
    (register / "Exampleshire").mkdir()
    (register / "Exampleshire" / "exampleshire-y.yml").write_text("id: exampleshire-y\n", encoding="utf-8")
    message = "SC105 nothing is read here: Windows and macOS take its name for that of `{}`, which stands beside it"
    clashes = [found.partition(" | ")[0] for found in found_in(Path("register")) if "Windows and macOS" in found]
    composed = message.format("\u00e9x.yml")
    assert clashes == [
        f"register/Exampleshire:1:1 {message.format('exampleshire')}",
        f"register/{HERE}/EXAMPLESHIRE-LITHIUM.yml:1:1 {message.format('exampleshire-lithium.yml')}",
        f"register/{HERE}/Exampleshire-lithium.yml:1:1 {message.format('exampleshire-lithium.yml')}",
        f"register/{HERE}/e\u0301x.yml:1:1 {composed}",
    ]
    assert "exampleshire-lithium" in load(register).protocols


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "index"])
def test_no_id_is_a_name_that_windows_keeps_for_itself(name, register, monkeypatch):
    monkeypatch.chdir(register.parent)
    (register / HERE / f"{name}.yml").write_text(text_of_lithium(name), encoding="utf-8")
    areas = register / "reference" / "areas.yml"
    edited(areas, "areas:\n", f"areas:\n  {name}: {{name: Conshire}}\n")
    drug = (register / "reference" / "drugs" / "methotrexate.yml").read_text(encoding="utf-8")
    (register / "reference" / "drugs" / f"{name}.yml").write_text(
        drug.replace("id: methotrexate\n", f"id: {name}\n"), encoding="utf-8"
    )
    output = check(Path("register"))[1]
    why = f"`{name}` is not an id: it is kept for another use"
    assert f"register/{HERE}/{name}.yml:2:5 SC103 `id`: {why}" in output
    assert re.search(rf"register/reference/areas.yml:\d+:3 SC103 {why}", output)
    assert re.search(rf"register/reference/drugs/{name}.yml:\d+:5 SC103 `id`: {why}", output)
    assert f"protocols/file-{name}.md" in built(register)


@pytest.mark.parametrize("name", ["com", "com10", "lpt", "console", "index-2", "nul-x", "x-con"])
def test_an_id_may_begin_like_one(name, register, monkeypatch):
    monkeypatch.chdir(register.parent)
    (register / HERE / f"{name}.yml").write_text(text_of_lithium(name), encoding="utf-8")
    listed(register, name)
    assert check(Path("register"))[0] == 0


def test_folders_without_end_are_not_entered(register, monkeypatch):
    """A thousand in one another: too many for a search that calls itself, and for a path's length."""
    deep = "d" * 8
    monkeypatch.chdir(register)
    try:
        for _ in range(1000):
            Path(deep).mkdir()
            os.chdir(deep)
        Path("x.yml").write_text("a: 1\n", encoding="utf-8")
        os.chdir(register.parent)
        assert found_in(Path("register")) == [
            f"register/{deep}/{deep}/{deep}:1:1 SC105 nothing is read here: no more than 2 folders stand in one "
            "another | help: Move or rename it"
        ]
    finally:
        os.chdir(register.parent)
        remove_deep(register / deep)


def remove_deep(folder: Path) -> None:
    """Remove folders that are too deep for a function that calls itself, such as pytest's own."""
    for number in count():
        inner = next((path for path in folder.iterdir() if path.is_dir()), None)
        if inner is not None:
            inner = inner.rename(folder.with_name(f"moved-{number}"))
        shutil.rmtree(folder)
        if inner is None:
            return
        folder = inner


def test_files_without_number_are_not_read(register, monkeypatch):
    monkeypatch.chdir(register.parent)
    monkeypatch.setattr(folder_module, "MOST_FILES", 30)
    for number in range(100):
        (register / HERE / f"x-{number:03}.txt").touch()
    found = found_in(Path("register"))
    stop = "SC105 nothing is read here: the register reads at most 30 files, and none from here on"
    assert [line for line in found if "at most" in line] == [
        f"register/{HERE}/x-027.txt:1:1 {stop} | help: Move or rename it"
    ]
    assert not any("x-028" in line for line in found)


# --- Files whose names clash

UNREADABLE = "[\n"


def clashes_in(register: Path) -> list[str]:
    """Each finding on an id that two files have: place, grade, message, and help."""
    found = [finding for finding in load(register).findings if finding.code == "SC104"]
    return [
        f"{finding.file}:{finding.position.line}:{finding.position.column} {finding.grade}: "
        + " | ".join((finding.message, *finding.help))
        for finding in found
    ]


def added(before: Page, after: Page) -> str:
    """What a page says beyond what it said before: all of it in one place, and nothing else has changed."""
    pairs = enumerate(zip(before.html, after.html, strict=False))
    start = next((at for at, (one, other) in pairs if one != other), len(before.html))
    more = len(after.html) - len(before.html)
    assert replace(after, html=after.html[:start] + after.html[start + more :]) == before
    return after.html[start : start + more]


def test_two_unreadable_files_of_one_name_have_a_page_each(register):
    for area in ("aaa", "bbb"):
        (register / area).mkdir()
        (register / area / "dup.yml").write_text(UNREADABLE, encoding="utf-8")
    pages = built(register)
    assert "protocols/aaa/dup.yml" in pages["protocols/dup.md"].html
    assert "protocols/bbb/dup.yml" in pages["protocols/bbb-dup.md"].html
    assert "protocols/bbb/dup.yml" not in pages["protocols/dup.md"].html
    assert "The id `dup` is taken by aaa/dup.yml" in pages["protocols/bbb-dup.md"].html
    assert clashes_in(register) == [
        "aaa/dup.yml:1:1 incomplete: the id `dup` stands in bbb/dup.yml too | This file keeps the id for now, since no "
        "folder begins it: choose which of the two is to keep it: the other needs another id and name",
        "bbb/dup.yml:1:1 unreadable: the id `dup` is taken by aaa/dup.yml | Write `id: bbb-dup`, and rename the file "
        "to `bbb-dup.yml` | That file keeps the id for now, since no folder begins it: choose which of the two is to "
        "keep it",
    ]


@pytest.mark.parametrize("area", ["aaa", "zzz"])
@pytest.mark.parametrize("text", [UNREADABLE, "", "id: exampleshire-lithium\ntitle: Another\nx: y\n"])
def test_an_unreadable_file_never_takes_over_the_page_of_a_readable_one(area, text, register):
    before = built(register)["protocols/exampleshire-lithium.md"]
    (register / area).mkdir()
    (register / area / "exampleshire-lithium.yml").write_text(text, encoding="utf-8")
    pages = built(register)
    words = added(before, pages["protocols/exampleshire-lithium.md"])
    assert words.count("<li>") == 1
    assert f"The id `exampleshire-lithium` stands in {area}/exampleshire-lithium.yml too" in words
    assert f"protocols/{area}/exampleshire-lithium.yml" in pages[f"protocols/{area}-exampleshire-lithium.md"].html
    assert f"the id `exampleshire-lithium` is taken by {LITHIUM}" in {
        finding.message for finding in load(register).findings
    }


@pytest.mark.parametrize("area", ["aaa", "exampleshire-north"])
def test_a_file_that_takes_anothers_id_leaves_the_page_to_the_folder_that_begins_it(area, register):
    """Whichever of the two is read first."""
    before = built(register)["protocols/exampleshire-lithium.md"]
    (register / area).mkdir()
    text = (register / LITHIUM).read_text(encoding="utf-8").replace("area: exampleshire\n", f"area: {area}\n")
    (register / area / "exampleshire-lithium.yml").write_text(text, encoding="utf-8")
    pages = built(register)
    assert "SC104" in added(before, pages["protocols/exampleshire-lithium.md"])
    assert f"protocols/{area}-exampleshire-lithium.md" in pages
    keeps = "keeps the id, since its folder `exampleshire` begins it"
    assert sorted(clashes_in(register)) == sorted(
        [
            f"{LITHIUM}:2:5 incomplete: the id `exampleshire-lithium` stands in {area}/exampleshire-lithium.yml too | "
            f"This file {keeps}: the other needs another id and name",
            f"{area}/exampleshire-lithium.yml:2:5 unreadable: the id `exampleshire-lithium` is taken by {LITHIUM} | "
            f"Write `id: {area}-lithium`, and rename the file to `{area}-lithium.yml` | That file {keeps}",
        ]
    )


def test_a_readable_file_never_takes_over_the_page_of_a_broken_one_whose_folder_begins_the_id(register):
    (register / "aaa").mkdir()
    text = (register / LITHIUM).read_text(encoding="utf-8").replace("area: exampleshire\n", "area: aaa\n")
    (register / "aaa" / "exampleshire-lithium.yml").write_text(text, encoding="utf-8")
    (register / LITHIUM).write_text(UNREADABLE, encoding="utf-8")
    page = built(register)["protocols/exampleshire-lithium.md"].html
    assert f"protocols/{LITHIUM}" in page
    assert "The bracket `[` that opens here is never closed" in page
    assert "exampleshire-lithium" not in load(register).protocols


@pytest.mark.parametrize("title", ['"Lithium \\u202e21 weeks"', '"a\\nb"', '"\\e[2J"', "x" * 5000, '" "'])
def test_the_title_of_an_unreadable_file_shows_nothing_that_a_title_may_not(title, register):
    (register / HERE / f"{X}.yml").write_text(f"id: {X}\ntitle: {title}\nx: y\n", encoding="utf-8")
    page = built(register)[f"protocols/{X}.md"]
    assert page.title.isprintable()
    assert len(page.title) < 300


# --- Files of another kind, and findings without number


@pytest.mark.parametrize("file", ["reference/drugs/exampleshire-lithium.yml", "reference/guidance.yml"])
def test_a_protocol_among_the_shared_records_is_one_finding(file, register):
    (register / file).write_text((register / LITHIUM).read_text(encoding="utf-8"), encoding="utf-8")
    (found,) = [finding for finding in load(register).findings if finding.file == file]
    assert (found.code, found.message) == ("SC105", "this is a protocol: it belongs in the folder of its area")
    assert found.help == ("Move the file to `exampleshire/exampleshire-lithium.yml`",)


def test_a_drug_among_the_protocols_is_one_finding(register):
    drug = (register / "reference" / "drugs" / "methotrexate.yml").read_text(encoding="utf-8")
    (register / HERE / "methotrexate.yml").write_text(drug, encoding="utf-8")
    (found,) = load(register).findings
    assert (found.code, found.message) == ("SC105", "this is the record of a drug: it belongs in `reference/drugs`")
    assert found.help == ("Move the file to `reference/drugs/methotrexate.yml`",)


def test_a_protocol_with_faults_stays_a_protocol(register):
    (register / HERE / f"{X}.yml").write_text(f"id: {X}\nnames: 1\nmonitoring: 2\n", encoding="utf-8")
    assert {finding.code for finding in load(register).findings} == {"SC101", "SC103"}


def faults(file: str, number: int, grade: Grade = Grade.NOTABLE) -> list[Finding]:
    return [Finding(file, Position(line), "SC503", grade, "x") for line in range(1, number + 1)]


@pytest.mark.parametrize(("files", "most"), [(10, 10 * 100), (600, 2_000), (5_000, 10_000)])
def test_the_findings_of_all_files_are_bounded_and_each_file_keeps_its_worst(files, most):
    found = [fault for number in range(files) for fault in faults(f"a/{number}.yml", 90)]
    found += faults("a/0.yml", 1, Grade.INCOMPLETE)
    kept = list(at_most(found))
    assert len(kept) <= most
    assert {finding.file for finding in kept} == {finding.file for finding in found}
    assert any(finding.grade is Grade.INCOMPLETE and not finding.more for finding in kept)
    assert sum(1 + finding.more for finding in kept) == len(found)
    assert list(at_most(kept)) == kept


def test_a_file_with_few_findings_shows_them_all_beside_files_with_many():
    few = faults("a/few.yml", 3)
    found = [fault for number in range(100) for fault in faults(f"a/{number}.yml", 90)]
    assert set(few) <= set(at_most([*found, *few]))


def test_findings_without_number_are_not_all_kept_until_every_file_is_read(register, monkeypatch):
    monkeypatch.setattr(load_module, "_MOST_SAID", 150)
    kept: list[int] = []
    settling = load_module.settled

    def watched(claims):
        kept.extend(len(claim.findings) for claim in claims if claim.findings)
        return settling(claims)

    monkeypatch.setattr(load_module, "settled", watched)
    for number in range(5):
        (register / HERE / f"x-{number}.yml").write_text("a: 1\n" * 101, encoding="utf-8")
    findings = load(register).findings
    assert kept == [100, 2, 2, 2, 2]
    assert sum(1 + finding.more for finding in findings) == 500


# --- Characters that look like others


@pytest.mark.parametrize(
    ("good", "bad", "finding"),
    [
        (
            "area: exampleshire\n",
            "area: ex\u0430mpleshire\n",
            "`area`: `ex\u0430mpleshire` is not an id: its third letter is U+0430 CYRILLIC SMALL LETTER A, which only "
            "looks like `a` | help: Write `area: exampleshire`",
        ),
        (
            "drugs: [lithium]\n",
            "drugs: [lithi\u03c5m]\n",
            "`drugs`: `lithi\u03c5m` is not an id: its sixth letter is U+03C5 GREEK SMALL LETTER UPSILON, which only "
            "looks like `u` | help: Write `lithium`",
        ),
        (
            "title: Lithium",
            "titl\u0435: Lithium",
            "no field is called `titl\u0435` here: its fifth letter is U+0435 CYRILLIC SMALL LETTER IE, which only "
            "looks like `e` | help: Write `title`, typed on a keyboard",
        ),
        (
            "evidence: listing\n",
            "evidence: l\u0456sting\n",
            "`evidence`: `l\u0456sting` is none of its words: its second letter is U+0456 CYRILLIC SMALL LETTER "
            "BYELORUSSIAN-UKRAINIAN I, which only looks like `i` | help: Write `evidence: listing`",
        ),
        (
            "listing_seen_on: 2026-09-14\n",
            "listing_seen_on: 2026\u201309\u201314\n",
            "`listing_seen_on`: `2026\u201309\u201314` is not a date: its fifth character is U+2013 EN DASH, which "
            "only looks like `-`; 1 more is foreign too | help: Write `listing_seen_on: 2026-09-14`",
        ),
        (
            "listing_seen_on: 2026-09-14\n",
            "listing_seen_on: \uff12\uff10\uff12\uff16-09\n",
            "`listing_seen_on`: `\uff12\uff10\uff12\uff16-09` is not a date: its first character is U+FF12 FULLWIDTH "
            "DIGIT TWO, which only looks like `2`; 3 more are foreign too | help: Write `listing_seen_on: 2026-09`",
        ),
        (
            "  committee: exampleshire-apc\n  approved_on: 2025\n",
            "  committee: exampleshire\u2011apc\n  approved_on: 2025\n",
            "`committee`: `exampleshire\u2011apc` is not an id: character 13 of it is U+2011 NON-BREAKING HYPHEN, "
            "which only looks like `-` | help: Write `committee: exampleshire-apc`",
        ),
    ],
)
def test_what_only_looks_right_is_named(good, bad, finding, register, monkeypatch):
    monkeypatch.chdir(register.parent)
    edited(register / LITHIUM, good, bad)
    assert [line.partition(" ")[2].partition(" ")[2] for line in found_in(Path("register"))] == [finding]


def test_a_file_named_in_letters_of_another_script_is_told_apart(register, monkeypatch):
    monkeypatch.chdir(register.parent)
    (register / LITHIUM).rename(register / HERE / "ex\u0430mpleshire-lithium.yml")
    (said,) = (line for line in found_in(Path("register")) if " SC104 " in line)
    assert said.partition(" SC")[2] == (
        "104 the id is `exampleshire-lithium`, but the file is called `ex\u0430mpleshire-lithium.yml`; its third "
        "letter is U+0430 CYRILLIC SMALL LETTER A, which only looks like `a` | help: Rename the file to "
        "`exampleshire-lithium.yml`"
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("abc", "abc"),
        ("\u0430\u0435\u043e", "aeo"),
        ("\uff41\uff11", "a1"),
        ("\U0001d41a", "a"),
        ("\u65e5", None),
        ("", ""),
    ],
)
def test_what_a_text_looks_like(text, meant):
    assert plain(text) == meant
    assert (stranger(text) is None) is text.isascii()


def test_a_plain_text_is_its_own_look_alike():
    printed = "".join(chr(number) for number in range(32, 127))
    assert plain(printed) == printed


def test_every_character_that_does_harm_is_looked_for():
    """Of the planes that hold letters; a line without such a character is not looked at sign by sign."""
    harmful = [chr(number) for number in (*range(0x20000), *range(0xE0000, 0xE1000)) if harm_of(chr(number))]
    assert len(harmful) > 10_000
    assert [sign for sign in harmful if is_plain(f"a{sign}b")] == []


def test_what_a_protocol_may_well_print_is_plain():
    signs = "×10⁹/L ≥ ≤ ± ½ ¼ é ŵ £ ° ² ₂ µg μg α1 β2-agonist 5α Ω – — ’ “ ” … • ™ ® → 3.5 😀"  # noqa: RUF001
    assert is_plain(signs)
    assert parse(f'a: "{signs}"\n'.encode())[1] == ()


@pytest.mark.parametrize("text", ["О5", "5о", "1.З", "2,б", "З.5", "0ı"])  # noqa: RUF001
def test_a_letter_of_another_alphabet_that_touches_a_number_is_refused(text):
    assert parse(f'a: "{text} mg"\n'.encode())[0] is None


# --- Whatever a protocol is changed to

GOOD = (BASE / METHOTREXATE).read_text(encoding="utf-8")
ANY_SIGNS = st.text(st.characters(codec="utf-8") | st.sampled_from("\n :-[]{},'\"#&*!|>%@`?"), max_size=20)


@settings(max_examples=150)
@given(st.integers(0, len(GOOD)), st.integers(0, 40), ANY_SIGNS)
def test_whatever_a_protocol_is_changed_to_each_finding_has_a_place_in_it(start, length, signs):
    text = f"{GOOD[:start]}{signs}{GOOD[start + length :]}"
    positioned, troubles = parse(text.encode())
    found = [trouble_finding("x", trouble) for trouble in troubles]
    if positioned is not None and not found:
        found = list(read_record(Protocol, positioned, "x")[1])
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    for finding in found:
        assert 1 <= finding.position.line <= len(lines)
        assert 1 <= finding.position.column <= len(lines[finding.position.line - 1]) + 1
        assert finding.message and len(finding.message) <= 500
        assert finding.help and all(len(line) <= 500 for line in finding.help)


# --- Files that would take for ever


@pytest.mark.parametrize(
    "text",
    [
        f"{GOOD}{''.join(f'review_duf{number}: 1{chr(10)}' for number in range(3000))}",
        "contacts:\n" + "- {phase: stable, a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1}\n" * 480,
    ],
    ids=["keys", "rows"],
)
def test_thousands_of_faults_are_not_each_looked_up_from_the_head_of_the_file(text, monkeypatch):
    positioned, _ = parse(text.encode())
    walks: list[object] = []
    number = places._number
    monkeypatch.setattr(places, "_number", lambda *arguments: walks.append(1) or number(*arguments))
    assert positioned is not None
    found = read_record(Protocol, positioned, "x")[1]
    assert len(found) == 101
    assert found[-1].message.endswith("more findings of this file are not shown; the first of them stands here")
    assert [finding.position for finding in found] == sorted(finding.position for finding in found)
    assert len(walks) < 200


def test_a_place_at_hand_is_the_place_that_is_looked_up():
    positioned, _ = parse(GOOD.encode())
    assert positioned is not None
    assert positioned.at_hand().values == dict(positioned.values)
    assert positioned.at_hand().keys == dict(positioned.keys)


ID = f"id: {X}\narea: exampleshire\n"
HOSTILE = {
    "brackets": "[" * 262_000,
    "braces": "{" * 262_000,
    "brackets, closed": "[]," * 87_000,
    "hyphens": "- " * 131_000,
    "question marks": "? " * 131_000,
    "keys in a line": "a: " * 87_000,
    "keys": "".join(f"k{number}: 1\n" for number in range(26_000)),
    "one key": "a: 1\n" * 52_000,
    "unknown keys": "".join(f"unknown_{number}: 1\n" for number in range(9_900)),
    "keys that look like others": "".join(f"responsibilitie{number:05}: 1\n" for number in range(9_900)),
    "notes": "".join(f"title{number}_note: 1\n" for number in range(9_900)),
    "words that look like others": f"{ID}classification:\n" + "- {meaning: shared-cre}\n" * 499,
    "rows": f"{ID}contacts:\n" + "- {}\n" * 52_000,
    "as many rows as may be": f"{ID}contacts:\n" + "- {}\n" * 499,
    "an id": f"id: {'x-' * 125_000}\n",
    "a word": f"evidence: {'docum' * 50_000}\n",
    "a date": f"{ID}document: {{review_due: {'3/4/' * 60_000}}}\n",
    "a date of many words": f"{ID}document: {{review_due: {'early ' * 40_000}}}\n",
    "a length": f"{ID}transfer: {{stable_for: {'1 to ' * 50_000}}}\n",
    "a key of 250 kB": f"{'a' * 250_000}: 1\n",
    "a quoted key of 250 kB": f'"{"a" * 250_000}": 1\n',
    "a text": f"title: {'x' * 250_000}\n",
    "a text of foreign letters": f"id: {chr(0x430) * 120_000}\n",
    "a text of hidden letters": f'title: "{chr(92)}u202e{"x" * 200_000}"\n',
    "an open quote": 'title: "' + "a\n" * 120_000,
    "quotes": '"' * 260_000,
    "hashes": f"title: {'a #b ' * 50_000}\n",
    "spaces before a hash": f"title: x{' ' * 200_000}#y\n",
    "spaces behind a colon": f"title: a: b{' ' * 200_000}c\n",
    "anchors": "[" + "&a x," * 43_000 + "]",
    "aliases": "x: [" + "*a," * 80_000 + "]",
    "orders to YAML": "".join(f"%TAG !a{number}! b\n" for number in range(16_000)) + "a: b\n",
    "documents": "---\n" * 65_000,
    "comments": "#\n" * 130_000,
    "blank lines": "a:" + "\n" * 260_000 + "b",
    "unsettled merges": "a: 1\n" + "<<<<<<< a\n" * 25_000,
    "bullets": "a:\n" + "• x\n" * 40_000,
    "no spaces": "a:1\n" * 60_000,
    "tabs": "a:\n" + "\tb\n" * 80_000,
    "hidden characters": f"a: {chr(0x202E) * 80_000}\n",
    "odd spaces": f"a:\n{chr(0xA0)}b\n" * 40_000,
    "exclamation marks": "!" * 260_000,
    "percent signs": "%" * 260_000,
}
BOUNDED = f"""
import contextlib, io, json, resource, signal, sys
from pathlib import Path
from sharedcare.cli import main

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for number in range(int(sys.argv[1])):
    output = io.StringIO()
    signal.alarm({PATIENCE})
    with contextlib.redirect_stdout(output):
        code = main(["check", "--register", str(number), "--on", "2026-11-21"], standalone_mode=False)
    signal.alarm(0)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    said = output.getvalue()
    print(json.dumps([code, len(said), max(map(len, said.splitlines())), grown]), flush=True)
"""
"""Checks each register; tells its exit status, the length of what it says and of the longest line, and MB taken so far.
"""


@pytest.fixture(scope="module")
def ends(tmp_path_factory) -> dict[str, list[int]]:
    """How the check of each hostile text ended. A process of its own: what hangs in C can only be killed."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, text in enumerate(HOSTILE.values()):
        (folder / str(number) / HERE).mkdir(parents=True)
        (folder / str(number) / HERE / f"{X}.yml").write_bytes(text.encode()[: 256 * 1024])
    command = [sys.executable, "-c", BOUNDED, str(len(HOSTILE))]
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in finished.stdout.splitlines()]
    assert finished.stderr == ""
    return dict(zip(HOSTILE, lines, strict=False))


@pytest.mark.xdist_group("hostile")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_comes_to_an_end_within_bounds(name, ends):
    assert name in ends, "its check was killed, or that of a text before it"
    code, length, longest, megabytes = ends[name]
    assert code == 1
    assert 100 < length < 80_000
    assert longest < 600
    assert megabytes < 200


# --- Texts that are not what they look like, and pages that say so


@pytest.mark.parametrize("code_point", ["202e", "2066", "200d", "00ad"])
def test_a_character_that_turns_or_hides_text_is_refused(code_point, register):
    edited(register / LITHIUM, "title: Lithium for adults", f'title: "Lithium \\u{code_point}21 weeks"')
    code, output = check(register)
    assert code == 1
    assert f"SC103 `title`: it holds a character that nobody can see (U+{code_point.upper()})" in output


def test_a_practice_is_never_taken_for_the_patient(register):
    edited(register / METHOTREXATE, "taken_by: primary-care", "taken_by: practice")
    _, output = check(register)
    assert "help: Did you mean `primary-care`?" in output
    assert "Did you mean `patient`?" not in output


def test_without_the_areas_no_page_takes_an_invented_place_for_a_real_one(register):
    (register / "reference" / "areas.yml").write_text("[", encoding="utf-8")
    pages = built(register)
    page = pages["protocols/exampleshire-lithium.md"]
    assert "Place not identified: it may be invented" in page.html
    assert "place not identified" in page.title
    assert 'data-value="in-place"' not in "".join(page.html for page in pages.values())


def test_a_drugs_page_says_that_a_broken_file_may_be_missing(register):
    before = built(register)["drugs/methotrexate.md"].html
    (register / LITHIUM).write_text("[", encoding="utf-8")
    after = built(register)["drugs/methotrexate.md"].html
    words = "A protocol may be missing here: the register cannot read every file of Exampleshire"
    assert words in after
    assert words not in before
