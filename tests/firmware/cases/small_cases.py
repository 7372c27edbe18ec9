"""Clock, memory, message and sensors; the same under CPython and MicroPython."""

import json

from node import message
from node.clock import Clock, is_off
from node.cycle import Cycle
from node.memory import Memory
from node.outbox import Outbox
from node.sensors.oxygen import OxygenSensor
from node.sensors.rain import RainSensor
from node.sensors.soil import SoilSensor
from node.sensors.temperature import TemperatureSensor, crc8, temperature_c


class Store:
    """RTC memory."""

    def __init__(self) -> None:
        self.content = b""

    def __call__(self, content: bytes | None = None) -> bytes:
        self.content = self.content if content is None else content
        return self.content


class Counter:
    """A counter of tips."""

    def __init__(self) -> None:
        self.tips = 0

    def value(self) -> int:
        return self.tips


class Converter:
    """An analog pin with one wild reading in five."""

    def __init__(self) -> None:
        self.count = 0

    def read_uv(self) -> int:
        self.count += 1
        return 3_100_000 if self.count % 5 == 0 else 1_600_000 + self.count * 10


class Feed:
    """A pin that feeds a stick."""

    def __init__(self) -> None:
        self.told = []

    def value(self, value: int) -> None:
        self.told.append(value)


class Bus:
    """A 1-Wire bus with a thermometer, or nobody."""

    def __init__(self, scratchpad: bytes) -> None:
        self.scratchpad = scratchpad

    def reset(self) -> bool:
        return bool(self.scratchpad)

    def writebyte(self, value: int) -> None:
        pass

    def readinto(self, buffer: bytearray) -> None:
        buffer[:] = self.scratchpad


class Board:
    """A board whose clock stands."""

    is_synced = False

    def __init__(self) -> None:
        self.told = []

    def uptime_s(self) -> int:
        return 7

    def kept(self, queue: str, number: int, record: bytes) -> None:
        self.told.append((queue, number, record))


class Broken:
    """A sensor that fails."""

    def read(self) -> dict:
        raise OSError("nobody answers")


def a_scratchpad(raw: int, *, sixth: int = 0x10) -> bytes:
    head = bytes([raw & 0xFF, raw >> 8 & 0xFF, 0x4B, 0x46, 0x7F, 0xFF, sixth, 0x10])
    return head + bytes([crc8(head)])


def refusal(scratchpad: bytes) -> str:
    try:
        temperature_c(scratchpad)
    except ValueError as error:
        return str(error)
    return ""


def case_a_clock_is_set_to_the_answer_and_half_the_way(_: str) -> None:
    clock = Clock()
    n = clock.ask(ticks=0, uptime_ms=5000)

    assert clock.hear((n, 1_780_000_000_000, True), ticks=100, uptime_ms=5100) == 1_780_000_000_050


def case_an_answer_that_is_not_trusted_slow_or_to_another_question_is_of_no_use(_: str) -> None:
    for echo, took_ms, trusted in ((0, 100, False), (0, 2001, True), (1, 100, True)):
        clock = Clock()
        n = clock.ask(ticks=(1 << 30) - 50, uptime_ms=0)
        ticks = ((1 << 30) - 50 + took_ms) % (1 << 30)

        assert clock.hear((n + echo, 1, trusted), ticks=ticks, uptime_ms=took_ms) is None


def case_a_step_under_a_second_is_not_worth_it(_: str) -> None:
    assert not is_off(1_780_000_000_000, 1_780_000_000_999)
    assert is_off(1_780_000_001_000, 1_780_000_000_000)


def case_memory_outlives_a_reset_and_says_when_it_is_lost(_: str) -> None:
    store = Store()
    Memory(store).set(tips=4, base_ms=1_780_000_000_123)

    after = Memory(store)
    lost = Memory(Store())

    assert (after.get("tips", 0), after.get("base_ms", 0), after.is_fresh) == (4, 1_780_000_000_123, False)
    assert (lost.get("tips", 0), lost.is_fresh) == (0, True)


def case_damaged_memory_is_not_believed(_: str) -> None:
    store = Store()
    Memory(store).set(tips=4)
    store.content = store.content[:-3] + b"9" + store.content[-2:]

    assert Memory(store).is_fresh


def case_tips_are_told_until_a_kept_record_carries_them(_: str) -> None:
    counter, store = Counter(), Store()
    rain = RainSensor(counter, Memory(store))
    counter.tips = 3
    told = rain.read()
    counter.tips = 5

    assert told == {"rain_tips": 3}
    assert rain.read() == {"rain_tips": 5}
    rain.kept(told)
    assert rain.read() == {"rain_tips": 2}


def case_tips_that_were_not_kept_are_told_after_deep_sleep(_: str) -> None:
    counter, store = Counter(), Store()
    counter.tips = 3
    RainSensor(counter, Memory(store)).read()

    assert RainSensor(Counter(), Memory(store)).read() == {"rain_tips": 3}


def case_a_wild_reading_does_not_move_the_oxygen_signal(_: str) -> None:
    assert OxygenSensor(Converter()).read() == {"oxygen_signal": 1600}


