"""Readings as one JSON object whose rows stand in columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from dashboard.api.export.rows import Piece
from dashboard.api.export.sheet import Sheet, columns
from dashboard.api.moments import written

COLUMNS: Final = ("time", "value", "flag", "time_known", "channel", "source")


def json_bytes(sheet: Sheet, found: Iterable[Piece]) -> Iterator[bytes]:
    """Yield the file piece by piece."""
    head = {
        "place": sheet.place,
        "quantity": sheet.quantity,
        "unit": sheet.unit,
        "from": written(sheet.span.start),
        "to": written(sheet.span.end),
        "columns": [*COLUMNS, *(("node",) if sheet.names_nodes else ())],
    }
    yield json.dumps(head)[:-1].encode() + b', "rows": ['
    between = b"\n"
    for piece in found:
        told = columns(sheet, piece)
        table = [told.utc, told.value, told.flag, told.known, told.channel, told.source]
        rows = zip(*table, *([told.node] if sheet.names_nodes else []), strict=True)
        text = json.dumps(list(rows), separators=(",", ":"), allow_nan=False)
        yield between + text[1:-1].encode()
        between = b",\n"
    yield b"\n]}\n"
