"""A button at the pond that says "the fish are gasping", which is said at once.

Unit: 1 at a press, nothing in between. Accuracy: it is what a person saw. Duration: believed after 60 ms.
Wiring: a push button to ground in a box with a lid, its cable short or twisted, 100 nF beside the board; on
the pins 34 to 39 also 10 kΩ to 3.3 V and `"pull": "none"`. It raises nothing.

Source:
    The settling time is ours, not verified.
"""

from node.sensors import contact

SETTLE_MS = 60
"""Contacts bounce for a few milliseconds, a motor's spark on the wire for less; a finger stays longer."""


class GaspingSensor:
    """Gives nothing on the grid; each press makes a record of its own.

    Attributes:
        contact: Active while it is held.
    """

    name = "gasping"

    def __init__(self, looked_at) -> None:
        self.contact = looked_at

    def read(self) -> dict[str, int]:
        """Return no value: between two presses there is nothing to say."""
        return {}

    def press(self) -> dict[str, int]:
        """Return 1 where it was pressed since this was asked before, also if it was let go since."""
        return {"gasping": 1} if self.contact.take_closing() else {}


def make(board, channel: dict) -> GaspingSensor:
    """Return the sensor of a channel."""
    return GaspingSensor(contact.of(board, channel, settle_ms=SETTLE_MS))


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return contact.faults(channel, where)
