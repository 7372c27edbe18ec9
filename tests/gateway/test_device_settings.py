"""A foreign device that cannot be read as it is written is a fault at the start, all of them named."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.config import checked
from gateway.domain.errors import ConfigError
from gateway.domain.foreign import matched, overlap, steps_of

COMMUNE = {"slug": "la-ceiba", "name": "La Ceiba", "latitude": 9.5, "longitude": -69.2}
AIR = {"path": "AM2301.Temperature", "channel": "caseta", "quantity": "air_temperature", "unit": "°C"}
SHED = {"node": "caseta-1", "topic": "tele/caseta/SENSOR", "format": "json", "field": [AIR]}
WORDS = {
    "node": "caseta-2",
    "topic": "caseta/sensor/+/state",
    "format": "text",
    "field": [AIR | {"path": "aire"}],
}


def faults_of(*devices: dict[str, Any]) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        checked({"commune": COMMUNE, "device": list(devices)})
    return caught.value.faults


def of(**others: object) -> dict[str, Any]:
    return SHED | others


def with_field(**others: object) -> dict[str, Any]:
    return SHED | {"field": [AIR | others]}


def test_devices_that_go_together_are_taken() -> None:
    found = checked({"commune": COMMUNE, "device": [SHED, WORDS]})

    assert found.device[0].field[0].quantity == "air_temperature"


FAULTS: dict[str, tuple[list[dict[str, Any]], str]] = {
    "the same name": ([SHED, of(topic="tele/otra/SENSOR")], "[[device]] caseta-1 está dos veces"),
    "one topic of two": (
        [SHED, of(node="otra", topic="tele/+/SENSOR")],
        "caseta-1 y otra: un mismo mensaje sería de los dos",
    ),
    "a name of people": ([of(node="mano-1")], "empiezan con mano-"),
    "a name with a blank": ([of(node="La Caseta")], "minúsculas, números y guiones"),
    "our own topics": ([of(topic="conuco/v1/la-ceiba/x/y")], "no puede empezar con conuco"),
    "everything": ([of(topic="#")], "un + ocupa un nivel entero"),
    "half a level": ([of(topic="tele/caseta+/SENSOR")], "un + ocupa un nivel entero"),
    "anybody's": ([of(topic="+/caseta/SENSOR")], "no puede empezar con +"),
    "what Home Assistant says": ([of(topic="homeassistant/x")], "no puede empezar con homeassistant"),
    "no field": ([of(field=[])], "falta al menos un [[device.field]]"),
    "a field that is no table": ([of(field={"path": "x"})], "se escribe [[field]]"),
    "a field with a word of its own": (
        [with_field(colour="red")],
        "[[field]] número 1 colour no es un ajuste",
    ),
    "a field without a channel": ([of(field=[{"quantity": "rain"}])], "[[field]] número 1: falta channel"),
    "an unknown quantity": ([with_field(quantity="luck")], "no se conoce la magnitud luck"),
    "an impossible unit": ([with_field(unit="mV")], "air_temperature no se mide en mV; sirve °C, C, K"),
    "unit and factor": ([with_field(factor=2.0)], "no los dos"),
    "a factor of nothing": ([with_field(unit=None, factor=0.0)], "factor = 0 borraría"),
    "a path that is none": ([with_field(path="a..b")], "no es un camino"),
    "a series twice": ([of(field=[AIR, AIR])], "air_temperature en el canal caseta está dos veces"),
    "a time in text": ([WORDS | {"time": "x"}], "son para format"),
    "text without a name": ([WORDS | {"field": [AIR | {"path": ""}]}], "en el lugar del +"),
    "a format of its own": ([of(format="xml")], "format = 'xml' no sirve"),
}


@pytest.mark.parametrize(("devices", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_of_a_device_says_which_and_what(devices: list[dict[str, Any]], words: str) -> None:
    assert any(words in fault for fault in faults_of(*devices)), faults_of(*devices)


def test_all_faults_of_devices_are_named_at_once() -> None:
    assert len(faults_of(with_field(quantity="luck"), of(node="otra", topic="#"), WORDS | {"time": "x"})) == 3


def test_a_plus_stands_for_one_level_and_no_more() -> None:
    assert matched("a/+/c", "a/b/c") == "b"
    assert matched("a/+/+", "a/b/c") == "b/c"
    assert matched("a/b", "a/b") == ""
    assert matched("a/+", "a/b/c") is None
    assert overlap("a/+/c", "a/b/+")
    assert not overlap("a/+/c", "a/b/d")
    assert not overlap("a/+", "a/b/c")


def test_a_path_goes_by_names_and_places() -> None:
    assert steps_of("a.b-1[0][2].c d") == ("a", "b-1", 0, 2, "c d")
    assert [steps_of(one) for one in ("", "a.", "a[x]", "[0]", "a[-1]")] == [None] * 5
