"""Every drawing of the nodes, by its file's name."""

from __future__ import annotations

from typing import Final

from drawings import devkit, hookups, patterns, supplied, switched
from drawings.boards import BOARDS, hung, pins_of
from drawings.hookup import drawn
from drawings.icons import ICONS

HOOKUPS: Final = {**hookups.HOOKUPS, **switched.HOOKUPS, **supplied.HOOKUPS}
"""How each thing is wired, by the sensor's name or the output's word."""


def every() -> dict[str, str]:
    """Return the content of each drawing."""
    return {
        **{name: hookup(name) for name in sorted(HOOKUPS)},
        **{f"placa-{name}": devkit.drawn(name) for name in BOARDS},
        "luces-y-pitidos": patterns.drawn(),
    }


def hookup(name: str) -> str:
    """Return how a thing is wired, on the pins of the first board that has it, with those of the others."""
    where = hung(name)
    made = HOOKUPS[name](pins_of(where[0][1]) if where else {})
    return drawn(made, under(name, where), ICONS[name])


def under(name: str, where: list[tuple[str, dict[str, object]]]) -> str:
    """Return where else the thing hangs, in words."""
    if name == "visit" or not where:
        return "Opcional." if name == "visit" else "Para todas las placas de su clase."
    first = pins_of(where[0][1])
    said = []
    for _, channel in where:
        pins = pins_of(channel)
        if pins != first:
            said.append(f"{channel['name']}: " + ", ".join(f"D{pin}" for pin in pins.values()))
    boards = ", ".join(one for one in BOARDS if one in {board for board, _ in where})
    return f"Placas: {boards}." + (f" También {'; '.join(said)}." if said else "")
