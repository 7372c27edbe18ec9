"""Tells whether an aerator really runs, by a current switch around one of its wires or a float in its splash.

Unit: 1 while it runs, 0 while it does not. Accuracy: the switch closes above a current (0.5 A is usual)
that must lie below the motor's. Duration: believed after 2 s. Wiring: a split-core current switch around
one wire of the cable, or a float switch, to ground and the pin. It raises nothing: a cut cable says that it
stands.

Source:
    The settling time is ours, not verified on a real motor.
"""

from node.sensors import contact

SETTLE_MS = 2000
"""Longer than the inrush of a motor; not verified on a real one."""


class AeratorSensor:
    """Gives 1 while current flows and 0 when it does not.

    Attributes:
        contact: What is looked at between two readings.
    """

    name = "aerator"

    def __init__(self, looked_at) -> None:
        self.contact = looked_at

    def read(self) -> dict[str, int]:
        """Return whether the aerator takes current [0/1]."""
        return {"aerator_running": int(self.contact.is_active)}


def make(board, channel: dict) -> AeratorSensor:
    """Return the sensor of a channel."""
    return AeratorSensor(contact.of(board, channel, settle_ms=SETTLE_MS, apart_ms=contact.APART_MS))


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return contact.faults(channel, where)
