"""`conuco node collect`: what a far node holds, by cable, through the same door as its radio."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.node.ports import laid_out
from gateway.commands.node.words import DryOption, PortOption, Telling
from gateway.commands.ordering import carried_out, recorded
from gateway.config import Config, load
from gateway.domain.collected import write_collected
from gateway.domain.entries import OrderGiven
from gateway.domain.errors import PortError, ProvisionError
from gateway.domain.orders import Step
from gateway.domain.speech import told
from gateway.nodes.collecting import let_go, moments, node_of, read_board
from gateway.nodes.look import look_at
from gateway.nodes.outbox_files import OutboxRead, batches
from gateway.nodes.serial.port import Port

BY = "conuco node collect"


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of it.

    Attributes:
        node: Whose outbox it was.
        held: What was read; None: it never began.
        new: How many records the station did not have.
        aside: How many messages it could not read and set aside.
    """

    node: str
    held: OutboxRead | None
    new: int = 0
    aside: int = 0


def collect(port: PortOption, config: ConfigOption = DEFAULT_CONFIG, dry_run: DryOption = False) -> None:  # noqa: FBT002
    """Recoge por cable lo que un nodo tiene sin enviar; entra una sola vez, y la placa queda libre."""
    telling = Telling(Console(), steps())
    with told_in_words():
        settings = load(config)
        if dry_run:
            telling.all()
            return
        with laid_out(port) as bench, bench.open() as cable:
            try:
                found = collected(cable, settings, telling)
            finally:
                # Whatever went wrong, the node goes on measuring.
                with suppress(PortError):
                    cable.restart()
        tell(telling, settings, found)


def steps() -> list[str]:
    """Return the steps in words."""
    return [
        told("Leer lo que guarda la placa; nada se le borra"),
        told("Guardarlo en la estación por la misma puerta que lo que llega por radio"),
        told("Decirle a la placa hasta dónde quedó guardado, para que no lo mande otra vez"),
    ]


def collected(cable: Port, settings: Config, telling: Telling, *, wanted: str | None = None) -> Collected:
    """Read the outbox of a board into the station, and let the board forget what was committed.

    Args:
        cable: The board.
        settings: Of the station.
        telling: Tells of the three steps.
        wanted: Whose board it must be; None: anybody's of this commune.

    Raises:
        PortError: The board fell silent: what was committed stays, and it may be begun anew.
        ProvisionError: It is another node's.
        ConucoError: The station could not keep it; the board keeps all of it.
    """
    telling.next()
    look_at(cable)
    node = node_of(cable, commune=settings.commune.slug)
    if wanted is not None and node != wanted:
        raise ProvisionError(
            told("Esta placa es de %(node)s y no de %(wanted)s. Conecte la otra.", node=node, wanted=wanted)
        )
    with telling.progress(told("Leyendo")) as progress:
        held = read_board(cable, progress)
    if held is None or not held.records:
        telling.skip()
        telling.skip()
        return Collected(node, held)
    telling.next()
    new, aside = _kept(settings, node, held, telling)
    telling.next()
    let_go(cable, held)
    return Collected(node, held, new, aside)


def _kept(settings: Config, node: str, held: OutboxRead, telling: Telling) -> tuple[int, int]:
    """Give an outbox to the station; return how many records were new, and how many messages set aside."""
    path = (
        Path(settings.storage.folder).absolute()
        / "collected"
        / f"{node}-{held.queue}-{int(time.time())}.jsonl"
    )
    write_collected(path, batches(held, commune=settings.commune.slug, node=node))
    order = OrderGiven("collect", {"path": str(path), "node": node})
    last = Step(0, 0, "0 0")
    with telling.progress(told("Guardando")) as progress:
        for last in carried_out(settings, order, by=BY, here=recorded(order, by=BY)):
            progress(last.done, last.total)
    path.unlink(missing_ok=True)
    new, aside = (int(one) for one in last.said.split())
    return new, aside


def tell(telling: Telling, settings: Config, found: Collected) -> None:
    """Say what came of it."""
    held = found.held
    if held is None or not held.records:
        telling.say(told("%(node)s no tiene nada sin enviar.", node=found.node), "green")
        return
    telling.say(
        told(
            "%(node)s: %(count)s registros recogidos, %(new)s nuevos; los demás ya habían llegado.",
            node=found.node,
            count=len(held.records),
            new=found.new,
        ),
        "green",
    )
    span = moments(held)
    if span is not None:
        zone = timezone(timedelta(hours=settings.commune.utc_offset_hours))
        first, last = (f"{datetime.fromtimestamp(one, zone):%d/%m/%Y %H:%M}" for one in span)
        telling.say(told("Del %(first)s al %(last)s.", first=first, last=last))
    if held.damaged:
        lost = told("Registros dañados en la placa, que no se pueden leer: %(count)s.", count=held.damaged)
        telling.say(lost, "yellow")
    if found.aside:
        aside = told(
            "Mensajes que la estación apartó: %(count)s. Mírelos: conuco deadletters list", count=found.aside
        )
        telling.say(aside, "yellow")
