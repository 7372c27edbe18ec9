"""A CSV file to columns of signals; a line that cannot be taken is refused with its reason."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np

from gateway.domain.columns import Signals
from gateway.domain.errors import ImportRefusedError
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.domain.system_words import refused
from gateway.domain.topics import NAME
from gateway.importing.columns import Layout, layout
from gateway.importing.lines import Row, rows

AHEAD_S = 300
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST = 0
"""A file may hold old history; before 1970 there was no clock to stamp it [s UTC]."""

ZONES = {"UTC": 0, "GMT": 0, "WAT": 1, "CET": 1, "CEST": 2, "CAT": 2, "EAT": 3, "VET": -4, "BRT": -3}
"""Names of zones that mean one thing only [hours from UTC]; ThingSpeak writes them after the time."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line, or a cell of it, that cannot be taken."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person who imports has said.

    Attributes:
        node: Whose readings the file holds, where it does not say itself.
        renamed: By the file's column, our `channel.quantity`.
        utc_offset_hours: Of times that say none themselves.
    """

    node: str | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    utc_offset_hours: float | None = None


@dataclass(frozen=True, slots=True)
class ReadingsFile:
    """What a file holds.

    Attributes:
        series: Rows of each series, rising by time.
        refused: What was not taken, in the order of the lines.
        unknown: Columns that are not taken.
        cells: How many values there were to take.
        utc_offset_hours: Of times that said none themselves; None when nobody knows.
    """

    series: dict[SeriesKey, Signals]
    refused: tuple[Refusal, ...]
    unknown: tuple[str, ...]
    cells: int
    utc_offset_hours: float | None


def read_file(path: Path, wanted: Wanted, *, now: int) -> ReadingsFile:
    """Return the readings of a CSV file.

    Raises:
        ImportRefusedError: It is not there, not text, has no header, or nothing of it can be taken.
    """
    with _lines(path) as lines:
        header = next(lines, None)
        if header is None:
            raise ImportRefusedError(told("%(path)s: el archivo está vacío.", path=path))
        plan = layout(
            path,
            header.cells or [],
            node=wanted.node,
            renamed=wanted.renamed,
            utc_offset_hours=wanted.utc_offset_hours,
        )
        taking = _Taking(plan, now)
        for row in lines:
            taking.take(row)
    return taking.finished()


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            yield rows(opened)
    except OSError as error:
        raise ImportRefusedError(
            told("%(path)s: no se puede leer (%(reason)s).", path=path, reason=refused(error))
        ) from error
    except UnicodeDecodeError as error:
        raise ImportRefusedError(
            told("%(path)s: no es texto UTF-8. Guárdelo de nuevo como CSV UTF-8.", path=path)
        ) from error


class _Taking:
    """Collects the rows of a file."""

    def __init__(self, plan: Layout, now: int) -> None:
        self._plan = plan
        self._now = now
        offset = plan.utc_offset_hours
        self._zone = None if offset is None else _zone(offset)
        self._rows: dict[SeriesKey, tuple[array[int], array[float]]] = {}
        self._refused: list[Refusal] = []
        self._cells = 0

    def take(self, row: Row) -> None:
        """Take one row, or refuse it with the reason; one of several lines falls apart into these first."""
        if row.parts and not self._is_good(row.cells or []):
            for part in row.parts:
                self.take(part)
            return
        if row.cells is None:
            self._refuse(row.line, told("la línea es demasiado larga o no se puede partir en columnas"))
        elif any(cell.strip() for cell in row.cells):
            self._take(row.line, row.cells)

    def _is_good(self, cells: list[str]) -> bool:
        """Tell whether a row can be taken whole."""
        try:
            _, found = self._read(cells)
            for _, text in found:
                _number(text)
        except ValueError:
            return False
        return True

    def _take(self, line: int, row: list[str]) -> None:
        try:
            time, cells = self._read(row)
        except ValueError as error:
            self._refuse(line, str(error))
            return
        for series, text in cells:
            try:
                value = _number(text)
            except ValueError as error:
                self._refuse(line, f"{series.quantity}: {error}")
                continue
            self._cells += 1
            times, values = self._rows.setdefault(series, (array("q"), array("d")))
            times.append(time)
            values.append(value)

    def _refuse(self, line: int, reason: str) -> None:
        self._cells += 1
        self._refused.append(Refusal(line, reason))

    def _read(self, row: list[str]) -> tuple[int, list[tuple[SeriesKey, str]]]:
        """Return when a row was measured and what it holds.

        Raises:
            ValueError: The words for a person say what is wrong.
        """
        try:
            time = self._time(row[self._plan.time].strip())
            return time, self._long(row) if self._plan.is_long else self._wide(row)
        except IndexError:
            raise ValueError(told("faltan columnas")) from None

    def _time(self, text: str) -> int:
        try:
            moment = _moment(text)
        except ValueError:
            raise ValueError(
                told("«%(text)s» no es una hora; escriba 2026-03-31T02:50", text=text[:40])
            ) from None
        if moment.tzinfo is None:
            if self._zone is None:
                raise ValueError(told("la hora no dice su zona; agregue -04:00, o diga --utc-offset"))
            moment = moment.replace(tzinfo=self._zone)
        at = math.floor((moment - EPOCH).total_seconds())
        if at > self._now + AHEAD_S:
            raise ValueError(told("la hora %(text)s está en el futuro", text=text[:40]))
        if at < EARLIEST:
            raise ValueError(told("la hora %(text)s es anterior a 1970", text=text[:40]))
        return at

    def _wide(self, row: list[str]) -> list[tuple[SeriesKey, str]]:
        return [(key, row[place]) for place, key in self._plan.series.items() if row[place].strip()]

    def _long(self, row: list[str]) -> list[tuple[SeriesKey, str]]:
        node, channel, quantity, value = (row[place].strip() for place in range(1, 5))
        if quantity not in QUANTITIES:
            raise ValueError(told("no se conoce la magnitud «%(name)s»", name=quantity[:40]))
        if not (NAME.fullmatch(node) and NAME.fullmatch(channel)):
            raise ValueError(
                told("«%(node)s» o «%(channel)s» no sirve como nombre", node=node[:40], channel=channel[:40])
            )
        return [(SeriesKey(node, channel, quantity), value)]

    def finished(self) -> ReadingsFile:
        """Return what was taken and what was refused."""
        series = {
            key: Signals.measured(
                np.array(times, dtype=np.int64), np.array(values, dtype=np.float64)
            ).sorted()
            for key, (times, values) in self._rows.items()
        }
        plan = self._plan
        return ReadingsFile(series, tuple(self._refused), plan.unknown, self._cells, plan.utc_offset_hours)


def _moment(text: str) -> datetime:
    """Return the moment of a text, also where the name of its zone stands after it."""
    written, _, name = text.rpartition(" ")
    if name in ZONES:
        return datetime.fromisoformat(written).replace(tzinfo=_zone(ZONES[name]))
    return datetime.fromisoformat(text)


def _zone(offset_hours: float) -> timezone:
    try:
        return timezone(timedelta(hours=offset_hours))
    except (ValueError, OverflowError):
        raise ImportRefusedError(
            told(
                "%(hours)s no es una diferencia con UTC; para Venezuela escriba --utc-offset -4.",
                hours=f"{offset_hours:g}",
            )
        ) from None


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(told("«%(text)s» no es un número (use punto decimal)", text=text[:40])) from None
    if not math.isfinite(value):
        raise ValueError(told("«%(text)s» no es un número que se pueda guardar", text=text[:40]))
    return value
