"""What the rules say of the nodes and the station itself at one moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from gateway.alerts.finding import Verdict
from gateway.alerts.rules.battery import battery
from gateway.alerts.rules.channel import channel
from gateway.alerts.rules.clock import BACK_S, node_clock, station_clock
from gateway.alerts.rules.disk import disk
from gateway.alerts.rules.silence import silence, was_away
from gateway.app.facts import NodeFacts, disk_seen
from gateway.app.moment import Moment
from gateway.domain.alerts import Kind
from gateway.store.sqlite import letters
from gateway.store.sqlite.writer import SqliteWriter

TOLD_S: Final = 3600
"""So long it is told that the clock went back, where it is to be believed since [s]. Ours."""


@dataclass(frozen=True, slots=True)
class Started:
    """How the gateway came to be.

    Attributes:
        at: When it started [s UTC].
        alive: When one was last at work before it [s UTC], None before the first time.
        was_night: Whether the dangers of the night lasted then.
    """

    at: int
    alive: int | None
    was_night: bool


@dataclass(slots=True)
class StationLook:
    """Asks the rules of the nodes and of the station.

    Attributes:
        latest: The latest hour that the station's clock has said [s UTC].
        untrusted: Since when nothing vouches for that clock [s UTC], None while something does.
    """

    writer: SqliteWriter
    folder: Path
    started: Started
    latest: int = 0
    untrusted: int | None = None
    _back_since: int | None = None

    def look(self, at: Moment, nodes: NodeFacts, *, heard_since: int) -> list[Verdict]:
        """Return what the rules say.

        Args:
            at: The moment.
            nodes: What is known of the nodes.
            heard_since: Since when the gateway has listened without a break [s UTC].
        """
        now = at.now
        away = was_away(self.started.alive, self.started.at, was_night=self.started.was_night, now=now)
        return [
            *silence(nodes.seen, is_night=at.is_night, heard_since=heard_since, now=now),
            *(
                battery(one, danger=at.danger(Kind.BATTERY, one.place, one.node), now=now)
                for one in nodes.said
            ),
            *(node_clock(one, is_station_trusted=at.is_trusted, now=now) for one in nodes.said),
            *(channel(one, is_night=at.is_night) for one in letters.channel_health(self.writer.readings)),
            disk(disk_seen(self.folder), danger=at.danger(Kind.DISK), now=now),
            self._clock(at),
            away,
        ]

    def _clock(self, at: Moment) -> Verdict:
        if at.is_trusted:
            self.untrusted = None
        elif self.untrusted is None:
            self.untrusted = at.now
        self.latest = max(self.latest, at.now, self.started.alive or 0)
        self._believe(at)
        return station_clock(untrusted_since=self.untrusted, behind_s=self.latest - at.now, now=at.now)

    def _believe(self, at: Moment) -> None:
        """Take a clock that went back for right, once somebody has vouched for it for a while."""
        if not at.is_trusted or self.latest - at.now <= BACK_S:
            self._back_since = None
        elif self._back_since is None or at.now < self._back_since:
            self._back_since = at.now
        elif at.now - self._back_since >= TOLD_S:
            # It was ahead before: what it said then is no hour to measure by.
            self.latest, self.started, self._back_since = at.now, replace(self.started, alive=None), None
