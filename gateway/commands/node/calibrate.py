"""`conuco node calibrate`: a probe of a node, by what it gives and what it had to say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from gateway.calibrating.steady import steadiness
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.node.calibration_of import Told, entry_of
from gateway.commands.node.registry import record, told_of
from gateway.commands.node.words import NodeArgument
from gateway.config import Config, load
from gateway.domain.calibration import SORTS
from gateway.domain.entries import CalibrationRecorded
from gateway.domain.errors import ProvisionError
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.service.asking import agrees
from gateway.store.sqlite.reader import SqliteReadings

LATELY_S = 900
"""What is older says nothing of a probe that was just set somewhere [s]; ours."""

Since = Literal["now", "ever"]


def calibrate(  # noqa: PLR0913 - one parameter an option
    node: NodeArgument,
    channel: Annotated[
        str, typer.Argument(metavar="CANAL", help="Qué sonda: sonda, sonda-20cm, pluviometro.")
    ],
    temperature: Annotated[
        float | None, typer.Option(min=5, max=45, help="Oxígeno: lo que marca su termómetro en el aire, °C.")
    ] = None,
    signal: Annotated[
        float | None,
        typer.Option(min=0, help="Lo que da la sonda; sin él, la media de lo último que se oyó."),
    ] = None,
    pressure: Annotated[
        float | None, typer.Option(min=600, max=1080, help="Oxígeno: la presión del barómetro, hPa.")
    ] = None,
    altitude: Annotated[
        float | None, typer.Option(min=0, max=4000, help="Oxígeno: la altura donde se calibró, m.")
    ] = None,
    zero: Annotated[
        float | None, typer.Option(min=0, max=1000, help="Oxígeno: lo que da en agua sin oxígeno, mV.")
    ] = None,
    point: Annotated[
        list[str] | None,
        typer.Option(help="Suelo: mV:m3/m3 de una muestra pesada; tres o más, o dos si solo es un índice."),
    ] = None,
    poured: Annotated[
        float | None, typer.Option(min=1, help="Pluviómetro: el agua que se le echó, mL.")
    ] = None,
    tips: Annotated[int | None, typer.Option(min=1, help="Pluviómetro: cuántas veces volcó.")] = None,
    mouth: Annotated[
        float | None, typer.Option(min=1, help="Pluviómetro: el diámetro de la boca, cm.")
    ] = None,
    since: Annotated[
        Since, typer.Option(help="Desde cuándo vale: now (ahora) o ever (desde siempre).")
    ] = "now",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="No pregunta antes de anotar.")] = False,  # noqa: FBT002
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Calibra una sonda: dice qué cambia, pregunta y lo anota; se deshace desde las páginas."""
    console = Console()
    said = Told(temperature, signal, pressure, altitude, zero, tuple(point or ()), poured, tips, mouth)
    with told_in_words():
        settings = load(config)
        series = _series(settings, node, channel)
        values = lately(settings, series)
        if signal is None and (series.quantity in ("oxygen_signal", "oxygen_probe")):
            said = said.with_signal(settled(values, series))
        entry = entry_of(series, said, told_of(settings), settings, is_ever=since == "ever")
        for line in changes(entry):
            console.print(line, highlight=False, markup=False, soft_wrap=True)
        if not yes and not agrees(told("¿Lo anoto?")):
            raise typer.Exit(1)
        record(settings, [entry])
        console.print(told("Anotado. La estación calcula de nuevo lo que cambia."), style="green")


def _series(settings: Config, node: str, channel: str) -> SeriesKey:
    """Return the signal of a channel that can be calibrated.

    Raises:
        ProvisionError: It has none, or nobody heard it.
    """
    state = next((one for one in _store(settings).nodes() if one.node == node), None)
    newest = state.status.newest if state is not None and state.status is not None else {}
    marked = {one.series for one in told_of(settings).calibrations if one.node == node}
    every = {SeriesKey(node, name, quantity) for name, said in newest.items() for quantity in said} | marked
    found = sorted(one for one in every if one.quantity in SORTS)
    own = [one for one in found if one.channel == channel]
    if not own:
        raise ProvisionError(
            told(
                "El nodo %(node)s no tiene ninguna sonda «%(channel)s» que se calibre; tiene: %(channels)s.",
                node=node,
                channel=channel,
                channels=", ".join(sorted({one.channel for one in found}))
                or told("ninguna que se haya oído"),
            )
        )
    return own[0]


def lately(settings: Config, series: SeriesKey) -> list[float]:
    """Return what a probe gave in the last minutes, rising by time; empty where nothing was heard."""
    now = int(settings.world().now())
    rows = _store(settings).signals(series, now - LATELY_S, now + 1)
    return [float(one) for one in rows.value.tolist()]


def settled(values: Sequence[float], series: SeriesKey) -> float:
    """Return what a probe gives that has settled.

    Raises:
        ProvisionError: Too little was heard, or it still moves.
    """
    found = steadiness(values, series.quantity)
    if not found.has_enough:
        raise ProvisionError(
            told(
                "De %(node)s llegaron %(count)s datos en 15 minutos y hacen falta 5: espere, o --signal.",
                node=series.node,
                count=found.count,
            )
        )
    if not found.is_steady:
        raise ProvisionError(
            told(
                "La sonda todavía cambia: %(spread)s entre el más alto y el más bajo. Espere; si no se queda"
                " quieta, mire la membrana (burbujas, arrugas) y el líquido.",
                spread=round(found.spread, 1),
            )
        )
    return found.mean


def changes(entry: CalibrationRecorded) -> list[str]:
    """Return what a calibration changes, in words."""
    lines = [told("%(node)s, %(channel)s:", node=entry.node, channel=entry.channel)]
    if entry.after is not None and entry.before is not None:
        lines.append(
            told("  antes decía %(before)s; ahora %(after)s", before=entry.before, after=entry.after)
        )
    elif entry.after is not None:
        lines.append(told("  ahora dice %(after)s", after=entry.after))
    if entry.reference is not None:
        lines.append(told("  tenía que decir %(reference)s mg/L", reference=entry.reference))
    if entry.residual is not None:
        lines.append(told("  las muestras se apartan %(off)s m3/m3 de su recta", off=entry.residual))
    if entry.method == "two_marks":
        lines.append(told("  dos marcas dan solo un índice entre seco y mojado, no el agua exacta"))
    return lines


def _store(settings: Config) -> SqliteReadings:
    folder = Path(settings.storage.folder)
    return SqliteReadings(folder, lambda _: {}, utc_offset_hours=settings.commune.utc_offset_hours)
