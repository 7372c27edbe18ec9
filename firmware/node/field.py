"""A field's node: wakes, measures, sometimes talks, sleeps again."""

from node import const
from node.obedience import Obedience
from node.plan import Plan
from node.ticks import elapsed

_RADIO_MS = const(8_000)
_LONGEST_TALK_MS = const(300_000)
_LONGEST_TRY_MS = const(60_000)
_TICK_MS = const(50)
_BACKLOG = const(20)


class FieldNode:
    """Lives for one wake."""

    def __init__(self, settings: dict, board, cycle, session) -> None:
        self._settings = settings
        self._board = board
        self._cycle = cycle
        self._session = session
        self._plan = Plan(settings, board.memory)
        self._obedience = Obedience(board, session, {})
        self._began = self._moved = 0
        self._gone = None
        self._watchdog = board.watchdog()

    def run(self) -> None:
        """Measure, talk when it is time to, sleep until the next of both; a visit asks for both at once.

        The watchdog is fed by what is done only: the whole wake, an acknowledgement, a try.
        """
        board, plan = self._board, self._plan
        is_visit = board.woke_by_button()
        if is_visit or plan.must_measure(board.uptime_s()):
            self._cycle.measure()
            plan.measured(board.uptime_s(), self._cycle.battery_v())
        if is_visit or plan.must_talk(board.uptime_s()):
            was_there = self._receive() if is_visit else self._talk()
            if was_there:
                plan.talked(board.uptime_s(), has_more=not self._session.is_done)
            elif not is_visit:
                print("next try in s:", plan.failed(board.uptime_s()))
        self._cycle.save()
        self._remember()
        self._watchdog.feed()
        sleep(self._settings, board)

    def _remember(self) -> None:
        """Keep through deep sleep what the next wake must know."""
        board, outbox = self._board, self._cycle.outbox
        board.memory.set(next_number=outbox.next_number if outbox.rescue is None else -1)
        if outbox.rescue is not None:
            outbox.hold()
            for at in range(6):
                board.shine(at % 2 == 0)
                board.sleep_ms(100)

    def _receive(self) -> bool:
        """Talk with a station that is carried past: whoever pressed the button waits for it."""
        began = self._board.ticks_ms()
        while not self._talk():
            if elapsed(began, self._board.ticks_ms()) > _LONGEST_TRY_MS:
                return False
            self._watchdog.feed()
            self._board.sleep_ms(1_000)
        return True

    def _talk(self) -> bool:
        """Send what there is; return whether the station was there. The radio's time is capped."""
        board = self._board
        self._began = self._moved = board.ticks_ms()
        self._gone = gone = self._progress()
        board.meanwhile = self._hold_to_its_time
        try:
            self._exchange()
        except (OSError, MemoryError) as error:
            has_moved = self._progress() != gone
            print("station lost:" if has_moved else "station not reached:", error)
            return has_moved
        finally:
            board.meanwhile = None
            self._session.shut()
            if self._session.updates is not None:
                self._session.updates.rest()
        return True

    def _exchange(self) -> None:
        """Send everything and hear that it stands.

        Raises:
            OSError: The station is lost, or the radio's time is over.
        """
        session, cycle = self._session, self._cycle
        session.open()
        if not cycle.newest:
            cycle.measure()  # it only looked for the station: what it says must be of now
        if cycle.outbox.depth() > _BACKLOG:
            # What is newest first: the backlog may take longer than the visit.
            self._say()
        session.ask_time()
        session.await_time()
        session.turn(0)
        self._obedience.turn(self._board.uptime_ms())
        while not session.is_done:
            session.turn(_TICK_MS)
            self._obedience.turn(self._board.uptime_ms())
        self._say()
        while not session.is_done:
            session.turn(_TICK_MS)
        session.hang_up()

    def _say(self) -> None:
        """Say how the node is, and how long it may be silent from now on."""
        fields = self._cycle.status()
        fields["speaks_every_s"] = self._plan.speaks_every_s
        self._session.say("sleeping", fields)

    def _progress(self) -> tuple:
        """Return what moves on in a talk: what the station has committed, what came of a new version."""
        updates = self._session.updates
        return self._cycle.outbox.gone, None if updates is None else updates.at

    def _hold_to_its_time(self) -> None:
        """End a talk that does not move on; called again and again while something is waited for.

        Raises:
            OSError: The radio's time is over.
        """
        now, gone = self._board.ticks_ms(), self._progress()
        if gone != self._gone:
            self._gone, self._moved = gone, now
            self._watchdog.feed()
        if elapsed(self._moved, now) > _RADIO_MS or elapsed(self._began, now) > _LONGEST_TALK_MS:
            raise OSError("the radio's time is over")


def count_tip(settings: dict, board) -> None:
    """Count the tip that woke the board, and sleep on."""
    board.memory.set(tips=board.memory.get("tips", 0) + 1)
    sleep(settings, board)


def sleep(settings: dict, board) -> None:
    """Sleep until the next measuring or looking, until the rain gauge tips, or until somebody visits."""
    contacts = [channel["pin"] for channel in settings["channels"] if channel["sensor"] == "rain"]
    left_ms = Plan(settings, board.memory).wake_at() * 1000 - board.uptime_ms()
    board.sleep_deeply(max(left_ms, 1), contacts[0] if contacts else None, settings.get("visit_pin"))
