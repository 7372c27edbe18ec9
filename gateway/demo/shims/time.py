"""The board's clocks: 2000 at power-on until it is set, whole seconds, counters that wrap at 2^30.

The calendar and `sleep_ms` run at the world's speed, `ticks_ms` does not: it times real sockets.
"""

import json

import _world

_WRAP = 1 << 30
_EPOCH_2000_S = 946684800


class _Calendar:
    """Since when the power is on, and what the calendar was set by."""

    power_on = 0.0
    step_ms = 0


def _load() -> None:
    kept = _world.read_kept("calendar")
    if kept:
        _Calendar.power_on, _Calendar.step_ms = json.loads(kept.decode())
    else:
        _Calendar.power_on = _world.now()
        _save()


def _save() -> None:
    _world.write_kept("calendar", json.dumps([_Calendar.power_on, _Calendar.step_ms]).encode())


def _own_ms() -> int:
    return int((_world.now() - _Calendar.power_on) * 1000) + _Calendar.step_ms


def set_ms(since_2000_ms: int) -> None:
    """Set the calendar, as `machine.RTC.datetime` does."""
    _Calendar.step_ms += since_2000_ms - _own_ms()
    _save()


def time() -> int:
    return _own_ms() // 1000


def time_ns() -> int:
    return _own_ms() * 1000000


def gmtime(seconds=None):
    return _world.real.gmtime((time() if seconds is None else seconds) + _EPOCH_2000_S)


localtime = gmtime


def ticks_ms() -> int:
    return int(_world.real.time() * 1000) & (_WRAP - 1)


def ticks_add(ticks: int, delta: int) -> int:
    return (ticks + delta) & (_WRAP - 1)


def ticks_diff(later: int, earlier: int) -> int:
    return ((later - earlier + _WRAP // 2) & (_WRAP - 1)) - _WRAP // 2


def sleep_ms(duration_ms: int) -> None:
    _world.real.sleep(duration_ms / 1000 / _world.SPEED)


def sleep(duration_s) -> None:
    sleep_ms(int(duration_s * 1000))


_load()
