"""Windows that InfluxDB has made of a series, as buckets; which of them it may not make. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from gateway.domain.columns import Ints
from gateway.domain.readings import Flag
from gateway.store.base import Buckets
from gateway.store.influx.answers import NOTHING, Numbers

MOST_STRETCHES: Final = 8
"""So many times rows are asked for; where more are in doubt, once from the first to the last."""

_COLUMNS: Final = ("start", "count", "low", "high", "mean", "total")


def told(found: Mapping[str, Numbers], *, width: int, offset: int) -> tuple[Buckets, Ints]:
    """Return the windows whose readings all count, and where those begin that hold one that does not [s UTC].

    Args:
        found: `worst`, the highest flag of each window; `count`, `low`, `high` and `total` of its values.
        width: Of a window [s].
        offset: How long after whole widths since 1970 a window begins [s].
    """
    worst = found.get("worst", NOTHING)
    # The first window of an answer begins where the question does.
    starts = (worst.second - offset) // width * width + offset
    is_sure = worst.value <= Flag.SUSPECT
    valued = found.get("count", NOTHING)
    kept = np.isin((valued.second - offset) // width * width + offset, starts[is_sure])
    column = {name: found.get(name, NOTHING).value[kept] for name in ("count", "low", "high", "total")}
    sure = Buckets(
        start=((valued.second - offset) // width * width + offset)[kept],
        count=column["count"].astype(np.int64),
        low=column["low"],
        high=column["high"],
        mean=column["total"] / np.maximum(column["count"], 1),
        total=column["total"],
        width=width,
    )
    return sure, starts[~is_sure]


def stretches(starts: Ints, *, width: int) -> list[tuple[int, int]]:
    """Return the windows that begin at some moments as few stretches [start, end) [s UTC], rising."""
    if not len(starts):
        return []
    ends = np.flatnonzero(np.diff(starts) > width)
    first = starts[np.append(0, ends + 1)]
    last = starts[np.append(ends, len(starts) - 1)] + width
    if len(first) > MOST_STRETCHES:
        return [(int(first[0]), int(last[-1]))]
    return list(zip(first.tolist(), last.tolist(), strict=True))


def only(buckets: Buckets, starts: Ints) -> Buckets:
    """Return the buckets that begin at one of some moments."""
    return _taken(buckets, np.flatnonzero(np.isin(buckets.start, starts)))


def joined(parts: Sequence[Buckets], *, width: int) -> Buckets:
    """Return the buckets of all parts, rising."""
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS}
    return _taken(Buckets(**columns, width=width), np.argsort(columns["start"], kind="stable"))


def _taken(buckets: Buckets, rows: Ints) -> Buckets:
    return Buckets(**{name: getattr(buckets, name)[rows] for name in _COLUMNS}, width=buckets.width)
