"""The parts that are soldered between two wires: resistors with their rings, capacitors, diodes."""

from __future__ import annotations

from typing import Final

from drawings.svg import INK, PAPER, Ink, line, width_of, write

_THIN: Final = Ink(INK, 2.0)
_RINGS: Final = {
    "120 Ω": ("#795548", "#d32f2f", "#795548"),
    "4,7 kΩ": ("#fbc02d", "#7b1fa2", "#d32f2f"),
    "10 kΩ": ("#795548", "#111111", "#f57c00"),
    "100 kΩ": ("#795548", "#111111", "#fbc02d"),
    "390 kΩ": ("#f57c00", "#eeeeee", "#fbc02d"),
}
"""The three rings of a resistor of 5 %; the fourth is gold."""
_GOLD: Final = "#c9a227"


def resistor(x: float, top: float, bottom: float, value: str) -> str:
    """Return a resistor between two wires, with the rings of its value."""
    middle = (top + bottom) / 2
    rings = [*_RINGS[value], _GOLD]
    drawn = [
        line(x, top, x, bottom, _THIN),
        f'<rect x="{x - 5.5:g}" y="{middle - 14:g}" width="11" height="28" rx="4" fill="#ead9b5"'
        f' stroke="{INK}" stroke-width="1.3"/>',
    ]
    for at, colour in enumerate(rings):
        y = middle - 10.5 + at * 5.6 + (1.4 if at == 3 else 0)
        drawn.append(f'<rect x="{x - 5:g}" y="{y:g}" width="10" height="2.8" fill="{colour}"/>')
    return "".join(drawn)


def capacitor(x: float, top: float, bottom: float, value: str) -> str:
    """Return a capacitor between two wires; a large one has a plus above."""
    middle = (top + bottom) / 2
    plates = [
        line(x, top, x, middle - 4, _THIN),
        line(x, middle + 4, x, bottom, _THIN),
        line(x - 10, middle - 4, x + 10, middle - 4, Ink(INK, 3.2)),
        line(x - 10, middle + 4, x + 10, middle + 4, Ink(INK, 3.2)),
    ]
    plus = write(x - 17, middle - 7, "+", 13, look='font-weight="bold"') if "µF" in value else ""
    return "".join(plates) + plus


def diode(x: float, top: float, bottom: float, _value: str) -> str:
    """Return a diode whose ring looks up, to the plus."""
    middle = (top + bottom) / 2
    return (
        line(x, top, x, bottom, _THIN)
        + f'<path d="M{x - 8:g} {middle + 7:g} H{x + 8:g} L{x:g} {middle - 6:g} Z" fill="{INK}"/>'
        + line(x - 8, middle - 7, x + 8, middle - 7, Ink(INK, 3))
    )


def jumper(x: float, top: float, bottom: float, _value: str) -> str:
    """Return a wire from one wire to another, over what it crosses."""
    return line(x, top + 7, x, bottom - 7, Ink(PAPER, 9)) + line(x, top, x, bottom, Ink("#111111", 4.4))


def label(x: float, y: float, text: str, *, is_left: bool) -> str:
    """Return the value of a part, beside its middle."""
    if not text:
        return ""
    wide = width_of(text, 11)
    begin = x - 16 - wide if is_left else x + 14
    return (
        f'<rect x="{begin - 1:.1f}" y="{y - 7:g}" width="{wide + 2:.1f}" height="14" fill="{PAPER}"'
        ' opacity="0.9"/>' + write(begin, y + 4, text, 11, look='font-weight="bold"')
    )


DRAWN: Final = {"R": resistor, "C": capacitor, "D": diode, "J": jumper}
