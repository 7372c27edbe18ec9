from __future__ import annotations

from decimal import Decimal

import pytest

from gateway.fields.soil.feel import SHARE_OF_FEEL, Feel, water_of_feel
from gateway.fields.soil.threshold import available_fraction


@pytest.mark.parametrize(
    ("feel", "water"), [("dry", "0.200"), ("slightly_moist", "0.240"), ("moist", "0.280"), ("wet", "0.320")]
)
def test_a_class_by_feel_is_the_middle_of_its_quarter_of_the_available_water(feel: Feel, water: str) -> None:
    found = water_of_feel(feel, field_capacity=Decimal("0.34"), wilting_point=Decimal("0.18"))

    assert found == Decimal(water)


def test_the_water_of_a_class_is_read_back_as_its_share() -> None:
    for feel, share in SHARE_OF_FEEL.items():
        water = float(water_of_feel(feel, field_capacity=Decimal("0.39"), wilting_point=Decimal("0.23")))

        fraction = available_fraction(water, field_capacity=0.39, wilting_point=0.23)

        assert fraction == pytest.approx(float(share), abs=0.01)
