"""A contact on a digital pin, looked at often and believed when it has settled."""

from node import pins

APART_MS = 10_000  # a line that flickers for an hour must not push the water's records out of the flash


class Contact:
    """Tells whether a contact is in its active state.

    Attributes:
        is_active: Its settled state; at the start the one it is found in.
    """

    def __init__(self, pin, *, active: int, settle_ms: int, apart_ms: int = 0) -> None:
        """Look for the first time.

        Args:
            pin: Its `value` gives the level.
            active: The level of the active state.
            settle_ms: How long another state must last to be believed [ms of uptime].
            apart_ms: How long after a change that was told the next one waits [ms of uptime].
        """
        self._pin = pin
        self._active = active
        self._settle_ms = settle_ms
        self._apart_ms = apart_ms
        self._now_ms = self._tell_at_ms = 0
        self._since = None  # since when each look has found the other state
        self._is_untold = False
        self._has_closed = False
        self.is_active = self._is_active_now()

    def look(self, now_ms: int) -> None:
        """Look once; a state that lasts becomes the settled one.

        Args:
            now_ms: The uptime [ms].
        """
        self._now_ms = now_ms
        if self._is_active_now() == self.is_active:
            self._since = None
        elif self._since is None:
            self._since = now_ms
        elif now_ms - self._since >= self._settle_ms:
            self.is_active = not self.is_active
            self._since = None
            self._is_untold = True
            self._has_closed = self._has_closed or self.is_active

    def take_change(self) -> bool:
        """Tell whether its state has changed since this was asked before; too soon after another it waits."""
        if not self._is_untold or self._now_ms < self._tell_at_ms:
            return False
        self._is_untold, self._tell_at_ms = False, self._now_ms + self._apart_ms
        return True

    def take_closing(self) -> bool:
        """Tell whether it has become active since this was asked before, whatever it did after that."""
        has_closed, self._has_closed = self._has_closed, False
        return has_closed

    def _is_active_now(self) -> bool:
        return self._pin.value() == self._active


def of(board, channel: dict, *, settle_ms: int, apart_ms: int = 0) -> Contact:
    """Return the contact of a channel, as its settings say it hangs on the board."""
    pin = board.contact(channel["pin"], channel.get("pull", "up"))
    return Contact(pin, active=channel.get("active", 0), settle_ms=settle_ms, apart_ms=apart_ms)


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel that is a contact."""
    found, pull = pins.faults(channel, {"pin": pins.INPUTS}, where), channel.get("pull", "up")
    if pull not in ("up", "down", "none"):
        found.append(f"{where}pull: up, down o none")
    elif pull != "none" and channel.get("pin") in pins.WITHOUT_PULL:
        found.append(f"{where}pull: los pines 34 a 39 no tienen resistencia; ponga una y escriba none")
    if not pins.is_within(channel.get("active", 0), 0, 1):
        found.append(f"{where}active: 0 o 1")
    return found
