"""What each light and beep looks like in time, drawn from the firmware's own tables."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from drawings.svg import EDGE, INK, SOFT, paragraph, sheet, write

FIRMWARE: Final = Path(__file__).parents[2] / "firmware"
if str(FIRMWARE) not in sys.path:
    sys.path.insert(0, str(FIRMWARE))

from node import alarm, sounder  # noqa: E402 - the firmware is no package of ours
from node.sounder import is_on  # noqa: E402

SOUNDS: Final = {
    alarm.EMERGENCY: "Emergencia: sin parar",
    alarm.CRITICAL: "Peligro: dos segundos sí, uno no",
    alarm.WARN: "Atención: un pitido corto cada 15 segundos",
    alarm.ALONE: "Suena sola: tres cortos y una pausa",
    alarm.RESCUE: "La memoria flash falla: un toque por minuto",
    alarm.SILENCE: "Silencio",
}
"""Each pattern of the sounder in words, the worst first."""

LIGHTS: Final = {
    "Luz de aviso: hay alarma, también callada": sounder._BLINK,
    "Luz de la placa: ajustes malos": (200, 200, 200, 200, 200, 1000),
    "Luz de la placa: la flash falla": (1500, 1500),
    "Igual, en el nodo que duerme: al dormirse": (100, 100, 100, 100, 100, 19_500),
}
"""Each pattern of a lamp."""

_SHOWN_S: Final = 20


def drawn() -> str:
    """Return all of them on lines of twenty seconds."""
    title, y = paragraph(14, 26, "Lo que dicen la sirena y las luces", letters=36, size=16)
    found = [title.replace("<text ", '<text font-weight="bold" ')]
    y += 8
    for text, pattern, colour in [
        *((text, sounder.PATTERNS[sound], "#b71c1c") for sound, text in SOUNDS.items()),
        *((text, pattern, "#8a5a00") for text, pattern in LIGHTS.items()),
    ]:
        found += _line(text, pattern, colour, y)
        y += 47
    found += [
        write(14 + 332 * at / _SHOWN_S, y + 2, f"{at} s", 11, look=f'text-anchor="middle" fill="{SOFT}"')
        for at in (5, 10, 15)
    ]
    return sheet(
        "Lo que dicen la sirena y las luces, en veinte segundos. " + ". ".join([*SOUNDS.values(), *LIGHTS]),
        found,
        y + 14,
    )


def spans(pattern: tuple[int, ...], until_ms: int) -> list[tuple[int, int]]:
    """Return (from, to) [ms] of each time that a pattern is on."""
    found: list[tuple[int, int]] = []
    for at in range(0, until_ms, 20):
        if not is_on(pattern, at):
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 20)
        else:
            found.append((at, at + 20))
    return found


def _line(text: str, pattern: tuple[int, ...], colour: str, y: float) -> list[str]:
    scale = 332 / (_SHOWN_S * 1000)
    bars = [
        f'<rect x="{14 + begin * scale:.1f}" y="{y + 7:g}" width="{max((end - begin) * scale, 2.4):.1f}"'
        f' height="17" fill="{colour}"/>'
        for begin, end in spans(pattern, _SHOWN_S * 1000)
    ]
    frame = f'<rect x="14" y="{y + 7:g}" width="332" height="17" fill="#f6f8fa" stroke="{EDGE}"/>'
    return [write(14, y + 2, text, 12.5, look=f'fill="{INK}"'), frame, *bars]
