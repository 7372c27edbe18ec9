"""WebP without what is not the picture; a moving picture is no photograph.

Source:
    RFC 9649, sections 2.3 to 2.7.
"""

from __future__ import annotations

from typing import Final

from dashboard.photos.refused import check_size, damaged

_PICTURES: Final = frozenset({b"VP8 ", b"VP8L"})
_ALPHA: Final = 0x10
"""Of the flags of an extended file only this one stays: transparency."""


def clean_webp(content: bytes) -> bytes:
    """Return a WebP with its picture, and nothing after its end.

    Raises:
        PhotoRefusedError: It is damaged, moves, or is larger than a telephone can show.
    """
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise damaged()
    kept, at, pictures = bytearray(), 12, 0
    while at + 8 <= end and pictures == 0:
        sort, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + length]
        if len(body) != length or at + 8 + length > end:
            raise damaged()
        at += 8 + length + length % 2
        if sort == b"VP8X":
            body = _extended(body)
        if sort in _PICTURES:
            _check(sort, body)
            pictures += 1
        if sort in _PICTURES or sort in (b"VP8X", b"ALPH"):
            kept += sort + length.to_bytes(4, "little") + body + b"\0" * (length % 2)
    if not pictures:
        raise damaged()
    return b"RIFF" + (4 + len(kept)).to_bytes(4, "little") + b"WEBP" + bytes(kept)


def _extended(body: bytes) -> bytes:
    """Return the header of an extended file that promises nothing but transparency."""
    if len(body) != 10:
        raise damaged()
    check_size(1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little"))
    return bytes((body[0] & _ALPHA,)) + body[1:]


def _check(sort: bytes, body: bytes) -> None:
    if sort == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        if body[:1] != b"\x2f":
            raise damaged()
        check_size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        return
    if body[3:6] != b"\x9d\x01\x2a":
        raise damaged()
    width, height = int.from_bytes(body[6:8], "little"), int.from_bytes(body[8:10], "little")
    check_size(width & 0x3FFF, height & 0x3FFF)
