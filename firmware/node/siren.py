"""A siren: always on, sounds what the station orders, and by itself when there is nobody to order."""

from node import message, output
from node.conversation import Conversation
from node.obedience import Obedience
from node.watch import Watch

SILENT_AFTER_S = 300
_PAUSES_MS = (500, 4_000)


class SirenNode:
    """Runs for ever."""

    def __init__(self, settings: dict, board, cycle, session) -> None:
        self._every_ms = settings["sample_every_s"] * 1000
        self._board = board
        self._cycle = cycle
        self._session = session
        found = output.make(settings, board, silent_after_s=settings.get("silent_after_s", SILENT_AFTER_S))
        self._hearing, self._alarm, _ = found
        self._conversation = Conversation(board, session, pauses_ms=_PAUSES_MS)
        self._watch = Watch(board, cycle.sensors, found)
        self._obedience = Obedience(board, session, {"": self._sound}, says=self._sounding)
        self._measure_at = 0

    def run(self) -> None:
        """Watch and obey; the watchdog is fed after each completed turn only."""
        watchdog = self._board.watchdog()
        while True:
            self.turn()
            watchdog.feed()

    def turn(self) -> None:
        """Do what is due."""
        now = self._board.uptime_ms()
        self._watch.is_in_rescue = self._cycle.outbox.rescue is not None
        self._watch.look()
        self._note(now)
        self._conversation.turn(now, asks=self._must_ask(now), status=self._status)
        if self._session.take_heard():
            self._hearing.hear(now)
        try:
            self._obedience.turn(now)
        except (OSError, MemoryError) as error:
            self._conversation.lose(now, error)

    def _note(self, now: int) -> None:
        """Keep what the contacts have to say: a change and a press at once, the rest on the grid."""
        for channel, values in self._watch.changes():
            self._cycle.note(channel, values)
        for channel, level in self._watch.presses():
            self._cycle.note(channel, {"button": level})
        if now >= self._measure_at:
            self._cycle.measure()
            self._measure_at = now - now % self._every_ms + self._every_ms

    def _must_ask(self, now: int) -> bool:
        must_ask = self._hearing.must_ask(now, has_mains=self._watch.has_mains is not False)
        if must_ask:
            self._hearing.ask(now, self._board.ticks_ms())
        return must_ask

    def _sound(self, order: dict) -> dict:
        """Sound as an order says; return what the siren does now."""
        level = message.alarm_level(order)
        if level is None:
            raise ValueError("no alarm in it")
        self._alarm.order(level)
        self._watch.look()
        return self._sounding()

    def _sounding(self) -> dict:
        now_s = self._board.uptime_s()
        return {"ringing": self._alarm.ringing(now_s), "silenced_s": self._alarm.silenced_s(now_s)}

    def _status(self) -> tuple:
        now_s = self._board.uptime_s()
        ringing, silenced_s = self._alarm.ringing(now_s), self._alarm.silenced_s(now_s)
        has_mains, fear = self._watch.has_mains, self._watch.fear
        state = (
            self._board.is_synced, sorted(self._cycle.faults), ringing, silenced_s > 0, has_mains, fear
        )  # fmt: skip
        fields = {"ringing": ringing, "silenced_s": silenced_s, "mains": has_mains, "alone": fear}
        return state, lambda: dict(self._cycle.status(), **fields)
