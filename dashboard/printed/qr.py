"""The square code that a telephone reads from paper, drawn as a picture that grows without blur."""

from __future__ import annotations

import io
from importlib.util import find_spec
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
    out = io.BytesIO()
    code.save(out, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=True, omitsize=True, nl=False)
    return out.getvalue().decode("utf-8")
