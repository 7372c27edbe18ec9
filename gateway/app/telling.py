"""How the plan of the night is told to people: its letters, made with the plan."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.alerts.calling import Said
from gateway.alerts.letters.plan import short_plan, whole_plan
from gateway.alerts.letters.words import Words
from gateway.alerts.plan_calls import name_of, plan_letters
from gateway.app.situation import Situation
from gateway.domain.letters import Letter
from gateway.domain.outlook import PlanSaid
from gateway.store.sqlite import letters


@dataclass(frozen=True, slots=True)
class PlanTelling:
    """Makes the letters of a plan for who is on duty; keeps none of them."""

    situation: Situation
    words: Words

    def letters(self, plan: PlanSaid, *, now: int) -> list[Letter]:
        """Return what is to be sent of a plan that says something new."""
        places = self.situation.knowledge.registers.places
        said = Said(short_plan(plan, places, self.words), whole_plan(plan, places, self.words))
        before = letters.of_alerts(self.situation.writer.readings, [name_of(plan.evening)])
        return plan_letters(plan.evening, said, before, self.situation.tonight(now), now=now)
