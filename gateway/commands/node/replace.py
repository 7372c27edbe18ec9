"""`conuco node replace`: another board under the same name."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.brokering.files import BrokerFiles
from gateway.commands.brokering.node_keys import broker_files, give_key, make_key, reload_broker
from gateway.commands.node import board_work
from gateway.commands.node.board_work import (
    Image,
    first_word,
    put,
    refuse_erasing,
    refuse_losing,
    taken_of,
    with_micropython,
)
from gateway.commands.node.collect import collected, tell
from gateway.commands.node.collect import steps as collecting_steps
from gateway.commands.node.flash import show_label
from gateway.commands.node.ports import laid_out
from gateway.commands.node.registry import known_node, record
from gateway.commands.node.words import (
    FOLDER,
    DryOption,
    EraseOption,
    FolderOption,
    ForgetOption,
    ImageOption,
    LabelOption,
    NodeArgument,
    OwnerOption,
    PortOption,
    SumOption,
    Telling,
    WaitOption,
)
from gateway.config import Config, load
from gateway.domain.entries import NodeReplaced
from gateway.domain.errors import PortError, ProvisionError
from gateway.domain.known_nodes import KnownNode
from gateway.domain.speech import told
from gateway.nodes.look import BoardLook, look_at
from gateway.nodes.serial.port import Port
from gateway.nodes.settings_file import read_settings, settings_path, with_key, write_settings

Why = Literal["broken", "lost", "stolen", "other"]
OldOption = Annotated[
    str | None,
    typer.Option("--old-port", help="El puerto de la placa vieja, para recoger antes lo que guarda."),
]
GoneOption = Annotated[bool, typer.Option("--old-gone", help="La placa vieja no está o ya no se puede leer.")]
WhyOption = Annotated[Why, typer.Option("--why", help="Por qué: broken, lost, stolen, other.")]


@dataclass(frozen=True, slots=True)
class Change:
    """What changes under a name.

    Attributes:
        path: Where the settings of the node are kept.
    """

    settings: Config
    files: BrokerFiles
    known: KnownNode
    path: Path
    why: Why


def replace(  # noqa: PLR0913 - one parameter an option
    node: NodeArgument,
    port: PortOption,
    old_port: OldOption = None,
    old_gone: GoneOption = False,  # noqa: FBT002
    why: WhyOption = "broken",
    firmware: ImageOption = None,
    firmware_sha256: SumOption = None,
    erase: EraseOption = False,  # noqa: FBT002
    forget_records: ForgetOption = False,  # noqa: FBT002
    wait: WaitOption = 180,
    label: LabelOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    folder: FolderOption = FOLDER,
    owner: OwnerOption = "mosquitto",
    dry_run: DryOption = False,  # noqa: FBT002
) -> None:
    """Cambia la placa de un nodo: el nombre, el lugar y lo medido siguen; la clave vieja deja de valer."""
    image = Image(firmware, firmware_sha256, erase)
    telling = Telling(Console(), steps(node, image, collects=old_port is not None))
    with told_in_words():
        settings = load(config)
        known = known_node(settings, node)
        path = settings_path(config.absolute().parent, node)
        read_settings(path, node)
        check_old(node, old_port, is_gone=old_gone)
        if dry_run:
            telling.all()
            return
        files = broker_files(folder, owner)
        if old_port is not None:
            take_over(settings, telling, node, old_port, is_same=old_port == port)
        change = Change(settings, files, known, path, why)
        with resting(None if old_port == port else old_port), laid_out(port) as bench:
            refuse_erasing(bench, image, may_forget=forget_records)
            telling.next()
            look = with_micropython(bench, image, telling)
            check_other(known, look)
            with bench.open() as cable:
                look = look_at(cable)
                refuse_losing(cable, node, look, may_forget=forget_records)
                _onto(cable, change, telling, look, config=config, wait=wait)
        if old_port is not None:
            telling.say(told("La placa vieja quedó parada. Si la vuelve a encender, mide pero ya no entra:"
                             " recoja lo suyo con conuco node collect"))  # fmt: skip
        telling.say(told("Falta calibrar sus sondas: conuco node calibrate %(node)s", node=node))
        show_label(telling, settings, node, label)


def steps(node: str, image: Image, *, collects: bool) -> list[str]:
    """Return the steps in words."""
    first = collecting_steps() if collects else []
    *prepare, begin = board_work.steps(node, image)
    return [*first, *prepare, told("Cambiar su clave y anotar el cambio de placa"), begin]


def check_old(node: str, old_port: str | None, *, is_gone: bool) -> None:
    """Check that a person thought of what the old board still holds.

    Raises:
        ProvisionError: They did not say.
    """
    if (old_port is None) != is_gone:
        raise ProvisionError(
            told(
                "La placa vieja de %(node)s puede tener mediciones sin enviar. Conéctela y diga --old-port, o"
                " diga --old-gone si ya no se puede leer.",
                node=node,
            )
        )


def take_over(settings: Config, telling: Telling, node: str, old_port: str, *, is_same: bool) -> None:
    """Collect what the old board holds, as `collected` raises."""
    with laid_out(old_port) as bench, bench.open() as cable:
        try:
            found = collected(cable, settings, telling, wanted=node)
        except BaseException:
            with suppress(PortError):
                cable.restart()
            raise
    tell(telling, settings, found)
    if is_same:
        typer.prompt(told("Desconecte la placa vieja, conecte la nueva y apriete Enter"), default="",
                     show_default=False)  # fmt: skip


@contextmanager
def resting(old_port: str | None) -> Iterator[None]:
    """Let the old board stand still while its name goes over; where that fails, it goes on measuring."""
    try:
        yield
    except BaseException:
        if old_port is not None:
            with suppress(PortError, ProvisionError), laid_out(old_port) as bench, bench.open() as cable:
                cable.attend()
                cable.restart()
        raise


def check_other(known: KnownNode, look: BoardLook) -> None:
    """Refuse the board that bears the node's name already.

    Raises:
        ProvisionError: It is that one.
    """
    if known.hardware == look.hardware:
        raise ProvisionError(
            told(
                "Es la misma placa que ya tiene %(node)s (%(hardware)s). Conecte la nueva, o grabe esta otra"
                " vez con conuco node flash.",
                node=known.slug,
                hardware=look.hardware,
            )
        )


def _onto(  # noqa: PLR0913 - all of them keep or tell something else
    cable: Port, change: Change, telling: Telling, look: BoardLook, *, config: Path, wait: int
) -> None:
    """Write a node onto its new board with a new key; the key before stays valid until all was read back."""
    settings, node, key = change.settings, change.known.slug, make_key()
    own = with_key(read_settings(change.path, node), key)
    put(cable, own, telling, config=config)
    telling.next()
    write_settings(change.path, own)
    give_key(settings, change.files, node, key, now=int(time.time()))
    record(settings, [NodeReplaced(node, look.hardware, change.why, change.known.hardware)])
    reload_or_tell(telling, change.files)
    telling.next()
    before = set(taken_of(settings, node))
    cable.restart()
    if wait:
        # What the board before may still be sending on its open line is no word of this one.
        first_word(cable, own, within_s=wait, is_heard=lambda: bool(set(taken_of(settings, node)) - before))
        telling.say(told("Llegó su primera medición y quedó guardada."), "green")


def reload_or_tell(telling: Telling, files: BrokerFiles) -> None:
    """Let the broker read the new key, or say how."""
    if not reload_broker(files.folder):
        telling.say(told("Para que el broker conozca su clave: sudo systemctl reload mosquitto"))
    telling.say(
        told("Si la placa vieja sigue encendida, sáquela del broker: sudo systemctl restart mosquitto")
    )
