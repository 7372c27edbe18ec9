"""A message of each maker is read as its own documentation says it looks."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from gateway.domain.foreign import Device, DeviceField
from gateway.foreign.reading import Devices

SAMPLES = Path(__file__).parents[2] / "samples" / "foreign"
HALF_PAST_FIVE = 1_781_083_800
"""2026-06-10 at 05:30 in the commune [s UTC]."""

Values = dict[str, dict[str, float]]


def field(path: str, channel: str, quantity: str, unit: str | None = None) -> DeviceField:
    return DeviceField(channel, quantity, path, unit)


def device(topic: str, sort: Literal["json", "text", "senml"], *fields: DeviceField, **others: str) -> Device:
    return Device("ajeno-1", topic, sort, list(fields), **others)  # type: ignore[arg-type]


TASMOTA = device(
    "tele/caseta/SENSOR",
    "json",
    field("DS18B20-1.Temperature", "sonda", "water_temperature", "C"),
    field("AM2301.Humidity", "caseta", "air_humidity", "%"),
    time="Time",
)
ZIGBEE = device(
    "zigbee2mqtt/lote norte",
    "json",
    field("soil_moisture", "sonda-20cm", "soil_water", "%"),
    time="last_seen",
    only_if="availability.state",
)
CHIRPSTACK = device(
    "application/17c82e96/device/+/event/up",
    "json",
    field("object.oxygen.mg_l", "sonda", "oxygen"),
    field("object.probes[1].temp", "fondo", "water_temperature"),
    time="time",
)
THINGS_STACK = device(
    "v3/conuco@ttn/devices/lote-norte/up",
    "json",
    field("uplink_message.decoded_payload.soil_mv", "sonda-20cm", "soil_signal", "mV"),
    field("uplink_message.decoded_payload.rain_mm", "pluviometro", "rain"),
    time="uplink_message.received_at",
)
SENML = device(
    "sondas/1/senml",
    "senml",
    field("agua", "sonda", "water_temperature"),
    field("urn:dev:mac:0024befffe804ff1:oxigeno", "sonda", "oxygen"),
)
ESPHOME = device(
    "estanque/sensor/+/state",
    "text",
    field("agua", "sonda", "water_temperature"),
    field("aire", "caseta", "air_temperature"),
)

READ: dict[str, tuple[Device, str, Values, int | None]] = {
    "tasmota.json": (
        TASMOTA,
        "tele/caseta/SENSOR",
        {"sonda": {"water_temperature": 27.4}, "caseta": {"air_humidity": 88.1}},
        HALF_PAST_FIVE,
    ),
    "zigbee2mqtt.json": (
        ZIGBEE,
        "zigbee2mqtt/lote norte",
        {"sonda-20cm": {"soil_water": 0.31}},
        HALF_PAST_FIVE,
    ),
    "chirpstack_v4.json": (
        CHIRPSTACK,
        "application/17c82e96/device/0101/event/up",
        {"sonda": {"oxygen": 4.82}, "fondo": {"water_temperature": 27.6}},
        HALF_PAST_FIVE,
    ),
    "the_things_stack_v3.json": (
        THINGS_STACK,
        "v3/conuco@ttn/devices/lote-norte/up",
        {"sonda-20cm": {"soil_signal": 1812.0}, "pluviometro": {"rain": 0.4}},
        HALF_PAST_FIVE,
    ),
    "senml.json": (
        SENML,
        "sondas/1/senml",
        {"sonda": {"water_temperature": 27.9, "oxygen": 5.35}},
        HALF_PAST_FIVE,
    ),
    "esphome.txt": (ESPHOME, "estanque/sensor/agua/state", {"sonda": {"water_temperature": 28.4}}, None),
}


@pytest.mark.parametrize("sample", READ)
def test_a_sample_becomes_its_values_in_our_units_at_its_moment(sample: str) -> None:
    whose, topic, values, stated = READ[sample]
    devices = Devices([TASMOTA, ZIGBEE, CHIRPSTACK, THINGS_STACK, SENML, ESPHOME], utc_offset_hours=-4)

    found = devices.of(topic)
    [measured] = devices.read(whose, topic, (SAMPLES / sample).read_bytes())

    assert found is whose
    assert {
        channel: {quantity: pytest.approx(value) for quantity, value in of_it.items()}
        for channel, of_it in values.items()
    } == measured.values
    assert measured.when.stated == stated


def test_every_sample_is_read() -> None:
    assert {one.name for one in SAMPLES.iterdir()} - {"README.md"} == set(READ)


def test_what_stands_for_the_plus_says_which_number_it_is() -> None:
    devices = Devices([ESPHOME])

    [air] = devices.read(ESPHOME, "estanque/sensor/aire/state", b"31.25\n")

    assert air.values == {"caseta": {"air_temperature": 31.25}}
    assert devices.read(ESPHOME, "estanque/sensor/wifi/state", b"-61") == []
    assert devices.read(ESPHOME, "estanque/sensor/agua/state", b"nan") == []


def test_a_device_that_says_it_is_away_is_not_read() -> None:
    away = (SAMPLES / "zigbee2mqtt.json").read_bytes().replace(b"online", b"offline")

    assert Devices([ZIGBEE]).read(ZIGBEE, ZIGBEE.topic, away) == []
