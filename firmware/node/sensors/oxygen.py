"""A galvanic oxygen probe on an analog pin (DFRobot SEN0237).

Unit: signal [mV]. Accuracy: 5 % where it is calibrated each month. Duration: under 1 ms; in water it takes
90 s to follow. Wiring: the converter board at 3.3 to 5 V, always fed, its output to the pin; where it gives
more than 2.4 V a divider of 2 to 1. A supply of its own, away from the pump's ground. It raises nothing:
the gateway tells a dead probe by its signal.

Source:
    DFRobot, SEN0237 wiki and data sheet. Not verified on a board of ours.
"""

from node import const, pins
from node.sensors.analog import median_mv

_READINGS = const(11)


class OxygenSensor:
    """Gives the probe's voltage; what it means is for the gateway, which knows the calibration."""

    def __init__(self, adc) -> None:
        self._adc = adc

    def read(self) -> dict[str, int]:
        """Return the signal [mV]."""
        return {"oxygen_signal": median_mv(self._adc, _READINGS)}


def make(board, channel: dict) -> OxygenSensor:
    """Return the sensor of a channel."""
    return OxygenSensor(board.analog(channel["pin"]))


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return pins.faults(channel, {"pin": pins.ANALOG}, where)
