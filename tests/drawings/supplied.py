"""Where the nodes take their current from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from drawings.hookup import Block, Hookup, Part, Row
from drawings.hookups import Pins

_GROUND = "tierra negro"


def pond_power(_pins: Pins) -> Hookup:
    return Hookup(
        "Corriente de un nodo de estanque",
        (
            Row("5V", "VIN", "5 V +", "5 V"),
            Row("GND", "GND", "5 V −", "tierra"),
            Row("5V", "5 V +", "carga +", "5 V"),
            Row("GND", "5 V −", "carga −", _GROUND),
        ),
        (
            Block("left", 0, 1, ("ESP32",), "board"),
            Block("right", 0, 3, ("Respaldo 5 V", "con 18650"), "module"),
            Block("left", 2, 3, ("Cargador", "USB 2 A"), "module"),
        ),
        (
            "El respaldo (un «UPS» de 5 V para litio) sigue dando cuando se va la luz. Una 18650 de 2500"
            " mAh da más o"
            " menos medio día; mídalo en la suya.",
            "470 µF junto al ESP32, la raya del condensador a tierra: la radio toma corriente a golpes.",
            "Nunca el USB y el VIN a la vez, salvo que la placa lo permita.",
        ),
        (Part("C", 0, 1, "470 µF"),),
    )


def field_power(_pins: Pins) -> Hookup:
    return Hookup(
        "Corriente de un nodo que duerme",
        (
            Row("3V3", "3V3", "sale +", "3,3 V"),
            Row("GND", "GND", "sale −", "tierra"),
            Row("5V", "batería +", "entra +", "3,0 a 4,2 V"),
            Row("GND", "batería −", "entra −", _GROUND),
            Row("5V", "batería +", "BAT +", "3,0 a 4,2 V"),
            Row("GND", "batería −", "BAT −", _GROUND),
            Row("12V", "panel +", "IN +", "panel"),
            Row("GND", "panel −", "IN −", _GROUND),
        ),
        (
            Block("left", 0, 1, ("ESP32",), "board"),
            Block("right", 0, 3, ("Regulador", "3,3 V"), "module"),
            Block("left", 2, 5, ("Batería", "18650"), "thing"),
            Block("right", 4, 7, ("Cargador", "solar"), "module"),
            Block("left", 6, 7, ("Panel 6 V",), "thing"),
        ),
        (
            "Regulador de poco consumo, que dé 500 mA (HT7833, AP2112K). El de la placa de desarrollo"
            " gasta dormido más que"
            " todo lo demás.",
            "Cargador para litio con protección. La batería, a la sombra; no la cargue a más de 45 °C.",
            "470 µF junto al ESP32.",
        ),
        (Part("C", 0, 1, "470 µF"),),
    )


HOOKUPS: Final[dict[str, Callable[[Pins], Hookup]]] = {
    "field-power": field_power,
    "pond-power": pond_power,
}
