"""What the simulated nodes are told is what the firmware takes."""

from __future__ import annotations

import importlib
import json
from types import ModuleType

import pytest

from gateway.demo.equipment import node_settings, siren_settings, weather_settings
from gateway.demo.world.cast import FIELDS, PONDS, DemoField, DemoPond
from gateway.nodes.boards import firmware_folder


@pytest.fixture
def firmware_settings(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The board's own module, as the board imports it."""
    monkeypatch.syspath_prepend(str(firmware_folder()))
    return importlib.import_module("node.settings")


@pytest.mark.parametrize("one", [*PONDS, *FIELDS], ids=lambda one: one.node)
def test_the_firmware_finds_no_fault_in_the_settings_of_a_demo_node(
    one: DemoPond | DemoField, firmware_settings: ModuleType
) -> None:
    assert firmware_settings.faults_of(node_settings(one, broker_port=1883)) == []


def test_the_firmware_finds_no_fault_in_the_settings_of_the_demo_siren(firmware_settings: ModuleType) -> None:
    assert firmware_settings.faults_of(siren_settings("siren-1", broker_port=1883)) == []


def test_the_firmware_finds_no_fault_in_the_settings_of_the_demo_weather_node(
    firmware_settings: ModuleType,
) -> None:
    assert firmware_settings.faults_of(weather_settings("clima-1", broker_port=1883)) == []


def test_a_pond_with_an_aerator_watches_its_mains_and_its_current() -> None:
    def watched(pond: DemoPond) -> set[str]:
        channels = node_settings(pond, broker_port=1)["channels"]
        assert isinstance(channels, list)
        return {str(one["name"]) for one in channels}

    assert watched(PONDS[0]) == {"sonda", "luz", "aireador"}
    assert watched(PONDS[2]) == {"sonda"}


def test_a_pond_samples_each_minute_and_a_field_wakes_each_quarter_of_an_hour() -> None:
    assert node_settings(PONDS[0], broker_port=1)["sample_every_s"] == 60
    assert node_settings(FIELDS[0], broker_port=1)["sample_every_s"] == 900


def test_a_node_that_sleeps_tells_its_battery() -> None:
    for settings in (node_settings(FIELDS[0], broker_port=1), weather_settings("clima-1", broker_port=1)):
        channels = settings["channels"]
        assert isinstance(channels, list)
        assert channels[-1] == {"name": "bateria", "sensor": "battery", "pin": 33, "divider": 2}


def test_the_demo_pond_with_a_relay_is_wired_as_the_board_file_says() -> None:
    board = json.loads((firmware_folder() / "boards" / "estanque-rele.json").read_text(encoding="utf-8"))

    settings = node_settings(PONDS[1], broker_port=1)

    assert {name: settings[name] for name in ("relay", "alarm_pin")} == {
        name: board[name] for name in ("relay", "alarm_pin")
    }
    assert [one.node for one in PONDS if "relay" in node_settings(one, broker_port=1)] == ["pond-2"]
