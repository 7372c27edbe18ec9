"""The border between a command and the person who typed it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from gateway.domain.errors import ConfigError, ConucoError
from gateway.domain.speech import told

ConfigOption = Annotated[
    Path, typer.Option("--config", "-c", help="El archivo de ajustes.", envvar="CONUCO_CONFIG")
]
DEFAULT_CONFIG = Path("conuco.toml")

errors = Console(stderr=True)


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn an error of ours into sentences for a person, and end with code 1."""
    try:
        yield
    except ConfigError as error:
        errors.print(told("Los ajustes tienen faltas:"), style="bold red")
        for fault in error.faults:
            errors.print(f"  • {fault}", highlight=False, markup=False)
        raise typer.Exit(1) from error
    except ConucoError as error:
        errors.print(str(error), style="bold red", highlight=False, markup=False)
        raise typer.Exit(1) from error
