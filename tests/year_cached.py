"""Where a year of readings lies between two runs; other code makes it again, which takes half an hour."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from year_of_readings import Year

ROOT = Path(__file__).parent.parent
NEEDED_GB = 15
LARGE = 10_000_000
"""From so many readings on the disk is looked at first."""
SAYS_WHAT = (
    "tests/year_of_readings.py",
    "gateway/derivation.py",
    "gateway/conversion",
    "gateway/quality",
    "gateway/domain/quantities.py",
)
"""What the readings and their flags hang on."""
SAYS_HOW = (
    *SAYS_WHAT,
    "tests/year_kept.py",
    "gateway/store/migrations",
    *(f"gateway/store/sqlite/{name}.py" for name in ("archive", "blocks", "merging", "packing", "sealing")),
)
"""What the bytes of our store hang on."""


def caches() -> Path:
    """Return where it lies."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "conuco"


def _refuse_small_disk() -> None:
    standing = next(one for one in (caches(), *caches().parents) if one.exists())
    free_gb = shutil.disk_usage(standing).free / 1e9
    if free_gb < NEEDED_GB:
        pytest.skip(
            f"50 million readings in two stores need {NEEDED_GB} GB while they are made and {standing} has"
            f" {free_gb:.0f} GB; free some, name another folder by XDG_CACHE_HOME, or set BENCH=small"
        )


def made(name: str, year: Year, hangs_on: Iterable[str], make: Callable[[Path], str]) -> tuple[Path, str]:
    """Return a folder that `make` has filled, now or in an earlier run, and what it said of it then.

    Skips the test, in words, where a large one has to be made and the disk is too small.

    One that was left half made, or that other code has made, goes.
    """
    folder = caches() / f"bench-{name}-{year.nodes}x{year.days}-{_digest(hangs_on)}"
    said = folder / "made.txt"
    if not said.exists():
        if year.readings > LARGE:
            _refuse_small_disk()
        for old in caches().glob(f"bench-{name}-{year.nodes}x{year.days}-*"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
        words = make(folder / "kept")
        said.write_text(words, encoding="utf-8")
    return folder / "kept", said.read_text(encoding="utf-8")


def _digest(paths: Iterable[str]) -> str:
    found = hashlib.sha256()
    for path in paths:
        whole = ROOT / path
        for one in [whole] if whole.is_file() else sorted(whole.rglob("*")):
            if one.suffix in {".py", ".sql"}:
                found.update(one.read_bytes())
    return found.hexdigest()[:12]
