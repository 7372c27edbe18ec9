"""The one console command `conuco`; every word of it is a command module's."""

from __future__ import annotations

from importlib.metadata import entry_points

import typer

app = typer.Typer(no_args_is_help=True, help="Conuco: monitoreo de estanques y maíz de una comuna rural.")


@app.callback()
def root() -> None:
    """Conuco: monitoreo de estanques y maíz de una comuna rural."""


def main() -> None:
    """Run the console command, with what the dashboard plugs into it."""
    for found in entry_points(group="conuco.commands"):
        found.load()(app)
    app()
