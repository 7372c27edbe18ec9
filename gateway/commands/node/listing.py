"""`conuco node list`: how every node stands."""

from __future__ import annotations

from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.node.shown import rows, table
from gateway.config import load
from gateway.domain.speech import told


def list_nodes(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Dice cómo está cada nodo: dónde, su última palabra, su batería, su señal, lo que le falta enviar."""
    console = Console()
    with told_in_words():
        settings = load(config)
        found = rows(settings)
    if not found and settings.node:
        console.print(
            told(
                "La estación no ha arrancado todavía. Los %(count)s nodos de los ajustes se anotan solos la"
                " primera vez: conuco gateway",
                count=len(settings.node),
            )
        )
        return
    if not found:
        console.print(told("Todavía no hay nodos. El primero: conuco node add NODO --board estanque"))
        return
    console.print(table(found, settings))
