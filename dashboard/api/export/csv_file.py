"""Readings as CSV for programs.

Source:
    RFC 4180: CRLF, quotes doubled; UTF-8, dot decimals, ISO 8601.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from dashboard.api.export.rows import Piece
from dashboard.api.export.sheet import Sheet, columns

HEADER: Final = (
    "time_utc",
    "time_local",
    "place",
    "quantity",
    "channel",
    "source",
    "value",
    "unit",
    "flag",
    "quality",
    "time_known",
)
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a spreadsheet takes a text for a formula (OWASP, CSV Injection)."""
_ESCAPED: Final = (*FORMULA, "'")
"""The quote is its own escape."""


def csv_bytes(sheet: Sheet, found: Iterable[Piece]) -> Iterator[bytes]:
    """Yield the file piece by piece."""
    yield _lines([(*HEADER, *(("node",) if sheet.names_nodes else ()))])
    place, quantity, unit = plain(sheet.place), plain(sheet.quantity), plain(sheet.unit)
    for piece in found:
        told, count = columns(sheet, piece), len(piece)
        table = [
            told.utc,
            told.local,
            [place] * count,
            [quantity] * count,
            [plain(one) for one in told.channel],
            told.source,
            ["" if value is None else repr(value) for value in told.value],
            [unit] * count,
            told.flag,
            told.quality,
            told.known,
            *([[plain(one) for one in told.node]] if sheet.names_nodes else []),
        ]
        yield _lines(zip(*table, strict=True))


def plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: a quote in front of what begins like one.

    Taking the first quote away, where there is one, gives the text back.
    """
    return f"'{text}" if text.startswith(_ESCAPED) else text


def given_back(cell: str) -> str:
    """Return the text that a cell made of it by `plain` stands for."""
    return cell.removeprefix("'")


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
