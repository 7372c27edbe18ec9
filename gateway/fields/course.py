"""How the water of a field went day by day, how it stands, and how it will go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from gateway.fields.observed import FieldDay


class Rung(Enum):
    """Of what the reference evapotranspiration of a day was made, the best first."""

    FULL = "full"
    WITHOUT_WIND = "without_wind"
    WITHOUT_RADIATION = "without_radiation"
    AIR = "air"
    """Temperature and humidity: radiation from the daily swing, wind 2 m/s."""
    TEMPERATURE = "temperature"
    MONTH = "month"
    """Nothing was measured: what is usual for the month."""


class Stage(Enum):
    """How far maize is, by FAO-56 table 11; FLOWERING is the part of MIDDLE in which thirst hurts most."""

    INITIAL = "initial"
    DEVELOPMENT = "development"
    FLOWERING = "flowering"
    MIDDLE = "middle"
    LATE = "late"
    RIPE = "ripe"


SURE_80: Final = 1.2816
"""Eight of ten values of a bell lie within so many standard deviations of its middle [-]."""


@dataclass(frozen=True, slots=True)
class DayOfField:
    """How a field was at the end of a day.

    Attributes:
        seen: What was measured or said of the day.
        reference_mm: Reference evapotranspiration ET0 of grass [mm].
        rung: What that was made of.
        stage: None where nothing grows.
        age_days: Since sowing [d], None where nothing grows.
        degree_days: Growing degree days since sowing, base 10, cap 30 [°C d]; None where nothing grows.
        root_depth_m: How deep the balance reaches: roots, or 0.4 m where nothing grows [m].
        total_available_mm: TAW, what a full root zone holds for plants [mm].
        readily_available_mm: RAW, what they take without thirst [mm].
        depletion_mm: Dr, what is missing to a full root zone [mm]; 0 to TAW.
        sigma_mm: Its standard deviation [mm].
        crop_mm: ETc, what the crop would have taken with enough water [mm].
        actual_mm: ETa, what was taken [mm].
        stress: Ks, 1 without thirst, 0 at the wilting point [-].
        drained_mm: What sank below the roots [mm].
        ran_off_mm: What ran off [mm].
        observed_mm: The depletion that the probes told, None where none did [mm].
        is_believed: Whether that moved the depletion; it does not while a question is open.
        predicted_mm: The depletion that was expected before the probes were heard [mm].
        predicted_sigma_mm: Standard deviation of what a probe would differ from it [mm].
        wet_depths: Depths whose water stood above field capacity at the end of the day [cm].
    """

    seen: FieldDay
    reference_mm: float
    rung: Rung
    stage: Stage | None
    age_days: int | None
    degree_days: float | None
    root_depth_m: float
    total_available_mm: float
    readily_available_mm: float
    depletion_mm: float
    sigma_mm: float
    crop_mm: float
    actual_mm: float
    stress: float
    drained_mm: float = 0.0
    ran_off_mm: float = 0.0
    observed_mm: float | None = None
    is_believed: bool = False
    predicted_mm: float | None = None
    predicted_sigma_mm: float | None = None
    wet_depths: tuple[int, ...] = ()

    @property
    def day(self) -> date:
        """Which day it was."""
        return self.seen.day

    @property
    def is_thirsty(self) -> bool:
        """Whether the crop took less than it would have."""
        return self.stage is not None and self.depletion_mm > self.readily_available_mm


@dataclass(frozen=True, slots=True)
class DayAhead:
    """How a field will be at the end of a day to come, if it does not rain and nobody waters it.

    Attributes:
        sigma_mm: With what is not known of the sun and the wind to come [mm].
    """

    day: date
    stage: Stage | None
    total_available_mm: float
    readily_available_mm: float
    depletion_mm: float
    sigma_mm: float
    crop_mm: float
    actual_mm: float

    @property
    def likely_mm(self) -> tuple[float, float]:
        """The depletions between which eight of ten such days end, lowest first [mm]."""
        reach = SURE_80 * self.sigma_mm
        return max(0.0, self.depletion_mm - reach), min(self.total_available_mm, self.depletion_mm + reach)


@dataclass(frozen=True, slots=True)
class Learned:
    """The field capacity that a field's own probes showed.

    Attributes:
        capacity: By depth [cm], in the probe's own water [m3/m3].
        on: The day of the plateau from which it was learnt.
        rain_mm: Of the wetting that filled the soil [mm].
    """

    capacity: Mapping[int, float]
    on: date
    rain_mm: float


@dataclass(frozen=True, slots=True)
class Question:
    """What the probes tell and nothing that was said explains.

    Attributes:
        kind: `irrigated`: water came that nobody wrote down; `disagree`: model and probes part otherwise.
        on: Since which day.
        millimetres: How much water it looks like [mm]; None where they `disagree`.
    """

    kind: str
    on: date
    millimetres: float | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """How often the probes said a day ahead what was expected, within the band of eight in ten."""

    days: int
    within: int


@dataclass(frozen=True, slots=True)
class Course:
    """How the water of a field went and will go.

    Attributes:
        days: Complete days, rising, one after the other; the last one is yesterday. Never empty.
        today: What has come since midnight; its supply is in `depletion_mm` already.
        depletion_mm: How it stands now [mm].
        sigma_mm: Standard deviation of that [mm].
        ahead: Today and the days after it, without rain and without irrigation; five at least.
        learned: None while the probes have not shown a full soil.
        is_learning: Whether there are probes that are still waiting for their first full soil.
        question: What is asked of people, None where nothing is.
        hits: None where no probe could be asked.
        rain_age_h: Hours since rain was last known, a dry gauge too; None where it never was [h].
        air_age_h: Hours since temperature was last known; None where it never was [h].
        soil_age_h: Hours since a usable probe was heard; None where none ever was [h].
    """

    days: tuple[DayOfField, ...]
    today: FieldDay
    depletion_mm: float
    sigma_mm: float
    ahead: tuple[DayAhead, ...]
    learned: Learned | None = None
    is_learning: bool = False
    question: Question | None = None
    hits: Hits | None = None
    rain_age_h: float | None = None
    air_age_h: float | None = None
    soil_age_h: float | None = None

    @property
    def last(self) -> DayOfField:
        """Yesterday."""
        return self.days[-1]
