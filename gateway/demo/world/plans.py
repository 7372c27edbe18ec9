"""What the demo's enterprises planned before they did it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final

import msgspec

from gateway.demo.world import cast
from gateway.demo.world.chance import generator
from gateway.demo.world.cycles import CALENDAR, Cycle
from gateway.demo.world.records import SPOKESPERSON, Record, done, intended
from gateway.domain.entries import Harvested, Sown, Stocked

_AHEAD: Final = timedelta(days=35)
"""So long before a stocking or sowing its plan is written down."""
_USUAL: Final = {Stocked: timedelta(days=196), Sown: timedelta(days=121)}
_PLANNED: Final = 0.85
"""In which share of the cycles somebody wrote a plan down [-]."""


def beginning(cycle: Cycle, body: Stocked | Sown) -> Iterator[Record]:
    """Yield the plan of a cycle, its beginning, and the plan of its harvest."""
    plan = None
    if _is_written(cycle, "begin") and cycle.begins - _AHEAD > cast.HISTORY_DAY:
        plan = f"{cycle.uid}-plan"
        late = timedelta(days=int(generator(cast.SEED, "late", cycle.uid).integers(0, 8)))
        yield intended(
            plan,
            msgspec.structs.replace(body, planned=True),
            happens=CALENDAR.at(cycle.begins - late, 8.0),
            written=CALENDAR.at(cycle.begins - _AHEAD, 16.0),
        )
    real = msgspec.structs.replace(body, fulfils=plan)
    yield done(cycle.uid, real, happened=CALENDAR.at(cycle.begins, 8.0), author=SPOKESPERSON)
    if (planned := planned_harvest(cycle)) is not None:
        yield intended(
            planned,
            Harvested(
                cycle=cycle.uid,
                kg=body.plan_kg or Decimal(1),
                quality="estimated",
                complete=True,
                planned=True,
            ),
            happens=CALENDAR.at(cycle.begins + _USUAL[type(body)], 10.0),
            written=CALENDAR.at(cycle.begins, 16.0),
        )


def planned_harvest(cycle: Cycle) -> str | None:
    """Return the uid of the planned harvest of a cycle, None where nobody planned it."""
    return f"{cycle.uid}-cosecha-plan" if _is_written(cycle, "harvest") else None


def _is_written(cycle: Cycle, what: str) -> bool:
    return generator(cast.SEED, "plan", what, cycle.uid).random() < _PLANNED
