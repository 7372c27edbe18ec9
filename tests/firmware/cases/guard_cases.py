"""What guards a pond without the station: pin, clamp, buzzer; under both interpreters."""

from fake_board import Board, Pin
from node import own
from node.alarm import Alarm
from node.guard import Guard
from node.hearing import Hearing
from node.sensors.aerator import AeratorSensor
from node.sensors.contact import Contact
from node.sounder import Sounder
from node.watch import Watch

MARK = {"channel": "sonda", "millivolts": 1600, "temperature_c": 30.0, "emergency": 1.0}
RELAY = {"pin": 27, "active": 0, "on_below": 3, "off_above": 5, "minimum_s": 1800}
SETTINGS = {"alarm_pin": 26, "relay": dict(RELAY, on_fault="off", sunrise=660)}
NOON = 1_700_000_000 // 86_400 * 86_400 + 16 * 3600


class PondBoard(Board):
    """A board with pins, at noon."""

    def __init__(self) -> None:
        super().__init__()
        self.is_power_on = True
        self.is_synced = True
        self.pins = {}

    def output(self, pin: int, rest: int) -> Pin:
        return self.pins.setdefault(pin, Pin(rest))

    def utc_ms(self) -> int:
        return NOON * 1000 + self.now_ms

    def uptime_s(self) -> int:
        return self.now_ms // 1000


class Pond:
    """A guard with its watch, and what the probe and the clamp are to say."""

    def __init__(self, folder: str, **settings: object) -> None:
        own.PATH = folder + "/calibration.json"
        self.board = PondBoard()
        self.current = Pin(1)
        clamp = AeratorSensor(Contact(self.current, active=0, settle_ms=2_000))
        self.guard = Guard(settings or SETTINGS, self.board, [("soplador", clamp)])
        self.siren = Pin(0)
        hearing = Hearing(self.board.memory, silent_after_s=None, now_ms=1_000)
        output = (hearing, Alarm(self.board.memory), Sounder(self.siren, None, 1))
        self.watch = Watch(self.board, [("soplador", clamp)], output, self.guard)
        self.guard.own.calibrate({"calibration": MARK})

    def at(self, second: int, millivolts: int | None = None) -> None:
        """Let a moment come, with a sample or without."""
        self.board.now_ms = second * 1000
        if millivolts is not None:
            values = {"oxygen_signal": millivolts, "water_temperature": 30.0}
            self.guard.own.take({"sonda": values}, second)
        self.watch.look()


def case_a_heap_that_is_full_keeps_no_aerator_from_starting_and_it_is_told_afterwards(folder: str) -> None:
    pond = Pond(folder)
    pond.guard.take_switchings()

    pond.guard.own.take({"sonda": {"oxygen_signal": 500, "water_temperature": 30.0}}, 100)
    pond.board.store.is_full = True
    try:
        pond.at(100)
        raise AssertionError("nobody hears of the full heap")
    except MemoryError:
        pass
    assert pond.board.pins[27].level == 0, "on, whether it is remembered or not"

    pond.board.store.is_full = False
    pond.at(101)
    assert pond.guard.take_switchings() == [{"aerator_relay": 1, "aerator_reason": 1}]
    assert pond.board.memory.get("relay_on", 0) == 1


def case_the_relay_follows_the_probe_and_each_switching_is_told(folder: str) -> None:
    pond = Pond(folder)
    assert pond.board.pins[27].level == 1, "at rest: it closes on the low level"
    assert pond.guard.take_switchings() == [{"aerator_relay": 0, "aerator_reason": 6}]

    pond.at(100, 500)
    assert pond.board.pins[27].level == 0
    assert pond.guard.status() == {"on": True, "reason": "limit", "override": None}
    pond.at(1_900, 1300)
    assert pond.board.pins[27].level == 1
    assert pond.guard.take_switchings() == [
        {"aerator_relay": 1, "aerator_reason": 1},
        {"aerator_relay": 0, "aerator_reason": 1},
    ]
    assert pond.guard.take_switchings() == []


def case_it_is_switched_while_the_node_waits_for_something_else(folder: str) -> None:
    pond = Pond(folder)
    pond.board.meanwhile()
    pond.guard.own.take({"sonda": {"oxygen_signal": 500, "water_temperature": 30.0}}, 100)
    pond.board.now_ms = 100_000

    pond.board.meanwhile()
    assert pond.board.pins[27].level == 0


def case_an_aerator_that_takes_no_current_is_shouted_for(folder: str) -> None:
    pond = Pond(folder)
    pond.at(100, 500)
    pond.at(119)
    assert pond.watch.fear is None

    pond.at(120)
    assert pond.watch.fear == "aerator"
    assert pond.siren.level == 1
    pond.current.level = 0
    pond.at(121)
    pond.at(123)
    assert pond.watch.fear is None


def case_an_aerator_that_stops_by_itself_is_shouted_for_and_one_that_is_off_is_not(folder: str) -> None:
    pond = Pond(folder)
    pond.at(100, 500)
    pond.current.level = 0
    pond.at(102)
    pond.at(104)
    pond.at(500, 600)
    assert pond.watch.fear is None

    pond.current.level = 1
    pond.at(501)
    pond.at(503)
    assert pond.watch.fear == "aerator"
    pond.at(2_000, 1300)
    assert pond.watch.fear is None


def case_a_pond_under_its_own_limit_shouts_without_a_pause(folder: str) -> None:
    pond = Pond(folder, alarm_pin=26)
    pond.at(60, 200)
    assert (pond.watch.fear, pond.siren.level) == (None, 0)
    pond.at(120, 200)

    assert pond.watch.fear == "oxygen"
    for tenth in range(1200, 1300):
        pond.board.now_ms = tenth * 100
        pond.watch.look()
        assert pond.siren.level == 1
    assert pond.guard.status() is None


def case_an_order_is_done_at_once_and_one_without_a_relay_refused(folder: str) -> None:
    pond = Pond(folder)
    pond.at(100, 1300)
    pond.guard.order({"relay": {"mode": "on", "until": NOON + 700}}, NOON + 100)

    assert pond.board.pins[27].level == 0
    assert pond.guard.status() == {
        "on": True,
        "reason": "override",
        "override": "on",
        "until": NOON + 700,
    }
    try:
        Pond(folder, alarm_pin=26).guard.order({"relay": {"mode": "on", "until": None}}, None)
    except ValueError:
        return
    raise AssertionError


def case_a_restart_leaves_the_relay_where_it_is(folder: str) -> None:
    pond = Pond(folder)
    pond.at(100, 500)
    assert len(pond.guard.take_switchings()) == 2
    pond.board.is_power_on = False
    pond.board.pins = {}

    again = Guard(SETTINGS, pond.board, [])
    assert pond.board.pins[27].level == 0
    assert again.take_switchings() == []


def case_a_switching_that_a_restart_kept_from_being_told_is_told_after_it(folder: str) -> None:
    pond = Pond(folder)
    pond.at(100, 500)
    pond.board.is_power_on = False

    again = Guard(SETTINGS, pond.board, [])
    assert [one["aerator_relay"] for one in again.take_switchings()] == [1]
    assert Guard(SETTINGS, pond.board, []).take_switchings() == []
