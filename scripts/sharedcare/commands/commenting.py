"""`comment`: posts what a pull request's own run left, by code that the pull request cannot change."""

from __future__ import annotations

import click

from sharedcare.commands.outcome import Refused
from sharedcare.commands.rolling import client
from sharedcare.github.artifact import NotBelieved
from sharedcare.github.client import GitHubFailed
from sharedcare.github.comment import comment


@click.command("comment")
@click.option("--run", type=click.IntRange(min=1), required=True, help="The number of the workflow run.")
def comment_command(run: int) -> None:
    """Post the clinical diff that a run left as the one comment on its pull request, or edit that comment.

    For the workflow that may write: it reads GITHUB_REPOSITORY and GITHUB_TOKEN, and runs nothing of the pull request.
    """
    try:
        click.echo(comment(client(), run))
    except NotBelieved as failure:
        raise Refused(f"Nothing was posted: what run {run} left is not to be believed, since {failure}.") from None
    except GitHubFailed as failure:
        raise Refused(str(failure)) from None
