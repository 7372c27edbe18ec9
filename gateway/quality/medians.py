"""Ten-minute medians: what the rules about change are judged on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gateway.domain.columns import Floats, Ints

Marked = NDArray[np.bool_]

BIN_S = 600
"""How wide a bin is [s].

Source:
    the published limits of spike and rate tests are for 10 to 30 minutes; our nodes measure each minute.
"""


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
