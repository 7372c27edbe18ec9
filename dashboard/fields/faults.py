"""What is wrong with a field's probes and gauge, as only days of readings together can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from dashboard.fields.measured import by_depth, sensed
from dashboard.measured.history import History, Span
from dashboard.visit.given import Visit
from gateway.domain.columns import Derived
from gateway.domain.entries import Irrigated
from gateway.fields.advice.irrigation import net_mm
from gateway.fields.setting import FieldSetting
from gateway.quality.gauge import DRY_S, is_blocked
from gateway.quality.soil import WaterGiven
from gateway.quality.soil_fault import LOOKS_BACK_S, SoilFault, soil_fault

DAWN_S = 5 * 3600


@dataclass(frozen=True, slots=True)
class Faults:
    """What nobody may build on now.

    Attributes:
        soil: What is wrong with a probe, by its depth [cm].
        is_gauge_blocked: Whether the field's own gauge tells no rain that fell.
    """

    soil: Mapping[int, SoilFault] = field(default_factory=dict)
    is_gauge_blocked: bool = False


NO_FAULTS = Faults()


def faults_of(visit: Visit, setting: FieldSetting) -> Faults:
    """Return what is wrong with the probes and the gauge of a field now."""
    history, now = History(visit.station.store, visit.registered), visit.now
    long = Span(now - DRY_S, now + 1)
    rain = history.readings(sensed(history.parts(setting.place, "rain", long)))
    soils = {
        depth: history.readings(parts)
        for depth, parts in by_depth(sensed(history.parts(setting.place, "soil_water", long))).items()
    }
    watered = _watered(visit, setting, since=long.start)
    given = _given(rain, watered)
    found = {
        depth: fault
        for depth, rows in soils.items()
        if (fault := soil_fault(rows.between(now - LOOKS_BACK_S, now + 1), given, now=now)) is not None
    }
    return Faults(
        found,
        is_blocked(rain, list(soils.values()), now=now, watered=[at for at, _ in watered]),
    )


def without(
    soil: Mapping[date, Mapping[int, float]], faults: Faults, visit: Visit
) -> dict[date, dict[int, float]]:
    """Return the soil of each day without what a probe told since something is wrong with it."""
    if not faults.soil:
        return {day: dict(told) for day, told in soil.items()}
    return {
        day: {
            depth: water
            for depth, water in told.items()
            if depth not in faults.soil or _dawn_after(visit, day) < faults.soil[depth].since
        }
        for day, told in soil.items()
    }


def _dawn_after(visit: Visit, day: date) -> int:
    return visit.words.midnight(day + timedelta(days=1)) + DAWN_S


def _watered(visit: Visit, setting: FieldSetting, *, since: int) -> list[tuple[int, float | None]]:
    """Return when people irrigated, and how much reached the soil [s UTC, mm]."""
    told = visit.station.records.standing({"irrigation"}, at=setting.place)
    return [
        (one.happened, net_mm(one.body, setting))
        for one in told
        if isinstance(one.body, Irrigated) and one.happened >= since
    ]


def _given(rain: Derived, watered: list[tuple[int, float | None]]) -> WaterGiven:
    fell = WaterGiven.of(rain)
    known = [(at, amount) for at, amount in watered if amount is not None]
    times = np.concatenate([fell.time, np.array([at for at, _ in known], dtype=np.int64)])
    amounts = np.concatenate([fell.millimetres, np.array([amount for _, amount in known], dtype=np.float64)])
    order = np.argsort(times, kind="stable")
    return WaterGiven(times[order], amounts[order])
