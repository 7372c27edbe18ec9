"""What is done to a board on the cable so that it becomes a node."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.commands.node.words import Telling
from gateway.commands.update.station import known, shelf
from gateway.config import Config, load
from gateway.domain.errors import PortError, ProvisionError
from gateway.domain.speech import told
from gateway.nodes.boards import firmware_folder
from gateway.nodes.collecting import read_board
from gateway.nodes.image import WHERE, check_sum, digest_of, find_image
from gateway.nodes.look import BoardLook, check, look_at
from gateway.nodes.preparing import (
    PUBLIC_KEY,
    SETTINGS,
    begin_slots,
    check_settings,
    copy,
    forget_outbox,
    hidden,
    verify,
)
from gateway.nodes.program import first_slot, has_slots, program
from gateway.nodes.releasing import Before, standing
from gateway.nodes.serial.port import Bench, Port
from gateway.nodes.signing import key_file, signer
from gateway.service.asking import agrees
from gateway.store.sqlite import cursors
from gateway.store.sqlite.connection import readings_where_any

SAID_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Image:
    """What a person said of the MicroPython for an empty board.

    Attributes:
        path: A file or a folder with images; None: none.
        digest: What its page says that its SHA-256 is; None: the person is asked.
        is_wanted: Whether it is written even where there is one.
    """

    path: Path | None = None
    digest: str | None = None
    is_wanted: bool = False


def steps(node: str, image: Image) -> list[str]:
    """Return the steps in words."""
    first = told("Mirar la placa: su MicroPython y su memoria")
    if image.is_wanted:
        first = told("Borrar la placa y escribirle MicroPython")
    return [
        first,
        told("Compilar el programa de los nodos"),
        told("Copiarlo a la placa, con los ajustes de %(node)s y la llave de la estación", node=node),
        told("Volver a leer todo y comparar archivo por archivo"),
        told("Arrancar el nodo y esperar su primera medición guardada"),
    ]


def with_micropython(bench: Bench, image: Image, telling: Telling) -> BoardLook:
    """Return what a board is, once MicroPython runs on it.

    Raises:
        PortError: The board does not answer.
        ProvisionError: It cannot be a node as it is.
    """
    if not image.is_wanted:
        with bench.open() as port:
            try:
                with telling.waiting(told("Esperando a la placa")):
                    look = look_at(port)
            except PortError:
                if image.path is None:
                    raise
            else:
                check(look, port.name)
                telling.say(told("MicroPython %(version)s, placa %(hardware)s", version=look.version,
                                 hardware=look.hardware))  # fmt: skip
                return look
    _write(bench, image, telling)
    with bench.open() as port:
        look = look_at(port)
        check(look, port.name)
    return look


def _write(bench: Bench, image: Image, telling: Telling) -> None:
    path = image.path
    if path is not None and path.is_dir():
        path = find_image(path)
    if path is None:
        raise ProvisionError(
            told(
                "Falta la imagen de MicroPython: --firmware ARCHIVO.bin. Es ESP32_GENERIC 1.29 o más; está en"
                " %(where)s (bájela donde haya Internet y tráigala en una memoria USB).",
                where=WHERE,
            )
        )
    digest = digest_of(path)
    if not check_sum(path, digest, image.digest):
        telling.say(told("SHA-256 de %(path)s: %(digest)s", path=path.name, digest=digest))
        if not agrees(told("¿Es la misma suma que da la página de donde la bajó?")):
            raise ProvisionError(
                told("No se escribió nada. Baje la imagen otra vez de %(where)s", where=WHERE)
            )
    with telling.progress(told("Escribiendo MicroPython")) as tell:
        bench.write_micropython(path, tell)


def refuse_losing(port: Port, node: str, look: BoardLook, *, may_forget: bool) -> None:
    """Refuse to take a board over that holds what nobody has collected; begin anew where it holds nothing.

    What it holds would come in under the new name, or go with what is erased.

    Raises:
        ProvisionError: It holds records of another node.
    """
    if look.node in (None, node):
        return
    held = read_board(port)
    if held is not None and held.records and not may_forget:
        raise ProvisionError(
            told(
                "%(port)s: la placa es de %(node)s y tiene %(count)s registros sin recoger. Recójalos antes:"
                " conuco node collect --port %(port)s. Si no hacen falta: --forget-records.",
                port=port.name,
                node=look.node,
                count=len(held.records),
            )
        )
    forget_outbox(port)


def refuse_erasing(bench: Bench, image: Image, *, may_forget: bool) -> None:
    """Refuse to erase a board that still holds records, as far as it can be asked.

    Raises:
        ProvisionError: It holds some.
    """
    if not image.is_wanted or may_forget:
        return
    held = None
    with suppress(PortError, ProvisionError), bench.open() as port:
        look_at(port)
        held = read_board(port)
    if held is not None and held.records:
        raise ProvisionError(
            told(
                "%(port)s: la placa tiene %(count)s registros que nadie recogió, y borrarla los pierde."
                " Antes: conuco node collect --port %(port)s. Si no hacen falta: --forget-records.",
                port=bench.name,
                count=len(held.records),
            )
        )


def put(port: Port, own_settings: Mapping[str, object], telling: Telling, *, config: Path) -> None:
    """Compile, copy and verify; then let the board's own program judge its settings.

    Raises:
        PortError: The board fell silent.
        ProvisionError: Something is not as it must be.
    """
    firmware = firmware_folder()
    telling.next()
    with telling.progress(told("Compilando")) as tell:
        files = program(firmware, done=tell)
    telling.next()
    own = {
        SETTINGS: json.dumps(own_settings, ensure_ascii=False).encode(),
        PUBLIC_KEY: signer(key_file(config)).modulus,
    }
    with telling.progress(told("Copiando")) as tell:
        written = copy(port, files, own, tell)
    telling.say(told("%(count)s archivos copiados; %(same)s ya estaban.", count=len(written),
                     same=len(files) + len(own) - len(written)))  # fmt: skip
    telling.next()
    with telling.progress(told("Comparando")) as tell:
        verify(port, {**own, **files}, tell)
    if has_slots(firmware):
        begin_slots(port, _number(files, config))
    check_settings(port)


def _number(files: Mapping[str, bytes], config: Path) -> int:
    """Return which version a program is, by what this station has offered; raises as `known`."""
    settings = load(config)
    found = known(settings)
    before = Before(tuple(shelf(settings).bundles()), found.taken, found.failed)
    return standing(first_slot(files), before)


def first_word(
    port: Port, own_settings: Mapping[str, object], *, within_s: float, is_heard: Callable[[], bool]
) -> None:
    """Wait until the station has committed something of a node that has just been started.

    Raises:
        ProvisionError: It never did; the sentence brings what the board said meanwhile.
    """
    node = str(own_settings["node"])
    said: list[str] = []
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        said += [line for line in port.lines(min(1.0, within_s)) if line.strip()]
        if is_heard():
            return
    lines = "\n".join(hidden(line, own_settings) for line in said[-SAID_LINES:]) or told("nada")
    hint = told(
        "El nodo %(node)s arrancó, y en %(seconds)s segundos no llegó nada suyo. Revise que conuco gateway y"
        " Mosquitto anden, que la Wi-Fi llegue y que el broker haya leído su clave (sudo systemctl reload"
        " mosquitto). El nodo sigue intentando solo; mírelo con conuco node log %(node)s --port %(port)s."
        " Lo último que dijo la placa:",
        node=node,
        seconds=round(within_s),
        port=port.name,
    )
    raise ProvisionError(f"{hint}\n{lines}")


def taken_of(settings: Config, node: str) -> dict[int, int]:
    """Return how far the station has taken each queue of a node; a new board makes a queue of its own."""
    with readings_where_any(Path(settings.storage.folder)) as readings:
        found = [] if readings is None else cursors.everything(readings)
    return {one.queue: one.last for one in found if one.node == node}
