"""The air sensor on its bus, byte by byte; the same under CPython and MicroPython."""

from node import settings
from node.cycle import Cycle
from node.outbox import Outbox
from node.sensors import air
from node.sensors.air import AirSensor, crc8

AIR = {"name": "aire", "sensor": "air", "scl_pin": 22, "sda_pin": 21}
GAUGE = {"name": "pluviometro", "sensor": "rain", "pin": 27}
WEATHER = {
    "commune": "la-ceiba",
    "node": "clima-1",
    "kind": "field",
    "broker": {"host": "192.168.4.1", "port": 1883},
    "wifi": {"ssid": "conuco", "password": ""},
    "sample_every_s": 900,
    "send_every_s": 3600,
    "channels": [AIR, GAUGE],
}


class Bus:
    """A bus with an SHT31 at one address, which tells each measurement once."""

    def __init__(self, answer: bytes, address: int = 0x44) -> None:
        self.answer = answer
        self.address = address
        self.told = []
        self.is_measured = False

    def writeto(self, address: int, command: bytes) -> int:
        if address != self.address:
            raise OSError(19)
        self.told.append(bytes(command))
        self.is_measured = True
        return len(command)

    def readfrom(self, address: int, count: int) -> bytes:
        if address != self.address or not self.is_measured:
            raise OSError(19)
        self.is_measured = False
        return self.answer[:count]


class Frozen(Bus):
    """A sensor that takes the command and never has anything to tell."""

    def readfrom(self, address: int, count: int) -> bytes:
        raise OSError(116)


class Board:
    """A board whose clock stands."""

    is_synced = False

    def uptime_s(self) -> int:
        return 7

    def kept(self, queue: str, number: int, record: bytes) -> None:
        pass


class Wired:
    """A board that hands out a bus."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.pins = ()
        self.slept = []
        self.sleep_ms = self.slept.append

    def i2c(self, clock_pin: int, data_pin: int) -> Bus:
        self.pins = (clock_pin, data_pin)
        return self.bus


def an_answer(raw_temperature: int, raw_humidity: int) -> bytes:
    told = b""
    for raw in (raw_temperature, raw_humidity):
        word = bytes([raw >> 8, raw & 0xFF])
        told += word + bytes([crc8(word)])
    return told


def refusal(answer: bytes) -> str:
    try:
        AirSensor(Bus(answer), 0x44, lambda _: None).read()
    except ValueError as error:
        return str(error)
    return ""


def case_the_crc_of_beef_is_92_as_the_data_sheet_says(_: str) -> None:
    assert crc8(b"\xbe\xef") == 0x92


def case_air_is_told_in_hundredths_of_a_degree_and_of_a_percent(_: str) -> None:
    told = AirSensor(Bus(an_answer(0x6666, 0x8000)), 0x44, lambda _: None).read()

    assert abs(told["air_temperature"] - 25.0) < 0.011, told
    assert abs(told["air_humidity"] - 50.0) < 0.011, told
    assert air.air(an_answer(0, 0)) == {"air_temperature": -45, "air_humidity": 0}
    assert air.air(an_answer(0xFFFF, 0xFFFF)) == {"air_temperature": 130, "air_humidity": 100}


def case_one_shot_is_asked_for_and_waited_for_fifteen_milliseconds_at_least(_: str) -> None:
    board = Wired(Bus(an_answer(0x6666, 0x8000)))

    air.make(board, AIR).read()

    assert board.pins == (22, 21)
    assert board.bus.told == [b"\x24\x00"]
    assert 15 <= sum(board.slept) <= 20


def case_the_other_address_is_set_in_the_channel(_: str) -> None:
    board = Wired(Bus(an_answer(0x6666, 0x8000), address=0x45))

    assert "air_humidity" in air.make(board, dict(AIR, address=0x45)).read()


def case_an_answer_with_a_bit_turned_is_refused(_: str) -> None:
    good = an_answer(0x6666, 0x8000)
    assert refusal(good) == ""
    for at in range(6):
        turned = good[:at] + bytes([good[at] ^ 0x10]) + good[at + 1 :]
        assert "CRC" in refusal(turned), at


def case_a_line_held_high_or_low_and_a_short_answer_are_refused(_: str) -> None:
    assert "CRC" in refusal(b"\xff" * 6)
    assert "CRC" in refusal(bytes(6))
    assert "short" in refusal(an_answer(0x6666, 0x8000)[:5])


def case_nobody_on_the_bus_and_a_sensor_that_hangs_are_errors(_: str) -> None:
    for bus in (Bus(b"", address=0x76), Frozen(b"")):
        try:
            AirSensor(bus, 0x44, lambda _: None).read()
        except OSError:
            continue
        raise AssertionError("it told the air")


def case_a_sensor_stuck_on_one_value_is_told_as_it_is_for_the_gateway_to_judge(_: str) -> None:
    sensor = AirSensor(Bus(an_answer(0x6666, 0xFFFF)), 0x44, lambda _: None)

    assert [sensor.read()["air_humidity"] for _ in range(3)] == [100, 100, 100]


def case_air_that_fails_leaves_the_rain_in_the_record_and_is_said(folder: str) -> None:
    class Gauge:
        def read(self) -> dict:
            return {"rain_tips": 2}

    outbox = Outbox(folder + "/outbox")
    outbox.open(is_power_on=True)
    sensors = [("aire", AirSensor(Bus(b"\xff" * 6), 0x44, lambda _: None)), ("pluviometro", Gauge())]

    cycle = Cycle(Board(), outbox, sensors)
    cycle.measure()

    assert cycle.newest == {"pluviometro": {"rain_tips": 2}}
    assert "CRC" in cycle.faults["aire"]


def case_a_weather_node_is_a_node_that_sleeps(_: str) -> None:
    assert settings.faults_of(WEATHER) == []
    assert settings.faults_of(dict(WEATHER, kind="pond")) == []
    assert len(settings.faults_of(dict(WEATHER, kind="siren", alarm_pin=26))) > 0


def case_the_two_wires_of_the_air_are_two_pins_of_their_own(_: str) -> None:
    for changes, word in (
        ({"sda_pin": 22}, "el pin 22 está dos veces"),
        ({"scl_pin": 27}, "el pin 27 está dos veces"),
        ({"scl_pin": 34}, "scl_pin"),
        ({"sda_pin": None}, "sda_pin"),
        ({"address": 0x76}, "address: 68 o 69"),
        ({"address": 68.0}, "address: 68 o 69"),
        ({"name": ["aire"]}, "name"),
    ):
        found = settings.faults_of(dict(WEATHER, channels=[dict(AIR, **changes), GAUGE]))
        assert len(found) == 1, (changes, found)
        assert word in found[0], found


def case_one_air_sensor_a_node(_: str) -> None:
    two = [AIR, dict(AIR, name="otro", address=69)]

    assert settings.faults_of(dict(WEATHER, channels=two)) == ["channels: un solo sensor de aire por nodo"]
