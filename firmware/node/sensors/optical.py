"""An optical oxygen probe on an RS485 line, by a register map that the settings name.

Unit: oxygen [mg/L] as the probe itself says it, already for its own temperature; water temperature [°C].
Accuracy, by its makers: 2 to 3 % or 0.3 mg/L, 0.5 °C. Duration: under 0.2 s; the probe is always fed, for
it warms up for half a minute. Wiring: see `node/rs485.py`; 12 V. It needs no membrane and no electrolyte,
only a cap each year or two and a wipe each two weeks.

Source:
    `seeed`: Seeed RS485 optical dissolved oxygen sensor, registers 0x0100 to 0x0102, temperature x10, mg/L
    x100, saturation x10, address 55 (as J. Flye-Sainte-Marie's program reads it, 2025). `supmea`: the same
    three words from register 0 (Supmea SUP-DO70xx, table of register data). `hach`: Hach LDO AQ user
    manual, table 2, mg/L x1000 and °C x100 from register 0, 19200 baud, address 247. Not verified on a
    probe of ours.
"""

from node import const, rs485

MAPS = {
    "seeed": (0x0100, 1, 100, 0, 10, 9600),
    "supmea": (0x0000, 1, 100, 0, 10, 9600),
    "hach": (0x0000, 0, 1000, 1, 100, 19200),
}
"""First register; place and multiple of the oxygen; place and multiple of the temperature; baud."""

_MOST_OXYGEN = const(50)  # mg/L; what is above is another map or a probe that is ill
_COLDEST_C = const(-5)
_HOTTEST_C = const(60)


class OpticalSensor:
    """Gives what the probe says."""

    def __init__(self, line, address: int, name: str) -> None:
        self._line = line
        self._address = address
        self._map = name

    def read(self) -> dict[str, float]:
        """Return oxygen [mg/L] and temperature [°C] of the water.

        Raises:
            OSError: Nobody answers.
            ValueError: The answer cannot be believed.
        """
        return water(self._map, self._line.registers(self._address, MAPS[self._map][0], 2))


def make(board, channel: dict) -> OpticalSensor:
    """Return the sensor of a channel."""
    line = rs485.of(board, channel, MAPS[channel["map"]][5])
    return OpticalSensor(line, channel["address"], channel["map"])


def water(name: str, registers: list[int]) -> dict[str, float]:
    """Return what two registers say by a map.

    Raises:
        ValueError: No pond is like that.
    """
    _, oxygen_at, oxygen_scale, warmth_at, warmth_scale, _ = MAPS[name]
    oxygen, warmth = rs485.signed(registers[oxygen_at]), rs485.signed(registers[warmth_at])
    if not 0 <= oxygen <= _MOST_OXYGEN * oxygen_scale:
        raise ValueError(f"no pond gives {registers} by map {name}: oxygen")
    if not _COLDEST_C * warmth_scale <= warmth <= _HOTTEST_C * warmth_scale:
        raise ValueError(f"no pond gives {registers} by map {name}: temperature")
    return {
        "oxygen_probe": round(oxygen / oxygen_scale, 3),
        "water_temperature": round(warmth / warmth_scale, 2),
    }


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return rs485.faults(channel, where, MAPS)
