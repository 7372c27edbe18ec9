"""The sensors a node can have: one file each, by the name they bear in its settings."""

KINDS = {
    "aerator": ("pond",),
    "air": ("field", "pond"),
    "battery": ("field", "pond", "siren"),
    "bme280": ("field", "pond"),
    "button": ("siren",),
    "ezo": ("field", "pond"),
    "gasping": ("pond",),
    "mains": ("pond", "siren"),
    "optical": ("field", "pond"),
    "oxygen": ("field", "pond"),
    "radiation": ("field", "pond"),
    "rain": ("field", "pond"),
    "soil": ("field", "pond"),
    "soil-modbus": ("field", "pond"),
    "temperature": ("field", "pond"),
    "wind": ("field", "pond"),
}
"""Which kinds of node may have each: one that sleeps cannot watch a contact."""

SINGLE = {
    "rain": "pluviómetro",
    "mains": "canal mains",
    "air": "sensor de aire",
    "bme280": "BME280",
    "ezo": "circuito EZO",
    "battery": "canal battery",
    "wind": "anemómetro",
}
"""Those of which a node has one at most, and what they are called then."""

NEEDS = {"ezo": "temperature"}
"""Which sensor must stand before another, under the same name, because that one asks what it said."""


def make(board, channels: list[dict]) -> list:
    """Return (channel name, sensor) for each channel of the settings.

    Only the files of the sensors that are there are loaded: the others would take the memory of messages.
    """
    made = [(channel["name"], _file(channel["sensor"]).make(board, channel)) for channel in channels]
    for at, channel in enumerate(channels):
        beside = _beside(channel, channels[:at])
        if beside is not None:
            made[at][1].beside = made[beside][1]
    return made


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of one channel, as its sensor's own file says it."""
    return _file(channel["sensor"]).faults(channel, where)


def of_kind(kind: object) -> list[str]:
    """Return the sensors that a kind of node may have, all of them where there is no such kind."""
    return sorted([one for one, kinds in KINDS.items() if kind in kinds]) or sorted(KINDS)


def lacks(channel: dict, before: list[dict]) -> bool:
    """Tell whether a channel misses the sensor that must stand before it under the same name."""
    return channel["sensor"] in NEEDS and _beside(channel, before) is None


def _beside(channel: dict, before: list[dict]) -> int | None:
    """Return where the sensor stands that a channel needs, None where there is none."""
    wanted = (channel.get("name"), NEEDS.get(channel["sensor"]))
    found = [at for at, one in enumerate(before) if (one.get("name"), one["sensor"]) == wanted]
    return found[0] if found else None


def _file(sensor: str):
    return __import__("node.sensors." + sensor.replace("-", "_"), None, None, ["make"])
