"""The task that asks the rules every few seconds, and at once when an input has changed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gateway.alerts.finding import Key, Verdict, key_of
from gateway.alerts.machine import Past, changes, look, remembered
from gateway.app.facts import NodeFacts, Nodes, nodes_at
from gateway.app.judge import PondJudge
from gateway.app.listening import Listening
from gateway.app.moment import Moment
from gateway.app.pond_look import PondLook
from gateway.app.probing import OF_THE_DISK, Probing
from gateway.app.station_look import Started, StationLook
from gateway.app.switches import Switches
from gateway.config import Config
from gateway.domain.alerts import Alert, Change, Kind
from gateway.domain.clock import Clock
from gateway.domain.outlook import ForecastSaid
from gateway.journal import CommuneJournal
from gateway.ponds.night import night_at
from gateway.store.sqlite import alerts, nights, orders
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

EVERY_S: Final = 10
"""So often the rules are asked [s of the world]."""

LEAST_S: Final = 1.0
"""In a world that runs fast they are asked no oftener than this, but when an input has changed [s]."""

OTHERS: Final = frozenset({Kind.OXYGEN, Kind.GASPING})
"""These have judges of their own."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Who asks the rules."""

    ponds: PondLook
    probes: Probing
    station: StationLook


@dataclass(slots=True)
class Watching:
    """Looks at what stands in the store and was said lately; looked again, nothing changes.

    Attributes:
        clock: The station's calendar.
        monotonic: The machine's own clock, which only counts [s].
    """

    writer: SqliteWriter
    judge: PondJudge
    looks: Looks
    nodes: Nodes
    listening: Listening
    clock: Clock
    monotonic: Callable[[], float] = time.monotonic
    _past: Mapping[Key, Past] = field(default_factory=dict)
    _due: list[Change] = field(default_factory=list)
    _looked: tuple[int, float] | None = None

    def is_due(self, now: int) -> bool:
        """Look, if it is time; tell whether something has changed."""
        self._due = []
        if self._is_time(now):
            self._looked = (now, self.monotonic())
            self.judge.lately.has_news = False
            self._due = self._guarded(now)
        return bool(self._due)

    def act(self, now: int) -> None:  # noqa: ARG002 - it was judged when it became due
        """Write down what has changed."""
        with self.writer.transaction() as connection:
            for change in self._due:
                alerts.save(connection, change)
        for change in self._due:
            alert = change.alert
            told = (change.what, alert.kind, alert.place, alert.subject, alert.level.name, alert.value)
            log.info("alert changed what=%s kind=%s place=%s subject=%s level=%s value=%.2f", *told)

    def _is_time(self, now: int) -> bool:
        if self._looked is None or self.judge.lately.has_news:
            return True
        looked, at = self._looked
        return not 0 <= now - looked < EVERY_S and self.monotonic() - at >= LEAST_S

    def _guarded(self, now: int) -> list[Change]:
        """Return the changes of a look; a fault of the rules stops neither the station nor oxygen alarms."""
        try:
            return self._changes(now)
        except OF_THE_DISK:
            raise
        except Exception:
            log.exception("rules not asked")
            return []

    def _changes(self, now: int) -> list[Change]:
        standing = [one for one in alerts.standing(self.writer.readings) if one.cleared is None]
        known = self.nodes.facts(self.judge.knowledge.registers, now=now)
        # Both clocks are read here together: others have worked since the turn's own moment was taken.
        self.listening.look(known.newest, now=int(self.clock.now()), monotonic=self.monotonic())
        seen = look(
            self._verdicts(self._moment(standing, known, now), known),
            [one for one in standing if one.kind not in OTHERS],
            now=now,
        )
        self._past = remembered(self._past, seen)
        return changes(seen, self._past)

    def _verdicts(self, at: Moment, known: NodeFacts) -> list[Verdict]:
        ponds = {one.slug for one in at.registered.places if one.sort == "pond"}
        places = {node: place for place, nodes in at.nodes.items() for node in nodes if place in ponds}
        return [
            *self.looks.ponds.look(at),
            *self.looks.probes.look(self.judge.lately, places, at.standing, now=at.now),
            *self.looks.station.look(at, known, heard_since=self.listening.since),
        ]

    def _moment(self, standing: list[Alert], known: NodeFacts, now: int) -> Moment:
        registered = self.judge.knowledge.registers
        return Moment(
            registered=registered,
            nodes=nodes_at(registered, now=now),
            standing={key_of(one): one for one in standing},
            tonight=self._tonight(now),
            held=known.held,
            is_night=self.judge.is_night(now),
            is_trusted=self.judge.is_clock_trusted(),
            now=now,
        )

    def _tonight(self, now: int) -> Mapping[str, ForecastSaid] | None:
        commune = self.judge.commune
        night = night_at(now, latitude=commune.latitude, longitude=commune.longitude)
        if night is None:
            return None
        return nights.newest_forecasts(self.writer.readings, evening=night.day.isoformat())


def watching(config: Config, judge: PondJudge, journal: CommuneJournal, *, now: int) -> Watching:
    """Return the task of a station that has just been opened.

    Args:
        config: Of the station.
        judge: Who hears the fresh records.
        journal: Its two journals.
        now: When it was opened [s UTC].
    """
    folder, writer = Path(config.storage.folder), judge.writer
    readings = SqliteReadings(
        folder, judge.knowledge.derive, utc_offset_hours=config.commune.utc_offset_hours
    )
    started = Started(now, orders.alive(writer.readings), was_night=judge.is_night(now))
    looks = Looks(
        PondLook(judge.lately, Switches(journal), readings),
        Probing(readings, config.commune.altitude_m),
        StationLook(writer, folder, started),
    )
    listening = Listening(now, config.clock.world_speed or 1.0)
    return Watching(writer, judge, looks, Nodes(writer), listening, config.world())
