"""How a command ends. It says so to click; the program itself is ended by `cli.py`."""

from __future__ import annotations

from typing import IO, Any, NoReturn

import click


class Refused(click.ClickException):
    """A command that cannot do what it was asked; the message says why, and what to do."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Say the message alone."""
        click.echo(self.message, file=file, err=file is None)


class CannotCompare(Refused):
    """There is nothing to compare with. The status is that of wrong use, since nothing was found to fail."""

    exit_code = 2


def end_with(status: int) -> NoReturn:
    """End a command with an exit status: 0 where nothing fails, 1 where something does."""
    raise click.exceptions.Exit(status)
