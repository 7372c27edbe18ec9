"""The sums of a file that left, short enough for one square code: a corridor can be totalled from photos."""

from __future__ import annotations

from typing import Final

from dashboard.corridor.manifest import amount_text
from dashboard.corridor.opening import Opened

FORMAT: Final = "conuco-sumas/1"
MOST_BYTES: Final = 1_200
"""So much a telephone of today still reads from one code on paper (facts of the enterprises, section 6)."""
_MARK: Final = 16


def sums(found: Opened) -> str:
    """Return the sums of a file as lines: whose, of which days, which file, and each total on its own line.

    What the file keeps back is in none of them. It is signed by nobody: the file that it names is.
    """
    said = found.manifest
    lines = [
        FORMAT,
        f"{said.commune} {said.span.since} {said.span.until} v{said.version} acta {said.minutes}",
        f"archivo {found.sha256[:_MARK]} reservados {said.kept_back}",
        *(f"{one.concept} {one.good} {amount_text(one.amount)}" for one in said.totals),
    ]
    return "".join(f"{line}\n" for line in lines)


def fits(text: str) -> bool:
    """Tell whether sums fit one code; the sums of very many products do not."""
    return len(text.encode()) <= MOST_BYTES
