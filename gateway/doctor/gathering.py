"""Looks at a station: its files, its disk, its broker. Nothing here judges."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from gateway.backup.last import last_backup
from gateway.backup.media import disk_of
from gateway.config import Config
from gateway.doctor.counters import SECTOR
from gateway.doctor.facts import BrokerSeen, DiskSeen, Facts, KeySeen
from gateway.doctor.finding import DAY_S
from gateway.domain.by_hand import is_by_hand
from gateway.domain.errors import StoreError
from gateway.domain.places import Placement
from gateway.store.base import NodeState
from gateway.store.sqlite.connection import as_our_errors, open_to_read
from gateway.store.sqlite.doctored import StoreSeen, look
from gateway.store.sqlite.stamps import stamps
from gateway.timekeeping.node_clocks import NodeClock, Stamped, node_clock

KNOCK_WITHIN_S: Final = 1.0
MOSQUITTO: Final = Path("/etc/mosquitto/mosquitto.conf")
BROKERS_USER: Final = "mosquitto"


def gathered(
    config: Config, *, nodes: Sequence[NodeState], placements: Sequence[Placement], ask_version: bool = False
) -> Facts:
    """Return everything that can be seen of a station from this process.

    Args:
        config: Of the station.
        nodes: What is known of its nodes.
        placements: Where they stand, rising by time.
        ask_version: Whether to run the broker's program to learn its version.
    """
    folder = Path(config.storage.folder)
    store, unread = _store(folder)
    return Facts(
        broker=_broker(config, ask_version=ask_version),
        voucher=config.trust().voucher,
        disk=disk_seen(folder),
        store=store,
        unread=unread,
        files=_files(folder),
        backup=last_backup(folder),
        nodes=nodes,
        placed=standing(placements),
        mirror_url=config.mirror.url,
        card_writes_tb=config.storage.card_writes_tb,
        clocks=_clocks(config, folder),
    )


def key_seen(path: Path) -> KeySeen | None:
    """Return how the key that signs the nodes' program lies there, None where there is none."""
    try:
        is_open = bool(path.stat().st_mode & 0o077)
    except OSError:
        return None
    try:
        is_whole = path.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")
    except PermissionError:
        return KeySeen(str(path), is_open)
    except OSError:
        return KeySeen(str(path), is_open, is_whole=False)
    return KeySeen(str(path), is_open, is_whole)


def _clocks(config: Config, folder: Path) -> dict[str, NodeClock]:
    """Return how the clock of each node did in the last day; nothing where that cannot be read."""
    try:
        found = stamps(folder, since=int(config.world().now()) - DAY_S)
    except StoreError:
        return {}
    return {node: node_clock(Stamped(*one) for one in own) for node, own in found.items()}


def standing(placements: Sequence[Placement]) -> frozenset[str]:
    """Return the nodes that stand somewhere now; what people measure by hand is no node."""
    last = {one.node: one.place for one in placements}
    return frozenset(node for node, place in last.items() if place is not None and not is_by_hand(node))


def _store(folder: Path) -> tuple[StoreSeen | None, str]:
    try:
        with as_our_errors(), closing(open_to_read(folder, "readings")) as connection:
            return look(connection), ""
    except StoreError as error:
        return None, str(error)


def _files(folder: Path) -> dict[str, int]:
    found = {}
    for pattern in ("*.db", "*.db-wal"):
        for path in folder.glob(pattern):
            try:
                found[path.name] = path.stat().st_size
            except OSError:
                continue  # it has gone between the two
    return found


def disk_seen(folder: Path, blocks: Path = Path("/sys/block")) -> DiskSeen | None:
    """Return the disk of a folder, None where the folder is not there."""
    try:
        seen = os.statvfs(folder)
        name = disk_of(folder)
    except OSError:
        return None
    try:
        size = int((blocks / name / "size").read_text(encoding="ascii")) * SECTOR
    except (OSError, ValueError):
        size = None
    return DiskSeen(
        free=seen.f_bavail * seen.f_frsize,
        total=seen.f_blocks * seen.f_frsize,
        is_read_only=bool(seen.f_flag & os.ST_RDONLY),
        size=size,
        inodes_free=seen.f_favail if seen.f_files else None,
    )


def _broker(config: Config, *, ask_version: bool) -> BrokerSeen:
    host, port = config.broker.host, config.broker.port
    try:
        with socket.create_connection((host, port), timeout=KNOCK_WITHIN_S):
            is_open = True
    except OSError:
        is_open = False
    is_here = host in ("127.0.0.1", "::1", "localhost")
    return BrokerSeen(
        is_open,
        _version() if ask_version and is_here else None,
        may_keep(MOSQUITTO) if is_here else None,
    )


def may_keep(settings: Path, user: str = BROKERS_USER) -> bool | None:
    """Tell whether the broker may write where its settings say, None where that cannot be seen."""
    try:
        named = re.search(r"^persistence_location (.+)$", settings.read_text(encoding="utf-8"), re.MULTILINE)
        if named is None:
            return None
        found, who = Path(named[1].strip()).stat(), pwd.getpwnam(user)
    except (OSError, KeyError, UnicodeDecodeError):
        return None
    if found.st_uid == who.pw_uid:
        return bool(found.st_mode & 0o200)
    if found.st_gid == who.pw_gid:
        return bool(found.st_mode & 0o020)
    return bool(found.st_mode & 0o002)


def _version() -> str | None:
    program = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        return None
    try:
        said = subprocess.run([program, "-h"], check=False, capture_output=True, text=True, timeout=5).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    return said.partition("\n")[0].strip() or None
