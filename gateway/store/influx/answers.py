"""Answers of InfluxDB 2, which come as CSV, to columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Floats, Ints
from gateway.domain.errors import StoreError
from gateway.store.influx.flux import NANOSECONDS

_END: Final = "\r\n"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that answer one question; n rows, rising by time.

    Attributes:
        at: When [ns since 1970], shape (n,).
        value: What, shape (n,).
    """

    at: Ints
    value: Floats

    @property
    def second(self) -> Ints:
        """When [s UTC], shape (n,)."""
        return self.at // NANOSECONDS


NOTHING: Final = Numbers(np.empty(0, dtype=np.int64), np.empty(0))


def texts(answer: str) -> Iterator[dict[str, str]]:
    """Yield the rows of an answer, each by column.

    Raises:
        StoreError: InfluxDB broke off.
    """
    names: list[str] = []
    # csv keeps the line ends that stand inside of a quoted cell.
    for cells in csv.reader(answer.splitlines(keepends=True)):
        if not cells:
            names = []
        elif not names:
            names = cells
        elif names[0] == "error":
            raise _broken_off(cells[0])
        else:
            yield dict(zip(names, cells, strict=False))


def numbers(answer: str) -> dict[str, Numbers]:
    """Return the times and values of each question of an answer by its name; those without rows are left out.

    Raises:
        StoreError: InfluxDB broke off.
    """
    parts: dict[str, list[Numbers]] = {}
    for table in answer.split(_END + _END):
        head, _, body = table.strip(_END).partition(_END)
        if not body:
            continue
        names = head.split(",")
        if names[0] == "error":
            raise _broken_off(body)
        # No cell is quoted where all are times and numbers: this is ten times faster than a reader of CSV.
        cells = body.replace(_END, ",").split(",")
        column = {name: cells[place :: len(names)] for place, name in enumerate(names)}
        at = _moments(column["_time"])
        parts.setdefault(column["result"][0], []).append(
            Numbers(at, np.array(column["_value"], dtype=np.float64))
        )
    return {name: _joined(some) for name, some in parts.items()}


def _moments(cells: list[str]) -> Ints:
    bare = np.array(" ".join(cells).replace("Z", "").split(" "), dtype="datetime64[ns]")
    return bare.astype(np.int64)


def _joined(parts: list[Numbers]) -> Numbers:
    at = np.concatenate([part.at for part in parts])
    order = np.argsort(at, kind="stable")
    return Numbers(at[order], np.concatenate([part.value for part in parts])[order])


def _broken_off(said: str) -> StoreError:
    return StoreError(f"InfluxDB no terminó de contestar: {said}")
