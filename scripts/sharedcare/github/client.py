"""A thin client of GitHub's REST API, by the standard library alone: any scheduler can run it.

It fails with one sentence. It never tries again: a request that seemed to fail may have been carried out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from sharedcare.safe import one_line

TIMEOUT = 30
"""Seconds."""
MOST_BYTES = 20_000_000
MOST_PAGES = 50
LOCAL = ("127.0.0.1", "localhost")


class GitHubFailed(Exception):
    """GitHub did not do what was asked; the message is one sentence that says so."""


class _NoRedirects(HTTPRedirectHandler):
    """The token goes to the API alone, whatever an answer says."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nothing."""


@dataclass(frozen=True)
class Client:
    """The issues and pull requests of one repository, by its API. Every method raises GitHubFailed."""

    api: str
    """Where the API is: `https://api.github.com`."""
    repository: str
    """`owner/name`."""
    token: str = field(repr=False)
    timeout: float = TIMEOUT
    _opener: OpenerDirector = field(default_factory=lambda: build_opener(_NoRedirects), repr=False)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", self.repository):
            raise GitHubFailed("GITHUB_REPOSITORY does not name a repository: write it as `owner/name`.")
        if not self.token or not self.token.isprintable() or not self.token.isascii():
            raise GitHubFailed("GITHUB_TOKEN is not set: GitHub gives its issues to nobody who does not say who asks.")
        if urlsplit(self.api).scheme != "https" and urlsplit(self.api).hostname not in LOCAL:
            raise GitHubFailed("GITHUB_API_URL does not begin with https://, so the token is not sent there.")

    def get(self, path: str, **query: str | int) -> Any:
        """One JSON answer about the repository."""
        return _json(self._ask("GET", self._url(path, query)))

    def pages(self, path: str, **query: str | int) -> Iterator[Mapping[str, Any]]:
        """Every row of a list, page after page. It is given whole or not at all."""
        rows: list[Mapping[str, Any]] = []
        url: str | None = self._url(path, {**query, "per_page": 100})
        for _ in range(MOST_PAGES):
            if url is None:
                return iter(rows)
            answer = self._ask("GET", url)
            found = _json(answer)
            if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
                raise GitHubFailed("GitHub answered with something other than a list, so nothing was changed.")
            rows += found
            url = self._next(answer.headers.get("Link", ""))
        raise GitHubFailed(f"GitHub's list goes on after {MOST_PAGES} pages, so it was not read whole.")

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Create (POST) or change (PATCH) something; what GitHub answers."""
        return _json(self._ask(method, self._url(path, {}), json.dumps(body).encode()))

    def location(self, path: str) -> str:
        """Where GitHub keeps a file that it answers for with a redirect."""
        return str(self._ask("GET", self._url(path, {}), redirect=True).headers.get("Location") or "")

    def _url(self, path: str, query: Mapping[str, str | int]) -> str:
        asked = f"?{urlencode(query)}" if query else ""
        return f"{self.api.rstrip('/')}/repos/{self.repository}/{path}{asked}"

    def _next(self, link: str) -> str | None:
        found = re.search(r'<([^<>]+)>;\s*rel="next"', link)
        if found is None:
            return None
        if not found[1].startswith(f"{self.api.rstrip('/')}/"):
            raise GitHubFailed("GitHub's next page is said to be at another address, so it was not asked for.")
        return found[1]

    def _ask(self, method: str, url: str, data: bytes | None = None, *, redirect: bool = False) -> _Answer:
        headers = {**_HEADERS, "Authorization": f"Bearer {self.token}"}
        try:
            request = Request(url, data, headers, method=method)
            with self._opener.open(request, timeout=self.timeout) as answer:
                raw = answer.read(MOST_BYTES + 1)
        except HTTPError as error:
            error.close()
            if redirect and error.code in (302, 307):
                return _Answer(error.headers, b"")
            raise GitHubFailed(_refused(error)) from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise GitHubFailed(f"GitHub could not be reached: {one_line(str(reason))}.") from None
        if len(raw) > MOST_BYTES:
            raise GitHubFailed("GitHub's answer is too long to be read.")
        return _Answer(answer.headers, raw)


_HEADERS = {
    "Accept": "application/vnd.github+json",
    "Content-Type": "application/json",
    "User-Agent": "sharedcare",
    "X-GitHub-Api-Version": "2022-11-28",
}


@dataclass(frozen=True, slots=True)
class _Answer:
    headers: Message
    raw: bytes


def _refused(error: HTTPError) -> str:
    spent = error.headers.get("X-RateLimit-Remaining") == "0" or "Retry-After" in error.headers
    if error.code == 429 or (error.code == 403 and spent):
        return "GitHub's rate limit is used up: run this again in an hour."
    if error.code in (401, 403, 404):
        return f"GitHub refused (HTTP {error.code}): the token may lack the permission, or the address is wrong."
    return f"GitHub answered HTTP {error.code}: run this again later."


def _json(answer: _Answer) -> Any:
    try:
        return json.loads(answer.raw)
    except (ValueError, RecursionError):
        raise GitHubFailed("GitHub answered with something that is no JSON, so nothing was changed.") from None
