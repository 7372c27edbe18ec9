"""A disk that is full, for one program: the kernel lets it write no further."""

from __future__ import annotations

import resource
from typing import Final

_ALMOST_NOTHING: Final = 1


def fill(pid: int) -> None:
    """Let a process of ours write nothing more: each write fails as on a full disk.

    Source:
        Linux, getrlimit(2), RLIMIT_FSIZE; Python takes no harm from its signal.
    """
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (_ALMOST_NOTHING, hard))


def make_room(pid: int) -> None:
    """Let it write again."""
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
