"""Why a node did not take a version: in words for a person, beside the node's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gateway.domain.speech import both

WHY: Final = {
    "it crashed": both("se cayó tres veces, y volvió al de antes"),
    "nothing of it was acknowledged": both(
        "la estación no recibió nada de él en toda la prueba, y volvió al de antes"
    ),
    "the station acknowledged nothing of it": both(
        "la estación estaba y no pudo guardar nada de él, y volvió al de antes"
    ),
    "not above the highest version": both("ya llevó una versión igual o más alta"),
    "no update.pub here": both("la placa no tiene la llave de la estación: grábela por cable"),
    "no room in the flash": both("no cabe en la placa al lado de lo que tiene guardado"),
    "not signed by this station": both(
        "la firma no es de la llave con que se grabó la placa: grábela por cable"
    ),
    "compiled for another MicroPython": both(
        "está compilado para otro MicroPython: grabe la placa por cable"
    ),
    "nobody here does that": both(
        "no se grabó con «conuco node flash», y así no puede cambiar de programa: grábelo por cable"
    ),
}
"""By the words of `firmware/node/update.py`, `bundle.py` and `obedience.py`."""


def in_words(why: str | None, translate: Callable[[str], str]) -> str:
    """Return why it failed; what is not known here in the node's own words."""
    if why is None:
        return "?"
    return translate(WHY[why]) if why in WHY else why
