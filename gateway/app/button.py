"""The judge that hears a siren's button: whoever presses it has seen what rings."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from gateway.alerts.channels.siren import ringing_cases
from gateway.app.acknowledging import SIREN, acknowledge
from gateway.app.situation import Situation
from gateway.domain.alerts import Change
from gateway.ingest.batch import Judge
from gateway.store.sqlite.arrivals import Arrival

log = logging.getLogger(__name__)

QUANTITY = "button"


@dataclass(frozen=True, slots=True)
class Button:
    """Writes an entry for each alarm that a press has silenced, before the press itself is committed.

    Attributes:
        nodes: The names of the siren nodes; a button of any other node says nothing.
    """

    situation: Situation
    nodes: tuple[str, ...]

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        """Return no change: the entry that is written here makes it."""
        for arrival in fresh if node in self.nodes else []:
            pressed = max((one.get(QUANTITY, 0.0) for one in arrival.values.values()), default=0.0)
            if pressed > 0:
                self._pressed(arrival, int(pressed), now)
        return []

    def forget(self) -> None:
        """Do nothing: the same press again is the same entry."""

    def _pressed(self, arrival: Arrival, level: int, now: int) -> None:
        cause = f"button {arrival.node} {arrival.queue:08x} {arrival.number}"
        ringing = ringing_cases(self.situation.cases(), self.situation.tonight(now), now=now)
        seen = [one.alert for one in ringing if (one.danger or 0) <= level]
        for alert in seen:
            acknowledge(self.situation.journal, alert, author=SIREN, cause=cause, now=now)
        log.info("siren button node=%s level=%d alerts=%d", arrival.node, level, len(seen))


@dataclass(frozen=True, slots=True)
class Judges:
    """Several judges, each of which hears every reading."""

    each: Sequence[Judge]

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        """Return the changes that any of them calls for."""
        return [change for one in self.each for change in one.judge(node, fresh, now=now)]

    def forget(self) -> None:
        """Let each forget what was not committed."""
        for one in self.each:
            one.forget()
