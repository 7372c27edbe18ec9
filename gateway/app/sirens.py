"""The task that has the sirens sound as they should, and hears whether they do."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import Final

import msgspec

from gateway.alerts.calling import has_passed
from gateway.alerts.channels.siren import Wanted, wanted
from gateway.app.checking import is_check_due
from gateway.app.situation import Situation
from gateway.app.wire import Wire
from gateway.domain.letters import ChannelHealth
from gateway.domain.node_orders import Command, Result
from gateway.domain.speech import told
from gateway.domain.topics import node_topic
from gateway.store.sqlite import letters, statuses
from gateway.store.sqlite.reached import newest_change, reach, reached

log = logging.getLogger(__name__)

EVERY_S: Final = 1.0
EXPIRES_S: Final = 3600
"""After this a siren that starts anew does not take an old order up: the gateway may be gone [s]."""

RENEWED_S: Final = 1200
ANSWER_WITHIN_S: Final = 60.0
LOST_S: Final = 300
"""A siren that the broker has lost for so long is said to be away [s]."""

TEST_S: Final = 6.0
"""How long a siren sounds when somebody tries it out [s]."""


def channel_of(node: str) -> str:
    """Return what the siren of a node is called among the ways to people."""
    return f"siren/{node}"


@dataclass(slots=True)
class Sirens:
    """Orders the sirens when what they should do has changed, at the start, and on every new connection.

    Attributes:
        nodes: The names of the siren nodes, as the settings have them.
    """

    situation: Situation
    nodes: tuple[str, ...]
    wire: Wire
    _looked_at: float | None = None
    _seen: tuple[int, int] = (0, 0)
    _wanted: Wanted | None = None
    _told_on: int | None = None
    _told_at: int = 0
    _unanswered: dict[str, float] = field(default_factory=dict)
    _test_until: float | None = None
    _answers: dict[str, str] = field(default_factory=dict)
    _away: frozenset[str] = frozenset()
    _is_expired: bool = False
    _is_endless: bool = False

    def is_due(self, now: int) -> bool:
        """Tell whether the sirens are to be told something, or one has not answered."""
        if not self.nodes:
            return False
        if self._is_time():
            self._wanted = self._look(now)
            self._lost(now)
        return self._is_to_be_told(now) or bool(self._silent())

    def act(self, now: int) -> None:
        """Tell the sirens, and write down which did not answer."""
        if self._is_to_be_told(now) and self._wanted is not None:
            self._tell(self._wanted, now)
        for node in self._silent():
            del self._unanswered[node]
            self._answered(node, now, is_well=False, said=told("La sirena no contesta."))

    def hear(self, node: str, result: Result, at: int) -> None:
        """Take note of a siren's answer [s UTC], in the transaction of what was heard."""
        if node not in self.nodes:
            return
        self._unanswered.pop(node, None)
        self._answers[node] = result.id
        is_well = result.state != "refused"
        if result.state == "expired" and result.id == self._order() and self._is_sounding():
            self._is_expired = True
        said = told("Contestó.") if is_well else told("El nodo dice que no tiene sirena.")
        letters.answered(self.situation.writer.readings, ChannelHealth(channel_of(node), at, is_well, said))

    def begin_test(self) -> None:
        """Let the sirens sound for a moment, as if something mild rang."""
        self._test_until, self._looked_at, self._told_on = time.monotonic() + TEST_S, None, None
        self._answers.clear()

    def have_answered(self) -> bool:
        """Tell whether every siren has answered to the order that stands."""
        order = self._order()
        return bool(self.nodes) and all(self._answers.get(node) == order for node in self.nodes)

    def _is_time(self) -> bool:
        """Tell whether to look again: something was stored or said, or a second has passed."""
        registers = self.situation.knowledge.registers
        seen = (newest_change(self.situation.writer.readings), id(registers))
        is_time = self._looked_at is None or time.monotonic() - self._looked_at >= EVERY_S
        if seen == self._seen and not is_time:
            return False
        self._seen, self._looked_at = seen, time.monotonic()
        return True

    def _look(self, now: int) -> Wanted:
        is_test = self._test_until is not None and time.monotonic() < self._test_until
        cases = self.situation.cases()
        return wanted(cases, self.situation.tonight(now), now=now, is_test=is_test)

    def _is_to_be_told(self, now: int) -> bool:
        connection = self.wire.connection()
        if connection is None or self._wanted is None:
            return False
        if self._told_on != connection or self._is_news(self._wanted) or self._is_expired:
            return True
        is_to_be_renewed = self._is_sounding() and has_passed(RENEWED_S, since=self._told_at, now=now)
        return is_to_be_renewed or self._is_check_due(now)

    def _is_sounding(self) -> bool:
        return self._wanted is not None and self._wanted.output.level > 0

    def _is_news(self, one: Wanted) -> bool:
        return reached(self.situation.writer.readings, "siren_wanted") != one.digest

    def _is_check_due(self, now: int) -> bool:
        health = {one.channel: one for one in letters.channel_health(self.situation.writer.readings)}
        offset = self.situation.utc_offset_hours
        return any(
            node not in self._unanswered
            and is_check_due(health.get(channel_of(node)), now=now, utc_offset_hours=offset)
            for node in self.nodes
        )

    def _tell(self, one: Wanted, now: int) -> None:
        readings = self.situation.writer.readings
        # A siren whose calendar is another one than ours is ordered without an end: rather too loud.
        self._is_endless = one.output.level > 0 and (self._is_expired or self._is_endless)
        if self._is_news(one) or self._is_expired or not reached(readings, "siren_order"):
            with self.situation.writer.transaction():
                reach(readings, "siren_order", max(now, reached(readings, "siren_order") + 1))
                reach(readings, "siren_wanted", one.digest)
        self._is_expired = False
        expires = now + EXPIRES_S if one.output.level and not self._is_endless else None
        body = msgspec.json.encode(Command(self._order(), expires, one.output))
        for node in self.nodes:
            self.wire.publish(node_topic(self.wire.commune, node, "command"), body)
            self._unanswered[node] = time.monotonic()
        self._told_on, self._told_at = self.wire.connection(), now
        log.info(
            "sirens told level=%d order=%s reason=%s", one.output.level, self._order(), one.output.reason
        )

    def _order(self) -> str:
        """Return the id of the order that stands; it goes on rising when the gateway starts anew."""
        return str(reached(self.situation.writer.readings, "siren_order"))

    def _silent(self) -> list[str]:
        return [
            node for node, asked in self._unanswered.items() if time.monotonic() - asked > ANSWER_WITHIN_S
        ]

    def _lost(self, now: int) -> None:
        """Take a siren that has been away from the broker for a while for one that does not answer."""
        said = statuses.everything(self.situation.writer.readings)
        for node in self.nodes:
            at, status = said.get(node, (now, None))
            is_away = status is not None and status.state == "lost" and has_passed(LOST_S, since=at, now=now)
            if is_away and node not in self._away:
                self._unanswered[node] = float("-inf")
            self._away = (self._away | {node}) if is_away else (self._away - {node})

    def _answered(self, node: str, now: int, *, is_well: bool, said: str) -> None:
        log.warning("siren does not answer node=%s", node)
        with self.situation.writer.transaction() as readings:
            letters.answered(readings, ChannelHealth(channel_of(node), now, is_well, said))
