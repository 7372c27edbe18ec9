"""The kinds of node; what this one is not, or is done with, takes none of its memory."""

import gc
import os
import sys

from node import forget


def settings(path: str, board) -> dict:
    """Return the checked settings of a file, and forget how they are checked.

    A board whose settings have faults stays here until they are put right.
    """
    import node.settings

    try:
        known = node.settings.load(path)
    except node.settings.SettingsError:
        from node import trouble

        trouble.stay(board, lambda: node.settings.load(path))
        raise
    _forget_checks()
    gc.collect()
    return known


def count_tip(known: dict, board) -> None:
    """Count the tip of a rain gauge that woke the board, and sleep on."""
    from node import field

    field.count_tip(known, board)


def add_updates(known: dict, board, session, cycle) -> None:
    """Let a board with slots for two versions take new ones."""
    if "slot" not in os.listdir("."):
        return
    from node.update import Updates

    try:
        session.updates = Updates(known, board, session, outbox=cycle.outbox, battery_v=cycle.battery_v)
    except OSError as error:
        print("no updates:", error)  # what only they need must not end a node


def parts(known: dict, board) -> tuple:
    """Return what every kind is made of, (cycle, session), loaded only when the settings are found good.

    Checking them takes every file that knows a pin: both do not fit at once.
    """
    from node import floor, sensors
    from node.cycle import Cycle
    from node.keeper import Keeper
    from node.link import Link
    from node.outbox import Outbox
    from node.session import Session

    outbox = Keeper(Outbox("outbox", **known.get("outbox", {})), board)
    next_number = board.memory.get("next_number", -1)
    outbox.open(is_power_on=board.is_power_on, next_number=next_number if next_number >= 0 else None)
    if board.is_power_on:
        floor.raise_calendar(board, known.get("written", 0))
    # Who looks often looks briefly.
    link = Link(known["wifi"], board.sleep_ms, looks=1 if "look_every_s" in known else 2)
    cycle = Cycle(board, outbox, sensors.make(board, known["channels"]))
    return cycle, Session(known, board, outbox, link)


def of(kind: str) -> type:
    """Return the class of a kind of node."""
    if kind == "siren":
        from node.siren import SirenNode

        return SirenNode
    if kind == "pond":
        from node.pond import PondNode

        return PondNode
    from node.field import FieldNode

    return FieldNode


def _forget_checks() -> None:
    """Drop what only the check of the settings needs, in the files that stay too."""
    forget("settings", "wiring", "relay_wiring", "fitting", "names", "pins")
    for name, module in list(sys.modules.items()):
        if name.startswith(("node.sensors.", "node.rs485")):
            for done in ("faults", "pins"):
                if hasattr(module, done):
                    delattr(module, done)
