"""A photograph without what it carries beside the picture: place, time, telephone, comments, other files.

Where a picture was taken tells where a store is. Only what draws the picture is kept, so a file that is a
picture and something else at once becomes only the picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dashboard.photos.jpeg import clean_jpeg
from dashboard.photos.png import clean_png
from dashboard.photos.refused import PhotoRefusedError
from dashboard.photos.webp import clean_webp

MOST_BYTES: Final = 4 * 1024 * 1024
"""The largest photograph that is taken [B]."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A clean photograph.

    Attributes:
        extension: Of its file: `jpg`, `png` or `webp`.
    """

    content: bytes
    extension: str


_SORTS: Final[tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], bytes]], ...]] = (
    ("jpg", lambda content: content.startswith(b"\xff\xd8\xff"), clean_jpeg),
    ("png", lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"), clean_png),
    ("webp", lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", clean_webp),
)
"""What a file is, by how it begins; its name and what the sender says of it count for nothing."""


def clean(content: bytes) -> Photo:
    """Return a photograph with nothing but its picture.

    Raises:
        PhotoRefusedError: It is too large, of another sort, or damaged.
    """
    if len(content) > MOST_BYTES:
        raise PhotoRefusedError("La foto pesa más de 4 MB. Tómela de nuevo más pequeña.")
    for extension, is_it, cleaned in _SORTS:
        if is_it(content):
            return Photo(cleaned(content), extension)
    raise PhotoRefusedError("Eso no es una foto JPEG, PNG o WebP. Elija una foto.")
