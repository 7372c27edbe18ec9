"""A station without a broker: its files, its journals, its tasks between two batches, a clock that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from builders import a_draft, a_reversal

from gateway.app.following import Following
from gateway.app.judge import PondJudge
from gateway.app.knowledge import Knowledge
from gateway.app.station import acting
from gateway.config import checked
from gateway.derivation import derive
from gateway.domain.alerts import Alert
from gateway.domain.columns import Derived
from gateway.domain.entries import Body, Entry, HandRead, PlaceRegistered
from gateway.domain.readings import SeriesKey
from gateway.journal import CommuneJournal
from gateway.journal.doubts import Doubts
from gateway.store.sqlite import rederiving
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

MIDNIGHT = 1_780_000_000 // DAY * DAY + 4 * 3600
"""In the commune, at four hours behind UTC."""
THREE = MIDNIGHT + 3 * 3600
NOON = MIDNIGHT + 12 * 3600

OXYGEN = SeriesKey("mano-estanque-1", "a-mano", "oxygen")
SECCHI = SeriesKey("mano-estanque-1", "a-mano", "secchi")
SOIL = SeriesKey("mano-lote-1", "mano-30cm", "soil_water")
RAIN = SeriesKey("mano-lote-1", "a-mano", "rain")

CONFIG = {"commune": {"slug": "demo", "name": "Demo", "latitude": 9.5, "longitude": -69.2}}


def of_water(oxygen: str, *, quality: str = "measured") -> HandRead:
    return HandRead("estanque-1", quality, oxygen=Decimal(oxygen))  # type: ignore[arg-type]


@dataclass
class SmallStation:
    """One that is open; `now` is what its clock says [s UTC]."""

    folder: Path
    writer: SqliteWriter
    journal: CommuneJournal
    following: Following
    judge: PondJudge
    now: int = THREE

    def say(self, uid: str, body: Body, *, at: int | None = None) -> Entry:
        """Write an entry of a moment into its journal, as a page would."""
        return self.journal.append(
            a_draft(body, uid=uid, happened=self.now if at is None else at), now=self.now
        )

    def take_back(self, uid: str) -> Entry:
        return self.journal.append(a_reversal(uid, uid=f"{uid}-back"), now=self.now)

    def follow(self) -> None:
        """Do what is due between two batches, until nothing is."""
        acts = self.following.acting
        self.following.catch_up(self.now)
        while rederiving.first(self.writer.readings) is not None:
            acts.rederiving.act(self.now)

    def seal(self, *, days: int = 2) -> None:
        self.writer.seal(now=self.now + days * DAY)

    def reader(self) -> SqliteReadings:
        """Return what the pages read with."""
        doubts = Doubts(self.journal)
        return SqliteReadings(
            self.folder,
            lambda signals: derive(signals, calibrations=[], altitude_m=0.0, doubts=doubts.flags()),
            utc_offset_hours=-4,
        )

    def rows(self, series: SeriesKey = OXYGEN) -> list[tuple[int, float, int]]:
        """Return time, value and flag of every reading of a series."""
        found: Derived = self.reader().readings(series, 0, 2**40)
        return sorted(zip(found.time.tolist(), found.value.tolist(), found.flag.tolist(), strict=True))

    def alerts(self) -> list[Alert]:
        return self.reader().alerts(everything=True)


@contextmanager
def small_station(
    folder: Path, *, now: int = THREE, on_statement: Callable[[str], None] | None = None
) -> Iterator[SmallStation]:
    """Open a station with a pond, `estanque-1`, and a field, `lote-1`, that has followed its journals."""
    knowledge = Knowledge(altitude_m=0.0)
    with (
        SqliteWriter(folder, knowledge.derive, utc_offset_hours=-4) as writer,
        CommuneJournal(folder / "commune.db", commune="demo") as journal,
    ):
        writer.readings.set_trace_callback(on_statement)
        pond = PlaceRegistered("estanque-1", "pond", 1, "La Ceiba", means=["aerator"])
        field = PlaceRegistered("lote-1", "field", 1, "El Rincón")
        for uid, body in (("pond", pond), ("field", field)):
            journal.append(a_draft(body, uid=uid, happened=0), now=now)
        judge = PondJudge(knowledge, writer, checked(CONFIG).commune, lambda: True)
        following = Following(writer, journal, knowledge, acting(writer, journal, judge))
        station = SmallStation(folder, writer, journal, following, judge, now)
        station.follow()
        yield station
