"""`conuco node log`: what a node says on its cable, or what the station knows of it."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Annotated

import typer
from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.node.ports import laid_out
from gateway.commands.node.shown import details, rows
from gateway.commands.node.words import NodeArgument
from gateway.config import Config, load
from gateway.domain.errors import ProvisionError
from gateway.domain.speech import told
from gateway.nodes.preparing import hidden
from gateway.nodes.settings_file import read_settings, settings_path


def log(
    node: NodeArgument,
    port: Annotated[
        str | None,
        typer.Option("--port", "-p", help="El puerto de la placa; sin él, lo que sabe la estación."),
    ] = None,
    seconds: Annotated[
        float | None, typer.Option("--seconds", help="Cuánto oye; sin él, hasta Ctrl-C.")
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Muestra lo que dice un nodo por su cable, sin claves; sin puerto, lo que sabe la estación."""
    console = Console()
    with told_in_words():
        settings = load(config)
        if port is None:
            _known(console, settings, node)
            return
        own = read_settings(settings_path(config.absolute().parent, node), node)
        until = None if seconds is None else time.monotonic() + seconds
        with laid_out(port) as bench, bench.open() as cable:
            console.print(told("Oyendo a %(node)s; Ctrl-C para terminar.", node=node), highlight=False)
            with suppress(KeyboardInterrupt):
                while until is None or time.monotonic() < until:
                    for line in cable.lines(0.5):
                        console.print(hidden(line, own), highlight=False, markup=False, soft_wrap=True)


def _known(console: Console, settings: Config, node: str) -> None:
    row = next((one for one in rows(settings) if one.node == node), None)
    if row is None:
        raise ProvisionError(
            told("La estación no conoce al nodo %(node)s. Los que conoce: conuco node list", node=node)
        )
    for line in details(row, settings):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
