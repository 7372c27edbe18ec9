"""A small picture of each thing, for somebody who looks for a sheet on the wall."""

from __future__ import annotations

from typing import Final

from drawings.svg import INK

_WATER, _EARTH, _SUN, _METAL, _RED = "#64b5f6", "#a1887f", "#fbc02d", "#cfd8dc", "#e57373"


def _icon(*shapes: str) -> str:
    """Return shapes of a square of 44, at the upper right of a sheet."""
    return (
        f'<g transform="translate(304 10)" stroke="{INK}" stroke-width="1.8" fill="none"'
        ' stroke-linecap="round" stroke-linejoin="round">' + "".join(shapes) + "</g>"
    )


_WAVES: Final = (
    f'<path d="M2 34 q5 -5 10 0 t10 0 t10 0 t10 0 V43 H2 Z" fill="{_WATER}"/>'
    '<path d="M2 34 q5 -5 10 0 t10 0 t10 0 t10 0"/>'
)
_PROBE: Final = (
    f'<path d="M22 1 V9"/><rect x="17" y="9" width="10" height="22" rx="3" fill="{_METAL}"/>'
    f'<rect x="18.5" y="31" width="7" height="6" rx="1.5" fill="{_RED}"/>'
)
_BUBBLES: Final = (
    '<circle cx="9" cy="22" r="3.4" fill="#fff"/><circle cx="36" cy="18" r="4.4" fill="#fff"/>'
    '<circle cx="34" cy="28" r="2.2" fill="#fff"/>'
)
_GROUND: Final = (
    f'<path d="M2 20 H42 V43 H2 Z" fill="{_EARTH}"/><path d="M30 19 q-1 -9 8 -12 q1 9 -8 12" fill="#81c784"/>'
)
_THERMOMETER: Final = (
    '<path d="M18 28 V7 a4 4 0 0 1 8 0 V28 a7.5 7.5 0 1 1 -8 0 Z" fill="#fff"/>'
    f'<path d="M22 34 V16" stroke="{_RED}" stroke-width="4"/>'
    f'<circle cx="22" cy="34" r="4.4" fill="{_RED}" stroke="none"/>'
)
_BUTTON: Final = (
    f'<rect x="5" y="20" width="34" height="20" rx="4" fill="{_METAL}"/>'
    f'<path d="M13 20 v-5 q0 -4 4 -4 h10 q4 0 4 4 v5 Z" fill="{_RED}"/>'
)
_PLUG: Final = (
    f'<path d="M14 4 V14 M30 4 V14"/>'
    f'<path d="M9 14 H35 V22 q0 10 -13 10 q-13 0 -13 -10 Z" fill="{_METAL}"/><path d="M22 32 V43"/>'
)

