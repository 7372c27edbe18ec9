"""Why a photograph is not taken."""

from __future__ import annotations

from typing import Final

from gateway.domain.errors import EntryError


class PhotoRefusedError(EntryError):
    """A photograph cannot be kept; the sentence says what to do."""


MOST_PIXELS: Final = 64_000_000
"""Above so many a file of a few kilobytes takes the memory of a small computer that shows it [-]."""


def damaged() -> PhotoRefusedError:
    """Return the refusal of a file that begins like a photograph and does not go on like one."""
    return PhotoRefusedError("La foto está incompleta o dañada. Tómela de nuevo.")


def check_size(width: int, height: int) -> None:
    """Check that a picture has a size, and one that an old telephone can show.

    Raises:
        PhotoRefusedError: It has none, or too large a one.
    """
    if not width or not height:
        raise damaged()
    if width * height > MOST_PIXELS:
        raise PhotoRefusedError("La foto es demasiado grande. Tómela de nuevo con menos detalle.")
