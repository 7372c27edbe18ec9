"""What gammu refuses with, without what nobody is to read of it."""

from __future__ import annotations

import pytest

from gateway.alerts.channels.refusals import of_gammu


@pytest.mark.parametrize("number", ["+584147654321", "0414-765.4321", "0414 765 4321", "356938035643809"])
def test_no_number_of_a_telephone_or_a_card_is_told_of_a_failure(number: str) -> None:
    told = str(of_gammu(27, f"Some trouble with {number} in it.\n"))

    assert number not in told
    assert "Some trouble with … in it." in told
