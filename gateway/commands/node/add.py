"""`conuco node add`: a node gets its name, its key and its settings."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

import typer
from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.brokering.node_keys import (
    broker_files,
    check_name,
    give_key,
    make_key,
    reload_broker,
    standing_key,
)
from gateway.commands.node.registry import record, told_of
from gateway.commands.node.words import FOLDER, DryOption, FolderOption, NodeArgument, OwnerOption, Telling
from gateway.config import Config, load
from gateway.domain.entries import Body, NodePlaced, NodeRegistered
from gateway.domain.errors import ProvisionError
from gateway.domain.places import place_of
from gateway.domain.speech import told
from gateway.nodes.boards import Board, firmware_folder, read_board
from gateway.nodes.settings_file import Way, composed, settings_path, write_settings

PASSWORD: Final = "CONUCO_WIFI_PASSWORD"
_PORTS: Final = {"psk": 8883, "plain": 1883}
SecurityOption = Annotated[
    Literal["psk", "plain"],
    typer.Option("--security", help="Cómo entra: con TLS-PSK, o sin cifrar."),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said of a node."""

    node: str
    board: Board
    place: str | None
    title: str | None


def add(  # noqa: PLR0913 - one parameter an option
    node: NodeArgument,
    board: Annotated[
        str, typer.Option("--board", help="La placa: estanque, parcela, clima, sirena…, o un .json suyo.")
    ],
    place: Annotated[str | None, typer.Option("--place", help="El estanque o lote donde va a estar.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Cómo se le dice.")] = None,
    host: Annotated[
        str | None, typer.Option("--host", help="La dirección de la estación en la red de los nodos.")
    ] = None,
    broker_port: Annotated[
        int | None, typer.Option("--broker-port", help="La puerta del broker: 8883, o 1883 sin cifrar.")
    ] = None,
    security: SecurityOption = "psk",
    wifi_ssid: Annotated[str | None, typer.Option("--wifi-ssid", help="El nombre de la red Wi-Fi.")] = None,
    wifi_password_file: Annotated[
        Path | None,
        typer.Option(
            "--wifi-password-file",
            help="Un archivo con la clave de la Wi-Fi; sin él, CONUCO_WIFI_PASSWORD, o se pregunta.",
        ),
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    folder: FolderOption = FOLDER,
    owner: OwnerOption = "mosquitto",
    dry_run: DryOption = False,  # noqa: FBT002
) -> None:
    """Anota un nodo nuevo y le hace su clave y sus ajustes; después se graba con flash."""
    telling = Telling(Console(), steps(node, board, place))
    with told_in_words():
        settings = load(config)
        asked = Asked(node, read_board(firmware_folder(), board), place, title)
        check_place(settings, place)
        if dry_run:
            telling.all()
            return
        files, now = broker_files(folder, owner), int(time.time())
        check_name(settings, files, node)
        path = settings_path(config.absolute().parent, node)
        if path.exists():
            raise ProvisionError(
                told(
                    "El nodo %(node)s ya tiene ajustes: %(path)s. Para grabarlo: conuco node flash %(node)s;"
                    " para cambiar su placa: conuco node replace %(node)s; para hacerlo de nuevo, borre ese"
                    " archivo.",
                    node=node,
                    path=path,
                )
            )
        telling.next()
        key = standing_key(files, node) or make_key()
        way = Way(
            host or typer.prompt(told("Dirección de la estación en la red de los nodos"), own_address()),
            broker_port or _PORTS[security],
            security,
            wifi_ssid or typer.prompt(told("Nombre de la red Wi-Fi")),
            key,
            wifi_password(wifi_password_file),
        )
        give_key(settings, files, node, key, now=now)
        telling.next()
        write_settings(path, composed(asked.board, commune=settings.commune.slug, node=node, way=way))
        telling.next()
        record(settings, entries(settings, asked))
    tell_end(telling, asked, folder)


def steps(node: str, board: str, place: str | None) -> list[str]:
    """Return the steps in words."""
    where = told("Anotarlo en el diario")
    if place is not None:
        where = told("Anotarlo en el diario, en %(place)s", place=place)
    return [
        told("Hacerle a %(node)s su clave en el broker", node=node),
        told("Escribir sus ajustes (placa %(board)s) en un archivo que solo usted puede leer", board=board),
        where,
    ]


def check_place(settings: Config, place: str | None) -> None:
    """Check that a place is one of the station's.

    Raises:
        ProvisionError: There is no such place.
    """
    if place is None:
        return
    known = told_of(settings)
    seeded = {one.slug for one in settings.pond} | {one.slug for one in settings.field}
    there = {one.slug for one in known.places} | seeded
    if place not in there:
        raise ProvisionError(
            told(
                "No hay un lugar «%(place)s». Los que hay: %(places)s. Anótelo primero en «Preparar»,"
                " o deje --place para después.",
                place=place,
                places=", ".join(sorted(there)) or told("ninguno"),
            )
        )


def entries(settings: Config, asked: Asked) -> list[Body]:
    """Return what is written down of a node."""
    board, node = asked.board, asked.node
    found: list[Body] = [NodeRegistered(node, board.kind, board.board, board.sensors, asked.title)]
    now = int(settings.world().now())
    if asked.place is not None and place_of(told_of(settings).placements, node, at=now) != asked.place:
        found.append(NodePlaced(node, asked.place, now))
    return found


def own_address() -> str:
    """Return the address of this machine in its network, as far as it can be told."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: the kernel only chooses a way
        except OSError:
            return "192.168.4.1"
        return str(probe.getsockname()[0])


def wifi_password(path: Path | None) -> str:
    """Return the Wi-Fi's password: of a file, of the environment, or asked without showing it.

    Raises:
        ProvisionError: It cannot be read, or no network has such a one.
    """
    if path is not None:
        try:
            found = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ProvisionError(
                told("%(path)s no se puede leer: debe traer la clave de la Wi-Fi, y nada más.", path=path)
            ) from error
    elif PASSWORD in os.environ:
        found = os.environ[PASSWORD]
    else:
        found = typer.prompt(
            told("Clave de la Wi-Fi (no se ve)"), hide_input=True, default="", show_default=False
        )
    if 0 < len(found) < 8:
        raise ProvisionError(told("La clave de una Wi-Fi tiene 8 letras o más. Repita."))
    return str(found)


def tell_end(telling: Telling, asked: Asked, folder: Path) -> None:
    """Say what comes next."""
    if not reload_broker(folder):
        telling.say(told("Para que el broker conozca su clave: sudo systemctl reload mosquitto"))
    node = asked.node
    if asked.board.kind == "siren":
        telling.say(told('Para que suene: ponga "%(node)s" en [siren] nodes de los ajustes.', node=node))
    elif asked.place is None:
        telling.say(told("Todavía no está en ningún lugar: póngalo en «Preparar», o lo que mida no se verá."))
    telling.say(told("Ahora conecte la placa: conuco node flash %(node)s --port /dev/ttyUSB0", node=node))
