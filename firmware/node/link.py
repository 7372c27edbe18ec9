"""The radio: up or not. The only importer of `network`."""

from binascii import unhexlify

import network

from node import const

_STEP_MS = const(100)


class Link:
    """A Wi-Fi station."""

    def __init__(self, wifi: dict, sleep_ms, *, looks: int = 2) -> None:
        """Remember the network.

        Args:
            wifi: Its name and password, and what is known of it.
            sleep_ms: How to wait.
            looks: How often all channels are looked through; what was not found then is not there.
        """
        self._wifi = wifi
        self._looks = looks
        self._sleep_ms = sleep_ms
        self._wlan = network.WLAN(network.STA_IF)

    @property
    def is_up(self) -> bool:
        """Whether there is a connection to the access point."""
        return self._wlan.isconnected()

    def bring_up(self, within_ms: int) -> None:
        """Connect to the access point; where its radio's address is known, to that first, which is quicker.

        Raises:
            OSError: It did not happen in time, or the network is not there; the radio is off again.
        """
        if self.is_up:
            return
        self.shut()  # what is left of an earlier try would refuse a new one
        self._wlan.active(True)  # noqa: FBT003 - the board's own word
        address, known = self._wifi.get("address"), self._wifi.get("bssid")
        if address:
            router = address[: address.rindex(".")] + ".1"
            self._wlan.ifconfig((address, "255.255.255.0", router, router))
        if known and self._connect(within_ms // 2, unhexlify(known.replace(":", ""))):
            return
        if self._connect(within_ms // 2 if known else within_ms, None):
            return
        self.shut()
        raise OSError("no Wi-Fi")

    def _connect(self, within_ms: int, bssid: bytes | None) -> bool:
        wlan = self._wlan
        # Without this it would look for ever, and never say that it has found nothing.
        wlan.config(reconnects=self._looks)
        if bssid is None:
            wlan.connect(self._wifi["ssid"], self._wifi["password"])
        else:
            wlan.connect(self._wifi["ssid"], self._wifi["password"], bssid=bssid)
        for _ in range(within_ms // _STEP_MS):
            if self.is_up:
                return True
            if wlan.status() == network.STAT_NO_AP_FOUND:
                return False
            self._sleep_ms(_STEP_MS)
        return self.is_up

    def signal_dbm(self) -> int | None:
        """Return how strong the access point is heard [dBm], None while it is not."""
        try:
            return self._wlan.status("rssi") if self.is_up else None
        except OSError:
            return None  # It was lost in between.

    def shut(self) -> None:
        """Switch the radio off."""
        self._wlan.active(False)  # noqa: FBT003 - the board's own word
