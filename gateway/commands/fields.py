"""`conuco fields`: what the water of the fields would have been told, against what was measured."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from gateway.commands.border import told_in_words
from gateway.commands.seasons.drawing import drawing
from gateway.commands.seasons.folder import season_of
from gateway.commands.seasons.judging import Capacity, SeasonReport, judged
from gateway.commands.seasons.site import CropName
from gateway.commands.seasons.tables import table, words
from gateway.commands.written import write_text

app = typer.Typer(no_args_is_help=True, help="El agua de los lotes, juzgada con lo medido.")


@app.callback()
def fields() -> None:
    """El agua de los lotes, juzgada con lo medido."""


@app.command()
def backtest(  # noqa: PLR0913 - one parameter an option
    folder: Annotated[Path, typer.Argument(help="Carpeta con clima, riego, suelo y perfiles medidos.")],
    crop: Annotated[CropName | None, typer.Option(help="Qué se sembró: maize o cotton.")] = None,
    latitude: Annotated[
        float | None, typer.Option(min=-66, max=66, help="Dónde se midió: norte positivo.")
    ] = None,
    capacity: Annotated[
        Capacity | None, typer.Option(help="La capacidad de campo: learnt (aprendida) o given (del archivo).")
    ] = None,
    every: Annotated[int, typer.Option(min=1, max=20, help="De tantos perfiles se oye uno.")] = 1,
    picture: Annotated[Path | None, typer.Option(help="Dibuja lo dicho y lo medido en este SVG.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Escribe todo como JSON.")] = False,  # noqa: FBT002
) -> None:
    """Juzga el filtro del agua con temporadas medidas, sin mirar adelante."""
    with told_in_words():
        report = _report(folder, crop=crop, latitude=latitude, capacity=capacity, every=every)
        if picture is not None:
            write_text(picture, drawing(report))
        if as_json:
            typer.echo(msgspec.json.format(msgspec.json.encode(report), indent=1).decode())
            return
        console = Console()
        for sentence in words(report):
            console.print(sentence, highlight=False, markup=False)
        console.print(table(report))


def _report(
    folder: Path, *, crop: CropName | None, latitude: float | None, capacity: Capacity | None, every: int
) -> SeasonReport:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(folder.name, total=1.0)
        season = season_of(folder, crop=crop, latitude=latitude)
        return judged(
            folder,
            season,
            capacity=capacity,
            every=every,
            tell=lambda share: progress.update(task, completed=share),
        )
