"""What a grower is told about a field: one state, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal, NamedTuple


class State(Enum):
    """What a field needs, in one word. A field without a pump is never told IRRIGATE, WAIT or WET."""

    IRRIGATE = "irrigate"  # REGAR
    WAIT = "wait"  # ESPERAR (n días)
    WET = "wet"  # NO REGAR (mojado)
    SOW = "sow"  # SEMBRAR YA
    WAIT_TO_SOW = "wait_to_sow"  # ESPERAR (falta humedad a 40 cm, n mm)
    TOO_WET = "too_wet"  # DEMASIADA AGUA (n días)
    THIRST = "thirst"  # SED
    FINE = "fine"  # BIEN
    NO_ADVICE = "no_advice"  # SIN CONSEJO


class Between(NamedTuple):
    """From the least to the most, in a unit that its attribute names; both may be equal."""

    low: float
    high: float


class Window(NamedTuple):
    """From which day to which, both within."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Missing:
    """The datum without which there is no advice, and who mends it.

    Attributes:
        what: `rain` or `temperature`: older than 48 h or never there; `spread`: the range is wider than the
            water that the crop can readily take; `soil`: nobody knows how wet it is; `crop`: what grows there
            is no maize, and nothing else is known here.
        age_h: How old the last one is, None where there never was one [h].
        mends: Who can: the sensor team, or the grower with a gauge and a tap.
    """

    what: Literal["rain", "temperature", "spread", "soil", "crop"]
    age_h: float | None
    mends: Literal["sensors", "grower"]


Reason = Literal[
    "ripe",  # the black layer: no water helps any more
    "enough_to_ripen",  # what the soil holds is enough until the black layer
    "rained",  # more than 20 mm in 24 h
    "above_capacity",  # a depth stands above its field capacity
    "limit_soon",  # the limit is reached within the window
    "below_limit",  # the crop is thirsty already
    "enough",  # the limit is days away
    "flowering",  # thirst now costs most
    "model_only",  # no probe: calculated from rain and air alone
    "probe_stale",  # the probe has not been heard: calculated, with a wider range
    "probe_failed",
    "probe_learning",
    "pump_busy",  # the same pump is needed first elsewhere
    "cannot",  # somebody said that it cannot be watered now
    "rain_guessed",  # days without a rain reading count as an unknown
    "wet_to_40",  # the soil is wet down to 40 cm
    "not_wet_to_40",
    "off_season",  # maize sown now outlasts the rains; a wet field then waits, with no `lacking_mm`
]


@dataclass(frozen=True, slots=True)
class Amount:
    """How much water to give.

    Attributes:
        millimetres: What must reach the roots, in steps of 5 [mm].
        cubic_metres: What must leave the pump [m3]; None where the area is not known.
        pump_hours: [h]; None where the pump's flow is not known.
    """

    millimetres: Between
    cubic_metres: Between | None = None
    pump_hours: Between | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """What waiting or thirst may cost, as a wide range and never a number.

    Attributes:
        kg_ha: Less grain on each hectare [kg/ha].
        source: `garcia_2009` for late sowing, `fao33` for thirst.
    """

    kg_ha: Between
    source: Literal["garcia_2009", "fao33"]


@dataclass(frozen=True, slots=True)
class Advice:
    """What a grower is told.

    Attributes:
        missing: Only of NO_ADVICE.
        amount: Only of IRRIGATE.
        window: When to begin, of IRRIGATE; else None.
        days: WAIT: until the limit. FINE: how long the water lasts. THIRST: how many days of thirst so far.
            TOO_WET: how many days so far; WET too, where it is longer than 48 hours. Whole days, 14 where it
            is a fortnight or longer; None where nothing is reached: the crop is ripe, or has enough [d].
        lacking_mm: WAIT_TO_SOW: how much rain is missing, in steps of 5 [mm].
        stored_mm: SOW and WAIT_TO_SOW: what the upper 40 cm hold now [mm].
        needed_mm: SOW and WAIT_TO_SOW: what they must hold [mm].
        thirst_if_not: Days of thirst in the days ahead if nobody waters and no rain falls; where it cannot be
            watered, or its pump is busy beyond its window, on the days until it can [d].
        loss: What that, or waiting to sow, may cost; None where it is not worth a word.
        confidence: 1 low, 2 middle, 3 high.
        reasons: Why, the most important first.
        pump_turn: 1 for the field that its pump should water first; None where no pump is shared now.
        cannot_until: IRRIGATE: until when somebody said that it cannot be watered.
    """

    state: State
    confidence: int
    reasons: tuple[Reason, ...] = ()
    missing: Missing | None = None
    amount: Amount | None = None
    window: Window | None = None
    days: Between | None = None
    lacking_mm: Between | None = None
    stored_mm: Between | None = None
    needed_mm: float | None = None
    thirst_if_not: Between | None = None
    loss: Loss | None = None
    pump_turn: int | None = None
    cannot_until: date | None = None
    wet_depths: tuple[int, ...] = field(default=())
