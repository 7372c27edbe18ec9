"""The form of rain that somebody measured with a gauge read by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Moment, Number, Range
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.taps import Tap, no_rain
from dashboard.forms.where.places import PLACE, pick_place, place_written
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import MILLIMETRES
from gateway.domain.entries import Entry, RainRead

MOST_MM = Decimal(300)
"""A day of the llanos has seen 100 mm; above three times that it is a slip of the finger [mm]."""


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return [
        replace(pick_place(asking, "both"), ask=_("¿Dónde está el pluviómetro?"), columns=""),
        Number(
            name="lluvia",
            ask=_("¿Cuánta lluvia había?"),
            unit=MILLIMETRES,
            within=Range(Decimal(0), MOST_MM),
            hint=_("lo que marca el vaso en la mañana, a las seis; 0 si no llovió"),
            missing=_("Escriba los milímetros de lluvia."),
            may_be_estimated=True,
        ),
        Moment(name="cuando", ask=_("¿Cuándo lo vació?")),
    ]


def _says(answers: Answers) -> Sequence[Said]:
    body = RainRead(
        place=answers.choice(PLACE),
        millimetres=answers.number("lluvia") or Decimal(0),
        quality="estimated" if answers.is_estimated("lluvia") else "measured",
    )
    return [Said("rain", body, answers.moment("cuando"))]


def _taps(asking: Asking) -> Sequence[Tap]:
    place = place_written(asking, "both")
    return [] if place is None else [no_rain(place, asking.words)]


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    match entry.body:
        case RainRead() as body:
            return {
                PLACE: body.place,
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
    taps=_taps,
    again=_again,
    repeats=True,
)
