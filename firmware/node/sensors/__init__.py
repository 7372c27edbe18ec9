"""The sensors a node can have, by the name they bear in its settings."""

from node.sensors.oxygen import OxygenSensor
from node.sensors.rain import RainSensor
from node.sensors.soil import SoilSensor
from node.sensors.temperature import TemperatureSensor

KINDS = {
    "oxygen": lambda board, channel: OxygenSensor(board.analog(channel["pin"])),
    "temperature": lambda board, channel: TemperatureSensor(board.one_wire(channel["pin"]), board.sleep_ms),
    "soil": lambda board, channel: SoilSensor(
        board.analog(channel["pin"]), board.switch(channel["power_pin"]), board.sleep_ms
    ),
    "rain": lambda board, channel: RainSensor(board.counter(0, channel["pin"]), board.memory),
}


def make(board, channels: list[dict]) -> list:
    """Return (channel name, sensor) for each channel of the settings."""
    return [(channel["name"], KINDS[channel["sensor"]](board, channel)) for channel in channels]
