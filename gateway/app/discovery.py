"""What Home Assistant is told of a node: its discovery message, and where its values are. Pure.

Each series has a topic of its own. On one topic for a whole node the clock of `expire_after` would begin
anew with every message, and a dead probe would look alive beside a thermometer that still speaks.

Source:
    Home Assistant, "MQTT", device discovery (`components`, `origin`); its schemas `mqtt/schemas.py` and
    `sensor/const.py`: which device class has which unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from gateway.domain.places import Place
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.domain.topics import PREFIX, node_topic

ONLINE: Final = b"online"
OFFLINE: Final = b"offline"

SOON_S: Final = 900
"""After so long without a value a probe of a pond shows none: three of the longest gaps [s]; ours."""

LATE_S: Final = 7200
"""The same of what may sleep between two values: fields, weather, foreign devices [s]; ours."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a quantity is shown there.

    Attributes:
        device_class: None where Home Assistant has none.
        unit: None where its class has none.
        factor: Times this the stored value is shown.
    """

    device_class: str | None
    unit: str | None
    factor: float = 1.0
    platform: str = "sensor"


SHOWN: Final[dict[str, Shown]] = {
    "oxygen": Shown(None, "mg/L"),
    "oxygen_saturation": Shown(None, "%"),
    "water_temperature": Shown("temperature", "°C"),
    "soil_water": Shown("moisture", "%", 100.0),
    "soil_temperature": Shown("temperature", "°C"),
    "soil_conductivity": Shown(None, "µS/cm"),
    "rain": Shown("precipitation", "mm"),
    "air_temperature": Shown("temperature", "°C"),
    "air_humidity": Shown("humidity", "%"),
    "air_pressure": Shown("atmospheric_pressure", "hPa"),
    "wind_speed": Shown("wind_speed", "m/s"),
    "solar_radiation": Shown("irradiance", "W/m²"),
    "battery": Shown("voltage", "V"),
    "ph": Shown("ph", None),
    "mains": Shown("power", None, platform="binary_sensor"),
    "aerator_running": Shown("running", None, platform="binary_sensor"),
    "aerator_relay": Shown("running", None, platform="binary_sensor"),
}
"""What is announced; buttons, the reasons of a relay and what people measure by hand are not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A node as it is announced.

    Attributes:
        place: Where it stands, None where it stands at no pond or field.
        has_status: Whether it says of itself how it is.
        series: What of it can be read.
    """

    commune: str
    node: str
    place: Place | None
    has_status: bool
    series: tuple[SeriesKey, ...]

    @property
    def expires_s(self) -> int:
        """After how long without a value none is shown [s]."""
        return SOON_S if self.has_status and self.place is not None and self.place.sort == "pond" else LATE_S


def config_topic(prefix: str, commune: str, node: str) -> str:
    """Return where a node is announced."""
    return f"{prefix}/device/{_object(commune, node)}/config"


def alive_topic(commune: str) -> str:
    """Return where the gateway says whether it is there."""
    return f"{PREFIX}/{commune}/-/gateway"


def state_topic(commune: str, series: SeriesKey) -> str:
    """Return where the values of a series are told."""
    return f"{PREFIX}/{commune}/-/state/{series.node}/{series.channel}/{series.quantity}"


def state_body(series: SeriesKey, value: float) -> bytes:
    """Return a value as it is told."""
    shown = SHOWN[series.quantity]
    if shown.platform == "binary_sensor":
        return b"ON" if value >= 0.5 else b"OFF"
    return f"{value * shown.factor:.6g}".encode()


def is_shown(series: SeriesKey) -> bool:
    """Tell whether a series is announced."""
    return series.quantity in SHOWN


def config_body(one: Standing) -> bytes:
    """Return the discovery message of a node."""
    name = one.node if one.place is None else f"{one.place.name} ({one.node})"
    device: dict[str, Any] = {"identifiers": [_object(one.commune, one.node)], "name": name}
    if one.place is not None:
        device["suggested_area"] = one.place.name
    alive: list[dict[str, str]] = [{"topic": alive_topic(one.commune)}]
    if one.has_status:
        template = "{{ 'offline' if value_json.state == 'lost' else 'online' }}"
        alive.append({"topic": node_topic(one.commune, one.node, "status"), "value_template": template})
    message = {
        "device": device,
        "origin": {"name": "Conuco"},
        "availability": alive,
        "availability_mode": "all",
        "components": dict(_components(one)),
    }
    return msgspec.json.encode(message)


def _components(one: Standing) -> Iterable[tuple[str, dict[str, Any]]]:
    for series in sorted(one.series):
        shown = SHOWN[series.quantity]
        found: dict[str, Any] = {
            "platform": shown.platform,
            "unique_id": f"{_object(one.commune, one.node)}_{series.channel}_{series.quantity}",
            "name": f"{_word(series.quantity)} {series.channel}",
            "state_topic": state_topic(one.commune, series),
            "expire_after": one.expires_s,
        }
        if shown.device_class is not None:
            found["device_class"] = shown.device_class
        if shown.platform == "sensor":
            found["state_class"] = "measurement"
            found["suggested_display_precision"] = (
                0 if shown.factor != 1 else QUANTITIES[series.quantity].decimals
            )
        if shown.unit is not None:
            found["unit_of_measurement"] = shown.unit
        yield f"{series.channel}_{series.quantity}", found


def _object(commune: str, node: str) -> str:
    return f"conuco_{commune}_{node}"


def _word(quantity: str) -> str:
    words = {
        "oxygen": told("oxígeno"),
        "oxygen_saturation": told("saturación de oxígeno"),
        "water_temperature": told("agua"),
        "soil_water": told("humedad del suelo"),
        "soil_temperature": told("temperatura del suelo"),
        "soil_conductivity": told("sales del suelo"),
        "rain": told("lluvia"),
        "air_temperature": told("aire"),
        "air_humidity": told("humedad del aire"),
        "air_pressure": told("presión del aire"),
        "wind_speed": told("viento"),
        "solar_radiation": told("sol"),
        "battery": told("batería"),
        "ph": "pH",
        "mains": told("corriente"),
        "aerator_running": told("aireador"),
        "aerator_relay": told("relé del aireador"),
    }
    return words[quantity]
