"""What ends a deep sleep; the virtual rain gauge counts through it (see `machine.Tips`)."""

WAKEUP_ALL_LOW, WAKEUP_ANY_HIGH = False, True


def wake_on_ext0(pin, level) -> None:
    pass
