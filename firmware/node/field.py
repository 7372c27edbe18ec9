"""A field's node: wakes, measures, sometimes talks, sleeps again."""

from node.obedience import Obedience
from node.ticks import elapsed

_RADIO_MS = 8_000
_LONGEST_TALK_MS = 30_000
_LONGEST_SKIP_S = 7_200
_TICK_MS = 50


class FieldNode:
    """Lives for one wake."""

    def __init__(self, settings: dict, board, cycle, session) -> None:
        self._settings = settings
        self._board = board
        self._cycle = cycle
        self._session = session
        self._obedience = Obedience(board, session, {})

    def run(self) -> None:
        """Measure, talk when it is time to, sleep until the next measuring."""
        watchdog = self._board.watchdog()
        memory = self._board.memory
        self._cycle.measure()
        watchdog.feed()
        if self._board.uptime_s() >= memory.get("send_at", 0):
            self._talk()
        watchdog.feed()
        every_s = self._settings["sample_every_s"]
        now = self._board.uptime_s()
        memory.set(measure_at=now - now % every_s + every_s, next_number=self._cycle.outbox.next_number)
        sleep(self._settings, self._board)

    def _talk(self) -> None:
        memory, every_s = self._board.memory, self._settings["sample_every_s"]
        now = self._board.uptime_s()
        try:
            self._exchange()
            memory.set(failures=0, send_at=now - now % every_s + self._settings["send_every_s"])
        except OSError as error:
            failures = memory.get("failures", 0)
            # After failures 1, 2, 4 ... wakes pass without the radio: it is the whole budget.
            pause_s = min(_LONGEST_SKIP_S, every_s * ((1 << min(failures, 12)) + 1))
            memory.set(failures=failures + 1, send_at=now - now % every_s + max(pause_s, every_s))
            print("station not reached:", error, "next try in s:", pause_s)
        finally:
            self._session.shut()

    def _exchange(self) -> None:
        """Send everything and hear that it stands; the radio's time is capped.

        Raises:
            OSError: The station is lost, or did not acknowledge in time.
        """
        session = self._session
        session.open()
        session.ask_time()
        session.await_time()
        began = moved = self._board.ticks_ms()
        gone = self._cycle.outbox.gone
        session.turn(0)
        self._obedience.turn(self._board.uptime_ms())
        while not session.is_done:
            session.turn(_TICK_MS)
            self._obedience.turn(self._board.uptime_ms())
            now = self._board.ticks_ms()
            if self._cycle.outbox.gone != gone:
                gone, moved = self._cycle.outbox.gone, now
            if elapsed(moved, now) > _RADIO_MS or elapsed(began, now) > _LONGEST_TALK_MS:
                break
        is_done = session.is_done
        self._say_goodbye()
        if not is_done and elapsed(began, moved) == 0:
            raise OSError("nothing was acknowledged")

    def _say_goodbye(self) -> None:
        session = self._session
        session.say("sleeping", self._cycle.status())
        began = self._board.ticks_ms()
        while not session.is_done and elapsed(began, self._board.ticks_ms()) < 1000:
            session.turn(_TICK_MS)
        session.hang_up()


def count_tip(settings: dict, board) -> None:
    """Count the tip that woke the board, and sleep on."""
    board.memory.set(tips=board.memory.get("tips", 0) + 1)
    sleep(settings, board)


def sleep(settings: dict, board) -> None:
    """Sleep until the next measuring, or until the rain gauge tips."""
    contacts = [channel["pin"] for channel in settings["channels"] if channel["sensor"] == "rain"]
    left_ms = board.memory.get("measure_at", 0) * 1000 - board.uptime_ms()
    board.sleep_deeply(max(left_ms, 1), contacts[0] if contacts else None)
