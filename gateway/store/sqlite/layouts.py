"""Many small bodies of columns read at once: what costs is the number of layouts among them.

Hundreds of rollups are the same few layouts over and over; all bodies of a layout are one table. Pure.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from gateway.domain.columns import Floats, Ints
from gateway.store.sqlite.packing import AS_THEY_ARE, EXACT, FACTORS, FIRST_COLUMN, STEPS, rows_of

_HEAD_BYTES = 9
"""The width of a column of whole numbers, and its first value."""


class Layout(NamedTuple):
    """Where a body has what.

    Attributes:
        rows: How many.
        columns: The width of the steps of each column and its decimals; those of whole numbers have none.
    """

    rows: int
    columns: tuple[tuple[int, int | None], ...]


def unpack_many(bodies: Iterable[bytes], *, whole: int, numbers: int) -> tuple[list[Ints], list[Floats]]:
    """Return the columns of all bodies, one body after the other, in no order of bodies.

    Args:
        bodies: As `gateway.store.sqlite.packing.pack_mixed` makes them.
        whole: How many columns of whole numbers each has.
        numbers: How many columns of numbers follow them.
    """
    alike: dict[Layout, list[bytes]] = {}
    for body in bodies:
        plain = zlib.decompress(body)
        alike.setdefault(_layout(plain, whole=whole, numbers=numbers), []).append(plain)
    tables = [_columns(layout, plains) for layout, plains in alike.items()]
    if not tables:
        return [np.empty(0, dtype=np.int64)] * whole, [np.empty(0)] * numbers
    joined = [np.concatenate(parts) for parts in zip(*tables, strict=True)]
    return [one.astype(np.int64, copy=False) for one in joined[:whole]], joined[whole:]


def _layout(plain: bytes, *, whole: int, numbers: int) -> Layout:
    rows = rows_of(plain)
    steps, at = max(0, rows - 1), FIRST_COLUMN
    columns: list[tuple[int, int | None]] = []
    for _ in range(whole):
        columns.append((plain[at], None))
        at += _HEAD_BYTES + plain[at] * steps
    for _ in range(numbers):
        decimals, width = plain[at], plain[at + 1] if plain[at] != AS_THEY_ARE else 0
        columns.append((width, decimals))
        at += 1 + (EXACT.itemsize * rows if decimals == AS_THEY_ARE else _HEAD_BYTES + width * steps)
    return Layout(rows, tuple(columns))


def _columns(layout: Layout, plains: list[bytes]) -> list[Floats]:
    """Return the columns of bodies of one layout."""
    table = np.frombuffer(b"".join(plains), dtype=np.uint8).reshape(len(plains), -1)
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


def _summed(table: np.ndarray[tuple[int, int], np.dtype[np.uint8]], steps: np.dtype[np.generic]) -> Floats:
    first, rest = _seen_as(table[:, :8], STEPS[8]), _seen_as(table[:, 8:], steps)
    return np.concatenate([first, rest], axis=1, dtype=np.int64).cumsum(axis=1)


def _seen_as(table: np.ndarray[tuple[int, int], np.dtype[np.uint8]], sort: np.dtype[np.generic]) -> Floats:
    rows, width = table.shape
    return np.frombuffer(np.ascontiguousarray(table).tobytes(), dtype=sort).reshape(
        rows, width // sort.itemsize
    )
