"""Which sensors fit on which node: what the check of the settings asks, and nobody after it."""

from node import sensors

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


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of one channel, as its sensor's own file says it."""
    return sensors.file_of(channel["sensor"]).faults(channel, where)


def of_kind(kind: object) -> list[str]:
    """Return the sensors that a kind of node may have, all of them where there is no such kind."""
    return sorted([one for one, kinds in KINDS.items() if kind in kinds]) or sorted(KINDS)


def lacks(channel: dict, before: list[dict]) -> bool:
    """Tell whether a channel misses the sensor that must stand before it under the same name."""
    wanted = (channel.get("name"), NEEDS.get(channel["sensor"]))
    return channel["sensor"] in NEEDS and wanted not in [(one.get("name"), one["sensor"]) for one in before]
