"""What may stand in a topic."""

from node import const

_LETTERS = const("abcdefghijklmnopqrstuvwxyz0123456789")


def is_name(name: object) -> bool:
    """Tell whether a name can stand in a topic."""
    if not isinstance(name, str) or not 1 <= len(name) <= 32:
        return False
    return all([one in _LETTERS + "-" for one in name]) and name[0] != "-" and name[-1] != "-"
