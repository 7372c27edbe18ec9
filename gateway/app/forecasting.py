"""The task that forecasts each pond's night hour by hour, has it planned, and writes down what came."""

from __future__ import annotations

import logging
import sqlite3
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from gateway.app.deeds import Deeds
from gateway.app.knowledge import Knowledge
from gateway.app.planning import Planning
from gateway.app.water import Water
from gateway.config.settings import Commune
from gateway.domain.errors import BusyError, DiskError
from gateway.domain.outlook import ForecastSaid
from gateway.ponds.forecast import PondRecord, forecast
from gateway.ponds.forecast.outlook import HISTORY_NIGHTS
from gateway.ponds.night import Night, night_at, nights_between
from gateway.ponds.said import PLAN_AFTER_S, came, of_the_plan, said, silent
from gateway.ponds.spans import HOUR_S
from gateway.ponds.sun import DAY_S
from gateway.store.sqlite import nights
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 300
"""How often it is looked whether something is to be done [s]; the hours are kept to the second."""

SILENT_RETRY_S: Final = 600
"""A pond without data is asked again so soon, so that a probe that comes back is heard [s]."""

CAME_AFTER_S: Final = 600
"""So long after a night's end what came of it is counted: the last readings are there [s]."""

LOOK_BACK_S: Final = 3 * DAY_S
"""Nights this old are still counted after the station stood still [s]."""

_MAY_PASS: Final = ("no_data", "no_clock")
"""Silences that end when a probe comes back, or somebody knows the time; help ends with the night."""

_OF_THE_DISK: Final = (DiskError, BusyError, OSError, sqlite3.Error)
"""What the loop waits out and tries again; anything else is the fault of one pond's readings."""

