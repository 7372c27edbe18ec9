"""One node's month as a CSV file: what was received, readable without Conuco."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Final

import numpy as np

from gateway.domain.columns import NOT_STATED, Signals
from gateway.domain.errors import StoreError
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.domain.speech import told
from gateway.domain.system_words import refused

FOLDER: Final = "archivo"
"""Beside the databases."""

COLUMNS: Final = (
    *("time", "node", "channel", "quantity", "value"),
    *("queue", "number", "boot", "uptime", "stated", "known"),
)
LEVEL: Final = 6
PIECE: Final = 1 << 20


def month_of(day: int) -> str:
    """Return the month of a moment [s UTC], as in `2026-05`."""
    return datetime.fromtimestamp(day, UTC).strftime("%Y-%m")


class MonthWriter:
    """Writes a month's file, a series of a day at a time, rising by (day, series).

    The same rows give the same bytes.
    """

    def __init__(self, path: Path, *, node: str, month: str) -> None:
        """Create the file and write its head."""
        self._raw = path.open("wb")
        self._packed = gzip.GzipFile("", "wb", LEVEL, self._raw, mtime=0)
        self._text = io.TextIOWrapper(self._packed, encoding="utf-8", newline="")
        self._text.writelines(f"# {line}\n" for line in _head(node, month))
        self._lines = csv.writer(self._text, lineterminator="\n")
        self._lines.writerow(COLUMNS)

    def add(self, series: SeriesKey, rows: Signals) -> None:
        """Write the rows of a series in a day."""
        self._lines.writerows(_cells(series, rows))

    def close(self) -> None:
        """Write what is left; the file is whole then, but not yet flushed."""
        self._text.close()
        self._packed.close()
        self._raw.close()


def _head(node: str, month: str) -> Iterator[str]:
    yield told("Conuco: lo que midió el nodo %(node)s en %(month)s, tal como llegó.", node=node, month=month)
    yield told("Las horas son UTC; value está en la unidad de su quantity:")
    for name, quantity in sorted(QUANTITIES.items()):
        yield f"  {name} [{quantity.unit}]"
    yield told(
        "queue y number nombran el registro en el nodo; boot cuenta sus arranques; uptime son segundos."
    )
    yield told("stated es la hora que dijo el nodo; known, cómo se sabe la hora: %(words)s.", words=_WORDS)
    yield told("No cambie este archivo: la estación lo comprueba y lo vuelve a leer.")


_KNOWN: Final = {int(one): one.name.lower() for one in TimeKnown}
_NAMED: Final = {name: number for number, name in _KNOWN.items()}
_WORDS: Final = ", ".join(_KNOWN.values())


def _cells(series: SeriesKey, rows: Signals) -> Iterable[tuple[object, ...]]:
    return zip(
        _said(rows.time.tolist()),
        [series.node] * len(rows),
        [series.channel] * len(rows),
        [series.quantity] * len(rows),
        map(repr, rows.value.tolist()),
        [f"{queue:08x}" for queue in rows.queue.tolist()],
        rows.number.tolist(),
        rows.boot.tolist(),
        rows.uptime.tolist(),
        _said(rows.stated.tolist()),
        [_KNOWN[known] for known in rows.known.tolist()],
        strict=True,
    )


def _said(moments: list[int]) -> Iterator[str]:
    for one in moments:
        yield "" if one == NOT_STATED else str(np.datetime64(one, "s")) + "Z"


def read(path: Path) -> dict[SeriesKey, Signals]:
    """Return what a month's file holds, by series, rising by time.

    Raises:
        StoreError: It is not there, or is not as it was written.
    """
    found: dict[SeriesKey, list[Signals]] = {}
    with reading(path) as parts:
        for series, rows in parts:
            found.setdefault(series, []).append(rows)
    return {series: Signals.joined(*rows) for series, rows in found.items()}


@contextmanager
def reading(path: Path) -> Iterator[Iterator[tuple[SeriesKey, Signals]]]:
    """Lend the parts of a month's file in the order they were written: each a series in a day.

    Raises:
        StoreError: It is not there, or is not as it was written.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
            yield _parts(text)
    except (OSError, EOFError, ValueError, KeyError, IndexError, zlib.error) as error:
        raise damaged(path, str(error)) from error


def damaged(path: Path, reason: str) -> StoreError:
    """Return the sentence about a file that cannot be read back."""
    return StoreError(
        told(
            "El archivo %(path)s no se puede leer (%(reason)s)."
            " Póngalo de una copia de respaldo, con el mismo nombre.",
            path=path,
            reason=reason,
        )
    )


def _parts(text: IO[str]) -> Iterator[tuple[SeriesKey, Signals]]:
    lines = csv.reader(line for line in text if not line.startswith("#"))
    if tuple(next(lines, ())) != COLUMNS:
        raise ValueError("no head")
    for (_, node, channel, quantity), rows in groupby(lines, key=lambda line: (line[0][:10], *line[1:4])):
        yield SeriesKey(node, channel, quantity), _columns(list(rows))


def _columns(lines: list[list[str]]) -> Signals:
    time, _, _, _, value, queue, number, boot, uptime, stated, known = zip(*lines, strict=True)
    return Signals(
        time=_moments(time),
        value=np.array([float(one) for one in value], dtype=np.float64),
        known=np.array([_NAMED[one] for one in known], dtype=np.int64),
        queue=np.array([int(one, 16) for one in queue], dtype=np.int64),
        number=np.array([int(one) for one in number], dtype=np.int64),
        boot=np.array([int(one) for one in boot], dtype=np.int64),
        uptime=np.array([int(one) for one in uptime], dtype=np.int64),
        stated=_moments(stated),
    ).sorted()


def _moments(said: tuple[str, ...]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    stood = np.array([one.removesuffix("Z") or "NaT" for one in said], dtype="datetime64[s]")
    return stood.astype(np.int64)  # NaT is the number that stands for "not stated"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file [64 hexadecimal digits].

    Raises:
        StoreError: It cannot be read.
    """
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                found.update(piece)
    except OSError as error:
        raise damaged(path, refused(error)) from error
    return found.hexdigest()