def case_the_soil_stick_is_fed_while_it_is_read_only(_: str) -> None:
    feed, slept = Feed(), []

    assert SoilSensor(Converter(), feed, slept.append).read() == {"soil_signal": 1600}
    assert feed.told == [1, 0]
    assert slept == [400]


def case_a_thermometer_tells_sixteenths_of_a_degree_below_zero_too(_: str) -> None:
    sensor = TemperatureSensor(Bus(a_scratchpad(0x0191)), lambda _: None)

    assert sensor.read() == {"water_temperature": 25.0625}
    assert temperature_c(a_scratchpad(0xFF5E)) == -10.125


def case_a_scratchpad_that_a_broken_line_gives_is_refused(_: str) -> None:
    assert "shorted" in refusal(bytes(9))
    assert "CRC" in refusal(a_scratchpad(0x0191)[:8] + b"\0")
    assert "DS18B20" in refusal(b"\xff" * 8 + bytes([crc8(b"\xff" * 8)]))
    assert "conversion" in refusal(a_scratchpad(0x0550, sixth=0x0C))
    assert refusal(a_scratchpad(0x0550)) == ""
    assert "CRC" in refusal(b"\xff" * 9)


def case_minus_127_and_whatever_is_beyond_its_scale_is_refused(_: str) -> None:
    for raw in (-127 * 16, -55 * 16 - 1, 125 * 16 + 1, 0x7FFF):
        assert "measure" in refusal(a_scratchpad(raw & 0xFFFF)), raw
    assert temperature_c(a_scratchpad(-55 * 16 & 0xFFFF)) == -55
    assert temperature_c(a_scratchpad(125 * 16)) == 125


def case_a_thermometer_remembers_what_it_said_last_for_the_probe_beside_it(_: str) -> None:
    bus = Bus(a_scratchpad(0x0191))
    sensor = TemperatureSensor(bus, lambda _: None)
    before = sensor.newest_c
    sensor.read()
    bus.scratchpad = bytes(9)

    assert before is None
    assert "shorted" in refusal(bus.scratchpad)
    assert sensor.newest_c == 25.0625


def case_an_unplugged_thermometer_is_an_error(_: str) -> None:
    try:
        TemperatureSensor(Bus(b""), lambda _: None).read()
    except OSError:
        return
    raise AssertionError("it told a temperature")


def case_a_broken_sensor_stops_no_other_and_the_status_says_so(folder: str) -> None:
    outbox, board = Outbox(folder + "/outbox"), Board()
    outbox.open(is_power_on=True)
    cycle = Cycle(board, outbox, [("sonda", OxygenSensor(Converter())), ("otra", Broken())])

    cycle.measure()

    queue, number, record = board.told[0]
    assert (queue, number) == (outbox.queue, 0)
    assert json.loads(record.decode())["values"] == {"sonda": {"oxygen_signal": 1600}}
    assert cycle.faults == {"otra": "nobody answers"}


def case_of_two_that_fail_in_one_channel_the_first_is_told(folder: str) -> None:
    outbox = Outbox(folder + "/outbox")
    outbox.open(is_power_on=True)
    thermometer = TemperatureSensor(Bus(bytes(9)), lambda _: None)

    cycle = Cycle(Board(), outbox, [("sonda", thermometer), ("sonda", Broken())])
    cycle.measure()

    assert "shorted" in cycle.faults["sonda"]


def case_a_change_makes_a_record_of_its_own_and_is_the_newest_value(folder: str) -> None:
    outbox, board = Outbox(folder + "/outbox"), Board()
    outbox.open(is_power_on=True)
    cycle = Cycle(board, outbox, [("sonda", OxygenSensor(Converter()))])
    cycle.measure()

    cycle.note("luz", {"mains": 0})

    assert json.loads(board.told[1][2].decode())["values"] == {"luz": {"mains": 0}}
    assert cycle.newest == {"sonda": {"oxygen_signal": 1600}, "luz": {"mains": 0}}


def case_tips_stay_untold_when_the_record_could_not_be_kept(folder: str) -> None:
    store, counter = Store(), Counter()
    counter.tips = 2
    rain = RainSensor(counter, Memory(store))
    outbox = Outbox(folder + "/outbox")
    outbox.open(is_power_on=True)
    outbox.boot = 10**2048  # a record that is too large to be kept

    cycle = Cycle(Board(), outbox, [("pluviometro", rain)])
    cycle.measure()

    assert "outbox" in cycle.faults
    assert Memory(store).get("tips", 0) == 2


def case_an_acknowledgement_or_answer_of_another_form_is_refused(_: str) -> None:
    assert message.decode_ack(b'{"queue":"0000abcd","seq":-1,"again":true}') == ("0000abcd", -1, True)
    for body in (
        b"",
        b"[]",
        b"{}",
        b'{"queue":"0000abcd","seq":1.5}',
        b'{"queue":"0000abcd","seq":true}',
        b"\xff",
    ):
        for decode in (message.decode_ack, message.decode_answer):
            try:
                decode(body)
            except ValueError:
                continue
            raise AssertionError(body)
