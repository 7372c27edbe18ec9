"""Typed cells of a spreadsheet, and what stands around them in its file.

Source:
    OASIS OpenDocument 1.3, parts 2 (packages) and 3 (schema).
"""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
EMPTY: Final = "<table:table-cell/>"
_NOT_OF_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACES: Final = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
HEAD: Final = (
    f'{_XML}<office:document-content {_NAMESPACES} office:version="1.3"><office:automatic-styles>'
    '<number:date-style style:name="moment"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/><number:text>:</number:text>'
    '<number:seconds number:style="long"/></number:date-style>'
    '<number:date-style style:name="day"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    "</number:date-style>"
    '<style:style style:name="d" style:family="table-cell" style:data-style-name="day"/>'
    '<style:style style:name="m" style:family="table-cell" style:data-style-name="moment"/>'
    '<style:style style:name="h" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="w" style:family="table-column">'
    '<style:table-column-properties style:column-width="4.6cm"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
TAIL: Final = "</office:spreadsheet></office:body></office:document-content>"
MANIFEST: Final = (
    f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def moment(iso: str) -> str:
    """Return the cell of a moment, as "2026-06-10T07:12:00Z"; its zone is told in the heading."""
    day_of, clock = iso[:10], iso[11:19]
    return (
        f'<table:table-cell table:style-name="m" office:value-type="date"'
        f' office:date-value="{day_of}T{clock}"><text:p>{day_of} {clock}</text:p></table:table-cell>'
    )


def day(iso: str) -> str:
    """Return the cell of a date, as "2026-06-10"."""
    return (
        f'<table:table-cell table:style-name="d" office:value-type="date" office:date-value="{iso}">'
        f"<text:p>{iso}</text:p></table:table-cell>"
    )


def number(value: str) -> str:
    """Return the cell of a number that is written with a dot."""
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def text(words: str, *, style: str = "") -> str:
    """Return the cell of a text."""
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{named} office:value-type="string"><text:p>{clean(words)}</text:p>'
        "</table:table-cell>"
    )


def clean(words: str) -> str:
    """Return words as XML takes them, in an element or an attribute."""
    return escape(_NOT_OF_XML.sub("\ufffd", words), {'"': "&quot;"})
