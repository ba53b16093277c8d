"""A GitHub of one repository, on this machine: issues, comments, runs and artifacts, in the shapes that GitHub answers.

The shapes are those of its REST API, version 2022-11-28, with the fields that are read and some that are not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

REPOSITORY = "example/register"
TOKEN = "ghs_0123456789abcdef"
BOT = {"login": "github-actions[bot]", "id": 41898282, "type": "Bot"}
PERSON = {"login": "somebody", "id": 1, "type": "User"}


@dataclass
class GitHub:
    """What it holds, what it was asked to change, and how it fails."""

    address: str = ""
    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    others: dict[str, Any] = field(default_factory=dict)
    """Other answers by path, for GET: a value as JSON, bytes as they are."""
    changes: list[str] = field(default_factory=list)
    """Each request that changes something, as `POST issues`."""
    fails: Callable[[str, str, BaseHTTPRequestHandler], bool] = lambda method, path, handler: False
    """Answers a request itself and gives True, or leaves it."""
    page: int = 100
    """The most rows of a page, whatever is asked for."""
    tokens: set[str] = field(default_factory=set)
    """The tokens that were sent with a request for a file."""

    def add(
        self, body: str, *, user: dict[str, Any] = BOT, labels: tuple[str, ...] = (), **more: Any
    ) -> dict[str, Any]:
        """An issue with the next number."""
        number = len(self.issues) + 1
        made = {
            "id": 1000 + number, "number": number, "title": "An issue", "state": "open", "state_reason": None,
            "user": user, "labels": [{"id": 1, "name": name, "color": "ededed"} for name in labels], "body": body,
            "closed_at": None, "created_at": "2026-11-01T05:17:00Z", **more,
        }  # fmt: skip
        self.issues.append(made)
        return made

    def open(self) -> list[int]:
        """The numbers of the open issues."""
        return [row["number"] for row in self.issues if row["state"] == "open"]

    def answer(self, method: str, path: str, query: dict[str, str], sent: Any) -> Any:
        """Carry out a request; what is answered, or nothing where there is no such thing."""
        if method != "GET":
            self.changes.append(f"{method} {path}")
        if path == "issues" and method == "POST":
            return self.add(sent["body"], title=sent["title"], labels=tuple(sent["labels"]))
        if path == "issues":
            return self._listed(query)
        if found := re.fullmatch(r"issues/comments/(\d+)", path):
            row = next(row for rows in self.comments.values() for row in rows if row["id"] == int(found[1]))
            return row | {"body": row.update(body=sent["body"]) or row["body"]}
        if found := re.fullmatch(r"issues/(\d+)(/comments|/labels|)", path):
            return self._one(int(found[1]), found[2], method, sent)
        return self.others.get(path)

    def _listed(self, query: dict[str, str]) -> list[dict[str, Any]]:
        wanted = set(filter(None, query.get("labels", "").split(",")))
        rows = [
            row
            for row in self.issues
            if query.get("state", "open") in ("all", row["state"])
            and wanted <= {label["name"] for label in row["labels"]}
        ]
        return sorted(rows, key=lambda row: -row["number"])  # GitHub gives the newest first

    def _one(self, number: int, part: str, method: str, sent: Any) -> Any:
        if part == "/comments" and method == "POST":
            made = {"id": 5000 + sum(map(len, self.comments.values())), "user": BOT, "body": sent["body"]}
            self.comments.setdefault(number, []).append(made)
            return made
        if part == "/comments":
            return self.comments.get(number, [])
        row = self.issues[number - 1]
        if part == "/labels":
            row["labels"] += [{"id": 2, "name": name} for name in sent["labels"]]
        else:
            row.update(sent)
        return row


@contextmanager
def fake_github() -> Iterator[GitHub]:
    """A GitHub at an address of its own."""
    hub = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._any("GET")

        def do_POST(self) -> None:
            self._any("POST")

        def do_PATCH(self) -> None:
            self._any("PATCH")

        def _any(self, method: str) -> None:
            place = urlsplit(self.path)
            sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"null")
            path = place.path.removeprefix(f"/repos/{REPOSITORY}/")
            if hub.fails(method, path, self):
                return
            if place.path.startswith("/kept/"):
                hub.tokens.add(self.headers.get("Authorization", ""))
                self.give(200, hub.others[place.path])
                return
            if self.headers.get("Authorization") != f"Bearer {TOKEN}" or path == place.path:
                self.give(401, {"message": "Bad credentials"})
                return
            query = dict(parse_qsl(place.query))
            answer = hub.answer(method, path, query, sent)
            if isinstance(answer, str):
                self.give(302, b"", Location=answer)
            elif isinstance(answer, list):
                self._page(answer, int(query.get("page", 1)), query)
            else:
                self.give(200 if answer is not None else 404, answer)

        def _page(self, rows: list[Any], page: int, query: dict[str, str]) -> None:
            size = min(hub.page, int(query.get("per_page", 30)))
            more = {}
            if len(rows) > page * size:
                asked = "&".join(f"{key}={value}" for key, value in query.items() if key != "page")
                url = f"{hub.address}/repos/{REPOSITORY}/issues?{asked}&page={page + 1}"
                more["Link"] = f'<{url}>; rel="next", <{url}>; rel="last"'
            self.give(200, rows[(page - 1) * size : page * size], **more)

        def give(self, status: int, body: Any, **headers: str) -> None:
            """Answer."""
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(raw)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        hub.address = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield hub
        finally:
            server.shutdown()
            thread.join()
