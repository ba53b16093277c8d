"""Keeps a rolling issue for a command that was asked to, on the GitHub that the environment names."""

from __future__ import annotations

import os
from datetime import date

import click

from sharedcare.commands.options import Command
from sharedcare.commands.outcome import Refused
from sharedcare.github.client import Client, GitHubFailed
from sharedcare.github.issue import keep
from sharedcare.github.rolling import Topic


def issue_option(command: Command) -> Command:
    """The option `--issue`."""
    return click.option(
        "--issue",
        is_flag=True,
        help="Also keep one issue up to date in GITHUB_REPOSITORY (owner/name), with the token in GITHUB_TOKEN.",
    )(command)


def client() -> Client:
    """The repository that the environment names, as GitHub's own runners set it. Raises GitHubFailed."""
    given = os.environ.get
    api = given("GITHUB_API_URL", "https://api.github.com")
    return Client(api, given("GITHUB_REPOSITORY", ""), given("GITHUB_TOKEN", ""))


def keep_issue(topic: Topic, report: str | None, day: date) -> None:
    """Leave exactly one open issue with a report, or none where there is none."""
    try:
        for done in keep(client(), topic, report, day):
            click.echo(done)
    except GitHubFailed as failure:
        raise Refused(str(failure)) from None
