"""The pieces that forms are made of, each in every state that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.forms.answers import Fault
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Range, Several, Text
from dashboard.forms.echo import Line
from dashboard.visit.given import Visit, VisitHere
from dashboard.words.units import KILOS, OXYGEN, Unit

router = APIRouter()

DAY_S: Final = 24 * 3600
PLACES: Final = Range(Decimal(0), Decimal(999))


@dataclass(frozen=True, slots=True)
class StyleFormsView:
    """What the page of the pieces of forms shows; forms read `written` and `faults`."""

    asks: Sequence[Ask]
    lines: Sequence[Line]
    written: Mapping[str, str]
    faults: Sequence[Fault]


@router.get("/estilo/formularios")
def style_forms(visit: VisitHere) -> HTMLResponse:
    """Show every piece of a form."""
    _, words = visit.language.gettext, visit.words
    fault = Fault(
        "kilos",
        _("«%(text)s» se puede leer de dos maneras. Escriba %(large)s o %(small)s.")
        % {"text": "1.500", "large": "1500", "small": words.amount(1.5)},
    )
    return visit.page(
        "style_forms.html",
        StyleFormsView(
            asks=_asks(visit),
            lines=_lines(visit),
            written={"kilos": "1.500", "pez": "cachama", "medios": "aireador\nbomba", "oxigeno-no-se": "1"},
            faults=[fault],
        ),
    )


def _asks(visit: Visit) -> list[Ask]:
    _ = visit.language.gettext
    return [
        _number(_("¿Cuántos kilos?"), "kilos", KILOS, _("lo que dijo la romana, sin el envase")),
        Number(name="oxigeno", ask=_("¿Cuánto oxígeno?"), within=PLACES, unit=OXYGEN, may_be_unknown=True,
               may_be_estimated=True),
        Choice(name="pez", ask=_("¿Qué pez?"), columns="two",
               options=[Option("cachama", _("Cachama")), Option("morocoto", _("Morocoto"), _("o híbrido"))]),
        Several(name="medios", ask=_("¿Qué hay en el estanque?"), columns="four",
                options=[Option("aireador", _("Aireador")), Option("bomba", _("Bomba")),
                         Option("agua", _("Agua nueva")), Option("canoa", _("Canoa"))]),
        Choice(name="mucho", ask=_("¿De qué consejo comunal?"), is_list=True, missing=_("Elija uno."),
               options=[Option("a", "El Samán"), Option("b", "La Ceiba")]),
        Text(name="nombre", ask=_("¿Cómo se llama?")),
        Text(name="nota", ask=_("¿Qué más hay que saber?"), hint=_("lo leen todos"), is_long=True),
        Moment(name="cuando", ask=_("¿Cuándo fue?")),
    ]  # fmt: skip


def _number(ask: str, name: str, unit: Unit, hint: str) -> Number:
    return Number(name=name, ask=ask, within=PLACES, unit=unit, hint=hint)


def _lines(visit: Visit) -> list[Line]:
    _, words = visit.language.gettext, visit.words
    kilos = Decimal("12.5")
    return [
        Line(_("¿Cuántos kilos?"), KILOS.figure(kilos, words), KILOS.aloud(kilos, words)),
        Line(_("¿Cuándo fue?"), words.moment(visit.now - DAY_S)),
    ]
