"""`conuco mirror status` and `conuco mirror rebuild`: whether the copy in InfluxDB has everything."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from gateway.app.knowledge import Knowledge
from gateway.app.mirror.held import held_words
from gateway.app.mirror.keeping import sent_by_hand, server_name
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.ordering import carried_out
from gateway.config import Config, load
from gateway.domain.entries import OrderGiven
from gateway.domain.errors import ConfigError, MirrorError, OrderRefusedError
from gateway.domain.orders import Step
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.store.sqlite import mirror
from gateway.store.sqlite.connection import open_to_read
from gateway.store.sqlite.mirror import MirrorState
from gateway.store.sqlite.standing import snapshot

if TYPE_CHECKING:
    from gateway.app.station import OpenStation
    from gateway.store.influx.counting import Compared

app = typer.Typer(no_args_is_help=True, help="El espejo: la copia de todo en un InfluxDB 2.")

LOOK_EVERY_S: Final = 0.5
AGAIN: Final = 3
AGAIN_AFTER_S: Final = 3.0
"""Nodes that differ are counted so often again, each time after this [s]: a step of the mirror takes five."""
BEGINS_WITHIN_S: Final = 30.0
"""So long a station that has nothing is waited for to say so [s]."""


@app.callback()
def root() -> None:
    """El espejo: la copia de todo en un InfluxDB 2."""


@app.command()
def status(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Cuenta, nodo por nodo, lo que hay aquí y lo que hay en el espejo."""
    console = Console()
    with told_in_words():
        settings = _mirrored(load(config))
        standing = _standing(settings)
        if standing is not None and standing.said:
            console.print(standing.said, style="yellow", highlight=False, markup=False)
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task(told("Contando"), total=None)
            counted: dict[str, Compared] = {}
            for total, one in _counted(settings):
                counted[one.node] = one
                progress.update(task, total=total, completed=len(counted), description=one.node)
    found = [one for _, one in sorted(counted.items())]
    console.print(_table(found))
    console.print(_verdict(found, standing), highlight=False, markup=False)
    if any(one.missing or one.more for one in found):
        raise typer.Exit(1)


@app.command()
def rebuild(
    config: ConfigOption = DEFAULT_CONFIG,
    discard: Annotated[  # noqa: FBT002 - typed by name: --discard
        bool, typer.Option("--discard", help="Borra también lo que el espejo tiene y la estación no.")
    ] = False,
) -> None:
    """Borra lo de esta comuna en el espejo y lo escribe de nuevo, todo."""
    console = Console()
    with told_in_words():
        settings = _mirrored(load(config))
        with Progress(console=console) as progress:
            task = progress.add_task(told("Contando"), total=None)
            for total, one in _counted(settings, again=0):
                progress.update(task, total=total, advance=1)
                if one.more and not discard:
                    raise OrderRefusedError(held_words())
            task = progress.add_task(told("Escribiendo el espejo"), total=None)
            for step in chain(_ordered(settings), _followed(settings)):
                progress.update(task, total=step.total or None, completed=step.done)
            last = _standing(settings)
    kept = 0 if last is None else last.kept
    console.print(told("El espejo tiene todo: %(count)s lecturas.", count=kept), highlight=False)


def _mirrored(settings: Config) -> Config:
    """Return the settings of a station that has a mirror.

    Raises:
        ConfigError: It has none.
    """
    if settings.mirror.url is None:
        raise ConfigError([told("No hay espejo: escriba [mirror] url. Cómo se hace: docs/espejo.md.")])
    return settings


def _standing(settings: Config) -> MirrorState | None:
    with closing(open_to_read(Path(settings.storage.folder), "readings")) as readings:
        return mirror.find(readings)


