"""A capacitive soil stick on an analog pin, fed by another.

Unit: signal [mV], which falls when the soil is wet. Accuracy: none before three samples of that soil were
dried and weighed; the sun on it moves it. Duration: 0.4 s. Wiring: output to `pin`, VCC to `power_pin`,
ground; the edges sealed with varnish. Take only sticks that give over 2.0 V in air, under 1.7 V in water,
and settle within 2 s. It raises nothing.

Source:
    The lots of these sticks as their buyers measured them; the acceptance limits are ours, not verified.
"""

from node import const, pins
from node.sensors.analog import median_mv

_READINGS = const(15)
_SETTLING_MS = const(400)


class SoilSensor:
    """Gives the stick's voltage."""

    def __init__(self, adc, power, sleep_ms) -> None:
        self._adc = adc
        self._power = power
        self._sleep_ms = sleep_ms

    def read(self) -> dict[str, int]:
        """Return the signal [mV]."""
        self._power.value(1)
        try:
            self._sleep_ms(_SETTLING_MS)
            return {"soil_signal": median_mv(self._adc, _READINGS)}
        finally:
            self._power.value(0)


def make(board, channel: dict) -> SoilSensor:
    """Return the sensor of a channel."""
    return SoilSensor(board.analog(channel["pin"]), board.switch(channel["power_pin"]), board.sleep_ms)


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return pins.faults(channel, {"pin": pins.ANALOG, "power_pin": pins.OUTPUTS}, where)
