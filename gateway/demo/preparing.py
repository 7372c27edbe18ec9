"""The files that each demo starts from: three years of history, made and imported once."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gateway.app.station import open_station
from gateway.config import checked
from gateway.demo.digests import digested, live_through_days, split
from gateway.demo.nights import live_through
from gateway.demo.world import cast
from gateway.demo.world.book import book, write_book
from gateway.demo.world.commune import make_world
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.doings import planned_aerations, planned_irrigations
from gateway.demo.world.faults import FAULTS
from gateway.demo.world.history import write_history
from gateway.demo.world.records import Record
from gateway.demo.world.settings import Running, settings_text
from gateway.domain.speech import told
from gateway.importing.reading import Wanted, read_file
from gateway.importing.taking import take
from gateway.journal import CommuneJournal

ROOMS = (
    "app",
    "demo/digests.py",
    "demo/nights.py",
    "conversion",
    "demo/world",
    "domain",
    "importing",
    "journal",
    "people",
    "ponds",
    "quality",
    "store",
)
"""What the prepared files depend on, below gateway/."""

Tell = Callable[[str, int, int], None]
"""What is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Pristine:
    """Prepared files that nobody writes to again.

    Attributes:
        folder: Where they lie.
        start: Where their history ends [s UTC].
        since: The day on which their measurements begin.
    """

    folder: Path
    start: int
    since: date = cast.HISTORY_DAY

    @property
    def is_current(self) -> bool:
        """Whether they were made whole, by today's code and for this start."""
        mark = self.folder / "huella"
        return mark.is_file() and mark.read_text(encoding="utf-8") == fingerprint(self.start, self.since)

    def copy_to(self, folder: Path) -> None:
        """Put fresh copies where the demo runs, in the place of those of the last run."""
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        for one in sorted(self.folder.glob("*.db*")):
            shutil.copy2(one, folder / one.name)

    def make(self, tell: Tell) -> None:
        """Make history and import it through the doors that everybody's files go through."""
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        tell(told("Imaginando tres años de clima, agua y suelo"), 0, 1)
        world = make_world(planned_irrigations())
        switches = [*planned_irrigations(), *planned_aerations(world)]
        world = world.with_switches(switches)
        tell(told("Escribiendo los diarios de la comuna"), 0, 1)
        records = book(world, list(world.switches), start=self.start)
        early, late = split(records, self.start, since=self._measured)
        with CommuneJournal(self.folder / "commune.db", commune=cast.SLUG) as journal:
            write_book(journal, early)
        tell(told("Escribiendo las mediciones"), 0, 1)
        files = write_history(
            world, self.folder / "historia", start=self.start, faults=FAULTS, since=self.since
        )
        self._import(files, late, tell)
        (self.folder / "huella").write_text(fingerprint(self.start, self.since), encoding="utf-8")

    @property
    def _measured(self) -> int:
        """When the measurements begin [s UTC]."""
        return CALENDAR.at(self.since, 0.0)

    def _import(self, files: list[Path], late: list[Record], tell: Tell) -> None:
        config = checked(tomllib.loads(settings_text(self._still())))
        with open_station(config) as station:
            for number, path in enumerate(files):
                found = read_file(path, Wanted(), now=self.start)
                for step in take(station.writer, found.series, now=self.start):
                    done, total = number * step.total + step.done, len(files) * step.total
                    tell(told("Importando tres años de mediciones"), done, total)
            days = digested(self.start, since=self._measured)
            for done, total in live_through_days(station.digesting, station.journal, late, days):
                tell(told("Sellando en el libro las últimas semanas, día por día"), done, total)
            station.following.catch_up(self.start)
            # What was measured by hand came out of the book; sealed here, it is not sealed at each start.
            station.writer.seal(now=self.start)
            for done, total in live_through(station.forecasting, self.start, since=self._measured):
                tell(told("Pronosticando el último mes, noche por noche"), done, total)

    def _still(self) -> Running:
        """Return settings under which the clock stands at the start of the demo."""
        return Running(self.folder, broker_port=1, page_port=1, began=0.0, start=self.start, speed=1e-9)


def fingerprint(start: int, since: date) -> str:
    """Return a hash of everything that the prepared files depend on."""
    gateway = Path(__file__).parent.parent
    found = hashlib.sha256(f"{start} {since}".encode())
    for room in ROOMS:
        below = [*(gateway / room).rglob("*.py"), *(gateway / room).rglob("*.sql")]
        for path in sorted(below) or [gateway / room]:
            found.update(path.relative_to(gateway).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()
