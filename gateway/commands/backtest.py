"""`conuco backtest FILE`: what the forecast of the night would have been worth in a measured series."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from gateway.commands.backtesting.drawing import drawing
from gateway.commands.backtesting.places import Spot, spot
from gateway.commands.backtesting.running import PondReport, pond_reports
from gateway.commands.backtesting.tables import tables
from gateway.commands.border import told_in_words
from gateway.commands.importing import renamed
from gateway.commands.written import write_text
from gateway.domain.speech import told
from gateway.importing.reading import Wanted, read_file


def backtest(  # noqa: PLR0913 - one parameter an option
    files: Annotated[list[Path], typer.Argument(help="CSV con hora y oxígeno; la temperatura ayuda.")],
    latitude: Annotated[
        float | None, typer.Option(min=-66, max=66, help="Dónde se midió, para el sol: norte positivo.")
    ] = None,
    longitude: Annotated[
        float | None, typer.Option(min=-180, max=180, help="Dónde se midió: este positivo.")
    ] = None,
    column: Annotated[list[str] | None, typer.Option(help="Qué es una columna: do=sonda.oxygen.")] = None,
    utc_offset: Annotated[float | None, typer.Option(help="Horas de diferencia con UTC.")] = None,
    svg: Annotated[Path | None, typer.Option(help="Dibuja pronóstico y verdad en este archivo.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Escribe todo como JSON.")] = False,  # noqa: FBT002
) -> None:
    """Juzga el pronóstico de la noche con series medidas, sin mirar adelante."""
    with told_in_words():
        wanted = Wanted(None, renamed(column or []), utc_offset)
        reports = []
        with Progress(console=Console(stderr=True), transient=True) as progress:
            for path in files:
                task = progress.add_task(path.name, total=1.0)
                found = read_file(path, wanted, now=int(time.time()))
                place = spot(
                    path.name,
                    latitude=latitude,
                    longitude=longitude,
                    utc_offset_hours=found.utc_offset_hours,
                )
                reports += pond_reports(path, found, place, tell=_teller(progress, task))
        if svg is not None:
            write_text(svg, drawing(reports))
        if as_json:
            typer.echo(msgspec.json.format(msgspec.json.encode({"ponds": reports}), indent=1).decode())
            return
        _print(reports)


def _teller(progress: Progress, task: TaskID) -> Callable[[float], None]:
    return lambda share: progress.update(task, completed=share)


def _print(reports: list[PondReport]) -> None:
    console = Console()
    for report in reports:
        console.print(
            told(
                "%(file)s, %(series)s: %(nights)s noches, las primeras %(burn_in)s aparte.",
                file=report.file,
                series=report.series,
                nights=report.nights,
                burn_in=report.burn_in,
            ),
            style="bold",
            highlight=False,
            markup=False,
        )
        console.print(_where(report.spot), highlight=False, markup=False)
        if 2 * report.without_day > report.stretches:
            console.print(
                told(
                    "Ojo: la serie no tiene día ni noche en %(without)s de %(stretches)s tramos de tres días:"
                    " así no se mueve el agua de un estanque, y lo que sigue no vale.",
                    without=report.without_day,
                    stretches=report.stretches,
                ),
                style="yellow",
                highlight=False,
                markup=False,
            )
        for table in tables(report):
            console.print(table)


def _where(place: Spot) -> str:
    latitude, longitude = f"{place.latitude:.2f}", f"{place.longitude:.2f}"
    if place.is_assumed:
        return told(
            "Nadie dijo dónde se midió: el sol se tomó de %(latitude)s, %(longitude)s."
            " Dígalo con --latitude y --longitude.",
            latitude=latitude,
            longitude=longitude,
        )
    return told("El sol, de %(latitude)s, %(longitude)s.", latitude=latitude, longitude=longitude)
