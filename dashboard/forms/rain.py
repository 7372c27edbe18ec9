"""The form of rain that somebody measured with a gauge read by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Moment, Number, Option, Pick, Range
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.language import N_
from dashboard.login.rights import Right
from dashboard.units import MILLIMETRES
from gateway.domain.entries import Entry, RainRead

MOST_MM = Decimal(300)
"""A day of the llanos has seen 100 mm; above three times that it is a slip of the finger [mm]."""


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    places = asking.visit.registered.places
    if not places:
        raise NothingToAskError(
            _("Todavía no hay ningún estanque ni lote."), href="/preparar", word=_("Preparar la estación")
        )
    return [
        Pick("lugar", _("¿Dónde está el pluviómetro?"), place_options(asking), _("Elija el lugar.")),
        Number(
            name="lluvia",
            ask=_("¿Cuánta lluvia había?"),
            unit=MILLIMETRES,
            within=Range(Decimal(0), MOST_MM),
            hint=_("lo que marca el vaso; 0 si no llovió"),
            missing=_("Escriba los milímetros de lluvia."),
            may_be_estimated=True,
        ),
        Moment(name="cuando", ask=_("¿Cuándo lo vació?")),
    ]


def place_options(asking: Asking, *, sort: str = "") -> list[Option]:
    """Return ponds and fields to choose from, as people call them."""
    _ = asking.gettext
    named = {"pond": _("Estanque %(number)s"), "field": _("Lote %(number)s")}
    return [
        Option(one.slug, named[one.sort] % {"number": one.number}, one.name)
        for one in asking.visit.registered.places
        if sort in ("", one.sort)
    ]


def _says(answers: Answers) -> Sequence[Said]:
    body = RainRead(
        place=answers.choice("lugar"),
        millimetres=answers.number("lluvia") or Decimal(0),
        quality="estimated" if answers.is_estimated("lluvia") else "measured",
    )
    return [Said("rain", body, answers.moment("cuando"))]


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    match entry.body:
        case RainRead() as body:
            return {
                "lugar": body.place,
                "lluvia": asking.words.amount(body.millimetres),
                "lluvia-como": body.quality,
            }
        case _:
            return {}


RAIN = FormKind(
    slug="lluvia",
    title=N_("Anotar lluvia"),
    icon="drop",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=_says,
    again=_again,
    repeats=True,
)
