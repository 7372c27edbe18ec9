"""The form that registers a range from elsewhere, to be seen beside the commune's own numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Number, Option, Pick, Range, Text
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.registers.lasting import NEW, PICKED, described, registered, which
from dashboard.forms.registers.product import product_names
from dashboard.forms.slugs import slug_of
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.registers import INDICATORS
from dashboard.words.units import PLAIN
from dashboard.words.written import typed
from gateway.domain.entries import Entry, ReferenceSet

INDICATOR: Final = "indicador"
NUMBERS: Final = Range(Decimal("0.01"), Decimal(1_000_000))
YEARS: Final = Range(Decimal(1900), Decimal(2200))
YES, NO = "si", "no"


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    products = product_names(asking)
    if not products:
        raise NothingToAskError(
            _("Anote primero de qué producto es."), href="/anotar/producto", word=_("Anotar un producto")
        )
    known = {slug: _named(asking, one) for slug, one in _references(asking).items()}
    indicator = Pick(
        INDICATOR,
        _("¿De qué número es el rango?"),
        [Option(value, _(word)) for value, word in INDICATORS],
        _("Diga de qué número es."),
    )
    return (
        *which(PICKED, _("¿Cuál rango?"), known, new=_("Uno nuevo"), missing=_("Elija el rango.")),
        indicator,
        Choice(
            name="producto",
            ask=_("¿De qué producto?"),
            options=[Option(key, name) for key, name in products.items()],
            missing=_("Elija el producto."),
            is_list=True,
        ),
        Number(name="menor", ask=_("El más bajo"), within=NUMBERS, missing=_("Escriba el número más bajo.")),
        Number(
            name="mayor",
            ask=_("El más alto"),
            within=NUMBERS,
            hint=_("si la fuente da uno solo, escríbalo en los dos"),
            missing=_("Escriba el número más alto."),
        ),
        Number(name="anio", ask=_("¿De qué año es?"), within=YEARS, unit=PLAIN, whole=True),
        Text(
            name="base",
            ask=_("¿Sobre qué base está?"),
            hint=_("por ejemplo: al 14 % de humedad, por hectárea cosechada; o «no lo dice»"),
            missing=_("Escriba sobre qué base está, o «no lo dice»."),
            longest=200,
        ),
        Text(
            name="fuente",
            ask=_("¿De dónde sale?"),
            missing=_("Escriba de dónde sale: un número sin fuente no se puede revisar."),
            longest=300,
        ),
        Choice(
            name="comparable",
            ask=_("¿Se hizo como lo nuestro?"),
            options=[
                Option(YES, _("Sí"), _("la misma base y la misma manera de medir")),
                Option(NO, _("No, o no se sabe"), _("se muestra al lado, sin compararlo")),
            ],
            missing=_("Diga si se puede comparar."),
        ),
    )


def _says(answers: Answers) -> Sequence[Said]:
    least, most = answers.number("menor") or Decimal(1), answers.number("mayor") or Decimal(1)
    if least > most:
        answers.fault("mayor", answers.gettext("El más alto no puede ser menor que el más bajo."))
    indicator, product = answers.choice(INDICATOR), answers.choice("producto")
    one = described(answers, "reference", ReferenceSet)
    name = f"{indicator}-{product}"
    body = ReferenceSet(
        reference=one.reference if one else slug_of(name, set(_references(answers))),
        indicator=cast('Literal["fcr"]', indicator),
        product=product,
        least=least,
        most=most,
        source=answers.text("fuente"),
        basis=answers.text("base"),
        comparable=answers.choice("comparable") == YES,
        year=answers.whole("anio"),
    )
    return (Said("reference", body, answers.words.now),)


def _references(asking: Asking) -> Mapping[str, ReferenceSet]:
    return registered(asking, "reference", ReferenceSet)


def _named(asking: Asking, one: ReferenceSet) -> str:
    indicator = asking.gettext(dict(INDICATORS)[one.indicator])
    product = asking.visit.station.production.registers().name_of(one.product)
    return " · ".join((indicator, product, *(() if one.year is None else (str(one.year),))))


def _begins(asking: Asking) -> Mapping[str, str]:
    known = described(asking, "reference", ReferenceSet)
    return {} if known is None else _written(known)


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, ReferenceSet):
        return {}
    return {**_written(body), PICKED: body.reference if body.reference in _references(asking) else NEW}


def _written(known: ReferenceSet) -> dict[str, str]:
    return {
        INDICATOR: known.indicator,
        "producto": known.product,
        "menor": typed(known.least),
        "mayor": typed(known.most),
        "anio": "" if known.year is None else str(known.year),
        "base": known.basis,
        "fuente": known.source,
        "comparable": YES if known.comparable else NO,
    }


REFERENCE: Final = FormKind(
    slug="referencia",
    title=N_("Un rango de otra parte"),
    icon="list",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    begins=_begins,
    again=_again,
)
