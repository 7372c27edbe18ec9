"""The one console command `conuco`; every word of it is a command module's."""

from __future__ import annotations

import os
from importlib.metadata import entry_points

import typer

from gateway.commands import channels, fields, importing
from gateway.commands.backtest import backtest
from gateway.commands.backup import backup, restore
from gateway.commands.check import check
from gateway.commands.demo import demo
from gateway.commands.gateway import gateway
from gateway.commands.language import wanted_language
from gateway.commands.replay import replay
from gateway.domain.speech import speak
from gateway.languages import translations

app = typer.Typer(
    no_args_is_help=True,
    help="Conuco: monitoreo de estanques y maíz de una comuna rural.",
    pretty_exceptions_show_locals=False,
)
app.command()(gateway)
app.command()(check)
app.command()(demo)
app.command()(replay)
app.command()(backtest)
app.command()(backup)
app.command()(restore)
app.add_typer(importing.app, name="import")
app.add_typer(channels.app, name="channels")
app.add_typer(fields.app, name="fields")


def main() -> None:
    """Run the console command, with what the dashboard plugs into it, in the language of the environment."""
    speak(translations(wanted_language(os.environ)))
    for found in entry_points(group="conuco.commands"):
        found.load()(app)
    app()


if __name__ == "__main__":
    main()
