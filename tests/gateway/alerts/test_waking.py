"""What wakes whom."""

from __future__ import annotations

import pytest

from gateway.alerts.waking import DEFAULTS, waking_of
from gateway.domain.alerts import Kind, Level
from gateway.domain.entries import WakingSet


def test_by_night_only_what_cannot_wait_until_morning_rings() -> None:
    ringing = {
        (kind, level) for kind in Kind for level in Level
        if waking_of({}, kind, level, is_night=True) == "wake"
    }  # fmt: skip

    of_the_water = {(Kind.OXYGEN, Level.CRITICAL), (Kind.OXYGEN, Level.EMERGENCY)}
    at_any_level = (Kind.GASPING, Kind.MAINS, Kind.AERATOR, Kind.SILENT_NODE)
    assert ringing == of_the_water | {(kind, level) for kind in at_any_level for level in Level}


@pytest.mark.parametrize("level", Level)
def test_a_forecast_is_a_message_and_never_rings(level: Level) -> None:
    assert {waking_of({}, Kind.DAWN, level, is_night=night) for night in (True, False)} == {"message"}


def test_by_day_oxygen_that_is_critical_rings_and_a_power_cut_is_a_message() -> None:
    assert waking_of({}, Kind.OXYGEN, Level.CRITICAL, is_night=False) == "wake"
    assert waking_of({}, Kind.MAINS, Level.CRITICAL, is_night=False) == "message"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_row_for_every_level(kind: Kind) -> None:
    rows = [DEFAULTS.get((kind, level)) or DEFAULTS[kind, None] for level in Level]

    assert len(rows) == len(Level)


def test_what_the_commune_has_entered_goes_before_what_ships() -> None:
    entered = {(Kind.SENSOR, None): WakingSet(Kind.SENSOR, night="message", day="page")}

    assert waking_of(entered, "sensor", Level.WARN, is_night=True) == "message"
    assert waking_of(entered, "sensor", Level.WARN, is_night=False) == "page"


def test_the_row_of_a_level_goes_before_that_of_all_levels() -> None:
    entered = {
        (Kind.OXYGEN, None): WakingSet(Kind.OXYGEN, night="message", day="message"),
        (Kind.OXYGEN, 3): WakingSet(Kind.OXYGEN, night="wake", day="wake", level=3),
    }

    assert waking_of(entered, "oxygen", Level.CRITICAL, is_night=True) == "message"
    assert waking_of(entered, "oxygen", Level.EMERGENCY, is_night=True) == "wake"
