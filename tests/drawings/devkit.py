"""A whole board: the ESP32 with the pins in use, and a list of what goes to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drawings.boards import board, channels, pins_of
from drawings.svg import EDGE, INK, PAPER, SOFT, WIDTH, WIRES, block, dot, line, paragraph, sheet, write

LEFT: Final = ("EN", "VP 36", "VN 39", "D34", "D35", "D32", "D33", "D25", "D26", "D27", "D14", "D12", "D13")
RIGHT: Final = ("D23", "D22", "TX0", "RX0", "D21", "D19", "D18", "D5", "TX2 17", "RX2 16", "D4", "D2", "D15")
FEET: Final = (("GND", "VIN"), ("GND", "3V3"))
"""As they stand on the usual board of 30 pins, antenna above, USB below."""

_WIDE, _PITCH = 118, 25
_X = (WIDTH - _WIDE) / 2

SENSORS: Final = {
    "aerator": "¿anda el aireador? interruptor de corriente",
    "air": "aire, SHT31",
    "battery": "voltaje de la batería",
    "bme280": "aire con presión, BME280",
    "button": "botón de la sirena",
    "ezo": "oxígeno, circuito Atlas EZO-DO",
    "gasping": "botón «peces boqueando»",
    "mains": "¿hay luz? módulo aislado",
    "optical": "sonda óptica de oxígeno, RS485",
    "oxygen": "sonda de oxígeno SEN0237",
    "radiation": "piranómetro",
    "rain": "pluviómetro",
    "soil": "varilla de suelo",
    "soil-modbus": "sonda de suelo, RS485",
    "temperature": "termómetro DS18B20",
    "wind": "anemómetro",
    "alarm": "sirena o zumbador",
    "light": "luz de aviso",
    "relay": "relé del aireador",
}
"""Each thing in words."""

_ROLES: Final = {
    "scl_pin": ("SCL", "reloj"),
    "sda_pin": ("SDA", "datos"),
    "tx_pin": ("DI", "señal"),
    "rx_pin": ("RO", "datos"),
    "direction_pin": ("DE", "orden"),
    "power_pin": ("VCC", "3V3"),
}


@dataclass(frozen=True)
class Wire:
    """A wire of a board file.

    Attributes:
        pin: Where it sits.
        name: Of its channel.
        thing: The sensor's name, or the output's word.
        role: What it is on the thing, "" where it has one wire only.
        meaning: By which it is drawn.
    """

    pin: int
    name: str
    thing: str
    role: str
    meaning: str

    @property
    def tag(self) -> str:
        """What stands beside its pin."""
        return f"{self.name} {self.role}".strip()


def wires(name: str) -> list[Wire]:
    """Return every wire of a board file, in its order."""
    found = []
    for channel in channels(name):
        for key, pin in pins_of(channel).items():
            role, meaning = _ROLES.get(key, ("", "señal" if channel["sensor"] != "temperature" else "datos"))
            if key == "pin" and "power_pin" in channel:
                role = "señal"
            if key == "power_pin" and "tx_pin" in channel:
                role, meaning = "EN", "orden"
            found.append(Wire(pin, str(channel["name"]), str(channel["sensor"]), role, meaning))
    whole = board(name)
    relay = whole.get("relay")
    driven = {"alarm": whole.get("alarm_pin"), "light": whole.get("light_pin")}
    driven["relay"] = relay["pin"] if isinstance(relay, dict) else None
    words = {"alarm": "sirena", "light": "luz aviso", "relay": "relé"}
    if whole["kind"] == "pond":
        words["alarm"] = "zumbador"
    found += [Wire(pin, words[key], key, "", "orden") for key, pin in driven.items() if isinstance(pin, int)]
    return found


def drawn(name: str) -> str:
    """Return the drawing of a board."""
    title, y = paragraph(14, 26, f"Placa {name}", letters=33, size=16)
    words, y = paragraph(14, y + 2, str(board(name)["title"]), letters=54, size=11.5)
    top = y + 8
    found = [title.replace("<text ", '<text font-weight="bold" '), words.replace(INK, SOFT)]
    feed = {"GND": "tierra", "3V3": "3,3 V rojo", "VIN": "5 V entra"}
    if board(name)["kind"] == "field":
        feed = {"GND": "tierra", "3V3": "3,3 V entra"}
    found += [_body(top), *_pins(wires(name), top, feed)]
    rows, y = _list(name, top + _PITCH * (len(LEFT) + 2) + 74)
    spoken = ". ".join(f"D{one.pin}: {one.tag}" for one in wires(name))
    return sheet(f"Placa {name}. {spoken}", found + rows, y)


def _body(top: float) -> str:
    high = _PITCH * (len(LEFT) + 2) + 44
    middle = WIDTH / 2
    return (
        block(_X, top, _WIDE, high, "#22303a")
        + f'<rect x="{middle - 26}" y="{top + 8}" width="52" height="16" rx="2" fill="#3b4c58"/>'
        + write(middle, top + 20, "antena", 10, look='fill="#ffffff" text-anchor="middle"')
        + f'<rect x="{middle - 14}" y="{top + 96}" width="28" height="118" rx="4" fill="#aab4bc"/>'
        + write(
            middle + 4,
            top + 155,
            "ESP32",
            12,
            look=f'text-anchor="middle" font-weight="bold" transform="rotate(-90 {middle} {top + 155})"',
        )
        + f'<rect x="{middle - 17}" y="{top + high - 20}" width="34" height="24" rx="3"'
        f' fill="#aab4bc" stroke="{INK}"/>'
        + write(middle, top + high - 5, "USB", 10.5, look='text-anchor="middle" font-weight="bold"')
    )


def _pins(used: list[Wire], top: float, feed: dict[str, str]) -> list[str]:
    found = []
    for side, (names, feet) in enumerate(zip((LEFT, RIGHT), FEET, strict=True)):
        for at, label in enumerate((*names, *feet)):
            y = top + 40 + _PITCH * at
            own = [one for one in used if label in (f"D{one.pin}", *_others(one.pin))]
            x = _X + 7 if side == 0 else _X + _WIDE - 7
            anchor = "start" if side == 0 else "end"
            inner = x + 9 if side == 0 else x - 9
            is_used = bool(own) or label in feed
            colour = "#ffffff" if is_used else "#8a98a3"
            weight = 'font-weight="bold"' if is_used else ""
            found.append(
                write(inner, y + 4.2, label, 12, look=f'fill="{colour}" text-anchor="{anchor}" {weight}')
            )
            if own:
                found.append(_tag(own[0].meaning, " + ".join(_names(own)), x, y, side))
            elif label in feed:
                found.append(_tag("5V" if label == "VIN" else label, feed[label], x, y, side))
            else:
                found.append(dot(x, y, "#56646e", 3.4))
    return found


def _names(own: list[Wire]) -> list[str]:
    """Return what stands beside a pin; the wires of a bus are said once."""
    roles = {one.role for one in own}
    return (
        [one.tag for one in own] if len(own) == 1 or len(roles) > 1 else [*[one.name for one in own], *roles]
    )


def _others(pin: int) -> tuple[str, ...]:
    """Return how a pin is printed where that is not D and its number."""
    return (f"VP {pin}", f"VN {pin}", f"TX2 {pin}", f"RX2 {pin}")


def _tag(meaning: str, text: str, x: float, y: float, side: int) -> str:
    ink = WIRES[meaning]
    wide = min(len(text) * 6.6 + 14, _X - 20)
    begin = _X - 14 - wide if side == 0 else _X + _WIDE + 14
    end = begin + wide if side == 0 else begin
    size = 11.0 if len(text) <= 14 else 9.6
    return (
        line(x, y, end, y, ink)
        + dot(x, y, "#f2c14e", 4)
        + f'<rect x="{begin:g}" y="{y - 10:g}" width="{wide:g}" height="20" rx="6" fill="{PAPER}"'
        f' stroke="{ink.colour}" stroke-width="1.8"/>'
        + write(begin + wide / 2, y + 4, text, size, look='text-anchor="middle"')
    )


def _list(name: str, y: float) -> tuple[list[str], float]:
    """Return what each channel is, with its pins, and the name of the drawing that shows its wires."""
    found = [f'<line x1="14" y1="{y - 18:g}" x2="{WIDTH - 14}" y2="{y - 18:g}" stroke="{EDGE}"/>']
    seen = []
    for one in wires(name):
        if (one.name, one.thing) in seen:
            continue
        seen.append((one.name, one.thing))
        own = [two for two in wires(name) if (two.name, two.thing) == (one.name, one.thing)]
        pins = ", ".join(f"D{two.pin}" for two in own)
        found.append(write(14, y, one.name, 12.5, look='font-weight="bold"'))
        found.append(write(WIDTH - 14, y, pins, 12, look='text-anchor="end"'))
        found.append(
            write(14, y + 15, f"{SENSORS[one.thing]} · dibujo {one.thing}", 11, look=f'fill="{SOFT}"')
        )
        y += 37
    return found, y - 8
