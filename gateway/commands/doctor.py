"""`conuco doctor`: what is well, what is to be looked at, what is bad, and what to do."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.config import Config, load
from gateway.doctor.examining import Part, examined
from gateway.doctor.finding import How, worst
from gateway.doctor.gathering import gathered, key_seen
from gateway.doctor.integrity import checked
from gateway.domain.errors import StoreError
from gateway.domain.places import Placement
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers
from gateway.nodes.signing import key_file
from gateway.store.base import NodeState
from gateway.store.sqlite.reader import SqliteReadings

JsonOption = Annotated[bool, typer.Option("--json", help="Lo dice como JSON, para otros programas.")]
FullOption = Annotated[bool, typer.Option("--full", help="También lee enteras las bases de datos; tarda.")]
SIGNS: Final[dict[How, tuple[str, str]]] = {
    "well": ("✔", "green"),
    "look": ("!", "yellow"),
    "bad": ("✘", "bold red"),
}
CODES: Final[dict[How, int]] = {"well": 0, "look": 0, "bad": 1}


def doctor(
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,  # noqa: FBT002 - typed by name
    full: FullOption = False,  # noqa: FBT002 - typed by name
) -> None:
    """Revisa la estación: qué anda bien, qué hay que mirar, qué anda mal y qué hacer."""
    console = Console()
    with told_in_words():
        settings = load(config)
        _check_readable(Path(settings.storage.folder))
        parts = _parts(settings, key_file(config))
        if full:
            with console.status(told("Leyendo las bases de datos")) as waiting:
                folder = Path(settings.storage.folder)
                found = checked(
                    folder, told, tell=lambda name: waiting.update(told("Leyendo %(file)s", file=name))
                )
            parts.append(Part(told("Las bases de datos, enteras"), found))
    if as_json:
        typer.echo(msgspec.json.encode(parts).decode())
    else:
        _tell(console, parts)
    if code := CODES[worst([one for part in parts for one in part.findings])]:
        raise typer.Exit(code)


def _check_readable(folder: Path) -> None:
    """Check that we may look into the folder; one that is not there is a finding.

    Raises:
        StoreError: It is somebody else's.
    """
    try:
        if os.access(folder, os.R_OK | os.X_OK) or not folder.exists():
            return
    except OSError:
        pass  # we may not even ask: the sentence is the same
    raise StoreError(
        told("No se puede leer %(folder)s con este usuario. Repita el comando con sudo.", folder=folder)
    )


def _parts(settings: Config, key: Path) -> list[Part]:
    nodes, placements = _known(settings)
    facts = gathered(settings, nodes=nodes, placements=placements, ask_version=True)
    facts = replace(facts, key=key_seen(key))
    return examined(facts, told, now=int(settings.world().now()))


def _known(settings: Config) -> tuple[list[NodeState], list[Placement]]:
    """Return what is known of the nodes and where they stand; nothing where the files cannot be read."""
    folder = Path(settings.storage.folder)
    store = SqliteReadings(folder, lambda _: {}, utc_offset_hours=settings.commune.utc_offset_hours)
    try:
        nodes = store.nodes()
    except StoreError:
        nodes = []
    if not (folder / "commune.db").is_file():
        return nodes, []
    try:
        with CommuneJournal(folder / "commune.db", commune=settings.commune.slug) as journal:
            return nodes, list(registers(journal.entries("station")).placements)
    except StoreError:
        return nodes, []


def _tell(console: Console, parts: list[Part]) -> None:
    for part in parts:
        if not part.findings:
            continue
        console.print(Text(part.name, style="bold"))
        for one in part.findings:
            sign, style = SIGNS[one.how]
            line = Text.assemble((f"  {sign} ", style), (f"{one.where}: ", style), one.what)
            if one.next:
                line.append(f"\n      → {one.next}", style="dim" if one.how == "well" else "")
            console.print(line, soft_wrap=True)
