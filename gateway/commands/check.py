"""`conuco check`: all faults of the settings at once."""

from __future__ import annotations

from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.config import load
from gateway.domain.speech import told


def check(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Dice todas las faltas de los ajustes de una vez."""
    with told_in_words():
        found = load(config)
    Console().print(
        told(
            "%(path)s: sin faltas. %(commune)s. Estanques: %(ponds)s; lotes: %(fields)s;"
            " nodos: %(nodes)s; EPS: %(enterprises)s.",
            path=config,
            commune=found.commune.name,
            ponds=len(found.pond),
            fields=len(found.field),
            nodes=len(found.node),
            enterprises=len(found.enterprise),
        ),
        highlight=False,
    )
