"""A calibration with the truth gives the truth back, and what cannot be is refused."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.calibrating.change import becomes, signal_of, value_of
from gateway.calibrating.oxygen import (
    doubts_of,
    factor_fault,
    factor_in_air,
    fault_of,
    full_of_air,
    marks_in_air,
    pressure_hpa,
)
from gateway.calibrating.steady import FEWEST, steadiness
from gateway.calibrating.weighing import (
    line_fault,
    millimetres_per_tip,
    sample_fault,
    tip_fault,
    water_by_weight,
)
from gateway.conversion.oxygen import oxygen_from_millivolts
from gateway.conversion.soil import line_through
from gateway.domain.calibration import OxygenMarks, SoilMarks, SoilPoint, SoilPoints, TipSize

MARKS = OxygenMarks(Decimal(1600), Decimal(28))
SOIL = SoilMarks(Decimal(2300), Decimal("0.04"), Decimal(1300), Decimal("0.34"))
degrees = st.floats(12, 38)
heights = st.floats(0, 2500)


def weighed(*points: tuple[float, float]) -> SoilPoints:
    return SoilPoints([SoilPoint(Decimal(str(signal)), Decimal(str(water))) for signal, water in points])


@given(saturated=st.floats(700, 2200), at=degrees, water=degrees, share=st.floats(0, 1.5), home=heights)
def test_marks_taken_of_a_true_probe_read_the_truth(
    saturated: float, at: float, water: float, share: float, home: float
) -> None:
    true = OxygenMarks(Decimal(str(saturated)), Decimal("25"))
    in_air = signal_of(full_of_air(at, hpa=pressure_hpa(home)), true, temperature_c=at, altitude_m=home)
    signal = signal_of(
        share * full_of_air(water, hpa=pressure_hpa(home)), true, temperature_c=water, altitude_m=home
    )

    marks = marks_in_air(in_air, at, hpa=pressure_hpa(home), altitude_m=home)

    said = value_of(signal, marks, temperature_c=water, altitude_m=home)
    assert said == pytest.approx(share * full_of_air(water, hpa=pressure_hpa(home)), rel=0.01, abs=0.02)


@given(home=heights, elsewhere=heights, at=degrees)
def test_a_mark_taken_higher_up_says_the_same_at_home(home: float, elsewhere: float, at: float) -> None:
    here = marks_in_air(1600, at, hpa=pressure_hpa(home), altitude_m=home)
    ratio = full_of_air(at, hpa=pressure_hpa(elsewhere)) / full_of_air(at, hpa=pressure_hpa(home))

    there = marks_in_air(1600 * ratio, at, hpa=pressure_hpa(elsewhere), altitude_m=home)

    assert float(there.millivolts) == pytest.approx(float(here.millivolts), abs=0.11)


def test_at_600_mmhg_and_30_degrees_water_full_of_air_holds_5_90_mg_per_litre() -> None:
    assert full_of_air(30, hpa=600 / 760 * 1013.25) == pytest.approx(5.90, abs=0.005)


def test_the_zero_and_the_salt_of_before_go_on_to_hold() -> None:
    before = OxygenMarks(Decimal(1500), Decimal(25), salinity_psu=Decimal(2), zero_millivolts=Decimal(30))

    marks = marks_in_air(1600, 28, hpa=1000, altitude_m=100, before=before)

    assert (marks.salinity_psu, marks.zero_millivolts) == (Decimal(2), Decimal(30))


@pytest.mark.parametrize(
    ("millivolts", "zero", "fault"),
    [(1600, None, None), (380, None, "too_low"), (2500, None, "too_high"), (1600, 300, "zero_too_high")],
)
def test_a_mark_that_no_probe_gives_is_refused(millivolts: int, zero: int | None, fault: str | None) -> None:
    marks = OxygenMarks(
        Decimal(millivolts), Decimal(25), zero_millivolts=None if zero is None else Decimal(zero)
    )

    assert fault_of(marks, millivolts) == fault


def test_a_weak_mark_and_one_far_from_the_last_are_asked_about() -> None:
    weak = OxygenMarks(Decimal(800), Decimal(25))

    assert doubts_of(weak, MARKS) == ["weak", "far_from_before"]
    assert doubts_of(MARKS, MARKS) == []
    assert doubts_of(MARKS, None) == []


@given(truth=st.floats(4, 12), off=st.floats(0.75, 1.35))
def test_a_digital_probe_says_the_truth_by_its_factor(truth: float, off: float) -> None:
    factor = factor_in_air(truth * off, truth)

    assert truth * off * float(factor) == pytest.approx(truth, rel=0.001)
    assert factor_fault(factor) is None
    assert factor_fault(Decimal("0.5")) == factor_fault(Decimal(2)) == "impossible_factor"


@given(
    values=st.lists(st.floats(100, 3000), max_size=12),
    quantity=st.sampled_from(["oxygen_signal", "soil_signal"]),
)
def test_only_the_last_readings_count_and_too_few_are_never_steady(
    values: list[float], quantity: str
) -> None:
    found = steadiness(values, quantity)

    assert found == steadiness(values[-FEWEST:], quantity)
    assert not (found.is_steady and len(values) < FEWEST)
    assert found.is_steady == (found.has_enough and found.spread <= found.allowed)


def test_a_probe_that_still_climbs_is_not_steady_and_one_that_shakes_is() -> None:
    assert not steadiness([1400, 1450, 1490, 1520, 1545], "oxygen_signal").is_steady
    assert steadiness([900, 1601, 1596, 1604, 1599, 1603], "oxygen_signal").is_steady
    assert steadiness([1800, 1812, 1805, 1809, 1803], "soil_signal").is_steady
    assert not steadiness([1800, 1830, 1805, 1809, 1803], "soil_signal").is_steady


@given(slope=st.floats(-5e-4, -1e-4), offset=st.floats(0.5, 0.9))
def test_points_on_a_line_give_that_line_back_without_residual(slope: float, offset: float) -> None:
    line = line_through(weighed(*((at, offset + slope * at) for at in (900.0, 1500.0, 2100.0))))

    assert (line.slope, line.offset) == (pytest.approx(slope), pytest.approx(offset))
    assert line.residual == pytest.approx(0, abs=1e-9)
    assert line_fault(line) is None


def test_points_that_scatter_rise_or_do_not_differ_are_refused() -> None:
    assert line_fault(line_through(weighed((900, 0.4), (1500, 0.1), (2100, 0.3)))) == "scattered"
    assert line_fault(line_through(weighed((900, 0.1), (1500, 0.2), (2100, 0.3)))) == "wrong_way"
    assert line_fault(line_through(weighed((900, 0.1), (900, 0.2), (900, 0.3)))) == "no_spread"


def test_what_a_sample_lost_in_drying_was_its_water() -> None:
    assert water_by_weight(Decimal(165), Decimal(135), Decimal(100)) == Decimal("0.300")
    assert sample_fault(Decimal(165), Decimal(135), Decimal(100)) is None
    assert sample_fault(Decimal(130), Decimal(135), Decimal(100)) == "dry_heavier"
    assert sample_fault(Decimal(250), Decimal(135), Decimal(100)) == "too_wet"


def test_two_hundred_millilitres_over_200_square_centimetres_in_fifty_tips_are_0_2_mm_each() -> None:
    assert millimetres_per_tip(Decimal(200), 50, Decimal(200)) == Decimal("0.200")
    assert tip_fault(Decimal("0.200")) is None
    assert tip_fault(Decimal(9)) == "impossible_tip"


@pytest.mark.parametrize(
    "after", [MARKS, OxygenMarks(Decimal(1400), Decimal(30), zero_millivolts=Decimal(40))]
)
@given(value=st.floats(0, 14), at=degrees)
def test_what_a_value_becomes_is_what_its_signal_would_have_been(
    after: OxygenMarks, value: float, at: float
) -> None:
    signal = signal_of(value, MARKS, temperature_c=at, altitude_m=100)

    derived = oxygen_from_millivolts(np.array([signal]), np.array([at]), after, altitude_m=100)[0][0]

    assert becomes(value, MARKS, after, temperature_c=at, altitude_m=100) == pytest.approx(derived)


def test_soil_and_rain_become_what_their_constants_say() -> None:
    points = weighed((2300, 0.02), (1800, 0.17), (1300, 0.32))

    assert becomes(0.2, SOIL, points) == pytest.approx(0.18)
    assert becomes(0.18, points, SOIL) == pytest.approx(0.2)
    assert becomes(4.0, TipSize(Decimal("0.2")), TipSize(Decimal("0.25"))) == pytest.approx(5.0)
