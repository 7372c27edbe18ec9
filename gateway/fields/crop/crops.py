"""Crops by the day of the calendar, for seasons that were measured elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gateway.fields.course import Stage
from gateway.fields.crop.maize import maize
from gateway.fields.crop.stages import Growth


@dataclass(frozen=True, slots=True)
class Crop:
    """A row of the tables of FAO-56.

    Attributes:
        kcb: Basal crop coefficient at first, in the middle and at the end [-].
        days: Of the initial, development, middle and late stage [d].
        first_roots_m, deepest_roots_m: How deep the roots go at first and in the middle [m].
        height_m: In the middle [m].
        depletion_fraction: p, what it takes of a full soil at 5 mm a day without thirst [-].
    """

    kcb: tuple[float, float, float]
    days: tuple[int, int, int, int]
    first_roots_m: float
    deepest_roots_m: float
    height_m: float
    depletion_fraction: float


COTTON: Final = Crop(
    kcb=(0.15, 1.15, 0.50),
    days=(30, 50, 55, 45),
    first_roots_m=0.3,
    deepest_roots_m=1.2,
    height_m=1.35,
    depletion_fraction=0.65,
)
"""Cotton sown in April.

Source:
    Allen et al. 1998, FAO Irrigation and Drainage Paper 56, tables 11 (Texas, April), 12 (height 1.2 to
    1.5 m), 17 (the higher middle, the higher end) and 22 (roots 1.0 to 1.7 m).
"""


FIELD_MAIZE_ROOTS_M: Final = 1.0
"""How deep maize roots where no pit says otherwise [m].

Source:
    Allen et al. 1998, FAO Irrigation and Drainage Paper 56, table 22, the lower end of 1.0 to 1.7 m.
"""


def maize_by_days() -> Crop:
    """Return maize for grain as our table has it, by the calendar and not by its warmth.

    The warmth of the table is that of the tropics: varieties of other countries need less.
    """
    table = maize()
    stages, basal = table.stages, table.basal
    return Crop(
        kcb=(basal.initial, basal.middle, basal.end_dry),
        days=(stages.initial_days, stages.development_days, stages.middle_days, stages.late_days),
        first_roots_m=table.body.first_roots_m,
        deepest_roots_m=FIELD_MAIZE_ROOTS_M,
        height_m=table.body.tallest_m,
        depletion_fraction=table.thirst.depletion_fraction,
    )


def growth_on(crop: Crop, age_days: int) -> Growth:
    """Return how far a crop is at an age, whatever the weather was.

    Source:
        Allen et al. 1998, FAO Irrigation and Drainage Paper 56, figure 37 and eq. 66.
    """
    initial, development, middle, late = crop.days
    cover = min(1.0, max(0.0, (age_days - initial) / development))
    gone = min(1.0, max(0.0, (age_days - initial - development - middle) / late))
    first, highest, last = crop.kcb
    return Growth(
        stage=_stage(crop, age_days),
        age_days=age_days,
        degree_days=0.0,
        kcb=first + cover * (highest - first) + gone * (last - highest),
        root_depth_m=crop.first_roots_m + cover * (crop.deepest_roots_m - crop.first_roots_m),
        height_m=cover * crop.height_m,
        days_to_flowering=None,
        days_to_maturity=max(0, sum(crop.days) - age_days),
    )


def _stage(crop: Crop, age_days: int) -> Stage:
    ends = 0
    for days, stage in zip(
        crop.days, (Stage.INITIAL, Stage.DEVELOPMENT, Stage.MIDDLE, Stage.LATE), strict=True
    ):
        ends += days
        if age_days < ends:
            return stage
    return Stage.RIPE
