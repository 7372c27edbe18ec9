"""What a node needs to sound: whom it listens for, what it decides, what it drives."""

from node.alarm import Alarm
from node.hearing import Hearing
from node.sounder import Sounder


def make(settings: dict, board, *, silent_after_s: int | None) -> tuple:
    """Return (hearing, alarm, sounder) over the pins that the settings name.

    Args:
        settings: The node's, with `alarm_pin`.
        board: Whose pins and memory.
        silent_after_s: After how long of the station's silence it sounds [s]; None for never.
    """
    active = settings.get("alarm_active", 1)
    lamp = settings.get("light_pin")
    hearing = Hearing(board.memory, silent_after_s=silent_after_s, now_ms=board.uptime_ms())
    sounder = Sounder(
        board.output(settings["alarm_pin"], 1 - active),
        None if lamp is None else board.output(lamp, 1 - active),
        active,
    )
    return hearing, Alarm(board.memory), sounder
