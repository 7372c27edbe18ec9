"""Drives a siren and its lamp in the pattern of what sounds."""

from node.alarm import ALONE, CRITICAL, EMERGENCY, RESCUE, SILENCE, WARN
from node.ticks import elapsed

# On and off in turn [ms]; a pattern without an end of its own is continuous.
PATTERNS = {
    SILENCE: (),
    WARN: (200, 14_800),
    CRITICAL: (2_000, 1_000),
    EMERGENCY: (1,),
    ALONE: (300, 300, 300, 300, 300, 2_500),
    RESCUE: (60, 59_940),
}
_BLINK = (500, 500)


class Sounder:
    """One output that sounds, and one that shines where there is one."""

    def __init__(self, siren, lamp, active: int) -> None:
        """Remember the pins, which rest off.

        Args:
            siren: A pin.
            lamp: Another one, or None.
            active: The level that switches both on.
        """
        self._siren = siren
        self._lamp = lamp
        self._active = active
        self._sound = SILENCE
        self._began = 0
        self._told = {}

    def play(self, sound: int, *, shines: bool, ticks: int) -> None:
        """Bring both outputs to where their patterns are now.

        Args:
            sound: What sounds.
            shines: Whether the lamp calls too, as it does while a silence holds.
            ticks: The counter of the board [ms].
        """
        if sound != self._sound:
            self._sound, self._began = sound, ticks
        passed = elapsed(self._began, ticks)
        self._drive("siren", self._siren, is_on(PATTERNS[sound], passed))
        if self._lamp is not None:
            self._drive("lamp", self._lamp, shines and is_on(_BLINK, passed))

    def _drive(self, name: str, pin, is_on: bool) -> None:  # noqa: FBT001 - it is the value that is driven
        if self._told.get(name, False) != is_on:
            self._told[name] = is_on
            pin.value(self._active if is_on else 1 - self._active)


def is_on(pattern: tuple, passed_ms: int) -> bool:
    """Tell whether a pattern is on so long after its beginning."""
    left_ms = passed_ms % max(sum(pattern), 1)
    for at, length_ms in enumerate(pattern):
        if left_ms < length_ms:
            return at % 2 == 0
        left_ms -= length_ms
    return False
