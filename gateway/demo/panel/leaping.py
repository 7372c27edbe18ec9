"""A clock that leaps: what a station meets that was off without a battery for its clock."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gateway.timekeeping.clock import LEAP
from gateway.timekeeping.offset import remove_offset

AHEAD_S: Final = 3 * 3600
"""By how much it leaps [s]."""


def leap(folder: Path, is_ahead: bool) -> None:  # noqa: FBT001 - what a button does or undoes
    """Have the clock of the station's machine leap ahead, or put it right again.

    Nobody vouches for a clock that has leapt: the station does not know that it is wrong, but it knows
    that it does not know. Whatever was said of the time before is void, as after a restart.
    """
    if is_ahead:
        remove_offset(folder)
        (folder / LEAP).write_text(str(AHEAD_S), encoding="ascii")
    else:
        (folder / LEAP).unlink(missing_ok=True)
