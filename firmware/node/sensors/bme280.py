"""A BME280 on an I2C bus: temperature, humidity and pressure of the air.

Unit: [°C], [%] and [hPa], in hundredths. Accuracy: 1 °C, 3 %, 1 hPa, by its maker. Duration: 12 ms; it
sleeps between two readings (forced mode), so it does not warm itself. Wiring: as the SHT31, 3.3 V only; its
SDO to ground is address 118 (0x76), to 3.3 V 119. In a ventilated shield out of sun and rain. A BMP280,
which many sell as a BME280, measures no humidity and is refused by its name.

Source:
    Bosch Sensortec, BME280 data sheet BST-BME280-DS002 (1.6): registers (5.3 and 5.4), forced mode (3.3),
    compensation in whole numbers (4.2.3), duration (9.1). Temperature and pressure agree with the worked
    example of the BMP280 data sheet BST-BMP280-DS001 (3.12), whose formulas are the same.
"""

import struct

from node import const, pins

_CHIP = const(0xD0)
_CALIBRATION = const(0x88)
_HUMIDITY_CALIBRATION = const(0xE1)
_CONTROL_HUMIDITY = const(0xF2)
_STATUS = const(0xF3)
_CONTROL = const(0xF4)
_DATA = const(0xF7)
_BME280, _BMP280 = 0x60, (0x56, 0x57, 0x58)
_ONCE_EACH = const(b"\x25")  # temperature and pressure once, forced
_MEASURING_MS = const(12)
_MEASURING = const(0x08)
_SKIPPED = const(0x80000)
_SKIPPED_HUMIDITY = const(0x8000)


class Bme280Sensor:
    """Gives temperature, humidity and pressure of the air."""

    def __init__(self, bus, address: int, sleep_ms) -> None:
        self._bus = bus
        self._address = address
        self._sleep_ms = sleep_ms
        self._calibration = None

    def read(self) -> dict[str, float]:
        """Return temperature [°C], relative humidity [%] and pressure [hPa].

        Raises:
            OSError: Nobody answers.
            ValueError: It is another chip, it does not finish, or it has not measured.
        """
        if self._calibration is None:
            chip = self._get(_CHIP, 1)[0]
            if chip in _BMP280:
                raise ValueError("it is a BMP280 sold as a BME280: it measures no humidity")
            if chip != _BME280:
                raise ValueError(f"chip {chip} is no BME280")
            self._calibration = calibration(self._get(_CALIBRATION, 26), self._get(_HUMIDITY_CALIBRATION, 7))
        self._bus.writeto_mem(self._address, _CONTROL_HUMIDITY, b"\x01")
        self._bus.writeto_mem(self._address, _CONTROL, _ONCE_EACH)
        self._sleep_ms(_MEASURING_MS)
        if self._get(_STATUS, 1)[0] & _MEASURING:
            raise ValueError("the BME280 does not finish")
        return air(self._calibration, self._get(_DATA, 8))

    def _get(self, register: int, count: int) -> bytes:
        return self._bus.readfrom_mem(self._address, register, count)


def make(board, channel: dict) -> Bme280Sensor:
    """Return the sensor of a channel."""
    bus = board.i2c(channel["scl_pin"], channel["sda_pin"])
    return Bme280Sensor(bus, channel.get("address", 0x76), board.sleep_ms)


def calibration(low: bytes, high: bytes) -> tuple:
    """Return the numbers of a chip: three of temperature, nine of pressure, six of humidity.

    Raises:
        ValueError: They are all alike, as a bus without a chip gives them.
    """
    if low[0] == low[1] == low[2] == low[6] == low[7]:
        raise ValueError("the BME280's calibration is empty")
    first = struct.unpack("<HhhHhhhhhhhh", low[:24])
    h2, h3, e4, e5, e6, h6 = struct.unpack("<hBbBbb", high)
    return first[:3], first[3:], (low[25], h2, h3, e4 << 4 | e5 & 0x0F, e6 << 4 | e5 >> 4, h6)


def air(numbers: tuple, measured: bytes) -> dict[str, float]:
    """Return what eight bytes say.

    Raises:
        ValueError: Something was not measured, or the calibration is none.
    """
    raw_pressure = measured[0] << 12 | measured[1] << 4 | measured[2] >> 4
    raw_temperature = measured[3] << 12 | measured[4] << 4 | measured[5] >> 4
    raw_humidity = measured[6] << 8 | measured[7]
    if _SKIPPED in (raw_pressure, raw_temperature) or raw_humidity == _SKIPPED_HUMIDITY:
        raise ValueError("the BME280 has not measured")
    fine = fine_temperature(numbers[0], raw_temperature)
    return {
        "air_temperature": (fine * 5 + 128 >> 8) / 100,
        "air_humidity": (humidity(numbers[2], raw_humidity, fine) * 100 >> 10) / 100,
        "air_pressure": pressure(numbers[1], raw_pressure, fine) // 256 / 100,
    }


def fine_temperature(of: tuple, raw: int) -> int:
    """Return the temperature as the other two need it [°C x 5120]."""
    first = ((raw >> 3) - (of[0] << 1)) * of[1] >> 11
    second = (((raw >> 4) - of[0]) * ((raw >> 4) - of[0]) >> 12) * of[2] >> 14
    return first + second


def pressure(of: tuple, raw: int, fine: int) -> int:
    """Return the pressure [Pa x 256].

    Raises:
        ValueError: The calibration would divide by zero.
    """
    first = fine - 128000
    second = first * first * of[5] + (first * of[4] << 17) + (of[3] << 35)
    first = (first * first * of[2] >> 8) + (first * of[1] << 12)
    first = ((1 << 47) + first) * of[0] >> 33
    if first == 0:
        raise ValueError("the BME280's calibration is empty")
    found = ((1048576 - raw << 31) - second) * 3125 // first
    first = of[8] * (found >> 13) * (found >> 13) >> 25
    second = of[7] * found >> 19
    return (found + first + second >> 8) + (of[6] << 4)


def humidity(of: tuple, raw: int, fine: int) -> int:
    """Return the relative humidity [% x 1024]."""
    found = fine - 76800
    scaled = (raw << 14) - (of[3] << 20) - of[4] * found + 16384 >> 15
    slope = (found * of[5] >> 10) * ((found * of[2] >> 11) + 32768) >> 10
    found = scaled * ((slope + 2097152) * of[1] + 8192 >> 14)
    found -= ((found >> 15) * (found >> 15) >> 7) * of[0] >> 4
    return min(max(found, 0), 419430400) >> 12


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    found = pins.faults(channel, {"scl_pin": pins.OUTPUTS, "sda_pin": pins.OUTPUTS}, where)
    if not pins.is_within(channel.get("address", 0x76), 0x76, 0x77):
        found.append(f"{where}address: 118 o 119")
    return found
