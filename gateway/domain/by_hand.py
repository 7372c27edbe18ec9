"""What people measure by hand, as series: one node a place that stands there by itself and never sends."""

from __future__ import annotations

from typing import Final

from gateway.domain.entries import Body, HandRead, RainRead
from gateway.domain.places import Placement

PREFIX: Final = "mano-"
"""Kept for these nodes: none of ours or of others may be called so."""

CHANNEL: Final = "a-mano"

QUEUE: Final = 2**32
"""The queue of every hand reading; a node's has eight hexadecimal digits, so none can have this one."""

NOW_WITHIN_S: Final = 900
"""What somebody measured or saw longer ago than this is kept and charted, never alarmed [s]."""

WAITS_S: Final = 7200
"""So long it may wait for a gateway that was down and still be alarmed [s]. Ours, not verified."""

Values = dict[str, dict[str, float]]


def hand_node(place: str) -> str:
    """Return the name of the node of what is measured by hand at a place."""
    return PREFIX + place


def is_by_hand(node: str) -> bool:
    """Tell whether a node is one that people speak for."""
    return node.startswith(PREFIX)


def hand_placement(place: str) -> Placement:
    """Return that a place's hand node has always stood there."""
    return Placement(hand_node(place), place, 0)


def soil_channel(depth_cm: int) -> str:
    """Return the channel of soil that was looked at by hand, its depth in the name."""
    return f"mano-{depth_cm}cm"


def values_of(body: Body) -> Values:
    """Return the numbers of an entry by channel and quantity, in the stored unit; empty where it has none."""
    match body:
        case RainRead():
            return {CHANNEL: {"rain": float(body.millimetres)}}
        case HandRead():
            return _read(body)
        case _:
            return {}


def _read(body: HandRead) -> Values:
    found: Values = {}
    water = {
        "oxygen": body.oxygen,
        "water_temperature": body.water_temperature,
        "ph": body.ph,
        "secchi": body.secchi_cm,
    }
    known = {quantity: float(value) for quantity, value in water.items() if value is not None}
    if known:
        found[CHANNEL] = known
    if body.soil_water is not None and body.depth_cm is not None:
        found[soil_channel(body.depth_cm)] = {"soil_water": float(body.soil_water)}
    return found


def is_now(happened: int, *, now: int) -> bool:
    """Tell whether what somebody saw or measured is of this moment [both s UTC]."""
    return abs(now - happened) <= NOW_WITHIN_S


def has_waited(happened: int, *, registered: int, now: int) -> bool:
    """Tell whether what was of its moment when it was told has only waited for a gateway that was down.

    Args:
        happened: When somebody saw or measured it [s UTC].
        registered: When it was written down [s UTC].
        now: When the gateway reads it [s UTC].
    """
    return is_now(happened, now=registered) and 0 <= now - registered < WAITS_S
