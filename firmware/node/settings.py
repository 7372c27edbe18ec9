"""What one node is told: who it is, where its station is, what hangs on its pins."""

import json

from node import const, wiring
from node.names import is_name
from node.pins import is_within

_KINDS = ("pond", "field", "siren")
_LONGEST_S = const(86_400)


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
        raise SettingsError([f"falta el archivo {path}: lo escribe conuco node flash"])
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
    if not is_within(settings.get("written", 0), 0, 1 << 40):
        faults.append("written: cuándo se escribieron, segundos UTC")
    if settings.get("kind") not in _KINDS:
        faults.append("kind: pond, field o siren")
    faults += _broker_faults(settings.get("broker")) + _wifi_faults(settings.get("wifi"))
    faults += _interval_faults(settings) + _outbox_faults(settings.get("outbox", {}))
    return faults + wiring.faults_of(settings)


def _broker_faults(broker: object) -> list[str]:
    if not isinstance(broker, dict):
        return ["broker: falta {host, port}"]
    faults = []
    if not isinstance(broker.get("host"), str) or not broker["host"]:
        faults.append("broker.host: el nombre o la dirección de la estación")
    if not is_within(broker.get("port"), 1, 65535):
        faults.append("broker.port: de 1 a 65535")
    for key in ("user", "password"):
        if not isinstance(broker.get(key, ""), str):
            faults.append(f"broker.{key}: un texto")
    return faults + _security_faults(broker)


def _security_faults(broker: dict) -> list[str]:
    """Return what is wrong with how the line is kept secret; never a key in the sentence."""
    security = broker.get("security", "plain")
    if security not in ("psk", "certificate", "plain"):
        return ["broker.security: psk, certificate o plain"]
    if security == "psk":
        key = broker.get("key")
        if not isinstance(key, str) or len(key) != 64 or key.strip("0123456789abcdef"):
            return ["broker.key: las 64 cifras y letras (a-f) que dio conuco broker key"]
    ca = broker.get("ca")
    if security == "certificate" and (not isinstance(ca, str) or ca[-4:] != ".der"):
        return ["broker.ca: el archivo .der con el certificado de la estación"]
    return []


def _wifi_faults(wifi: object) -> list[str]:
    if not isinstance(wifi, dict):
        return ["wifi: falta {ssid, password}"]
    faults = []
    if not isinstance(wifi.get("ssid"), str) or not 1 <= len(wifi["ssid"]) <= 32:
        faults.append("wifi.ssid: el nombre de la red")
    password = wifi.get("password")
    if not isinstance(password, str) or 0 < len(password) < 8:
        faults.append("wifi.password: 8 letras o más, o vacía si la red es abierta")
    known, address = wifi.get("bssid", "00:00:00:00:00:00"), wifi.get("address", "0.0.0.0")
    if not isinstance(known, str) or not _is_row(known, ":", 6, 16):
        faults.append("wifi.bssid: seis pares como a4:cf:12:05:6b:ee")
    if not isinstance(address, str) or not _is_row(address, ".", 4, 10):
        faults.append("wifi.address: una dirección como 192.168.4.31")
    return faults


def _is_row(text: str, sign: str, count: int, base: int) -> bool:
    """Tell whether a text is so many bytes in a row, each in a base."""
    parts = text.split(sign)
    widths = (2,) if base == 16 else (1, 2, 3)
    try:
        return len(parts) == count and all(
            [len(part) in widths and 0 <= int(part, base) <= 255 for part in parts]
        )
    except ValueError:
        return False


def _interval_faults(settings: dict) -> list[str]:
    keys = ("sample_every_s", "send_every_s") if settings.get("kind") == "field" else ("sample_every_s",)
    faults = [
        f"{key}: segundos, de 1 a {_LONGEST_S}"
        for key in keys
        if not is_within(settings.get(key), 1, _LONGEST_S)
    ]
    if not faults and len(keys) == 2 and settings["send_every_s"] < settings["sample_every_s"]:
        faults.append("send_every_s: no menos que sample_every_s")
    return faults + (_thrift_faults(settings) if settings.get("kind") == "field" else [])


def _thrift_faults(settings: dict) -> list[str]:
    """Return what is wrong with what a node that sleeps may be told about its radio and its battery."""
    faults = []
    if not is_within(settings.get("look_every_s", 300), 60, _LONGEST_S):
        faults.append(f"look_every_s: segundos, de 60 a {_LONGEST_S}")
    for key in ("battery_low_v", "battery_empty_v"):
        volts = settings.get(key, 3)
        if isinstance(volts, bool) or not isinstance(volts, (int, float)) or not 1 <= volts <= 60:
            faults.append(f"{key}: voltios, de 1 a 60")
    return faults


def _outbox_faults(outbox: object) -> list[str]:
    if not isinstance(outbox, dict):
        return ["outbox: {segment_bytes, segments}, o nada"]
    faults = []
    if not is_within(outbox.get("segment_bytes", 16384), 512, 65536):
        faults.append("outbox.segment_bytes: de 512 a 65536")
    if not is_within(outbox.get("segments", 48), 2, 60):
        faults.append("outbox.segments: de 2 a 60")
    return faults
