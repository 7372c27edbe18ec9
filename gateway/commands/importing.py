"""`conuco import readings FILE`: history through the same checks as live messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from gateway.app.knowledge import Knowledge
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.found import tell_findings
from gateway.commands.ordering import carried_out
from gateway.config import Config, load
from gateway.domain.columns import Derived, Signals
from gateway.domain.entries import OrderGiven
from gateway.domain.errors import ImportRefusedError
from gateway.domain.orders import Step
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.importing.findings import findings
from gateway.importing.reading import ReadingsFile, Wanted, read_file
from gateway.importing.taking import take
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers

app = typer.Typer(no_args_is_help=True, help="Trae datos de archivos.")

LISTED_REFUSALS = 20


@app.callback()
def root() -> None:
    """Trae datos de archivos."""


@app.command()
def readings(
    file: Annotated[Path, typer.Argument(help="Un CSV con una columna «time».")],
    config: ConfigOption = DEFAULT_CONFIG,
    node: Annotated[str | None, typer.Option(help="De qué nodo son, si el archivo no lo dice.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Qué es una columna, por ejemplo do=sonda.oxygen.")
    ] = None,
    utc_offset: Annotated[
        float | None, typer.Option(help="Horas de diferencia con UTC, si las horas no la dicen.")
    ] = None,
) -> None:
    """Trae mediciones de un CSV; lo que ya estaba no se repite."""
    console = Console()
    with told_in_words():
        settings = load(config)
        wanted = Wanted(node, renamed(column or []), utc_offset)
        found = read_file(file, wanted, now=int(settings.world().now()))
        console.print(
            told(
                "%(file)s: %(cells)s valores, %(refused)s rechazados.",
                file=file.name,
                cells=found.cells,
                refused=len(found.refused),
            ),
            highlight=False,
        )
        with Progress(console=console) as progress:
            task = progress.add_task(told("Guardando"), total=None)
            added = 0
            for step in _steps(settings, file, wanted, found):
                progress.update(task, total=step.total, completed=step.done)
                added = int(step.said or 0)
        _report(console, found, added)
        tell_findings(console, findings(found.series, _deriving(settings)))
        _warn_of_strangers(console, settings, found)
    if not found.series:
        raise typer.Exit(1)


def renamed(columns: list[str]) -> dict[str, str]:
    """Return by the file's column what a person says it is.

    Raises:
        ImportRefusedError: It is not written as name=ours.
    """
    pairs = [column.partition("=") for column in columns]
    wrong = [name for name, equals, ours in pairs if not (name and equals and ours)]
    if wrong:
        raise ImportRefusedError(
            told(
                "--column %(name)s: escriba su nombre, un igual y el nuestro: do=sonda.oxygen.", name=wrong[0]
            )
        )
    return {name: ours for name, _, ours in pairs}


def _steps(settings: Config, file: Path, wanted: Wanted, found: ReadingsFile) -> Iterator[Step]:
    """Write by ourselves while no gateway runs, else hand it an order and follow its answer."""
    order = OrderGiven("import", _argument(file, wanted))
    now = int(settings.world().now())
    yield from carried_out(
        settings, order, by="conuco import", here=lambda station: take(station.writer, found.series, now=now)
    )


def _argument(file: Path, wanted: Wanted) -> dict[str, str]:
    said = dict(wanted.renamed) | {"path": str(file.resolve())}
    if wanted.node is not None:
        said["node"] = wanted.node
    if wanted.utc_offset_hours is not None:
        said["utc_offset_hours"] = str(wanted.utc_offset_hours)
    return said


def _report(console: Console, found: ReadingsFile, added: int) -> None:
    taken = sum(len(rows) for rows in found.series.values())
    console.print(
        told(
            "[bold]%(added)s nuevos[/], %(standing)s ya estaban, %(refused)s rechazados.",
            added=added,
            standing=taken - added,
            refused=len(found.refused),
        ),
        highlight=False,
    )
    if found.unknown:
        console.print(
            told("Columnas que no se trajeron: %(columns)s.", columns=", ".join(found.unknown)),
            highlight=False,
            markup=False,
        )
    for one in found.refused[:LISTED_REFUSALS]:
        console.print(
            told("  línea %(line)s: %(reason)s", line=one.line, reason=one.reason),
            highlight=False,
            markup=False,
        )
    if len(found.refused) > LISTED_REFUSALS:
        console.print(
            told("  ... y %(count)s más.", count=len(found.refused) - LISTED_REFUSALS), highlight=False
        )


def _deriving(settings: Config) -> Callable[[Mapping[SeriesKey, Signals]], Mapping[SeriesKey, Derived]]:
    """Return how a station derives, by what its journal says now."""
    knowledge = Knowledge(settings.commune.altitude_m)
    path = Path(settings.storage.folder) / "commune.db"
    with CommuneJournal(path, commune=settings.commune.slug) as journal:
        knowledge.refresh(journal)
    return knowledge.derive


def _warn_of_strangers(console: Console, settings: Config, found: ReadingsFile) -> None:
    """Say which nodes of a file stand nowhere: no page shows what is kept under their names."""
    path = Path(settings.storage.folder) / "commune.db"
    with CommuneJournal(path, commune=settings.commune.slug) as journal:
        placed = {one.node for one in registers(journal.entries("station")).placements}
    for node in sorted({key.node for key in found.series} - placed):
        console.print(
            told(
                "Ojo: el nodo %(node)s no está en ningún estanque ni lote; lo guardado no se verá en"
                " las páginas. Si es de otro nodo, diga --node y traiga el archivo otra vez.",
                node=node,
            ),
            style="yellow",
            highlight=False,
            markup=False,
        )
