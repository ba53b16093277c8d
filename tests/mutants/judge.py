"""What a check and a build do with a mutant."""

from __future__ import annotations

import contextlib
import dataclasses
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from sharedcare import rules
from sharedcare.commands.lines import line_reader
from sharedcare.exports.search import search_index
from sharedcare.findings import Finding, Grade
from sharedcare.pages import Page, render_book
from sharedcare.pages.book import Book
from sharedcare.pages.broken import broken_page
from sharedcare.pages.drug import drug_page
from sharedcare.pages.protocol import protocol_page
from sharedcare.register.kinds import SETTINGS_FILE
from sharedcare.register.load import Register, load
from sharedcare.reports import findings as finding_reports
from sharedcare.reports import states as state_reports
from tests.mutants.corpus import Corpus
from tests.mutants.make import Mutant
from tests.mutants.world import neighbours
from tests.registers import DAY, check

WHOLE = 4
"""Of how many mutants all pages are made, those of other files as well; of the others only their own."""
FOLDER = "register"
"""What reports call the folder."""


@dataclass(frozen=True)
class Judged:
    """What became of a mutant."""

    parsed: bool
    """Whether it is one YAML document with nothing refused in it, in a place where the register reads it."""
    reached: bool
    """Whether it became a record, so that every rule saw it."""
    codes: frozenset[str]
    """The codes of what is found now and was not found before."""
    printed: str
    """What `sharedcare check` prints, and its exit status as the last line."""


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder."""
    for name, raw in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def around(corpus: Corpus, mutant: Mutant) -> Mapping[str, bytes]:
    """The files that stand around a mutant."""
    return {name: raw for name, raw in neighbours(corpus, mutant.file).items() if name not in mutant.files}


def made_ready(corpus: Corpus, mutant: Mutant) -> None:
    """Read what stands around a mutant, so that judging it takes no longer the first time."""
    _apart(corpus, mutant.file, frozenset(map(_stem, mutant.files)))
    _before(corpus, mutant.file)


def _read(corpus: Corpus, mutant: Mutant) -> Register:
    """The register of a mutant and its neighbours, of which only those are read anew whose id it may have taken."""
    stems = frozenset(map(_stem, mutant.files))
    together = {name: raw for name, raw in around(corpus, mutant).items() if _stem(name) in stems}
    return _merged(_apart(corpus, mutant.file, stems), _loaded({**together, **mutant.files}))


@lru_cache(maxsize=512)
def _apart(corpus: Corpus, file: str, stems: frozenset[str]) -> Register:
    return _loaded({name: raw for name, raw in neighbours(corpus, file).items() if _stem(name) not in stems})


def _stem(file: str) -> str:
    return PurePosixPath(file).stem


def judge(corpus: Corpus, mutant: Mutant) -> Judged:
    """Read a mutant in its place, ask every rule, and make every report and every page of it."""
    register = _read(corpus, mutant)
    found = rules.check(register, DAY)
    report = finding_reports.Report(found, DAY, len(register.files), FOLDER, _fails)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), {**around(corpus, mutant), **mutant.files})
        lines = line_reader(Path(folder))
        texts = {name: form(report, lines) for name, form in finding_reports.FORMATS.items()}
    publish(register, found, mutant.files, is_whole=mutant.number % WHOLE == 0)
    refused = {finding.code for finding in register.findings if finding.file in mutant.files}
    before = _before(corpus, mutant.file)
    return Judged(
        parsed=not any(code.startswith("SC0") or code == "SC105" for code in refused),
        reached=not refused,
        codes=frozenset(finding.code for finding in found if _words(finding) not in before),
        printed=f"{texts['text']}exit status: {1 if report.failing else 0}\n",
    )


def as_commanded(corpus: Corpus, mutant: Mutant) -> str:
    """What `sharedcare check` itself prints of a mutant among its neighbours, in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        write(Path(FOLDER), {**around(corpus, mutant), **mutant.files})
        return check(Path(FOLDER))


def publish(register: Register, found: Iterable[Finding], files: Collection[str], *, is_whole: bool) -> None:
    """Make what a build makes of a register, as far as MkDocs is not needed: all of it, or the pages of some files."""
    for form in state_reports.FORMATS.values():
        form(state_reports.rows(register, DAY), DAY).encode("utf-8")
    book = Book.of(register, DAY, found)
    for page in render_book(book) if is_whole else _own_pages(book, files):
        page.source.encode("utf-8")
        f"{page.title}\n{page.html}".encode("utf-8", "xmlcharrefreplace")  # as MkDocs writes pages
    search_index(register, DAY, book.timelines).encode("utf-8")


def _own_pages(book: Book, files: Collection[str]) -> Iterator[Page]:
    """The pages of protocols and drugs whose files these are."""
    register = book.register
    for name, protocol in register.protocols.items():
        if protocol.file in files:
            yield protocol_page(book, name, protocol)
    yield from (broken_page(book, broken) for broken in register.unreadable if broken.file in files)
    yield from (drug_page(book, name, drug) for name, drug in register.drugs.items() if drug.file in files)


def _fails(finding: Finding) -> bool:
    return finding.grade in (Grade.UNREADABLE, Grade.INCOMPLETE)


def _words(finding: Finding) -> tuple[str, str, str]:
    return finding.file, finding.code, finding.message


@cache
def _before(corpus: Corpus, file: str) -> frozenset[tuple[str, str, str]]:
    """What is found of the file and its neighbours as they are shipped."""
    register = _loaded({**neighbours(corpus, file), file: corpus.files[file]})
    return frozenset(_words(finding) for finding in rules.check(register, DAY))


def _loaded(files: Mapping[str, bytes]) -> Register:
    """The register in a folder that holds these files."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), files)
        return load(Path(folder))


def _merged(first: Register, second: Register) -> Register:
    """Two registers as one, in the order in which their files would have been read together."""
    merged: dict[str, Any] = {}
    for field in dataclasses.fields(Register):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if field.name in ("astray", "remarks"):
            merged[field.name] = dict(sorted({**one, **other}.items(), key=lambda pair: _order(pair[0])))
        elif isinstance(one, Mapping):
            merged[field.name] = dict(sorted({**one, **other}.items(), key=lambda pair: _order(pair[1].file)))
        elif field.name in ("settings", "own"):
            merged[field.name] = other if SETTINGS_FILE in second.files else one
        elif field.name == "ledgers":
            merged[field.name] = (*one, *other)
        elif field.name == "findings":
            merged[field.name] = tuple(sorted((*one, *other), key=Finding.sort_key))
        else:
            files = {item: item if isinstance(item, str) else item.file for item in (*one, *other)}
            merged[field.name] = tuple(sorted(files, key=lambda item: _order(files[item])))
    return Register(**merged)


def _order(file: str) -> tuple[tuple[int, str], ...]:
    """A folder's files come before the folders in it."""
    path = PurePosixPath(file)
    return (*((1, folder) for folder in path.parent.parts), (0, path.name))
