"""How much of a rain runs off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.fields.balance.runoff import curve_number_now, runoff
from gateway.fields.balance.surface import Surface

SURFACE = Surface(readily_mm=10.0, total_mm=30.0, curve_number=75.0)


def test_a_wet_surface_is_at_cn3_and_a_dry_one_at_cn1_by_asce_eq_14_14_and_14_15() -> None:
    wet = curve_number_now(75.0, SURFACE, surface_mm=5.0)
    dry = curve_number_now(75.0, SURFACE, surface_mm=16.0)

    assert wet == pytest.approx(75 / (0.427 + 0.00573 * 75))
    assert dry == pytest.approx(75 / (2.281 - 0.01281 * 75))


def test_between_them_it_goes_straight_by_asce_eq_14_20() -> None:
    # halfway between 0.5 REW = 5 mm and 0.7 REW + 0.3 TEW = 16 mm
    found = curve_number_now(75.0, SURFACE, surface_mm=10.5)

    wet, dry = (curve_number_now(75.0, SURFACE, surface_mm=mm) for mm in (0.0, 30.0))
    assert found == pytest.approx((wet + dry) / 2)


def test_a_curve_number_of_80_is_91_wet_and_63_dry_by_the_table_of_the_scs() -> None:
    """USDA-SCS 1985: 80 is 63 dry and 91 wet, 70 is 51 and 85. ASCE's form is within two."""
    for middling, dry, wet in ((90, 78, 96), (80, 63, 91), (70, 51, 85), (60, 40, 78)):
        assert curve_number_now(middling, SURFACE, surface_mm=0.0) == pytest.approx(wet, abs=2)
        assert curve_number_now(middling, SURFACE, surface_mm=30.0) == pytest.approx(dry, abs=2)


def test_of_80_mm_on_a_middling_loam_a_third_runs_off() -> None:
    # where the curve number is 75: S = 250 * (100 / 75 - 1) = 83.3 mm; (80 - 16.7)^2 / (80 + 66.7)
    storage = 250 * (100 / 75 - 1)
    middling = (80 - 0.2 * storage) ** 2 / (80 + 0.8 * storage)
    wet, dry = (runoff(80.0, SURFACE, surface_mm=mm) for mm in (0.0, 30.0))

    assert middling == pytest.approx(27.3, abs=0.05)
    assert dry < middling < wet


def test_a_small_rain_sinks_in_whole() -> None:
    assert runoff(6.0, SURFACE, surface_mm=0.0) == 0
    assert runoff(0.0, SURFACE, surface_mm=0.0) == 0


def test_where_no_curve_number_is_known_nothing_runs_off() -> None:
    assert runoff(100.0, Surface(10.0, 30.0), surface_mm=0.0) == 0


numbers = st.floats(40, 95)
depths = st.floats(0, 30)


@given(st.floats(0, 300), st.floats(0, 100), numbers, depths)
def test_of_more_rain_more_runs_off_and_more_sinks_in(
    rain: float, more: float, number: float, surface_mm: float
) -> None:
    surface = Surface(10.0, 30.0, number)

    less_off, more_off = (runoff(mm, surface, surface_mm=surface_mm) for mm in (rain, rain + more))

    assert 0 <= less_off <= rain
    assert less_off <= more_off + 1e-9
    assert rain - less_off <= rain + more - more_off + 1e-9


@given(st.floats(0, 300), numbers, depths, depths)
def test_of_a_wetter_surface_never_less_runs_off(
    rain: float, number: float, one: float, other: float
) -> None:
    surface = Surface(10.0, 30.0, number)
    wetter, drier = sorted((one, other))

    assert runoff(rain, surface, surface_mm=wetter) >= runoff(rain, surface, surface_mm=drier) - 1e-9
