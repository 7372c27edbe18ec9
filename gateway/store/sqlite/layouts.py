"""Many small bodies of columns read at once: what costs is the number of layouts among them.

Hundreds of rollups are the same few layouts over and over; all bodies of a layout are one table. Pure.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gateway.domain.columns import Floats, Ints
from gateway.store.sqlite.packing import AS_THEY_ARE, EXACT, FACTORS, FIRST_COLUMN, STEPS, rows_of

_HEAD_BYTES = 9
"""The width of a column of whole numbers, and its first value."""


Bytes = NDArray[np.uint8]
"""A body a row."""


class Layout(NamedTuple):
    """Where a body has what.

    Attributes:
        rows: How many.
        columns: The width of the steps of each column and its decimals; those of whole numbers have none.
        told_at: The places of the bytes that say so: two bodies of a length that agree there are alike.
    """

    rows: int
    columns: tuple[tuple[int, int | None], ...]
    told_at: tuple[int, ...]


def unpack_many(bodies: Iterable[bytes], *, whole: int, numbers: int) -> tuple[list[Ints], list[Floats]]:
    """Return the columns of all bodies, one body after the other, in no order of bodies.

    Args:
        bodies: As `gateway.store.sqlite.packing` makes them.
        whole: How many columns of whole numbers each has.
        numbers: How many columns of numbers follow them.
    """
    by_length: dict[int, list[bytes]] = {}
    for body in bodies:
        plain = zlib.decompress(body)
        by_length.setdefault(len(plain), []).append(plain)
    tables = []
    for plains in by_length.values():
        left = np.frombuffer(b"".join(plains), dtype=np.uint8).reshape(len(plains), -1)
        while len(left):
            layout = _layout(left[0].tobytes(), whole=whole, numbers=numbers)
            told = left[:, layout.told_at]
            is_alike = (told == told[0]).all(axis=1)
            tables.append(_columns(layout, left[is_alike]))
            left = left[~is_alike]
    if not tables:
        return [np.empty(0, dtype=np.int64)] * whole, [np.empty(0)] * numbers
    joined = [np.concatenate(parts) for parts in zip(*tables, strict=True)]
    return [one.astype(np.int64, copy=False) for one in joined[:whole]], joined[whole:]


def _layout(plain: bytes, *, whole: int, numbers: int) -> Layout:
    rows = rows_of(plain)
    steps, at = max(0, rows - 1), FIRST_COLUMN
    columns: list[tuple[int, int | None]] = []
    told_at = list(range(FIRST_COLUMN))
    for place in range(whole + numbers):
        decimals = None if place < whole else plain[at]
        if decimals is not None:
            told_at.append(at)
            at += 1
        if decimals == AS_THEY_ARE:
            columns.append((0, decimals))
            at += EXACT.itemsize * rows
            continue
        told_at.append(at)
        columns.append((plain[at], decimals))
        at += _HEAD_BYTES + plain[at] * steps
    return Layout(rows, tuple(columns), tuple(told_at))


def _columns(layout: Layout, table: Bytes) -> list[Floats]:
    """Return the columns of bodies of one layout."""
    found, at = [], FIRST_COLUMN
    for width, decimals in layout.columns:
        at += decimals is not None
        if decimals == AS_THEY_ARE:
            end = at + EXACT.itemsize * layout.rows
            found.append(_seen_as(table[:, at:end], EXACT).ravel())
        else:
            end = at + _HEAD_BYTES + width * max(0, layout.rows - 1)
            column = _summed(table[:, at + 1 : end], STEPS[width])[:, : layout.rows].ravel()
            found.append(column if decimals is None else column / FACTORS[decimals])
        at = end
    return found


def _summed(table: Bytes, steps: np.dtype[np.generic]) -> Floats:
    first, rest = _seen_as(table[:, :8], STEPS[8]), _seen_as(table[:, 8:], steps)
    return np.concatenate([first, rest], axis=1, dtype=np.int64).cumsum(axis=1)


def _seen_as(table: Bytes, sort: np.dtype[np.generic]) -> Floats:
    rows, width = table.shape
    return np.frombuffer(np.ascontiguousarray(table).tobytes(), dtype=sort).reshape(
        rows, width // sort.itemsize
    )
