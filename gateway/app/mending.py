"""A station whose files are damaged starts all the same, and says so."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from gateway.config import Config
from gateway.domain.errors import DamagedError
from gateway.journal.lending import lend
from gateway.store.sqlite.mending import ASIDE, mend
from gateway.store.sqlite.soundness import fault_of

log = logging.getLogger(__name__)

LENT: Final = ".prestado"
"""Beside the databases: what a station knows while commune.db is damaged."""

LONGEST_PAUSE_S: Final = 60.0


def mending(config: Config, *, is_suspect: bool, tell: Callable[[], None]) -> Callable[[Path], object]:
    """Return what looks at readings.db and archive.db before they are opened, and mends them."""

    def look(folder: Path) -> object:
        return mend(
            folder,
            now=int(time.time()),
            is_suspect=is_suspect,
            utc_offset_hours=config.commune.utc_offset_hours,
            tell=tell,
        )

    return look


def commune_db(config: Config, *, now: int) -> Path:
    """Return the file of the journals: commune.db, or what is lent while that is damaged.

    Hold the lock before. Nothing puts another file in its place but a person: it holds what people have said.
    """
    folder = Path(config.storage.folder)
    path, lent = folder / "commune.db", folder / LENT / "commune.db"
    fault = fault_of(path, is_suspect=True)
    if fault is None:
        if lent.exists():
            _put_aside(folder, now)
        return path
    log.error("commune.db damaged, stop the station and restore a backup: conuco restore reason=%s", fault)
    if fault_of(lent, is_suspect=True) is not None:
        _put_aside(folder, now)
    if not lent.exists():
        lend(path, lent, commune=config.commune.slug)
    return lent


def _put_aside(folder: Path, now: int) -> None:
    """Keep what was said to a station that had its journals lent."""
    (folder / ASIDE).mkdir(exist_ok=True)
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
    (folder / LENT).rename(folder / ASIDE / f"{stamp}-prestado")


@dataclass(slots=True)
class Reopening:
    """Opens a station anew each time one of its files is found damaged, with longer and longer pauses.

    Attributes:
        open: Opens and runs it until it is told to stop; told whether every page is to be looked at.
        is_stopping: Whether it is told to stop.
    """

    open: Callable[[bool], None]
    is_stopping: Callable[[], bool]
    _times: int = field(default=0)

    def run(self) -> None:
        """Run the station until it is told to stop."""
        while True:
            try:
                self.open(self._times > 0)
            except DamagedError as error:
                log.exception("a database is damaged; looking at every page of it reason=%s", error)  # noqa: TRY401
                self._pause()
            else:
                return
            if self.is_stopping():
                return

    def _pause(self) -> None:
        """Wait before the next try: the first comes at once, for the nodes' sake."""
        ends = time.monotonic() + min(LONGEST_PAUSE_S, 5.0 * self._times)
        self._times += 1
        while time.monotonic() < ends and not self.is_stopping():
            time.sleep(0.25)
