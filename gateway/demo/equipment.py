"""What each simulated node is told: the settings.json of its board."""

from __future__ import annotations

from gateway.demo.broker import HOST
from gateway.demo.simulated import OXYGEN_PIN, RAIN_PIN, SOIL_PINS, THERMOMETER_PIN
from gateway.demo.world import cast
from gateway.demo.world.cast import DemoField, DemoPond
from gateway.demo.world.fields import DEPTHS_CM

_POWER_PINS = (16, 17, 18)
_POND_SAMPLES_EVERY_S = 60
_FIELD_WAKES_EVERY_S = 900

Setting = str | int | dict[str, str | int] | list[dict[str, str | int]]


def node_settings(one: DemoPond | DemoField, *, broker_port: int) -> dict[str, Setting]:
    """Return the settings of a node, as its firmware checks them."""
    settings: dict[str, Setting] = {
        "commune": cast.SLUG,
        "node": one.node,
        "kind": "pond" if isinstance(one, DemoPond) else "field",
        "broker": {"host": HOST, "port": broker_port},
        "wifi": {"ssid": "comuna-simulada", "password": ""},
    }
    if isinstance(one, DemoPond):
        return settings | {"sample_every_s": _POND_SAMPLES_EVERY_S, "channels": _pond_channels()}
    return settings | {
        "sample_every_s": _FIELD_WAKES_EVERY_S,
        "send_every_s": _FIELD_WAKES_EVERY_S,
        "channels": _field_channels(),
    }


def _pond_channels() -> list[dict[str, str | int]]:
    return [
        {"name": "sonda", "sensor": "oxygen", "pin": OXYGEN_PIN},
        {"name": "sonda", "sensor": "temperature", "pin": THERMOMETER_PIN},
    ]


def _field_channels() -> list[dict[str, str | int]]:
    sticks: list[dict[str, str | int]] = [
        {"name": f"sonda-{depth}cm", "sensor": "soil", "pin": pin, "power_pin": power}
        for depth, pin, power in zip(DEPTHS_CM, SOIL_PINS, _POWER_PINS, strict=True)
    ]
    return [*sticks, {"name": "pluviometro", "sensor": "rain", "pin": RAIN_PIN}]
