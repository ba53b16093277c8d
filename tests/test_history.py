"""`sharedcare history`: the ledger of what changed, from throw-away repositories; and the pages that it feeds."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from sharedcare.cli import main
from sharedcare.findings import Grade
from sharedcare.pages.book import Book
from sharedcare.pages.ledger import MOST_ROWS, changes_page
from sharedcare.pages.protocol import protocol_page
from sharedcare.register.load import load
from tests.diff_cases import L, M
from tests.registers import DAY, copied
from tests.repositories import commit, git, repository

NAME, LITHIUM = Path(M).stem, Path(L).stem
NOVEMBER, DECEMBER = "reference/history/2026-11.yml", "reference/history/2026-12.yml"
HEAD = "# Written by `sharedcare history` from git's history. Nobody edits it by hand.\nchanges:\n"


@pytest.fixture
def clone(tmp_path, monkeypatch) -> Path:
    """A repository with the register in its folder `register`, worked in; no commit yet."""
    made = repository(tmp_path / "clone")
    copied(made)
    monkeypatch.chdir(made)
    return made


def history() -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["history", "--register", "register"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def rows(file: str = NOVEMBER) -> list[str]:
    """The lines of a file of the ledger, each without its commit."""
    text = Path("register", file).read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    return [re.sub(r", commit: [0-9a-f]{40},", ",", line[4:]) for line in text.removeprefix(HEAD).splitlines()]


def edit(good: str, bad: str, file: str = M) -> None:
    path = Path("register", file)
    text = path.read_text(encoding="utf-8")
    assert text.count(good) == 1
    path.write_text(text.replace(good, bad), encoding="utf-8")


def came(name: str, day: str = "2026-11-01") -> str:
    return f'{{on: {day}, protocol: {name}, says: ["The file came into the register."]}}'


ALL_CAME = [came(f"exampleshire-{name}") for name in ("leflunomide-and-sulfasalazine", "lithium", "methotrexate")]


def test_the_ledger_grows_by_days_and_a_second_run_changes_nothing(clone):
    first = commit(clone, "2026-11-01T12:00:00+00:00")
    wrote = f"Wrote register/{NOVEMBER}\n"
    assert history() == (0, f"{wrote}The ledger holds 3 rows: one for each protocol and day.\n", "")
    assert rows() == ALL_CAME
    assert first in Path("register", NOVEMBER).read_text(encoding="utf-8")
    assert history() == (0, "The ledger holds 3 rows: one for each protocol and day.\n", "")

    edit("every: 12 weeks", "every: 8 weeks")
    commit(clone, "2026-11-03T09:00:00+00:00")
    edit("every: 8 weeks", "every: 4 weeks")
    second = commit(clone, "2026-11-03T15:00:00+00:00")
    edit("Lithium for adults", "Lithium for all adults", L)
    commit(clone, "2026-12-01T09:00:00+00:00")
    assert history()[1].startswith(f"{wrote}Wrote register/{DECEMBER}\nThe ledger holds 5 rows")
    stable = "Once stable: Full blood count, Liver function tests, Urea and electrolytes, for methotrexate"
    says = f'{{on: 2026-11-03, protocol: {NAME}, says: ["{stable}: every 12 weeks → every 4 weeks"]}}'
    assert rows() == [*ALL_CAME, says]
    assert second in Path("register", NOVEMBER).read_text(encoding="utf-8")
    title = "What the page is called: Lithium for adults → Lithium for all adults"
    assert rows(DECEMBER) == [f'{{on: 2026-12-01, protocol: {LITHIUM}, says: ["{title}"]}}']

    commit(clone, "2026-12-01T10:00:00+00:00")
    assert history() == (0, "The ledger holds 5 rows: one for each protocol and day.\n", "")


def test_a_day_that_goes_on_is_told_anew_and_no_older_one(clone):
    commit(clone, "2026-11-01T12:00:00+00:00")
    edit("every: 12 weeks", "every: 8 weeks")
    commit(clone, "2026-11-02T12:00:00+00:00")
    history()
    path = Path("register", NOVEMBER)
    old = path.read_text(encoding="utf-8").replace("The file came into the register.", "As an older program said it.")
    path.write_text(old, encoding="utf-8")
    edit("every: 8 weeks", "every: 4 weeks")
    commit(clone, "2026-11-02T18:00:00+00:00")
    history()
    assert sum("As an older program said it." in row for row in rows()) == 3
    assert [row for row in rows() if "12 weeks → every 4 weeks" in row] == rows()[3:]


FATES = {
    "removed": (LITHIUM, "The file was taken out of the register."),
    "broken": (LITHIUM, "The file could no longer be read."),
    "renamed": ("exampleshire-li", f"Renamed: it was called {LITHIUM}."),
}


@pytest.mark.parametrize("fate", FATES)
def test_what_becomes_of_a_file_is_told(fate, clone):
    commit(clone, "2026-11-01T12:00:00+00:00")
    file = Path("register", L)
    if fate == "broken":
        edit("drugs: [lithium]", "drugs: [lithium", L)
    else:
        text = file.read_text(encoding="utf-8")
        file.unlink()
        if fate == "renamed":
            file.with_name("exampleshire-li.yml").write_text(text.replace(f"id: {LITHIUM}", "id: exampleshire-li"))
    commit(clone, "2026-11-02T12:00:00+00:00")
    history()
    name, words = FATES[fate]
    told = next(row for row in rows() if words in row)
    assert told.startswith(f"{{on: 2026-11-02, protocol: {name}, says: [")
    if fate == "broken":
        file.write_text(git(clone, "show", f"HEAD~1:register/{L}"), encoding="utf-8")
        commit(clone, "2026-11-03T12:00:00+00:00")
        history()
        assert rows()[-1] == f'{{on: 2026-11-03, protocol: {LITHIUM}, says: ["The file could be read again."]}}'


def test_many_changes_are_counted_and_long_ones_cut(clone):
    commit(clone, "2026-11-01T12:00:00+00:00")
    lines = "".join(f"  - {{text: {'Long ' * 100}{number}, source: protocol}}\n" for number in range(12))
    edit("contraindications:\n", f"contraindications:\n{lines}")
    commit(clone, "2026-11-02T12:00:00+00:00")
    history()
    says = re.findall(r'"(.*?)"', rows()[-1])
    assert len(says) == 9
    assert says[-1] == "And 4 more changes."
    assert all(len(line) <= 300 and line.endswith("…") for line in says[:-1])


def test_comments_and_shared_files_make_no_row(clone):
    commit(clone, "2026-11-01T12:00:00+00:00")
    edit("id: exampleshire-methotrexate\n", "id: exampleshire-methotrexate  # a remark\n")
    edit("name: Exampleshire Hospitals", "name: Exampleshire Hospital", "reference/organisations.yml")
    commit(clone, "2026-11-02T12:00:00+00:00")
    history()
    assert rows() == ALL_CAME


def test_a_wrong_clock_moves_no_change_before_an_earlier_one(clone):
    commit(clone, "2026-11-05T12:00:00+00:00")
    edit("every: 12 weeks", "every: 8 weeks")
    commit(clone, "2026-11-02T12:00:00+00:00")
    history()
    assert rows() == [row.replace("11-01", "11-05") for row in ALL_CAME]


def test_what_it_refuses(clone, tmp_path):
    code, said, errors = history()
    assert (code, said) == (1, "")
    assert "no commit yet" in errors
    commit(clone, "2026-11-01T12:00:00+00:00")
    history()
    commit(clone, "2026-11-02T12:00:00+00:00")
    edit("protocol: exampleshire-lithium,", "protokol: exampleshire-lithium,", NOVEMBER)
    assert history()[2] == (
        f"{NOVEMBER} cannot be read (line 4: no field is called `protokol` here). Put it back as it was, or delete the "
        "ledger's folder and, on GitHub, the branch `ledger`: it is then written anew from git's history\n"
    )
    git(clone, "checkout", "--quiet", "--", ".")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{clone}", "shallow")
    result = CliRunner().invoke(main, ["history", "--register", str(tmp_path / "shallow" / "register")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "this clone is shallow" in result.stderr


BAD = '{on: 2026-11-02, protocol: exampleshire-methotrexate, commit: abc, says: ["<script>x</script> & more"]}'
GONE = "{on: 2026-11-03, protocol: exampleshire-gold, commit: abc, says: [The file was taken out of the register.]}"
NEVER = "{on: 2026-11-03, protocol: exampleshire-never, commit: abc, says: unknown}"


def book_with(folder: Path, *lines: str) -> Book:
    """The tests' register with a ledger."""
    register = copied(folder)
    if lines:
        file = register / NOVEMBER
        file.parent.mkdir()
        file.write_text(HEAD + "".join(f"  - {line}\n" for line in lines), encoding="utf-8")
    found = load(register)
    assert [one for one in found.findings if one.grade is Grade.UNREADABLE] == []
    return Book.of(found, DAY)


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


