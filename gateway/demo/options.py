"""What a person may choose when starting the demo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from gateway.demo.world import cast
from gateway.demo.world.calendar import DAY_S
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.faults import EVERYWHERE, FAULTS, Fault, Trouble
from gateway.domain.errors import DemoError
from gateway.domain.speech import told

DEFAULT_START: Final = "02:50"
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
TROUBLES: Final[dict[str, Trouble]] = {
    "sucia": "dirty",
    "seca": "dry",
    "bateria": "battery",
    "red": "lost",
    "termometro": "thermometer",
    "aireador": "aerator_dead",
    "luz": "mains",
}
"""What a person types for each trouble; `luz` is of the whole commune."""
_FOULED_DAYS: Final = 10


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen.

    Attributes:
        start: What the world's calendar says at the beginning [s UTC].
        speed: Seconds of the world in a second of ours [-].
        port: Where the pages are served.
        folder: Where everything of the demo lies.
        is_fresh: Whether the history is made anew.
        faults: What is wrong with the nodes.
        since: The day on which the history begins; tests make a short one.
        is_mirrored: Whether an InfluxDB stands beside, for the mirror.
    """

    start: int
    speed: float
    port: int
    folder: Path
    is_fresh: bool
    faults: tuple[Fault, ...]
    since: date = cast.HISTORY_DAY
    is_mirrored: bool = False


def start_moment(clock: str) -> int:
    """Return the moment of a clock time [s UTC]: before noon of the morning, else of the evening before.

    Raises:
        DemoError: It is not a clock time.
    """
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        raise DemoError(told("--start %(clock)s: escriba la hora como 02:50 o 17:30.", clock=clock))
    hour = int(found[1]) + int(found[2]) / 60
    day = cast.MORNING if hour < 12 else cast.MORNING - timedelta(days=1)
    return CALENDAR.at(day, hour)


def chosen_faults(words: Sequence[str], *, start: int) -> tuple[Fault, ...]:
    """Return the faults of the world and those that a person asked for, such as `pond-4=seca`.

    Raises:
        DemoError: A node or a trouble does not exist.
    """
    return (*FAULTS, *(_fault(one, start) for one in words))


def _fault(word: str, start: int) -> Fault:
    node, _, said = word.partition("=")
    named, _, clock = said.partition("@")
    trouble = TROUBLES.get(named.strip().lower().replace("í", "i").replace("ó", "o"))
    if trouble is None or not _can_have(node, trouble):
        raise DemoError(
            told(
                "--fault %(word)s: escriba un nodo y su falla, por ejemplo pond-4=seca,"
                " y si quiere desde cuándo: pond-1=aireador@03:40."
                " Nodos: %(nodes)s. Fallas: %(troubles)s; la luz es de %(everywhere)s.",
                word=word,
                nodes=", ".join(cast.NODES),
                troubles=", ".join(TROUBLES),
                everywhere=EVERYWHERE,
            )
        )
    if clock:
        return Fault(node, trouble, start_moment(clock))
    # Slime takes days to grow: a probe that is dirty today was clean ten days ago.
    return Fault(node, trouble, start - _FOULED_DAYS * DAY_S if trouble == "dirty" else start)


def _can_have(node: str, trouble: Trouble) -> bool:
    if trouble == "mains":
        return node == EVERYWHERE
    return node in cast.NODES or (node == cast.SIREN and trouble in ("battery", "lost"))
