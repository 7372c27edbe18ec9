"""The kinds of node; what this one is not, or is done with, takes none of its memory."""

import gc
import os
import sys


def settings(path: str) -> dict:
    """Return the checked settings of a file, and forget how they are checked.

    Raises:
        SettingsError: They have faults.
    """
    import node.settings

    known = node.settings.load(path)
    for done in ("settings", "wiring", "relay_wiring", "names"):
        if sys.modules.pop("node." + done, None):
            delattr(node, done)
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

    session.updates = Updates(known, board, session, outbox=cycle.outbox, battery_v=cycle.battery_v)


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
