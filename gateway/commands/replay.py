"""`conuco replay FILE`: a measured series through real nodes, broker, gateway and pages."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from gateway.commands.border import told_in_words
from gateway.commands.importing import renamed
from gateway.demo.checking import check_port, only_demo
from gateway.demo.replay.measured import measured_series
from gateway.demo.replay.stage import Wish, keep_pages, play
from gateway.domain.speech import told
from gateway.importing.reading import Wanted, read_file


def replay(  # noqa: PLR0913 - one parameter an option
    file: Annotated[
        Path, typer.Argument(help="Un CSV con oxígeno; su hora dice la zona, o su nombre: _utc-5.")
    ],
    speed: Annotated[float, typer.Option(min=1, max=7200, help="Segundos de la serie por segundo.")] = 3600.0,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Dónde se sirven las páginas.")] = 8000,
    folder: Annotated[Path, typer.Option(help="Dónde queda lo que se toca; se empieza de nuevo.")] = Path(
        ".demo/replay"
    ),
    column: Annotated[list[str] | None, typer.Option(help="Qué es una columna: do=sonda.oxygen.")] = None,
    utc_offset: Annotated[float | None, typer.Option(help="Horas de diferencia con UTC.")] = None,
    stop_at_end: Annotated[bool, typer.Option("--stop-at-end", help="Termina con la serie.")] = False,  # noqa: FBT002
) -> None:
    """Toca una serie medida por nodos, broker, estación y páginas de verdad."""
    console = Console()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    with told_in_words():
        wanted = Wanted("pond-1", renamed(column or []), utc_offset)
        found = read_file(file, wanted, now=int(time.time()))
        series = measured_series(found, name=file.name)
        wish = Wish(speed, folder, port, round(found.utc_offset_hours or 0))
        with only_demo(folder):
            check_port(port)
            _announce(console, wish, rows=len(series.oxygen), seconds=(series.end - series.start) / speed)
            with Progress(console=console) as progress:
                task = progress.add_task(told("Tocando la serie"), total=1.0)
                play(
                    series,
                    wish,
                    tell=lambda share: progress.update(task, completed=share),
                    is_stopping=stop.is_set,
                )
            if not stop_at_end and not stop.is_set():
                console.print(told("La serie terminó; las páginas siguen hasta Ctrl-C."))
                keep_pages(wish, is_stopping=stop.is_set)


def _announce(console: Console, wish: Wish, *, rows: int, seconds: float) -> None:
    pond, cycle = wish.pages
    if seconds < 120:
        time_it_takes = told("%(count)s segundos", count=f"{seconds:.0f}")
    else:
        time_it_takes = told("%(count)s minutos", count=f"{seconds / 60:.0f}")
    first = told("%(rows)s mediciones en %(time)s. Abra %(page)s", rows=rows, time=time_it_takes, page=pond)
    console.print(first, highlight=False)
    console.print(told("y, noche por noche, %(page)s. Ctrl-C termina.", page=cycle), highlight=False)
