"""How long a node may say nothing, for every page and command alike."""

from __future__ import annotations

from gateway.domain.message import Status
from gateway.domain.patience import FIELD_PATIENCE_S, POND_PATIENCE_S, patience_s


def test_a_pond_is_missed_after_a_quarter_of_an_hour_and_a_field_after_three_hours() -> None:
    online = Status("online")

    assert patience_s(online, is_of_field=False) == patience_s(None, is_of_field=False) == POND_PATIENCE_S
    assert patience_s(online, is_of_field=True) == FIELD_PATIENCE_S


def test_one_that_sleeps_is_given_a_field_s_time_wherever_it_stands() -> None:
    assert patience_s(Status("sleeping"), is_of_field=False) == FIELD_PATIENCE_S


def test_one_that_sleeps_for_longer_is_given_what_it_says_itself() -> None:
    weekly = Status("sleeping", speaks_every_s=7 * 86_400)

    assert patience_s(weekly, is_of_field=True) == weekly.may_be_silent_s > 7 * 86_400
