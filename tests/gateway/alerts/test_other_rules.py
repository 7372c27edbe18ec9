"""When other things than oxygen call: each rule by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import NIGHT, a_pond, a_reading, an_alert, limits
from msgspec import structs

from gateway.alerts.facts import Contact, DiskSeen, NodeSaid
from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.alerts.rules.battery import battery
from gateway.alerts.rules.channel import channel
from gateway.alerts.rules.clock import node_clock, station_clock
from gateway.alerts.rules.dawn import dawn
from gateway.alerts.rules.disk import disk
from gateway.alerts.rules.mains import mains
from gateway.alerts.rules.temperature import temperature
from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.letters import ChannelHealth
from gateway.domain.outlook import CrossingSaid, ForecastSaid
from gateway.domain.readings import Flag, Reading

HOUR_S = 3600


def level(verdict: Verdict) -> Level | None:
    """Return how bad a finding is, None where nothing was found."""
    assert not isinstance(verdict, Unknown)
    return None if verdict is None else verdict.level


# The forecast of the night.

SUNSET = NIGHT + 2 * HOUR_S


def said(under_warn: float, under_critical: float = 0.0, *, after_s: int = 2 * HOUR_S) -> ForecastSaid:
    return ForecastSaid(
        "estanque-1",
        "2026-05-28",
        issued=SUNSET + after_s,
        sunset=SUNSET,
        sunrise=SUNSET + 12 * HOUR_S,
        end=SUNSET + 15 * HOUR_S,
        crossings=(CrossingSaid(3.0, under_warn), CrossingSaid(2.0, under_critical)),
    )


def at_dawn(forecast: ForecastSaid | None, standing: Alert | None = None, *, later_s: int = 0) -> Verdict:
    now = (SUNSET if forecast is None else forecast.issued) + later_s
    return dawn("estanque-1", forecast, limits(), standing=standing, now=now)


def a_warning(of: Level = Level.WARN) -> Alert:
    return replace(an_alert(of), kind=Kind.DAWN)


@pytest.mark.parametrize(
    ("low", "grave", "expected"),
    [
        (0.29, 0.1, None),
        (0.3, 0.1, Level.WARN),
        (0.9, 0.49, Level.WARN),
        (0.9, 0.5, Level.CRITICAL),
    ],
)
def test_a_likely_fall_is_worth_a_word(low: float, grave: float, expected: Level | None) -> None:
    assert level(at_dawn(said(low, grave))) == expected


def test_while_a_pond_is_learnt_only_what_is_more_likely_than_not_is_told() -> None:
    assert at_dawn(structs.replace(said(0.49), is_learning=True)) is None
    assert level(at_dawn(structs.replace(said(0.5), is_learning=True))) is Level.WARN


def test_two_hours_after_sunset_is_soon_enough() -> None:
    assert isinstance(at_dawn(said(0.9, after_s=2 * HOUR_S - 1)), Unknown)


def test_its_value_is_the_probability_and_a_rise_of_a_fifth_is_told_again() -> None:
    found = at_dawn(said(0.4))

    assert isinstance(found, Finding)
    assert (found.value, found.step) == (0.4, 0.2)


def test_a_warning_stays_until_it_is_unlikely() -> None:
    assert level(at_dawn(said(0.1), a_warning())) is Level.WARN
    assert level(at_dawn(said(0.09), a_warning())) is None


def test_a_danger_stays_one_until_it_is_much_less_likely() -> None:
    assert level(at_dawn(said(0.9, 0.3), a_warning(Level.CRITICAL))) is Level.CRITICAL
    assert level(at_dawn(said(0.9, 0.29), a_warning(Level.CRITICAL))) is Level.WARN


def test_without_a_forecast_nobody_can_tell() -> None:
    silent = ForecastSaid("estanque-1", "2026-05-28", SUNSET + 7200, SUNSET, SUNSET, SUNSET + 9**5, "no_data")

    assert isinstance(at_dawn(None, a_warning()), Unknown)
    assert isinstance(at_dawn(silent), Unknown)


def test_limits_that_were_changed_since_are_not_told_of() -> None:
    verdict = dawn("estanque-1", said(0.9), limits(warn=3.5), standing=None, now=SUNSET + 8000)

    assert isinstance(verdict, Unknown)


def test_with_the_night_the_warning_ends() -> None:
    assert at_dawn(said(0.9), a_warning(), later_s=13 * HOUR_S) is None


# The power.

POND = a_pond(means=["aerator"])


def power(value: float, *, ago: int = 0) -> Contact:
    return Contact(value, NIGHT - ago - 60, NIGHT - ago)


def at_pond(contact: Contact | None, *, is_dangerous: bool = True, **changed: object) -> Verdict:
    return mains(replace(POND, **changed), contact, is_dangerous=is_dangerous, now=NIGHT)  # type: ignore[arg-type]


def test_power_that_is_gone_is_a_danger_by_night_at_once() -> None:
    found = at_pond(power(0))

    assert found == Finding(Kind.MAINS, "estanque-1", Level.CRITICAL, NIGHT - 60)


def test_by_day_it_is_a_caution() -> None:
    assert level(at_pond(power(0), is_dangerous=False)) is Level.WARN


def test_power_that_is_there_is_fine() -> None:
    assert at_pond(power(1)) is None


@pytest.mark.parametrize("contact", [None, power(0, ago=601), power(1, ago=601)])
def test_what_no_node_said_lately_nobody_can_tell(contact: Contact | None) -> None:
    assert isinstance(at_pond(contact), Unknown)


def test_a_diesel_aerator_and_a_pond_without_one_do_not_mind() -> None:
    assert at_pond(power(0), aerator_power="diesel") is None
    assert at_pond(power(0), means=("pump",)) is None


# The water's temperature.


def degrees(*values: float, ago: int = 60) -> list[Reading]:
    return [a_reading(one, at=NIGHT - ago - 60 * (3 - turn)) for turn, one in enumerate(values)]


def in_water(readings: Sequence[Reading], *, is_standing: bool = False) -> Verdict:
    return temperature("estanque-1", readings, limits(), is_standing=is_standing, now=NIGHT)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((21.9, 21.9, 21.9), Level.WARN),
        ((33.1, 33.1, 33.1), Level.WARN),
        ((22.0, 22.0, 33.0), None),
        ((28.0, 28.0, 45.0), None),
    ],
)
def test_water_outside_its_limits_is_a_caution(values: tuple[float, ...], expected: Level | None) -> None:
    assert level(in_water(degrees(*values))) == expected


def test_water_at_its_limits_does_not_flap() -> None:
    assert level(in_water(degrees(22.4, 22.4, 22.4), is_standing=True)) is Level.WARN
    assert level(in_water(degrees(22.5, 22.5, 22.5), is_standing=True)) is None


@pytest.mark.parametrize("readings", [[], degrees(20.0, 20.0), degrees(20.0, 20.0, 20.0, ago=3600)])
def test_few_or_old_temperatures_tell_nothing(readings: list[Reading]) -> None:
    assert isinstance(in_water(readings), Unknown)


# The battery.


@pytest.mark.parametrize(
    ("volts", "danger", "expected"),
    [
        (3.5, None, None),
        (3.49, None, Level.WARN),
        (3.29, None, Level.CRITICAL),
        (3.59, Level.WARN, Level.WARN),
        (3.6, Level.WARN, None),
        (3.39, Level.CRITICAL, Level.CRITICAL),
        (3.4, Level.CRITICAL, Level.WARN),
        (None, Level.WARN, None),
    ],
)
def test_a_low_battery_is_a_caution_and_an_empty_one_a_danger(
    volts: float | None, danger: Level | None, expected: Level | None
) -> None:
    of_node = NodeSaid("soil-1", "lote-1", NIGHT, battery_v=volts)

    assert level(battery(of_node, danger=danger, now=NIGHT)) == expected


def test_what_a_node_said_of_its_battery_yesterday_tells_nothing() -> None:
    of_node = NodeSaid("soil-1", "lote-1", NIGHT, battery_v=3.2)

    assert isinstance(battery(of_node, danger=None, now=NIGHT + 86_401), Unknown)


# The disk.


@pytest.mark.parametrize(
    ("free", "danger", "expected"),
    [
        (5e9, None, None),
        (0.9e9, None, Level.WARN),
        (0.1e9, None, Level.CRITICAL),
        (1.1e9, Level.WARN, Level.WARN),
        (1.3e9, Level.WARN, None),
        (0.23e9, Level.CRITICAL, Level.CRITICAL),
    ],
)
def test_a_disk_that_fills_is_told_before_it_is_full(
    free: float, danger: Level | None, expected: Level | None
) -> None:
    assert level(disk(DiskSeen(int(free), int(32e9)), danger=danger, now=NIGHT)) == expected


def test_a_small_disk_is_not_full_from_its_first_day() -> None:
    assert disk(DiskSeen(int(0.8e9), int(1e9)), danger=None, now=NIGHT) is None


def test_a_disk_that_cannot_be_written_is_a_danger() -> None:
    assert level(disk(DiskSeen(int(9e9), int(32e9), is_read_only=True), danger=None, now=NIGHT)) is (
        Level.CRITICAL
    )


# The clocks.


def test_a_station_that_nothing_vouches_for_is_told_after_half_an_hour() -> None:
    assert station_clock(untrusted_since=None, behind_s=0, now=NIGHT) is None
    assert station_clock(untrusted_since=NIGHT - 1799, behind_s=0, now=NIGHT) is None
    assert level(station_clock(untrusted_since=NIGHT - 1800, behind_s=0, now=NIGHT)) is Level.WARN


def test_a_station_whose_hour_went_back_is_told_at_once() -> None:
    assert station_clock(untrusted_since=None, behind_s=300, now=NIGHT) is None
    assert level(station_clock(untrusted_since=None, behind_s=3600, now=NIGHT)) is Level.WARN


def test_a_node_that_does_not_take_the_hour_is_told() -> None:
    unset = NodeSaid("pond-1", "estanque-1", NIGHT, unset_since=NIGHT - 1800)

    assert level(node_clock(unset, is_station_trusted=True, now=NIGHT)) is Level.WARN
    assert node_clock(replace(unset, unset_since=NIGHT - 60), is_station_trusted=True, now=NIGHT) is None
    assert node_clock(replace(unset, unset_since=None), is_station_trusted=True, now=NIGHT) is None


def test_a_station_without_an_hour_blames_no_node() -> None:
    unset = NodeSaid("pond-1", "estanque-1", NIGHT, unset_since=NIGHT - 9000)

    assert isinstance(node_clock(unset, is_station_trusted=False, now=NIGHT), Unknown)


# The ways to reach people.


def test_a_way_that_does_not_answer_is_told_by_day_only() -> None:
    broken = ChannelHealth("sms", NIGHT, is_well=False, said="sin saldo")

    assert level(channel(broken, is_night=False)) is Level.WARN
    assert isinstance(channel(broken, is_night=True), Unknown)


def test_a_way_that_answers_is_fine_at_any_hour() -> None:
    well = ChannelHealth("sms", NIGHT, is_well=True, said="señal 80 %")

    assert [channel(well, is_night=one) for one in (True, False)] == [None, None]


def test_a_failed_temperature_is_left_out_before() -> None:
    """The rule is handed what did not fail; this pins that the flag alone does not matter to it."""
    doubtful = [replace(one, flag=Flag.SUSPECT) for one in degrees(20.0, 20.0, 20.0)]

    assert level(in_water(doubtful)) is Level.WARN
