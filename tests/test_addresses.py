"""`sharedcare links`: the addresses that the register names, and the links inside a site, asked of servers here."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sharedcare.links import checker
from tests.fake_github import REPOSITORY, TOKEN, fake_github
from tests.registers import copied
from tests.test_cli import run

M = "exampleshire/exampleshire-methotrexate.yml"
OWN = "  url: https://example.org/scp/methotrexate\n"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """Another site: one page is there, one is gone, one refuses programs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response({"/here": 200, "/robots.txt": 404, "/refuses": 403}.get(self.path, 404))
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def register(tmp_path, monkeypatch, elsewhere) -> Path:
    """A register that names the three, in places that an editor would look for."""
    lithium = "exampleshire/exampleshire-lithium.yml"
    list_of = 'publisher: Exampleshire APC, url: "https://example.org/scp"'
    folder = copied(
        tmp_path,
        (M, OWN, f"  url: {elsewhere}/gone\n"),
        (M, 'url: "https://example.org/les"', f'url: "{elsewhere}/here"'),
        (lithium, list_of, list_of.replace("https://example.org/scp", f"{elsewhere}/refuses")),
    )
    monkeypatch.chdir(tmp_path)
    return folder


def links(*arguments: str) -> tuple[int, str]:
    code, output, errors = run("links", "--register", "register", *arguments)
    return code, output + errors


def test_what_is_gone_is_told_and_fails_nobody(register, elsewhere):
    assert links() == (
        0,
        f"register/{M}:24 nothing is there any more: {elsewhere}/gone\n"
        "register/exampleshire/exampleshire-lithium.yml:39 no answer (it may refuse programs, or be slow): "
        f"{elsewhere}/refuses\n"
        "help: Look where the document is now, and change the address; if it is nowhere, say so in `url_note`\n"
        "3 addresses asked: 1 gone, 1 gave no answer. Broken links inside the site: 0.\n",
    )


def test_of_a_changed_file_alone_an_annotation_stands_at_its_line(register, elsewhere):
    code, output = links("--format", "github", "--", f"register/{M}")
    assert code == 0
    assert output == (
        f"::warning file=register/{M},line=24,col=8,title=Address gone::nothing is there any more: {elsewhere}/gone%0A"
        "help: Look where the document is now, and change the address; if it is nowhere, say so in `url_note`. This "
        "does not stop your change.\n2 addresses asked: 1 gone, 0 gave no answer. Broken links inside the site: 0.\n"
    )


@pytest.fixture
def site(tmp_path) -> Path:
    folder = tmp_path / "site"
    (folder / "about").mkdir(parents=True)
    (folder / "index.html").write_text('<a href="about/">x</a> <a href="https://example.org/">y</a>', encoding="utf-8")
    (folder / "about" / "index.html").write_text('<a href="../index.html">x</a>', encoding="utf-8")
    return folder


def test_a_broken_link_inside_the_site_fails_and_no_other_site_is_asked(register, site):
    assert links("--site", "site") == (
        0, "0 addresses asked: 0 gone, 0 gave no answer. Broken links inside the site: 0.\n",
    )  # fmt: skip
    (site / "no-such-page").mkdir()
    (site / "about" / "index.html").write_text('<a href="../no-such-page/">x</a>', encoding="utf-8")
    code, output = links("--site", "site", "--format", "github")
    assert (code, output.splitlines()[0]) == (
        1,
        "::error title=Broken link::about/: nothing is at ../no-such-page/",
    )


def test_a_folder_that_is_no_site_is_said(register, tmp_path):
    (tmp_path / "empty").mkdir()
    code, output = links("--site", "empty")
    assert (code, output) == (1, "empty holds no site: build it first, with `make site`\n")


def test_a_machine_without_a_network_says_so_and_touches_no_issue(tmp_path, monkeypatch):
    copied(
        tmp_path,
        (M, OWN, "  url: http://one.invalid.localdomain.nowhere/\n"),
        (M, 'url: "https://example.org/les"', 'url: "http://127.0.0.1:9/x"'),
    )
    monkeypatch.chdir(tmp_path)
    code, output = links("--issue")
    assert (code, output.splitlines()[-1]) == (
        1,
        "None of 2 addresses answered: this machine seems to reach no other. Broken links inside the site: 0.",
    )


def test_the_weekly_issue_lists_what_is_gone_and_closes_itself(register, elsewhere, monkeypatch):
    with fake_github() as hub:
        monkeypatch.setenv("GITHUB_API_URL", hub.address)
        monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        assert links("--issue")[1].splitlines()[-1] == "Opened issue #1."
        body = hub.issues[0]["body"]
        assert f"- register/{M}:24: nothing is there any more: `{elsewhere}/gone`" in body
        assert "refuses" not in body
        file = register / M
        file.write_text(file.read_text(encoding="utf-8").replace("/gone", "/here"), encoding="utf-8")
        assert links("--issue")[1].splitlines()[-1] == "Closed issue #1."


def test_a_checker_that_does_not_run_is_a_sentence(register, monkeypatch):
    monkeypatch.setattr(checker.sys, "executable", "false")
    code, output = links()
    assert (code, output) == (1, "LinkChecker did not run. `make environment` installs it. It said: \n")
