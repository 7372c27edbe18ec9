"""`conuco channels`: whether a letter would reach people, and a letter to try."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from gateway.alerts.channels.base import Channel, Outgoing
from gateway.alerts.channels.numbers import can_be_dialled
from gateway.alerts.letters.gsm import as_sms
from gateway.app.channels import channels_of
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.config import Config, load
from gateway.domain.errors import ChannelError, ConfigError
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.people import People

app = typer.Typer(no_args_is_help=True, help="Los caminos de los avisos: mensajes, llamadas, red local.")

OnlyOption = Annotated[
    list[str] | None, typer.Option("--only", "-o", help="Solo este camino: sms, call, push, internet.")
]


@app.command()
def check(only: OnlyOption = None, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Pregunta a cada camino si avisaría ahora; no manda nada."""
    with told_in_words():
        ways = _wanted(load(config), only or [])
    _each(ways, lambda way: way.check())


@app.command("test")
def try_out(
    to: Annotated[str, typer.Argument(help="Un número de teléfono, o el nombre de una persona.")],
    only: OnlyOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Manda un mensaje de prueba y hace sonar el teléfono de una persona."""
    with told_in_words():
        settings = load(config)
        ways = _wanted(settings, only or [])
        commune = settings.commune.name
        said = told("Prueba de Conuco, %(commune)s. Si lee esto, los avisos llegan.", commune=commune)
        letter = Outgoing(text=as_sms(said), title=commune, number=_number(to, settings))
    _each(ways, lambda way: _tried(way, letter))


def _wanted(config: Config, only: Sequence[str]) -> list[Channel]:
    """Return the ways that are set up, or those of them that are asked for.

    Raises:
        ConfigError: One that is asked for is not set up.
    """
    found = {one.name: one for one in channels_of(config, os.environ)}
    missing = [one for one in only if one not in found]
    if missing:
        raise ConfigError(
            [
                told(
                    "El camino %(name)s no está en los ajustes. Los que hay: %(ways)s. Vea docs/avisos.md.",
                    name=one,
                    ways=", ".join(found),
                )
                for one in missing
            ]
        )
    return [one for name, one in found.items() if not only or name in only]


def _number(to: str, config: Config) -> str:
    """Return the telephone that is meant.

    Raises:
        ConfigError: It is no number, and nobody with a telephone is called so.
    """
    if can_be_dialled(to):
        return to
    with CommuneJournal(Path(config.storage.folder) / "commune.db", commune=config.commune.slug) as journal:
        person = People(journal).called(to)
    if person is None or person.telephone is None:
        raise ConfigError(
            [told("Nadie con teléfono se llama «%(name)s». Escriba el número, o regístrelo.", name=to)]
        )
    return person.telephone


def _tried(way: Channel, letter: Outgoing) -> str:
    """Send a letter by a way, and return what to look for."""
    if way.name == "push":  # only the station itself writes down what telephones get
        return way.check()
    way.send(letter)
    return told("Enviado. Mire si llegó.")


def _each(ways: Sequence[Channel], ask: Callable[[Channel], str]) -> None:
    """Ask each way in turn and tell its answer at once; end with code 1 where one does not work."""
    console, is_well = Console(), True
    for way in ways:
        waits = told("Esperando a %(name)s, hasta %(most)s s", name=way.name, most=int(way.timeout_s))
        with console.status(waits):
            try:
                mark, said = "✔", ask(way)
            except ChannelError as error:
                mark, said, is_well = "✘", str(error), False
        style = "green" if mark == "✔" else "bold red"
        console.print(f"{mark} {way.name:<9}{said}", style=style, highlight=False, markup=False)
    if not is_well:
        raise typer.Exit(1)
