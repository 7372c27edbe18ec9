"""The board: pins that ask the world, a memory in a file, deep sleep as an exit code."""
# ruff: noqa: ARG002 - the names and orders are the board's

import os
import sys
import time

import _world

PWRON_RESET, HARD_RESET, WDT_RESET, DEEPSLEEP_RESET, SOFT_RESET = 1, 2, 3, 4, 5
PIN_WAKE, EXT1_WAKE, TIMER_WAKE = 2, 3, 4
SLEPT, RESET = 42, 40  # exit codes

_START = int(os.getenv("CONUCO_RESET_CAUSE") or "1")


class _Registers:
    """The chip's registers: that of the reset's cause alone, by the chip's own numbers."""

    def __getitem__(self, address: int) -> int:
        return 15 if os.getenv("CONUCO_BROWNOUT") else {1: 1, 3: 16, 4: 5}.get(_START, 12)


mem32 = _Registers()


def reset_cause() -> int:
    return _START


def wake_reason() -> int:
    return int(os.getenv("CONUCO_WAKE_REASON") or TIMER_WAKE)


def deepsleep(duration_ms: int = 0) -> None:
    """Tell when to wake [s UTC of the world], and end."""
    _world.write_kept("wake_at", str(_world.now() + duration_ms / 1000).encode())
    sys.exit(SLEPT)


def reset() -> None:
    sys.exit(RESET)


def unique_id() -> bytes:
    """Return what the chip calls itself: of its own where the world says so."""
    return bytes.fromhex(os.getenv("CONUCO_HARDWARE") or "240ac4000001")


def kept(queue: str, number: int, record: bytes) -> None:
    """Tell the world's log what stands in flash, and wait until it is written there."""
    _world.ask("kept", queue=queue, number=number, record=bytes(record).decode())


class Pin:
    IN, OUT, OPEN_DRAIN, PULL_UP, PULL_DOWN = 1, 3, 7, 2, 1

    def __init__(self, number: int, mode: int = -1, pull: int = -1, *, value=None) -> None:
        self.number = number
        self._mode = mode
        self._value = None
        if value is not None:
            self.value(value)

    def value(self, value=None):
        """Ask the world what an input meets; tell it what an output drives, when that changes."""
        if value is None:
            return _world.ask("level", pin=self.number) if self._mode == Pin.IN else self._value
        if value != self._value:
            self._value = value
            _world.ask("driven", pin=self.number, level=int(value))
        return None


class ADC:
    ATTN_11DB = 3

    def __init__(self, pin: Pin, *, atten: int = 0) -> None:
        self._pin = pin

    def read_uv(self) -> int:
        return _world.ask("millivolts", pin=self._pin.number) * 1000


def __getattr__(name: str):
    """Return a device of a bus, or a counter: a board without one keeps its memory."""
    import _devices

    if not hasattr(_devices, name):
        raise AttributeError(name)
    return getattr(_devices, name)


class RTC:
    def memory(self, content=None):
        if content is None:
            return _world.read_kept("memory")
        if len(content) > 2048:
            raise ValueError("buffer too long")
        _world.write_kept("memory", content)
        return None

    def datetime(self, date) -> None:
        year, month, day, _, hour, minute, second, microsecond = date
        days = _days_from_civil(year, month, day) - _days_from_civil(2000, 1, 1)
        time.set_ms((days * 86400 + hour * 3600 + minute * 60 + second) * 1000 + microsecond // 1000)


class WDT:
    def __init__(self, timeout: int = 5000) -> None:
        self.timeout = timeout

    def feed(self) -> None:
        """A process that hangs is ended by the test, not by a watchdog."""


def _days_from_civil(year: int, month: int, day: int) -> int:
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year
