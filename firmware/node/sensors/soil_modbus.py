"""A soil probe on an RS485 line: water, temperature and salts, by a register map that the settings name.

Unit: water as the probe itself says it [m3/m3], temperature [°C], conductivity [uS/cm]. Accuracy, by its
makers: 2 to 3 % of volume, 0.5 °C, 3 %; a probe says what it believes of a soil that is not ours, so the
gateway may correct it. Duration: 1 s of warming up where a pin feeds it, then under 0.2 s. Wiring: see
`node/rs485.py`; 5 to 12 V by a booster that `power_pin` switches on, if the settings have one.

The two maps have water and temperature in each other's place, so a wrong map gives numbers that look true.
In a soil that is neither colder than 15 °C nor hotter than 50 °C one of them alone can be believed: `doubt`
tells which. A soil below 10 °C with less than 5 % of water would be refused on map B: there is none in the
llanos.

Source:
    Map A: DFRobot SEN0601, WoMaster ES107, and others. Map B: Seeed MTEC-02, WoMaster ES103. The "NPK" of
    these probes is made from the conductivity, so nothing reads it. Not verified on a probe of ours.
"""

from node import const, rs485

_WARMING_MS = const(1000)
_BAUD = const(9600)
_COLDEST_C = const(15)
_HOTTEST_C = const(50)
_MOST_SALT = const(20_000)  # uS/cm, what these probes can tell

MAPS = {"A": (0, 1, 10), "B": (1, 0, 100)}
"""Which register holds the water [%] and which the temperature [°C], and by how much both are multiplied."""


class SoilModbusSensor:
    """Gives what the probe says, where its map can be believed."""

    def __init__(self, line, address: int, name: str, power, sleep_ms) -> None:
        """Remember them.

        Args:
            line: The RS485 line.
            address: The probe's on it.
            name: Of its map.
            power: The pin that feeds it, None where it is always fed.
            sleep_ms: Waits.
        """
        self._line = line
        self._address = address
        self._map = name
        self._power = power
        self._sleep_ms = sleep_ms

    def read(self) -> dict[str, float]:
        """Return water [m3/m3], temperature [°C] and conductivity [uS/cm] of the soil.

        Raises:
            OSError: Nobody answers.
            ValueError: The answer cannot be believed, or belongs to the other map.
        """
        if self._power is None:
            return soil(self._map, self._line.registers(self._address, 0, 3))
        self._power.value(1)
        try:
            self._sleep_ms(_WARMING_MS)
            return soil(self._map, self._line.registers(self._address, 0, 3))
        finally:
            self._power.value(0)


def make(board, channel: dict) -> SoilModbusSensor:
    """Return the sensor of a channel."""
    feed = channel.get("power_pin")
    power = None if feed is None else board.switch(feed)
    line = rs485.of(board, channel, _BAUD)
    return SoilModbusSensor(line, channel["address"], channel["map"], power, board.sleep_ms)


def soil(name: str, registers: list[int]) -> dict[str, float]:
    """Return what three registers say by a map.

    Raises:
        ValueError: No soil is like that, or it is the other map that can be believed.
    """
    water, warmth, scale = _raw(name, registers)
    if not 0 <= water <= 100 * scale or not -40 * scale <= warmth <= 80 * scale or registers[2] > _MOST_SALT:
        raise ValueError(doubt(name, registers) or f"no soil gives {registers}")
    other = "B" if name == "A" else "A"
    if doubt(name, registers) and not doubt(other, registers):
        raise ValueError(doubt(name, registers))
    return {
        "soil_probe": round(water / (100 * scale), 4),
        "soil_temperature": round(warmth / scale, 2),
        "soil_conductivity": registers[2],
    }


def doubt(name: str, registers: list[int]) -> str:
    """Return why a map cannot be believed at commissioning, nothing where it can.

    Args:
        name: Of the map that the settings name.
        registers: What a probe in a soil of the llanos, or in the air beside it, holds in its first three.
    """
    water, warmth, scale = _raw(name, registers)
    if 0 <= water <= 100 * scale and _COLDEST_C * scale <= warmth <= _HOTTEST_C * scale:
        return "" if registers[2] <= _MOST_SALT else f"map {name}: no soil has {registers[2]} uS/cm"
    said = f"map {name} would mean {water // scale} % of water at {warmth // scale} °C"
    other = "B" if name == "A" else "A"
    return said if not _fits(other, registers) else said + f"; the probe looks like map {other}"


def _fits(name: str, registers: list[int]) -> bool:
    water, warmth, scale = _raw(name, registers)
    return 0 <= water <= 100 * scale and _COLDEST_C * scale <= warmth <= _HOTTEST_C * scale


def _raw(name: str, registers: list[int]) -> tuple[int, int, int]:
    water_at, warmth_at, scale = MAPS[name]
    return registers[water_at], rs485.signed(registers[warmth_at]), scale


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return rs485.faults(channel, where, MAPS)
