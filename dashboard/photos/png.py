"""PNG without what is not the picture.

Source:
    ISO/IEC 15948:2004 (PNG), clauses 5 and 11.
"""

from __future__ import annotations

import zlib
from typing import Final

from dashboard.photos.refused import check_size, damaged

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_OF_THE_PICTURE: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
)


def clean_png(content: bytes) -> bytes:
    """Return a PNG with its picture and colours, and nothing after its end.

    Raises:
        PhotoRefusedError: It is damaged, or larger than a telephone can show.
    """
    kept, at, sorts = bytearray(SIGNATURE), len(SIGNATURE), set[bytes]()
    while True:
        length, sort = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        chunk = content[at : at + 12 + length]
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise damaged()
        if not sorts:
            if sort != b"IHDR" or length != 13:
                raise damaged()
            check_size(int.from_bytes(chunk[8:12], "big"), int.from_bytes(chunk[12:16], "big"))
        sorts.add(sort)
        at += len(chunk)
        if sort in _OF_THE_PICTURE:
            kept += chunk
        if sort == b"IEND":
            if b"IDAT" not in sorts:
                raise damaged()
            return bytes(kept)
