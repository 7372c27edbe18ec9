"""Columns to compressed bytes, exactly, and back.

Layout before compression: a version byte, the number of rows (u32), then each column.
A column of whole numbers is a width byte (1, 2, 4, 8), its first value (i64), then the
differences in that width. A column of numbers is a decimals byte (0 to 6), then the column of
value x 10^decimals as whole numbers; or decimals 255 and the values as they are (f64).
All little-endian. Facts of the gateway, section 3c: plain differences decode in 0.1 ms a day.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np

from gateway.domain.columns import Derived, Floats, Ints, Signals

VERSION = 1
AS_THEY_ARE = 255
FIRST_COLUMN = 5
FACTORS = (1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6)
STEPS = {width: np.dtype(f"<i{width}") for width in (1, 2, 4, 8)}
EXACT = np.dtype("<f8")
_HEAD = struct.Struct("<Bq")


def pack_signals(rows: Signals) -> bytes:
    """Return the bytes of what was received; `unpack_signals` gives the same rows back."""
    whole = (rows.time, rows.known, rows.queue, rows.number, rows.boot, rows.uptime, rows.stated)
    return _packed(len(rows), [*map(_whole, whole), _numbers(rows.value)])


def unpack_signals(body: bytes) -> Signals:
    """Return the rows of a signal block."""
    column = _Columns(body)
    time, known, queue, number, boot, uptime, stated = (column.whole() for _ in range(7))
    return Signals(time, column.numbers(), known, queue, number, boot, uptime, stated)


def pack_derived(rows: Derived) -> bytes:
    """Return the bytes of what a person can read; `unpack_derived` gives the same rows back."""
    return _packed(len(rows), [*map(_whole, (rows.time, rows.flag, rows.known)), _numbers(rows.value)])


def unpack_derived(body: bytes) -> Derived:
    """Return the rows of a derived block."""
    column = _Columns(body)
    time, flag, known = (column.whole() for _ in range(3))
    return Derived(time, column.numbers(), flag, known)


def pack_mixed(whole: list[Ints], numbers: list[Floats]) -> bytes:
    """Return the bytes of columns of one length; `unpack_mixed` gives them back."""
    return _packed(len(whole[0]), [*map(_whole, whole), *map(_numbers, numbers)])


def unpack_mixed(body: bytes, *, whole: int, numbers: int) -> tuple[list[Ints], list[Floats]]:
    """Return that many columns of whole numbers, then that many of numbers."""
    column = _Columns(body)
    return [column.whole() for _ in range(whole)], [column.numbers() for _ in range(numbers)]


def _packed(rows: int, columns: list[bytes]) -> bytes:
    return zlib.compress(struct.pack("<BI", VERSION, rows) + b"".join(columns), 6)


def _whole(column: Ints) -> bytes:
    if not len(column):
        return struct.pack("<Bq", 1, 0)
    # A difference that overflows wraps, and wraps back when summed.
    steps = column[1:] - column[:-1]
    low, high = (int(steps.min()), int(steps.max())) if len(steps) else (0, 0)
    width = next(
        width for width in (1, 2, 4, 8) if -(2 ** (8 * width - 1)) <= low and high < 2 ** (8 * width - 1)
    )
    return struct.pack("<Bq", width, int(column[0])) + steps.astype(f"<i{width}").tobytes()


def _numbers(column: Floats) -> bytes:
    largest = float(np.abs(column).max()) if len(column) else 0.0
    for decimals, factor in enumerate(FACTORS):
        if not largest * factor < 2**53:
            break
        scaled = np.rint(column * factor)
        if (scaled / factor == column).all():
            return struct.pack("<B", decimals) + _whole(scaled.astype(np.int64))
    return struct.pack("<B", AS_THEY_ARE) + column.astype("<f8").tobytes()


def rows_of(plain: bytes) -> int:
    """Return the number of rows of what was compressed."""
    version, rows = struct.unpack_from("<BI", plain)
    if version != VERSION:
        raise ValueError(f"a block of version {version} is not ours to read")
    return int(rows)


class _Columns:
    """The columns of a block, one after the other."""

    def __init__(self, body: bytes) -> None:
        self._bytes = zlib.decompress(body)
        self._rows = rows_of(self._bytes)
        self._at = FIRST_COLUMN

    def whole(self) -> Ints:
        """Return the next column of whole numbers."""
        width, first = _HEAD.unpack_from(self._bytes, self._at)
        self._at += 9
        found = np.empty(max(1, self._rows), dtype=np.int64)
        found[0], found[1:] = first, self._raw(STEPS[width], len(found) - 1)
        return np.cumsum(found, out=found)[: self._rows]

    def numbers(self) -> Floats:
        """Return the next column of numbers."""
        decimals = self._bytes[self._at]
        self._at += 1
        if decimals == AS_THEY_ARE:
            return self._raw(EXACT, self._rows).astype(np.float64)
        return np.asarray(self.whole() / FACTORS[decimals], dtype=np.float64)

    def _raw(
        self, sort: np.dtype[np.generic], rows: int
    ) -> np.ndarray[tuple[int], np.dtype[np.float64 | np.int64]]:
        found = np.frombuffer(self._bytes, dtype=sort, count=rows, offset=self._at)
        self._at += found.nbytes
        return found
