"""The form that registers something that is produced or got in exchange."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Option, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.registers.lasting import NEW, PICKED, names, registered, which
from dashboard.login.rights import Right
from dashboard.production.products import grown
from dashboard.words.language import N_
from dashboard.words.registers import MEASURES
from gateway.domain.entries import Entry, ProductRegistered
from gateway.domain.goods import product_key

YES, NO = "si", "no"


def product_names(asking: Asking) -> dict[str, str]:
    """Return what people call every product: the registered ones, then what grew and nobody registered."""
    production = asking.visit.station.production
    return names(registered(asking, "product", ProductRegistered)) | {
        key: name
        for key, name in grown(production.cycles()).items()
        if key not in production.registers().products
    }


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        *which(
            PICKED,
            _("¿Cuál producto?"),
            product_names(asking),
            new=_("Uno nuevo"),
            missing=_("Elija el producto."),
        ),
        Text(
            name="nombre",
            ask=_("¿Cómo se llama el producto?"),
            hint=_("por ejemplo: maíz blanco, morocoto, café"),
            missing=_("Escriba el nombre del producto."),
            longest=40,
        ),
        Choice(
            name="medida",
            ask=_("¿En qué se cuenta?"),
            options=[Option(value, _(word)) for value, word in MEASURES],
            missing=_("Diga en qué se cuenta."),
        ),
        Choice(
            name="grano",
            ask=_("¿Es un grano que se pesa con humedad?"),
            options=[
                Option(YES, _("Sí"), _("maíz, caraota, arroz: sus kilos se llevan a una base")),
                Option(NO, _("No")),
            ],
            missing=_("Diga si es un grano."),
        ),
    )


def _says(answers: Answers) -> Sequence[Said]:
    name, picked = answers.text("nombre"), answers.choice(PICKED)
    key = product_key(name) if picked in ("", NEW) else picked
    if picked in ("", NEW) and key in product_names(answers):
        answers.fault("nombre", answers.gettext("Ya hay uno con ese nombre. Elíjalo y descríbalo de nuevo."))
    is_grain, measure = answers.choice("grano") == YES, answers.choice("medida")
    if is_grain and measure != "kg":
        answers.fault("medida", answers.gettext("Un grano que se lleva a una base se cuenta en kilos."))
    body = ProductRegistered(key, name, cast('Literal["kg"]', measure), is_grain)
    return (Said("product", body, answers.words.now),)


def _begins(asking: Asking) -> Mapping[str, str]:
    picked = asking.written.get(PICKED, "")
    known = registered(asking, "product", ProductRegistered).get(picked)
    if known is not None:
        return _written(known)
    name = product_names(asking).get(picked)
    return {} if name is None else {"nombre": name, "medida": "kg"}


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, ProductRegistered):
        return {}
    return {**_written(body), PICKED: body.product if body.product in product_names(asking) else NEW}


def _written(known: ProductRegistered) -> dict[str, str]:
    return {"nombre": known.name, "medida": known.measure, "grano": YES if known.is_grain else NO}


PRODUCT: Final = FormKind(
    slug="producto",
    title=N_("Un producto"),
    icon="basket",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    begins=_begins,
    again=_again,
)
