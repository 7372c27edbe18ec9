"""The square code that a telephone reads from paper, drawn as a picture that grows without blur."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from itertools import groupby
from typing import Final

QUIET_ZONE: Final = 4
"""Empty modules around the code.

Source:
    ISO/IEC 18004:2015, section 6.3.8.
"""


def qr_svg(text: str) -> str | None:
    """Return a text as an SVG element without size of its own, black on nothing; None without segno.

    A quarter of the code may be dirty or torn (error level Q).

    Raises:
        ValueError: The text is too long for a code.
    """
    if find_spec("segno") is None:
        return None
    # Imported here: paper without a code is better than no paper.
    import segno

    try:
        code = segno.make(text, error="q", micro=False, boost_error=False)
    except segno.DataOverflowError as error:
        raise ValueError(f"too long for a QR code: {len(text)} signs") from error
    side = len(code.matrix) + 2 * QUIET_ZONE
    rows = enumerate(code.matrix, QUIET_ZONE)
    dark = "".join(_drawn(row, y) for y, row in rows)
    # As a style: a page's own rules for pictures, such as how wide a line is, must not reach into a code.
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path style="fill:#000;stroke:none" d="{dark}"/></svg>'
    )


def _drawn(row: Iterable[int], y: int) -> str:
    """Return the dark runs of a row as rectangles, each as wide as it goes on."""
    found, x = "", QUIET_ZONE
    for is_dark, run in groupby(row):
        width = len(list(run))
        found += f"M{x} {y}h{width}v1h-{width}z" if is_dark else ""
        x += width
    return found
