"""`conuco check`: all faults of the settings at once."""

from __future__ import annotations

from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.config import load


def check(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Dice todas las faltas de los ajustes de una vez."""
    with told_in_words():
        found = load(config)
    Console().print(
        f"{config}: sin faltas. {found.commune.name}: {len(found.pond)} estanques,"
        f" {len(found.field)} lotes, {len(found.node)} nodos, {len(found.enterprise)} EPS.",
        highlight=False,
    )
