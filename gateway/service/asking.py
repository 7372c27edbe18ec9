"""A question at the console that a person answers with yes or no, in the words that they have."""

from __future__ import annotations

from typing import Final

import typer

from gateway.domain.speech import told

_YES: Final = frozenset({"s", "si", "sí", "y", "yes"})
_NO: Final = frozenset({"", "n", "no"})


def agrees(question: str) -> bool:
    """Ask until the answer is one; whoever only presses Enter says no."""
    while True:
        how = told("[s/N]")
        said = str(typer.prompt(f"{question} {how}", default="", show_default=False)).strip().lower()
        if said in _YES | _NO:
            return said in _YES
