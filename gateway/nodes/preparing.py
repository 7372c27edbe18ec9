"""A node's files onto a board: what is there already stays, and all of it is read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Final

from gateway.domain.errors import ProvisionError
from gateway.domain.speech import told
from gateway.nodes.program import MAIN
from gateway.nodes.serial.port import Port, Progress, nobody

SETTINGS: Final = "settings.json"
PUBLIC_KEY: Final = "update.pub"
OUTBOX: Final = "outbox"
SLOT: Final = "slot"
_OF_THE_PROGRAM: Final = ("a/", "b/", "node/", "rescue/")
_CHECK: Final = """
import sys, json
sys.path[:0] = ["a"]
from node import settings
try:
    settings.load("settings.json")
    print("[]")
except settings.SettingsError as error:
    print(json.dumps(error.faults))
"""
_BEGIN_SLOTS: Final = """
import os, slots
with open(slots.FILE + ".new", "wb") as file:
    file.write(slots.Slots({version}).encode())
os.rename(slots.FILE + ".new", slots.FILE)
"""


def copy(
    port: Port, program: Mapping[str, bytes], own: Mapping[str, bytes], progress: Progress = nobody
) -> list[str]:
    """Make a board's files what they should be; return those that had to be written.

    What a copy that was cut short has left is not written again. `main.py` goes first and comes last, so that
    nothing half copied runs. The outbox is never touched.

    Args:
        port: The board, listening.
        program: Every file of the program, by its path on the board.
        own: What is this node's alone: its settings, the station's public key.
        progress: Is told of the bytes.

    Raises:
        PortError: The board fell silent.
    """
    there = port.files("")
    wanted = {**own, **program}
    stale = [path for path in there if _is_stale(path, wanted)]
    other = [path for path, content in wanted.items() if not _stands(port, there, path, content)]
    if stale or other:
        # What starts chooses the first slot where nothing says which.
        stale = [*(one for one in (MAIN, SLOT) if one in there), *stale]
        other = [path for path in other if path != MAIN] + [MAIN]
    for path in stale:
        port.remove(path)
    total, done = sum(len(wanted[path]) for path in other), 0
    for path in other:
        port.put(path, wanted[path])
        done += len(wanted[path])
        progress(done, total)
    return other


def _is_stale(path: str, wanted: Mapping[str, bytes]) -> bool:
    is_ours = path.startswith(_OF_THE_PROGRAM) or ("/" not in path and path.endswith((".mpy", ".new")))
    return is_ours and path not in wanted


def _stands(port: Port, there: Mapping[str, int], path: str, content: bytes) -> bool:
    return there.get(path) == len(content) and port.digest(path) == hashlib.sha256(content).hexdigest()


def verify(port: Port, wanted: Mapping[str, bytes], progress: Progress = nobody) -> None:
    """Read every file back as the board sees it.

    Raises:
        ProvisionError: One is not what was written.
    """
    for number, (path, content) in enumerate(wanted.items(), 1):
        if port.digest(path) != hashlib.sha256(content).hexdigest():
            raise ProvisionError(
                told(
                    "%(port)s: el archivo %(path)s no quedó como se escribió. Repita el comando; si pasa"
                    " otra vez, la memoria de la placa está gastada: use otra.",
                    port=port.name,
                    path=path,
                )
            )
        progress(number, len(wanted))


def check_settings(port: Port) -> None:
    """Let the board's own program judge its settings.

    Raises:
        ProvisionError: They have faults.
    """
    faults = json.loads(port.run(_CHECK).strip())
    if faults:
        raise ProvisionError(
            told(
                "Los ajustes no sirven para esta placa: %(faults)s. Corrija el archivo de la placa y repita"
                " conuco node add y conuco node flash.",
                faults="; ".join(faults),
            )
        )


def begin_slots(port: Port, version: int) -> None:
    """Say that the first of the two slots is the one that runs, and which version stands there."""
    port.run(_BEGIN_SLOTS.format(version=version))


def forget_outbox(port: Port) -> None:
    """Take away an outbox that holds nothing any more: its queue was of another node."""
    for path in port.files(OUTBOX):
        port.remove(path)


def hidden(text: str, settings: Mapping[str, object]) -> str:
    """Return a text without the secrets of a node's settings, whoever wrote it."""
    for secret in _secrets(settings):
        text = text.replace(secret, "•••")
    return text


def _secrets(settings: Mapping[str, object]) -> Iterator[str]:
    for part in ("broker", "wifi"):
        inner = settings.get(part)
        if isinstance(inner, Mapping):
            yield from (str(inner[key]) for key in ("key", "password") if inner.get(key))
