"""Starts what a board is to run: its application, a new version on trial, or the rescue program.

Never updated over the air.
"""

import os
import sys
import time

import machine

_WATCHDOG_MS = 120_000
_PAUSE_MS = 10_000
_READS = 3  # a flash that stumbles once must not cost which version is the good one


def main() -> None:
    """Run it; what escapes it is a bad end, which the next start counts."""
    try:
        _run(choose(machine.reset_cause()))
    except Exception as error:  # noqa: BLE001 - the border of the board
        sys.print_exception(error)  # pyright: ignore[reportAttributeAccessIssue]
    time.sleep_ms(_PAUSE_MS)
    machine.reset()


def choose(cause: int) -> str | None:
    """Count this start; return the folder to run from, "" for what stands beside main.py, None for rescue.

    Args:
        cause: Why the board starts, as `machine` says it.
    """
    here = os.listdir(".")
    if "slot" not in here and "a" not in here:
        return ""
    import slots  # what has none keeps its memory

    found = _read(slots)
    if found is None:
        return _anew(slots)
    before = found.encode()
    folder = found.begin(is_power_on=cause == machine.PWRON_RESET, is_wake=cause == machine.DEEPSLEEP_RESET)
    if folder is not None and not slots.exists(folder + "/node"):
        folder = None
    if found.encode() != before:
        _write(slots, found)
    return folder


def _anew(slots) -> str | None:
    """Begin a new file where it is damaged, which no power cut can do."""
    found = slots.Slots()
    for at, name in enumerate(slots.NAMES):
        if slots.exists(name + "/node"):
            found.active = at
            _write(slots, found)
            return name
    return None


def _read(slots):
    for _ in range(_READS):
        try:
            return slots.read()
        except OSError as error:
            print("slot:", error)
    return None


def _write(slots, found) -> None:
    try:
        slots.write(found)
    except OSError as error:
        print("not counted:", error)  # a flash that takes nothing must not keep a pond unguarded


def _run(folder: str | None) -> None:
    if folder != "":
        # What hangs before it has a watchdog of its own must come back too.
        machine.WDT(timeout=_WATCHDOG_MS)
        sys.path.insert(0, "rescue" if folder is None else folder)
    if folder is None:
        import rescue

        rescue.main()
    else:
        from node import wake

        wake.main()
