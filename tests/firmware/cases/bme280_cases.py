"""The BME280 register by register; the same under CPython and MicroPython."""

import struct

from fake_wires import Patience, refusal
from node import settings
from node.sensors import bme280
from node.sensors.bme280 import air, calibration, fine_temperature, humidity, pressure
from rs485_cases import FIELD

AIR = {"name": "aire", "sensor": "bme280", "scl_pin": 22, "sda_pin": 21}
# The worked example of Bosch's data sheet BST-BMP280-DS001, section 3.12.
WARMTH = (27504, 26435, -1000)
WEIGHT = (36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000)
RAW_WARMTH, RAW_WEIGHT = 519888, 415148
DAMP = (75, 362, 0, 313, 50, 30)  # what a chip usually carries for humidity
RAW_DAMP = 30000


def low_block() -> bytes:
    return struct.pack("<HhhHhhhhhhhh", *(WARMTH + WEIGHT)) + bytes([0, DAMP[0]])


def high_block() -> bytes:
    h4, h5 = DAMP[3], DAMP[4]
    return struct.pack("<hBbBbb", DAMP[1], DAMP[2], h4 >> 4, (h4 & 15) | (h5 & 15) << 4, h5 >> 4, DAMP[5])


def measured(weight: int = RAW_WEIGHT, warmth: int = RAW_WARMTH, damp: int = RAW_DAMP) -> bytes:
    found = b""
    for raw in (weight, warmth):
        found += bytes([raw >> 12, raw >> 4 & 0xFF, (raw & 15) << 4])
    return found + bytes([damp >> 8, damp & 0xFF])


class Chip:
    """A chip on an I2C bus, which measures when it is forced to."""

    def __init__(self, chip: int = 0x60, status: int = 0) -> None:
        self.registers = {0xD0: bytes([chip]), 0x88: low_block(), 0xE1: high_block(), 0xF3: bytes([status])}
        self.told = []

    def readfrom_mem(self, address: int, register: int, count: int) -> bytes:
        if address != 0x76:
            raise OSError(19)
        return self.registers[register][:count]

    def writeto_mem(self, address: int, register: int, content: bytes) -> None:
        self.told.append((address, register, bytes(content)))
        if (register, content) == (0xF4, b"\x25"):
            self.registers[0xF7] = measured()


def a_sensor(chip: Chip, **changes: object) -> object:
    board = Patience()
    board.bus = chip
    return bme280.make(board, dict(AIR, **changes))


def humidity_as_double(raw: int, fine: int) -> float:
    """Return the humidity by the data sheet's formula in double precision (section 8.1) [%]."""
    h1, h2, h3, h4, h5, h6 = DAMP
    found = fine - 76800.0
    found = (raw - (h4 * 64.0 + h5 / 16384.0 * found)) * (
        h2 / 65536.0 * (1.0 + h6 / 67108864.0 * found * (1.0 + h3 / 67108864.0 * found))
    )
    return min(max(found * (1.0 - h1 * found / 524288.0), 0.0), 100.0)


def case_bosch_says_25_08_degrees_and_100653_pascal(_: str) -> None:
    fine = fine_temperature(WARMTH, RAW_WARMTH)

    assert fine == 128422
    assert fine * 5 + 128 >> 8 == 2508
    assert abs(pressure(WEIGHT, RAW_WEIGHT, fine) - 25767236) < 256
    assert air((WARMTH, WEIGHT, DAMP), measured())["air_pressure"] == 1006.53


def case_the_humidity_in_whole_numbers_is_the_one_in_double_precision(_: str) -> None:
    for fine in (30000, 76800, 128422, 160000, 230000):
        for raw in range(18000, 45000, 333):
            whole = humidity(DAMP, raw, fine) / 1024
            assert abs(whole - humidity_as_double(raw, fine)) < 0.05, (fine, raw)


def case_a_calibration_is_read_from_its_two_blocks_with_their_signs(_: str) -> None:
    assert calibration(low_block(), high_block()) == (WARMTH, WEIGHT, DAMP)
    below = struct.pack("<hBbBbb", -5, 7, -1, 0xF3, -2, -9)
    assert calibration(low_block(), below)[2] == (75, -5, 7, -13, -17, -9)


def case_a_reading_is_forced_once_each_and_waited_for(_: str) -> None:
    chip = Chip()

    told = a_sensor(chip).read()

    assert chip.told == [(0x76, 0xF2, b"\x01"), (0x76, 0xF4, b"\x25")]
    assert (told["air_temperature"], told["air_pressure"]) == (25.08, 1006.53)
    assert 0 < told["air_humidity"] < 100


def case_a_bmp280_is_refused_by_its_name_and_another_chip_by_its_number(_: str) -> None:
    for number in (0x56, 0x57, 0x58):
        assert "BMP280" in refusal(a_sensor(Chip(number)).read)
    assert refusal(a_sensor(Chip(0x61)).read) == "chip 97 is no BME280"


def case_a_chip_that_is_absent_busy_or_has_measured_nothing_is_refused(_: str) -> None:
    assert refusal(a_sensor(Chip(), address=0x77).read) != ""
    assert refusal(a_sensor(Chip(status=8)).read) == "the BME280 does not finish"
    for told in (measured(weight=0x80000), measured(warmth=0x80000), measured(damp=0x8000)):
        assert refusal(lambda said=told: air((WARMTH, WEIGHT, DAMP), said)) == "the BME280 has not measured"


def case_a_bus_that_is_held_high_or_low_gives_no_calibration(_: str) -> None:
    for byte in (b"\x00", b"\xff"):
        assert "empty" in refusal(lambda held=byte: calibration(26 * held, 7 * held))
    assert "empty" in refusal(lambda: pressure((0,) * 9, RAW_WEIGHT, 128422))


def case_a_bme280_and_a_second_device_share_a_bus(_: str) -> None:
    sht = {"name": "otro", "sensor": "air", "scl_pin": 22, "sda_pin": 21}

    assert settings.faults_of(dict(FIELD, channels=[AIR, sht])) == []
    assert len(settings.faults_of(dict(FIELD, channels=[AIR, dict(sht, sda_pin=19)]))) == 1
    assert len(settings.faults_of(dict(FIELD, channels=[dict(AIR, address=0x44)]))) == 1
    assert len(settings.faults_of(dict(FIELD, channels=[AIR, dict(AIR, name="b", address=0x77)]))) == 1
