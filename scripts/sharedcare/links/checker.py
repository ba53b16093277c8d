"""Asks LinkChecker, a program of its own, whether addresses answer."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

TIMEOUT = 30
"""Seconds that an address has to answer."""
_SETTINGS = f"[checking]\nthreads=8\ntimeout={TIMEOUT}\n{{more}}\n[output]\nlog=csv\nstatus=0\nverbose=1\n"


class CheckerFailed(Exception):
    """LinkChecker itself did not run; the message says what to do."""


def answers(urls: Iterable[str]) -> Mapping[str, str]:
    """What each address of the wide world answers: nothing where all is well, or else what is wrong."""
    asked = sorted(set(urls))
    if not asked:
        return {}
    rows = _rows(["--stdin"], "recursionlevel=0\nmaxrequestspersecond=2", "\n".join(asked))
    return {row["urlname"]: "" if row["valid"] == "True" else row["result"] for row in rows}


def broken_inside(site: Path) -> tuple[tuple[str, str], ...]:
    """The links inside a built site that lead nowhere: the page and the link, as they are written."""
    if not (site / "index.html").is_file():
        raise CheckerFailed(f"{site} holds no site: build it first, with `make site`")
    with _served(site) as address:
        rows = _rows([address], "maxrequestspersecond=100000", "")
        inside = [row for row in rows if row["url"].startswith(address) or not row["url"].startswith("http")]
    found = {(_page(row, address), row["urlname"]) for row in inside if row["valid"] != "True"}
    return tuple(sorted(found))


def _page(row: Mapping[str, str], address: str) -> str:
    return row["parentname"].removeprefix(address) or "index.html"


def _rows(arguments: list[str], more: str, given: str) -> list[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "linkchecker.ini")
        settings.write_text(_SETTINGS.format(more=more), encoding="utf-8")
        command = [sys.executable, "-m", "linkcheck", "--config", str(settings), *arguments]
        finished = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if finished.returncode not in (0, 1) or "urlname;" not in finished.stdout:
        said = re.sub(r"\s+", " ", finished.stderr).strip()[-200:]
        raise CheckerFailed(f"LinkChecker did not run. `make environment` installs it. It said: {said}")
    lines = [line for line in finished.stdout.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"))


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder as any static host does; the header lifts LinkChecker's own throttle."""

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "allowed")
        super().end_headers()

    def list_directory(self, _path: object) -> None:
        """A folder without a page is no page."""
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
