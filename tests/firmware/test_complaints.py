"""What a sensor complains of is what the pages know it by."""

from __future__ import annotations

import pytest
from bme280_cases import Chip, a_sensor
from node.sensors.soil_modbus import doubt
from node.sensors.temperature import crc8, temperature_c

from dashboard.nodes.card import OF_THE_CHIP, OF_THE_MAP, OF_THE_THERMOMETER


def a_scratchpad(raw: int, *, sixth: int = 0x10) -> bytes:
    head = bytes([raw & 0xFF, raw >> 8 & 0xFF, 0x4B, 0x46, 0x7F, 0xFF, sixth, 0x10])
    return head + bytes([crc8(head)])


@pytest.mark.parametrize(
    "scratchpad",
    [
        bytes(9),
        b"\xff" * 9,
        b"\xff" * 8 + bytes([crc8(b"\xff" * 8)]),
        a_scratchpad(-127 * 16),
        a_scratchpad(85 * 16, sixth=0x0C),
    ],
)
def test_every_complaint_about_a_scratchpad_is_known_for_the_thermometers(scratchpad: bytes) -> None:
    with pytest.raises(ValueError, match="|".join(OF_THE_THERMOMETER)):
        temperature_c(scratchpad)


def test_a_wrong_map_and_a_wrong_chip_are_known_for_what_they_are() -> None:
    assert OF_THE_MAP in doubt("A", [2731, 2315, 412])
    with pytest.raises(ValueError, match=OF_THE_CHIP):
        a_sensor(Chip(0x58)).read()
