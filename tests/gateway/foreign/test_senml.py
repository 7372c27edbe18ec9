"""SenML packs are read as RFC 8428 says, or refused whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.errors import BodyError
from gateway.domain.foreign import Device, DeviceField
from gateway.domain.quantities import QUANTITIES
from gateway.domain.units import PRIMARY, SECONDARY, senml_change
from gateway.foreign.measured import Measured
from gateway.foreign.reading import Devices

FIELDS = [
    DeviceField("sonda", "water_temperature", "t1"),
    DeviceField("sonda", "oxygen", "o2"),
    DeviceField("caseta", "air_humidity", "rh"),
    DeviceField("techo", "mains", "luz"),
]
DEVICE = Device("sonda-1", "sondas/1", "senml", FIELDS)


def read(*records: dict[str, object]) -> list[Measured]:
    return Devices([DEVICE]).read(DEVICE, DEVICE.topic, json.dumps(records).encode())


def test_bases_hold_until_they_are_said_anew_and_are_added() -> None:
    found = read(
        {"bn": "t", "bu": "Cel", "bv": 20.0, "bt": 1_781_083_000, "n": "1", "v": 7.5, "t": 10},
        {"n": "1", "v": 8.0, "t": 70},
        {"n": "1", "u": "K", "bv": 0.0, "v": 300.15, "t": 130},
    )

    assert [one.values["sonda"]["water_temperature"] for one in found] == [27.5, 28.0, pytest.approx(27.0)]
    assert [one.when.stated for one in found] == [1_781_083_010, 1_781_083_070, 1_781_083_130]


def test_a_percent_sign_is_the_whole_and_not_a_hundredth() -> None:
    [found] = read({"n": "rh", "u": "%RH", "v": 81.0}, {"n": "luz", "vb": True})

    assert found.values == {"caseta": {"air_humidity": 81.0}, "techo": {"mains": 1.0}}
    assert senml_change("%", "oxygen_saturation", has_secondary=False).of(0.85) == 85.0
    assert senml_change("/", "soil_water", has_secondary=False).of(0.31) == 0.31


def test_secondary_units_are_read_only_in_a_pack_that_says_so() -> None:
    [found] = read({"bver": 26, "n": "o2", "u": "mg/l", "v": 5.1})

    assert found.values == {"sonda": {"oxygen": 5.1}}
    with pytest.raises(BodyError, match="only for packs with bver 26"):
        read({"n": "o2", "u": "mg/l", "v": 5.1})


def test_records_with_text_data_or_a_sum_alone_are_passed_over() -> None:
    found = read(
        {"n": "t1", "vs": "warm"},
        {"n": "t1", "vd": "aGk"},
        {"n": "t1", "s": 4},
        {"bn": "x:"},
        {"n": "o", "v": 1},
    )

    assert found == []


def test_a_time_below_two_to_the_28_counts_from_the_arrival() -> None:
    older, newer = read({"n": "t1", "v": 27.0, "t": -60}, {"n": "o2", "v": 5.0})

    assert (older.when.before_s, newer.when.before_s) == (60, 0)
    assert not older.when.is_doubtful


def test_a_clock_that_was_never_set_keeps_its_distances_and_is_doubted() -> None:
    older, newer = read({"n": "t1", "v": 27.0, "t": 4_000}, {"n": "t1", "v": 27.5, "t": 4_060})

    assert (older.when.before_s, newer.when.before_s) == (60, 0)
    assert older.when.is_doubtful
    assert newer.when.is_doubtful
    assert older.when.stated == 4_000


def test_seconds_beyond_every_calendar_are_no_time() -> None:
    [found] = read({"n": "t1", "v": 27.0, "bt": -1e308, "t": -1e308})

    assert found.when.is_doubtful
    assert found.when.stated is None


REFUSED: dict[str, tuple[list[object], str]] = {
    "no record": ([], "at least one record"),
    "no object": ([3], "is an object"),
    "a label that must be understood": ([{"n": "t1", "v": 1, "x_": 1}], "has to be understood"),
    "a version that is too new": ([{"bver": 11, "n": "t1", "v": 1}], "newer than this reader"),
    "a feature that is not known": ([{"bver": 27, "n": "t1", "v": 1}], "newer than this reader"),
    "two versions": ([{"bver": 26, "n": "t1", "v": 1}, {"bver": 10, "n": "t1", "v": 1}], "different bver"),
    "a late version": ([{"n": "t1", "v": 1}, {"bver": 26, "n": "t1", "v": 1}], "different bver"),
    "a version of text": ([{"bver": "10", "n": "t1", "v": 1}], "whole number"),
    "two values": ([{"n": "t1", "v": 1, "vs": "x"}], "more than one value"),
    "no value": ([{"n": "t1", "u": "Cel"}], "neither a value nor a sum"),
    "a number of text": ([{"n": "t1", "v": "27"}], "holds what it cannot"),
    "no name": ([{"v": 27}], "is not the name"),
    "a unit of something else": ([{"n": "t1", "u": "V", "v": 1}], "is not measured in 'V'"),
    "humidity of water": ([{"n": "o2", "u": "%RH", "v": 1}], "is not measured in '%RH'"),
    "a switch for a thermometer": ([{"n": "t1", "vb": True}], "where a number of water_temperature"),
    "a number beyond all bounds": ([{"n": "t1", "v": 10**400}], "beyond all bounds"),
}


@pytest.mark.parametrize(("pack", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_pack_that_cannot_be_read_is_refused_whole(pack: list[object], reason: str) -> None:
    with pytest.raises(BodyError, match=reason):
        Devices([DEVICE]).read(DEVICE, DEVICE.topic, json.dumps(pack).encode())


def test_every_quantity_has_a_unit_of_senml() -> None:
    assert {one.unit for one in QUANTITIES.values()} == set(PRIMARY)
    assert set(SECONDARY) <= set(PRIMARY)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["bn", "bt", "bv", "bu", "bver", "n", "u", "v", "vb", "t", "s", "x_"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_comes_is_read_or_refused(pack: object) -> None:
    try:
        found = Devices([DEVICE]).read(DEVICE, DEVICE.topic, json.dumps(pack).encode())
    except BodyError:
        return
    assert all(one.values for one in found)
