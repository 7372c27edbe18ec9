"""The board files, and on which pins each thing sits in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

FIRMWARE: Final = Path(__file__).parents[2] / "firmware"
BOARDS: Final = sorted(path.stem for path in (FIRMWARE / "boards").glob("*.json"))
VISIT_PIN: Final = 13
"""No board file has a button for visitors: this is a pin that is free on all that sleep."""


def board(name: str) -> dict[str, object]:
    """Return a board file."""
    found = json.loads((FIRMWARE / "boards" / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def channels(name: str) -> list[dict[str, object]]:
    """Return the channels of a board file."""
    found = board(name)["channels"]
    assert isinstance(found, list)
    return found


def hung(sensor: str) -> list[tuple[str, dict[str, object]]]:
    """Return (board, channel) of each channel with a sensor, or with an output by its own word."""
    if sensor == "visit":
        return [("parcela", {"name": "visita", "pin": VISIT_PIN})]
    if sensor in ("alarm", "light"):
        key = f"{sensor}_pin"
        return [(one, {"name": key, "pin": board(one)[key]}) for one in BOARDS if key in board(one)]
    if sensor == "relay":
        found = [(one, board(one).get("relay")) for one in BOARDS]
        return [
            (one, {"name": "rele", "pin": rules["pin"]}) for one, rules in found if isinstance(rules, dict)
        ]
    return [(one, channel) for one in BOARDS for channel in channels(one) if channel["sensor"] == sensor]


def pins_of(channel: dict[str, object]) -> dict[str, int]:
    """Return which pin each wire of a channel sits on."""
    return {
        key: value
        for key, value in channel.items()
        if isinstance(value, int) and (key == "pin" or key.endswith("_pin"))
    }
