"""Windows that InfluxDB has made of a series, as buckets; which of them it may not make. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from gateway.domain.columns import Ints
from gateway.domain.readings import Flag
from gateway.store.base import Buckets
from gateway.store.influx.answers import NOTHING, Numbers

MOST_STRETCHES: Final = 100
"""So many stretches are asked for at once; where more are in doubt, those nearest to each other are one."""

_COLUMNS: Final = ("start", "count", "low", "high", "mean", "total")


def told(found: Mapping[str, Numbers], *, width: int, offset: int) -> tuple[Buckets, Ints]:
    """Return the windows whose readings all count, and where those begin of which some do [s UTC].

    Args:
        found: `best` and `worst`, the lowest and the highest flag of each window; `count`, `low`, `high` and
            `total` of its values.
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
    has_some = found.get("best", NOTHING).value <= Flag.SUSPECT
    return sure, starts[~is_sure & has_some]


def stretches(starts: Ints, *, width: int) -> list[tuple[int, int]]:
    """Return the windows that begin at some moments as few stretches [start, end) [s UTC], rising."""
    if not len(starts):
        return []
    gaps = np.diff(starts)
    apart = np.flatnonzero(gaps > width)
    widest = apart[np.argsort(-gaps[apart], kind="stable")[: MOST_STRETCHES - 1]]
    ends = np.sort(widest)
    first = starts[np.append(0, ends + 1)]
    last = starts[np.append(ends, len(starts) - 1)] + width
    return list(zip(first.tolist(), last.tolist(), strict=True))


def coarser(buckets: Buckets, *, width: int, offset: int) -> Buckets:
    """Return buckets in wider ones that begin `offset` seconds after each whole width."""
    start = (buckets.start - offset) // width * width + offset
    new = np.flatnonzero(np.diff(start, prepend=start[0] - 1)) if len(start) else np.empty(0, dtype=np.int64)
    if not len(new):
        return replace(buckets, width=width)
    count, total = np.add.reduceat(buckets.count, new), np.add.reduceat(buckets.total, new)
    return Buckets(
        start=start[new],
        count=count,
        low=np.minimum.reduceat(buckets.low, new),
        high=np.maximum.reduceat(buckets.high, new),
        mean=total / count,
        total=total,
        width=width,
    )


def within(buckets: Buckets, starts: Ints, *, width: int, offset: int) -> Buckets:
    """Return the buckets that lie in one of the windows that begin at some moments."""
    wide = (buckets.start - offset) // width * width + offset
    return _taken(buckets, np.flatnonzero(np.isin(wide, starts)))


def joined(parts: Sequence[Buckets], *, width: int) -> Buckets:
    """Return the buckets of all parts, rising."""
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS}
    return _taken(Buckets(**columns, width=width), np.argsort(columns["start"], kind="stable"))


def _taken(buckets: Buckets, rows: Ints) -> Buckets:
    return Buckets(**{name: getattr(buckets, name)[rows] for name in _COLUMNS}, width=buckets.width)
