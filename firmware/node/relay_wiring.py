"""Checks the settings of an aerator's relay, which nobody has who has not asked for it."""

from node import const, pins

PROBES = ("oxygen", "ezo", "optical")
_ELECTRICIAN = const(
    "relay: el contactor del aireador lo instala un electricista; del nodo sale solo la señal"
)


def faults(rules: object, kind: object, channels: list) -> list[str]:
    """Return what is wrong with a relay, one sentence each; whoever sets one up reads who may connect it.

    Args:
        rules: `relay` of the settings.
        kind: Of the node.
        channels: Of the node, those that are objects.
    """
    found = _faults(rules, channels) if kind == "pond" else ["relay: solo en un estanque (kind: pond)"]
    if found:
        found.append(_ELECTRICIAN)
    return found


def _faults(rules: object, channels: list) -> list[str]:
    if not isinstance(rules, dict):
        return ["relay: {pin, active, on_below, off_above, minimum_s, on_fault, sunrise}"]
    found = pins.faults(rules, {"pin": pins.QUIET}, "relay.")
    for key, low, high, needed in (
        ("active", 0, 1, False),
        ("minimum_s", 60, 14_400, True),
        ("pause_s", 10, 600, False),
        ("sunrise", 0, 1_439, True),
    ):
        if (needed or key in rules) and not pins.is_within(rules.get(key), low, high):
            found.append(f"relay.{key}: un entero, de {low} a {high}")
    if not _is_amount(rules.get("on_below"), 10) or not _is_amount(rules.get("off_above"), 15):
        found.append("relay: on_below, de 0.5 a 10 mg/L, y off_above, hasta 15 mg/L")
    elif rules["off_above"] - rules["on_below"] < 0.3:
        found.append("relay.off_above: al menos 0.3 mg/L por encima de on_below")
    if rules.get("on_fault") not in ("on", "off", "stay"):
        found.append("relay.on_fault: on, off o stay; lo que hace el aireador si falla la sonda")
    return found + _missing(channels)


def _missing(channels: list) -> list[str]:
    sensors = [channel.get("sensor") for channel in channels]
    if not any([sensor in PROBES for sensor in sensors]):
        return ["relay: sin sonda de oxígeno no hay límites que seguir"]
    if "oxygen" in sensors and "temperature" not in sensors:
        return ["relay: la sonda oxygen necesita un canal temperature para saber los mg/L"]
    if "rele" in [channel.get("name") for channel in channels]:
        return ["channels: el nombre rele es el del relé; ponga otro"]
    return []


def _is_amount(value: object, most: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0.5 <= value <= most
