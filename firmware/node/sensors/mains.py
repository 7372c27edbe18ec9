"""Tells whether there is mains, by a contact of an optocoupler or a relay that the mains holds closed.

Unit: 1 while there is mains, 0 when it is lost. Accuracy: a cut shorter than a second is no cut. Duration:
none. Wiring: an isolated module for 110 or 220 V with a smoothed output, to ground and the pin; never the
mains itself. The node needs a battery of its own to say that they are lost. It raises nothing: a cut cable
says no mains.

Source:
    The settling time is ours, not verified on a real line.
"""

from node.sensors import contact

SETTLE_MS = 1000
"""A dip as short as a lamp's flicker is no cut; not verified on a real line."""


class MainsSensor:
    """Gives 1 while there is mains and 0 when it is lost.

    Attributes:
        contact: What is looked at between two readings.
    """

    name = "mains"

    def __init__(self, looked_at) -> None:
        self.contact = looked_at

    def read(self) -> dict[str, int]:
        """Return whether there is mains [0/1]."""
        return {"mains": int(self.contact.is_active)}


def make(board, channel: dict) -> MainsSensor:
    """Return the sensor of a channel."""
    return MainsSensor(contact.of(board, channel, settle_ms=SETTLE_MS, apart_ms=contact.APART_MS))


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return contact.faults(channel, where)
