"""A host like GitHub Pages for a built site: below a path, compressed, with its headers; and it can be cut off."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

BELOW = "/shared-care-register/"
MAX_AGE = 600
"""Seconds for which browsers may hold what GitHub Pages gives them."""
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was sent for one request."""

    path: str
    """From the site's top."""
    status: int
    bytes: int
    """On the wire: the status line, the headers and the body."""


@dataclass
class Host:
    """What is served, and how."""

    folder: Path
    address: str = ""
    """Of the site's top, with a slash at the end."""
    is_down: bool = False
    rewrite: Callable[[str, bytes], bytes] = lambda path, content: content
    answers_now: Event = field(default_factory=Event)
    """While it is cleared, a page waits for its answer."""
    sent: list[Answer] = field(default_factory=list)

    def file(self, path: str) -> Path:
        """The file behind a path from the site's top."""
        return self.folder / (f"{path}index.html" if path.endswith("/") or not path else path)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: Host

    def do_GET(self) -> None:
        if self.host.is_down:
            self.close_connection = True
            return
        path = self.path.partition("?")[0].removeprefix(BELOW)
        if path.endswith("/"):
            self.host.answers_now.wait(20)
        file = self.host.file(path)
        found = self.path.startswith(BELOW) and file.is_file()
        content = (file if found else self.host.folder / "404.html").read_bytes()
        name = file.name if found else "404.html"
        self._answer(path, 200 if found else 404, name, self.host.rewrite(path, content))

    def _answer(self, path: str, status: int, name: str, content: bytes) -> None:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        tag = f'"{sha256(content).hexdigest()[:16]}"'
        body = content
        headers = {"Content-Type": kind, "Cache-Control": f"max-age={MAX_AGE}", "ETag": tag}
        if status == 200 and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        elif name.endswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            body = _compressed(content)
        head = f"HTTP/1.1 {status} X\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in {**headers, "Content-Length": len(body)}.items())
        whole = head.encode() + b"\r\n" + body
        self.host.sent.append(Answer(path, status, len(whole)))
        self.wfile.write(whole)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@cache
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that goes away in the middle of an answer is no trouble."""


@contextmanager
def hosting(folder: Path) -> Iterator[Host]:
    """Serve a folder below a path."""
    host = Host(folder)
    host.answers_now.set()
    with _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"host": host})) as server:
        host.address = f"http://127.0.0.1:{server.server_address[1]}{BELOW}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            host.answers_now.set()
            server.shutdown()
            thread.join()
