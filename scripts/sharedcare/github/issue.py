"""Carries out on GitHub what a rolling issue needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharedcare.github.client import Client, GitHubFailed
from sharedcare.github.rolling import Issue, Step, Topic, ours, steps


def keep(client: Client, topic: Topic, report: str | None, day: date) -> Iterator[str]:
    """Leave exactly one open issue with a report, or none where there is no report; says what was done.

    All is read before anything is changed. Raises GitHubFailed; what was not done then is done by the next run.
    """
    try:
        found = ours(topic, client.pages("issues", state="open"))
        closed: tuple[Issue, ...] = ()
        if report is not None and not found:
            query = {"state": "closed", "labels": topic.label, "sort": "updated", "direction": "desc"}
            rows = client.get("issues", **query, per_page=30)
            closed = ours(topic, rows if isinstance(rows, list) else ())
    except (AttributeError, KeyError, TypeError, ValueError):
        raise GitHubFailed("GitHub answered in a shape that is not known, so nothing was changed.") from None
    done = False
    for step in steps(topic, report, found, closed, day):
        yield _carried_out(client, topic, step)
        done = True
    if not done:
        yield "Nothing has changed." if found else "No issue is open, and none is needed."


def _carried_out(client: Client, topic: Topic, step: Step) -> str:
    here = f"issues/{step.number}"
    if step.do == "open":
        made = client.send("POST", "issues", {"title": topic.title, "body": step.text, "labels": [topic.label]})
        number = made.get("number") if isinstance(made, dict) else None
        return f"Opened issue #{number}."
    if step.do == "comment":
        client.send("POST", f"{here}/comments", {"body": step.text})
        return f"Said so on issue #{step.number}."
    if step.do == "label":
        client.send("POST", f"{here}/labels", {"labels": [step.text]})
        return f"Gave issue #{step.number} its label back."
    if step.do == "edit":
        client.send("PATCH", here, {"body": step.text})
        return f"Edited issue #{step.number}."
    client.send("PATCH", here, {"state": "closed", "state_reason": "completed"})
    return f"Closed issue #{step.number}."
