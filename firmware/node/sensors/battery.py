"""The voltage of the node's own battery, behind a divider, on an analog pin.

Unit: [V], in thousandths. Accuracy: 2 % with resistors of 1 %; `divider` is the battery's voltage over the
pin's, measured with a multimeter. Duration: under 1 ms. Wiring: 100 kΩ from the battery to the pin, 100 kΩ
and 100 nF from the pin to ground for one lithium cell (`divider` 2); 390 kΩ over 100 kΩ for 12 V of lead
(4.9). Only ADC1 works while the radio is on. It raises nothing: a pin without a battery reads 0.

Source:
    ESP32 series data sheet, ADC; MicroPython's `ADC.read_uv`, calibrated in the factory. Not verified on a
    board of ours.
"""

from node import const, pins
from node.sensors.analog import median_mv

_READINGS = const(15)


class BatterySensor:
    """Gives the battery's voltage."""

    def __init__(self, adc, divider: float) -> None:
        self._adc = adc
        self._divider = divider

    def read(self) -> dict[str, float]:
        """Return the voltage [V]."""
        return {"battery": round(median_mv(self._adc, _READINGS) * self._divider) / 1000}


def make(board, channel: dict) -> BatterySensor:
    """Return the sensor of a channel."""
    return BatterySensor(board.analog(channel["pin"]), channel["divider"])


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    found, divider = pins.faults(channel, {"pin": pins.ANALOG}, where), channel.get("divider")
    if isinstance(divider, bool) or not isinstance(divider, (int, float)) or not 1 <= divider <= 20:
        found.append(f"{where}divider: el voltaje de la batería entre el del pin, de 1 a 20")
    return found
