"""The errors of a command, as a person at the console reads them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from gateway.domain.errors import ConfigError, ConucoError
from gateway.domain.speech import told


@contextmanager
def faults_in_words() -> Iterator[None]:
    """Let an error of ours become sentences for a person, and code 1."""
    try:
        yield
    except ConfigError as error:
        typer.echo(told("Los ajustes tienen faltas:"), err=True)
        for fault in error.faults:
            typer.echo(f"  • {fault}", err=True)
        raise typer.Exit(1) from error
    except ConucoError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
