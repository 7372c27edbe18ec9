"""What a console shows of the corridor: what an import would do, and what the communes are together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dashboard.corridor.judging import Verdict
from dashboard.corridor.matching import unmatched
from dashboard.corridor.refusals import shown
from dashboard.corridor.standing import Standing
from dashboard.corridor.totals import Line, Place, Together
from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.domain.goods import Good
from gateway.domain.speech import told

MOST_REFUSALS: Final = 20


def show_verdicts(console: Console, verdicts: Iterable[Verdict]) -> None:
    """Show what would become of each file."""
    table = Table(show_lines=True)
    for heading in (told("Archivo"), told("De quién y qué"), told("Qué se hará")):
        table.add_column(heading, overflow="fold")
    for one in verdicts:
        table.add_row(Text(shown(one.name)), Text(_whose(one)), Text(_fate(one)))
    console.print(table)


def _whose(one: Verdict) -> str:
    if one.opened is None:
        claimed = "" if one.refused is None else one.refused.commune
        return told("dice ser de %(commune)s", commune=claimed) if claimed else told("no se sabe")
    said = one.opened.manifest
    return told(
        "%(name)s, del %(since)s al %(until)s, %(level)s, versión %(version)s, acta %(minutes)s",
        name=said.name,
        since=said.span.since,
        until=said.span.until,
        level=said.level,
        version=said.version,
        minutes=said.minutes,
    )


def _fate(one: Verdict) -> str:
    if one.refused is not None:
        return told("No se toma. %(reason)s", reason=one.refused.error)
    if one.fate == "again":
        return told("Nada: ya está aquí, igual.")
    if one.fate == "newer":
        return told("Se toma en lugar de la versión de antes, que queda guardada.")
    return told("Se toma.")


def show_together(console: Console, found: Together, standing: Standing) -> None:
    """Show the sums of a period, how many communes are in them, and which are not and why."""
    console.print(
        told(
            "[bold]%(counted)s de %(all)s comunas[/], del %(since)s al %(until)s",
            counted=found.counted,
            all=len(found.places),
            since=found.period.since,
            until=found.period.until,
        ),
        highlight=False,
    )
    _show_lines(console, found.lines, standing)
    _show_places(console, found.places)
    _show_exchanges(console, found.places, standing)
    _show_refusals(console, found)
    console.print(
        told(
            "La firma dice de qué estación vino cada archivo. Que esa comuna lo aprobó lo dice su acta: "
            "compare su número y las palabras del cierre."
        ),
        highlight=False,
    )


def measure_words(good: Good) -> str:
    """Return in what a good is counted, with its base."""
    base = "" if good.base is None else f" @ {good.base.moisture:f} % / {good.base.impurity:f} %"
    return (good.item if good.measure == "money" else good.measure) + base


def _show_lines(console: Console, lines: Sequence[Line], standing: Standing) -> None:
    words, table = _words(), Table()
    for heading in (told("Rubro"), told("Qué"), told("Cuánto"), told("En qué"), told("Comunas")):
        table.add_column(heading)
    for one in lines:
        owner = f" ({standing.name_of(one.owner)})" if one.owner else ""
        behind = told(" + %(count)s reservadas", count=len(one.kept_back)) if one.kept_back else ""
        name = f"{one.name} [{one.total.good.item}]" if one.total.good.measure != "money" else one.name
        table.add_row(
            Text(name + owner),
            Text(one.concept),
            Text(words.amount(one.total.amount, most=1), justify="right"),
            Text(measure_words(one.total.good)),
            Text(f"{len(one.communes)}{behind}"),
        )
    console.print(table)


def _words() -> Words:
    """Return how who reads the console writes numbers: a point is not the same to everybody."""
    return Words(languages()[told("es")], 0, 0)


def _show_places(console: Console, places: Iterable[Place]) -> None:
    table = Table()
    for heading in (told("Comuna"), told("Cómo está"), told("Acta"), told("Versión")):
        table.add_column(heading, overflow="fold")
    for one in places:
        manifest = one.taken[-1].opened.manifest if one.taken else None
        table.add_row(
            Text(one.name),
            Text(place_words(one)),
            Text("" if manifest is None else str(manifest.minutes)),
            Text("" if manifest is None else str(manifest.version)),
        )
    console.print(table)


def place_words(one: Place) -> str:
    """Return how a commune stands, with the reason where it is not counted."""
    match one.state:
        case "in":
            return told("está en la suma; la firma es de su estación")
        case "withdrawn":
            return told("retirada: %(reason)s", reason=one.reason)
        case "refused":
            reason = "" if one.refused is None else str(one.refused.error)
            return told("rechazada: %(reason)s", reason=reason)
        case "other_period":
            return told("falta: lo que hay es de otro periodo (%(days)s)", days=one.reason)
        case "missing":
            return told("falta: no ha llegado nada")


def _show_exchanges(console: Console, places: Iterable[Place], standing: Standing) -> None:
    for one in unmatched(places):
        names = ", ".join(standing.name_of(side) for side in one.sides)
        if one.state == "one_side":
            sentence = told(
                "Intercambio %(number)s: solo lo anotó %(names)s.", number=one.exchange, names=names
            )
        else:
            sentence = told(
                "Intercambio %(number)s: %(names)s no anotaron lo mismo.", number=one.exchange, names=names
            )
        console.print(sentence, style="yellow", highlight=False, markup=False)


def _show_refusals(console: Console, found: Together) -> None:
    for one in found.refusals[:MOST_REFUSALS]:
        sentence = told("No se tomó %(name)s. %(reason)s", name=shown(one.name), reason=one.error)
        console.print(sentence, style="yellow", highlight=False, markup=False)
