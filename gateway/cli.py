"""The one console command `conuco`; every word of it is a command module's."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from typing import Final

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError
from typer.main import get_command, get_command_name

from gateway.commands import (
    book,
    broker,
    channels,
    clock,
    deadletters,
    fields,
    importing,
    mirror,
    node,
    update,
)
from gateway.commands.backtest import backtest
from gateway.commands.backup import backup, restore
from gateway.commands.border import errors
from gateway.commands.check import check
from gateway.commands.demo import demo
from gateway.commands.doctor import doctor
from gateway.commands.gateway import gateway
from gateway.commands.helped import asks_for_help, put_into_words
from gateway.commands.keeping import recompute, retire
from gateway.commands.language import wanted_language
from gateway.commands.refill import refill
from gateway.commands.replay import replay
from gateway.commands.usage import refusal
from gateway.domain.speech import speak, told
from gateway.languages import translations

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Conuco: monitoreo de estanques y maíz de una comuna rural.",
)
app.command()(gateway)
app.command()(check)
app.command()(doctor)
app.command()(demo)
app.command()(replay)
app.command()(backtest)
app.command()(backup)
app.command()(restore)
app.command()(recompute)
app.command()(retire)
app.command()(refill)
app.add_typer(importing.app, name="import")
app.add_typer(channels.app, name="channels")
app.add_typer(broker.app, name="broker")
app.add_typer(fields.app, name="fields")
app.add_typer(mirror.app, name="mirror")
app.add_typer(deadletters.app, name="deadletters")
app.add_typer(clock.app, name="clock")
app.add_typer(node.app, name="node")
app.add_typer(book.app, name="book")
app.add_typer(update.app, name="update")

OWN: Final = frozenset(
    {get_command_name(one.callback.__name__) for one in app.registered_commands if one.callback}
    | {str(one.name) for one in app.registered_groups}
)
"""The words of these modules; others plug in more when they are needed."""


def main() -> None:
    """Run the console command in the language of the environment."""
    language = wanted_language(os.environ)
    speak(translations(language))
    words = sys.argv[1:]
    if not is_own(words):
        for found in entry_points(group="conuco.commands"):
            found.load()(app)
    command = get_command(app)
    if asks_for_help(command, words):
        put_into_words(command, translations(language, "commands"))
    try:
        sys.exit(command(standalone_mode=False))
    except NoArgsIsHelpError as error:
        sys.exit(error.exit_code)  # the help is shown already
    except ClickException as error:
        errors.print(
            refusal(error, translations(language, "commands")),
            style="bold red",
            highlight=False,
            markup=False,
        )
        sys.exit(error.exit_code)
    except typer.Abort:
        errors.print(told("Se dejó sin terminar."), style="bold red")
        sys.exit(1)


def is_own(words: Sequence[str]) -> bool:
    """Tell whether a command is one of these modules, and needs nothing that others plug in.

    The gateway waits for no page to be loaded, and has none in its memory.
    """
    return bool(words) and words[0] in OWN


if __name__ == "__main__":
    main()
