"""A rain gauge with a tipping bucket, which closes a contact once a tip."""

from node import pins


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
        counted = self._counter.value()
        untold = self._memory.get("tips", 0) + counted - self._counted
        self._counted = counted
        self._memory.set(tips=untold)
        return {"rain_tips": untold}

    def kept(self, values: dict[str, int]) -> None:
        """A record that carries these values stands in flash."""
        self._memory.set(tips=self._memory.get("tips", 0) - values["rain_tips"])


def make(board, channel: dict) -> RainSensor:
    """Return the sensor of a channel."""
    return RainSensor(board.counter(0, channel["pin"]), board.memory)


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return pins.faults(channel, {"pin": pins.WAKING}, where)
