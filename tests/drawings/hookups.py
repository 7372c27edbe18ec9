"""What hangs on the nodes with two or three wires; pins as the board files say them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from drawings.hookup import Block, Hookup, Part, Row

Pins = dict[str, int]
_VOLTS = Row("3V3", "3V3", None, "3,3 V rojo")
_GROUND = "tierra negro"


def _board(last: int, *, first: int = 0) -> Block:
    return Block("left", first, last, ("ESP32",), "board")


def _d(pin: int) -> str:
    return f"D{pin}"


def oxygen(pins: Pins) -> Hookup:
    return Hookup(
        "Sonda de oxígeno SEN0237",
        (
            Row("3V3", "3V3", "+", "3,3 V rojo"),
            Row("señal", _d(pins["pin"]), "A señal", "señal azul"),
            Row("GND", "GND", "−", _GROUND),
        ),
        (_board(2), Block("right", 0, 2, ("Placa de la", "sonda"), "module")),
        (
            "La sonda se enrosca en el BNC de su placa. La placa, en caja seca; al agua va solo la sonda.",
            "Siempre prendida. Con mucho sol puede pasar de 2,4 V y el ESP32 mide de menos: para la alarma,"
            " que es de poco oxígeno, da igual.",
            "Fuente lejos de la bomba: su ruido entra por la tierra.",
        ),
    )


def temperature(pins: Pins) -> Hookup:
    return Hookup(
        "Termómetro de agua DS18B20",
        (
            Row("3V3", "3V3", "rojo", "3,3 V rojo"),
            Row("datos", _d(pins["pin"]), "amarillo", "datos"),
            Row("GND", "GND", "negro", _GROUND),
        ),
        (_board(2), Block("right", 0, 2, ("Termómetro",), "thing")),
        (
            "La resistencia de 4,7 kΩ (amarillo, violeta, rojo) va entre el rojo y el amarillo. Sin ella"
            " no se oye nada.",
            "Al lado de la sonda de oxígeno, a la misma hondura.",
        ),
        (Part("R", 0, 1, "4,7 kΩ"),),
    )


def _two_wires(title: str, thing: tuple[str, ...], pins: Pins, value: str, notes: tuple[str, ...]) -> Hookup:
    return Hookup(
        title,
        (
            Row("reloj", _d(pins["scl_pin"]), "SCL", "SCL reloj"),
            Row("3V3", "3V3", "VCC", "3,3 V rojo"),
            Row("datos", _d(pins["sda_pin"]), "SDA", "SDA datos"),
            Row("GND", "GND", "GND", _GROUND),
        ),
        (_board(3), Block("right", 0, 3, thing, "module")),
        notes,
        (Part("R", 0, 1, value), Part("R", 1, 2, value)),
    )


def ezo(pins: Pins) -> Hookup:
    return _two_wires(
        "Oxígeno con circuito Atlas EZO-DO",
        ("Placa", "aislada EZO"),
        pins,
        "4,7 kΩ",
        (
            "Use la placa que aísla: sin ella el agua y la bomba ensucian la medida.",
            "El circuito sale de fábrica hablando por serie: póngalo antes en I²C, como dice su hoja.",
            "Necesita también el termómetro, con el mismo nombre de canal y antes de él.",
        ),
    )


def _air(title: str, thing: tuple[str, ...], pins: Pins, last: str) -> Hookup:
    return _two_wires(
        title,
        thing,
        pins,
        "10 kΩ",
        (
            "Casi todos los módulos ya traen las dos resistencias: mire antes de soldar.",
            "Cable de menos de medio metro. En una garita con rendijas, a la sombra, a 1,5 o 2 m del suelo.",
            last,
        ),
    )


def air(pins: Pins) -> Hookup:
    return _air(
        "Aire: temperatura y humedad (SHT31)", ("SHT31",), pins, "Solo 3,3 V. Si ADDR va a 3,3 V: address 69."
    )


def bme280(pins: Pins) -> Hookup:
    return _air(
        "Aire con presión (BME280)",
        ("BME280",),
        pins,
        "Solo 3,3 V. Si SDO va a 3,3 V: address 119. Un BMP280 no sirve: no mide humedad.",
    )


def soil(pins: Pins) -> Hookup:
    return Hookup(
        "Varilla de suelo capacitiva",
        (
            Row("3V3", _d(pins["power_pin"]), "VCC", "3,3 V solo al medir"),
            Row("señal", _d(pins["pin"]), "AOUT", "señal azul"),
            Row("GND", "GND", "GND", _GROUND),
        ),
        (_board(2), Block("right", 0, 2, ("Varilla",), "thing")),
        (
            "La alimenta una pata del ESP32, no el 3V3: así no gasta ni se corroe entre medidas.",
            "Pruébela antes: en el aire más de 2,0 V, en agua menos de 1,7 V, quieta en 2 segundos. Si"
            " no, no sirve.",
            "Selle los bordes y la parte de arriba con barniz.",
        ),
    )


def _tipping(title: str, thing: tuple[str, ...], pins: Pins, notes: tuple[str, ...]) -> Hookup:
    return Hookup(
        title,
        (
            _VOLTS,
            Row("señal", _d(pins["pin"]), "un hilo", "señal azul"),
            Row("GND", "GND", "otro hilo", _GROUND),
        ),
        (_board(2), Block("right", 1, 2, thing, "thing")),
        notes,
        (Part("R", 0, 1, "10 kΩ"), Part("C", 1, 2, "100 nF")),
    )


def rain(pins: Pins) -> Hookup:
    return _tipping(
        "Pluviómetro de cazoletas",
        ("Pluviómetro",),
        pins,
        (
            "Es solo un contacto: da igual cuál hilo va a cuál.",
            "A nivel, sobre un poste firme, lejos de techos y árboles.",
        ),
    )


def wind(pins: Pins) -> Hookup:
    return _tipping(
        "Anemómetro de copas",
        ("Anemómetro",),
        pins,
        (
            "El condensador de 100 nF quita los rebotes: sin él cuenta de más.",
            "A 2 m del suelo, lejos de árboles.",
        ),
    )


def visit(pins: Pins) -> Hookup:
    return _tipping(
        "Botón de la visita (opcional)",
        ("Botón",),
        pins,
        (
            f'No está en ninguna placa: se añade: "visit_pin": {pins["pin"]}, u otra libre.',
            "Quien pasa con la estación o el teléfono lo aprieta, y el nodo entrega todo en el acto.",
        ),
    )


def radiation(pins: Pins) -> Hookup:
    return Hookup(
        "Piranómetro (sol)",
        (
            Row("3V3", "3V3", "+", "3,3 V rojo"),
            Row("señal", _d(pins["pin"]), "señal", "señal azul"),
            Row("GND", "GND", "−", _GROUND),
        ),
        (_board(2), Block("right", 0, 2, ("Piranómetro",), "thing")),
        (
            "De salida en voltaje, y que no pase de 2,4 V con todo el sol.",
            "A nivel, donde nada le dé sombra en todo el día. Límpielo cada dos semanas.",
        ),
        (Part("C", 1, 2, "100 nF"),),
    )


def battery(pins: Pins) -> Hookup:
    return Hookup(
        "Medir la batería",
        (
            Row("12V", None, "+", ""),
            Row("señal", _d(pins["pin"]), None, "señal"),
            Row("GND", "GND", "−", "tierra"),
        ),
        (_board(2), Block("right", 0, 2, ("Batería",), "thing")),
        (
            "Dos resistencias de 100 kΩ parten el voltaje en dos. Nunca la batería directa a la pata.",
            "divider: mida con el multímetro la batería y la pata, y divida. Con 100 y 100, más o menos 2.",
            "Para plomo de 12 V la de arriba es de 390 kΩ (naranja, blanco, amarillo): más o menos 4,9.",
        ),
        (
            Part("R", 0, 1, "100 kΩ", 0.6),
            Part("R", 1, 2, "100 kΩ", 0.6),
            Part("C", 1, 2, "100 nF", 0.42, says_left=True),
        ),
    )


HOOKUPS: Final[dict[str, Callable[[Pins], Hookup]]] = {
    "air": air,
    "battery": battery,
    "bme280": bme280,
    "ezo": ezo,
    "oxygen": oxygen,
    "radiation": radiation,
    "rain": rain,
    "soil": soil,
    "temperature": temperature,
    "visit": visit,
    "wind": wind,
}
"""By the name of the sensor, or the word of an output."""
