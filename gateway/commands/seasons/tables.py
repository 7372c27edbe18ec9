"""What the filter was worth, in a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.table import Table

from gateway.commands.seasons.judging import Scores, SeasonReport
from gateway.domain.speech import told
from gateway.fields.probes.capacity import WARM_UP
from gateway.fields.season.backtest import Score


def words(report: SeasonReport) -> Iterator[str]:
    """Yield on what the table stands, a sentence each."""
    crops = {"maize": told("maíz"), "cotton": told("algodón")}
    sources = {
        "said": told("de las tablas FAO-56, como se dijo"),
        "params": told("con los parámetros de meta.json"),
        "meta": told("de las tablas FAO-56, como dice meta.json"),
        "folder": told("de las tablas FAO-56, por el nombre de la carpeta"),
        "assumed": told("de las tablas FAO-56; nadie dijo qué cultivo es: dígalo con --crop"),
    }
    yield told(
        "%(folder)s: %(crop)s %(source)s.",
        folder=report.folder,
        crop=crops[report.crop],
        source=sources[report.crop_from],
    )
    if report.capacity == "learnt":
        yield told(
            "Capacidad de campo aprendida: la lectura más mojada de cada capa en los primeros %(first)s"
            " perfiles, que no se juzgan.",
            first=WARM_UP,
        )
    else:
        yield told("Capacidad de campo, la del archivo del suelo.")
    if report.is_dawn:
        yield told(
            "Un perfil de `date` se tomó como de la mañana: el riego y la lluvia de ese día vienen después."
        )
    if report.every > 1:
        yield told("De cada %(every)s perfiles se oye uno; los otros juzgan.", every=report.every)
    if report.is_place_assumed:
        yield told(
            "Nadie dijo dónde se midió: la latitud se tomó de %(latitude)s. Dígala con --latitude.",
            latitude=f"{report.latitude:.2f}",
        )
    if report.too_few:
        yield told("Sin perfiles suficientes, aparte: %(plots)s.", plots=", ".join(report.too_few))
    if report.unused:
        yield told("Perfiles fuera de los días del clima, aparte: %(count)s.", count=report.unused)


def table(report: SeasonReport) -> Table:
    """Return the table: all plots first, then each."""
    found = Table(
        title=told("Agua que falta en la raíz, dicha antes de cada perfil: error cuadrático y sesgo, en mm"),
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    titles = (
        told("parcela"),
        told("perfiles"),
        told("balance solo"),
        told("filtro"),
        told("inserción"),
        told("persistencia"),
        told("en 80 %%"),
    )
    for place, title in enumerate(titles):
        found.add_column(title, justify="left" if place == 0 else "right")
    found.add_row(told("todas"), *_cells(report.all_plots), style="bold", end_section=True)
    for one in report.plots if len(report.plots) > 1 else ():
        found.add_row(one.plot, *_cells(one.scores))
    return found


def _cells(scores: Scores) -> list[str]:
    ways = (scores.open, scores.filter, scores.insertion, scores.persistence)
    share = f"{scores.within / scores.profiles:.2f}" if scores.profiles else "—"
    return [str(scores.profiles), *(_cell(one) for one in ways), share]


def _cell(found: Score | None) -> str:
    return "—" if found is None else f"{found.rmse_mm:.1f} ({found.bias_mm:+.1f})"
