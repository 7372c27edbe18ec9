"""What a board on the cable is: its MicroPython, its number, its flash, whose name it bears."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from gateway.domain.errors import PortError, ProvisionError
from gateway.domain.speech import told
from gateway.nodes.image import LEAST
from gateway.nodes.serial.port import Port

_CORRUPT: Final = re.compile(r"filesystem.{0,200}corrupt", re.IGNORECASE | re.DOTALL)
"""Source: MicroPython, ports/esp32/modules/inisetup.py, fs_corrupted()."""

_LOOK: Final = """
import sys, json, os, binascii, machine
name = None
try:
    with open("settings.json") as file:
        name = json.loads(file.read()).get("node")
except (OSError, ValueError, AttributeError):
    pass
free = 0
try:
    with open(".probe", "wb") as file:
        file.write(b"conuco")
    with open(".probe", "rb") as file:
        sound = file.read() == b"conuco"
    os.remove(".probe")
    state = os.statvfs(os.getcwd())
    free = state[0] * state[3]
except OSError:
    sound = False
version = list(sys.implementation.version[:3])
number = binascii.hexlify(machine.unique_id()).decode()
print(json.dumps({"micropython": version, "hardware": number, "node": name, "sound": sound, "free": free}))
"""


class BoardLook(msgspec.Struct, frozen=True):
    """What a board is.

    Attributes:
        micropython: Its version, such as 1, 29, 0.
        hardware: What the chip calls itself, in hexadecimal digits.
        node: Whose name stands in its settings, None where there are none.
        sound: Whether its flash keeps what is written.
        free: What is free in it [bytes].
    """

    micropython: list[int]
    hardware: str
    node: str | None
    sound: bool
    free: int

    @property
    def version(self) -> str:
        """Its MicroPython, as people write it."""
        return ".".join(map(str, self.micropython))


def look_at(port: Port) -> BoardLook:
    """Make a board listen, and return what it is.

    Raises:
        PortError: It does not answer.
        ProvisionError: Its flash is damaged.
    """
    heard = port.attend()
    if _CORRUPT.search(heard):
        raise damaged(port.name)
    try:
        return msgspec.json.decode(port.run(_LOOK).strip(), type=BoardLook)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise PortError(
            told("%(port)s: la placa contesta lo que nadie entiende. Apriete EN y repita.", port=port.name)
        ) from error


def damaged(port: str) -> ProvisionError:
    """Return that the flash of a board is damaged, and what to do."""
    return ProvisionError(
        told(
            "%(port)s: la memoria de la placa está dañada y no guarda archivos; lo que tenía no se lee."
            " Bórrela y escríbala de nuevo con conuco node flash … --erase --firmware ARCHIVO.bin",
            port=port,
        )
    )


def check(look: BoardLook, port: str) -> None:
    """Check that a board can be a node.

    Raises:
        ProvisionError: Its MicroPython is too old, or its flash is damaged.
    """
    if tuple(look.micropython) < LEAST:
        raise ProvisionError(
            told(
                "%(port)s: la placa tiene MicroPython %(version)s; para entrar con clave propia hace falta"
                " %(least)s. Escríbalo con --erase --firmware ARCHIVO.bin",
                port=port,
                version=look.version,
                least=".".join(map(str, LEAST)),
            )
        )
    if not look.sound:
        raise damaged(port)
