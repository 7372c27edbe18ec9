"""Ten-minute medians: what the rules about change are judged on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gateway.domain.columns import Floats, Ints

Marked = NDArray[np.bool_]

BIN_S: Final = 600
"""How wide a bin is [s].

Source:
    the published limits of spike and rate tests are for 10 to 30 minutes; our nodes measure each minute.
"""


LONGEST_GAP_S: Final = 5400
"""What was measured less often than this tells nothing of standing still [s]; ours."""


@dataclass(frozen=True, slots=True)
class Medians:
    """The medians of whole ten-minute bins from the epoch on; n bins with a value, rising.

    Attributes:
        time: Where each bin begins [s UTC], shape (n,).
        value: The median of what was measured in it, shape (n,).
    """

    time: Ints
    value: Floats

    def __len__(self) -> int:
        return len(self.time)


def medians(time: Ints, value: Floats) -> Medians:
    """Return the median of each bin in which anything was measured; without readings there is no bin.

    Args:
        time: When [s UTC], in any order, shape (n,).
        value: What, shape (n,).
    """
    if not len(time):
        return Medians(np.empty(0, dtype=np.int64), np.empty(0))
    start = time // BIN_S * BIN_S
    order = np.lexsort((value, start))
    start, rising = start[order], value[order]
    first = np.flatnonzero(np.diff(start, prepend=start[0] - 1))
    count = np.diff(np.append(first, len(start)))
    middle = (rising[first + (count - 1) // 2] + rising[first + count // 2]) / 2
    return Medians(start[first], middle)


def stretches(of: Medians, *, seconds: int) -> tuple[Ints, Marked]:
    """Return for each bin the last one at least that long before it, and whether no gap lies between.

    Where there is none before, it is the first bin, and the stretch does not reach.
    """
    time = of.time
    first = np.searchsorted(time, time - seconds, side="right") - 1
    reaches = first >= 0
    first = np.maximum(first, 0)
    reaches &= time[first] >= time - seconds - LONGEST_GAP_S
    gaps = np.cumsum(np.diff(time, prepend=time[:1]) > LONGEST_GAP_S)
    return first, np.asarray(reaches & (gaps == gaps[first]))


def at_readings(marked: Marked, of: Medians, time: Ints) -> Marked:
    """Return for each reading whether the bin it lies in is marked, shape of `time`.

    Args:
        marked: A mark for each bin, shape (n,).
        of: The bins.
        time: When each reading was measured [s UTC]; one that lies in no bin is not marked.
    """
    if not len(of):
        return np.zeros(len(time), dtype=bool)
    start = time // BIN_S * BIN_S
    place = np.minimum(np.searchsorted(of.time, start), len(of) - 1)
    return np.asarray(marked[place] & (of.time[place] == start))
