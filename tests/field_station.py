"""A station through a season of maize: what people said, the air of a weather node, and pages on a port."""

from __future__ import annotations

import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

import numpy as np
import uvicorn
from builders import a_draft
from fakes import DAY_S, HOUR_S, FixedClock

from dashboard.app import create_app
from gateway.app.following import Following
from gateway.app.judge import PondJudge
from gateway.app.knowledge import Knowledge
from gateway.app.station import acting
from gateway.config import Config, checked
from gateway.domain.columns import Signals
from gateway.domain.entries import Body, RainRead
from gateway.domain.readings import SeriesKey
from gateway.journal import CommuneJournal
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

OFFSET_H: Final = -4
READ_AT_H: Final = 6.0
"""When somebody looks at the gauges [local h]."""
LOOKED_AT_H: Final = 7.0
"""When somebody looks at the pages [local h]."""
NODE: Final = "clima-1"
COLDEST_C, WARMEST_C = 23.0, 33.0
DRIEST, DAMPEST = 55.0, 92.0

Rain = Callable[[date], float]
"""How much falls on a day [mm]."""


def at(day: date, hour: float = 0.0) -> int:
    """Return a moment by the commune's clock [s UTC]."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int((midnight + timedelta(hours=hour - OFFSET_H)).timestamp())


@dataclass
class Season:
    """One that goes on.

    Attributes:
        day: On whose morning the pages are looked at.
        gauges: The fields whose gauge somebody reads each morning.
        has_air: Whether the weather node hangs in its place yet.
        address: Of the pages.
    """

    folder: Path
    writer: SqliteWriter
    journal: CommuneJournal
    following: Following
    clock: FixedClock
    day: date
    address: str = ""
    gauges: list[str] = field(default_factory=list)
    has_air: bool = False

    @property
    def now(self) -> int:
        return int(self.clock.at)

    def passes(self, days: int, *, rain: Rain = lambda _: 0.0) -> None:
        """Let days pass: each morning somebody reads the gauges, each hour the node measures."""
        first = self.day
        self.day = first + timedelta(days=days)
        self.clock.at = at(self.day, LOOKED_AT_H)
        with self.journal.transaction():
            for number in range(days):
                for place in self.gauges:
                    self._reads(place, first + timedelta(days=number), rain)
        if self.has_air:
            self._measures(first)
        self.follow()

    def follow(self) -> None:
        """Do what the gateway does with what people said."""
        self.following.catch_up(self.now)

    def say(self, body: Body, *, happened: int | None = None, uid: str | None = None) -> str:
        """Write an entry, as a page would; return its uid."""
        uid = uid or str(uuid.uuid4())
        happened = self.now if happened is None else happened
        self.journal.append(a_draft(body, uid=uid, happened=happened), now=self.now)
        return uid

    def _reads(self, place: str, fell_on: date, rain: Rain) -> None:
        fallen = Decimal(str(rain(fell_on)))
        morning = at(fell_on + timedelta(days=1), READ_AT_H)
        self.say(RainRead(place, fallen, "measured"), happened=morning)

    def _measures(self, first: date) -> None:
        """Write the air of every hour since then as the archive takes it of a file."""
        hours = np.arange(at(first, LOOKED_AT_H), self.now, HOUR_S, dtype=np.int64)
        local = (hours + OFFSET_H * HOUR_S) % DAY_S / HOUR_S
        warmth = 0.5 + 0.5 * np.cos((local - 14) / 24 * 2 * np.pi)
        rows = {
            "air_temperature": Signals.measured(hours, COLDEST_C + (WARMEST_C - COLDEST_C) * warmth),
            "air_humidity": Signals.measured(hours, DAMPEST - (DAMPEST - DRIEST) * warmth),
        }
        with self.writer.archive.transaction():
            for day in np.unique(hours // DAY_S) * DAY_S:
                added = {
                    SeriesKey(NODE, "aire", name): one.between(int(day), int(day) + DAY_S)
                    for name, one in rows.items()
                }
                self.writer.add_rows(NODE, int(day), added, now=self.now)


@contextmanager
def season_from(folder: Path, *, first: date) -> Iterator[Season]:
    """Open a station on which nothing is registered, and serve its pages, on the morning of a day."""
    config, knowledge = _config(folder), Knowledge(altitude_m=150.0)
    with (
        SqliteWriter(folder, knowledge.derive, utc_offset_hours=OFFSET_H) as writer,
        CommuneJournal(folder / "commune.db", commune=config.commune.slug) as journal,
    ):
        judge = PondJudge(knowledge, writer, config.commune, lambda: True)
        following = Following(writer, journal, knowledge, acting(writer, journal, judge))
        season = Season(folder, writer, journal, following, FixedClock(at(first, LOOKED_AT_H)), first)
        season.follow()
        with _served(config, season.clock, knowledge) as season.address:
            yield season


def _config(folder: Path) -> Config:
    commune = {"slug": "demo", "name": "Demo", "latitude": 9.5, "longitude": -69.2, "altitude_m": 150}
    return checked({"commune": commune, "storage": {"folder": str(folder)}})


@contextmanager
def _served(config: Config, clock: FixedClock, knowledge: Knowledge) -> Iterator[str]:
    folder = Path(config.storage.folder)
    store = SqliteReadings(folder, knowledge.derive, utc_offset_hours=OFFSET_H)
    with (
        CommuneJournal(folder / "commune.db", commune=config.commune.slug) as journal,
        socket.create_server(("127.0.0.1", 0)) as door,
    ):
        app = create_app(config, store=store, journal=journal, clock=clock)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)
