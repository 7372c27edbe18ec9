"""Lives a node's wakes in one process, leaping over its sleep: `life.py until [visit]`.

It goes on from where it stopped. Every wake loads the firmware anew, as a board does. What is waited for
takes the world's time; what is said to the station takes ours. Prints a line `RESULT {...}`: wakes,
talks, seconds of radio.
"""
# ruff: noqa: PTH104, PTH123, RUF012 - MicroPython has neither pathlib nor typing

import json
import os
import sys

import _world

_now = _world.now
_LEAP = os.getenv("CONUCO_LEAP")


class Life:
    """How far the calendar has leapt, and what was counted."""

    leap = 0.0
    is_told = False
    radio_since = None
    found = {"wakes": 0, "talks": 0, "radio_s": 0.0}


def now() -> float:
    return _now() + Life.leap


def leap_by(seconds: float) -> None:
    """Let the calendar leap."""
    Life.leap += max(seconds, 0.0)
    Life.is_told = False


def tell_leap() -> None:
    """Let the station's calendar leap with it, before somebody asks."""
    if Life.is_told:
        return
    Life.is_told = True
    with open(_LEAP + ".new", "w") as file:
        file.write(repr(Life.leap))
    os.rename(_LEAP + ".new", _LEAP)


def radio(is_on: bool) -> None:
    if is_on and Life.radio_since is None:
        Life.radio_since = now()
        Life.found["talks"] += 1
    elif not is_on and Life.radio_since is not None:
        Life.found["radio_s"] += now() - Life.radio_since
        Life.radio_since = None


def read_leap() -> None:
    try:
        with open(_LEAP) as file:
            Life.leap = float(file.read())
    except OSError:
        pass  # The world begins.


read_leap()
_world.now, _world.radio = now, radio

import time  # noqa: E402

import machine  # noqa: E402 - it asks what time it is
import network  # noqa: E402

time.sleep_ms = lambda duration_ms: leap_by(duration_ms / 1000)
time.ticks_ms = lambda: int((_world.real.time() + Life.leap) * 1000) & ((1 << 30) - 1)


_isconnected = network.WLAN.isconnected


def isconnected(wlan: network.WLAN) -> bool:
    is_up = _isconnected(wlan)
    if is_up:
        tell_leap()
    return is_up


network.WLAN.isconnected = isconnected


def wake(reason: int) -> None:
    """Live one wake, until the board sleeps."""
    machine._START = machine.DEEPSLEEP_RESET if _world.read_kept("memory") else machine.PWRON_RESET
    machine.wake_reason = lambda: reason
    for name in [one for one in sys.modules if one.split(".")[0] == "node"]:
        del sys.modules[name]
    Life.found["wakes"] += 1
    try:
        __import__("node.wake", None, None, ["main"]).main()
    except SystemExit as error:
        if error.args[0] != machine.SLEPT:
            raise


def main() -> None:
    until, is_visit = float(sys.argv[1]), len(sys.argv) > 2
    if is_visit:
        wake(machine.EXT1_WAKE)
    while True:
        wake_at = float(_world.read_kept("wake_at", b"0").decode())
        if wake_at > until:
            break
        leap_by(wake_at - now())
        wake(machine.TIMER_WAKE)
    leap_by(until - now())
    tell_leap()
    print("RESULT", json.dumps(Life.found))


main()
