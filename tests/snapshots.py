"""Photographs made by hand, byte by byte, with all that a telephone hangs on them."""

from __future__ import annotations

import zlib

EXIF = b"Exif\0\0MM\0*GPS 9.5N 69.2W Carmen"


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (2 + len(body)).to_bytes(2, "big") + body


def frame(width: int = 640, height: int = 480) -> bytes:
    return segment(0xC0, b"\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x01\x01\x11\0")


TABLES = segment(0xDB, bytes(65)) + segment(0xC4, bytes(20))
SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
PROGRESS = segment(0xC4, bytes(20)) + segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x78"
JFIF = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")


def a_jpeg(*, extra: bytes = b"", after: bytes = b"", size: bytes | None = None) -> bytes:
    head = b"\xff\xd8" + JFIF + segment(0xE1, EXIF) + segment(0xFE, b"calle 4") + segment(0xED, b"8BIM")
    return head + TABLES + (size or frame()) + extra + SCAN + PROGRESS + b"\xff\xd9" + after


CLEAN_JPEG = b"\xff\xd8" + JFIF + TABLES + frame() + SCAN + PROGRESS + b"\xff\xd9"


def chunk(sort: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + sort + body + zlib.crc32(sort + body).to_bytes(4, "big")


def header(width: int = 2, height: int = 2) -> bytes:
    return chunk(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\0\0\0\0")


PIXELS = chunk(b"IDAT", zlib.compress(b"\0\1\2\0\3\4"))


def a_png(*, first: bytes | None = None, after: bytes = b"") -> bytes:
    extra = chunk(b"eXIf", EXIF) + chunk(b"tEXt", b"calle 4") + chunk(b"prIv", b"x")
    return b"\x89PNG\r\n\x1a\n" + (first or header()) + extra + PIXELS + chunk(b"IEND", b"") + after


CLEAN_PNG = b"\x89PNG\r\n\x1a\n" + header() + PIXELS + chunk(b"IEND", b"")


def part(sort: bytes, body: bytes) -> bytes:
    return sort + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def riff(*parts: bytes) -> bytes:
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def lossy(width: int = 640, height: int = 480) -> bytes:
    sizes = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    return part(b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + sizes + b"\x07")


EXTENDED = b"\0\0\0\x7f\x02\0\xdf\x01\0"


def a_webp(*, after: bytes = b"", picture: bytes | None = None) -> bytes:
    exif = part(b"EXIF", EXIF) + part(b"XMP ", b"calle 4")
    return riff(part(b"VP8X", b"\x1c" + EXTENDED), picture or lossy(), exif) + after


CLEAN_WEBP = riff(part(b"VP8X", b"\x10" + EXTENDED), lossy())
