"""`conuco node restart`: a node begins anew, as if by its button."""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.node.registry import AUTHOR, told_of
from gateway.commands.node.words import NodeArgument
from gateway.config import Config, load
from gateway.domain.entries import Draft, OrderGiven
from gateway.domain.errors import OrderRefusedError, ProvisionError
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.nodes.grouping import kinds
from gateway.store.sqlite.reader import SqliteReadings

WaitOption = Annotated[
    float, typer.Option("--wait", min=0.0, help="Cuántos segundos espera la respuesta; 0: no espera.")
]
WITHIN_S: Final = 60.0


def restart(node: NodeArgument, wait: WaitOption = WITHIN_S, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Pide a un nodo que comience de nuevo; lo guardado en él no se pierde."""
    console = Console()
    with told_in_words():
        settings = load(config)
        _check(settings, node)
        uid = _given(settings, node)
        with console.status(told("Esperando a %(node)s", node=node)):
            said = _awaited(settings, uid, within_s=wait)
    later = told("Quedó pedido. %(node)s lo hará cuando despierte o vuelva, dentro de un día.", node=node)
    console.print(said or later, highlight=False, markup=False)


def _check(settings: Config, node: str) -> None:
    devices = {one.node for one in settings.device}
    known = kinds(told_of(settings), sirens=settings.siren.nodes, devices=devices)
    if node not in known:
        raise ProvisionError(
            told("La estación no conoce al nodo %(node)s. Los que conoce: conuco node list", node=node)
        )


def _given(settings: Config, node: str) -> str:
    uid, now = uuid.uuid4().hex, int(settings.world().now())
    path = Path(settings.storage.folder) / "commune.db"
    with CommuneJournal(path, commune=settings.commune.slug) as journal:
        order = OrderGiven("restart_node", {"node": node})
        journal.append(Draft(uid, "station", "order", order, now, AUTHOR), now=now)
    return uid


def _awaited(settings: Config, uid: str, *, within_s: float) -> str:
    """Return what became of it, nothing when nobody has answered in time.

    Raises:
        OrderRefusedError: The node did not do it.
    """
    folder, offset = Path(settings.storage.folder), settings.commune.utc_offset_hours
    store = SqliteReadings(folder, lambda _: {}, utc_offset_hours=offset)
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        answer = store.answer(uid) if (folder / "readings.db").is_file() else None
        if answer is not None and answer.state == "failed":
            raise OrderRefusedError(answer.answer)
        if answer is not None and answer.state == "done":
            return answer.answer
        time.sleep(0.2)
    return ""
