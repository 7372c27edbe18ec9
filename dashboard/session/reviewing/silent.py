"""Harvests during which the probes of their pond or field said nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from dashboard.measured.history import History, Span
from dashboard.production.cycles import Cycle
from dashboard.production.reading import ENOUGH_COVERAGE
from dashboard.production.saying import Saying
from dashboard.session.reviewing.point import Point, Since
from dashboard.session.reviewing.words import dated
from dashboard.visit.given import Visit
from dashboard.words.naming import full_name
from gateway.domain.by_hand import is_by_hand
from gateway.domain.entries import Entry, Harvested, is_planned
from gateway.ponds.spans import HOUR_S, stood_for_s

KINDS: Final = frozenset({"harvest"})
MEASURED: Final = {"pond": "oxygen", "field": "soil_water"}
"""What the probes of a place are there for."""


@dataclass(frozen=True, slots=True)
class Silence:
    """How long the probes were silent around a harvest [s]."""

    silent_s: int
    whole_s: int

    @property
    def is_told(self) -> bool:
        """Whether readings stand for too little of the time."""
        return self.silent_s > (1 - ENOUGH_COVERAGE) * self.whole_s


def around(visit: Visit, at: int) -> Span:
    """Return the commune's days before, of and after a moment, until now."""
    day = visit.words.local(at).date()
    start, end = (visit.words.midnight(day + timedelta(days=one)) for one in (-1, 2))
    return Span(start, min(end, visit.now))


def silence(history: History, place: str, quantity: str, span: Span) -> Silence | None:
    """Return how long the probes of a place were silent, None where it has none of that quantity.

    A reading stands until the next one, never longer than is usual of its series; one that is flagged is
    no silence. What people measured by hand does not count.
    """
    parts = [one for one in history.parts(place, quantity, span) if not is_by_hand(one.series.node)]
    if not parts:
        return None
    times = np.unique(history.readings(parts).time)
    stood = int(stood_for_s(times, times, end=span.end).sum()) if len(times) else 0
    return Silence(span.length - stood, span.length)


def points(visit: Visit, since: Since) -> list[Point]:
    """Return a point for each harvest since then during which the probes were silent."""
    history = History(visit.station.store, visit.registered)
    found = []
    for entry, cycle in _harvests(visit, visit.station.records.standing(KINDS), since):
        place = visit.registered.place(cycle.place)
        span = around(visit, entry.happened)
        if place is None or span.length <= 0:
            continue
        quiet = silence(history, place.slug, MEASURED[place.sort], span)
        if quiet is not None and quiet.is_told:
            told = {
                "place": full_name(visit.language, place),
                "silent": f"{visit.words.number(quiet.silent_s / HOUR_S)} h",
                "whole": f"{visit.words.number(quiet.whole_s / HOUR_S)} h",
                "day": dated(visit, entry.happened),
            }
            fact = Saying(
                "%(place)s: sin dato %(silent)s de las %(whole)s alrededor de la cosecha del %(day)s.", told
            )
            found.append(Point("silent", entry, (fact,), enterprise=cycle.unit.enterprise, place=place.slug))
    return found


def _harvests(visit: Visit, entries: Iterable[Entry], since: Since) -> list[tuple[Entry, Cycle]]:
    found = []
    for one in entries:
        if isinstance(one.body, Harvested) and since.is_new(one) and not is_planned(one.body):
            cycle = visit.station.production.cycle(one.body.cycle)
            found += [] if cycle is None else [(one, cycle)]
    return found
