"""What a node of Conuco does; imports nothing of the rest of the house."""

import gc
import sys

VERSION = "0.1.0"

BUILT = 1_795_700_000
"""When this version was made [s UTC]: no board that runs it lives earlier."""


def const(value):
    """Return a value that never changes.

    MicroPython's compiler knows the word: a private name that is set by it takes neither flash nor memory.
    """
    return value


def with_room(call, *given):
    """Call something, and once more with what was thrown away gone: a heap in pieces must not keep a word."""
    try:
        return call(*given)
    except MemoryError:
        gc.collect()
        return call(*given)


def forget(*names: str) -> None:
    """Give back the memory of modules that are done with; who needs one again loads it again."""
    for name in names:
        if sys.modules.pop("node." + name, None):
            delattr(sys.modules["node"], name)
