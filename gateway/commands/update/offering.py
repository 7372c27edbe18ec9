"""`conuco update offer`: a version to one node first, and to the others when that one has confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import Progress

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.update.station import Known, known, record, shelf
from gateway.config import Config, load
from gateway.domain.entries import UpdateOffered
from gateway.domain.speech import told
from gateway.nodes.boards import firmware_folder
from gateway.nodes.bundle import SIGNATURE_BYTES, Bundle
from gateway.nodes.compiling import compiled
from gateway.nodes.grouping import canary_of, members
from gateway.nodes.releasing import Before, program_name, released
from gateway.nodes.signing import key_file, signer

GroupOption = Annotated[
    str | None, typer.Option("--group", help="A quiénes: ponds (estanques), fields (lotes), sirens o all.")
]
NodeOption = Annotated[list[str] | None, typer.Option("--node", help="Un nodo por su nombre; se repite.")]
CanaryOption = Annotated[
    str | None, typer.Option("--canary", help="El nodo que lo prueba primero; con uno solo, ese.")
]
SettleOption = Annotated[
    int,
    typer.Option("--settle", min=0, max=43_200, help="Minutos que debe andar bien ahí antes de los demás."),
]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Solo dice qué haría.")]

SETTLE_MINUTES: Final = 60


def offer(  # noqa: PLR0913 - one parameter an option
    group: GroupOption = None,
    node: NodeOption = None,
    canary: CanaryOption = None,
    settle: SettleOption = SETTLE_MINUTES,
    is_dry: DryOption = False,  # noqa: FBT002 - typer's way
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Ofrece a los nodos el programa que trae esta instalación: primero a uno."""
    console = Console()
    with told_in_words():
        settings = load(config)
        found = known(settings)
        nodes = members(found.kinds, group=group, names=node or [])
        first = canary_of(nodes, canary)
        made = _made(console, settings, found, None if is_dry else config)
        body = UpdateOffered(
            made.offer.version, made.offer.name, made.sha256, len(made.body), nodes, first, settle * 60
        )
        _tell_plan(console, body, found)
        if is_dry:
            _say(console, told("No se ofreció nada: es solo lo que haría."))
            return
        shelf(settings).keep(made)
        record(settings, "update_offer", body)
    _say(console, told("Ofrecido. Vea cómo va con: conuco update list"), style="bold")


def _made(console: Console, settings: Config, found: Known, config: Path | None) -> Bundle:
    """Return the version as it would be offered; without a settings file it is signed by nobody."""
    firmware = firmware_folder()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(told("Compilando el programa"), total=None)
        files = compiled(firmware, done=lambda done, total: progress.update(bar, completed=done, total=total))
    sign = (lambda _: bytes(SIGNATURE_BYTES)) if config is None else signer(key_file(config)).sign
    before = Before(tuple(shelf(settings).bundles()), found.taken, found.failed)
    return released(files, program_name(firmware), sign, before=before)


def _tell_plan(console: Console, body: UpdateOffered, found: Known) -> None:
    """Say what will happen, and whom it cannot reach."""
    _say(
        console,
        told(
            "Programa %(name)s, versión %(version)s, %(size)s KB.",
            name=body.name,
            version=body.version,
            size=-(-body.size // 1024),
        ),
    )
    _say(console, told("1. Lo prueba primero %(node)s, y nadie más.", node=body.canary))
    others = [one for one in body.nodes if one != body.canary]
    if others:
        _say(console, _then(body, ", ".join(others)))
    _say(
        console,
        told(
            "Si en %(node)s falla, vuelve solo al de antes y a los demás no se les ofrece. Un nodo que duerme"
            " puede tardar días; se le espera.",
            node=body.canary,
        ),
    )
    silent = [one for one in body.nodes if one not in found.said]
    if silent:
        _say(
            console,
            told(
                "Ojo: estos todavía no han dicho qué versión llevan: %(nodes)s. Si su programa es de antes de"
                " las actualizaciones, hay que grabarlos por cable: conuco node flash",
                nodes=", ".join(silent),
            ),
            style="yellow",
        )


def _then(body: UpdateOffered, others: str) -> str:
    """Return in words when the others get it."""
    if not body.settle_s:
        return told("2. Cuando %(node)s lo confirme, pasa a: %(others)s.", node=body.canary, others=others)
    return told(
        "2. Cuando %(node)s lo confirme y ande bien %(minutes)s minutos, pasa a: %(others)s.",
        node=body.canary,
        minutes=body.settle_s // 60,
        others=others,
    )


def _say(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, highlight=False, markup=False, soft_wrap=True)
