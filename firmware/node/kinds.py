"""The kinds of node; what this one is not, or is done with, takes none of its memory."""

import gc
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
