"""Tables as files: one archive of CSV for machines, one spreadsheet with typed cells for people.

Written row by row into a file of the system that is gone when it is closed.

Source:
    RFC 4180: CRLF, quotes doubled; UTF-8, dot decimals, ISO 8601. OASIS OpenDocument 1.3.
"""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import IO, Final

from dashboard.api.export import cells
from dashboard.api.export.csv_file import plain
from dashboard.exports.table import Cell, Column, Table
from dashboard.words.language import Language

ZIP_TYPE: Final = "application/zip"
CSV_TYPE: Final = "text/csv; charset=utf-8; header=present"
ODS_TYPE: Final = cells.MEDIA_TYPE
ROWS_AT_ONCE: Final = 500


def csv_pieces(table: Table) -> Iterator[bytes]:
    """Yield a table as CSV, piece by piece."""
    yield _lines([[one.name for one in table.columns]])
    while rows := list(islice(table.rows, ROWS_AT_ONCE)):
        yield _lines([[_written(cell) for cell in row] for row in rows])


def zip_of_csv(
    tables: Sequence[Table], readme: str, others: Mapping[str, Iterable[bytes]] | None = None
) -> IO[bytes]:
    """Return an archive with each table, what it is about, what each column means, and other files."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_dated("LEEME.txt"), readme)
        for table in tables:
            with archive.open(_dated(f"{table.name}.csv"), "w", force_zip64=True) as member:
                for piece in csv_pieces(table):
                    member.write(piece)
        for name, pieces in (others or {}).items():
            with archive.open(_dated(name), "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece)
    file.seek(0)
    return file


def ods_of(tables: Sequence[Table], language: Language) -> IO[bytes]:
    """Return a spreadsheet with a sheet for each table; its headings say what a column means."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        # First and not compressed: by it other programs know what the file is.
        package.writestr("mimetype", cells.MEDIA_TYPE, compress_type=zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", cells.MANIFEST)
        with package.open("content.xml", "w", force_zip64=True) as content:
            for text in _content(tables, language):
                content.write(text.encode())
    file.seek(0)
    return file


def dictionary(tables: Iterable[Table], language: Language) -> list[tuple[Cell, ...]]:
    """Return what each column of each table is, one row a column."""
    return [
        (table.name, one.name, one.sort, language.gettext(one.meaning))
        for table in tables
        for one in table.columns
    ]


def _dated(name: str) -> zipfile.ZipInfo:
    """Return a member of an archive that says nothing of when it was made: same book, same bytes."""
    found = zipfile.ZipInfo(name)
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return plain(cell) if isinstance(cell, str) else str(cell)


def _content(tables: Sequence[Table], language: Language) -> Iterator[str]:
    yield cells.HEAD
    for table in tables:
        yield _opened(table, language)
        while rows := list(islice(table.rows, ROWS_AT_ONCE)):
            yield "".join(_row(table.columns, row) for row in rows)
        yield "</table:table>"
    yield cells.TAIL


def _opened(table: Table, language: Language) -> str:
    columns = len(table.columns)
    wide = f'<table:table-column table:style-name="w" table:number-columns-repeated="{columns}"/>'
    names = "".join(cells.text(one.name, style="h") for one in table.columns)
    meanings = "".join(cells.text(language.gettext(one.meaning)) for one in table.columns)
    return (
        f'<table:table table:name="{cells.clean(table.name)}">{wide}<table:table-header-rows>'
        f"<table:table-row>{names}</table:table-row><table:table-row>{meanings}</table:table-row>"
        "</table:table-header-rows>"
    )


def _row(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    told = "".join(_cell(column, cell) for column, cell in zip(columns, row, strict=True))
    return f"<table:table-row>{told}</table:table-row>\n"


def _cell(column: Column, cell: Cell) -> str:
    if cell is None or cell == "":
        return cells.EMPTY
    if column.sort == "number":
        return cells.number(f"{cell:f}" if isinstance(cell, Decimal) else str(cell))
    if column.sort == "moment":
        return cells.moment(str(cell))
    return cells.day(str(cell)) if column.sort == "date" else cells.text(str(cell))
