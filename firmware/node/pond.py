"""A pond's node: always on, measures on time, talks when it can, tells at once what a contact does."""

from node import const
from node.conversation import Conversation
from node.obedience import Obedience
from node.watch import Watch

_RELAY = const("rele")
_PROBES = ("oxygen", "ezo", "optical")
_TIME_EVERY_MS = const(60_000)
_PAUSES_MS = (5_000, 60_000)


class PondNode:
    """Runs for ever."""

    def __init__(self, settings: dict, board, cycle, session) -> None:
        self._every_ms = settings["sample_every_s"] * 1000
        self._board = board
        self._cycle = cycle
        self._session = session
        self._hearing = None
        self._guard = self._guard_of(settings)
        self._conversation = Conversation(board, session, pauses_ms=_PAUSES_MS)
        handlers = {"calibration": self._calibrate, "relay": self._order_relay}
        late = {} if self._guard is None else {"relay": self._guard.overtake}
        self._obedience = Obedience(board, session, handlers, late=late)
        self._watch = Watch(board, cycle.sensors, self._output(settings), self._guard)
        self._measure_at = 0
        self._ask_at = 0

    def run(self) -> None:
        """Measure and talk; the watchdog is fed after each completed turn only."""
        watchdog = self._board.watchdog()
        while True:
            self.turn()
            watchdog.feed()

    def turn(self) -> None:
        """Do what is due."""
        now = self._board.uptime_ms()
        self._watch.is_in_rescue = self._cycle.outbox.rescue is not None
        self._watch.look()
        self._note()
        self._cycle.save()
        if now >= self._measure_at:
            self._cycle.measure()
            self._judge()
            # On its own grid; what was missed is not made up for.
            self._measure_at = max(
                self._measure_at + self._every_ms, now - now % self._every_ms + self._every_ms
            )
        self._conversation.turn(now, asks=self._must_ask(now), status=self._status)
        if self._session.take_heard() and self._hearing is not None:
            self._hearing.hear(now)
        try:
            self._obedience.turn(now)
        except (OSError, MemoryError) as error:
            self._conversation.lose(now, error)

    def _note(self) -> None:
        """Keep at once what the contacts did, and the relay."""
        for channel, values in self._watch.changes():
            self._cycle.note(channel, values)
        if self._guard is not None:
            for values in self._guard.take_switchings():
                self._cycle.note(_RELAY, values)

    def _judge(self) -> None:
        """Give what was just measured to the node's own limits."""
        if self._guard is not None:
            self._guard.own.take(self._cycle.newest, self._board.uptime_s())
            self._watch.look()

    def _calibrate(self, order: dict) -> dict:
        if self._guard is None:
            return {"reason": "neither a buzzer nor a relay here: it is not needed"}
        return self._guard.own.calibrate(order)

    def _order_relay(self, order: dict) -> dict:
        if self._guard is None:
            raise ValueError("no relay here")
        return self._guard.order(order, self._session.station_utc_s())

    def _guard_of(self, settings: dict):
        """Return what guards the pond without the station; only a node that can act on it has one."""
        has_probe = [one for one in settings["channels"] if one["sensor"] in _PROBES]
        if not has_probe or ("alarm_pin" not in settings and "relay" not in settings):
            return None
        from node.guard import Guard

        return Guard(settings, self._board, self._cycle.sensors)

    def _output(self, settings: dict) -> tuple | None:
        """Return what a buzzer needs; it speaks of the oxygen, and of lost mains that nobody hears of."""
        if "alarm_pin" not in settings:
            return None
        from node import output  # a node without one keeps its memory

        found = output.make(settings, self._board, silent_after_s=None)
        self._hearing = found[0]
        return found

    def _must_ask(self, now: int) -> bool:
        if self._hearing is not None:
            if not self._hearing.must_ask(now, has_mains=self._watch.has_mains is not False):
                return False
            self._hearing.ask(now, self._board.ticks_ms())
            return True
        if now < self._ask_at:
            return False
        self._ask_at = now + _TIME_EVERY_MS
        return True

    def _status(self) -> tuple:
        has_mains, fear = self._watch.has_mains, self._watch.fear
        relay = None if self._guard is None else self._guard.status()
        state = (self._board.is_synced, sorted(self._cycle.faults), has_mains, fear, relay)
        return state, lambda: dict(self._cycle.status(), mains=has_mains, alone=fear, relay=relay)
