"""The sensors a node can have: one file each, by the name they bear in its settings."""

KINDS = {
    "aerator": ("pond",),
    "air": ("field", "pond"),
    "button": ("siren",),
    "mains": ("pond", "siren"),
    "oxygen": ("field", "pond"),
    "rain": ("field", "pond"),
    "soil": ("field", "pond"),
    "temperature": ("field", "pond"),
}
"""Which kinds of node may have each: one that sleeps cannot watch a contact."""

SINGLE = {"rain": "pluviómetro", "mains": "canal mains", "air": "sensor de aire"}
"""Those of which a node has one at most, and what they are called then."""


def make(board, channels: list[dict]) -> list:
    """Return (channel name, sensor) for each channel of the settings.

    Only the files of the sensors that are there are loaded: the others would take the memory of messages.
    """
    return [(channel["name"], _file(channel["sensor"]).make(board, channel)) for channel in channels]


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of one channel, as its sensor's own file says it."""
    return _file(channel["sensor"]).faults(channel, where)


def of_kind(kind: object) -> list[str]:
    """Return the sensors that a kind of node may have, all of them where there is no such kind."""
    return sorted([one for one, kinds in KINDS.items() if kind in kinds]) or sorted(KINDS)


def _file(sensor: str):
    return __import__("node.sensors." + sensor, None, None, ["make"])
