"""The outbox of a node by cable: read whole, and let go of only when the station has committed it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import msgspec

from gateway.domain.errors import ProvisionError
from gateway.domain.message import Record
from gateway.domain.speech import told
from gateway.domain.topics import NAME
from gateway.nodes.outbox_files import OutboxRead, as_small, read_outbox
from gateway.nodes.preparing import OUTBOX, SETTINGS
from gateway.nodes.serial.port import Port, Progress, nobody

_GONE: Final = f"{OUTBOX}/gone"
_YEAR_2100: Final = 4_102_444_800
"""A clock that says more was never set right [s UTC]."""


def node_of(port: Port, *, commune: str) -> str:
    """Return whose name a board bears.

    Raises:
        ProvisionError: It bears none, or is of another commune.
    """
    said: object = None
    if SETTINGS in port.files(""):
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            said = msgspec.json.decode(port.get(SETTINGS))
    name = said.get("node") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(name, str) or not NAME.fullmatch(name):
        raise ProvisionError(
            told(
                "%(port)s: esta placa no es de ningún nodo: no tiene ajustes. No hay nada que recoger.",
                port=port.name,
            )
        )
    if said.get("commune") != commune:
        raise ProvisionError(
            told(
                "%(port)s: la placa es de %(node)s, de otra comuna (%(commune)s). Recójala en su estación.",
                port=port.name,
                node=name,
                commune=said.get("commune"),
            )
        )
    return name


def read_board(port: Port, progress: Progress = nobody) -> OutboxRead | None:
    """Return what the outbox on a board holds, None where it never began; nothing there is changed."""
    sizes = port.files(OUTBOX)
    total, done = sum(sizes.values()), 0
    files: dict[str, bytes] = {}
    for path, size in sizes.items():
        files[path.removeprefix(f"{OUTBOX}/")] = port.get(path)
        done += size
        progress(done, total)
    return read_outbox(files)


def let_go(port: Port, held: OutboxRead) -> None:
    """Let the board forget what the station has committed. Until then a cut loses nothing: it sends again."""
    if held.records:
        port.put(_GONE, as_small(held.records[-1].number + 1))


def moments(held: OutboxRead) -> tuple[int, int] | None:
    """Return when the first and the last record were measured [s UTC], None where no clock was ever set."""
    found = sorted(one.time for one in _records(held) if one.time is not None and one.time < _YEAR_2100)
    return (found[0], found[-1]) if found else None


def _records(held: OutboxRead) -> Sequence[Record]:
    found = []
    for one in held.records:
        try:
            found.append(msgspec.json.decode(one.content, type=Record))
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
            continue  # it goes to the station all the same, which sets it aside
    return found
