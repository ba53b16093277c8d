"""What the untrusted workflow left for us: a zip file of two small text files, believed in nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

from sharedcare.github.client import LOCAL, TIMEOUT, Client, GitHubFailed

NAME = "clinical-diff"
FILES = {"number.txt", "diff.md"}
MOST_ZIPPED = 500_000
MOST_BYTES = 300_000


class NotBelieved(Exception):
    """What was left is not what our own workflow leaves; the message says why. Nothing is posted."""


@dataclass(frozen=True, slots=True)
class Left:
    """The number that was left, and the text."""

    number: int
    text: str


def left_by(client: Client, run: int) -> Left | None:
    """What a run left, or nothing where it left nothing. Raises NotBelieved and GitHubFailed."""
    answer = client.get(f"actions/runs/{run}/artifacts", name=NAME, per_page=10)
    rows = answer.get("artifacts") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise GitHubFailed("GitHub answered in a shape that is not known, so nothing was posted.")
    found = [row for row in rows if row.get("name") == NAME and not row.get("expired")]
    if not found:
        return None
    newest: Mapping[str, Any] = max(found, key=lambda row: int(row["id"]))
    if int(newest["size_in_bytes"]) > MOST_ZIPPED:
        raise NotBelieved(f"it has {newest['size_in_bytes']:,} bytes, and at most {MOST_ZIPPED:,} are read")
    return read(_download(client.location(f"actions/artifacts/{int(newest['id'])}/zip")))


def read(raw: bytes) -> Left:
    """The two files of a zip file. Nothing is written to disk. Raises NotBelieved."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as box:
            if sorted(box.namelist()) != sorted(FILES):
                raise NotBelieved(f"it does not hold {' and '.join(sorted(FILES))} alone")
            number, text = _text(box, "number.txt").strip(), _text(box, "diff.md")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, UnicodeDecodeError) as error:
        raise NotBelieved(f"it cannot be read ({type(error).__name__})") from None
    if not re.fullmatch(r"[1-9][0-9]{0,8}", number):
        raise NotBelieved("number.txt holds no number of a pull request")
    return Left(int(number), text)


def _text(box: zipfile.ZipFile, name: str) -> str:
    with box.open(name) as stream:
        raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise NotBelieved(f"{name} unpacks to more than {MOST_BYTES:,} bytes")
    return raw.decode("utf-8")


def _download(url: str) -> bytes:
    """The bytes of an artifact from where GitHub keeps them. The token does not go there."""
    place = urlsplit(url)
    if place.scheme != "https" and place.hostname not in LOCAL:
        raise GitHubFailed("GitHub named no safe address for the artifact, so it was not fetched.")
    try:
        with urlopen(url, timeout=TIMEOUT) as answer:
            raw: bytes = answer.read(MOST_ZIPPED + 1)
    except (OSError, HTTPException) as error:
        if isinstance(error, HTTPError):
            error.close()
        raise GitHubFailed(f"The artifact could not be fetched ({type(error).__name__}).") from None
    if len(raw) > MOST_ZIPPED:
        raise NotBelieved(f"it has more than {MOST_ZIPPED:,} bytes")
    return raw
