"""What a node makes of its oxygen probe by itself: for its own limits only, never for the store.

Source:
    Saturation by temperature (of its table the rows each 5 °C, which give the others within 0.5 % from 10 °C
    on), and the slope where there is one mark: DFRobot SEN0237 wiki, sample code. By height:
    `gateway/ponds/oxygen.py` at 28 °C, which serves from 10 to 33 °C within 1 %.
"""

from node import const, forget

PATH = "calibration.json"
UNKNOWN = -1
"""Nothing was measured yet since the start."""

_SATURATION = (14460, 12740, 11260, 10080, 9080, 8250, 7560, 6950, 6410)  # at the sea, each 5 °C [µg/L]
_BY_HEIGHT = (1000, 940, 882, 827, 776, 726, 679, 635, 592)  # each 500 m, thousandths
_SLOPE = const(35)  # of the signal at saturation [mV/°C]
_MOST = const(25_000)  # no pond holds more [µg/L]
_FAILED_AFTER_S = const(600)
_STUCK_AFTER_S = const(10_800)
_STILL = const(20)  # a probe in water moves more than that within three hours [µg/L]
_CLEARLY = const(700)  # above the limit [µg/L]


class OwnOxygen:
    """The oxygen as the node itself knows it, and whether it must be feared.

    Attributes:
        is_feared: Whether two believable samples in turn were under the emergency limit, and three clearly
            above it have not followed. What cannot be believed changes nothing.
    """

    def __init__(self, memory, now_s: int) -> None:
        """Take up the calibration that the flash holds."""
        self._memory = memory
        self._calibration = _marks().load(PATH)
        self._value, self._at_s, self._start_s = UNKNOWN, now_s, now_s
        self._count = 0
        self.is_feared = False

    def calibrate(self, order: dict) -> dict:
        """Keep the calibration of an order, in flash too; return what is to be said of it.

        Raises:
            ValueError: It is none.
        """
        told, marks = order.get("calibration"), _marks()
        self._calibration = marks.read(told)
        marks.keep(PATH, told)
        return {}

    def take(self, newest: dict, now_s: int) -> None:
        """Take what was measured just now, by channel and quantity."""
        try:
            value = oxygen_of(newest, self._calibration)
        except ValueError:
            return
        if value is None:
            return
        self._value, self._at_s = value, now_s
        memory = self._memory
        if abs(value - memory.get("still_at", -_MOST)) > _STILL:
            memory.set(still_at=value, still_since=now_s)
        if self._calibration is not None:
            self._judge(value, self._calibration["emergency"])

    def oxygen(self, now_s: int, still_above: int) -> int | None:
        """Return the oxygen [µg/L], UNKNOWN for a while after the start, None where the probe has failed.

        Args:
            now_s: The uptime [s].
            still_above: From where on a value that does not move for three hours is not believed [µg/L].
        """
        if now_s - self._at_s > _FAILED_AFTER_S:
            return None
        value = self._value
        is_still = now_s - self._memory.get("still_since", now_s) >= _STUCK_AFTER_S
        return None if value >= still_above and is_still else value

    def _judge(self, value: int, limit: int) -> None:
        is_for = value < limit if not self.is_feared else value > limit + _CLEARLY
        self._count = self._count + 1 if is_for else 0
        if self._count >= (3 if self.is_feared else 2):
            self._count, self.is_feared = 0, not self.is_feared


def oxygen_of(newest: dict, calibration: dict | None) -> int | None:
    """Return the oxygen of the values of each channel [µg/L], None where nothing can be believed.

    A probe that says mg/L by itself is believed without a calibration, millivolts are not.

    Raises:
        ValueError: A value is no number.
    """
    for channel, values in newest.items():
        if calibration is not None and calibration["channel"] != channel:
            continue
        value = None
        if "oxygen_probe" in values:
            value = whole(values["oxygen_probe"], calibration["factor"] if calibration else 1000)
            value += calibration["offset"] if calibration else 0
        elif "oxygen_signal" in values and calibration is not None and "mv" in calibration:
            value = _from_signal(values["oxygen_signal"], _temperature(newest, channel), calibration)
        if value is not None and 0 <= value <= _MOST:
            return value
    return None


def _from_signal(millivolts: int, temperature: int | None, marks: dict) -> int | None:
    """Return the oxygen of a galvanic probe [µg/L] at a temperature [hundredths of °C]."""
    if temperature is None or not 0 <= millivolts <= 3300:
        return None
    warmer = temperature - marks["at"]
    full = 100 * marks["mv"]
    if "cool_mv" in marks:
        full += 100 * (marks["mv"] - marks["cool_mv"]) * warmer // (marks["at"] - marks["cool_at"])
    else:
        full += _SLOPE * warmer
    saturation = _between(_SATURATION, temperature, 500) * _between(_BY_HEIGHT, marks["altitude"], 500)
    zero = marks["zero"]
    reach = full - 100 * zero
    return max(millivolts - zero, 0) * saturation // (10 * reach) if reach > 0 else None


def _temperature(newest: dict, channel: str) -> int | None:
    """Return the water's temperature [hundredths of °C]: the channel's own, or the one there is."""
    found = newest[channel].get("water_temperature")
    for values in newest.values():
        found = values.get("water_temperature") if found is None else found
    return None if found is None or not 0 <= found <= 45 else whole(found, 100)


def _between(table: tuple, at: int, step: int) -> int:
    """Return what a table with an entry each step says in between."""
    row = min(max(at // step, 0), len(table) - 2)
    return table[row] + (table[row + 1] - table[row]) * (at - row * step) // step


def _marks():
    """Return the module of calibrations, which nobody else holds: it is needed once in a month."""
    from node import marks

    forget("marks")
    return marks


def whole(value: object, times: int) -> int:
    """Return a number times something, as a whole one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -100_000 < value < 100_000:
        raise ValueError("not a number")
    return round(value * times)
