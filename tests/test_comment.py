"""The comment on a pull request: what a stranger's run left is posted as text once, or not at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from sharedcare.github import artifact
from sharedcare.github.hostile import MOST, harmless
from tests.fake_github import BOT, PERSON, REPOSITORY, TOKEN, GitHub, fake_github
from tests.test_cli import run

SHA = "a" * 40
REPORT = "### What changes\n\n**Stable phase**: FBC: every 12 weeks → every 4 weeks\n"
MARKER = "<!-- sharedcare:clinical-diff -->"
NOTE = (
    "_Written by the pull request's own run, which its author can change: read the changed files too. The site as it "
    "would look is kept with [that run](https://github.com/example/register/actions/runs/345) as `preview`. It expires "
    "after 7 days._"
)
BODY = f"{MARKER}\n{NOTE}\n\n{REPORT}"


def zipped(**files: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in files.items():
            box.writestr(name.replace("_", "."), text)
    return made.getvalue()


def leave(hub: GitHub, raw: bytes, **more: Any) -> None:
    """Let run 345 leave an artifact."""
    row = {"id": 7, "name": "clinical-diff", "size_in_bytes": len(raw), "expired": False, **more}
    hub.others["actions/runs/345/artifacts"] = {"total_count": 1, "artifacts": [row]}
    hub.others["actions/artifacts/7/zip"] = f"{hub.address}/kept/7.zip?signed=yes"
    hub.others["/kept/7.zip"] = raw


@pytest.fixture
def hub(monkeypatch) -> Iterator[GitHub]:
    """A repository with the open pull request 12, whose run 345 left a clinical diff."""
    with fake_github() as made:
        monkeypatch.setenv("GITHUB_API_URL", made.address)
        monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        made.others["actions/runs/345"] = {
            "id": 345, "event": "pull_request", "head_sha": SHA,
            "html_url": "https://github.com/example/register/actions/runs/345",
        }  # fmt: skip
        made.others["pulls/12"] = {
            "number": 12, "state": "open", "head": {"sha": SHA}, "base": {"repo": {"full_name": REPOSITORY}},
        }  # fmt: skip
        leave(made, zipped(number_txt="12\n", diff_md=REPORT))
        yield made


def posted() -> tuple[int, str]:
    code, output, errors = run("comment", "--run", "345")
    return code, output + errors


def test_it_is_posted_once_then_edited_in_place(hub):
    assert posted() == (0, "Posted the clinical diff on pull request 12.\n")
    assert hub.comments[12][0]["body"] == BODY
    hub.comments[12][0]["body"] = BODY.replace("\n", "\r\n")
    assert posted() == (0, "The clinical diff on pull request 12 has not changed.\n")
    leave(hub, zipped(number_txt="12", diff_md="Nothing changes.\n"))
    assert posted() == (0, "Edited the clinical diff on pull request 12.\n")
    assert [row["body"] for row in hub.comments[12]] == [f"{MARKER}\n{NOTE}\n\nNothing changes.\n"]
    assert hub.changes == ["POST issues/12/comments", "PATCH issues/comments/5000"]


def test_the_token_does_not_go_where_the_file_is_kept(hub):
    posted()
    assert hub.tokens == {""}


def test_somebody_elses_comment_is_never_edited(hub):
    hub.comments[12] = [
        {"id": 1, "user": PERSON, "body": f"{MARKER}\nmine"},
        {"id": 2, "user": BOT, "body": f"quoted: {MARKER}"},
    ]
    assert posted() == (0, "Posted the clinical diff on pull request 12.\n")
    assert hub.changes == ["POST issues/12/comments"]


QUIET: dict[str, tuple[str, dict[str, Any], str]] = {
    "a newer push": ("pulls/12", {"head": {"sha": "b" * 40}}, "has moved on from this run, or is not its own"),
    "another repository's": (
        "pulls/12", {"base": {"repo": {"full_name": "x/y"}}}, "has moved on from this run, or is not its own",
    ),
    "closed": ("pulls/12", {"state": "closed"}, "is closed"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "change", "words"), QUIET.values(), ids=QUIET)
def test_nothing_is_posted_where_the_pull_request_is_not_the_runs(hub, path, change, words):
    hub.others[path] |= change
    code, said = posted()
    assert (code, hub.changes) == (0, [])
    assert words in said


def test_a_run_that_left_nothing_is_no_trouble(hub):
    for rows in (
        [],
        [{"id": 1, "name": "preview", "size_in_bytes": 1}],
        [{"id": 1, "name": "clinical-diff", "expired": 1}],
    ):
        hub.others["actions/runs/345/artifacts"] = {"artifacts": rows}
        assert posted() == (0, "The run left no clinical diff: nothing to post.\n")
    assert hub.changes == []


UNBELIEVED: dict[str, tuple[bytes, str]] = {
    "no zip": (b"PK not really", "it cannot be read (BadZipFile)"),
    "one file": (zipped(number_txt="12"), "it does not hold diff.md and number.txt alone"),
    "a third file": (
        zipped(number_txt="12", diff_md=REPORT, x="x"), "it does not hold diff.md and number.txt alone",
    ),
    "a path": (zipped(**{"number_txt": "12", "../diff_md": "x"}), "it does not hold diff.md and number.txt alone"),
    "no number": (zipped(number_txt="12; rm", diff_md=""), "number.txt holds no number of a pull request"),
    "a path for a number": (zipped(number_txt="../7", diff_md=""), "number.txt holds no number of a pull request"),
    "other digits": (zipped(number_txt="\u0661\u0662", diff_md=""), "number.txt holds no number of a pull request"),
    "two numbers": (zipped(number_txt="12\n13", diff_md=""), "number.txt holds no number of a pull request"),
    "a bomb": (zipped(number_txt="12", diff_md="x" * 10_000_000), "diff.md unpacks to more than 300,000 bytes"),
    "no text": (zipped(number_txt="12", diff_md=b"\xff\xfe"), "it cannot be read (UnicodeDecodeError)"),
    "a terminal's order": (zipped(number_txt="12", diff_md="\x1b[2J"), "it holds signs that are not text"),
    "text that runs backwards": (zipped(number_txt="12", diff_md="a\u202eb"), "it holds signs that are not text"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "why"), UNBELIEVED.values(), ids=UNBELIEVED)
def test_what_is_not_ours_is_not_believed(hub, raw, why):
    leave(hub, raw)
    assert posted() == (1, f"Nothing was posted: what run 345 left is not to be believed, since {why}.\n")
    assert hub.changes == []


def test_a_large_file_is_not_fetched_whatever_it_says_of_its_size(hub, monkeypatch):
    leave(hub, b"x", size_in_bytes=10**9)
    assert "it has 1,000,000,000 bytes, and at most 500,000 are read" in posted()[1]
    leave(hub, b"x" * 600_000, size_in_bytes=1)
    assert "it has more than 500,000 bytes" in posted()[1]
    leave(hub, b"x")
    hub.others["actions/artifacts/7/zip"] = "http://192.0.2.1/x"
    assert posted() == (1, "GitHub named no safe address for the artifact, so it was not fetched.\n")
    hub.others["actions/artifacts/7/zip"] = f"{hub.address}/nowhere"
    assert posted() == (1, "The artifact could not be fetched (HTTPError).\n")
    assert hub.changes == []


def test_only_a_pull_requests_run_is_told_of(hub):
    hub.others["actions/runs/345"]["event"] = "push"
    assert "since the run was not for a pull request" in posted()[1]
    hub.others["actions/runs/345"] = {"event": "pull_request"}
    assert posted() == (1, "GitHub answered in a shape that is not known, so nothing was posted.\n")
    hub.others.pop("actions/runs/345")
    assert posted()[0] == 1


def test_a_failure_of_github_is_one_sentence(hub):
    hub.fails = lambda method, path, handler: method == "POST" and handler.give(503, b"") is None
    assert posted() == (1, "GitHub answered HTTP 503: run this again later.\n")


J = "\u2060"
HOSTILE = {
    "@everybody and @org/team": f"@{J}everybody and @{J}org/team",
    "see #12, GH-3, x/y#4": f"see #{J}12, GH-{J}3, x/y#{J}4",
    "<img src=x onerror=y> <script>": f"<{J}img src=x onerror=y> <{J}script>",
    "<https://evil.test>": f"<{J}https:{J}//evil.test>",
    "[click](https://evil.test)": f"[click]{J}(https:{J}//evil.test)",
    "[a] [b]\n[b]: https://evil.test": f"[a]{J} [b]\n[b]{J}: https:{J}//evil.test",
    "![pixel](x)": f"!{J}[pixel]{J}(x)",
    "www.evil.test mailto:x": f"www{J}.evil.test mailto{J}:x",
    "&lt;b&gt; &#64;x": f"&{J}lt;b&{J}gt; &{J}#{J}64;x",
    "```mermaid": f"`{J}``mermaid",
    "<!-- hidden": f"<{J}!-- hidden",
    "<details open>": f"<{J}details open>",
    "<summary>@x</summary>": f"<{J}summary>@{J}x<{J}/summary>",
}


@pytest.mark.parametrize(("text", "shown"), HOSTILE.items())
def test_hostile_text_is_only_text(text, shown):
    assert harmless(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "| a | b |\n| --- | --- |\n| \\<2 | 5 \\> 3 |",
        "- [ ] `x` 3 < 4",
        "<details><summary>Reach (12 pages)</summary>\n\n- a\n\n</details>",
        "every 12 weeks → every 4 weeks ×10⁹/L ≥",
    ],
)
def test_our_own_reports_stay_as_they_are(text):
    assert harmless(text).replace(J, "") == text
    assert (J in harmless(text)) is ("<" in text and "details" not in text)


def test_a_long_text_is_cut_at_a_line():
    shown = harmless("\n".join(["x" * 99] * 1000))
    assert len(shown) <= MOST + 60
    assert shown.endswith("x\n\n…cut here: `sharedcare diff` shows all.\n")
    assert artifact.MOST_BYTES > MOST
