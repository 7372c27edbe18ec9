"""What ends a deep sleep; the virtual rain gauge counts through it (see `machine.Tips`)."""

# ruff: noqa: ARG001 - the names are the board's

import _world

WAKEUP_ALL_LOW, WAKEUP_ANY_HIGH = False, True


def wake_on_ext0(pin, level) -> None:
    pass


def wake_on_ext1(pins, level) -> None:
    """Remember the button: whoever runs the board wakes it when it is pressed."""
    _world.write_kept("visit_pin", str(pins[0].number).encode())
