"""The radio: up or not. The only importer of `network`."""

import network

_STEP_MS = 100


class Link:
    """A Wi-Fi station."""

    def __init__(self, wifi: dict, sleep_ms) -> None:
        self._wifi = wifi
        self._sleep_ms = sleep_ms
        self._wlan = network.WLAN(network.STA_IF)

    @property
    def is_up(self) -> bool:
        """Whether there is a connection to the access point."""
        return self._wlan.isconnected()

    def bring_up(self, within_ms: int) -> None:
        """Connect to the access point.

        Raises:
            OSError: It did not happen in time; the radio is off again.
        """
        if self.is_up:
            return
        self._wlan.active(True)  # noqa: FBT003 - the board's own word
        self._wlan.connect(self._wifi["ssid"], self._wifi["password"])
        for _ in range(within_ms // _STEP_MS):
            if self.is_up:
                return
            self._sleep_ms(_STEP_MS)
        self.shut()
        raise OSError("no Wi-Fi")

    def signal_dbm(self) -> int | None:
        """Return how strong the access point is heard [dBm], None while it is not."""
        try:
            return self._wlan.status("rssi") if self.is_up else None
        except OSError:
            return None  # It was lost in between.

    def shut(self) -> None:
        """Switch the radio off."""
        self._wlan.active(False)  # noqa: FBT003 - the board's own word
