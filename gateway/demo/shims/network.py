"""The radio: there is Wi-Fi where the world says that a signal is heard."""
# ruff: noqa: ARG002, FBT001 - the names and orders are the board's

import os

import _world

STA_IF = 0
STAT_CONNECTING, STAT_GOT_IP, STAT_NO_AP_FOUND = 1001, 1010, 201
_ASK_EVERY_S = 0.2
_LOOK_S = 2.4  # to look through all channels once [s of the world]
_SCANNING_S = float(os.getenv("CONUCO_WIFI_SCANNING_S") or "0")  # to join a network that is looked for
_KNOWN_S = float(os.getenv("CONUCO_WIFI_KNOWN_S") or "0")  # to join one whose radio's address is known


class WLAN:
    def __init__(self, interface: int) -> None:
        self._is_active = False
        self._heard_at = 0.0
        self._signal = None
        self._asked_at = 0.0
        self._joins_in_s = 0.0
        self._looks = 0

    def active(self, is_active: bool) -> None:
        self._is_active = is_active
        self._heard_at = 0.0
        _world.radio(is_active)

    def config(self, *, reconnects: int) -> None:
        self._looks = reconnects

    def ifconfig(self, addresses: tuple) -> None:
        pass

    def connect(self, ssid: str, password: str, *, bssid=None) -> None:
        self._asked_at = _world.now()
        self._joins_in_s = _SCANNING_S if bssid is None else _KNOWN_S

    def isconnected(self) -> bool:
        return self._is_heard() and _world.now() - self._asked_at >= self._joins_in_s

    def _is_heard(self) -> bool:
        if not self._is_active:
            return False
        now = _world.real.time()
        if abs(now - self._heard_at) > _ASK_EVERY_S:
            self._signal, self._heard_at = _world.ask("signal_dbm"), now
        return self._signal is not None

    def status(self, what=None) -> int:
        if what is not None:
            if not self.isconnected():
                raise OSError("not connected")
            return self._signal
        if self._is_heard():
            return STAT_GOT_IP if self.isconnected() else STAT_CONNECTING
        was_looked_for = _world.now() - self._asked_at > self._looks * _LOOK_S
        return STAT_NO_AP_FOUND if self._looks and was_looked_for else STAT_CONNECTING
