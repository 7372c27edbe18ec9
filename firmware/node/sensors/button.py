"""A push button; what it silenced is noted when it is pressed, never on the grid.

Unit: the level that it silenced, 0 where none. Accuracy: a press is a press, however long. Duration:
believed after 60 ms. Wiring: a push button to ground, its cable short or twisted, 100 nF beside the board.
It raises nothing.

Source:
    The settling time is ours, not verified.
"""

from node.sensors import contact

SETTLE_MS = 60
"""Contacts bounce for a few milliseconds, a motor's spark on the wire for less; a finger stays longer."""


class ButtonSensor:
    """Gives nothing by itself.

    Attributes:
        contact: Active while it is held.
    """

    name = "button"

    def __init__(self, looked_at) -> None:
        self.contact = looked_at

    def read(self) -> dict[str, int]:
        """Return no value: between two presses there is nothing to say."""
        return {}

    def was_pressed(self) -> bool:
        """Tell whether it was pressed since this was asked before; how long it is held says nothing."""
        return self.contact.take_change() and self.contact.is_active


def make(board, channel: dict) -> ButtonSensor:
    """Return the sensor of a channel."""
    return ButtonSensor(contact.of(board, channel, settle_ms=SETTLE_MS))


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return contact.faults(channel, where)
