"""Wind, sun, tips and the battery; the same under CPython and MicroPython."""

from fake_wires import Counted, Patience, Volts
from node import settings
from node.cycle import Cycle
from node.field import FieldNode
from node.memory import Memory
from node.outbox import Outbox
from node.pulses import Pulses
from node.sensors import battery, radiation, rain
from node.sensors.rain import APART_MS, RainSensor
from node.sensors.wind import WindSensor
from rs485_cases import FIELD

BATTERY = {"name": "bateria", "sensor": "battery", "pin": 33, "divider": 2}


class Reed:
    """A pin that calls back at each edge down."""

    IRQ_FALLING = 2

    def __init__(self) -> None:
        self.calls = None
        self.edge = 0

    def irq(self, calls: object, edge: int) -> None:
        self.calls, self.edge = calls, edge


class Store:
    """RTC memory."""

    content = b""

    def __call__(self, content: bytes | None = None) -> bytes:
        self.content = self.content if content is None else content
        return self.content


class Kept:
    """What a cycle asks of a board."""

    is_synced = False

    def __init__(self, board: Patience) -> None:
        self.uptime_s = board.uptime_s

    def kept(self, queue: str, number: int, record: bytes) -> None:
        pass


def a_gauge() -> tuple:
    board, reed = Patience(), Reed()
    return Pulses(reed, APART_MS, board.ticks_ms), reed, board


def closes(board: Patience, reed: Reed, *at_ms: int) -> None:
    for moment in at_ms:
        board.now_ms = moment
        reed.calls(reed)


def case_a_contact_that_bounces_has_closed_once_beyond_the_end_of_the_counter_too(_: str) -> None:
    pulses, reed, board = a_gauge()

    closes(board, reed, 10, 11, 13, 60, 140)  # the counter wraps at 100

    assert (pulses.value(), reed.edge) == (1, Reed.IRQ_FALLING)
    closes(board, reed, 1000, 1002, 1200, 2000)
    assert pulses.value() == 3


def case_the_hardest_rain_of_the_llanos_is_counted_whole(_: str) -> None:
    pulses, reed, board = a_gauge()

    closes(board, reed, *range(0, 60_000, 2 * APART_MS))

    assert pulses.value() == 120


def case_the_gauge_of_a_board_counts_what_its_contact_does(_: str) -> None:
    board, reed, asked = Patience(), Reed(), []
    board.memory = Memory(Store())
    board.tips = lambda _pin: None
    board.contact = lambda pin, pull: asked.append((pin, pull)) or reed
    gauge = rain.make(board, {"name": "pluviometro", "sensor": "rain", "pin": 27})
    closes(board, reed, 10, 12, 2000, 4000, 4001)

    assert gauge.read() == {"rain_tips": 3}
    assert asked == [(27, "none")]


class Field(Patience):
    """A board of a field, on which it rains while the radio is on."""

    def __init__(self, counted: Counted, store: Store) -> None:
        super().__init__()
        self.memory = Memory(store)
        self.counted = counted
        self.meanwhile = None

    def watchdog(self) -> object:
        return self

    def feed(self) -> None:
        pass

    def woke_by_button(self) -> bool:
        return False

    def uptime_s(self) -> int:
        return self.now_ms // 1000

    def sleep_deeply(self, duration_ms: int, contact: int | None, button: int | None = None) -> None:
        self.now_ms += duration_ms


class Talk:
    """A session that finds no station, while two tips fall."""

    updates = None

    def __init__(self, counted: Counted) -> None:
        self.counted = counted

    def open(self) -> None:
        self.counted.count += 2
        raise OSError("no station")

    def shut(self) -> None:
        pass


def case_a_tip_that_falls_after_the_measuring_outlives_the_sleep(folder: str) -> None:
    counted, store = Counted(), Store()
    board = Field(counted, store)
    outbox = Outbox(folder + "/outbox")
    outbox.open(is_power_on=True)
    counted.count = 3
    cycle = Cycle(Kept(board), outbox, [("pluviometro", RainSensor(counted, board.memory))])
    wired = dict(FIELD, channels=[{"name": "pluviometro", "sensor": "rain", "pin": 27}])

    FieldNode(wired, board, cycle, Talk(counted)).run()

    assert cycle.newest == {"pluviometro": {"rain_tips": 3}}
    assert RainSensor(Counted(), Memory(store)).read() == {"rain_tips": 2}


def case_wind_is_the_mean_since_the_record_before_and_costs_no_time(_: str) -> None:
    board, counted = Patience(), Counted()
    wind = WindSensor(counted, board.uptime_ms, board.sleep_ms)
    counted.count, board.now_ms = 250, 60_000
    told = wind.read()

    assert told == {"wind_signal": 4.166}
    assert board.now_ms == 60_000
    wind.kept(told)
    counted.count, board.now_ms = 310, 120_000
    assert wind.read() == {"wind_signal": 1.0}


def case_wind_that_was_not_kept_is_in_the_next_mean(_: str) -> None:
    board, counted = Patience(), Counted()
    wind = WindSensor(counted, board.uptime_ms, board.sleep_ms)
    counted.count, board.now_ms = 600, 60_000
    wind.read()
    board.now_ms = 120_000

    assert wind.read() == {"wind_signal": 5.0}


def case_a_node_that_has_just_woken_counts_for_ten_seconds(_: str) -> None:
    board, counted = Patience(), Counted()
    wind = WindSensor(counted, board.uptime_ms, board.sleep_ms)
    board.now_ms, counted.count = 400, 7

    assert wind.read() == {"wind_signal": 0.7}
    assert board.now_ms == 10_000


def case_wind_still_and_a_storm_are_within_what_is_told(_: str) -> None:
    for count, told in ((0, 0.0), (1, 0.1), (100_000, 10_000.0)):
        board, counted = Patience(), Counted()
        wind = WindSensor(counted, board.uptime_ms, board.sleep_ms)
        counted.count = count
        assert wind.read() == {"wind_signal": told}


def case_the_battery_is_what_the_pin_meets_by_the_divider_of_the_settings(_: str) -> None:
    assert battery.BatterySensor(Volts(1985), 2).read() == {"battery": 3.97}
    assert battery.BatterySensor(Volts(2571), 4.9).read() == {"battery": 12.598}
    assert battery.make(Patience(), BATTERY).read() == {"battery": 0.066}


def case_the_sun_is_told_in_millivolts(_: str) -> None:
    assert radiation.RadiationSensor(Volts(1670)).read() == {"radiation_signal": 1670}
    assert radiation.make(Patience(), {"pin": 35}).read() == {"radiation_signal": 35}


def case_a_divider_is_a_number_from_1_to_20_and_a_battery_hangs_on_the_first_converter(_: str) -> None:
    def faults(**changes: object) -> list:
        return settings.faults_of(dict(FIELD, channels=[dict(BATTERY, **changes)]))

    assert faults() == faults(divider=4.9) == faults(divider=1) == []
    for divider in (None, True, "2", 0.9, 20.5):
        assert len(faults(divider=divider)) == 1, divider
    assert len(faults(pin=27)) == 1
    assert len(settings.faults_of(dict(FIELD, channels=[BATTERY, dict(BATTERY, name="b", pin=34)]))) == 1
