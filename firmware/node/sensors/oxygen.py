"""A galvanic oxygen probe on an analog pin (DFRobot SEN0237)."""

from node import pins
from node.sensors.analog import median_mv

_READINGS = 11


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
