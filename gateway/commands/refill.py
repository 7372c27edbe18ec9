"""`conuco refill`: what was received, taken back from a backup, the mirror or our own files."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from gateway.backup.manifest import NAME, check_files, read_manifest
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.keeping import last_word
from gateway.commands.ordering import carried_out
from gateway.config import Config, load
from gateway.domain.entries import OrderGiven
from gateway.domain.errors import StoreError
from gateway.domain.speech import told
from gateway.store.files import FOLDER


def refill(
    config: ConfigOption = DEFAULT_CONFIG,
    from_backup: Annotated[
        Path | None, typer.Option(metavar="COPIA", help="La carpeta de una copia de respaldo.")
    ] = None,
    from_mirror: Annotated[  # noqa: FBT002
        bool, typer.Option("--from-mirror", help="El espejo InfluxDB de los ajustes.")
    ] = False,
    from_files: Annotated[  # noqa: FBT002
        bool, typer.Option("--from-files", help="Los archivos CSV de esta misma estación.")
    ] = False,
    no_source: Annotated[  # noqa: FBT002
        bool, typer.Option("--no-source", help="No hay de dónde: ya se sabe, no lo diga más.")
    ] = False,
) -> None:
    """Trae de vuelta lo medido que aquí falta; lo que ya está no se repite."""
    console = Console()
    with told_in_words(), ExitStack() as stack:
        settings = load(config)
        if [from_backup is not None, from_mirror, from_files, no_source].count(True) != 1:
            raise StoreError(
                told(
                    "Diga de dónde, una sola cosa: --from-backup COPIA, --from-mirror, --from-files"
                    " o --no-source."
                )
            )
        folder: Path | None
        if from_backup is not None:
            folder = _checked(from_backup, settings)
        elif from_files:
            folder = Path(settings.storage.folder) / FOLDER
        elif no_source:
            folder = None
        else:
            folder = _fetched(console, settings, stack)
        order = OrderGiven("refill", {} if folder is None else {"folder": str(folder.resolve())})
        added = last_word(console, carried_out(settings, order, by="conuco refill"), told("Llenando"))
    console.print(told("Valores que faltaban y volvieron: %(count)s.", count=added), highlight=False)


def _checked(copy: Path, settings: Config) -> Path:
    """Return a copy whose every file is as it was copied; one without a paper about it is taken as it is."""
    if (copy / NAME).exists():
        manifest = read_manifest(copy)
        if manifest.commune != settings.commune.slug:
            raise StoreError(
                told(
                    "La copia es de la comuna «%(copied)s» y los ajustes dicen «%(told)s». "
                    "Corrija [commune] slug o elija otra copia.",
                    copied=manifest.commune,
                    told=settings.commune.slug,
                )
            )
        check_files(copy, manifest)
    return copy


def _fetched(console: Console, settings: Config, stack: ExitStack) -> Path:
    """Return a folder beside the databases with all that the mirror has; it goes at the end."""
    # Only here: whoever has no mirror waits for no library of it.
    from gateway.secrets import influx_token
    from gateway.store.influx.client import Influx
    from gateway.store.influx.fetching import fetch

    if settings.mirror.url is None:
        raise StoreError(told("Esta estación no tiene espejo: [mirror] url no está puesto."))
    beside = Path(settings.storage.folder)
    beside.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".del-espejo-", dir=beside))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    with Influx(settings.mirror, influx_token()) as influx:
        influx.check()
        last_word(console, fetch(influx, settings.commune.slug, folder), told("Leyendo el espejo"))
    return folder
