"""When the forecast of tonight is worth a word: probably too little oxygen before the sun helps."""

from __future__ import annotations

from typing import Final

from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.domain.alerts import Alert, Kind, Level, Limits
from gateway.domain.outlook import ForecastSaid

FROM_SUNSET_S: Final = 7200
"""How long after sunset a forecast first calls [s].

Source:
    Measured on six ponds, Iowa State Horticulture Farm 2020, 498 pond-nights: at sunset it is worse, later
    it leaves less time to act.
"""

LIKELY: Final = 0.3
"""From which probability to fall under the first limit on people are told [-].

Source:
    The same nights: 91 % of those under 3 mg/L are told of, 28 % of what is told does not come.
"""

LEARNING: Final = 0.5
"""The same while a pond has shown too few nights: the bands are wide then, and would call each evening [-].

Source:
    Ours, not verified.
"""

UNLIKELY: Final = 0.1
"""Under which probability it is over before the night is [-]. Ours, not verified."""

GRAVE: Final = 0.5
"""From which probability to fall under the second limit on it is called a danger [-].

Source:
    The same nights: of those under 2 mg/L 63 % are told of, 33 % of what is told does not come. At 0.3 it
    would be 43 %, which is too much for the graver word.
"""

LESS_GRAVE: Final = 0.3
"""Under which probability it is no danger any more [-]. Ours, not verified."""

STEP: Final = 0.2
"""By how much the probability must have risen to be told again [-]. Ours, not verified."""


def dawn(
    place: str, said: ForecastSaid | None, limits: Limits, *, standing: Alert | None, now: int
) -> Verdict:
    """Return whether a pond's night is worth a word now.

    Args:
        place: The pond's short name.
        said: The newest forecast of the night that lasts, None where there is none.
        limits: Of that pond.
        standing: Its alert of this kind that is not cleared.
        now: When this is judged [s UTC].
    """
    if said is None:
        return Unknown(Kind.DAWN, place)
    if now >= said.end:
        return None
    low, grave = (said.probability_under(one) for one in (limits.warn, limits.critical))
    if said.silence is not None or low is None or (standing is None and said.issued < first_call(said)):
        return Unknown(Kind.DAWN, place)
    if not is_likely(said, limits) and (standing is None or low < UNLIKELY):
        return None
    was_grave = standing is not None and standing.danger is not None and standing.danger >= Level.CRITICAL
    is_grave = grave is not None and grave >= (LESS_GRAVE if was_grave else GRAVE)
    level = Level.CRITICAL if is_grave else Level.WARN
    return Finding(Kind.DAWN, place, level, said.issued, value=low, step=STEP)


def is_likely(said: ForecastSaid, limits: Limits) -> bool:
    """Tell whether a pond will probably go under the first of its limits; no where nobody can tell."""
    low = None if said.silence is not None else said.probability_under(limits.warn)
    return low is not None and low >= (LEARNING if said.is_learning else LIKELY)


def first_call(said: ForecastSaid) -> int:
    """Return from when on a forecast of that night calls [s UTC]."""
    return said.sunset + FROM_SUNSET_S
