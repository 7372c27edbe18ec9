"""Fields as their pages show them, made without a store or a balance behind them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from dashboard.fields.look import DepthLook, FieldLook
from gateway.domain.places import Place
from gateway.fields.advice.advised import Advice
from gateway.fields.course import Course, DayAhead, DayOfField, Rung, Stage
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.setting import FieldSetting, Planted, Soil, Watering

TODAY: Final = date(2026, 7, 20)
AT: Final = int(datetime(2026, 7, 20, 10, 10, tzinfo=UTC).timestamp())
"""Ten past six in the morning of a Monday, in the commune."""
TOTAL_MM: Final = 90.0
LIMIT_MM: Final = 50.0
DAILY_MM: Final = 5.0
RAIN: Final[Mapping[int, float | None]] = {6: 0.0, 5: 8.0, 3: 4.0}
"""How much fell so many days ago [mm]."""
FURROW: Final = Watering("furrow", efficiency=0.60, pump="pozo-1", pump_m3_h=60.0)
PLANTED: Final = Planted(sown=TODAY - timedelta(days=39))


def a_place(number: int, name: str, *, hectares: str = "4", has_pump: bool = True) -> Place:
    means = ("pump",) if has_pump else ()
    area = Decimal(hectares) * 10_000
    return Place(f"lote-{number}", "field", number, name, means, area, None, Decimal("0.31"), Decimal("0.15"))


def a_course(
    left_mm: float = 68.0,
    sigma_mm: float = 8.0,
    *,
    stage: Stage | None = Stage.DEVELOPMENT,
    rain: Mapping[int, float | None] | None = None,
    irrigated: Mapping[int, float | None] | None = None,
    is_measured: bool = True,
    **others: Any,
) -> Course:
    """Return sixteen days that end with so much water for plants, and six to come without rain."""
    rain, irrigated = RAIN if rain is None else rain, irrigated or {}
    held, days = left_mm, []
    for ago in range(1, 17):
        came = (rain.get(ago, 0.0) or 0.0) + (irrigated.get(ago, 0.0) or 0.0)
        seen = FieldDay(
            TODAY - timedelta(days=ago),
            air=AirOfDay(22.0, 32.0, 55.0, 95.0),
            rain_mm=rain.get(ago, 0.0),
            rain_from="field",
            irrigation_mm=irrigated.get(ago, 0.0),
        )
        days.append(_day(seen, held, sigma_mm, stage, is_measured=is_measured))
        held = min(TOTAL_MM, max(4.0, held + DAILY_MM - came))
    today = FieldDay(TODAY, rain_mm=rain.get(0, 0.0), rain_from="field")
    known: dict[str, Any] = {
        "rain_age_h": 0.13,
        "air_age_h": 0.13,
        "soil_age_h": 5.0 if is_measured else None,
    }
    return Course(
        tuple(reversed(days)),
        today,
        TOTAL_MM - left_mm,
        sigma_mm,
        _ahead(left_mm, sigma_mm, stage),
        **(known | others),
    )


def _day(
    seen: FieldDay, held_mm: float, sigma_mm: float, stage: Stage | None, *, is_measured: bool
) -> DayOfField:
    return DayOfField(
        seen,
        reference_mm=4.6,
        rung=Rung.AIR,
        stage=stage,
        age_days=None if stage is None else (seen.day - PLANTED.sown).days,
        degree_days=None if stage is None else 600.0,
        root_depth_m=0.4 if stage is None else 0.55,
        total_available_mm=TOTAL_MM,
        readily_available_mm=TOTAL_MM - LIMIT_MM,
        depletion_mm=TOTAL_MM - held_mm,
        sigma_mm=sigma_mm,
        crop_mm=DAILY_MM + (seen.day.day % 3 - 1) * 0.6,
        actual_mm=DAILY_MM,
        stress=1.0,
        observed_mm=TOTAL_MM - held_mm if is_measured else None,
        is_believed=is_measured,
    )


def _ahead(left_mm: float, sigma_mm: float, stage: Stage | None) -> tuple[DayAhead, ...]:
    return tuple(
        DayAhead(
            TODAY + timedelta(days=number),
            stage,
            TOTAL_MM,
            TOTAL_MM - LIMIT_MM,
            min(TOTAL_MM, TOTAL_MM - left_mm + DAILY_MM * (number + 1)),
            (sigma_mm**2 + 5 * (number + 1)) ** 0.5,
            DAILY_MM,
            DAILY_MM,
        )
        for number in range(6)
    )


def depths(*shares: float | None) -> tuple[DepthLook, ...]:
    at = AT - 5 * 3600
    return tuple(
        DepthLook(
            depth,
            None if share is None else 0.15 + 0.16 * share,
            share,
            None if share is None else "falls" if share < 0.97 else "same",
            at if share is not None else at - 52 * 3600,
        )
        for depth, share in zip((20, 45, 75), shares, strict=False)
    )


def a_look(
    advice: Advice,
    *,
    place: Place | None = None,
    course: Course | None = None,
    is_bare: bool = False,
    watering: Watering | None = FURROW,
    **others: Any,
) -> FieldLook:
    """Return a field with a probe, in the middle of its growth, that is told this."""
    here = place or a_place(3, "La Vega", has_pump=watering is not None)
    soil = Soil(0.31, 0.15, "texture")
    setting = FieldSetting(
        here.slug, 9.5, 170.0, soil, float(here.area_m2) if here.area_m2 else None, watering
    )
    known: dict[str, Any] = {
        "planted": None if is_bare else PLANTED,
        "cycle": None if is_bare else "maiz-3-3",
        "node_names": ("field-3",),
        "rain_from": "field",
        "depths": depths(0.6, 0.9, 1.0),
        "pump_fields": (),
        "described": None,
    }
    return FieldLook(place=here, setting=setting, course=course, advice=advice, **(known | others))
