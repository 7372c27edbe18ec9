"""`conuco broker`: what Mosquitto needs to know of this station."""

from __future__ import annotations

import base64
import os
import time
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.brokering.files import BrokerFiles, Written, entry
from gateway.commands.brokering.names import check_filter, check_node, check_other
from gateway.commands.brokering.own_password import own_password
from gateway.commands.brokering.secrets import is_of, new_key
from gateway.commands.brokering.writing import Doors, Rights, settings_text
from gateway.config import Config, load
from gateway.domain.by_hand import is_by_hand
from gateway.domain.errors import BrokerFilesError
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers

app = typer.Typer(no_args_is_help=True, help="Mosquitto: sus ajustes, quién entra y con qué clave.")

PASSWORD_BYTES: Final = 18
OWN: Final = "gateway"

FolderOption = Annotated[Path, typer.Option("--folder", help="La carpeta de Mosquitto.")]
FOLDER: Final = Path("/etc/mosquitto")
TlsOption = Annotated[
    int,
    typer.Option("--tls-psk-port", min=0, max=65535, help="La puerta cifrada de los nodos; 0: ninguna."),
]
PlainOption = Annotated[
    int,
    typer.Option("--plain-port", min=0, max=65535, help="Puerta sin cifrar, sin TLS; 0: ninguna."),
]
ReadOption = Annotated[list[str] | None, typer.Option("--read", help="Un filtro de temas que puede oír.")]
WriteOption = Annotated[list[str] | None, typer.Option("--write", help="Un filtro en que puede hablar.")]
OwnerOption = Annotated[str, typer.Option("--owner", help="El usuario con que anda Mosquitto.")]


@app.command()
def config(  # noqa: PLR0913 - one parameter an option
    settings: ConfigOption = DEFAULT_CONFIG,
    folder: FolderOption = FOLDER,
    tls_psk_port: Annotated[
        int,
        typer.Option("--tls-psk-port", min=0, max=65535, help="La puerta cifrada de los nodos; 0: ninguna."),
    ] = 8883,
    plain_port: Annotated[
        int,
        typer.Option(
            "--plain-port",
            min=0,
            max=65535,
            help="Una puerta sin cifrar, para placas que no saben TLS-PSK; 0: ninguna.",
        ),
    ] = 0,
    persistence: Annotated[
        Path, typer.Option("--persistence", help="Dónde guarda Mosquitto lo que espera.")
    ] = Path("/var/lib/mosquitto"),
    owner: OwnerOption = "mosquitto",
) -> None:
    """Escribe los ajustes, las claves y los derechos de Mosquitto para esta estación."""
    console = Console()
    with told_in_words():
        found, files, now = load(settings), BrokerFiles(folder, owner), int(time.time())
        doors = _doors(found, tls_psk_port, plain_port)
        text = settings_text(doors, commune=found.commune.slug, folder=folder, persistence=persistence)
        keys, passwords = files.keys(), files.passwords()
        secret, made = own_password(settings.absolute().parent / "broker.passwd")
        if not is_of(passwords.get(_own(found), ""), secret):
            passwords[_own(found)] = entry(secret)
        written = [*files.write_secrets(keys, passwords, now=now), _rights(found, files, now)]
        written.append(files.write_settings(text, now=now))
        without = sorted(_known_nodes(found) - set(keys))
    _tell_written(console, written)
    if made is not None:
        _say(console, told("La clave de la estación es nueva y está en %(path)s.", path=made))
    if found.broker.username is None:
        _say(console, told('Escriba username = "%(name)s" en la parte [broker] de los ajustes.', name=OWN))
    if without:
        _say(
            console,
            told("Nodos sin clave: %(nodes)s. Uno por uno: conuco broker key NODO", nodes=", ".join(without)),
        )
    _say(console, told("Para que valga: sudo systemctl restart mosquitto conuco-gateway"))


@app.command()
def key(  # noqa: PLR0913 - one parameter an option
    node: Annotated[str, typer.Argument(metavar="NODO", help="El nombre del nodo.")],
    settings: ConfigOption = DEFAULT_CONFIG,
    folder: FolderOption = FOLDER,
    new: Annotated[bool, typer.Option("--new", help="Otra clave; la de antes deja de valer.")] = False,  # noqa: FBT002
    revoke: Annotated[bool, typer.Option("--revoke", help="Quita la clave: el nodo no entra más.")] = False,  # noqa: FBT002
    owner: OwnerOption = "mosquitto",
) -> None:
    """Hace, cambia o quita la clave de un nodo; la muestra una sola vez."""
    console = Console()
    with told_in_words():
        found, files, now = load(settings), _set_up(folder, owner), int(time.time())
        check_node(node, own_name=_own(found), others=files.others())
        keys, passwords = files.keys(), files.passwords()
        if revoke:
            if keys.pop(node, None) is None and passwords.get(node) is None:
                raise BrokerFilesError(told("El nodo %(node)s no tiene clave.", node=node))
            passwords.pop(node, None)
        elif node in keys and not new:
            raise BrokerFilesError(
                told(
                    "El nodo %(node)s ya tiene clave, y no se muestra dos veces. Con --new se hace otra.",
                    node=node,
                )
            )
        else:
            keys[node] = new_key()
            passwords[node] = entry(keys[node])
        _tell_written(console, [*files.write_secrets(keys, passwords, now=now), _rights(found, files, now)])
        is_known = node in _known_nodes(found)
    if revoke:
        _say(console, told("El nodo %(node)s ya no tiene clave.", node=node))
        _say(console, told("Para que salga también si está dentro: sudo systemctl restart mosquitto"))
        return
    if not is_known:
        told_so = told(
            "Ojo: el nodo %(node)s no está anotado en esta estación. ¿Está bien escrito?", node=node
        )
        _say(console, told_so, style="yellow")
    _tell_key(console, node, keys[node])


