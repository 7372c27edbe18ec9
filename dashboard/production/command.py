"""`conuco production`: the tables of production, from the station's own console."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard.console import faults_in_words
from dashboard.production.sql import SqlProduction
from dashboard.production.sql_opening import database
from gateway.config import Config, load
from gateway.domain.errors import StoreError
from gateway.domain.speech import told
from gateway.journal import CommuneJournal

DEFAULT_CONFIG: Final = Path("conuco.toml")

app = typer.Typer(no_args_is_help=True, help="Las cuentas que salen del libro.")

ConfigOption = Annotated[
    Path, typer.Option("--config", "-c", help="El archivo de ajustes.", envvar="CONUCO_CONFIG")
]


@app.callback()
def production() -> None:
    """Las cuentas que salen del libro."""


@app.command()
def rebuild(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Saca otra vez todas las cuentas del libro, a partir de los registros."""
    console = Console()
    began = time.monotonic()
    with faults_in_words(), _production(load(config)) as derived, _progress(console) as bar:
        task = bar.add_task(told("Registros"), total=None)
        count = derived.rebuild(lambda number, of: bar.update(task, completed=number, total=of))
    took = time.monotonic() - began
    console.print(told("Listo: %(count)s registros en %(seconds)s s.", count=count, seconds=f"{took:.1f}"))


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )


@contextmanager
def _production(config: Config) -> Iterator[SqlProduction]:
    folder = Path(config.storage.folder)
    if not (folder / "commune.db").exists():
        raise StoreError(
            told("En %(folder)s todavía no hay libro. Revise [storage] folder en conuco.toml.", folder=folder)
        )
    with CommuneJournal(folder / "commune.db", commune=config.commune.slug) as journal:
        found = SqlProduction(journal, database(folder, config.production.url), config.commune.slug)
        try:
            yield found
        finally:
            found.close()
