"""What the doctor is told; gathered apart, judged purely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gateway.backup.last import LastBackup
from gateway.store.base import NodeState
from gateway.store.sqlite.doctored import StoreSeen
from gateway.timekeeping.node_clocks import NodeClock


@dataclass(frozen=True, slots=True)
class BrokerSeen:
    """The broker as it looks from here.

    Attributes:
        is_open: Whether somebody listens there.
        version: What it says it is, None where nobody asked.
        may_keep: Whether its folder lets it write, None where that cannot be seen from here.
    """

    is_open: bool
    version: str | None = None
    may_keep: bool | None = None


@dataclass(frozen=True, slots=True)
class DiskSeen:
    """The disk of the station's files.

    Attributes:
        free: [B].
        total: [B].
        size: Of the whole card or disk [B], None where the kernel does not say.
        inodes_free: Files that can still be made, None where the file system does not count them.
    """

    free: int
    total: int
    is_read_only: bool = False
    size: int | None = None
    inodes_free: int | None = None


@dataclass(frozen=True, slots=True)
class KeySeen:
    """The key that signs the nodes' program.

    Attributes:
        path: Where it lies.
        is_open: Whether somebody but its owner may read it.
        is_whole: Whether it is a key; None where this process may not read it, as it should be.
    """

    path: str
    is_open: bool = False
    is_whole: bool | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything at one moment.

    Attributes:
        voucher: Who vouches for the time, None where nobody does.
        store: None where readings.db could not be read; `unread` says why.
        files: The size of each database and of its log [B].
        backup: The last copy, None where there was none.
        nodes: Those that stand somewhere, and those that were heard.
        placed: The nodes that stand somewhere.
        mirror_url: Where the mirror is, None where none is set up.
        card_writes_tb: What the card's maker says it takes [TB], None where nobody told.
        clocks: How the clock of each node did in the last day.
        key: The key that signs the nodes' program, None where there is none or nobody looked.
    """

    broker: BrokerSeen
    voucher: str | None
    disk: DiskSeen | None
    store: StoreSeen | None
    unread: str = ""
    files: Mapping[str, int] = field(default_factory=dict)
    backup: LastBackup | None = None
    nodes: Sequence[NodeState] = ()
    placed: frozenset[str] = frozenset()
    mirror_url: str | None = None
    card_writes_tb: float | None = None
    clocks: Mapping[str, NodeClock] = field(default_factory=dict)
    key: KeySeen | None = None