What = Literal["forecast", "came", "plan"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    Attributes:
        place: The pond; empty for the plan of all.
    """

    what: What
    night: Night
    place: str = ""


@dataclass(slots=True)
class Forecasting:
    """Does one pond a step, so that the ingest loop goes on; a restart goes on where the store says."""

    writer: SqliteWriter
    knowledge: Knowledge
    commune: Commune
    water: Water
    deeds: Deeds
    planning: Planning
    is_clock_trusted: Callable[[], bool]
    _steps: deque[Step] = field(default_factory=deque)
    _looked: int | None = None
    _look_next: int = 0
    _asked: dict[str, int] = field(default_factory=dict)
    _recounted: str = ""

    def is_due(self, now: int) -> bool:
        """Tell whether a pond's hour has come, a plan is to be made or a night is over."""
        if not self._steps and (self._looked is None or not self._looked <= now < self._look_next):
            self._look(now)
        return bool(self._steps)

    def act(self, now: int) -> None:
        """Do the next step, or a part of it."""
        step = self._steps[0]
        if self._is_done(step, now):
            self._steps.popleft()

    def _look(self, now: int) -> None:
        tonight = self._night(now)
        self._looked, self._look_next = now, self._next_look(tonight, now)
        if tonight is not None and now < tonight.sunrise:
            self._steps += self._of_tonight(tonight, now)
        if self.is_clock_trusted():
            self._steps += self._of_the_past(tonight, now)
        if self._steps:
            self.water.look_again()
            self.deeds.read_on()

    def _next_look(self, tonight: Night | None, now: int) -> int:
        """Return when to look again: soon, and to the second at each hour of the night."""
        soon = now + LOOK_EVERY_S
        if tonight is not None:
            return min(soon, tonight.sunset + ((now - tonight.sunset) // HOUR_S + 1) * HOUR_S)
        return min([soon, *(one.sunset for one in self._nights(now, soon))])

    def _of_tonight(self, night: Night, now: int) -> list[Step]:
        """Return the forecasts of this hour that were not made, and the plan that follows from them."""
        evening = night.day.isoformat()
        hour = night.sunset + (now - night.sunset) // HOUR_S * HOUR_S
        newest = {one.place: one for one in nights.forecasts(self.writer.readings, evening=evening)}
        steps = [
            Step("forecast", night, place)
            for place in self._ponds()
            if self._is_wanted(newest.get(place), place, hour, now)
        ]
        has_plan = nights.newest_plan(self.writer.readings, evening=evening) is not None
        if now >= night.sunset + PLAN_AFTER_S and (steps or not has_plan):
            steps.append(Step("plan", night))
        return steps

    def _is_wanted(self, newest: ForecastSaid | None, place: str, hour: int, now: int) -> bool:
        if newest is None or newest.issued < hour:
            return True
        asked = max(newest.issued, self._asked.get(place, 0))
        return newest.silence in _MAY_PASS and self.is_clock_trusted() and now - asked >= SILENT_RETRY_S

    def _of_the_past(self, tonight: Night | None, now: int) -> list[Step]:
        """Return the nights to be counted: new ones, and each evening the last two again for late data."""
        over_by = now - CAME_AFTER_S
        over = [one for one in self._nights(now - LOOK_BACK_S, over_by) if one.end <= over_by]
        known = {
            (one.evening, one.place)
            for one in nights.nights(self.writer.readings, since=over[0].day.isoformat())
        } if over else set()  # fmt: skip
        if tonight is not None and tonight.day.isoformat() != self._recounted:
            self._recounted = tonight.day.isoformat()
            again = {one.day.isoformat() for one in over[-2:]}
            known = {one for one in known if one[0] not in again}
        return [
            Step("came", night, place)
            for night in over
            for place in self._ponds()
            if (night.day.isoformat(), place) not in known
        ]

    def _is_done(self, step: Step, now: int) -> bool:
        match step.what:
            case "forecast":
                return self._forecast(step, now)
            case "came":
                return self._came(step, now)
            case "plan":
                self._plan(step, now)
                return True

    def _plan(self, step: Step, now: int) -> None:
        """Have the night planned; a plan that cannot be made stops nothing else."""
        try:
            self.planning.make(step.night, now=now)
        except _OF_THE_DISK:
            raise
        except Exception:
            log.exception("no plan evening=%s", step.night.day)

    def _forecast(self, step: Step, now: int) -> bool:
        """Say what a pond's night will be; tell whether it was said."""
        if not step.night.sunset <= now < step.night.sunrise:
            return True
        found = silent(step.place, step.night, issued=now, why="no_clock")
        if self.is_clock_trusted():
            if not self._is_read(step, now):
                return False
            found = self._forecast_of(step, now)
        before = nights.forecasts(self.writer.readings, evening=step.night.day.isoformat(), place=step.place)
        self._asked[step.place] = now
        if found.silence in _MAY_PASS and before and _is_of_the_same_hour(before[-1], found):
            return True
        with self.writer.transaction() as readings:
            nights.say(readings, found)
        log.info("forecast said place=%s evening=%s minimum=%s silence=%s", found.place, found.evening,
                 found.minimum, found.silence)  # fmt: skip
        return True

    def _forecast_of(self, step: Step, now: int) -> ForecastSaid:
        """Return a pond's forecast; one that cannot be computed silences no other pond."""
        limits = self.knowledge.registers.limits_of(step.place)
        try:
            found = forecast(
                self._record(step, now),
                now=now,
                latitude=self.commune.latitude,
                longitude=self.commune.longitude,
                limits=(limits.warn, limits.critical, limits.emergency),
            )
        except _OF_THE_DISK:
            raise
        except Exception:
            log.exception("no forecast place=%s", step.place)
            return silent(step.place, step.night, issued=now)
        return said(step.place, step.night, found)

    def _came(self, step: Step, now: int) -> bool:
        """Write down what came of a pond's night; tell whether that is settled."""
        if not self._is_read(step, now):
            return False
        evening = step.night.day.isoformat()
        told = of_the_plan(nights.forecasts(self.writer.readings, evening=evening, place=step.place))
        try:
            record = self._record(step, now).since(step.night.sunset - 2 * DAY_S)
            found = came(step.place, step.night, record, told)
        except _OF_THE_DISK:
            raise
        except Exception:
            log.exception("night not counted place=%s evening=%s", step.place, evening)
            return True
        with self.writer.transaction() as readings:
            nights.came(readings, found)
        log.info("night over place=%s evening=%s lowest=%s", found.place, evening, found.lowest)
        return True

    def _record(self, step: Step, now: int) -> PondRecord:
        return self.water.record(step.place, self.deeds.of(step.place, now=now), now=now)

    def _is_read(self, step: Step, now: int) -> bool:
        oldest = step.night.sunset - (HISTORY_NIGHTS + 1) * DAY_S
        return self.water.read_on(step.place, oldest=oldest, now=now)

    def _ponds(self) -> list[str]:
        return [one.slug for one in self.knowledge.registers.places if one.sort == "pond"]

    def _night(self, now: int) -> Night | None:
        return night_at(now, latitude=self.commune.latitude, longitude=self.commune.longitude)

    def _nights(self, start: int, end: int) -> list[Night]:
        return nights_between(start, end, latitude=self.commune.latitude, longitude=self.commune.longitude)


def _is_of_the_same_hour(before: ForecastSaid, found: ForecastSaid) -> bool:
    return (before.issued - found.sunset) // HOUR_S == (found.issued - found.sunset) // HOUR_S
