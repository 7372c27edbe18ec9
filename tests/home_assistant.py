"""What Home Assistant hears of a station, and what its own schemas ask of a discovery message."""

from __future__ import annotations

import json
from typing import Any, Final, Self

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from station import until

UNITS: Final[dict[str, dict[str | None, set[str | None]]]] = {
    "sensor": {
        None: {"mg/L", "%", "µS/cm"},
        "temperature": {"°C", "°F", "K"},
        "moisture": {"%"},
        "humidity": {"%"},
        "precipitation": {"mm", "cm", "in"},
        "ph": {None},
        "atmospheric_pressure": {"cbar", "bar", "hPa", "mmHg", "inHg", "kPa", "mbar", "Pa", "psi"},
        "wind_speed": {"ft/s", "km/h", "kn", "m/s", "mph", "Beaufort"},
        "irradiance": {"W/m²", "BTU/(h⋅ft²)"},
        "voltage": {"V", "mV"},
    },
    "binary_sensor": {"power": {None}, "running": {None}},
}
"""Which units each device class may have. Source: Home Assistant, `sensor/const.py` and `binary_sensor`."""

DEVICE: Final = {"identifiers", "name", "manufacturer", "model", "sw_version", "suggested_area"}
SHARED: Final = {"device", "origin", "components", "availability", "availability_mode", "state_topic", "qos"}
OF_ALL: Final = {"platform", "unique_id", "name", "state_topic", "expire_after", "device_class"}
OF_SENSORS: Final = OF_ALL | {"state_class", "unit_of_measurement", "suggested_display_precision"}


def check(body: bytes) -> dict[str, Any]:
    """Return a discovery message that Home Assistant would take.

    Source:
        Home Assistant, `components/mqtt/schemas.py`, DEVICE_DISCOVERY_SCHEMA, as it stood in 2026.
    """
    found: dict[str, Any] = json.loads(body)
    assert found.keys() <= SHARED
    assert {"device", "origin", "components"} <= found.keys()
    assert found["device"]["identifiers"]
    assert found["device"].keys() <= DEVICE
    assert isinstance(found["origin"]["name"], str)
    assert found.get("availability_mode", "latest") in ("all", "any", "latest")
    assert all(one["topic"] and one.keys() <= {"topic", "value_template"} for one in found["availability"])
    assert found["components"]
    for component in found["components"].values():
        _check_component(component)
    ids = [one["unique_id"] for one in found["components"].values()]
    assert len(set(ids)) == len(ids)
    return found


def _check_component(one: dict[str, Any]) -> None:
    classes = UNITS[one["platform"]]
    assert one.keys() <= (OF_SENSORS if one["platform"] == "sensor" else OF_ALL)
    assert one.get("unit_of_measurement") in classes[one.get("device_class")]
    assert one.get("state_class", "measurement") == "measurement"
    assert isinstance(one["expire_after"], int)
    assert one["expire_after"] > 0
    assert not set(one["state_topic"]) & set("+#")
    assert isinstance(one["unique_id"], str)


class HomeAssistant:
    """Listens to a broker as Home Assistant does; a context manager.

    Attributes:
        kept: The newest retained message of each topic; an empty one was taken back.
        said: Every message as it came: topic, body, whether it was retained.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self.kept: dict[str, bytes] = {}
        self.said: list[tuple[str, bytes, bool]] = []
        self._client = Client(CallbackAPIVersion.VERSION2, client_id="home-assistant")

    def __enter__(self) -> Self:
        self._client.on_message = self._hear
        self._client.connect("127.0.0.1", self._port)
        self._client.subscribe([("homeassistant/#", 1), ("conuco/v1/la-ceiba/-/#", 1)])
        self._client.loop_start()
        until(self._client.is_connected, what="the connection of Home Assistant")
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _hear(self, _client: Client, _userdata: object, message: MQTTMessage) -> None:
        self.said.append((message.topic, message.payload, message.retain))
        self.kept[message.topic] = message.payload

    def starts(self) -> None:
        """Say that it has started, having forgotten all."""
        self.kept.clear()
        self.said.clear()
        self._client.publish("homeassistant/status", b"online", 1).wait_for_publish(10)

    def values(self) -> list[tuple[str, bytes]]:
        """Return what was told of readings: node, channel and quantity, and the value."""
        head = "conuco/v1/la-ceiba/-/state/"
        return [(topic.removeprefix(head), body) for topic, body, _ in self.said if topic.startswith(head)]
