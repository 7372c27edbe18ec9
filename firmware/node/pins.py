"""Which pins of an ESP32 can do what; a board that asks for another one is told so."""

ANALOG = range(32, 40)  # ADC1; ADC2 (0, 2, 4, 12 to 15, 25 to 27) does not work while the radio is on
OUTPUTS = (2, 4, 5, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33)
WAKING = (2, 4, 13, 14, 15, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39)  # these can end a deep sleep
QUIET = (4, 13, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33)  # these do not twitch at power-on
INPUTS = (4, 13, 14, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39)
WITHOUT_PULL = range(34, 40)


def is_within(value: object, low: int, high: int) -> bool:
    """Tell whether a value is a whole number within [low, high]."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def faults(table: dict, wires: dict, where: str) -> list[str]:
    """Return what is wrong with the pins of one thing.

    Args:
        table: Its settings.
        wires: Which pins each of its wires may sit on, by the wire's word in the settings.
        where: What it is called in a sentence.
    """
    return [
        f"{where}{key}: " + ", ".join([str(pin) for pin in allowed])
        for key, allowed in wires.items()
        if not is_within(table.get(key), 0, 39) or table[key] not in allowed
    ]
