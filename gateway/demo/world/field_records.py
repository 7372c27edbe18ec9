"""What growers saw of their maize, and what water they wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final, Literal

from gateway.demo.world import cast
from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.cast import DemoField
from gateway.demo.world.chance import generator
from gateway.demo.world.cycles import CALENDAR, Cycle, irrigations
from gateway.demo.world.records import GROWER, Record, done
from gateway.domain.entries import Irrigated, StageSeen

Seen = Literal["emergence", "flowering"]
_SEEN: Final = 0.6
"""In which share of the cycles somebody wrote down what they saw [-]."""
_DAYS: Final[dict[Seen, int]] = {"emergence": 6, "flowering": 54}
"""How many days after the sowing, about: the simulated maize is in full cover at 55 [d]."""
_IN_MILLIMETRES: Final = Decimal(45)
"""How the last water of field 2 was told [mm]."""


def stages_seen(field: DemoField, cycle: Cycle) -> Iterator[Record]:
    """Yield when maize came up and flowered, where somebody wrote it down; of what grows now always."""
    chance = generator(cast.SEED, "stages", cycle.uid)
    is_told, emerged, flowered = chance.random(), int(chance.integers(0, 3)), int(chance.integers(0, 4))
    if cycle.ends is not None and (is_told > _SEEN or field.enterprise == "conuco"):
        return
    told: tuple[tuple[Seen, int], ...] = (("emergence", emerged), ("flowering", flowered))
    for stage, late in told:
        day = cycle.begins + timedelta(days=_DAYS[stage] + late)
        if day < cast.MORNING:
            body = StageSeen(cycle.uid, stage)
            yield done(f"{cycle.uid}-{stage}", body, happened=CALENDAR.at(day, 7.5), author=GROWER)


def watered(field: DemoField, cycle: Cycle) -> Iterator[Record]:
    """Yield the water of what grows now as it was written down: in hours, once in millimetres."""
    if field.watering is None or cycle.ends is not None:
        return
    switches = irrigations(cycle)
    runs = [(on.at, off.at) for on, off in zip(switches[::2], switches[1::2], strict=True)]
    for on, off in runs:
        hours = Decimal(round(2 * (off - on) / HOUR_S)) / 2
        is_by_rule = field.number == 2 and on == runs[-1][0]
        body = (
            Irrigated(field.place, field.watering.method, millimetres=_IN_MILLIMETRES)
            if is_by_rule
            else Irrigated(field.place, field.watering.method, hours=hours, quality="measured")
        )
        yield done(f"{cycle.uid}-riego-{on}", body, happened=off, author=GROWER)
