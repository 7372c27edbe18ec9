"""The radio: there is Wi-Fi where the world says that a signal is heard."""
# ruff: noqa: ARG002, FBT001 - the names and orders are the board's

import _world

STA_IF = 0
_ASK_EVERY_S = 0.2


class WLAN:
    def __init__(self, interface: int) -> None:
        self._is_active = False
        self._heard_at = 0.0
        self._signal = None

    def active(self, is_active: bool) -> None:
        self._is_active = is_active
        self._heard_at = 0.0

    def connect(self, ssid: str, password: str) -> None:
        pass

    def isconnected(self) -> bool:
        if not self._is_active:
            return False
        now = _world.real.time()
        if abs(now - self._heard_at) > _ASK_EVERY_S:
            self._signal, self._heard_at = _world.ask("signal_dbm"), now
        return self._signal is not None

    def status(self, what: str) -> int:
        if not self.isconnected():
            raise OSError("not connected")
        return self._signal
