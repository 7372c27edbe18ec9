"""Whether the station's clock is to be believed, and who vouches for it."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from gateway.timekeeping.clock import StationTime
from gateway.timekeeping.plausible import EARLIEST

_UNSYNCHRONISED: Final = 0x40
"""STA_UNSYNC of the kernel's clock. Source: Linux, include/uapi/linux/timex.h."""

_BATTERY_CLOCKS: Final = Path("/sys/class/rtc")
ASK_EVERY_S: Final = 1.0

Choice = Literal["auto", "always", "never"]
Voucher = Literal["settings", "person", "nodes", "network", "battery"]


@dataclass(slots=True)
class Machine:
    """What the kernel says of its own clock; asked once a second, however often somebody wants to know."""

    _asked: float = float("-inf")
    _is_synchronised: bool = False
    _has_battery: bool = False

    @property
    def is_synchronised(self) -> bool:
        """Whether a server of the network has set the clock."""
        self._ask()
        return self._is_synchronised

    @property
    def has_battery_clock(self) -> bool:
        """Whether a clock with a battery is there that the kernel took the time from."""
        self._ask()
        return self._has_battery

    def _ask(self) -> None:
        if time.monotonic() - self._asked >= ASK_EVERY_S:
            self._asked = time.monotonic()
            self._is_synchronised = _is_synchronised()
            self._has_battery = _has_battery_clock(_BATTERY_CLOCKS)


@dataclass(frozen=True, slots=True)
class Trust:
    """Tells whether the station's clock is to be believed just now.

    Attributes:
        choice: What the settings say: `auto` asks the machine, `always` and `never` do not.
        clock: The station's.
    """

    choice: Choice
    clock: StationTime
    machine: Machine = field(default_factory=Machine)

    def __call__(self) -> bool:
        """Tell whether anybody vouches for it."""
        return self.voucher is not None

    @property
    def voucher(self) -> Voucher | None:
        """Who vouches for the time, None where nobody does."""
        # Of a world that somebody plays with even the settings do not vouch once its clock has leapt.
        if self.choice == "always" and not self.clock.has_leapt:
            return "settings"
        offset = self.clock.offset
        if offset is not None:
            return offset.by
        if self.choice != "auto":
            return None
        if self.is_synchronised:
            return "network"
        # A battery that is empty leaves a clock that began anew in 1970 or 2000.
        if self.machine.has_battery_clock and self.clock.machine.now() >= EARLIEST:
            return "battery"
        return None

    @property
    def is_synchronised(self) -> bool:
        """Whether the network has set the machine's clock, and the settings let it vouch for the time."""
        return self.choice == "auto" and self.machine.is_synchronised


def _has_battery_clock(folder: Path) -> bool:
    try:
        return any((one / "hctosys").read_text().strip() == "1" for one in folder.iterdir())
    except OSError:
        return False


def _adjtimex() -> Callable[[object], int] | None:
    """Return the kernel's answer to how its clock is; looked up once, for that starts other programs."""
    try:
        found: Callable[[object], int] = ctypes.CDLL(None, use_errno=True).adjtimex
    except (OSError, AttributeError):
        return None
    return found


_ask_kernel: Final = _adjtimex()


def _is_synchronised() -> bool:
    if _ask_kernel is None:
        return False
    # struct timex is 208 bytes at most; modes = 0 in its first word asks and sets nothing, `status`
    # is the fifth long-aligned word. Source: Linux, include/uapi/linux/timex.h.
    buffer = (ctypes.c_long * 64)()
    return _ask_kernel(ctypes.byref(buffer)) >= 0 and not buffer[4] & _UNSYNCHRONISED
