"""Decides what a siren sounds: what the station orders, what the button keeps quiet, what it fears alone."""

SILENCE, WARN, CRITICAL, EMERGENCY, ALONE, RESCUE = 0, 1, 2, 3, 4, 5
HUSH_S = 1200


class Alarm:
    """The order in force and the silence in force.

    The silences stand in the memory that outlives a restart with its uptime. A power cut takes both:
    then nobody can know how long a silence would still hold, and what is ordered sounds.

    Attributes:
        level: What the station has ordered; 0 is silence.
    """

    def __init__(self, memory) -> None:
        self._memory = memory
        self.level = SILENCE

    def order(self, level: int) -> None:
        """Take an order; a worse one than the silenced one sounds again, and none ends the silence."""
        self.level = level
        if level == SILENCE or level > self._memory.get("hush_level", 0):
            self._memory.set(hush_level=0, hush_until=0)

    def press(self, now_s: int, *, is_alone: bool) -> int:
        """Keep quiet for 20 minutes whatever sounds now; return the ordered level that is silenced by this.

        Args:
            now_s: The uptime [s].
            is_alone: Whether the node fears something by itself.
        """
        silenced = self.ringing(now_s)
        if silenced:
            self._memory.set(hush_level=silenced, hush_until=now_s + HUSH_S)
        if is_alone:
            self._memory.set(hush_alone_until=now_s + HUSH_S)
        return silenced

    def ringing(self, now_s: int) -> int:
        """Return the ordered level that sounds now; 0 while it is silenced."""
        return SILENCE if self._left_s("hush_until", now_s) else self.level

    def silenced_s(self, now_s: int) -> int:
        """Return for how long the button still holds [s]."""
        return max(self._left_s("hush_until", now_s), self._left_s("hush_alone_until", now_s))

    def sound(
        self, now_s: int, *, is_alone: bool, is_urgent: bool = False, is_in_rescue: bool = False
    ) -> int:
        """Return what sounds now; an order goes before the node's own fear.

        Args:
            now_s: The uptime [s].
            is_alone: Whether the node fears something by itself.
            is_urgent: Whether that is fish without oxygen, for which it sounds as at the worst order.
            is_in_rescue: Whether its records are kept in memory: the least of all it may have to say.
        """
        ringing = self.ringing(now_s)
        if ringing or self._left_s("hush_alone_until", now_s):
            return ringing
        if not is_alone:
            return RESCUE if is_in_rescue else SILENCE
        return EMERGENCY if is_urgent else ALONE

    def _left_s(self, name: str, now_s: int) -> int:
        left_s = self._memory.get(name, 0) - now_s
        # More than was ever given is no silence that anybody asked for.
        return left_s if 0 < left_s <= HUSH_S else 0
