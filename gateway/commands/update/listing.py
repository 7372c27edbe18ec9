"""`conuco update list`: what is offered, and how every node stands to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from rich.console import Console
from rich.table import Table

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.update.station import Known, known
from gateway.config import Config, load
from gateway.domain.node_updates import UpdateState
from gateway.domain.rollout import NodeUpdate, Offer, is_stopped
from gateway.domain.speech import in_words, told
from gateway.domain.update_reasons import in_words as why


def list_offers(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Dice qué programa se ofrece y cómo va en cada nodo."""
    console = Console()
    with told_in_words():
        settings = load(config)
        found = known(settings)
        if not found.offers:
            console.print(told("No se ofrece ningún programa. Para ofrecer uno: conuco update offer"))
        for offer in reversed(found.offers):
            _tell(console, offer, found, settings)


def _tell(console: Console, offer: Offer, found: Known, settings: Config) -> None:
    own = {one.node: one for one in found.stands if one.offer == offer.uid}
    head = told(
        "Programa %(name)s, versión %(version)s, del %(at)s; primero en %(canary)s",
        name=offer.update.name,
        version=offer.update.version,
        at=_local(offer.at, settings),
        canary=offer.canary,
    )
    console.print(head, style="bold", highlight=False, markup=False, soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    for title in (told("nodo"), told("cómo va"), told("desde"), told("lleva")):
        table.add_column(title)
    for node in (offer.canary, *(one for one in offer.nodes if one != offer.canary)):
        stands, said = own.get(node), found.said.get(node)
        since = "" if stands is None else _local(stands.at, settings)
        runs = "?" if said is None else f"{said.name} ({said.version})"
        is_left_out = is_stopped(offer, own.values()) and (stands is None or stands.state == "waiting")
        how = told("no se le ofrece") if is_left_out else spoken(offer, node, stands, said)
        table.add_row(node, how, since, runs)
    console.print(table, highlight=False, markup=False)
    if is_stopped(offer, own.values()):
        stopped = told(
            "Parado: falló en %(node)s, y a los demás no se les ofrece. Corrija el programa y ofrézcalo de"
            " nuevo; llevará un número más alto.",
            node=offer.canary,
        )
        console.print(stopped, style="bold red", highlight=False, markup=False)


def spoken(offer: Offer, node: str, stands: NodeUpdate | None, said: UpdateState | None) -> str:
    """Return in words how a node stands to an offer."""
    if said is not None and said.version == offer.update.version and said.name != offer.update.name:
        return told("lleva otro, grabado por cable")
    state = "waiting" if stands is None else stands.state
    match state:
        case "waiting" if node == offer.canary:
            return told("la estación todavía no se lo ha dicho")
        case "waiting":
            return told("espera a %(node)s", node=offer.canary)
        case "offered":
            return told("ya se le dijo; lo buscará cuando pueda")
        case "fetching":
            return told("lo está bajando: %(percent)s %%", percent=_percent(said))
        case "trial":
            return told("lo está probando")
        case "confirmed":
            return told("lo lleva y anda bien")
        case _:
            return told("falló: %(why)s", why=why(stands.why if stands else None, in_words))


def _percent(said: UpdateState | None) -> int:
    return 0 if said is None or not said.of else 100 * (said.at or 0) // said.of


def _local(moment: int, settings: Config) -> str:
    zone = timezone(timedelta(hours=settings.commune.utc_offset_hours))
    return datetime.fromtimestamp(moment, UTC).astimezone(zone).strftime("%d/%m/%Y %H:%M")
