"""What wakes whom: a table that ships, and that the commune edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from gateway.domain.alerts import Kind, Level
from gateway.domain.entries import WakingSet

How = Literal["wake", "message", "page"]
"""`wake` rings: siren, call, SMS, push, the sound of the page; `message` is written: SMS, push, internet;
`page` stands only on the pages."""


@dataclass(frozen=True, slots=True)
class Waking:
    """Whom something calls, by night and by day."""

    night: How
    day: How


DEFAULTS: Final[Mapping[tuple[Kind, Level | None], Waking]] = {
    (Kind.OXYGEN, Level.WARN): Waking("message", "message"),
    (Kind.OXYGEN, Level.CRITICAL): Waking("wake", "wake"),
    (Kind.OXYGEN, Level.EMERGENCY): Waking("wake", "wake"),
    (Kind.GASPING, None): Waking("wake", "wake"),
    (Kind.DAWN, None): Waking("message", "message"),
    (Kind.MAINS, None): Waking("wake", "message"),
    (Kind.AERATOR, None): Waking("wake", "message"),
    (Kind.SILENT_NODE, None): Waking("wake", "message"),
    (Kind.SILENT_STATION, None): Waking("message", "message"),
    (Kind.TEMPERATURE, None): Waking("page", "message"),
    (Kind.SENSOR, None): Waking("page", "message"),
    (Kind.BATTERY, None): Waking("page", "message"),
    (Kind.DISK, None): Waking("page", "message"),
    (Kind.CLOCK, None): Waking("page", "message"),
    (Kind.CHANNEL, None): Waking("page", "message"),
}
"""What ships, in the order in which the pages show it; level None: all that have no row of their own.

Source:
    Ours: only what cannot wait until morning rings. A pond dialer that called once a week for nothing
    was switched off for good (koi-bito.com, a pond keeper's account).
"""


def waking_of(
    entered: Mapping[tuple[Kind, int | None], WakingSet], kind: str, level: int, *, is_night: bool
) -> How:
    """Return whom something calls: what the commune has entered, else what ships.

    The row of a level goes before that of all levels.

    Args:
        entered: What the commune has entered, by kind and level (None: all).
        kind: One of Kind.
        level: How bad it is.
        is_night: Whether the dangers of the night last.
    """
    row = _row(entered, Kind(kind), level)
    return row.night if is_night else row.day


def _row(entered: Mapping[tuple[Kind, int | None], WakingSet], kind: Kind, level: int) -> WakingSet | Waking:
    own = entered.get((kind, level)) or entered.get((kind, None))
    if own is not None:
        return own
    return DEFAULTS.get((kind, Level(level))) or DEFAULTS[kind, None]
