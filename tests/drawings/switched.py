"""What hangs on the nodes through a module: lines of RS485, contacts, mains, sirens, relays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from drawings.hookup import Block, Hookup, Part, Row
from drawings.hookups import Pins

_GROUND = "tierra negro"


def _d(pin: int) -> str:
    return f"D{pin}"


def _line_rows(pins: Pins) -> tuple[Row, ...]:
    return (
        Row("3V3", "3V3", "VCC", "3,3 V rojo"),
        Row("señal", _d(pins["tx_pin"]), "DI", "va"),
        Row("datos", _d(pins["rx_pin"]), "RO", "viene"),
        Row("orden", _d(pins["direction_pin"]), "DE y RE", "quién habla"),
        Row("GND", "GND", "GND", _GROUND),
    )


_MODULE = ("Módulo", "RS485 3,3 V")
_LINE_NOTE = (
    "A con A, B con B. Si no contesta nadie, cambie A con B: no se daña. Más de 20 m de cable: 120 Ω entre A"
    " y B, del lado de la sonda."
)


def optical(pins: Pins) -> Hookup:
    return Hookup(
        "Sonda óptica de oxígeno por RS485",
        (
            *_line_rows(pins),
            Row("datos", "A", "A", "A trenzado"),
            Row("señal", "B", "B", "B trenzado"),
            Row("GND", "−", "−", _GROUND),
            Row("12V", "+", "+ 12 V", "12 V"),
        ),
        (
            Block("left", 0, 4, ("ESP32",), "board"),
            Block("right", 0, 6, _MODULE, "module"),
            Block("left", 5, 8, ("Sonda",), "thing"),
            Block("right", 7, 8, ("Fuente 12 V",), "module"),
        ),
        (
            "La sonda va siempre prendida: tarda medio minuto en calentarse.",
            _LINE_NOTE,
            "Las tierras van todas juntas: la del ESP32 y la de la fuente.",
            "map y address: como diga el manual de la sonda.",
        ),
        (Part("J", 4, 7, "", 0.9),),
    )


def soil_modbus(pins: Pins) -> Hookup:
    return Hookup(
        "Sonda de suelo por RS485",
        (
            *_line_rows(pins),
            Row("datos", "A", "A", "A trenzado"),
            Row("señal", "B", "B", "B trenzado"),
            Row("GND", "−", "− sale", _GROUND),
            Row("12V", "+", "+ 12 V", "12 V solo al medir"),
            Row("orden", _d(pins["power_pin"]), "EN", "prender"),
            Row("5V", "batería", "+ entra", "batería"),
        ),
        (
            Block("left", 0, 4, ("ESP32",), "board"),
            Block("right", 0, 6, _MODULE, "module"),
            Block("left", 5, 8, ("Sonda",), "thing"),
            Block("right", 7, 10, ("Elevador", "12 V con EN"), "module"),
            Block("left", 9, 10, ("El mismo", "ESP32"), "board"),
        ),
        (
            f"D{pins['power_pin']} prende el elevador un segundo antes de medir: entre medidas no gasta.",
            _LINE_NOTE,
            "map: A o B, como diga el manual. Al revés daría números creíbles: el nodo los rechaza y lo"
            " dice.",
        ),
        (Part("J", 4, 7, "", 0.9),),
    )


def mains(pins: Pins) -> Hookup:
    return Hookup(
        "¿Hay luz? Módulo aislado",
        (
            Row("señal", _d(pins["pin"]), "OUT", "señal azul"),
            Row("GND", "GND", "GND", _GROUND),
            Row("red", "L", "L", "¡110 o 220 V!"),
            Row("red", "N", "N", "¡110 o 220 V!"),
        ),
        (
            Block("left", 0, 1, ("ESP32",), "board"),
            Block("right", 0, 3, ("Módulo de", "optoacoplador"), "module"),
            Block("left", 2, 3, ("Red: la", "conecta un", "electricista"), "danger"),
        ),
        (
            "Nunca la red directa. Módulo aislado para su voltaje, con salida lisa, en caja cerrada; 6 mm"
            " de aire entre"
            " los dos lados.",
            "Cierra a tierra mientras hay luz. No lleva resistencia: la pone el programa.",
            "El nodo debe tener batería propia: si no, se apaga con la luz y no avisa.",
        ),
    )


def aerator(pins: Pins) -> Hookup:
    return Hookup(
        "¿Anda el aireador? Interruptor de corriente",
        (
            Row("señal", _d(pins["pin"]), "un hilo", "señal azul"),
            Row("GND", "GND", "otro hilo", _GROUND),
            Row("red", "un hilo", "por el aro", "UN solo hilo"),
        ),
        (
            Block("left", 0, 1, ("ESP32",), "board"),
            Block("right", 0, 2, ("Interruptor", "núcleo partido"), "module"),
            Block("left", 2, 2, ("Cable del", "aireador"), "danger"),
        ),
        (
            "El aro se abre y se cierra alrededor de UNO de los hilos, sin pelarlo ni cortarlo. Alrededor"
            " de los dos no ve"
            " nada.",
            "Que cierre con menos corriente que la del motor (0,5 A es lo usual).",
            "No lleva resistencia: la pone el programa.",
        ),
    )


def _button(title: str, notes: tuple[str, ...], pins: Pins) -> Hookup:
    return Hookup(
        title,
        (
            Row("señal", _d(pins["pin"]), "un hilo", "señal azul"),
            Row("GND", "GND", "otro hilo", _GROUND),
        ),
        (
            Block("left", 0, 1, ("ESP32",), "board"),
            Block("right", 0, 1, ("Botón",), "thing"),
        ),
        notes,
        (Part("C", 0, 1, "100 nF"),),
    )


def gasping(pins: Pins) -> Hookup:
    return _button(
        "Botón «peces boqueando»",
        (
            "Botón que cierra mientras se aprieta, en una caja con tapa, donde lo alcance quien cuida.",
            "Cable corto o trenzado; el condensador, junto al ESP32. No lleva resistencia: la pone el"
            " programa.",
        ),
        pins,
    )


def button(pins: Pins) -> Hookup:
    return _button(
        "Botón de la sirena",
        (
            "La calla 20 minutos y queda anotado que alguien oyó.",
            "Cable corto o trenzado; el condensador, junto al ESP32. No lleva resistencia: la pone el"
            " programa.",
        ),
        pins,
    )


def _driven(title: str, thing: tuple[str, ...], pins: Pins, notes: tuple[str, ...]) -> Hookup:
    return Hookup(
        title,
        (
            Row("orden", _d(pins["pin"]), "TRIG", "orden"),
            Row("GND", "GND", "GND", _GROUND),
            Row("12V", "+", "VIN +", "12 V"),
            Row("GND", "−", "VIN −", _GROUND),
            Row("12V", "+", "OUT +", "12 V"),
            Row("GND", "−", "OUT −", "vuelve"),
        ),
        (
            Block("left", 0, 1, ("ESP32",), "board"),
            Block("right", 0, 5, ("Módulo", "MOSFET"), "module"),
            Block("left", 2, 3, ("Fuente 12 V",), "module"),
            Block("left", 4, 5, thing, "thing"),
        ),
        notes,
        (Part("D", 4, 5, "1N4007", 0.6),),
    )


_MOSFET = "Módulo que abra del todo con 3,3 V (el IRF520 no). Nunca directo: una pata da a lo sumo 20 mA."


def alarm(pins: Pins) -> Hookup:
    return _driven(
        "Sirena o zumbador",
        ("Sirena o", "zumbador"),
        pins,
        (
            _MOSFET,
            "El diodo, con la raya hacia el +, va junto a la sirena si tiene bobina.",
            "Si el módulo suena cuando no debe: alarm_active 0.",
        ),
    )


def light(pins: Pins) -> Hookup:
    return _driven(
        "Luz de aviso",
        ("Luz de", "aviso"),
        pins,
        (_MOSFET, "El diodo solo hace falta si es una luz giratoria, con motor. Un LED no lo necesita."),
    )


def relay(pins: Pins) -> Hookup:
    return Hookup(
        "Relé del aireador (opcional)",
        (
            Row("5V", "VIN", "VCC", "5 V"),
            Row("orden", _d(pins["pin"]), "IN", "orden"),
            Row("GND", "GND", "GND", _GROUND),
            Row("red", "fase", "COM", "electricista"),
            Row("red", "bobina", "NO", "electricista"),
        ),
        (
            Block("left", 0, 2, ("ESP32",), "board"),
            Block("right", 0, 4, ("Módulo relé", "entrada 3,3 V"), "module"),
            Block("left", 3, 4, ("Contactor", "del aireador"), "danger"),
        ),
        (
            "El contactor del aireador lo instala un electricista; del nodo sale solo la señal.",
            "El relé mueve la bobina (A1; A2 va al neutro), nunca el motor. Al lado, un selector de mano:"
            " así el aireador"
            " anda también sin el nodo.",
            "active: 1 si cierra con 3,3 V, 0 si cierra con tierra.",
        ),
    )


HOOKUPS: Final[dict[str, Callable[[Pins], Hookup]]] = {
    "aerator": aerator,
    "alarm": alarm,
    "button": button,
    "gasping": gasping,
    "light": light,
    "mains": mains,
    "optical": optical,
    "relay": relay,
    "soil-modbus": soil_modbus,
}
