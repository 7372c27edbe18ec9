"""What every command about a node is told, and how it tells of its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from gateway.domain.speech import told
from gateway.nodes.serial.port import Progress as Tell

NodeArgument = Annotated[str, typer.Argument(metavar="NODO", help="El nombre del nodo.")]
PortOption = Annotated[str, typer.Option("--port", "-p", help="El puerto de la placa: /dev/ttyUSB0.")]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Solo dice los pasos; no toca nada.")]
FolderOption = Annotated[Path, typer.Option("--folder", help="La carpeta de Mosquitto.")]
OwnerOption = Annotated[str, typer.Option("--owner", help="El usuario con que anda Mosquitto.")]
ImageOption = Annotated[
    Path | None,
    typer.Option("--firmware", help="La imagen de MicroPython para una placa nueva: un .bin, o su carpeta."),
]
SumOption = Annotated[
    str | None, typer.Option("--firmware-sha256", help="La suma de la imagen, como la da su página.")
]
EraseOption = Annotated[
    bool, typer.Option("--erase", help="Borra la placa y escribe MicroPython aunque ya lo tenga.")
]
ForgetOption = Annotated[
    bool, typer.Option("--forget-records", help="Aunque la placa tenga registros que nadie recogió.")
]
WaitOption = Annotated[
    int, typer.Option("--wait", min=0, help="Cuántos segundos espera la primera medición; 0: no espera.")
]
LabelOption = Annotated[Path | None, typer.Option("--label", help="La etiqueta en un archivo .svg o .png.")]
FOLDER = Path("/etc/mosquitto")


@dataclass(slots=True)
class Telling:
    """Tells of the steps of a command, one after another."""

    console: Console
    steps: Sequence[str]
    _at: int = field(default=0)

    def next(self) -> None:
        """Tell of the next step."""
        self._at += 1
        self.say(f"[{self._at}/{len(self.steps)}] {self.steps[self._at - 1]}", "bold")

    def skip(self) -> None:
        """Leave out the next step: there is nothing to do in it."""
        self._at += 1

    def all(self) -> None:
        """Tell of every step; nothing of it is done."""
        self.say(told("Estos son los pasos; no se tocó nada:"))
        for number, step in enumerate(self.steps, 1):
            self.say(f"  {number}. {step}")

    def say(self, text: str, style: str | None = None) -> None:
        """Tell of something."""
        self.console.print(text, style=style, highlight=False, markup=False, soft_wrap=True)

    @contextmanager
    def waiting(self, title: str) -> Iterator[None]:
        """Show that something goes on whose end nobody can foresee."""
        with self.console.status(title):
            yield

    @contextmanager
    def progress(self, title: str) -> Iterator[Tell]:
        """Show how far something has come."""
        with Progress(console=self.console, transient=True) as bars:
            bar = bars.add_task(title, total=None)
            yield lambda done, total: bars.update(bar, completed=done, total=total)