ICONS: Final = {
    "aerator": _icon(
        _WAVES,
        f'<circle cx="22" cy="17" r="14" fill="#fff"/><circle cx="22" cy="17" r="3" fill="{INK}"/>',
        f'<path d="M22 14 q-3 -9 3 -10 q5 4 -3 10 M24.6 18.6 q9 1 7 7 q-6 2 -7 -7 M19.4 18.6 q-6 7'
        f' -10 2 q1 -6 10 -2" fill="{_METAL}"/>',
    ),
    "air": _icon(_THERMOMETER, f'<path d="M35 8 q-7 9 0 13 q7 -4 0 -13" fill="{_WATER}"/>'),
    "alarm": _icon(
        f'<path d="M4 16 H13 L28 6 V38 L13 28 H4 Z" fill="{_RED}"/>'
        f'<path d="M33 14 q6 8 0 16 M38 9 q10 13 0 26"/>'
    ),
    "battery": _icon(
        f'<rect x="17" y="2" width="10" height="5" fill="{_METAL}"/>'
        f'<rect x="11" y="7" width="22" height="34" rx="3" fill="#fff"/>',
        '<rect x="14" y="23" width="16" height="15" fill="#81c784" stroke="none"/>'
        '<path d="M22 11 v8 M18 15 h8"/>',
    ),
    "bme280": _icon(
        f'<circle cx="22" cy="22" r="18" fill="#fff"/><path d="M10 30 a14.5 14.5 0 1 1 24 0"/>'
        f'<path d="M22 22 L31 13" stroke="{_RED}" stroke-width="3"/>'
        f'<circle cx="22" cy="22" r="2.6" fill="{INK}"/>'
    ),
    "button": _icon(_BUTTON),
    "ezo": _icon(_WAVES, _PROBE, _BUBBLES),
    "field-power": _icon(
        f'<circle cx="34" cy="9" r="7" fill="{_SUN}"/>'
        f'<path d="M6 18 H30 L38 40 H2 Z" fill="#5c7fa8"/><path d="M18 18 L20 40 M4 29 H34"/>'
    ),
    "gasping": _icon(
        f'<path d="M4 26 q13 -15 26 0 q-13 15 -26 0 Z" fill="{_SUN}"/>'
        f'<path d="M30 26 l10 -8 v16 Z" fill="{_SUN}"/><circle cx="11" cy="24" r="1.6" fill="{INK}"/>',
        '<circle cx="5" cy="14" r="3" fill="#fff"/><circle cx="12" cy="7" r="2.2" fill="#fff"/>',
    ),
    "light": _icon(
        f'<path d="M10 34 V20 a12 12 0 0 1 24 0 V34 Z" fill="{_SUN}"/>'
        f'<rect x="6" y="34" width="32" height="7" rx="2" fill="{_METAL}"/>'
        f'<path d="M22 2 V0 M5 9 L3 7 M39 9 L41 7"/>'
    ),
    "mains": _icon(_PLUG),
    "optical": _icon(_WAVES, _PROBE, f'<path d="M28 36 l12 -8 M28 38 h14" stroke="{_RED}"/>'),
    "oxygen": _icon(_WAVES, _PROBE, _BUBBLES),
    "pond-power": _icon(_PLUG),
    "radiation": _icon(
        f'<circle cx="22" cy="18" r="8" fill="{_SUN}"/>'
        f'<path d="M22 2 V6 M8 6 L11 9 M36 6 L33 9 M4 20 H9 M35 20 H40"/>',
        f'<path d="M8 34 a14 9 0 0 1 28 0 Z" fill="#fff"/>'
        f'<rect x="6" y="34" width="32" height="7" rx="2" fill="{_METAL}"/>',
    ),
    "rain": _icon(
        f'<path d="M9 20 H35 L31 42 H13 Z" fill="{_METAL}"/>'
        f'<path d="M12 3 v6 M22 6 v7 M32 3 v6" stroke="#1565c0" stroke-width="3"/>'
    ),
    "relay": _icon(
        f'<rect x="3" y="12" width="38" height="28" rx="4" fill="{_METAL}"/>'
        f'<path d="M9 30 H17 L29 20 M29 30 H36"/><circle cx="17" cy="30" r="2" fill="{INK}"/>'
        f'<circle cx="29" cy="30" r="2" fill="{INK}"/>'
    ),
    "soil": _icon(_GROUND, '<path d="M13 3 H23 V30 L18 38 L13 30 Z" fill="#fff"/><path d="M18 10 V30"/>'),
    "soil-modbus": _icon(
        _GROUND,
        f'<rect x="9" y="4" width="18" height="14" rx="3" fill="{_METAL}"/>',
        '<path d="M12 18 V38 M18 18 V38 M24 18 V38" stroke-width="2.6"/>',
    ),
    "temperature": _icon(_WAVES, _THERMOMETER),
    "visit": _icon(_BUTTON),
    "wind": _icon(
        f'<path d="M22 16 V43 M8 12 L36 20 M14 6"/>'
        f'<path d="M8 6 a6 6 0 0 0 0 12 Z M36 14 a6 6 0 0 1 0 12 Z" fill="{_METAL}"/>'
        f'<circle cx="22" cy="16" r="3" fill="{INK}"/>'
    ),
}
"""By the name of the drawing."""
