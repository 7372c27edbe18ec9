"""The hash of what a series received in a day: of signals as they came, never of what was made of them."""

from __future__ import annotations

import hashlib
from typing import Final

import numpy as np

from gateway.domain.columns import Signals
from gateway.domain.readings import SeriesKey

LABEL: Final = b"conuco/signals/1\n"
ROW: Final = np.dtype([("queue", ">u4"), ("number", ">i8"), ("stated", ">i8"), ("signal", ">f8")])
"""28 bytes a signal, big-endian, so that it can be made again with nothing but Python's `struct`:
queue, number, the time that the node stated [s UTC; -2^63 where it stated none], the signal's 64 bits."""


def digest(series: SeriesKey, signals: Signals) -> str:
    """Return the SHA-256 of a series' signals [64 hexadecimal digits].

    Over the label conuco/signals/1, the length of the series' name in UTF-8 (4 bytes, big-endian), the name
    as `node/channel/quantity`, and the rows rising by (queue, number, stated, signal). What is derived,
    flagged or resolved later does not change it.

    Args:
        series: Whose.
        signals: Of one day, n rows in any order.
    """
    rows = np.empty(len(signals), dtype=ROW)
    rows["queue"] = signals.queue
    rows["number"] = signals.number
    rows["stated"] = signals.stated
    rows["signal"] = signals.value
    order = np.lexsort((signals.value, signals.stated, signals.number, signals.queue))
    name = name_of(series).encode()
    return hashlib.sha256(
        LABEL + len(name).to_bytes(4, "big") + name + np.ascontiguousarray(rows[order]).tobytes()
    ).hexdigest()


def name_of(series: SeriesKey) -> str:
    """Return how a series is called in a digest: `node/channel/quantity`."""
    return f"{series.node}/{series.channel}/{series.quantity}"
