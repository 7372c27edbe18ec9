"""Why a message of a foreign device was set aside, and what to do about it."""

from __future__ import annotations

from typing import Final

from gateway.domain.speech import both
from gateway.domain.why import Why

_SETTINGS: Final = both("Corrija el [[device]] en los ajustes, reinicie la estación y pida leerlo de nuevo.")
_DEVICE: Final = both("Revise el programa del aparato: así no lo puede leer nadie.")

OF_DEVICES: Final = (
    Why(
        "none of the fields stands in it",
        both("El mensaje del aparato no trae ningún número de los que dicen los ajustes: %(paths)s."),
        _SETTINGS,
        r"stands in it: (?P<paths>.*)",
    ),
    Why(
        "holds no number",
        both("Donde los ajustes dicen que hay un número, %(path)s, hay otra cosa."),
        _SETTINGS,
        r"(?P<path>.*) holds no number",
    ),
    Why(
        "is no number of",
        both("«%(given)s» no es un número de %(quantity)s."),
        _SETTINGS,
        r"(?P<given>.*) is no number of (?P<quantity>.*)",
    ),
    Why(
        "stands where a number of",
        both("El aparato dice prendido o apagado donde va un número de %(quantity)s."),
        _SETTINGS,
        r"a number of (?P<quantity>\w+)",
    ),
    Why("beyond all bounds", both("Trae un número más grande que cualquiera."), _DEVICE),
    Why("holds no time", both("Donde los ajustes dicen que está la hora no hay ninguna."), _SETTINGS),
    Why("the time is no text", both("Donde los ajustes dicen que está la hora no hay ninguna."), _SETTINGS),
    Why(
        "is no ISO 8601 time",
        both("«%(given)s» no es una hora ISO 8601."),
        _SETTINGS,
        r"(?P<given>.*) is no ISO",
    ),
    Why(
        "is only for packs with bver 26",
        both("La unidad SenML «%(unit)s» solo vale con bver 26, y el paquete no lo dice."),
        _DEVICE,
        r"unit (?P<unit>.*) is only",
    ),
    Why(
        "is not measured in",
        both("%(quantity)s no se mide en «%(unit)s»."),
        _SETTINGS,
        r"(?P<quantity>\w+) is not measured in (?P<unit>.*)",
    ),
    Why(
        "newer than this reader",
        both("El paquete SenML es de una versión más nueva que la que sabe leer la estación."),
        both("Actualice la estación y pida leerlo de nuevo."),
    ),
    Why(
        "SenML",
        both("El paquete SenML no es como dice la RFC 8428 (%(detail)s)."),
        _DEVICE,
        r"(?P<detail>.*)",
    ),
    Why(
        "not JSON",
        both("El mensaje del aparato no es JSON (%(detail)s)."),
        _DEVICE,
        r"not JSON: (?P<detail>.*)",
    ),
    Why("not UTF-8", both("El mensaje del aparato no es texto UTF-8."), _DEVICE),
)
