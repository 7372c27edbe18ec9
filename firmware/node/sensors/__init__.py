"""The sensors a node can have: one file each, by the name they bear in its settings."""


def make(board, channels: list[dict]) -> list:
    """Return (channel name, sensor) for each channel of the settings.

    Only the files of the sensors that are there are loaded: the others would take the memory of messages.
    """
    return [(channel["name"], _file(channel["sensor"]).make(board, channel)) for channel in channels]


def _file(sensor: str):
    return __import__("node.sensors." + sensor, None, None, ["make"])
