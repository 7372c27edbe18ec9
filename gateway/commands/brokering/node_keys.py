"""The key with which a node enters the broker: given, changed, shown to nobody."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from gateway.commands.brokering.files import BrokerFiles, Written, entry
from gateway.commands.brokering.names import check_node
from gateway.commands.brokering.secrets import new_key
from gateway.config import Config
from gateway.domain.errors import BrokerFilesError
from gateway.domain.speech import told

OWN: Final = "gateway"
_HOME: Final = Path("/etc/mosquitto")


def broker_files(folder: Path, owner: str) -> BrokerFiles:
    """Return Mosquitto's files.

    Raises:
        BrokerFilesError: They are not ours yet.
    """
    files = BrokerFiles(folder, owner)
    if not files.is_set_up():
        raise BrokerFilesError(
            told("En %(folder)s no están los ajustes de Conuco. Antes: conuco broker config", folder=folder)
        )
    return files


def check_name(settings: Config, files: BrokerFiles, node: str) -> None:
    """Check that a node may be called so; raises as `check_node`."""
    check_node(node, own_name=settings.broker.username or OWN, others=files.others())


def standing_key(files: BrokerFiles, node: str) -> str | None:
    """Return the key that a node has, None where it has none; raises as `BrokerFiles.keys`."""
    return files.keys().get(node)


def give_key(settings: Config, files: BrokerFiles, node: str, key: str, *, now: int) -> list[Written]:
    """Let a node enter with a key, and with no other from now on; raises as `BrokerFiles.write_secrets`."""
    keys, passwords = files.keys(), files.passwords()
    keys[node], passwords[node] = key, entry(key)
    written = files.write_secrets(keys, passwords, now=now)
    own = settings.broker.username or OWN
    rights = files.write_rights(commune=settings.commune.slug, own_name=own, others=files.others(), now=now)
    return [*written, rights]


def make_key() -> str:
    """Return a new key."""
    return new_key()


def reload_broker(folder: Path) -> bool:
    """Let Mosquitto read its keys anew, where we may; tell whether it has."""
    if folder != _HOME or os.geteuid() != 0 or shutil.which("systemctl") is None:
        return False
    ended = subprocess.run(["systemctl", "reload", "mosquitto"], check=False, capture_output=True, timeout=30)
    return ended.returncode == 0
