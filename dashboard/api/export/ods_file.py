"""Readings as a spreadsheet for people, with typed cells: no program has to guess what a comma means.

Written by hand into a zip, row by row: a library that builds the document in memory first would
need gigabytes for a year of minutes, more than a Raspberry Pi has.

Source:
    OASIS OpenDocument 1.3, parts 2 (packages) and 3 (schema).
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Final
from xml.sax.saxutils import escape

from dashboard.api.export.rows import Piece
from dashboard.api.export.sheet import Columns, Sheet, columns
from dashboard.language import N_

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
ROWS_OF_A_TABLE: Final = 1_000_000
"""A sheet of LibreOffice ends at 1,048,576 rows; what is more goes on in the next one."""

ROWS_AT_ONCE: Final = 1000
"""Each is some 700 letters of XML: more at once would only fill the memory."""

_NOT_OF_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
_NAMESPACES: Final = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_HEAD: Final = (
    f'{_XML}<office:document-content {_NAMESPACES} office:version="1.3"><office:automatic-styles>'
    '<number:date-style style:name="moment"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/><number:text>:</number:text>'
    '<number:seconds number:style="long"/></number:date-style>'
    '<style:style style:name="m" style:family="table-cell" style:data-style-name="moment"/>'
    '<style:style style:name="h" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="w" style:family="table-column">'
    '<style:table-column-properties style:column-width="4.6cm"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_TAIL: Final = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST: Final = (
    f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def ods_file(sheet: Sheet, found: Iterable[Piece], *, rows_of_a_table: int = ROWS_OF_A_TABLE) -> IO[bytes]:
    """Return the finished file, to be read from its beginning; it is gone when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        # First and not compressed: by it other programs know what the file is.
        package.writestr("mimetype", MEDIA_TYPE, compress_type=zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        with package.open("content.xml", "w", force_zip64=True) as content:
            for text in _content(sheet, found, rows_of_a_table):
                content.write(text.encode())
    file.seek(0)
    return file


def _content(sheet: Sheet, found: Iterable[Piece], rows_of_a_table: int) -> Iterator[str]:
    _ = sheet.language.gettext
    headings = [_(one) for one in (*_HEADINGS, *((N_("Nodo"),) if sheet.names_nodes else ()))]
    yield _HEAD
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
    yield f"</table:table>{_TAIL}"


def _opened(name: str, number: int, headings: list[str]) -> str:
    """Return the beginning of a table, after the end of the one before."""
    title = f"{name} {number + 1}" if number else name
    before = "</table:table>" if number else ""
    wide = f'<table:table-column table:style-name="w" table:number-columns-repeated="{len(headings)}"/>'
    cells = "".join(_text(one, style="h") for one in headings)
    return (
        f'{before}<table:table table:name="{_clean(title)}">{wide}<table:table-header-rows>'
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
    rows = "".join(f"<table:table-row>{_text(a, style='h')}{_text(b)}</table:table-row>" for a, b in lines)
    column = '<table:table-column table:style-name="w" table:number-columns-repeated="2"/>'
    title = _clean(_("Léame"))
    return f'<table:table table:name="{title}">{column}{rows}</table:table>'


def _rows(sheet: Sheet, told: Columns) -> Iterator[str]:
    known: dict[str, str] = {}

    def text(word: str) -> str:
        if word not in known:
            known[word] = _text(sheet.language.gettext(_WORDS[word]) if word in _WORDS else word)
        return known[word]

    unit = _text(sheet.unit)
    columns_told = (told.local, told.utc, told.value, told.quality, told.flag, told.known)
    labels = zip(told.channel, told.source, told.node, strict=True)
    for (local, utc, value, quality, flag, how), (channel, source, node) in zip(
        zip(*columns_told, strict=True), labels, strict=True
    ):
        last = _text(node) if sheet.names_nodes else ""
        yield (
            f"<table:table-row>{_moment(str(local))}{_moment(str(utc))}{_number(value)}{unit}"
            f"{text(str(quality))}{_number(flag)}{text(str(how))}{_text(channel)}{text(source)}{last}"
            "</table:table-row>\n"
        )


def _moment(iso: str) -> str:
    day, clock = iso[:10], iso[11:19]
    return (
        f'<table:table-cell table:style-name="m" office:value-type="date" office:date-value="{day}T{clock}">'
        f"<text:p>{day} {clock}</text:p></table:table-cell>"
    )


def _number(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    return (
        f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value!r}</text:p>'
        "</table:table-cell>"
    )


def _text(words: str, *, style: str = "") -> str:
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{named} office:value-type="string"><text:p>{_clean(words)}</text:p>'
        "</table:table-cell>"
    )


def _clean(words: str) -> str:
    """Return words as XML takes them, in an element or an attribute."""
    return escape(_NOT_OF_XML.sub("\ufffd", words), {'"': "&quot;"})
