"""Whether the station's own clock is to be believed."""

from __future__ import annotations

import ctypes
import ctypes.util
from pathlib import Path

_UNSYNCHRONISED = 0x40
"""STA_UNSYNC of the kernel's clock. Source: Linux, include/uapi/linux/timex.h."""

_BATTERY_CLOCKS = Path("/sys/class/rtc")


def is_clock_trusted() -> bool:
    """Tell whether the kernel says its clock is synchronised, or a battery clock set it at boot."""
    return _is_synchronised() or _has_battery_clock(_BATTERY_CLOCKS)


def _has_battery_clock(folder: Path) -> bool:
    """Tell whether a real-time clock is there that the kernel took the time from."""
    try:
        return any((one / "hctosys").read_text().strip() == "1" for one in folder.iterdir())
    except OSError:
        return False


def _is_synchronised() -> bool:
    name = ctypes.util.find_library("c")
    if name is None:
        return False
    library = ctypes.CDLL(name, use_errno=True)
    # struct timex is 208 bytes at most; modes = 0 in its first word asks and sets nothing, `status`
    # is the fifth long-aligned word. Source: Linux, include/uapi/linux/timex.h.
    buffer = (ctypes.c_long * 64)()
    if not hasattr(library, "adjtimex") or library.adjtimex(ctypes.byref(buffer)) < 0:
        return False
    return not buffer[4] & _UNSYNCHRONISED
