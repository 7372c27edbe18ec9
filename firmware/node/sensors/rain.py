"""A rain gauge with a tipping bucket, which closes a contact once a tip.

Unit: tips since the record before; the gateway knows how many millimetres a tip is. Accuracy: 3 to 5 %,
less in a downpour. Duration: none. Wiring: reed contact to ground, 10 kΩ to 3.3 V (the pins that wake have
to stay held while the board sleeps), 100 nF to ground. A closing counts when the contact was quiet for a
quarter of a second: it bounces for less than 100 ms, and no rain tips 0.2 mm four times a second. A node
that sleeps wakes for each tip, adds one to the memory that outlives deep sleep, and sleeps on. It raises
nothing.

Source:
    The times are ours, not verified on a gauge.
"""

from node import pins
from node.pulses import Pulses

APART_MS = 250


class RainSensor:
    """Gives the tips since the record before.

    The tips that no kept record carries yet stand in the memory that outlives deep sleep: they
    are taken away only when a record that carries them stands flushed.
    """

    def __init__(self, counter, memory) -> None:
        self._counter = counter
        self._memory = memory
        self._counted = 0

    def read(self) -> dict[str, int]:
        """Return the tips that are not in any kept record."""
        return {"rain_tips": self.save()}

    def save(self) -> int:
        """Put what was counted into the memory, where deep sleep and a reset leave it; return all of it."""
        counted = self._counter.value()
        untold = self._memory.get("tips", 0) + counted - self._counted
        if counted != self._counted:
            self._counted = counted
            self._memory.set(tips=untold)
        return untold

    def kept(self, values: dict[str, int]) -> None:
        """A record that carries these values stands in flash."""
        self._memory.set(tips=self._memory.get("tips", 0) - values["rain_tips"])


def make(board, channel: dict) -> RainSensor:
    """Return the sensor of a channel."""
    counter = board.tips(channel["pin"])
    if counter is None:
        counter = Pulses(board.contact(channel["pin"], "none"), APART_MS, board.ticks_ms)
    return RainSensor(counter, board.memory)


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return pins.faults(channel, {"pin": pins.WAKING}, where)
