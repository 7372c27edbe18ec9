"""The calibration of a node's own limits, as the station tells it and the flash holds it."""

import json

from node.own import whole

_FIELDS = (
    ("emergency", "emergency", 1000, 1, 10_000),
    ("altitude_m", "altitude", 1, -400, 5_000),
    ("factor", "factor", 1000, 100, 10_000),
    ("offset", "offset", 1000, -5_000, 5_000),
    ("zero_millivolts", "zero", 1, 0, 1_000),
    ("millivolts", "mv", 1, 50, 3_300),
    ("temperature_c", "at", 100, 0, 4_500),
    ("cool_millivolts", "cool_mv", 1, 50, 3_300),
    ("cool_temperature_c", "cool_at", 100, 0, 4_500),
)
_ELSE = {"altitude_m": 0, "factor": 1, "offset": 0, "zero_millivolts": 0}


def load(path: str) -> dict | None:
    """Return the calibration that the flash holds, None where it holds none that can be read."""
    try:
        return read(_kept(path))
    except ValueError:
        return None


def keep(path: str, told: dict) -> None:
    """Keep in flash what `read` has read; the same is not written again.

    Raises:
        OSError: The flash cannot be written.
    """
    names = ["channel"] + [field[0] for field in _FIELDS]
    told = {name: told[name] for name in names if name in told}
    if told != _kept(path):
        with open(path, "w") as file:
            file.write(json.dumps(told))


def read(told: object) -> dict:
    """Return a calibration in whole numbers.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(told, dict) or not isinstance(told.get("channel"), str):
        raise ValueError("not a calibration")
    found = {"channel": told["channel"]}
    for name, key, times, low, high in _FIELDS:
        value = told.get(name)
        if value is None:
            value = _ELSE.get(name)
        if value is not None:
            found[key] = whole(value, times)
            if not low <= found[key] <= high:
                raise ValueError(name + " cannot be")
    if "emergency" not in found or ("mv" in found) != ("at" in found):
        raise ValueError("not a whole calibration")
    if found.get("cool_at", found.get("at")) == found.get("at"):  # a second mark that is none
        found.pop("cool_mv", None)
    return found


def _kept(path: str) -> object:
    try:
        with open(path) as file:
            return json.loads(file.read())
    except (OSError, ValueError):
        return None
