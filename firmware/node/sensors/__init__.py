"""The sensors a node can have: one file each, by the name they bear in its settings."""


def make(board, channels: list[dict]) -> list:
    """Return (channel name, sensor) for each channel of the settings.

    Only the files of the sensors that are there are loaded: the others would take the memory of messages.
    """
    made = []
    for channel in channels:
        name, sensor = channel["name"], file_of(channel["sensor"]).make(board, channel)
        if hasattr(sensor, "needs"):
            sensor.beside = _before(channels, made, (name, sensor.needs))
        made.append((name, sensor))
    return made


def file_of(sensor: str):
    """Return the module of a sensor."""
    return __import__("node.sensors." + sensor.replace("-", "_"), None, None, ["make"])


def _before(channels: list[dict], made: list, wanted: tuple) -> object:
    """Return what was made already for a channel of that name and sensor, None where there is none."""
    for at, (_, sensor) in enumerate(made):
        if (channels[at]["name"], channels[at]["sensor"]) == wanted:
            return sensor
    return None
