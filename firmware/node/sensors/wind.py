"""A cup anemometer that closes a contact, or pulls a line to ground, so many times a turn.

Unit: pulses per second [Hz], the mean since the record before, in thousandths; the gateway makes m/s of it.
Accuracy: a pulse, so 0.1 Hz over ten seconds. Duration: none on a node that is always on; on one that wakes
to measure, ten seconds of counting. Wiring: contact to ground, 10 kΩ to 3.3 V and 100 nF to ground, which
is its debouncing: the board's own filter ends at 12 µs. 2 m above the ground, away from trees. It raises
nothing: cups that stand and a cut cable both give 0.

Source:
    FAO Irrigation and Drainage Paper 56, chapter 3 (2 m). Not verified on an instrument of ours.
"""

from node import const, pins

_SHORTEST_MS = const(10_000)


class WindSensor:
    """Gives how fast the cups turn."""

    def __init__(self, counter, uptime_ms, sleep_ms) -> None:
        """Begin to count.

        Args:
            counter: Its `value` gives the pulses since it was made.
            uptime_ms: Gives the time since power-on [ms].
            sleep_ms: Waits.
        """
        self._counter = counter
        self._uptime_ms = uptime_ms
        self._sleep_ms = sleep_ms
        self._from = self._until = (counter.value(), uptime_ms())

    def read(self) -> dict[str, float]:
        """Return the mean pulses per second since the last kept record, over ten seconds at least [Hz]."""
        began = self._from[1]
        missing_ms = _SHORTEST_MS - (self._uptime_ms() - began)
        if missing_ms > 0:
            self._sleep_ms(missing_ms)
        self._until = (self._counter.value(), self._uptime_ms())
        pulses, passed_ms = self._until[0] - self._from[0], self._until[1] - began
        # Thousandths as a whole number first: a board's float has 24 bits.
        return {"wind_signal": pulses * 1_000_000 // max(passed_ms, 1) / 1000}

    def kept(self, values: dict[str, float]) -> None:  # noqa: ARG002 - whatever it says, it stands
        """A record that carries these values stands in flash: the next one begins where it ended."""
        self._from = self._until


def make(board, channel: dict) -> WindSensor:
    """Return the sensor of a channel."""
    return WindSensor(board.counter(0, channel["pin"]), board.uptime_ms, board.sleep_ms)


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    return pins.faults(channel, {"pin": pins.INPUTS}, where)
