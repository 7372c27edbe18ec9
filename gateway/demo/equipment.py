"""What each simulated node is told: the settings.json of its board."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.demo.broker import HOST
from gateway.demo.simulated import (
    AERATOR_PIN,
    AIR_PINS,
    BATTERY_PIN,
    BUTTON_PIN,
    MAINS_PIN,
    OXYGEN_PIN,
    RAIN_PIN,
    RELAY_PIN,
    SIREN_PIN,
    SOIL_PINS,
    THERMOMETER_PIN,
)
from gateway.demo.world import cast
from gateway.demo.world.cast import DemoField, DemoPond
from gateway.demo.world.fields import DEPTHS_CM

_POWER_PINS = (16, 17, 18)
_POND_SAMPLES_EVERY_S = 60
_FIELD_WAKES_EVERY_S = 900

_RELAY: Final[dict[str, str | int | float]] = {
    "pin": RELAY_PIN, "active": 1, "on_below": 3.0, "off_above": 5.0, "minimum_s": 1800,
    "on_fault": "on", "sunrise": 660,
}  # fmt: skip
"""As `firmware/boards/estanque-rele.json` has it; the sun rises at eleven UTC at the latest."""

_BATTERY: Final[dict[str, str | int]] = {
    "name": "bateria", "sensor": "battery", "pin": BATTERY_PIN, "divider": 2
}  # fmt: skip

Setting = str | int | Mapping[str, str | int | float] | list[dict[str, str | int]]


def node_settings(one: DemoPond | DemoField, *, broker_port: int) -> dict[str, Setting]:
    """Return the settings of a node, as its firmware checks them."""
    if isinstance(one, DemoPond):
        settings = _settings(one.node, "pond", broker_port)
        settings |= {"sample_every_s": _POND_SAMPLES_EVERY_S, "channels": _pond_channels(one)}
        return settings | {"alarm_pin": SIREN_PIN, "relay": _RELAY} if one.place == cast.RELAY else settings
    return _settings(one.node, "field", broker_port) | {
        "sample_every_s": _FIELD_WAKES_EVERY_S,
        "send_every_s": _FIELD_WAKES_EVERY_S,
        "channels": _field_channels(),
    }


def weather_settings(node: str, *, broker_port: int) -> dict[str, Setting]:
    """Return the settings of a weather node, as its firmware checks them."""
    clock, data = AIR_PINS
    return _settings(node, "field", broker_port) | {
        "sample_every_s": _FIELD_WAKES_EVERY_S,
        "send_every_s": _FIELD_WAKES_EVERY_S,
        "channels": [
            {"name": "aire", "sensor": "air", "scl_pin": clock, "sda_pin": data},
            {"name": "pluviometro", "sensor": "rain", "pin": RAIN_PIN},
            _BATTERY,
        ],
    }


def siren_settings(node: str, *, broker_port: int) -> dict[str, Setting]:
    """Return the settings of a siren, as its firmware checks them."""
    return _settings(node, "siren", broker_port) | {
        "sample_every_s": _POND_SAMPLES_EVERY_S,
        "alarm_pin": SIREN_PIN,
        "channels": [
            {"name": "boton", "sensor": "button", "pin": BUTTON_PIN},
            {"name": "luz", "sensor": "mains", "pin": MAINS_PIN},
        ],
    }


def _settings(node: str, kind: str, broker_port: int) -> dict[str, Setting]:
    return {
        "commune": cast.SLUG,
        "node": node,
        "kind": kind,
        "broker": {"host": HOST, "port": broker_port},
        "wifi": {"ssid": "comuna-simulada", "password": ""},
    }


def _pond_channels(pond: DemoPond) -> list[dict[str, str | int]]:
    probes: list[dict[str, str | int]] = [
        {"name": "sonda", "sensor": "oxygen", "pin": OXYGEN_PIN},
        {"name": "sonda", "sensor": "temperature", "pin": THERMOMETER_PIN},
    ]
    if "aerator" not in pond.means:
        return probes
    return [
        *probes,
        {"name": "luz", "sensor": "mains", "pin": MAINS_PIN},
        {"name": "aireador", "sensor": "aerator", "pin": AERATOR_PIN},
    ]


def _field_channels() -> list[dict[str, str | int]]:
    sticks: list[dict[str, str | int]] = [
        {"name": f"sonda-{depth}cm", "sensor": "soil", "pin": pin, "power_pin": power}
        for depth, pin, power in zip(DEPTHS_CM, SOIL_PINS, _POWER_PINS, strict=True)
    ]
    return [*sticks, {"name": "pluviometro", "sensor": "rain", "pin": RAIN_PIN}, _BATTERY]
