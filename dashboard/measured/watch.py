"""How every pond is now, the worst first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from gateway.domain.alerts import Limits
from gateway.domain.outlook import CrossingSaid, ForecastSaid
from gateway.domain.places import Place, Placement, stays
from gateway.domain.readings import Flag, Reading, SeriesKey
from gateway.journal.registers import Registers
from gateway.ponds.condition import Condition, Risk
from gateway.ponds.state import PondState, pond_state
from gateway.store.base import ReadingStore

Tone = Literal["danger", "caution", "none", "fine"]
TONES: Final[tuple[Tone, ...]] = ("danger", "caution", "none", "fine")
"""How a state is drawn, the worst first; what nobody knows comes before what is fine."""

TONE_OF_POND: Final[Mapping[PondState, Tone]] = {
    PondState.DANGER: "danger",
    PondState.CAUTION: "caution",
    PondState.NO_DATA: "none",
    PondState.FINE: "fine",
}
LOOKS: Final[Mapping[Condition, Tone]] = {
    Condition.GASPING: "danger",
    Condition.DANGER: "danger",
    Condition.CAUTION: "caution",
    Condition.TONIGHT: "caution",
    Condition.NO_DATA: "none",
    Condition.RECOVERING: "fine",
    Condition.FINE_NOW: "fine",
    Condition.FINE: "fine",
}
_OF_TONE: Final[Mapping[Tone, Condition]] = {
    "danger": Condition.DANGER,
    "caution": Condition.CAUTION,
    "none": Condition.NO_DATA,
    "fine": Condition.FINE,
}
OF_A_HAND: Final = "mano-"
"""How the node is called under which readings by hand are kept; nobody puts it anywhere."""


@dataclass(frozen=True, slots=True)
class PondWatch:
    """A pond now; `latest` is the last thing heard, also where it is too old to believe.

    Attributes:
        tone: Of its water alone, from the newest reading.
        has_node: Whether a node stands there; a pond without one is measured by hand.
        condition: With all that is known of it; None where only its water was looked at.
        risk: What is known of the rest of the night.
        said: What was said last of the night that goes on.
        gasping: When somebody last saw its fish gasp, if that is not over [s UTC].
    """

    place: Place
    tone: Tone
    limits: Limits
    latest: Reading | None
    series: SeriesKey | None
    has_node: bool = True
    condition: Condition | None = None
    risk: Risk = Risk.DAY
    said: ForecastSaid | None = None
    gasping: int | None = None

    @property
    def state(self) -> str:
        """How it is in one word: a value of `Condition`."""
        return (self.condition or _OF_TONE[self.tone]).value

    @property
    def look(self) -> Tone:
        """How that is drawn."""
        return LOOKS[self.condition] if self.condition else self.tone

    @property
    def crossing(self) -> CrossingSaid | None:
        """How it may go under its first limit tonight, None while nobody can tell."""
        if self.risk not in (Risk.SOME, Risk.LIKELY) or self.said is None:
            return None
        return next((one for one in self.said.crossings if one.limit == self.limits.warn), None)

    @property
    def oxygen(self) -> float:
        """What there is now [mg/L], 0 while nobody knows."""
        return self.latest.value if self.latest and self.tone != "none" else 0.0

    @property
    def figure(self) -> float:
        """What is printed of it, with one decimal [mg/L]: never on the better side of a limit than the water.

        1.96 under a limit of 2 is printed as 1.9: "2.0" would contradict the word beside it.
        """
        rounded = math.floor(self.oxygen * 10 + 0.5) / 10
        if self.limits.level_below(rounded) == self.limits.level_below(self.oxygen):
            return rounded
        return math.floor(self.oxygen * 10) / 10

    @property
    def failed(self) -> bool:
        """Whether the last thing heard is a number that no water can have."""
        return self.latest is not None and self.latest.flag is Flag.FAIL


@dataclass(frozen=True, slots=True)
class Watch:
    """All ponds now, by number."""

    ponds: tuple[PondWatch, ...]


def watch(store: ReadingStore, registered: Registers, *, now: int) -> Watch:
    """Return how every pond is now."""
    keys = store.keys()
    ponds = [one for one in registered.places if one.sort == "pond"]
    return Watch(tuple(_pond(store, registered, keys, place, now) for place in ponds))


def nodes_at(placements: Iterable[Placement], place: str, *, now: int) -> list[str]:
    """Return the nodes that stand at a place now, sorted."""
    return sorted({stay.node for stay in stays(placements, place, start=now, end=now + 1)})


def standing_nodes(placements: Iterable[Placement], place: str, *, now: int) -> list[str]:
    """Return the nodes at a place without the one under which readings by hand are kept, sorted."""
    return [node for node in nodes_at(placements, place, now=now) if not node.startswith(OF_A_HAND)]


def _here(
    registered: Registers, keys: Iterable[SeriesKey], place: Place, quantity: str, now: int
) -> list[SeriesKey]:
    nodes = nodes_at(registered.placements, place.slug, now=now)
    return [key for key in keys if key.quantity == quantity and key.node in nodes]


def _pond(
    store: ReadingStore, registered: Registers, keys: list[SeriesKey], place: Place, now: int
) -> PondWatch:
    limits = registered.limits_of(place.slug)
    heard = [(key, store.latest(key)) for key in _here(registered, keys, place, "oxygen", now)]
    series, latest = max(heard, key=lambda one: one[1].at if one[1] else 0, default=(None, None))
    state = pond_state(latest, limits, now=now)
    has_node = bool(standing_nodes(registered.placements, place.slug, now=now))
    return PondWatch(place, TONE_OF_POND[state], limits, latest, series, has_node)
