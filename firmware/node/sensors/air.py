"""An SHT31 thermometer and hygrometer on an I2C bus.

Wiring: 3.3 V and ground, SDA and SCL with 10 kΩ to 3.3 V each (most modules carry them), in a ventilated
shield out of sun and rain, 1.5 to 2 m above the ground; the cable under half a metre.

Source:
    Sensirion, data sheet SHT3x-DIS: single shot without clock stretching and its duration of at most 15 ms
    (section 4.3), checksum (4.12), conversion (4.13); typical accuracy ±0.2 °C and ±2 % relative humidity.
    Wiring, shield and all numbers: not verified on a board of ours.
"""

from node import const, pins

_SINGLE_SHOT = const(b"\x24\x00")  # high repeatability, no clock stretching
_MEASURING_MS = const(16)
_ANSWER_BYTES = const(6)


class AirSensor:
    """Gives the air's temperature [°C] and relative humidity [%], in hundredths, within 20 ms."""

    def __init__(self, bus, address: int, sleep_ms) -> None:
        self._bus = bus
        self._address = address
        self._sleep_ms = sleep_ms

    def read(self) -> dict[str, float]:
        """Return the temperature [°C] and the relative humidity [%] of the air.

        Raises:
            OSError: Nobody answers, or there is nothing new to tell: one measurement is told once.
            ValueError: The answer cannot be believed.
        """
        self._bus.writeto(self._address, _SINGLE_SHOT)
        self._sleep_ms(_MEASURING_MS)
        return air(self._bus.readfrom(self._address, _ANSWER_BYTES))


def make(board, channel: dict) -> AirSensor:
    """Return the sensor of a channel."""
    bus = board.i2c(channel["scl_pin"], channel["sda_pin"])
    return AirSensor(bus, channel.get("address", 0x44), board.sleep_ms)


def air(answer: bytes | bytearray) -> dict[str, float]:
    """Return what six bytes say.

    Raises:
        ValueError: Their number or a CRC is wrong; a line that is held high or low gives a wrong one too.
    """
    if len(answer) != _ANSWER_BYTES:
        raise ValueError("the answer of the air sensor is cut short")
    for at in (0, 3):
        if crc8(answer[at : at + 2]) != answer[at + 2]:
            raise ValueError("the CRC of the air sensor's answer is wrong")
    raw_temperature = answer[0] << 8 | answer[1]
    raw_humidity = answer[3] << 8 | answer[4]
    return {
        "air_temperature": round(175 * raw_temperature / 65535 - 45, 2),
        "air_humidity": round(100 * raw_humidity / 65535, 2),
    }


def crc8(content: bytes | bytearray) -> int:
    """Return Sensirion's CRC (x^8 + x^5 + x^4 + 1, from 0xFF)."""
    crc = 0xFF
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ (0x31 if crc & 0x80 else 0)) & 0xFF
    return crc


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    found = pins.faults(channel, {"scl_pin": pins.OUTPUTS, "sda_pin": pins.OUTPUTS}, where)
    if not pins.is_within(channel.get("address", 0x44), 0x44, 0x45):
        found.append(f"{where}address: 68 o 69")
    return found
