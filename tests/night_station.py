"""A station through one night: a pond of thirty nights, the tasks that judge it, and its pages on a port."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np
import uvicorn
from fakes import FixedClock
from outlooks import a_night, a_said

from dashboard.app import create_app
from gateway.alerts.letters.words import Words
from gateway.app.calling import Calling
from gateway.app.deeds import Deeds
from gateway.app.forecasting import Forecasting
from gateway.app.planning import Planning
from gateway.app.situation import Situation
from gateway.app.water import Water
from gateway.config import Config, checked
from gateway.derivation import derive
from gateway.domain.columns import Signals
from gateway.domain.entries import DutySet
from gateway.domain.letters import Letter
from gateway.domain.outlook import NightCame
from gateway.domain.readings import SeriesKey
from gateway.journal import CommuneJournal
from gateway.people import People, Person
from gateway.ponds.night import night_at
from gateway.store.sqlite import letters, nights
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.reader import SqliteReadings
from tests.gateway.app.small_station import CONFIG, MIDNIGHT
from tests.gateway.app.watched_station import WatchedNode, WatchedStation, watched_station

HOUR_S: Final = 3600
TONIGHT = night_at(MIDNIGHT, latitude=9.5, longitude=-69.2)
assert TONIGHT is not None
SUNSET, NINE, SUNRISE, END = TONIGHT.sunset, TONIGHT.sunset + 2 * HOUR_S, TONIGHT.sunrise, TONIGHT.end
EVENING: Final = TONIGHT.day.isoformat()
NIGHTS: Final = 30
DAWN_MG_L: Final = 2.6
"""About what the pond falls to each night [mg/L]."""


@dataclass
class Night:
    """One that goes on.

    Attributes:
        address: Of its pages.
        clock: Of the pages; it goes with the station's.
    """

    station: WatchedStation
    node: WatchedNode
    forecasting: Forecasting
    calling: Calling
    clock: FixedClock
    address: str

    def passes(self, seconds: int, *, oxygen: Callable[[int], float]) -> None:
        """Let time pass; each minute the probe says what there is [mg/L]."""
        self.station.run(seconds, every=60, doing=lambda: self.node.says(oxygen(self.station.now)))
        self.turn()

    def leap(self, to: int, *, oxygen: Callable[[int], float]) -> None:
        """Let hours pass at once, measured each ten minutes and looked at in the end."""
        self.station.run(
            to - self.station.now, every=600, doing=lambda: self.node.says(oxygen(self.station.now))
        )
        self.turn()

    def turn(self) -> None:
        """Do what is due now."""
        while self.forecasting.is_due(self.station.now):
            self.forecasting.act(self.station.now)
        self.station.look()
        if self.calling.is_due(self.station.now):
            self.calling.act(self.station.now)
        self.clock.at = self.station.now

    def came(self) -> list[NightCame]:
        """Return what came of this night, as it was counted."""
        return nights.nights(self.station.writer.readings, since=EVENING)

    def sms(self) -> list[Letter]:
        """Return every SMS, the oldest first."""
        return letters.since(self.station.writer.readings, channel="sms")


def usual(at: int) -> float:
    """Return what the pond usually has at a moment [mg/L]: least at half past six, most in the afternoon."""
    hours = (at - 4 * HOUR_S) % DAY / HOUR_S
    return DAWN_MG_L + 5 * (0.5 - 0.5 * float(np.cos((hours - 6.5) / 24 * 2 * np.pi)))


@contextmanager
def night_at_a_pond(folder: Path, *, language: str) -> Iterator[Night]:
    """Open a station at sunset whose pond has shown thirty nights, with one person on duty."""
    clock = FixedClock(SUNSET)
    with watched_station(folder, now=SUNSET) as station:
        _thirty_nights(station)
        People(station.journal).add(Person("persona-1", "Yusmary", "0414-1234567", ("team",)))
        station.say("duty", DutySet(["persona-1"]))
        with _served(folder, clock) as address:
            yield Night(
                station,
                WatchedNode(station),
                _forecasting(station),
                _calling(station, language),
                clock,
                address,
            )


def _config(folder: Path) -> Config:
    return checked(CONFIG | {"storage": {"folder": str(folder)}})


def _thirty_nights(station: WatchedStation) -> None:
    time = np.arange((SUNSET - NIGHTS * DAY) // 600 * 600, SUNSET + 1, 600)
    random = np.random.default_rng(3)
    nightly = random.normal(0, 0.3, NIGHTS + 2)[(time - time[0]) // DAY]
    rows = Signals.measured(time, np.array([usual(int(at)) for at in time]) + nightly)
    series = SeriesKey("pond-1", "sonda", "oxygen")
    with station.writer.archive.transaction():
        for day in np.unique(rows.time // DAY) * DAY:
            part = rows.between(int(day), int(day) + DAY)
            station.writer.add_rows("pond-1", int(day), {series: part}, now=int(time[-1]) + 1)
    with station.writer.transaction() as readings:
        for back in range(NIGHTS, 1, -1):
            sunset = SUNSET - back * DAY
            evening = (date.fromisoformat(EVENING) - timedelta(days=back)).isoformat()
            said = a_said(evening=evening, sunset=sunset, window=(sunset + 28_800, sunset + 36_000))
            came = a_night(DAWN_MG_L, evening=evening, sunset=sunset, said=said, crossed=sunset + 32_400)
            nights.came(readings, came)


def _forecasting(station: WatchedStation) -> Forecasting:
    knowledge = station.judge.knowledge
    return Forecasting(
        station.writer,
        knowledge,
        _config(station.folder).commune,
        Water(_reader(station.folder), station.writer.archive, knowledge),
        Deeds(station.journal),
        Planning(station.writer, knowledge),
        lambda: True,
    )


def _calling(station: WatchedStation, language: str) -> Calling:
    ways = frozenset(("call", "sms"))
    judge = station.judge
    situation = Situation(
        station.writer, station.journal, judge.knowledge, judge.is_night, -4, ways  # type: ignore[arg-type]
    )  # fmt: skip
    return Calling(situation, Words(language, -4))


def _reader(folder: Path) -> SqliteReadings:
    return SqliteReadings(
        folder, lambda signals: derive(signals, calibrations=[], altitude_m=0.0), utc_offset_hours=-4
    )


@contextmanager
def _served(folder: Path, clock: FixedClock) -> Iterator[str]:
    with (
        CommuneJournal(folder / "commune.db", commune="demo") as journal,
        socket.create_server(("127.0.0.1", 0)) as door,
    ):
        app = create_app(_config(folder), store=_reader(folder), journal=journal, clock=clock)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)