@app.command()
def user(  # noqa: PLR0913 - one parameter an option
    name: Annotated[str, typer.Argument(metavar="NOMBRE", help="Con qué nombre entra.")],
    settings: ConfigOption = DEFAULT_CONFIG,
    folder: FolderOption = FOLDER,
    read: Annotated[
        list[str] | None, typer.Option("--read", help="Un filtro de temas que puede oír.")
    ] = None,
    write: Annotated[
        list[str] | None, typer.Option("--write", help="Un filtro de temas en que puede hablar.")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Otra clave; la de antes deja de valer.")] = False,  # noqa: FBT002
    revoke: Annotated[bool, typer.Option("--revoke", help="Lo quita del todo.")] = False,  # noqa: FBT002
    owner: OwnerOption = "mosquitto",
) -> None:
    """Deja entrar a otro programa o aparato, como Home Assistant, solo a los temas que se digan."""
    console = Console()
    with told_in_words():
        found, files, now = load(settings), _set_up(folder, owner), int(time.time())
        keys, passwords, others = files.keys(), files.passwords(), files.others()
        check_other(name, own_name=_own(found), nodes=keys)
        rights = _asked(read or [], write or [])
        secret = None
        if revoke:
            if others.pop(name, None) is None:
                raise BrokerFilesError(told("En el broker no hay nadie que se llame %(name)s.", name=name))
            passwords.pop(name, None)
        else:
            if rights != Rights() or name not in others:
                others[name] = rights
            if new or name not in passwords:
                secret = base64.urlsafe_b64encode(os.urandom(PASSWORD_BYTES)).decode()
                passwords[name] = entry(secret)
        secrets = files.write_secrets(keys, passwords, now=now)
        _tell_written(console, [*secrets, _rights(found, files, now, others)])
    if secret is not None:
        _say(console, told("%(name)s entra con esta clave, que no se muestra otra vez:", name=name))
        _say(console, f"  {secret}", style="bold")
    _say(console, told("Para que valga: sudo systemctl reload mosquitto"))


def _own(found: Config) -> str:
    return found.broker.username or OWN


def _doors(found: Config, tls_psk_port: int, plain_port: int) -> Doors:
    """Return where to listen.

    Raises:
        BrokerFilesError: Two doors would be the same.
    """
    own = found.broker.port
    if tls_psk_port and tls_psk_port in (own, plain_port):
        raise BrokerFilesError(
            told("La puerta %(port)s no puede ser a la vez cifrada y sin cifrar.", port=tls_psk_port)
        )
    return Doors(own, tls_psk_port or None, plain_port or None)


def _set_up(folder: Path, owner: str) -> BrokerFiles:
    files = BrokerFiles(folder, owner)
    if not files.is_set_up():
        raise BrokerFilesError(
            told("En %(folder)s no están los ajustes de Conuco. Antes: conuco broker config", folder=folder)
        )
    return files


def _rights(found: Config, files: BrokerFiles, now: int, others: dict[str, Rights] | None = None) -> Written:
    told_others = files.others() if others is None else others
    return files.write_rights(commune=found.commune.slug, own_name=_own(found), others=told_others, now=now)


def _asked(read: list[str], write: list[str]) -> Rights:
    for one in read:
        check_filter(one, writes=False)
    for one in write:
        check_filter(one, writes=True)
    return Rights(tuple(read), tuple(write))


def _known_nodes(found: Config) -> set[str]:
    """Return the nodes of the journal; before there is one, those of the settings."""
    path = Path(found.storage.folder) / "commune.db"
    if not path.is_file():
        return {one.slug for one in found.node}
    with CommuneJournal(path, commune=found.commune.slug) as journal:
        placed = registers(journal.entries("station")).placements
    return {one.node for one in placed if not is_by_hand(one.node)}


def _tell_written(console: Console, written: list[Written]) -> None:
    for one in written:
        if one.kept is not None:
            _say(
                console,
                told(
                    "%(path)s no era como lo escribe este comando; lo de antes está en %(kept)s.",
                    path=one.path,
                    kept=one.kept,
                ),
                style="yellow",
            )
        if one.is_changed:
            _say(console, told("Escrito: %(path)s", path=one.path))


def _tell_key(console: Console, node: str, secret: str) -> None:
    _say(console, told("La clave de %(node)s, que no se muestra otra vez:", node=node))
    _say(console, f"  {secret}", style="bold")
    _say(console, told('En su settings.json, en broker, cifrado: "security": "psk", "key": esa clave.'))
    _say(console, told("De otro aparato con TLS-PSK: la identidad es %(node)s y la clave es esa.", node=node))
    setting = told('Sin cifrar, si no sabe TLS-PSK: "user": "%(node)s", "password": esa clave.', node=node)
    _say(console, setting)
    _say(console, told("Para que valga: sudo systemctl reload mosquitto"))


def _say(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, highlight=False, markup=False, soft_wrap=True)
