"""The rows of a CSV file, each cell checked; a fault is told with its file and line."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from gateway.domain.errors import ImportRefusedError
from gateway.domain.speech import told
from gateway.domain.system_words import refused


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file."""

    file: str
    line: int
    cells: Mapping[str, str]

    def refuse(self, reason: str) -> NoReturn:
        """Say what is wrong with the line.

        Raises:
            ImportRefusedError: Always.
        """
        raise ImportRefusedError(
            told("%(file)s, línea %(line)s: %(reason)s", file=self.file, line=self.line, reason=reason)
        )

    def text(self, column: str) -> str:
        """Return a cell, refused when it is empty."""
        found = self.cells.get(column, "").strip()
        return found or self.refuse(told("falta `%(column)s`.", column=column))

    def day(self, column: str) -> date:
        """Return a day, refused when it is none."""
        found = self.text(column)
        try:
            return date.fromisoformat(found)
        except ValueError:
            self.refuse(
                told("`%(value)s` no es un día. Escriba como 2026-05-20.", value=found),
            )

    def number(self, column: str, low: float, high: float, hint: str = "") -> float:
        """Return a number, refused when it lies beyond what can be.

        Args:
            column: Its name.
            low: The least that can be.
            high: The most that can be.
            hint: What may have gone wrong where it lies beyond.
        """
        found = self.text(column)
        try:
            value = float(found)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.refuse(told("`%(column)s` no es un número: %(value)s.", column=column, value=found))
        if not low <= value <= high:
            said = told(
                "`%(column)s` es %(value)s; puede ser de %(low)s a %(high)s.",
                column=column,
                value=found,
                low=f"{low:g}",
                high=f"{high:g}",
            )
            self.refuse(f"{said} {hint}".strip())
        return value

    def optional(self, column: str, low: float, high: float, hint: str = "") -> float | None:
        """Return a number, None where the cell is empty or the file has no such column."""
        return self.number(column, low, high, hint) if self.cells.get(column, "").strip() else None


def rows_of(path: Path, needed: tuple[str, ...]) -> list[Row]:
    """Return the lines of a file, refused when there is none or a column is missing.

    Args:
        path: Of the file.
        needed: Columns that it must have.

    Raises:
        ImportRefusedError: It cannot be read, is empty, or has not the columns.
    """
    found = list(_rows(path))
    if not found:
        raise ImportRefusedError(told("%(file)s: no tiene ni una línea de datos.", file=path.name))
    missing = [one for one in needed if one not in found[0].cells]
    if missing:
        raise ImportRefusedError(
            told(
                "%(file)s: falta la columna %(columns)s. Tiene: %(has)s.",
                file=path.name,
                columns=", ".join(f"`{one}`" for one in missing),
                has=", ".join(found[0].cells),
            )
        )
    return found


def _rows(path: Path) -> Iterator[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefusedError(
            told("%(file)s: no está en UTF-8. Guárdelo como CSV UTF-8.", file=path.name)
        ) from error
    except OSError as error:
        raise ImportRefusedError(
            told("%(file)s: no se puede leer (%(reason)s).", file=path.name, reason=refused(error))
        ) from error
    lines = csv.reader(text.splitlines())
    try:
        header = [one.strip() for one in next(lines, [])]
        for cells in lines:
            if any(one.strip() for one in cells):
                yield Row(path.name, lines.line_num, dict(zip(header, cells, strict=False)))
    except csv.Error as error:
        raise ImportRefusedError(
            told("%(file)s: no es un CSV (%(reason)s).", file=path.name, reason=error)
        ) from error
