"""Each board file as a whole node: the firmware as a process, and a world in which its devices answer."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import parts
import pytest
from boards import BOARDS, a_board
from compiled import HEAP, compiled_firmware
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
SILENCED = {
    "clima": {"air_temperature", "air_humidity"},
    "clima-bme280": {"air_temperature", "air_humidity", "air_pressure"},
    "estanque-atlas": {"oxygen_probe"},
    "estanque-optico": {"oxygen_probe", "water_temperature"},
    "parcela-modbus": {"soil_probe", "soil_temperature", "soil_conductivity"},
}
"""What a board cannot tell when nobody answers on its buses."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The firmware as it goes onto a board."""
    return compiled_firmware(tmp_path_factory.mktemp("board"))


def measured(world: WiredWorld) -> list[dict[str, dict[str, float]]]:
    """Return what was measured, without what a relay says when it switches."""
    told = [json.loads(record)["values"] for record in dict(world.log).values()]
    return [values for values in told if values.keys() != {"rele"}]


def first_values(
    name: str, world: WiredWorld, firmware: Path, folder: Path, *, records: int = 1
) -> dict[str, dict[str, float]]:
    """Return what a board tells in its record of that number, before anybody hears it."""
    with HardwareServer(world) as server:
        clock = WorldClock(time.time(), START, SPEED)
        interpreter = Interpreter(parts.micropython(), heap=HEAP)
        surroundings = Surroundings(server.port, clock, interpreter, firmware)
        node = VirtualNode(a_board(name), folder, surroundings, log_file=folder.with_suffix(".log"))
        node.start()
        try:
            deadline = time.monotonic() + 120
            while len(measured(world)) < records:
                assert time.monotonic() < deadline, node.log_file.read_text(encoding="utf-8")[-2000:]
                node.tend(time.monotonic())
                time.sleep(0.02)
        finally:
            node.stop()
    assert node.crashes == 0
    return measured(world)[records - 1]


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_tells_all_that_hangs_on_it(
    name: str, small: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    values = first_values(name, WiredWorld(), small, tmp_path / name)

    assert {channel: set(told) for channel, told in values.items()} == TELLS[name]
    record_property(f"heap of {HEAP}", f"board {name}")


@pytest.mark.parametrize("name", SILENCED)
def test_a_device_that_is_silent_is_left_out_and_stops_no_other(
    name: str, small: Path, tmp_path: Path
) -> None:
    values = first_values(name, WiredWorld(is_silent=True), small, tmp_path / name, records=2)

    missing = set().union(*TELLS[name].values()) - set().union(*map(set, values.values()))
    assert missing == SILENCED[name]


def test_a_soil_probe_over_rs485_tells_what_its_words_mean(small: Path, tmp_path: Path) -> None:
    world = WiredWorld()

    values = first_values("parcela-modbus", world, small, tmp_path / "parcela-modbus")

    assert values["sonda-20cm"] == {"soil_probe": 0.231, "soil_temperature": 27.3, "soil_conductivity": 412}
    assert world.asked[0] == bytes.fromhex("01 03 00 00 00 03 05 CB")
