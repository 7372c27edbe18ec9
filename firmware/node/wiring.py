"""Checks what hangs on a node's pins: its channels, and what it drives."""

from node import const, fitting, pins
from node.names import is_name

_WIRE = const("pin")
_BUSES = {"scl_pin": ("scl_pin", "sda_pin"), "tx_pin": ("tx_pin", "rx_pin", "direction_pin", "power_pin")}
"""The wires that the devices of a bus share, by the one that marks them; a node has one bus of each sort."""
_HEARD = ("mains", "oxygen", "ezo", "optical")  # what a pond's buzzer speaks of


def faults_of(settings: dict) -> list[str]:
    """Return every fault of the channels and outputs of settings that are an object, one sentence each."""
    kind = settings.get("kind")
    channels = settings.get("channels")
    taken = [one for one in channels if isinstance(one, dict)] if isinstance(channels, list) else []
    return (
        _channels_faults(channels, fitting.of_kind(kind))
        + _output_faults(settings, taken)
        + _visit_faults(settings, taken)
    )


def _visit_faults(settings: dict, channels: list) -> list[str]:
    """Return what is wrong with the button that a visitor presses."""
    if "visit_pin" not in settings:
        return []
    if settings.get("kind") != "field":
        return ["visit_pin: solo en un nodo que duerme (field)"]
    faults = pins.faults(settings, {"visit_pin": pins.WAKING}, "")
    if settings["visit_pin"] in [pin for channel in channels for pin in _pins(channel)]:
        faults.append(f"visit_pin: el pin {settings['visit_pin']} está dos veces")
    return faults


def _channels_faults(channels: object, allowed_sensors: list[str]) -> list[str]:
    if not isinstance(channels, list) or not channels:
        return ["channels: falta al menos un canal"]
    faults, found = [], []
    for at, channel in enumerate(channels):
        where = f"channels[{at}]."
        if not isinstance(channel, dict) or channel.get("sensor") not in allowed_sensors:
            faults.append(f"{where}sensor: " + ", ".join(allowed_sensors))
            continue
        if not is_name(channel.get("name")):
            faults.append(f"{where}name: letras minúsculas, cifras y guiones, 32 como máximo")
        if fitting.lacks(channel, found):
            before = fitting.NEEDS[channel["sensor"]]
            faults.append(f"{where}sensor: antes de {channel['sensor']} va un {before} con su mismo nombre")
        found.append(channel)
        faults += fitting.faults(channel, where)
    return faults + _repeated(found)


def _output_faults(settings: dict, channels: list) -> list[str]:
    """Return what is wrong with the outputs that sound and shine, and with what belongs to them."""
    wanted = ["alarm_pin"] if settings.get("kind") == "siren" or "alarm_pin" in settings else []
    wanted += ["light_pin"] if "light_pin" in settings else []
    faults = pins.faults(settings, {key: pins.QUIET for key in wanted}, "")
    if not pins.is_within(settings.get("alarm_active", 1), 0, 1):
        faults.append("alarm_active: 0 o 1")
    if not pins.is_within(settings.get("silent_after_s", 300), 60, 86_400):
        faults.append("silent_after_s: segundos, de 60 a 86400")
    faults += _doubled(settings, wanted, channels) + _unfit(settings, channels)
    if "relay" not in settings:
        return faults
    from node import relay_wiring  # most nodes have none

    return faults + relay_wiring.faults(settings["relay"], settings.get("kind"), channels)


def _doubled(settings: dict, wanted: list[str], channels: list) -> list[str]:
    driven = [settings.get(key) for key in wanted]
    driven += [settings["relay"].get("pin")] if isinstance(settings.get("relay"), dict) else []
    every = [pin for channel in channels for pin in _pins(channel)] + driven
    doubled = sorted({pin for pin in driven if isinstance(pin, int) and every.count(pin) > 1})
    return [f"alarm_pin, light_pin, relay: el pin {pin} está dos veces" for pin in doubled]


def _unfit(settings: dict, channels: list) -> list[str]:
    """Return what a kind of node lacks to sound, or cannot do."""
    kind, names = settings.get("kind"), [channel.get("sensor") for channel in channels]
    if kind == "siren" and names.count("button") != 1:
        return ["channels: una sirena lleva un botón, y uno solo"]
    if kind == "pond" and "alarm_pin" in settings and not [one for one in names if one in _HEARD]:
        return ["alarm_pin: en un estanque suena por el oxígeno o la luz; falta una sonda o un canal mains"]
    if kind == "field" and "alarm_pin" in settings:
        return ["alarm_pin: un nodo que duerme no puede sonar"]
    return []


def _repeated(channels: list) -> list[str]:
    faults = _bus_faults(channels)
    used = _own_pins(channels)
    for pin in sorted({pin for pin in used if isinstance(pin, int) and used.count(pin) > 1}):
        faults.append(f"channels: el pin {pin} está dos veces")
    seen = [(channel.get("name"), channel["sensor"]) for channel in channels]
    if any([seen.count(one) > 1 for one in seen]):  # a name may be anything here, a list too
        faults.append("channels: un canal tiene dos veces el mismo sensor")
    names = [sensor for _, sensor in seen]
    for one, word in fitting.SINGLE.items():
        if names.count(one) > 1:
            faults.append(f"channels: un solo {word} por nodo")
    return faults


def _bus_faults(channels: list) -> list[str]:
    """Return where the devices of a bus do not agree on its wires, or answer to one address."""
    faults = []
    for mark, wires in _BUSES.items():
        devices = [channel for channel in channels if mark in channel]
        pins_of = [[one.get(key) for key in wires] for one in devices]
        if any([one != pins_of[0] for one in pins_of]):
            faults.append("channels: los aparatos de un bus llevan los mismos " + ", ".join(wires))
        addresses = [one.get("address") for one in devices if "address" in one]
        if any([addresses.count(one) > 1 for one in addresses]):
            faults.append("channels: dos aparatos de un bus con la misma address")
    return faults


def _own_pins(channels: list) -> list:
    """Return what each wire sits on; the wires of a bus count once."""
    used, buses = [], []
    for channel in channels:
        mark = [one for one in _BUSES if one in channel]
        if not mark or mark[0] not in buses:
            used += _pins(channel)
        buses += mark
    return used


def _pins(channel: dict) -> list:
    """Return what each wire of a channel sits on."""
    return [value for key, value in channel.items() if key == _WIRE or key[-4:] == "_pin"]
