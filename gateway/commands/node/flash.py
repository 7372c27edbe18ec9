"""`conuco node flash`: a board becomes a node."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.node.board_work import (
    Image,
    first_word,
    put,
    refuse_erasing,
    refuse_losing,
    steps,
    taken_of,
    with_micropython,
)
from gateway.commands.node.ports import laid_out
from gateway.commands.node.registry import known_node, record
from gateway.commands.node.words import (
    DryOption,
    EraseOption,
    ForgetOption,
    ImageOption,
    LabelOption,
    NodeArgument,
    PortOption,
    SumOption,
    Telling,
    WaitOption,
)
from gateway.config import Config, load
from gateway.domain.entries import NodeRegistered
from gateway.domain.errors import ProvisionError
from gateway.domain.known_nodes import KnownNode
from gateway.domain.speech import told
from gateway.nodes.look import BoardLook, look_at
from gateway.nodes.settings_file import read_settings, settings_path


def flash(  # noqa: PLR0913 - one parameter an option
    node: NodeArgument,
    port: PortOption,
    firmware: ImageOption = None,
    firmware_sha256: SumOption = None,
    erase: EraseOption = False,  # noqa: FBT002
    forget_records: ForgetOption = False,  # noqa: FBT002
    wait: WaitOption = 180,
    label: LabelOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    dry_run: DryOption = False,  # noqa: FBT002
) -> None:
    """Graba el programa y los ajustes de un nodo en su placa, y espera su primera medición."""
    image = Image(firmware, firmware_sha256, erase)
    telling = Telling(Console(), steps(node, image))
    with told_in_words():
        settings = load(config)
        known = known_node(settings, node)
        own = read_settings(settings_path(config.absolute().parent, node), node)
        if dry_run:
            telling.all()
            return
        with laid_out(port) as bench:
            refuse_erasing(bench, image, may_forget=forget_records)
            telling.next()
            look = with_micropython(bench, image, telling)
            check_hardware(known, look)
            with bench.open() as cable:
                look = look_at(cable)
                refuse_losing(cable, node, look, may_forget=forget_records)
                put(cable, own, telling, config=config)
                record_hardware(settings, known, look)
                telling.next()
                before = taken_of(settings, node)
                cable.restart()
                if wait:
                    first_word(cable, own, within_s=wait, is_heard=lambda: taken_of(settings, node) != before)
                    telling.say(told("Llegó su primera medición y quedó guardada."), "green")
        show_label(telling, settings, node, label)


def check_hardware(known: KnownNode, look: BoardLook) -> None:
    """Refuse another board than the one that bears the node's name.

    Raises:
        ProvisionError: It is another one.
    """
    if known.hardware is not None and known.hardware != look.hardware:
        raise ProvisionError(
            told(
                "El nodo %(node)s está en otra placa (%(old)s), y esta es %(new)s. Si cambia de placa:"
                " conuco node replace %(node)s",
                node=known.slug,
                old=known.hardware,
                new=look.hardware,
            )
        )


def record_hardware(settings: Config, known: KnownNode, look: BoardLook) -> None:
    """Write down which board bears the node's name, where nobody has yet."""
    if known.hardware is None:
        channels = {name: list(sensors) for name, sensors in known.channels.items()}
        body: dict[str, Any] = {"title": known.title, "hardware": look.hardware}
        record(settings, [NodeRegistered(known.slug, known.kind, known.board, channels, **body)])


def show_label(telling: Telling, settings: Config, node: str, label: Path | None) -> None:
    """Print the label of a node: its name, and a code that opens its page.

    Raises:
        ProvisionError: It cannot be written where it was asked for.
    """
    from gateway.commands.node.add import own_address
    from gateway.nodes.label import content, drawn, write_label

    pages = f"http://{own_address()}:{settings.dashboard.port}"
    telling.say("")
    telling.say(f"  {node}", "bold")
    telling.say(drawn(node, pages))
    telling.say(content(node, pages))
    if label is not None:
        write_label(label, node, pages)
        telling.say(told("La etiqueta está en %(path)s.", path=label))
