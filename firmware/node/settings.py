"""What one node is told: who it is, where its station is, what hangs on its pins."""

import json

_ANALOG = range(32, 40)  # ADC1; ADC2 does not work while the radio is on
_OUTPUTS = (2, 4, 5, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33)
_CONTACTS = (2, 4, 13, 14, 15, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39)  # these can end a deep sleep
_ALARMS = (4, 13, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33)  # these do not twitch at power-on
_INPUTS = (4, 13, 14, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39)
_PINS = {
    "oxygen": {"pin": _ANALOG},
    "soil": {"pin": _ANALOG, "power_pin": _OUTPUTS},
    "temperature": {"pin": _OUTPUTS},
    "rain": {"pin": _CONTACTS},
    "air": {"scl_pin": _OUTPUTS, "sda_pin": _OUTPUTS},
    "mains": {"pin": _INPUTS},
    "aerator": {"pin": _INPUTS},
    "button": {"pin": _INPUTS},
}
_CHANNELS = {
    "pond": ("aerator", "air", "mains", "oxygen", "rain", "soil", "temperature"),
    "field": ("air", "oxygen", "rain", "soil", "temperature"),  # a contact cannot be watched asleep
    "siren": ("button", "mains"),
}
_WIRES = ("pin", "power_pin", "scl_pin", "sda_pin")
_LEVELLED = ("mains", "aerator", "button")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_LONGEST_S = 86_400


