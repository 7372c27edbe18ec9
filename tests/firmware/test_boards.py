"""The board files: what each kind of board has on its pins, and how much of the flash that takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from boards import BESIDE, BOARDS, FIRMWARE, a_board, carried, compiled_bytes
from node import pins, settings

LARGEST = 60 * 1024
LARGEST_BESIDE = 5 * 1024
NAMED = {
    "clima",
    "clima-bme280",
    "estanque",
    "estanque-atlas",
    "estanque-optico",
    "estanque-rele",
    "parcela",
    "parcela-modbus",
    "sirena",
}
ADC2 = (0, 2, 4, 12, 13, 14, 15, 25, 26, 27)


def test_the_boards_are_those_that_the_guides_name() -> None:
    assert set(BOARDS) == NAMED


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_that_belongs_to_somebody_has_no_fault(name: str) -> None:
    assert settings.faults_of(a_board(name)) == []


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_file_bears_its_own_name_a_title_and_nobodys_identity(name: str) -> None:
    board = json.loads((FIRMWARE / "boards" / f"{name}.json").read_text(encoding="utf-8"))

    assert board["board"] == name
    assert len(board["title"]) > 10
    assert not {"commune", "node", "broker", "wifi"} & board.keys()


@pytest.mark.parametrize("sensor", ["battery", "oxygen", "radiation", "soil"])
@pytest.mark.parametrize("pin", ADC2)
def test_an_analog_sensor_on_a_pin_of_the_second_converter_is_refused(sensor: str, pin: int) -> None:
    channel = {"name": "uno", "sensor": sensor, "pin": pin, "power_pin": 18, "divider": 2}

    faults = settings.faults_of(a_board("estanque") | {"channels": [channel], "alarm_pin": 23})

    assert "channels[0].pin: " + ", ".join(map(str, pins.ANALOG)) in faults


def test_what_one_board_carries_takes_sixty_kilobytes_at_most(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    sizes: dict[Path, int] = {}
    totals = {}
    for name in BOARDS:
        files = carried(a_board(name))
        for path in files:
            sizes[path] = sizes.get(path) or compiled_bytes(path, tmp_path)
        totals[name] = sum(sizes[path] for path in files)

    beside = sum(compiled_bytes(path, tmp_path) for path in BESIDE)
    lines = [f"  {name:16} {total:6} of {LARGEST} bytes of .mpy" for name, total in totals.items()]
    lines.append(f"  {'beside them':16} {beside:6} of {LARGEST_BESIDE} bytes: starter, slots, rescue program")
    record_property("figures", "\n".join(["what one board carries:", *lines]))
    assert {name: total for name, total in totals.items() if total > LARGEST} == {}
    assert beside <= LARGEST_BESIDE
    assert FIRMWARE / "node" / "wake.py" in sizes
    assert FIRMWARE / "node" / "sensors" / "rain.py" in sizes
