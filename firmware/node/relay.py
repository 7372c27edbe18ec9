"""Decides whether the relay of an aerator is on: it chooses nothing that a person has chosen."""

from node import const

LIMIT, LEAST, NIGHT, OVERRIDE, PROBE, START, CLOCK = 1, 2, 3, 4, 5, 6, 7
REASONS = ("", "limit", "minimum", "night", "override", "probe", "start", "clock")
_MODES = ("auto", "on", "off")
_DAY_S = const(86_400)
_PAUSE_S = const(60)
_END = const(4_102_444_800)  # the year 2100: a longer number would not fit in the memory


class Relay:
    """A switch with limits, and what it must remember through a restart without a power cut.

    Attributes:
        is_on: Whether it is on; off after a power cut, which counts as a switching off.
        reason: Why it is as it is.
    """

    def __init__(self, rules: dict, memory) -> None:
        """Take up what is remembered.

        Args:
            rules: `relay` of the settings.
            memory: What outlives a restart.
        """
        self._rules = rules
        self._memory = memory
        self.on_below = round(rules["on_below"] * 1000)
        self.off_above = round(rules["off_above"] * 1000)
        self.is_on = memory.get("relay_on", 0) == 1
        self.reason = START

    def turn(self, now_s: int, oxygen: int | None, utc_s: int | None) -> bool:
        """Decide what is due; tell whether it was switched.

        Args:
            now_s: The uptime [s].
            oxygen: [µg/L]; negative where nothing was measured yet, None where the probe has failed.
            utc_s: What the calendar says [s UTC], None while it is not known.
        """
        is_on, self.reason = self._decide(now_s, oxygen, utc_s)
        is_enough = oxygen is not None and oxygen >= self.off_above
        is_earned = not is_on and is_enough and self.reason != OVERRIDE
        self.is_on = is_on
        if int(is_on) == self._memory.get("relay_on", 0):
            # Off between the limits is right only where it was off by itself above them before.
            if is_earned and not self._memory.get("relay_earned", 0):
                self._memory.set(relay_earned=1)
            return False
        self._memory.set(relay_on=int(is_on), relay_at=now_s, relay_earned=int(is_earned))
        return True

    def order(self, order: object, now_s: int, utc_s: int | None) -> None:
        """Take a person's word, {mode, until [s UTC] or None}; its end is counted by the uptime too.

        Raises:
            ValueError: It is none, or it would hold the aerator off for longer than a day.
        """
        mode, until = _told(order)
        if mode not in _MODES or not (until is None or (isinstance(until, int) and 0 < until < _END)):
            raise ValueError("not an order to a relay")
        if mode == "off" and (until is None or (utc_s is not None and until - utc_s > _DAY_S)):
            raise ValueError("an order to stay off ends within a day")
        self._memory.set(relay_mode=_MODES.index(mode), relay_until=until or 0, relay_end=0)
        self.override(now_s, utc_s)

    def overtake(self, order: object) -> None:
        """Let go of what a person ordered, where another order came, though after its own end.

        The one in force is told again with every connection, and overtakes nothing.
        """
        mode, until = _told(order)
        if mode in _MODES and isinstance(until, int) and until != self._memory.get("relay_until", 0):
            self._memory.set(relay_mode=0)

    def override(self, now_s: int, utc_s: int | None) -> tuple | None:
        """Return (mode, until [s UTC] or None) of what a person ordered, None where nothing stands."""
        memory = self._memory
        mode, until = _MODES[memory.get("relay_mode", 0)], memory.get("relay_until", 0)
        if mode == "auto":
            return None
        if not until:
            return mode, None
        end_s = memory.get("relay_end", 0)
        if not end_s:
            if utc_s is None:
                # Nobody can tell yet when it ends: then nobody is to be held off by it.
                return (mode, until) if mode == "on" else None
            end_s = max(now_s + min(until - utc_s, _DAY_S if mode == "off" else until), 1)
            memory.set(relay_end=end_s)
        if now_s < end_s:
            return mode, until
        memory.set(relay_mode=0)
        return None

    def _decide(self, now_s: int, oxygen: int | None, utc_s: int | None) -> tuple:
        ordered = self.override(now_s, utc_s)
        if ordered is not None:
            return ordered[0] == "on", OVERRIDE
        wanted, reason = self._wanted(oxygen)
        if wanted == self.is_on:
            return wanted, reason
        since_s = now_s - self._memory.get("relay_at", 0)
        if since_s < (self._rules.get("pause_s", _PAUSE_S) if wanted else self._rules["minimum_s"]):
            return self.is_on, LEAST
        if wanted or reason != LIMIT:
            return wanted, reason
        if utc_s is None:
            return True, CLOCK
        return (True, NIGHT) if is_night(utc_s, self._rules["sunrise"]) else (False, LIMIT)

    def _wanted(self, oxygen: int | None) -> tuple:
        """Return what the probe calls for, and why."""
        on_fault = self._rules["on_fault"]
        if oxygen is None:
            return (self.is_on if on_fault == "stay" else on_fault == "on"), PROBE
        is_earned = self._memory.get("relay_earned", 0)
        if oxygen < 0:
            return self.is_on or (not is_earned and on_fault == "on"), START
        if oxygen < self.on_below:
            return True, LIMIT
        if oxygen < self.off_above:
            return self.is_on or not is_earned, LIMIT
        return False, LIMIT


def _told(order: object) -> tuple:
    return (order.get("mode"), order.get("until")) if isinstance(order, dict) else (None, None)


def is_night(utc_s: int, sunrise: int) -> bool:
    """Tell whether it is too early to switch off: from 11 h after the sunrise until 2 h after the next.

    Args:
        utc_s: [s UTC].
        sunrise: The latest of the year [minutes after midnight UTC]; near the equator the earliest sunset
            comes 11 h after it.
    """
    return not 120 <= (utc_s // 60 - sunrise) % 1440 < 660
