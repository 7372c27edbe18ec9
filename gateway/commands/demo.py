"""`conuco demo`: a small simulated commune on this machine."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from gateway.commands.border import told_in_words
from gateway.demo.checking import check_port, only_demo
from gateway.demo.options import DEFAULT_START, Options, chosen_faults, start_moment
from gateway.demo.playbill import Playbill
from gateway.demo.stage import play

StartOption = Annotated[
    str, typer.Option("--start", help="A qué hora empieza: 02:50 de la madrugada, 17:30 de la víspera.")
]
SpeedOption = Annotated[
    float, typer.Option("--speed", min=1, max=3600, help="Segundos simulados por segundo de reloj.")
]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, help="Dónde se sirven las páginas.")]
FolderOption = Annotated[Path, typer.Option("--folder", help="Dónde queda todo lo de la demo.")]
FreshOption = Annotated[bool, typer.Option("--fresh", help="Vuelve a preparar la historia.")]
MirrorOption = Annotated[
    bool, typer.Option("--mirror", help="Arranca también un InfluxDB y su espejo; pide influxd en el PATH.")
]
FaultOption = Annotated[
    list[str] | None,
    typer.Option("--fault", help="Una falla más: pond-4=seca (sucia, seca, bateria, red, termometro)."),
]


def demo(  # noqa: PLR0913 - each parameter is an option of the command line
    start: StartOption = DEFAULT_START,
    speed: SpeedOption = 60.0,
    port: PortOption = 8000,
    folder: FolderOption = Path(".demo"),
    fresh: FreshOption = False,  # noqa: FBT002 - typed by name: --fresh
    fault: FaultOption = None,
    mirror: MirrorOption = False,  # noqa: FBT002 - typed by name: --mirror
) -> None:
    """Levanta una comuna pequeña simulada en esta máquina."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    with told_in_words():
        begin = start_moment(start)
        faults = chosen_faults(fault or [], start=begin)
        with only_demo(folder):
            check_port(port)
            options = Options(begin, speed, port, folder, fresh, faults, is_mirrored=mirror)
            play(options, Playbill(Console()), is_stopping=stop.is_set)
