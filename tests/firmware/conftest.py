"""The firmware's folder comes onto the path here, so that its modules are `node.…` as on the board."""

from __future__ import annotations

import sys
from pathlib import Path

FIRMWARE = Path(__file__).parents[2] / "firmware"
sys.path[:0] = [str(FIRMWARE), str(Path(__file__).parent / "cases")]
