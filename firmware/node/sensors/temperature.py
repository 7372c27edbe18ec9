"""A DS18B20 thermometer, alone on its 1-Wire bus.

Unit: [°C], in sixteenths. Accuracy: 0.5 °C from -10 to 85 °C. Duration: 0.8 s. Wiring: red to 3.3 V, black
to ground, yellow to the pin, with 4.7 kΩ between yellow and 3.3 V; each line a pin of its own. It refuses
what a broken line says: -127 °C and anything else beyond its scale, 85.0 °C before it has measured, zeros,
ones.

Source:
    Maxim DS18B20 data sheet, 19-7487 Rev 6: scratchpad (figure 9), conversion time (table 2), scale (table
    1).
"""

from node import const, pins

_SKIP_ROM = const(0xCC)
_CONVERT = const(0x44)
_READ_SCRATCHPAD = const(0xBE)
_CONVERSION_MS = const(750)
_POWER_ON_RAW = const(85 * 16)
_COLDEST_RAW = const(-55 * 16)
_HOTTEST_RAW = const(125 * 16)


class TemperatureSensor:
    """Gives the temperature, or an error where the scratchpad cannot be believed.

    Attributes:
        newest_c: What it said last [°C], None before it has spoken.
    """

    def __init__(self, bus, sleep_ms) -> None:
        self._bus = bus
        self._sleep_ms = sleep_ms
        self.newest_c = None

    def read(self) -> dict[str, float]:
        """Return the water temperature [°C].

        Raises:
            OSError: Nobody answers.
            ValueError: The answer cannot be believed.
        """
        self._command(_CONVERT)
        self._sleep_ms(_CONVERSION_MS)
        self._command(_READ_SCRATCHPAD)
        scratchpad = bytearray(9)
        self._bus.readinto(scratchpad)
        self.newest_c = temperature_c(scratchpad)
        return {"water_temperature": self.newest_c}

    def _command(self, command: int) -> None:
        if not self._bus.reset():
            raise OSError("nobody answers on the 1-Wire bus")
        self._bus.writebyte(_SKIP_ROM)
        self._bus.writebyte(command)


def make(board, channel: dict) -> TemperatureSensor:
    """Return the sensor of a channel."""
    return TemperatureSensor(board.one_wire(channel["pin"]), board.sleep_ms)


def temperature_c(scratchpad: bytes | bytearray) -> float:
    """Return what a scratchpad says [°C].

    Raises:
        ValueError: Its CRC is wrong, or it is one that a broken line gives with a right CRC.
    """
    if not any(scratchpad):
        # The CRC of zeros is zero: a line shorted to ground would read 0.0 °C.
        raise ValueError("the 1-Wire line is shorted to ground")
    if crc8(scratchpad[:8]) != scratchpad[8]:
        raise ValueError("the scratchpad's CRC is wrong")
    if scratchpad[5] != 0xFF or scratchpad[4] & 0x9F != 0x1F:
        raise ValueError("not the scratchpad of a DS18B20")
    raw = scratchpad[0] | scratchpad[1] << 8
    raw -= (raw & 0x8000) << 1
    if raw == _POWER_ON_RAW and scratchpad[6] == 0x0C:
        raise ValueError("85.0 °C is what it says before the first conversion")
    if not _COLDEST_RAW <= raw <= _HOTTEST_RAW:
        raise ValueError("the scratchpad says what no DS18B20 can measure")
    return raw / 16


def crc8(content: bytes | bytearray) -> int:
    """Return the 1-Wire CRC (x^8 + x^5 + x^4 + 1, reflected)."""
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x8C if crc & 1 else 0)
    return crc


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return pins.faults(channel, {"pin": pins.OUTPUTS}, where)