def _counted(settings: Config, *, again: int = AGAIN) -> Iterator[tuple[int, Compared]]:
    """Yield how many nodes there are, and each of them counted on both sides.

    Those that differ are counted again a moment later: what has just come is on its way.

    Raises:
        MirrorError: InfluxDB does not answer, or refuses.
        StoreError: The station has no databases yet.
    """
    # Not above: what asks InfluxDB costs every other command a quarter of a second.
    from gateway.secrets import influx_token
    from gateway.store.influx import counting
    from gateway.store.influx.client import Influx
    from gateway.store.influx.sending import COUNT_WITHIN_S

    knowledge = Knowledge(settings.commune.altitude_m)
    path = Path(settings.storage.folder) / "commune.db"
    with CommuneJournal(path, commune=settings.commune.slug) as journal:
        knowledge.refresh(journal)
    with Influx(settings.mirror, influx_token(), within_s=COUNT_WITHIN_S) as influx:
        influx.check()
        commune = settings.commune.slug
        folder = Path(settings.storage.folder)
        with snapshot(folder) as at:
            nodes = sorted({*counting.all_nodes(at), *counting.nodes_there(influx, commune)})
        count = len(nodes)
        for pause_s in (0.0, *[AGAIN_AFTER_S] * again):
            time.sleep(pause_s if nodes else 0.0)
            differing = []
            with snapshot(folder) as at:
                for one in counting.comparing(
                    at, influx, commune=commune, derive=knowledge.derive, some=nodes
                ):
                    differing += [one.node] if one.missing or one.more else []
                    yield count, one
            nodes = differing


def _table(found: Sequence[Compared]) -> Table:
    table = Table(told("nodo"), box=None)
    names = [told("aquí"), told("en el espejo"), told("faltan")]
    has_more = any(one.more for one in found)
    for name in [*names, told("sobran")] if has_more else names:
        table.add_column(name, justify="right")
    for one in found:
        numbers = [one.here, one.there, one.missing, *([one.more] if has_more else [])]
        table.add_row(one.node, *map(str, numbers), style="yellow" if one.missing or one.more else None)
    return table


def _verdict(found: Sequence[Compared], standing: MirrorState | None) -> str:
    missing, more = sum(one.missing for one in found), sum(one.more for one in found)
    if standing is not None and standing.stage == "held":
        return standing.said
    if not missing and not more:
        return told("El espejo tiene todo: %(count)s lecturas.", count=sum(one.here for one in found))
    if standing is None or not standing.is_well or standing.there < standing.kept:
        return told(
            "Faltan %(missing)s lecturas. Con `conuco gateway` andando se mandan solas: mire más tarde.",
            missing=missing,
        )
    return told(
        "Faltan %(missing)s lecturas y sobran %(more)s, y la estación cree que todo está allá. Si no acaba de"
        " llegar algo, alguien vació o cambió ese InfluxDB: mande `conuco mirror rebuild`.",
        missing=missing,
        more=more,
    )


def _ordered(settings: Config) -> Iterator[Step]:
    """Give the order, or do it by ourselves while no gateway runs."""
    order = OrderGiven("rebuild_mirror", {"server": server_name(settings.mirror)})

    def here(station: OpenStation) -> Iterator[Step]:
        yield from station.carries["rebuild_mirror"](order.argument, int(settings.world().now()))
        yield from sent_by_hand(settings, station.writer, station.following.knowledge)

    yield from (
        Step(0, 0) if step.total == 1 else step
        for step in carried_out(settings, order, by="conuco mirror rebuild", here=here)
    )


def _followed(settings: Config) -> Iterator[Step]:
    """Follow how a running gateway sends everything.

    Raises:
        MirrorError: It cannot; the sentence says why.
    """
    begun = time.monotonic()
    while True:
        found = _standing(settings)
        if found is not None:
            yield Step(found.there, found.kept)
            if not found.is_well:
                raise MirrorError(found.said)
            is_empty = not found.kept and time.monotonic() - begun < BEGINS_WITHIN_S
            if found.stage == "follow" and found.there >= found.kept and not is_empty:
                return
        time.sleep(LOOK_EVERY_S)
