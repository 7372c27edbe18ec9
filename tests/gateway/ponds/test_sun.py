"""The sun of a place, against times that anybody can look up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.ponds.sun import is_night, sun_times

COMMUNE = {"latitude": 9.5, "longitude": -69.2}


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("latitude", "longitude", "rise", "set_"),
    [
        # Greenwich at the solstice of June: 4:43 and 21:21 summer time.
        (51.4778, 0.0, "2026-06-21T03:43", "2026-06-21T20:21"),
        # Boulder at the equinox of March: 7:05 and 19:12 summer time, the sunset on the next day of UTC.
        (40.0, -105.0, "2026-03-20T13:05", "2026-03-21T01:12"),
        # Helsinki at both solstices: 3:54 to 22:50 summer time, 9:24 to 15:13 winter time.
        (60.17, 24.94, "2026-06-21T00:54", "2026-06-21T19:50"),
        (60.17, 24.94, "2026-12-21T07:24", "2026-12-21T13:13"),
    ],
)
def test_sunrise_and_sunset_are_right_within_two_minutes(
    latitude: float, longitude: float, rise: str, set_: str
) -> None:
    times = sun_times(date.fromisoformat(rise[:10]), latitude=latitude, longitude=longitude)

    assert times is not None
    assert times.rise == pytest.approx(utc(rise), abs=120)
    assert times.set == pytest.approx(utc(set_), abs=120)


@pytest.mark.parametrize(
    ("day", "minutes"), [("02-11", -14.2), ("05-14", 3.7), ("07-26", -6.5), ("11-03", 16.4), ("09-01", 0.0)]
)
def test_the_sundial_is_ahead_of_the_clock_as_the_almanac_says(day: str, minutes: float) -> None:
    times = sun_times(date.fromisoformat(f"2026-{day}"), latitude=0.0, longitude=0.0)

    assert times is not None
    noon = (times.rise + times.set) / 2
    assert (utc(f"2026-{day}T12:00") - noon) / 60 == pytest.approx(minutes, abs=0.4)


def test_on_the_llanos_the_longest_day_is_67_minutes_longer_than_the_shortest() -> None:
    longest = sun_times(date(2026, 6, 21), **COMMUNE)
    shortest = sun_times(date(2026, 12, 21), **COMMUNE)

    assert longest is not None
    assert shortest is not None
    assert (longest.set - longest.rise) - (shortest.set - shortest.rise) == pytest.approx(67 * 60, abs=120)


def test_where_the_sun_does_not_set_there_is_no_sunrise() -> None:
    assert sun_times(date(2026, 6, 21), latitude=78.0, longitude=15.0) is None
    assert is_night(utc("2026-06-21T12:00"), latitude=78.0, longitude=15.0)


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2026-06-21T10:15", True),  # 6:15 local, sunrise 6:18
        ("2026-06-21T10:20", False),
        ("2026-06-21T22:55", False),  # 18:55 local, sunset 18:58
        ("2026-06-21T23:05", True),
        ("2026-06-22T04:00", True),  # midnight, already the next day of UTC
    ],
)
def test_night_is_from_sunset_to_sunrise(moment: str, night: bool) -> None:
    assert is_night(utc(moment), **COMMUNE) is night


def test_the_dangers_of_the_night_can_last_into_the_morning() -> None:
    assert is_night(utc("2026-06-21T12:15"), **COMMUNE, after_sunrise_s=7200)
    assert not is_night(utc("2026-06-21T12:20"), **COMMUNE, after_sunrise_s=7200)


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)), longitude=st.floats(-180, 180))
def test_noon_is_day_and_midnight_is_night_everywhere(day: date, longitude: float) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(hours=longitude / 15)

    assert not is_night(int(noon.timestamp()), latitude=9.5, longitude=longitude)
    assert is_night(int(noon.timestamp()) + 43_200, latitude=9.5, longitude=longitude)
