"""A pyranometer with a voltage for an output, on an analog pin.

Unit: signal [mV]; what it means in W/m2 is for the gateway, which knows the instrument's factor. Accuracy:
5 % for one with a photodiode (Davis 6450, 1.67 mV for each W/m2). Duration: under 1 ms. Wiring: 3.3 V and
ground, its output to the pin with 100 nF to ground; level, nothing that shades it, wiped each two weeks.
The ESP32's converter reads 0 below 100 to 150 mV: with 1.67 mV for each W/m2 that is the first and last
hour of sun, under 2 % of a day's sum. It raises nothing.

Source:
    Davis Instruments, 6450 specification; ESP32 series data sheet, ADC. Not verified on a board of ours.
"""

from node import const, pins
from node.sensors.analog import median_mv

_READINGS = const(15)


class RadiationSensor:
    """Gives the pyranometer's voltage."""

    def __init__(self, adc) -> None:
        self._adc = adc

    def read(self) -> dict[str, int]:
        """Return the signal [mV]."""
        return {"radiation_signal": median_mv(self._adc, _READINGS)}


def make(board, channel: dict) -> RadiationSensor:
    """Return the sensor of a channel."""
    return RadiationSensor(board.analog(channel["pin"]))


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return pins.faults(channel, {"pin": pins.ANALOG}, where)
