"""What a station tells other programs of its readings, nodes and itself: no names, no stock, no money."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dashboard.api.standing import sources
from dashboard.station.mirror import mirror_look
from dashboard.visit.given import Visit
from gateway.backup.last import last_backup
from gateway.domain.alerts import Level
from gateway.domain.message import Status
from gateway.domain.places import place_of
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import Reading
from gateway.store.base import NodeState

KEPT_S: Final = 5.0
"""So long an answer serves whoever asks meanwhile [s]."""

FILES: Final = ("readings.db", "archive.db", "commune.db", "production.db")

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Measure:
    """One sort of number with a row for each thing that has it.

    Attributes:
        name: With its unit; a count that only rises ends in `_total`.
        rows: Every row has the same labels.
    """

    name: str
    told: str
    rows: list[tuple[Labels, float]]


@dataclass(slots=True)
class Kept:
    """The last answer, for a few seconds: many may ask, and each look reads the whole store."""

    monotonic: Callable[[], float] = time.monotonic
    _answers: dict[bool, tuple[float, list[Measure]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def measures(self, visit: Visit, *, is_member: bool) -> list[Measure]:
        """Return what stands, at most a few seconds old; devices by their own names only for members."""
        with self._lock:
            standing = self._answers.get(is_member)
            if standing is None or self.monotonic() - standing[0] >= KEPT_S:
                standing = (self.monotonic(), list(_measures(visit, is_member=is_member)))
                self._answers[is_member] = standing
            return standing[1]


@dataclass(frozen=True, slots=True)
class _Names:
    """Where each node stands now, and how it is called."""

    visit: Visit
    is_member: bool

    def of(self, node: str) -> dict[str, str]:
        """Return the labels of a node."""
        registered, now = self.visit.registered, self.visit.now
        place = place_of(registered.placements, node, at=now)
        if self.is_member:
            return {"place": place or "", "node": node}
        if place is not None:
            return {"place": place, "node": sources(registered, place)[node]}
        nowhere = [
            one.node for one in self.visit.nodes if place_of(registered.placements, one.node, at=now) is None
        ]
        number = sorted({*nowhere, node}).index(node) + 1
        return {"place": "", "node": f"sensor-{number}"}


def _measures(visit: Visit, *, is_member: bool) -> Iterator[Measure]:
    names = _Names(visit, is_member)
    yield Measure("conuco_info", "The commune.", [({"commune": visit.station.config.commune.slug}, 1.0)])
    yield from _of_readings(visit, names)
    yield from _of_nodes(visit, names)
    yield from _of_station(visit)


def _of_readings(visit: Visit, names: _Names) -> Iterator[Measure]:
    store = visit.station.store
    series = store.keys()
    newest = [found for key in series if (found := store.latest(key)) is not None]
    rows = [(_series_labels(one, names), one) for one in newest if math.isfinite(one.value)]
    yield Measure(
        "conuco_reading_value",
        "The newest reading of each series, in the unit of its label.",
        [({**labels, "unit": QUANTITIES[one.series.quantity].unit}, one.value) for labels, one in rows],
    )
    yield Measure(
        "conuco_reading_age_seconds",
        "How long ago it was measured.",
        [(labels, float(visit.now - one.at)) for labels, one in rows],
    )
    yield Measure(
        "conuco_reading_flag",
        "QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing.",
        [(labels, float(one.flag)) for labels, one in rows],
    )


def _series_labels(one: Reading, names: _Names) -> dict[str, str]:
    series = one.series
    return {**names.of(series.node), "channel": series.channel, "quantity": series.quantity}


def _of_nodes(visit: Visit, names: _Names) -> Iterator[Measure]:
    labelled = [(names.of(one.node), one) for one in visit.nodes]

    def of_each(number: Callable[[NodeState], float | None]) -> list[tuple[Labels, float]]:
        return [(labels, found) for labels, one in labelled if (found := number(one)) is not None]

    def said(number: Callable[[Status], float | None]) -> list[tuple[Labels, float]]:
        return of_each(lambda one: None if one.status is None else number(one.status))

    yield Measure(
        "conuco_node_last_word_age_seconds",
        "How long ago anything of a node came.",
        of_each(lambda one: _age(visit.now, _last_word(one))),
    )
    yield Measure(
        "conuco_node_connected",
        "1 while a node is connected or sleeps, 0 once the broker has lost it.",
        said(lambda status: float(status.state != "lost")),
    )
    yield Measure(
        "conuco_node_battery_volts", "What it says of its battery.", said(lambda status: status.volts)
    )
    yield Measure(
        "conuco_node_signal_dbm", "How well it hears the Wi-Fi.", said(lambda status: status.signal_dbm)
    )
    yield Measure(
        "conuco_node_outbox_records", "Records that wait in its flash.", said(lambda status: status.outbox)
    )
    yield Measure(
        "conuco_node_dropped_records_total", "Records it had to drop.", of_each(lambda one: one.dropped)
    )
    yield Measure(
        "conuco_node_dead_letters",
        "Messages of it that could not be read.",
        of_each(lambda one: one.dead_letters),
    )


def _last_word(one: NodeState) -> int | None:
    return max((at for at in (one.heard, one.status_at) if at is not None), default=None)


def _of_station(visit: Visit) -> Iterator[Measure]:
    alive, folder = visit.station.store.alive(), Path(visit.station.config.storage.folder)
    backup, mirror = last_backup(folder), mirror_look(visit)
    yield Measure(
        "conuco_gateway_alive_age_seconds",
        "How long ago the gateway last committed anything.",
        _one(_age(visit.now, alive)),
    )
    yield Measure(
        "conuco_alerts",
        "Alerts that are not over, by level.",
        [
            ({"level": level.name.lower()}, float(sum(one.level is level for one in visit.alerts)))
            for level in Level
        ],
    )
    yield Measure(
        "conuco_backup_age_seconds",
        "How long ago the last copy was finished; nothing where there is none.",
        _one(_age(visit.now, None if backup is None else backup.made)),
    )
    kept, there = (None, None) if mirror is None else (float(mirror.kept), float(mirror.there))
    yield Measure("conuco_mirror_readings_kept", "Readings that the station has.", _one(kept))
    yield Measure("conuco_mirror_readings_there", "Readings of those that its mirror has.", _one(there))
    yield Measure("conuco_database_bytes", "How large each file of the station is.", _sizes(folder))


def _age(now: int, at: int | None) -> float | None:
    return None if at is None else float(max(0, now - at))


def _one(value: float | None) -> list[tuple[Labels, float]]:
    return [] if value is None else [({}, value)]


def _sizes(folder: Path) -> list[tuple[Labels, float]]:
    found: list[tuple[Labels, float]] = []
    for name in FILES:
        parts = [one for one in (folder / name, folder / f"{name}-wal") if one.exists()]
        if parts:
            found.append(({"file": name}, float(_total(parts))))
    return found


def _total(parts: Iterable[Path]) -> int:
    return sum(one.stat().st_size for one in parts)
