"""Which way up a telephone held a picture: the one word of its Exif that is kept.

Source:
    JEITA CP-3451C (Exif 2.3), section 4.6.2: a TIFF header in APP1; tag 0x0112, one of 1 to 8.
"""

from __future__ import annotations

from typing import Final, Literal

APP1: Final = 0xE1
_EXIF: Final = b"Exif\0\0"
_TAG: Final = 0x0112
_SHORT: Final = 3
_ENTRY_BYTES: Final = 12
_UPRIGHT: Final = 1
_MOST: Final = 8


def orientation(segment: bytes) -> int:
    """Return the orientation that an APP1 segment states, 1 (upright) where it states none that can be read.

    Args:
        segment: With the two bytes of its length.
    """
    if not segment[2:].startswith(_EXIF):
        return _UPRIGHT
    tiff = segment[2 + len(_EXIF) :]
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    first = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[first : first + 2], order)
    for number in range(count):
        at = first + 2 + number * _ENTRY_BYTES
        entry = tiff[at : at + _ENTRY_BYTES]
        if len(entry) < _ENTRY_BYTES:
            break
        if int.from_bytes(entry[:2], order) == _TAG and int.from_bytes(entry[2:4], order) == _SHORT:
            found = int.from_bytes(entry[8:10], order)
            return found if _UPRIGHT <= found <= _MOST else _UPRIGHT
    return _UPRIGHT


def only_orientation(turned: int) -> bytes:
    """Return an APP1 segment, marker and all, that says which way up and not a word more; none if upright."""
    if turned == _UPRIGHT:
        return b""
    entry = b"".join(
        (
            _TAG.to_bytes(2, "big"),
            _SHORT.to_bytes(2, "big"),
            (1).to_bytes(4, "big"),
            turned.to_bytes(2, "big"),
            b"\0\0",
        )
    )
    tiff = b"MM\0*" + (8).to_bytes(4, "big") + (1).to_bytes(2, "big") + entry + bytes(4)
    body = _EXIF + tiff
    return bytes((0xFF, APP1)) + (len(body) + 2).to_bytes(2, "big") + body
