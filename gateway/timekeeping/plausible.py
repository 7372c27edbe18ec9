"""Whether a time that somebody says can be. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

EARLIEST: Final = 1_767_225_600
"""2026-01-01: this software is not older; a clock that says less was never set [s UTC]."""

LATEST: Final = 4_102_444_800
"""2100-01-01: no station of ours lasts so long; a telephone that says more was never set [s UTC]."""

BACK_S: Final = 600
"""So much less than the newest reading says may be right: clocks of nodes drift [s]. Ours."""

ASK_BACK_S: Final = 86_400
"""A change of more than a day is asked back [s]. Ours."""

Doubt = Literal["old_software", "too_far", "before_readings"]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest reading of a node whose time is known [s UTC]."""

    node: str
    at: int


def known_until(found: Iterable[Newest]) -> Newest | None:
    """Return up to when the nodes' readings stand, None without any.

    Of three nodes or more the second newest counts: one whose clock runs ahead must not keep anybody
    from setting the station's.
    """
    rising = sorted(found, key=lambda one: one.at)
    if not rising:
        return None
    return rising[-2] if len(rising) > 2 else rising[-1]


def doubt_of(said: int, *, known: Newest | None) -> Doubt | None:
    """Return why a time that a person says cannot be, None where it can.

    Args:
        said: What the time is to be [s UTC].
        known: Up to when readings stand.
    """
    if said < EARLIEST:
        return "old_software"
    if said > LATEST:
        return "too_far"
    if known is not None and said < known.at - BACK_S:
        return "before_readings"
    return None


def is_asked_back(said: int, *, now: int) -> bool:
    """Tell whether a time is so different from the station's that a person should look twice."""
    return abs(said - now) > ASK_BACK_S
