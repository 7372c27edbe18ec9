"""Many nights of a pond whose node runs the aerator, lived under one interpreter or the other."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import parts

from gateway.demo.world.cast import PONDS
from gateway.demo.world.commune import World, make_world

CASES = Path(__file__).parent / "firmware" / "cases"
FIRMWARE = Path(__file__).parents[1] / "firmware"
CURVE_S = 600
WITHIN_S = 1_500
EIGHT_H = 8


class Lived(msgspec.Struct):
    """What came of nights: broken rules, how often each thing happened, hours under the ON limit.

    Attributes:
        alone_under_on_h: What the pond would have had without its aerator [h].
    """

    faults: list[str]
    counts: dict[str, int]
    under_on_h: int
    alone_under_on_h: int


@dataclass(frozen=True)
class Nights:
    """So many days of chance from eight to eight, over the water of one of the demo's poorest ponds."""

    count: int
    seed: int
    firmware: Path = field(default=FIRMWARE)

    def under_cpython(self, folder: Path, *, until_a_fault: bool = False) -> Lived:
        """Live them under the Python of the tests, all or until a rule is broken."""
        return self._live(folder, [sys.executable], "PYTHONPATH", "", until_a_fault=until_a_fault)

    def under_micropython(self, folder: Path) -> Lived:
        """Live them under the board's interpreter; the heap holds the world too."""
        return self._live(folder, [str(parts.micropython()), "-X", "heapsize=8M"], "MICROPYPATH", ":.frozen")

    def _live(
        self, folder: Path, interpreter: list[str], path: str, more: str, *, until_a_fault: bool = False
    ) -> Lived:
        told = folder / f"nights-{self.seed}.json"
        asked = {"seed": self.seed, "nights": self.count, "until_a_fault": until_a_fault}
        told.write_bytes(msgspec.json.encode({**asked, "curve": self._curve()}))
        done = subprocess.run(
            [*interpreter, str(CASES / "relay_nights.py"), str(told)],
            env=os.environ | {path: f"{CASES}:{self.firmware}{more}"},
            capture_output=True,
            text=True,
            timeout=WITHIN_S,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2_000:] + done.stderr
        return msgspec.json.decode(done.stdout.rsplit("RESULT ", 1)[1], type=Lived)

    def _curve(self) -> list[int]:
        """Return the oxygen of the water alone [hundredths of mg/L], each ten minutes."""
        world, pond = _world(), PONDS[self.seed % 2]
        begin = world.calendar.begin + EIGHT_H * 3600
        moments = begin + CURVE_S * np.arange(self.count * 144, dtype=np.float64)
        return [round(100 * value) for value in world.oxygen(pond, moments).tolist()]


@cache
def _world() -> World:
    """Return the demo's world, made once for all nights."""
    return make_world()
