"""The text of Mosquitto's settings and of its list of rights; pure.

Source: mosquitto.conf(5) of Mosquitto 2.0; why each limit is what it is stands in the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NODE_SAYS: Final = ("readings/#", "status", "time/ask", "result", "update/ask")
NODE_HEARS: Final = ("ack", "time/answer", "command/#", "update/part/#")

_GLOBAL: Final = """\
# Cada puerta tiene sus propias reglas de entrada.
per_listener_settings true

# Lo que espera a la estación se guarda en el disco cada minuto. La carpeta debe ser de «mosquitto».
# Nunca autosave_on_changes: reescribe todo el archivo con cada mensaje y gasta la tarjeta.
persistence true
persistence_location {persistence}/
autosave_interval 60

# Los números son explícitos a propósito: en varias versiones 2.x el 0 («sin límite») tiene fallas.
# Cuánto guarda mientras la estación no está. Lo que no quepa se vuelve a pedir al nodo:
# el nodo no borra nada hasta que la estación confirma.
max_inflight_messages 1000
max_queued_messages 500000
max_queued_bytes 268435456
persistent_client_expiration 30d

# Un nodo manda a lo sumo 4 KB; lo que pase de 256 KB no entra.
message_size_limit 262144
set_tcp_nodelay true

# Se lee con: journalctl -u mosquitto
log_dest stderr
log_type error
log_type warning
log_type notice
"""

_LOOPBACK: Final = """
# La estación, y lo que ande en esta misma máquina: nadie de fuera llega a esta puerta.
listener {port} 127.0.0.1
allow_anonymous false
password_file {folder}/conuco.passwd
acl_file {folder}/conuco.acl
"""

_TLS: Final = """
# Los nodos, cifrado: cada uno con su nombre y su clave, y sin ella ni empieza la conversación.
listener {port}
allow_anonymous false
psk_hint conuco-{commune}
use_identity_as_username true
psk_file {folder}/conuco.psk
acl_file {folder}/conuco.acl
"""

_PLAIN: Final = """
# SIN CIFRAR, para placas y aparatos que no saben TLS-PSK: entran con su nombre, y su clave viaja a la vista
# de quien esté en la misma red.
listener {port}
allow_anonymous false
password_file {folder}/conuco.passwd
acl_file {folder}/conuco.acl
"""

_PLAIN_AND_OWN: Final = """
# SIN CIFRAR, para la estación y para placas y aparatos que no saben TLS-PSK: entran con su nombre, y su clave
# viaja a la vista de quien esté en la misma red.
listener {port}
allow_anonymous false
password_file {folder}/conuco.passwd
acl_file {folder}/conuco.acl
"""


@dataclass(frozen=True, slots=True)
class Doors:
    """Where Mosquitto listens.

    Attributes:
        own_port: For the station, from the machine itself only.
        tls_psk_port: For the nodes; None: none.
        plain_port: For what cannot do TLS-PSK; None: none. The same as `own_port` opens that one to all.
    """

    own_port: int
    tls_psk_port: int | None
    plain_port: int | None


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody who is no node may read and write.

    Attributes:
        read: Topic filters, in the order given.
        write: As `read`.
    """

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()


def settings_text(doors: Doors, *, commune: str, folder: Path, persistence: Path) -> str:
    """Return what mosquitto.conf says, whole."""
    parts = [_GLOBAL.format(persistence=persistence)]
    if doors.plain_port != doors.own_port:
        parts.append(_LOOPBACK.format(port=doors.own_port, folder=folder))
    if doors.tls_psk_port is not None:
        parts.append(_TLS.format(port=doors.tls_psk_port, folder=folder, commune=commune))
    if doors.plain_port is not None:
        form = _PLAIN_AND_OWN if doors.plain_port == doors.own_port else _PLAIN
        parts.append(form.format(port=doors.plain_port, folder=folder))
    return "".join(parts)


def rights_text(*, commune: str, own_name: str, nodes: Iterable[str], others: Mapping[str, Rights]) -> str:
    """Return who may say and hear what; whoever is not in it, nothing.

    Args:
        commune: The short name of the commune.
        own_name: With which name the station enters.
        nodes: Every node that has a key.
        others: What other programs and devices may.
    """
    parts = [f"# La estación oye y dice todo.\nuser {own_name}\ntopic readwrite #\n"]
    parts += [_node_text(f"conuco/v1/{commune}/{node}", node) for node in sorted(nodes)]
    for name, rights in sorted(others.items()):
        lines = [f"topic read {one}\n" for one in rights.read] + [
            f"topic write {one}\n" for one in rights.write
        ]
        parts.append(f"{OTHER}\nuser {name}\n" + "".join(lines))
    return "\n".join(parts)


OTHER: Final = "# Otro programa o aparato, puesto con «conuco broker user»."


def _node_text(root: str, node: str) -> str:
    says = "".join(f"topic write {root}/{leaf}\n" for leaf in NODE_SAYS)
    hears = "".join(f"topic read {root}/{leaf}\n" for leaf in NODE_HEARS)
    return f"# Un nodo dice solo lo suyo y oye solo lo que es para él.\nuser {node}\n{says}{hears}"


def others_in(text: str) -> dict[str, Rights]:
    """Return what `rights_text` wrote of others."""
    found: dict[str, Rights] = {}
    for part in text.split(OTHER)[1:]:
        lines = [
            line.split(" ", 2) for line in part.strip().splitlines() if line.startswith(("user ", "topic "))
        ]
        name = next((words[1] for words in lines if words[0] == "user"), None)
        topics = [words for words in lines if words[0] == "topic" and len(words) == 3]
        if name is not None:
            found[name] = Rights(
                tuple(words[2] for words in topics if words[1] == "read"),
                tuple(words[2] for words in topics if words[1] == "write"),
            )
    return found
