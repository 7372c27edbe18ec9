"""The strokes of which a drawing is made: text, wires, blocks, parts."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 360
"""Of every drawing: what a telephone shows [px]."""

INK, SOFT, PAPER, EDGE = "#1b1f23", "#5b6670", "#ffffff", "#c9d1d9"
SANS: Final = "DejaVu Sans, Verdana, Arial, sans-serif"
_WIDE, _NARROW = "mwMWÑOQDGHUN@%Ω", "ijltfr.,:;'|()·1I "


@dataclass(frozen=True)
class Ink:
    """How a wire of one meaning looks.

    Attributes:
        colour: Of its line.
        width: Of its line [px].
        dash: Its pattern, by which it is known where there is no colour.
    """

    colour: str
    width: float = 3.0
    dash: str = ""


WIRES: Final = {
    "3V3": Ink("#c62828", 3.4),
    "5V": Ink("#d84315", 3.4),
    "12V": Ink("#bf360c", 4.4),
    "GND": Ink("#111111", 4.4),
    "señal": Ink("#1565c0"),
    "datos": Ink("#2e7d32"),
    "reloj": Ink("#6a1b9a"),
    "orden": Ink("#00838f"),
    "red": Ink("#6d4c41", 5.0, "9 4"),
}
"""Each meaning of a wire; the label on the wire says it in words too."""


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is [px], on the side of too much."""
    units = sum(0.86 if one in _WIDE else 0.36 if one in _NARROW else 0.63 for one in text)
    return units * size


def write(x: float, y: float, text: str, size: float = 12.5, *, look: str = "") -> str:
    """Return a text that begins at a point; `look` holds more attributes."""
    fill = "" if "fill=" in look else f' fill="{INK}"'
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{fill} {look}>{escape(text)}</text>'


def block(x: float, y: float, width: float, height: float, fill: str, *, edge: str = INK) -> str:
    """Return a box with round corners."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="8" fill="{fill}"'
        f' stroke="{edge}" stroke-width="1.6"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, ink: Ink) -> str:
    """Return a piece of wire."""
    dash = f' stroke-dasharray="{ink.dash}"' if ink.dash else ""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{ink.colour}"'
        f' stroke-width="{ink.width:g}" stroke-linecap="round"{dash}/>'
    )


def dot(x: float, y: float, fill: str = INK, radius: float = 4.2) -> str:
    """Return where wires are joined, or a terminal."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{INK}" stroke-width="1.2"/>'


def pill(x: float, y: float, text: str, ink: Ink, size: float = 11.5) -> str:
    """Return a label that sits on a wire and begins at a point."""
    wide = width_of(text, size) + 12
    return (
        f'<rect x="{x:.1f}" y="{y - 9.5:g}" width="{wide:.1f}" height="19" rx="9.5"'
        f' fill="{PAPER}" stroke="{ink.colour}" stroke-width="1.6"/>'
        + write(x + wide / 2, y + 4.2, text, size, look='text-anchor="middle"')
    )


def paragraph(x: float, y: float, text: str, *, letters: int = 49, size: float = 12) -> tuple[str, float]:
    """Return a text in lines, and where the next thing may begin [px]."""
    lines = textwrap.wrap(text, letters)
    return "".join(write(x, y + 16 * at, one, size) for at, one in enumerate(lines)), y + 16 * len(lines)


def sheet(title: str, parts: list[str], height: float) -> str:
    """Return a whole drawing; its title is what somebody hears who cannot see it."""
    high = round(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" width="{WIDTH * 3 // 2}"'
        f' height="{high * 3 // 2}" role="img" font-family="{SANS}">\n<title>{escape(title)}</title>\n'
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{high - 2}" rx="12" fill="{PAPER}" stroke="{EDGE}"'
        f' stroke-width="2"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )
