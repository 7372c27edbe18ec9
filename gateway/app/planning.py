"""The plan of the night, made from what stands in the store and written there."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from gateway.app.knowledge import Knowledge
from gateway.app.telling import PlanTelling
from gateway.domain.outlook import PlanSaid
from gateway.ponds.night import Night
from gateway.ponds.plan import NOBODY_SAID, Occasion, PondTonight, is_changed, news, plan
from gateway.store.sqlite import letters, nights
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

RECENT_S: Final = 2 * 3600
"""What was said of a pond longer ago is no forecast any more [s]."""


@dataclass(slots=True)
class Planning:
    """Plans for all ponds at once; a plan that says the same as the last is not written again.

    Attributes:
        telling: Tells people of a plan; None while no way to people is open, as in preparing a demo.
    """

    writer: SqliteWriter
    knowledge: Knowledge
    telling: PlanTelling | None = None

    def make(self, night: Night, *, now: int) -> PlanSaid | None:
        """Make the plan of a night and write it down; return it, None where nothing has changed.

        The first plan of a night is told, a later one only where a pond has become urgent in it. Plan and
        letters stand in one transaction.
        """
        evening = night.day.isoformat()
        before = nights.newest_plan(self.writer.readings, evening=evening)
        after = self._plan(night, before, now)
        if before is not None and not is_changed(before, after):
            return None
        is_told = self.telling is not None and (before is None or bool(news(before, after)))
        made = self.telling.letters(after, now=now) if self.telling and is_told else []
        with self.writer.transaction() as readings:
            nights.plan(readings, after)
            letters.keep(readings, made)
        log.info("plan made evening=%s act=%d uncovered=%d letters=%d", evening, _count(after, "act"),
                 _count(after, "uncovered"), len(made))  # fmt: skip
        return after

    def _plan(self, night: Night, before: PlanSaid | None, now: int) -> PlanSaid:
        registers = self.knowledge.registers
        said = nights.forecasts(self.writer.readings, evening=night.day.isoformat())
        newest = {one.place: one for one in said if now - one.issued <= RECENT_S}
        ponds = [PondTonight(one, newest.get(one.slug)) for one in registers.places if one.sort == "pond"]
        equipment = registers.calls.equipment or NOBODY_SAID
        limit = registers.limits_of("").warn
        return plan(ponds, equipment, Occasion(night, now, limit, before))


def _count(said: PlanSaid, state: str) -> int:
    return sum(one.state == state for one in said.lines)