def history_of(book: Book) -> str:
    html = protocol_page(book, NAME, book.register.protocols[NAME]).html
    assert "<script>x" not in html
    return text_of(
        re.findall(r'<section[^>]*id="history".*?</section>|id="history".*?id="sources"', html, re.DOTALL)[0]
    )


def test_a_protocols_page_tells_its_changes_the_latest_first(tmp_path):
    book = book_with(tmp_path, came(NAME).replace("says", "commit: abc, says"), BAD)
    said = history_of(book)
    assert (
        "What changed in this register's file 2 November 2026: <script>x</script> & more 1 November 2026: The file came"
        in said
    )


def test_a_register_without_a_ledger_says_so(tmp_path):
    book = book_with(tmp_path)
    sentence = "What changed in this register's files is not recorded here: the register keeps no ledger of them."
    assert sentence in history_of(book)
    assert sentence in text_of(changes_page(book).html)


def test_a_protocol_that_no_row_names_says_so(tmp_path):
    assert "No change of this register's file is recorded." in history_of(book_with(tmp_path, GONE))


def test_the_page_of_all_changes(tmp_path):
    html = changes_page(book_with(tmp_path, BAD, GONE, NEVER)).html
    assert "<script>x" not in html
    said = text_of(html)
    order = [
        "3 November 2026",
        "exampleshire-gold, which is not in the register any more The file was taken out of the register.",
        "exampleshire-never, which is not in the register any more What changed is not known",
        "2 November 2026",
        "Methotrexate for adults with rheumatoid arthritis, Exampleshire <script>x</script> & more",
    ]
    places = [said.find(words) for words in order]
    assert places == sorted(places)
    assert -1 not in places
    assert re.findall(r'href="([^"]+)"', html)[-2:] == ["../p/exampleshire-gold/", f"../protocols/{NAME}/"]


def test_only_the_latest_are_on_the_page_of_all_changes(tmp_path):
    lines = [BAD.replace("11-02", f"11-{number % 30 + 1:02}") for number in range(MOST_ROWS + 1)]
    said = text_of(changes_page(book_with(tmp_path, *lines)).html)
    assert said.count("& more") == MOST_ROWS
    assert "Only the latest 200 are shown." in said


def test_a_file_of_the_ledger_with_another_name_is_refused_aloud(tmp_path):
    register = copied(tmp_path)
    (register / "reference" / "history").mkdir()
    (register / "reference" / "history" / "november.yml").write_text(HEAD, encoding="utf-8")
    assert [(one.file, one.code) for one in load(register).findings] == [("reference/history/november.yml", "SC105")]
