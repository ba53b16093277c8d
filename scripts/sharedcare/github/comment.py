"""The clinical diff as one comment on its pull request, edited in place. The pull request's code is never run here."""

from __future__ import annotations

from typing import Any

from sharedcare.github.artifact import NotBelieved, left_by
from sharedcare.github.client import Client, GitHubFailed
from sharedcare.github.hostile import harmless
from sharedcare.github.rolling import BOT

MARKER = "<!-- sharedcare:clinical-diff -->"
NOTE = (
    "_Written by the pull request's own run, which its author can change: read the changed files too. "
    "The site as it would look is kept with [that run]({run}) as `preview`. It expires after {days} days._"
)
PREVIEW_DAYS = 7


def comment(client: Client, run: int) -> str:
    """Post what a run left on its pull request, or edit the comment that is there; says what was done.

    Raises NotBelieved where anything does not fit together, and GitHubFailed.
    """
    try:
        told = client.get(f"actions/runs/{run}")
        if told["event"] != "pull_request":
            raise NotBelieved("the run was not for a pull request")
        left = left_by(client, run)
        if left is None:
            return "The run left no clinical diff: nothing to post."
        pull = client.get(f"pulls/{left.number}")
        if pull["head"]["sha"] != told["head_sha"] or pull["base"]["repo"]["full_name"] != client.repository:
            return f"Pull request {left.number} has moved on from this run, or is not its own: nothing posted."
        if pull["state"] != "open":
            return f"Pull request {left.number} is closed: nothing to post."
        body = _body(left.text, f"{_site(told)}/{client.repository}/actions/runs/{run}")
        return _put(client, left.number, body)
    except (AttributeError, KeyError, TypeError) as error:
        raise GitHubFailed("GitHub answered in a shape that is not known, so nothing was posted.") from error


def _body(text: str, run: str) -> str:
    try:
        # The note stands first: no text can change how what is above it is shown.
        return f"{MARKER}\n{NOTE.format(run=run, days=PREVIEW_DAYS)}\n\n{harmless(text).strip()}\n"
    except ValueError as error:
        raise NotBelieved(str(error)) from None


def _site(told: Any) -> str:
    """GitHub's own address, from what GitHub says of the run."""
    scheme, _, rest = str(told["html_url"]).partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _put(client: Client, number: int, body: str) -> str:
    rows = client.pages(f"issues/{number}/comments")
    ours = [row for row in rows if row["user"]["type"] == BOT and str(row["body"]).startswith(MARKER)]
    if not ours:
        client.send("POST", f"issues/{number}/comments", {"body": body})
        return f"Posted the clinical diff on pull request {number}."
    if str(ours[0]["body"]).replace("\r\n", "\n").strip() == body.strip():
        return f"The clinical diff on pull request {number} has not changed."
    client.send("PATCH", f"issues/comments/{int(ours[0]['id'])}", {"body": body})
    return f"Edited the clinical diff on pull request {number}."
