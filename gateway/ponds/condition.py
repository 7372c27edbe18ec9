"""How a pond is with all that is known of it: its water, its fish, its alarm, and the night to come."""

from __future__ import annotations

from enum import Enum
from typing import Final

from gateway.domain.outlook import ForecastSaid
from gateway.ponds.state import PondState

LIKELY: Final = 0.3
"""From so likely on a night is warned of, and its pond is not called fine [-].

Source:
    Iowa State Horticulture Farm ponds 2020, 485 nights: at 0.3 nine of ten nights under 3 mg/L are warned of,
    and a third of the warnings are for nothing.
"""

UNLIKELY: Final = 0.1
"""Only under so likely a pond is called fine for the night [-]; ours, not verified."""

FRESH_FOR_S: Final = 2 * 3600
"""It is said anew each hour; what is older than two was not renewed [s]."""


class Risk(Enum):
    """What is known of the rest of the night."""

    DAY = "day"
    """It is day: nothing is said of the night to come."""
    UNKNOWN = "unknown"
    """Nothing is said, or not any more, or nobody can know."""
    SMALL = "small"
    SOME = "some"
    LIKELY = "likely"


class Condition(Enum):
    """What a page says of a pond; worst first."""

    GASPING = "gasping"
    """Somebody sees its fish gasp, whatever the probe says."""
    DANGER = "danger"
    CAUTION = "caution"
    TONIGHT = "tonight"
    """The water is fine, and will probably not be before the night is over."""
    NO_DATA = "no_data"
    RECOVERING = "recovering"
    """The water is fine again and its alarm stands."""
    FINE_NOW = "fine_now"
    """The water is fine, and it is not sure that it stays so."""
    FINE = "fine"


def risk(said: ForecastSaid | None, limit: float, *, is_night: bool, now: int) -> Risk:
    """Return what is known of a pond's way under a limit before the night is over.

    A forecast that is old, silent or that learns with few nights of its own is no assurance.

    Args:
        said: The newest forecast of the night that goes on, None where there is none.
        limit: One that was asked about [mg/L].
        is_night: Whether the water's night goes on.
        now: The time [s UTC].
    """
    if not is_night:
        return Risk.DAY
    probability = None if said is None else said.probability_under(limit)
    if said is None or probability is None or said.silence or now - said.issued > FRESH_FOR_S:
        return Risk.UNKNOWN
    if probability >= LIKELY:
        return Risk.LIKELY
    if probability >= UNLIKELY:
        return Risk.SOME
    return Risk.UNKNOWN if said.is_learning else Risk.SMALL


def condition(state: PondState, *, risk: Risk, is_gasping: bool, has_alarm: bool) -> Condition:
    """Return how a pond is; the worst that is known of it wins.

    Args:
        state: Of its water now.
        risk: What is known of the rest of the night.
        is_gasping: Whether somebody saw its fish gasp and it is not over.
        has_alarm: Whether an alarm of its oxygen is not over.
    """
    if is_gasping:
        return Condition.GASPING
    if state is not PondState.FINE:
        return _BY_STATE[state]
    if risk is Risk.LIKELY:
        return Condition.TONIGHT
    if has_alarm:
        return Condition.RECOVERING
    return Condition.FINE if risk in (Risk.DAY, Risk.SMALL) else Condition.FINE_NOW


_BY_STATE: Final = {
    PondState.DANGER: Condition.DANGER,
    PondState.CAUTION: Condition.CAUTION,
    PondState.NO_DATA: Condition.NO_DATA,
}
