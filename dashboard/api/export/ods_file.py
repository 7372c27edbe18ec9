"""Readings as a spreadsheet for people, with typed cells: no program has to guess what a comma means.

Written by hand into a zip, row by row: a library that builds the document in memory first would
need gigabytes for a year of minutes, more than a Raspberry Pi has.

Source:
    OASIS OpenDocument 1.3, parts 2 (packages) and 3 (schema).
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

from dashboard.api.export.cells import EMPTY, HEAD, MANIFEST, MEDIA_TYPE, TAIL, clean, moment, number, text
from dashboard.api.export.rows import Piece
from dashboard.api.export.sheet import Columns, Sheet, columns
from dashboard.words.language import N_

ROWS_OF_A_TABLE: Final = 1_000_000
"""A sheet of LibreOffice ends at 1,048,576 rows; what is more goes on in the next one."""

ROWS_AT_ONCE: Final = 1000
"""Each is some 700 letters of XML: more at once would only fill the memory."""

_HEADINGS: Final = (
    N_("Hora de la comuna"),
    N_("Hora UTC"),
    N_("Valor"),
    N_("Unidad"),
    N_("Calidad"),
    N_("Código de calidad"),
    N_("Cómo se sabe la hora"),
    N_("Sonda"),
    N_("Origen"),
)
_WORDS: Final = {
    "good": N_("buena"),
    "not_evaluated": N_("no evaluada"),
    "suspect": N_("dudosa"),
    "fail": N_("imposible"),
    "missing": N_("falta"),
    "synced": N_("reloj puesto en hora"),
    "resolved": N_("calculada por la estación"),
    "estimated": N_("estimada"),
    "unresolved": N_("no se sabe"),
    "hand": N_("a mano"),
}


def ods_file(sheet: Sheet, found: Iterable[Piece], *, rows_of_a_table: int = ROWS_OF_A_TABLE) -> IO[bytes]:
    """Return the finished file, to be read from its beginning; it is gone when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        # First and not compressed: by it other programs know what the file is.
        package.writestr("mimetype", MEDIA_TYPE, compress_type=zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", MANIFEST)
        with package.open("content.xml", "w", force_zip64=True) as content:
            for text in _content(sheet, found, rows_of_a_table):
                content.write(text.encode())
    file.seek(0)
    return file


def _content(sheet: Sheet, found: Iterable[Piece], rows_of_a_table: int) -> Iterator[str]:
    _ = sheet.language.gettext
    headings = [_(one) for one in (*_HEADINGS, *((N_("Nodo"),) if sheet.names_nodes else ()))]
    yield HEAD
    yield _about(sheet)
    tables, rows_left = 0, 0
    for piece in found:
        if rows_left < len(piece):
            yield _opened(_("Lecturas"), tables, headings)
            tables, rows_left = tables + 1, rows_of_a_table
        for first in range(0, len(piece), ROWS_AT_ONCE):
            some = piece.take(slice(first, first + ROWS_AT_ONCE))
            yield "".join(_rows(sheet, columns(sheet, some)))
        rows_left -= len(piece)
    if not tables:
        yield _opened(_("Lecturas"), 0, headings)
    yield f"</table:table>{TAIL}"


def _opened(name: str, number: int, headings: list[str]) -> str:
    """Return the beginning of a table, after the end of the one before."""
    title = f"{name} {number + 1}" if number else name
    before = "</table:table>" if number else ""
    wide = f'<table:table-column table:style-name="w" table:number-columns-repeated="{len(headings)}"/>'
    cells = "".join(text(one, style="h") for one in headings)
    return (
        f'{before}<table:table table:name="{clean(title)}">{wide}<table:table-header-rows>'
        f"<table:table-row>{cells}</table:table-row></table:table-header-rows>"
    )


def _about(sheet: Sheet) -> str:
    """Return the first table: what stands in the file, for who opens it a year later."""
    _ = sheet.language.gettext
    lines = [
        (_("Comuna"), sheet.commune),
        (_("Lugar"), sheet.place),
        (_("Magnitud"), f"{sheet.quantity} [{sheet.unit}]"),
        (_("Hora de la comuna"), f"UTC{sheet.offset_hours:+d}"),
        (_("Calidad"), _("Están todas las lecturas, también las imposibles: mire su calidad.")),
        (_("Cómo se sabe la hora"), _("Cuando es estimada, la lectura está en la hora en que llegó.")),
    ]
    rows = "".join(f"<table:table-row>{text(a, style='h')}{text(b)}</table:table-row>" for a, b in lines)
    column = '<table:table-column table:style-name="w" table:number-columns-repeated="2"/>'
    title = clean(_("Léame"))
    return f'<table:table table:name="{title}">{column}{rows}</table:table>'


def _rows(sheet: Sheet, told: Columns) -> Iterator[str]:
    known: dict[str, str] = {}

    def worded(word: str) -> str:
        if word not in known:
            known[word] = text(sheet.language.gettext(_WORDS[word]) if word in _WORDS else word)
        return known[word]

    unit = text(sheet.unit)
    columns_told = (told.local, told.utc, told.value, told.quality, told.flag, told.known)
    labels = zip(told.channel, told.source, told.node, strict=True)
    for (local, utc, value, quality, flag, how), (channel, source, node) in zip(
        zip(*columns_told, strict=True), labels, strict=True
    ):
        last = text(node) if sheet.names_nodes else ""
        yield (
            f"<table:table-row>{moment(str(local))}{moment(str(utc))}{_number(value)}{unit}"
            f"{worded(str(quality))}{_number(flag)}{worded(str(how))}{text(channel)}{worded(source)}{last}"
            "</table:table-row>\n"
        )


def _number(value: object) -> str:
    return EMPTY if value is None else number(repr(value))
