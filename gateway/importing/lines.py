"""A file's lines as rows, each with its number; a stray quote spoils no line but its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TextIO

LONGEST_LINE: Final = 64 * 1024
"""A longer line is not read; ours [signs]."""

MOST_LINES: Final = 50
"""A quoted text goes on over so many lines at most; beyond, its quote is a stray one; ours."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file.

    Attributes:
        line: The number of its first line, from 1 on.
        cells: None where the line is too long, or where nobody can say where its cells end.
        parts: Its lines, each as a row of its own, where a quoted text goes on over several; else empty.
    """

    line: int
    cells: list[str] | None
    parts: tuple[Row, ...] = ()


def rows(opened: TextIO) -> Iterator[Row]:
    """Yield a file's rows in their order; of the file never more than a few lines are in memory."""
    lines = _lines(opened)
    for number, text in lines:
        if text is None or text.count('"') % 2 == 0:
            yield _alone(number, text)
            continue
        together: list[tuple[int, str | None]] = [(number, text)]
        is_closed = False
        for following in islice(lines, MOST_LINES - 1):
            together.append(following)
            is_closed = following[1] is not None and following[1].count('"') % 2 == 1
            if is_closed or following[1] is None:
                break
        yield from _joined(together) if is_closed else (_alone(*one) for one in together)


def _lines(opened: TextIO) -> Iterator[tuple[int, str | None]]:
    """Yield each line with its number; None for one that is too long."""
    number = 0
    while text := opened.readline(LONGEST_LINE):
        number += 1
        if len(text) < LONGEST_LINE or text.endswith(("\n", "\r")):
            yield number, text
            continue
        while rest := opened.readline(LONGEST_LINE):
            if rest.endswith(("\n", "\r")):
                break
        yield number, None


def _alone(number: int, text: str | None) -> Row:
    found = [] if text is None else _split([text])
    return Row(number, found[0] if len(found) == 1 else None)


def _joined(together: Sequence[tuple[int, str | None]]) -> Iterator[Row]:
    """Yield lines as the one row that they are together, or each as its own where they are none."""
    parts = tuple(_alone(*one) for one in together)
    found = _split([text or "" for _, text in together])
    if len(found) == 1 and len(parts) > 1:
        yield Row(parts[0].line, found[0], parts)
    else:
        yield from parts


def _split(lines: Sequence[str]) -> list[list[str]]:
    """Return the rows in some lines; none where they cannot be told apart, or a quote is never closed."""
    is_open = sum(line.count('"') for line in lines) % 2 == 1
    try:
        return list(csv.reader(lines, strict=is_open))
    except csv.Error:
        return []
