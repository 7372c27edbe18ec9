"""Drives the relay of an aerator, and sees by the clamp whether the aerator follows."""

from node import const
from node.relay import REASONS, Relay

_PROVEN_WITHIN_S = const(20)  # a motor starts and the clamp settles; not verified on a real one


class Aeration:
    """The pin of a relay and what decides over it.

    Attributes:
        relay: What decides.
    """

    def __init__(self, rules: dict, board, sensors: list) -> None:
        """Put the pin where it was before a restart; after a power cut the relay is off, and says so."""
        self._board = board
        self.relay = Relay(rules, board.memory)
        self._active = rules.get("active", 1)
        self._put = self._level()
        self._pin = board.output(rules["pin"], self._put)
        self._since_s = board.uptime_s()
        found = [sensor.contact for _, sensor in sensors if getattr(sensor, "name", "") == "aerator"]
        self._clamp = found[0] if found else None
        self._switchings = []
        if board.memory.get("relay_told", -1) != int(self.relay.is_on):
            self._tell()  # the power was cut, or a restart came between a switching and its record

    def turn(self, now_s: int, oxygen: int | None) -> None:
        """Switch what is due at an oxygen [µg/L] as `Relay.turn` takes it."""
        try:
            is_switched = self.relay.turn(now_s, oxygen, self._utc_s())
        finally:
            # What was decided is done, also where the heap is too full to remember it.
            if self._put != self._level():
                self._put = self._level()
                self._pin.value(self._put)
        if is_switched:
            self._since_s = now_s
            self._tell()

    def is_unproven(self, now_s: int) -> bool:
        """Tell whether it is on for a while and the clamp sees no current."""
        if self._clamp is None or self._clamp.is_active or not self.relay.is_on:
            return False
        return now_s - self._since_s >= _PROVEN_WITHIN_S

    def take_switchings(self) -> list[dict]:
        """Return the values of each switching since this was asked before."""
        switchings, self._switchings = self._switchings, []
        if switchings:
            self._board.memory.set(relay_told=switchings[-1]["aerator_relay"])
        return switchings

    def status(self) -> dict:
        """Return how the relay is."""
        relay = self.relay
        mode, until = relay.override(self._board.uptime_s(), self._utc_s()) or (None, None)
        found = {"on": relay.is_on, "reason": REASONS[relay.reason], "override": mode}
        return found if until is None else dict(found, until=until)

    def _utc_s(self) -> int | None:
        return self._board.utc_ms() // 1000 if self._board.is_synced else None

    def _level(self) -> int:
        return self._active if self.relay.is_on else 1 - self._active

    def _tell(self) -> None:
        relay = self.relay
        self._switchings.append({"aerator_relay": int(relay.is_on), "aerator_reason": relay.reason})
