"""The task that tries a way to people out when somebody asks for it, and answers whether it worked."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from gateway.app.posting import Way
from gateway.app.sirens import Sirens
from gateway.app.situation import Situation
from gateway.domain.entries import Entry, OrderGiven
from gateway.domain.letters import ChannelName, Letter
from gateway.domain.speech import told
from gateway.journal.registers import Registers
from gateway.store.sqlite import letters, orders
from gateway.store.sqlite.orders import Answer

log = logging.getLogger(__name__)

EVERY_S: Final = 0.5
SIREN_WITHIN_S: Final = 30.0
PERSONAL: Final = ("sms", "call")


@dataclass(slots=True)
class Trying:
    """Makes one letter for each order `channel_test`, or lets the sirens sound, and answers the order.

    Attributes:
        ways: That are set up.
        given: Gives the orders of the station journal.
    """

    situation: Situation
    ways: Mapping[ChannelName, Way]
    sirens: Sirens
    given: Callable[[], Iterable[Entry]]
    _seen: Registers | None = None
    _waiting: list[Entry] = field(default_factory=list)
    _looked_at: float = 0.0
    _siren_since: dict[str, float] = field(default_factory=dict)

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - people do not wait for the world's clock
        """Tell whether an order waits and it is time to look at it again."""
        registers = self.situation.knowledge.registers
        if registers is not self._seen:
            self._seen, self._looked_at = registers, 0.0
            self._waiting = [one for one in self.given() if _is_test(one) and not self._is_answered(one)]
        return bool(self._waiting) and time.monotonic() - self._looked_at >= EVERY_S

    def act(self, now: int) -> None:
        """Begin what waits, and answer what has ended."""
        self._looked_at = time.monotonic()
        for entry in self._waiting:
            answer = self._answer(entry, now)
            with self.situation.writer.transaction() as readings:
                orders.answer(readings, answer)
        self._waiting = [one for one in self._waiting if not self._is_answered(one)]

    def _is_answered(self, entry: Entry) -> bool:
        answer = orders.find(self.situation.writer.readings, entry.uid)
        return answer is not None and answer.state != "running"

    def _answer(self, entry: Entry, now: int) -> Answer:
        assert isinstance(entry.body, OrderGiven)
        asked = entry.body.argument.get("channel", "")
        if asked.partition("/")[0] == "siren":
            return self._of_sirens(entry, now)
        way = next((name for name in self.ways if name == asked), None)
        if way is None:
            return _failed(entry, told("Ese canal no está puesto en conuco.toml."), now)
        letter = next(iter(letters.of_alerts(self.situation.writer.readings, [_uid(entry)])), None)
        if letter is None:
            return self._begun(entry, way, entry.body.argument.get("person"), now)
        match letter.state:
            case "sent":
                return Answer(entry.uid, "done", 1, 1, told("Salió."), now)
            case "failed" | "dropped":
                return _failed(entry, letter.error, now)
            case _:
                return Answer(entry.uid, "running", 0, 1, letter.error, now)

    def _begun(self, entry: Entry, way: ChannelName, person: str | None, now: int) -> Answer:
        first = next((one.uid for one in self.situation.people(now)), "")
        recipient = (person or first) if way in PERSONAL else ""
        if way in PERSONAL and not recipient:
            return _failed(entry, told("No hay nadie de guardia con teléfono. Anótelo en Personas."), now)
        text = told("Prueba de Conuco: si esto llega, este aviso funciona. No hay ninguna alarma.")
        letter = Letter(
            _uid(entry), "test", 0, 0, way, recipient, "", text, is_urgent=False, made=now, due=now
        )
        with self.situation.writer.transaction() as readings:
            letters.keep(readings, [letter])
        return Answer(entry.uid, "running", 0, 1, "", now)

    def _of_sirens(self, entry: Entry, now: int) -> Answer:
        if not self.sirens.nodes:
            return _failed(entry, told("Ese canal no está puesto en conuco.toml."), now)
        if entry.uid not in self._siren_since:
            self._siren_since[entry.uid] = time.monotonic()
            self.sirens.begin_test()
            return Answer(entry.uid, "running", 0, 1, "", now)
        if self.sirens.have_answered():
            return Answer(entry.uid, "done", 1, 1, told("Contestó."), now)
        if time.monotonic() - self._siren_since[entry.uid] > SIREN_WITHIN_S:
            return _failed(entry, told("La sirena no contesta."), now)
        return Answer(entry.uid, "running", 0, 1, "", now)


def _is_test(entry: Entry) -> bool:
    return isinstance(entry.body, OrderGiven) and entry.body.order == "channel_test"


def _uid(entry: Entry) -> str:
    return f"test-{entry.uid}"


def _failed(entry: Entry, reason: str, now: int) -> Answer:
    return Answer(entry.uid, "failed", 0, 0, reason, now)
