"""The judge that hears the button of a pond: whoever presses it sees fish gasping."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from gateway.app.knowledge import Knowledge
from gateway.domain.alerts import Change
from gateway.domain.entries import Draft, FishGasping
from gateway.domain.places import place_of
from gateway.journal import CommuneJournal
from gateway.journal.registers import standing
from gateway.people import POND_BUTTON
from gateway.store.sqlite.arrivals import Arrival

log = logging.getLogger(__name__)

QUANTITY: Final = "gasping"
AGAIN_S: Final = 600
"""A press so soon after one at the same pond says nothing that the book does not say [s]; a button that is
stuck would fill it. Ours."""

_NAMES: Final = UUID("5f4b6f0e-52a3-5d6f-8f65-2c1d3b1f7a90")
"""Of what is derived here, so that the same press is the same entry."""


@dataclass(frozen=True, slots=True)
class PondButton:
    """Writes a press into the book, as a person's word stands there; who follows the book raises the alarm.

    Only what is of now comes to a judge: a press that comes late is a reading, and alarms nobody.
    """

    journal: CommuneJournal
    knowledge: Knowledge

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        """Return no change: the entry that is written here makes it."""
        pressed = [one for one in fresh if _is_pressed(one)]
        newest = max((one.uptime for one in fresh), default=0)
        for arrival in pressed:
            # By the station's own clock, counted back by the node's uptime: no other is sure to be right.
            self._pressed(node, arrival, now - (newest - arrival.uptime), now)
        return []

    def forget(self) -> None:
        """Do nothing: the same press again is the same entry."""

    def _pressed(self, node: str, arrival: Arrival, at: int, now: int) -> None:
        registers = self.knowledge.registers
        slug = place_of(registers.placements, node, at=at)
        place = None if slug is None else registers.place(slug)
        if place is None or place.sort != "pond":
            log.warning("button pressed where no pond is node=%s place=%s", node, slug)
            return
        if self._is_known(place.slug, at):
            log.info("button pressed again node=%s place=%s", node, place.slug)
            return
        uid = str(uuid5(_NAMES, f"{QUANTITY} {node} {arrival.queue:08x} {arrival.number}"))
        body = FishGasping(place.slug)
        self.journal.append(Draft(uid, "book", "gasping", body, at, POND_BUTTON), now=now)
        log.info("button pressed node=%s place=%s", node, place.slug)

    def _is_known(self, place: str, at: int) -> bool:
        """Tell whether the newest word of a pond's fish that stands is a press of a moment ago."""
        entries = standing(self.journal.entries("book", kinds={"gasping", "reversal"}))
        told = [one for one in entries if isinstance(one.body, FishGasping) and one.body.place == place]
        last = max(told, key=lambda one: (one.happened, one.number), default=None)
        if last is None or last.author != POND_BUTTON or not isinstance(last.body, FishGasping):
            return False
        return not last.body.over and 0 <= at - last.happened < AGAIN_S


def _is_pressed(arrival: Arrival) -> bool:
    return any(values.get(QUANTITY, 0.0) > 0 for values in arrival.values.values())
