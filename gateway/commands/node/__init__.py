"""`conuco node`: a node from an empty board to its first reading, and what comes after."""

from __future__ import annotations

import typer

from gateway.commands.node.add import add
from gateway.commands.node.calibrate import calibrate
from gateway.commands.node.collect import collect
from gateway.commands.node.flash import flash
from gateway.commands.node.listing import list_nodes
from gateway.commands.node.log import log
from gateway.commands.node.replace import replace
from gateway.commands.node.restart import restart

app = typer.Typer(
    no_args_is_help=True,
    help="Los nodos: anotarlos, grabarlos, mirarlos, cambiarlos, calibrarlos, recogerlos por cable.",
)
app.command()(add)
app.command()(flash)
app.command("list")(list_nodes)
app.command()(log)
app.command()(replace)
app.command()(restart)
app.command()(calibrate)
app.command()(collect)
