"""Each board file as a whole node: the firmware as a process, and a world in which its devices answer."""

from __future__ import annotations

import json
import time
from pathlib import Path

import parts
import pytest
from boards import BOARDS, a_board
from wired import WiredWorld

from gateway.demo.hardware import HardwareServer
from gateway.demo.interpreter import Interpreter
from gateway.demo.virtual_node import Surroundings, VirtualNode
from gateway.domain.clock import WorldClock

pytestmark = pytest.mark.micropython

START = 1_772_000_400.0
SPEED = 300.0
POND = {"luz": {"mains"}, "aireador": {"aerator_running"}}
FIELD = {"bateria": {"battery"}}
WEATHER = FIELD | {
    "pluviometro": {"rain_tips"},
    "anemometro": {"wind_signal"},
    "piranometro": {"radiation_signal"},
}
TELLS = {
    "clima": WEATHER | {"aire": {"air_temperature", "air_humidity"}},
    "clima-bme280": WEATHER | {"aire": {"air_temperature", "air_humidity", "air_pressure"}},
    "estanque": POND | {"sonda": {"oxygen_signal", "water_temperature"}},
    "estanque-atlas": POND | {"sonda": {"oxygen_probe", "water_temperature"}},
    "estanque-optico": POND | {"sonda": {"oxygen_probe", "water_temperature"}},
    "estanque-rele": POND | {"sonda": {"oxygen_signal", "water_temperature"}},
    "parcela": FIELD
    | {"pluviometro": {"rain_tips"}}
    | {f"sonda-{depth}cm": {"soil_signal"} for depth in (20, 45, 75)},
    "parcela-modbus": FIELD | {"sonda-20cm": {"soil_probe", "soil_temperature", "soil_conductivity"}},
    "sirena": {"luz": {"mains"}},
}


def first_values(
    name: str, world: WiredWorld, folder: Path, *, records: int = 1
) -> dict[str, dict[str, float]]:
    """Return what a board tells in its record of that number, before anybody hears it."""
    with HardwareServer(world) as server:
        clock = WorldClock(time.time(), START, SPEED)
        surroundings = Surroundings(server.port, clock, Interpreter(parts.micropython()))
        node = VirtualNode(a_board(name), folder, surroundings, log_file=folder.with_suffix(".log"))
        node.start()
        try:
            deadline = time.monotonic() + 30
            while world.count() < records:
                assert time.monotonic() < deadline, node.log_file.read_text(encoding="utf-8")[-2000:]
                node.tend(time.monotonic())
                time.sleep(0.02)
        finally:
            node.stop()
    assert node.crashes == 0
    return json.loads(list(world.log.values())[records - 1])["values"]


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_tells_all_that_hangs_on_it(name: str, tmp_path: Path) -> None:
    values = first_values(name, WiredWorld(), tmp_path / name)

    assert {channel: set(told) for channel, told in values.items()} == TELLS[name]


@pytest.mark.parametrize(
    "name", ["clima", "clima-bme280", "estanque-atlas", "estanque-optico", "parcela-modbus"]
)
def test_a_device_that_is_silent_is_left_out_and_stops_no_other(name: str, tmp_path: Path) -> None:
    values = first_values(name, WiredWorld(is_silent=True), tmp_path / name, records=2)

    missing = set().union(*TELLS[name].values()) - set().union(*map(set, values.values()))
    assert missing
    assert missing <= {
        "air_temperature", "air_humidity", "air_pressure", "oxygen_probe", "water_temperature",
        "soil_probe", "soil_temperature", "soil_conductivity",
    }  # fmt: skip


def test_a_soil_probe_over_rs485_tells_what_its_words_mean(tmp_path: Path) -> None:
    world = WiredWorld()

    values = first_values("parcela-modbus", world, tmp_path / "parcela-modbus")

    assert values["sonda-20cm"] == {"soil_probe": 0.231, "soil_temperature": 27.3, "soil_conductivity": 412}
    assert world.asked[0] == bytes.fromhex("01 03 00 00 00 03 05 CB")
