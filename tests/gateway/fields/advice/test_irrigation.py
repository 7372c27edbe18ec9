"""What an irrigation brings to the roots, and what it takes from the pump."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from coursed import FURROW, a_dry_setting, a_setting
from hypothesis import given
from hypothesis import strategies as some

from gateway.domain.entries import Irrigated
from gateway.fields.advice.advised import Amount, Between
from gateway.fields.advice.irrigation import amount_of, cubic_metres, gross_mm, net_mm, round_mm
from gateway.fields.setting import EFFICIENCY, Watering


def watered(method: str = "furrow", **amounts: int) -> Irrigated:
    said: dict[str, Any] = {name: Decimal(value) for name, value in amounts.items()}
    return Irrigated(place="parcela-1", method=method, **said)  # type: ignore[arg-type]


def test_net_28_mm_on_12_ha_by_furrows_are_46_7_mm_and_5600_m3_at_the_pump() -> None:
    """The check value net-gross: net 28 mm, 12 ha, efficiency 0.60."""
    assert gross_mm(28, efficiency=0.60) == pytest.approx(46.7, abs=0.05)
    assert cubic_metres(28, area_m2=120_000, efficiency=0.60) == pytest.approx(5600, abs=0.05)


def test_millimetres_that_were_said_are_what_reached_the_roots() -> None:
    assert net_mm(watered(millimetres=30), a_setting()) == 30
    assert net_mm(watered(millimetres=30), a_dry_setting(area_m2=None)) == 30


def test_cubic_metres_lose_on_the_way_what_the_method_loses() -> None:
    assert net_mm(watered(cubic_metres=5600), a_setting()) == pytest.approx(28)


def test_hours_count_by_the_flow_of_the_pump() -> None:
    # 80 h of 70 m3/h are 5,600 m3.
    assert net_mm(watered(hours=80), a_setting()) == pytest.approx(28)


def test_what_was_said_more_directly_counts() -> None:
    assert net_mm(watered(hours=1, cubic_metres=5600), a_setting()) == pytest.approx(28)
    assert net_mm(watered(hours=1, cubic_metres=1, millimetres=15), a_setting()) == 15


def test_another_method_than_usual_loses_as_that_method_does() -> None:
    found = net_mm(watered("drip", cubic_metres=5600), a_setting())

    assert found == pytest.approx(5600 / 120 * EFFICIENCY["drip"])


@pytest.mark.parametrize(
    ("said", "setting"),
    [
        (watered(), a_setting()),
        (watered(hours=80), a_dry_setting()),
        (watered(hours=80), a_setting(watering=Watering("furrow", 0.60, "pozo-1"))),
        (watered(hours=80), a_setting(area_m2=None)),
        (watered(cubic_metres=5600), a_setting(area_m2=None)),
    ],
    ids=["nothing said", "no pump", "flow unknown", "hours without area", "volume without area"],
)
def test_what_cannot_be_told_is_none_and_not_nothing(said: Irrigated, setting: Any) -> None:
    assert net_mm(said, setting) is None


def test_an_amount_is_told_as_people_can_act_on_it() -> None:
    # 25 mm: 41.7 mm gross, 5,000 m3, 71.4 h; 30 mm: 50 mm, 6,000 m3, 85.7 h.
    found = amount_of(Between(26.1, 31.9), a_setting())

    assert found == Amount(Between(25, 30), Between(5000, 6000), Between(71, 86))


def test_cubic_metres_are_told_to_two_digits() -> None:
    # 35 mm on 1.7 ha by 0.60: 991.7 m3; 40 mm: 1,133 m3.
    found = amount_of(Between(35, 40), a_setting(area_m2=17_000))

    assert found.cubic_metres == Between(990, 1100)


def test_without_an_area_there_are_millimetres_and_without_a_flow_no_hours() -> None:
    assert amount_of(Between(25, 30), a_setting(area_m2=None)) == Amount(Between(25, 30))
    found = amount_of(Between(25, 30), a_setting(watering=Watering("furrow", 0.60)))
    assert (found.cubic_metres, found.pump_hours) == (Between(5000, 6000), None)


@given(some.floats(0, 300), some.floats(0, 300), some.floats(50, 1e6), some.floats(0.05, 1))
def test_amounts_are_steps_of_five_whole_and_never_nothing(
    one: float, other: float, area_m2: float, efficiency: float
) -> None:
    watering = Watering(FURROW.method, efficiency, FURROW.pump, FURROW.pump_m3_h)

    found = amount_of(Between(*sorted((one, other))), a_setting(watering=watering, area_m2=area_m2))

    assert all(value >= 5 and value % 5 == 0 for value in found.millimetres)
    assert found.cubic_metres is not None
    assert found.pump_hours is not None
    for low, high in (found.millimetres, found.cubic_metres, found.pump_hours):
        assert 0 < low <= high
        assert low == int(low)
        assert high == int(high)


def test_millimetres_are_rounded_to_five_halves_upwards() -> None:
    assert [round_mm(value) for value in (0.0, 2.4, 2.5, 27.4, 27.5, 61.0)] == [0, 0, 5, 25, 30, 60]
