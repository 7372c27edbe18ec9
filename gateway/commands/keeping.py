"""`conuco recompute` and `conuco retire`: what is derived, and how long what was received is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from gateway.app.orders.recomputing import SeriesChanged, Told
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.ordering import carried_out
from gateway.config import Config, load
from gateway.domain.entries import OrderGiven
from gateway.domain.errors import ConfigError
from gateway.domain.orders import Step
from gateway.domain.speech import told
from gateway.store.files import FOLDER

CHANGED = 3
"""How `recompute` ends when something is otherwise than it was."""


def recompute(
    config: ConfigOption = DEFAULT_CONFIG,
    node: Annotated[str | None, typer.Option(help="Solo este nodo.")] = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Desde este día de la comuna.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Hasta este día, él también.")
    ] = None,
    dry_run: Annotated[  # noqa: FBT002
        bool, typer.Option("--dry-run", help="Dice qué cambiaría y no escribe nada.")
    ] = False,
) -> None:
    """Calcula de nuevo valores y marcas desde lo que llegó, y dice qué cambió."""
    console = Console()
    with told_in_words():
        settings = load(config)
        argument = {} if node is None else {"node": node}
        offset = timedelta(hours=settings.commune.utc_offset_hours)
        if since is not None:
            argument["from"] = str(int((since.replace(tzinfo=UTC) - offset).timestamp()))
        if until is not None:
            argument["to"] = str(int((until.replace(tzinfo=UTC) - offset).timestamp()) + 86400)
        if dry_run:
            argument["dry_run"] = "1"
        order = OrderGiven("recompute", argument)
        said = last_word(console, carried_out(settings, order, by="conuco recompute"), told("Calculando"))
    found = msgspec.json.decode(said, type=Told)
    _tell(console, found, is_dry=dry_run)
    if found.failed:
        raise typer.Exit(1)
    if found.changed:
        raise typer.Exit(CHANGED)


def retire(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Pasa a archivos CSV los días más viejos que `raw_days` de los ajustes, ahora mismo."""
    console = Console()
    with told_in_words():
        settings = load(config)
        order = OrderGiven("retire", {"raw_days": str(_raw_days(settings, config))})
        gone = last_word(console, carried_out(settings, order, by="conuco retire"), told("Calculando"))
    folder = Path(settings.storage.folder) / FOLDER
    console.print(
        told("Días que pasaron a %(folder)s: %(count)s.", folder=folder, count=gone),
        highlight=False,
        soft_wrap=True,
    )


def _raw_days(settings: Config, config: Path) -> int:
    found = settings.keeping.raw_days
    if found is None:
        raise ConfigError(
            [
                told(
                    "%(path)s no dice cuántos días se guardan: ponga [keeping] raw_days, por ejemplo 400.",
                    path=config,
                )
            ]
        )
    return found


def last_word(console: Console, steps: Iterator[Step], what: str) -> str:
    """Show how far something has come, and return what was said last."""
    said = ""
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        for step in steps:
            progress.update(task, total=step.total, completed=step.done)
            said = step.said or said
    return said


def _tell(console: Console, found: Told, *, is_dry: bool) -> None:
    for fault in found.failed:
        console.print(f"  • {fault}", style="red", highlight=False, markup=False)
    if not found.changed:
        console.print(told("Días calculados: %(days)s. Nada cambió.", days=found.days), highlight=False)
        return
    table = Table(
        told("serie"), told("otro valor"), told("otra marca"), told("ya no están"), told("nuevos"), box=None
    )
    for one in found.changed:
        table.add_row(
            f"{one.node}/{one.channel}/{one.quantity}",
            str(one.values),
            _flags(one),
            str(one.gone),
            str(one.new),
        )
    console.print(table)
    sentence = (
        told("Días calculados: %(days)s. No se escribió nada: era una prueba.", days=found.days)
        if is_dry
        else told("Días calculados: %(days)s. Quedó escrito.", days=found.days)
    )
    console.print(sentence, highlight=False)


def _flags(one: SeriesChanged) -> str:
    return ", ".join(f"{change.replace('>', ' → ')}: {count}" for change, count in one.flags.items()) or "0"
