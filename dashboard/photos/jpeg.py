"""JPEG without what is not the picture.

Source:
    ITU-T T.81 (1992), annex B: markers and segments; B.1.1.5: a byte 0xFF within a scan is followed by 0.
"""

from __future__ import annotations

from typing import Final

from dashboard.photos.orientation import APP1, only_orientation, orientation
from dashboard.photos.refused import check_size, damaged

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TABLES: Final = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF})
_OF_COLOUR: Final = {0xE0: b"JFIF\0", 0xEE: b"Adobe"}
"""Segments of applications that say how colours are meant; every other one goes, comments too."""
_WITHIN_A_SCAN: Final = frozenset({0x00, *range(0xD0, 0xD8)})


def clean_jpeg(content: bytes) -> bytes:
    """Return a JPEG with its frame, tables and scans, which way up it is, and nothing after its end.

    Raises:
        PhotoRefusedError: It is damaged, or larger than a telephone can show.
    """
    kept, turned, at = bytearray(b"\xff\xd8"), b"", 2
    has_frame = has_scan = False
    while True:
        marker, at = _marker(content, at)
        if marker == _END:
            if not (has_frame and has_scan):
                raise damaged()
            return bytes(kept + b"\xff\xd9")
        segment = _segment(content, at)
        if marker in _FRAMES:
            check_size(int.from_bytes(segment[5:7], "big"), int.from_bytes(segment[3:5], "big"))
            has_frame = True
        if marker == APP1 and not turned:
            turned = only_orientation(orientation(segment))
            kept += turned
        if _is_of_the_picture(marker, segment):
            kept += bytes((0xFF, marker)) + segment
        at += len(segment)
        if marker == _SCAN:
            end = _end_of_scan(content, at)
            kept += content[at:end]
            at, has_scan = end, True


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """Return the marker at a place, and where its segment begins; 0xFF may fill the space before it."""
    if content[at : at + 1] != b"\xff":
        raise damaged()
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content) or content[at] in _WITHIN_A_SCAN or content[at] == _START:
        raise damaged()
    return content[at], at + 1


def _segment(content: bytes, at: int) -> bytes:
    """Return a segment with the two bytes of its length."""
    length = int.from_bytes(content[at : at + 2], "big")
    found = content[at : at + length]
    if length < 2 or len(found) != length:
        raise damaged()
    return found


def _is_of_the_picture(marker: int, segment: bytes) -> bool:
    if marker in _OF_COLOUR:
        # A preview may hang on either: only their short, plain forms are kept.
        return segment[2:].startswith(_OF_COLOUR[marker]) and len(segment) <= 16
    return marker in _FRAMES or marker in _TABLES or marker == _SCAN


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the next marker stands that ends a scan."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise damaged()
        if content[at + 1] == 0xFF:
            at += 1
        elif content[at + 1] in _WITHIN_A_SCAN:
            at += 2
        else:
            return at
