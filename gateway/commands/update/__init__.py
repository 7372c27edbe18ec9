"""`conuco update`: new versions of the nodes' program, over the air."""

from __future__ import annotations

import typer

from gateway.commands.update.listing import list_offers
from gateway.commands.update.offering import offer
from gateway.commands.update.withdrawing import withdraw

app = typer.Typer(
    no_args_is_help=True, help="El programa de los nodos, por el aire: primero uno, después los demás."
)
app.command()(offer)
app.command("list")(list_offers)
app.command()(withdraw)
