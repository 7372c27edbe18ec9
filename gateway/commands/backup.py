"""`conuco backup DIR` and `conuco restore COPY`: what cannot be measured again, kept twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from gateway.backup.last import LastBackup, remember
from gateway.backup.making import SETTINGS, Source, make_copy, make_room
from gateway.backup.manifest import Manifest, read_manifest
from gateway.backup.media import check_medium, disk_of
from gateway.backup.restoring import restore as put_back
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.config import load
from gateway.domain.clock import StationClock
from gateway.domain.errors import DiskError
from gateway.domain.speech import told
from gateway.domain.system_words import refused
from gateway.store.sqlite import mirror
from gateway.store.sqlite.connection import writers_lock
from gateway.store.sqlite.writer import SqliteWriter
from gateway.timekeeping.clock import station_time

MEGABYTE = 1_000_000


def backup(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="Una carpeta en otra memoria, como un USB.")],
    config: ConfigOption = DEFAULT_CONFIG,
    same_disk: Annotated[  # noqa: FBT002
        bool, typer.Option("--same-disk", help="Acepta una carpeta del mismo disco.")
    ] = False,
) -> None:
    """Copia todo lo que la estación guarda, sin pararla, y deja sitio quitando copias viejas."""
    console = Console()
    with told_in_words():
        settings = load(config)
        folder = Path(settings.storage.folder)
        check_medium(target, folder, may_be_same=same_disk)
        now = _real_time(folder)
        with _progress(console) as tell:
            source = Source(folder, settings.commune.slug, config)
            made = make_copy(source, target, now=now, tell=tell)
        gone = make_room(target, settings.commune.slug, made=made)
        # A station whose own disk takes no more is copied all the same.
        try:
            remember(folder, LastBackup(now, is_same_disk=disk_of(target) == disk_of(folder)))
        except OSError as error:
            raise DiskError(
                told(
                    "La copia %(copy)s está completa, pero en %(folder)s no se pudo anotar (%(reason)s).",
                    copy=made,
                    folder=folder,
                    reason=refused(error),
                )
            ) from error
        _tell_copy(console, made, read_manifest(made))
        for one in gone:
            console.print(told("Se quitó una copia vieja: %(name)s", name=one.name), highlight=False)


def restore(
    copy: Annotated[Path, typer.Argument(metavar="COPIA", help="La carpeta de una copia.")],
    config: ConfigOption = DEFAULT_CONFIG,
    set_aside: Annotated[  # noqa: FBT002
        bool, typer.Option("--set-aside", help="Pone a un lado la estación que ya está.")
    ] = False,
) -> None:
    """Pone una copia en una máquina vacía, con la estación parada; antes la comprueba entera."""
    console = Console()
    with told_in_words():
        manifest = read_manifest(copy)
        if not config.exists() and (copy / SETTINGS).is_file():
            shutil.copyfile(copy / SETTINGS, config)
            console.print(told("Los ajustes salieron de la copia: %(path)s", path=config), highlight=False)
        settings = load(config)
        folder = Path(settings.storage.folder)
        with writers_lock(folder), _progress(console) as tell:
            put_back(
                copy,
                folder,
                commune=settings.commune.slug,
                now=_real_time(folder),
                set_aside=set_aside,
                tell=tell,
            )
            remember(folder, LastBackup(manifest.made))
        _look_at_the_mirror(folder)
        console.print(
            told(
                "Restaurado en %(folder)s. Arranque la estación. Lo que se midió o anotó después de la copia "
                "no está, salvo lo que los nodos todavía guardan.",
                folder=folder,
            ),
            highlight=False,
        )
        _tell_heads(console, manifest)


def _look_at_the_mirror(folder: Path) -> None:
    """Have the mirror looked at before anything is deleted there: it may have what came after the copy."""
    if (folder / "readings.db").is_file():
        with (
            SqliteWriter(folder, lambda _: {}, utc_offset_hours=0) as writer,
            writer.transaction() as readings,
        ):
            mirror.forget(readings)


@contextmanager
def _progress(console: Console) -> Iterator[_Tell]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield _Tell(bar, task)


class _Tell:
    """Moves a bar."""

    def __init__(self, bar: Progress, task: int) -> None:
        self._bar = bar
        self._task = task

    def __call__(self, what: str, done: int, total: int) -> None:
        self._bar.update(self._task, description=what, completed=done, total=total)  # type: ignore[arg-type]


def _tell_copy(console: Console, made: Path, manifest: Manifest) -> None:
    size = sum(one.size for one in manifest.files)
    console.print(
        told(
            "Copia completa: %(folder)s (%(files)s archivos, %(size)s MB)",
            folder=made,
            files=len(manifest.files),
            size=f"{size / MEGABYTE:.1f}",
        ),
        highlight=False,
        soft_wrap=True,
    )
    _tell_heads(console, manifest)


def _tell_heads(console: Console, manifest: Manifest) -> None:
    for name, word in (("station", told("estación")), ("book", told("libro"))):
        head = manifest.journals[name]
        console.print(
            told(
                "Diario «%(name)s»: %(number)s registros, hasta %(hash)s",
                name=word,
                number=head.number,
                hash=head.own_hash[:16] or "-",
            ),
            highlight=False,
        )


def _real_time(folder: Path) -> int:
    """Return the station's time [s UTC], whatever hour the world of a demo has."""
    return int(station_time(StationClock(), folder).now())