class SettingsError(Exception):
    """The settings have faults; all of them are named at once.

    Attributes:
        faults: One sentence a fault.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def load(path: str) -> dict:
    """Return the checked settings of a file.

    Raises:
        SettingsError: They have faults.
    """
    try:
        with open(path) as file:
            settings = json.loads(file.read())
    except OSError:
        raise SettingsError([f"falta el archivo {path}: copie settings.example.json"])
    except ValueError:
        raise SettingsError([f"{path} no es JSON"])
    faults = faults_of(settings)
    if faults:
        raise SettingsError(faults)
    return settings


def faults_of(settings: object) -> list[str]:
    """Return every fault of the settings, one sentence each."""
    if not isinstance(settings, dict):
        return ["los ajustes no son un objeto JSON"]
    faults = []
    for key in ("commune", "node"):
        if not is_name(settings.get(key)):
            faults.append(f"{key}: letras minúsculas, cifras y guiones, 32 como máximo")
    is_kind = settings.get("kind") in list(_CHANNELS)
    if not is_kind:
        faults.append("kind: pond, field o siren")
    faults += _broker_faults(settings.get("broker")) + _wifi_faults(settings.get("wifi"))
    faults += _interval_faults(settings) + _outbox_faults(settings.get("outbox", {}))
    allowed = _CHANNELS[settings["kind"]] if is_kind else sorted(_PINS)
    faults += _channels_faults(settings.get("channels"), allowed)
    return faults + _output_faults(settings)


def is_name(name: object) -> bool:
    """Tell whether a name can stand in a topic."""
    if not isinstance(name, str) or not 1 <= len(name) <= 32:
        return False
    return all([one in _LETTERS + "-" for one in name]) and name[0] != "-" and name[-1] != "-"


def _is_within(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _broker_faults(broker: object) -> list[str]:
    if not isinstance(broker, dict):
        return ["broker: falta {host, port}"]
    faults = []
    if not isinstance(broker.get("host"), str) or not broker["host"]:
        faults.append("broker.host: el nombre o la dirección de la estación")
    if not _is_within(broker.get("port"), 1, 65535):
        faults.append("broker.port: de 1 a 65535")
    for key in ("user", "password"):
        if not isinstance(broker.get(key, ""), str):
            faults.append(f"broker.{key}: un texto")
    return faults


def _wifi_faults(wifi: object) -> list[str]:
    if not isinstance(wifi, dict):
        return ["wifi: falta {ssid, password}"]
    faults = []
    if not isinstance(wifi.get("ssid"), str) or not 1 <= len(wifi["ssid"]) <= 32:
        faults.append("wifi.ssid: el nombre de la red")
    password = wifi.get("password")
    if not isinstance(password, str) or 0 < len(password) < 8:
        faults.append("wifi.password: 8 letras o más, o vacía si la red es abierta")
    return faults


def _interval_faults(settings: dict) -> list[str]:
    keys = ("sample_every_s", "send_every_s") if settings.get("kind") == "field" else ("sample_every_s",)
    faults = [
        f"{key}: segundos, de 1 a {_LONGEST_S}"
        for key in keys
        if not _is_within(settings.get(key), 1, _LONGEST_S)
    ]
    if not faults and len(keys) == 2 and settings["send_every_s"] < settings["sample_every_s"]:
        faults.append("send_every_s: no menos que sample_every_s")
    return faults


def _outbox_faults(outbox: object) -> list[str]:
    if not isinstance(outbox, dict):
        return ["outbox: {segment_bytes, segments}, o nada"]
    faults = []
    if not _is_within(outbox.get("segment_bytes", 16384), 512, 65536):
        faults.append("outbox.segment_bytes: de 512 a 65536")
    if not _is_within(outbox.get("segments", 48), 2, 60):
        faults.append("outbox.segments: de 2 a 60")
    return faults


def _channels_faults(channels: object, allowed_sensors: tuple | list) -> list[str]:
    if not isinstance(channels, list) or not channels:
        return ["channels: falta al menos un canal"]
    faults, pins, seen = [], [], []
    for at, channel in enumerate(channels):
        where = f"channels[{at}]"
        if not isinstance(channel, dict) or channel.get("sensor") not in allowed_sensors:
            faults.append(f"{where}.sensor: " + ", ".join(allowed_sensors))
            continue
        if not is_name(channel.get("name")):
            faults.append(f"{where}.name: letras minúsculas, cifras y guiones, 32 como máximo")
        seen.append((channel.get("name"), channel["sensor"]))
        for key, allowed in _PINS[channel["sensor"]].items():
            pins.append(channel.get(key))
            if not _is_within(channel.get(key), 0, 39) or channel[key] not in allowed:
                faults.append(f"{where}.{key}: " + ", ".join([str(pin) for pin in allowed]))
        faults += _own_faults(channel, where)
    return faults + _repeated(pins, seen)


def _own_faults(channel: dict, where: str) -> list[str]:
    if channel["sensor"] in _LEVELLED:
        return _contact_faults(channel, where)
    if channel["sensor"] == "air" and not _is_within(channel.get("address", 0x44), 0x44, 0x45):
        return [f"{where}.address: 68 o 69"]
    return []


def _contact_faults(channel: dict, where: str) -> list[str]:
    faults, pull = [], channel.get("pull", "up")
    if pull not in ("up", "down", "none"):
        faults.append(f"{where}.pull: up, down o none")
    elif pull != "none" and channel.get("pin") in _ANALOG[2:]:
        faults.append(f"{where}.pull: los pines 34 a 39 no tienen resistencia; ponga una y escriba none")
    if not _is_within(channel.get("active", 0), 0, 1):
        faults.append(f"{where}.active: 0 o 1")
    return faults


def _output_faults(settings: dict) -> list[str]:
    """Return what is wrong with the outputs that sound and shine, and with what belongs to them."""
    wanted = ["alarm_pin"] if settings.get("kind") == "siren" or "alarm_pin" in settings else []
    wanted += ["light_pin"] if "light_pin" in settings else []
    faults = [
        f"{key}: " + ", ".join([str(pin) for pin in _ALARMS])
        for key in wanted
        if not _is_within(settings.get(key), 0, 39) or settings[key] not in _ALARMS
    ]
    if not _is_within(settings.get("alarm_active", 1), 0, 1):
        faults.append("alarm_active: 0 o 1")
    if not _is_within(settings.get("silent_after_s", 300), 60, _LONGEST_S):
        faults.append(f"silent_after_s: segundos, de 60 a {_LONGEST_S}")
    channels = settings.get("channels")
    channels = channels if isinstance(channels, list) else []
    taken = [channel for channel in channels if isinstance(channel, dict)]
    return faults + _doubled(settings, wanted, taken) + _unfit(settings, taken)


def _doubled(settings: dict, wanted: list[str], channels: list) -> list[str]:
    driven = [settings.get(key) for key in wanted]
    pins = [channel.get(key) for channel in channels for key in _WIRES] + driven
    doubled = sorted({pin for pin in driven if isinstance(pin, int) and pins.count(pin) > 1})
    return [f"alarm_pin, light_pin: el pin {pin} está dos veces" for pin in doubled]


def _unfit(settings: dict, channels: list) -> list[str]:
    """Return what a kind of node lacks to sound, or cannot do."""
    kind, sensors = settings.get("kind"), [channel.get("sensor") for channel in channels]
    if kind == "siren" and sensors.count("button") != 1:
        return ["channels: una sirena lleva un botón, y uno solo"]
    if kind == "pond" and "alarm_pin" in settings and "mains" not in sensors:
        return ["alarm_pin: en un estanque solo suena si se va la luz; falta un canal mains"]
    if kind == "field" and "alarm_pin" in settings:
        return ["alarm_pin: un nodo que duerme no puede sonar"]
    return []


def _repeated(pins: list, seen: list) -> list[str]:
    faults = []
    for pin in sorted({pin for pin in pins if isinstance(pin, int) and pins.count(pin) > 1}):
        faults.append(f"channels: el pin {pin} está dos veces")
    if any([seen.count(one) > 1 for one in seen]):  # a name may be anything here, a list too
        faults.append("channels: un canal tiene dos veces el mismo sensor")
    sensors = [sensor for _, sensor in seen]
    for one, word in (("rain", "pluviómetro"), ("mains", "canal mains"), ("air", "sensor de aire")):
        if sensors.count(one) > 1:
            faults.append(f"channels: un solo {word} por nodo")
    return faults
