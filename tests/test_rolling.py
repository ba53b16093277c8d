"""The one rolling issue: opened once, kept up to date, closed when empty, and never twice, on a GitHub of our own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from sharedcare.github import client
from sharedcare.github.rolling import MOST, Topic, body_of
from tests.fake_github import BOT, PERSON, REPOSITORY, TOKEN, GitHub, fake_github
from tests.registers import copied
from tests.test_cli import run

DUE = "exampleshire/exampleshire-methotrexate.yml"
MARKER = "<!-- sharedcare:reminders -->"
LABEL = "clock: due"
DAY = "2026-11-21"
LINE = (
    "Methotrexate for adults with rheumatoid arthritis \\(Exampleshire, North Exampleshire\\): its review was due by "
    "30 September 2026"
)


@pytest.fixture
def hub(monkeypatch) -> Iterator[GitHub]:
    with fake_github() as made:
        monkeypatch.setenv("GITHUB_API_URL", made.address)
        monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.delenv("SITE_URL", raising=False)
        yield made


@pytest.fixture(scope="module")
def overdue(tmp_path_factory) -> Path:
    """A register of which one review is past, and nothing else is due."""
    return _quiet(copied(tmp_path_factory.mktemp("a"), (DUE, "review_due: 2027-04\n", "review_due: 2026-09\n")))


@pytest.fixture(scope="module")
def quiet(tmp_path_factory) -> Path:
    """A register of which nothing is due."""
    return _quiet(copied(tmp_path_factory.mktemp("b")))


def _quiet(folder: Path) -> Path:
    for file in (folder / "exampleshire").iterdir():
        if file.name != Path(DUE).name:
            file.unlink()
    return folder


def remind(register: Path, day: str = DAY) -> tuple[int, list[str], str]:
    """What `remind --issue` did, without the list it prints first."""
    code, output, errors = run("remind", "--register", str(register), "--on", day, "--issue", "--format", "markdown")
    return code, [line for line in output.splitlines() if line.rstrip(".").endswith(ENDS)], errors


ENDS = ("changed", "needed", *(f"#{number}" for number in range(1, 400)), "label back")


def test_a_register_that_cannot_be_read_closes_nothing(hub, overdue, tmp_path):
    remind(overdue)
    other = shutil.copytree(overdue, tmp_path / "other")
    (other / "reference" / "areas.yml").write_text("areas: [", encoding="utf-8")
    sentence = (
        f"Nobody is reminded: {other}/reference/areas.yml cannot be read. `sharedcare check` says what to write "
        "instead.\n"
    )
    assert remind(other) == (1, [], sentence)
    (tmp_path / "empty").mkdir()
    sentence = f"Nobody is reminded: {tmp_path}/empty holds no protocol. Name the folder with --register.\n"
    assert remind(tmp_path / "empty") == (1, [], sentence)
    assert hub.changes == ["POST issues"]


def test_a_new_one_is_opened_once(hub, overdue):
    assert remind(overdue) == (0, ["Opened issue #1."], "")
    issue = hub.issues[0]
    assert issue["title"] == "What is due in the register"
    assert [label["name"] for label in issue["labels"]] == [LABEL]
    assert issue["body"].startswith(MARKER)
    assert f"### Already past\n\n- {LINE}." in issue["body"]
    assert remind(overdue) == (0, ["Nothing has changed."], "")
    assert hub.changes == ["POST issues"]


def test_the_next_night_changes_nothing(hub, overdue):
    remind(overdue)
    hub.issues[0]["body"] = hub.issues[0]["body"].replace("\n", "\r\n")  # as GitHub's own editor leaves it
    assert remind(overdue, "2026-11-22") == (0, ["Nothing has changed."], "")


def test_a_change_edits_it_and_says_what_is_new(hub, overdue, quiet):
    remind(quiet, "2027-02-01")
    assert hub.open() == [1]
    assert "### Within 90 days" in hub.issues[0]["body"]
    assert remind(quiet, "2027-04-15")[1] == ["Edited issue #1.", "Said so on issue #1."]
    assert "### Within 30 days" in hub.issues[0]["body"]
    said = hub.comments[1][0]["body"]
    assert said.startswith("New since the last run:\n\n**Rheumatology")
    assert "Within 30 days**\n\n- Methotrexate for adults" in said
    assert hub.open() == [1]


def test_what_is_done_is_taken_off_without_a_word(hub, overdue, quiet):
    hub.add(body_of(_topic(), "- old\n"), labels=(LABEL,))
    assert remind(overdue)[1] == ["Edited issue #1.", "Said so on issue #1."]
    hub.issues[0]["body"] += "\n- and a line more\n"
    assert remind(overdue)[1] == ["Edited issue #1."]
    assert len(hub.comments[1]) == 1


def _topic() -> Topic:
    from sharedcare.commands.reminding import TOPIC

    return TOPIC


def test_an_empty_one_closes_itself_and_a_later_one_is_new(hub, overdue, quiet):
    remind(overdue)
    assert remind(quiet) == (0, ["Edited issue #1.", "Said so on issue #1.", "Closed issue #1."], "")
    assert hub.issues[0]["state"] == "closed"
    assert hub.comments[1][0]["body"] == "Nothing is due any more."
    assert remind(quiet) == (0, ["No issue is open, and none is needed."], "")
    assert remind(overdue)[1] == ["Opened issue #2."]
    assert (hub.open(), hub.issues[0]["state"]) == ([2], "closed")


def test_of_several_the_oldest_is_kept(hub, overdue):
    remind(overdue)
    body = hub.issues[0]["body"]
    for _ in range(2):
        hub.add(body, labels=(LABEL,))
    assert remind(overdue)[1] == [
        "Said so on issue #2.",
        "Closed issue #2.",
        "Said so on issue #3.",
        "Closed issue #3.",
    ]
    assert hub.open() == [1]
    assert hub.comments[3][0]["body"] == "#1 is the one that is kept up to date."


@pytest.mark.parametrize(
    ("edit", "done"),
    [
        ({"title": "Somebody's own title"}, ["Nothing has changed."]),
        ({"labels": []}, ["Gave issue #1 its label back."]),
        ({"body": "Somebody emptied it."}, ["Edited issue #1.", "Said so on issue #1."]),
        ({"user": PERSON}, ["Nothing has changed."]),
    ],
    ids=["title", "label", "body", "opened by a person"],
)
def test_it_is_found_whatever_one_person_edits(hub, overdue, edit, done):
    remind(overdue)
    hub.issues[0].update(edit)
    assert remind(overdue)[1] == done
    assert hub.open() == [1]
    assert hub.issues[0]["title"] == edit.get("title", "What is due in the register")
    assert LINE in hub.issues[0]["body"]
    assert LABEL in [label["name"] for label in hub.issues[0]["labels"]]


@pytest.mark.parametrize(
    "stranger",
    [
        {"user": PERSON, "labels": ()},
        {"user": PERSON, "labels": ("bug",)},
        {"user": BOT, "labels": (LABEL,), "pull_request": {"url": "x"}},
    ],
    ids=["marker alone", "another label", "a pull request"],
)
def test_what_a_stranger_writes_is_not_ours(hub, overdue, stranger):
    hub.add(f"{MARKER}\nmine", **stranger)
    assert remind(overdue)[1] == ["Opened issue #2."]
    assert hub.issues[0]["body"] == f"{MARKER}\nmine"


def test_one_that_a_person_closed_is_left_for_a_month_while_nothing_changes(hub, overdue):
    remind(overdue)
    hub.issues[0] |= {"state": "closed", "closed_at": "2026-11-20T10:00:00Z"}
    assert remind(overdue) == (0, ["No issue is open, and none is needed."], "")
    assert remind(overdue, "2026-12-19")[1] == ["No issue is open, and none is needed."]
    assert remind(overdue, "2026-12-20")[1] == ["Opened issue #2."]
    assert hub.issues[0]["state"] == "closed"


def test_one_that_a_person_closed_does_not_hide_what_is_new(hub, overdue, tmp_path):
    remind(overdue)
    hub.issues[0] |= {"state": "closed", "closed_at": "2026-11-20T10:00:00Z"}
    other = shutil.copytree(overdue, tmp_path / "other")
    file = other / DUE
    file.write_text(file.read_text(encoding="utf-8").replace("review_due: 2026-09", "review_due: 2026-10"), "utf-8")
    assert remind(other)[1] == ["Opened issue #2."]


def test_it_is_found_on_a_later_page(hub, overdue):
    remind(overdue)
    for _ in range(7):
        hub.add("something else", user=PERSON)
    hub.page = 3
    assert remind(overdue) == (0, ["Nothing has changed."], "")


def _gives(status: int, body: object, **headers: str) -> Callable[..., bool]:
    return lambda method, path, handler: handler.give(status, body, **headers) is None


FAILURES = {
    "500": (_gives(500, {"message": "x"}), "GitHub answered HTTP 500: run this again later.\n"),
    "rate limit": (
        _gives(403, {"message": "x"}, X_RateLimit_Remaining="0"),
        "GitHub's rate limit is used up: run this again in an hour.\n",
    ),
    "too fast": (
        _gives(403, {"message": "secondary"}, Retry_After="60"),
        "GitHub's rate limit is used up: run this again in an hour.\n",
    ),
    "forbidden": (
        _gives(403, {}),
        "GitHub refused (HTTP 403): the token may lack the permission, or the address is wrong.\n",
    ),
    "no JSON": (
        _gives(200, b"<html>sorry"),
        "GitHub answered with something that is no JSON, so nothing was changed.\n",
    ),
    "no list": (_gives(200, {}), "GitHub answered with something other than a list, so nothing was changed.\n"),
    "another shape": (
        _gives(200, [{"body": 1, "user": "x"}]),
        "GitHub answered in a shape that is not known, so nothing was changed.\n",
    ),
    "elsewhere": (
        _gives(302, b"", Location="http://127.0.0.1:1/"),
        "GitHub answered HTTP 302: run this again later.\n",
    ),
    "a next page elsewhere": (
        _gives(200, [], Link='<https://example.org/x>; rel="next"'),
        "GitHub's next page is said to be at another address, so it was not asked for.\n",
    ),
    "no end": (
        lambda method, path, handler: (
            handler.give(200, [], Link=f'<http://{handler.headers["Host"]}/repos/x>; rel="next"') is None
        ),
        "GitHub's list goes on after 50 pages, so it was not read whole.\n",
    ),
    "broken off": (
        _gives(200, b"[", Content_Length="9000"),
        "GitHub answered with something that is no JSON, so nothing was changed.\n",
    ),
}


@pytest.mark.parametrize(("fails", "sentence"), FAILURES.values(), ids=FAILURES)
def test_a_failure_is_one_sentence_and_changes_nothing(hub, overdue, fails, sentence):
    hub.fails = fails
    assert remind(overdue) == (1, [], sentence)
    assert hub.changes == []


def test_a_failure_on_the_second_page_changes_nothing(hub, overdue):
    for _ in range(3):
        hub.add("something else", user=PERSON)
    hub.page = 2
    hub.fails = lambda method, path, handler: "page=2" in handler.path and handler.give(502, b"") is None
    assert remind(overdue) == (1, [], "GitHub answered HTTP 502: run this again later.\n")
    assert hub.changes == []


def test_no_answer_ends_in_time(hub, overdue, monkeypatch):
    release = Event()
    monkeypatch.setattr("sharedcare.commands.rolling.Client", lambda *given: client.Client(*given, timeout=0.2))
    hub.fails = lambda method, path, handler: release.wait(20)
    code, done, errors = remind(overdue)
    release.set()
    assert (code, done) == (1, [])
    assert errors == "GitHub could not be reached: timed out.\n"


def test_an_opening_that_seems_to_fail_is_not_tried_again(hub, overdue):
    """The issue was opened, and the answer was lost: the next run finds it."""

    def lost(method, path, handler):
        if method == "POST":
            hub.add(body_of(_topic(), "- old\n"), labels=(LABEL,))
            handler.give(504, b"")
        return method == "POST" and not hub.changes

    hub.fails = lost
    assert remind(overdue) == (1, [], "GitHub answered HTTP 504: run this again later.\n")
    hub.fails = lambda method, path, handler: False
    assert remind(overdue)[1] == ["Edited issue #1.", "Said so on issue #1."]
    assert hub.open() == [1]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("GITHUB_TOKEN", "", "GITHUB_TOKEN is not set: GitHub gives its issues to nobody who does not say who asks.\n"),
        ("GITHUB_TOKEN", "x\r\nHost: y", "GITHUB_TOKEN is not set: GitHub gives its issues to nobody who does not say "
         "who asks.\n"),
        ("GITHUB_REPOSITORY", "../x", "GITHUB_REPOSITORY does not name a repository: write it as `owner/name`.\n"),
        ("GITHUB_API_URL", "http://example.org",
         "GITHUB_API_URL does not begin with https://, so the token is not sent there.\n"),
    ],
)  # fmt: skip
def test_without_a_place_or_a_token_nothing_is_asked(hub, overdue, monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    assert remind(overdue) == (1, [], sentence)


def test_a_refused_token_is_a_sentence_without_the_token(hub, overdue, monkeypatch):
    monkeypatch.setenv("GITHUB_TOKEN", "ghs_wrong")
    code, _, errors = remind(overdue)
    assert (code, errors) == (
        1,
        "GitHub refused (HTTP 401): the token may lack the permission, or the address is wrong.\n",
    )


def test_a_long_list_is_cut_and_says_so():
    body = body_of(_topic(), "\n".join(f"- line {number} {'x' * 90}" for number in range(1000)))
    assert len(body) <= MOST
    lines = body.splitlines()
    kept = sum(line.startswith("- line") for line in lines)
    assert (
        lines[-1] == f"**{1000 - kept} more lines do not fit here.** The command that made this list prints them all."
    )
    assert kept > 500
