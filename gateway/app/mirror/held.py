"""What a person is told whose mirror has more than the station."""

from __future__ import annotations

from gateway.domain.speech import told


def held_words() -> str:
    """Return why nothing is sent, and what to do, in two sentences."""
    return told(
        "El espejo tiene lecturas que la estación no tiene: no se borra nada allá. Tráigalas de vuelta, o"
        " mande `conuco mirror rebuild --discard` si lo que vale es la estación."
    )
