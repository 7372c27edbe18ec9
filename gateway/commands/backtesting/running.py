"""A file's ponds through the backtest, hour by hour, so that whoever waits sees it move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from gateway.commands.backtesting.places import Spot
from gateway.commands.found import no_day_and_night
from gateway.derivation import derive
from gateway.domain.alerts import DEFAULT_LIMITS
from gateway.domain.errors import ImportRefusedError
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.importing.findings import findings_of
from gateway.importing.reading import ReadingsFile
from gateway.ponds.backtest import BURN_IN_NIGHTS, PLAN_HOUR, HourScores, Issued, Month, backtest, months
from gateway.ponds.forecast import PondRecord
from gateway.ponds.night import nights_between
from gateway.ponds.scores import Outcome

LIMITS: Final = (DEFAULT_LIMITS.warn, DEFAULT_LIMITS.critical, DEFAULT_LIMITS.emergency)


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening's forecast at the hour of the plan, and what came [mg/L].

    Attributes:
        probability: Of going under the first limit [-].
        came: The night's minimum from the issue on.
    """

    day: date
    issued: int
    minimum: float
    low80: float
    high80: float
    low90: float
    high90: float
    probability: float
    came: float


@dataclass(frozen=True, slots=True)
class PondReport:
    """What the forecast was worth in one pond.

    Attributes:
        file: Its name.
        series: As `node/channel/quantity`.
        spot: Over which the sun was reckoned.
        readings: How many the file has of the series.
        nights: Between the first reading and the last.
        burn_in: First nights that were scored apart.
        hours: One for each hour after sunset.
        months: Of warnings at the hour of the plan, and of wake-ups.
        evenings: Of the hour of the plan.
        stretches: How many stretches of three days could be looked at for day and night.
        without_day: How many of those have neither: numbers drawn at random, or a constant.
    """

    file: str
    series: str
    spot: Spot
    readings: int
    nights: int
    burn_in: int
    hours: tuple[HourScores, ...]
    months: tuple[Month, ...]
    evenings: tuple[Evening, ...]
    stretches: int
    without_day: int


def pond_reports(
    path: Path, found: ReadingsFile, spot: Spot, *, tell: Callable[[float], None]
) -> list[PondReport]:
    """Return what the forecast was worth in each pond of a file, by the name of its series.

    Args:
        path: Of the file.
        found: What it holds.
        spot: Where it was measured.
        tell: Is told how much of the file is done, 0 to 1.

    Raises:
        ImportRefusedError: It has no oxygen, or too few nights of it.
    """
    derived = {
        key: rows
        for node in sorted({one.node for one in found.series})
        for key, rows in derive(
            {one: signals for one, signals in found.series.items() if one.node == node},
            calibrations=[],
            altitude_m=0.0,
        ).items()
    }
    ponds = sorted(key for key in derived if key.quantity == "oxygen")
    if not ponds:
        raise ImportRefusedError(_why_nothing(path, found))
    reports = []
    for done, key in enumerate(ponds):
        record = PondRecord(derived[key], derived.get(_thermometer(key)))
        reports.append(_report(path, key, record, spot, tell=_part(tell, done, of=len(ponds))))
    return reports


def _part(tell: Callable[[float], None], done: int, *, of: int) -> Callable[[float], None]:
    """Return what tells of one pond's progress as its part of the file's."""
    return lambda share: tell((done + share) / of)


def _report(
    path: Path, key: SeriesKey, record: PondRecord, spot: Spot, *, tell: Callable[[float], None]
) -> PondReport:
    times = record.oxygen.time
    nights = nights_between(
        int(times[0]), int(times[-1]) + 1, latitude=spot.latitude, longitude=spot.longitude
    )
    if len(nights) <= BURN_IN_NIGHTS:
        raise ImportRefusedError(
            told(
                "%(file)s: hay %(nights)s noches de oxígeno. Para juzgar el pronóstico hacen falta más de"
                " %(needed)s: las primeras %(needed)s solo enseñan.",
                file=path.name,
                nights=len(nights),
                needed=BURN_IN_NIGHTS,
            )
        )
    seen = findings_of(key, record.oxygen)
    hours: list[Issued] = []
    expected = (nights[0].sunrise - nights[0].sunset) / 3600
    for one in backtest(record, nights, limits=LIMITS):
        hours.append(one)
        tell(min(len(hours) / expected, 1.0))
    if all(one.scores.minimum is None for one in hours) and seen.has_no_day_and_night:
        raise ImportRefusedError(no_day_and_night(seen))
    if all(one.scores.minimum is None for one in hours):
        raise ImportRefusedError(
            told(
                "%(file)s: ninguna noche se pudo juzgar. Hacen falta mediciones al menos cada hora, sin"
                " grandes huecos.",
                file=path.name,
            )
        )
    plan = hours[min(PLAN_HOUR, len(hours) - 1)].outcomes
    return PondReport(
        file=path.name,
        series=str(key),
        spot=spot,
        readings=len(times),
        nights=len(nights),
        burn_in=BURN_IN_NIGHTS,
        hours=tuple(one.scores for one in hours),
        months=tuple(months(record.oxygen, plan, DEFAULT_LIMITS)),
        evenings=tuple(_evening(one) for one in plan),
        stretches=seen.stretches,
        without_day=seen.without_day,
    )


def _evening(one: Outcome) -> Evening:
    said = one.forecast
    return Evening(
        day=said.night.day,
        issued=said.issued,
        minimum=said.minimum,
        low80=said.band80.low,
        high80=said.band80.high,
        low90=said.band90.low,
        high90=said.band90.high,
        probability=said.probability_under(LIMITS[0]),
        came=one.minimum,
    )


def _thermometer(key: SeriesKey) -> SeriesKey:
    return key._replace(quantity="water_temperature")


def _why_nothing(path: Path, found: ReadingsFile) -> str:
    if found.refused:
        first = found.refused[0]
        return told(
            "%(file)s: no quedó ninguna medición de oxígeno. La línea %(line)s dice por qué: %(reason)s.",
            file=path.name,
            line=first.line,
            reason=first.reason,
        )
    return told(
        "%(file)s: no hay columna de oxígeno. Diga cuál es, por ejemplo --column do=sonda.oxygen.",
        file=path.name,
    )
