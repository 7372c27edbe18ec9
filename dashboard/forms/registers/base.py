"""The form that sets at which moisture and impurity the commune compares a grain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Range, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.moments import written
from dashboard.login.rights import Right
from dashboard.production.grain import kg_at_base
from dashboard.production.products import grown
from dashboard.production.registers import BookRegisters, base_set
from dashboard.words.language import N_
from dashboard.words.units import PERCENT
from dashboard.words.written import typed
from gateway.domain.entries import Entry, GrainBaseSet

EVERY: Final = "todos"
OTHER: Final = "otra"
KNOWN: Final = {
    "14/2": (
        N_("14 % de humedad y 2 % de impureza"),
        N_("así reciben el maíz en Venezuela desde 2022, según la prensa (Foco Informativo); sin verificar"),
    ),
    "12/0": (
        N_("12 % de humedad y 0 % de impureza"),
        N_("así se recibía antes de 2022, según la misma nota; sin verificar"),
    ),
}
"""Examples and no more: which one holds is for the commune to say."""
MOISTURE: Final = Range(Decimal(5), Decimal(40))
IMPURITY: Final = Range(Decimal(0), Decimal(30))
EXAMPLE_KG: Final = Decimal(10_000)
EXAMPLE_MOISTURE: Final = Decimal(22)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Choice(
            name="grano",
            ask=_("¿De qué grano?"),
            options=[Option(EVERY, _("De todos los granos")), *_grains(asking)],
            missing=_("Elija el grano, o todos."),
        ),
        Choice(
            name="base",
            ask=_("¿A qué humedad e impureza lleva la comuna sus kilos?"),
            options=[
                *(Option(value, _(word), _(small)) for value, (word, small) in KNOWN.items()),
                Option(OTHER, _("Otra"), _("escríbala abajo")),
            ],
            missing=_("Elija la base, o «otra» y escríbala."),
        ),
        Number(name="humedad", ask=_("Si es otra: ¿qué humedad?"), within=MOISTURE, unit=PERCENT),
        Number(name="impureza", ask=_("Si es otra: ¿qué impureza?"), within=IMPURITY, unit=PERCENT),
        Moment(name="cuando", ask=_("¿Desde qué día vale?"), is_precise=False),
        Text(
            name="fuente",
            ask=_("¿Quién lo decidió?"),
            hint=_("por ejemplo: acta 12 del Parlamento Comunal, 3 de mayo"),
            missing=_("Escriba quién lo decidió: una base sin acta no se puede revisar."),
            longest=300,
        ),
    )


def _grains(asking: Asking) -> list[Option]:
    """Return the grains of the commune, and what was sown and nobody has registered yet."""
    registers, cycles = _registers(asking), asking.visit.station.production.cycles()
    sown = grown(one for one in cycles if one.sort == "sowing")
    known = {key: one.name for key, one in registers.products.items() if one.is_grain}
    new = {key: name for key, name in sown.items() if key not in registers.products}
    return [Option(key, name) for key, name in (known | new).items()]


def _says(answers: Answers) -> Sequence[Said]:
    found = _base(answers)
    day = answers.words.local(answers.moment("cuando")).date()
    return () if found is None else (Said("grain_base", found, answers.words.midnight(day)),)


def _base(answers: Answers) -> GrainBaseSet | None:
    """Return the base that was told; None where it is a fault."""
    _ = answers.gettext
    moisture, impurity, chosen = answers.number("humedad"), answers.number("impureza"), answers.choice("base")
    if chosen != OTHER and (moisture is not None or impurity is not None):
        answers.fault("base", _("Elija «otra» y escriba los números, o borre los números."))
        return None
    if chosen != OTHER:
        moisture, impurity = (Decimal(one) for one in chosen.split("/"))
    if moisture is None or impurity is None:
        wrong = "humedad" if moisture is None else "impureza"
        answers.fault(wrong, _("Escriba la humedad y la impureza de la base."))
        return None
    grain = answers.choice("grano")
    return GrainBaseSet(moisture, impurity, answers.text("fuente"), None if grain == EVERY else grain)


def _follows(answers: Answers) -> Sequence[str]:
    """Return what a load of wet maize would come to, so that everybody sees what is decided."""
    found = _base(answers)
    if found is None:
        return ()
    base, words = base_set(found), answers.words
    kg = kg_at_base(EXAMPLE_KG, moisture=EXAMPLE_MOISTURE, impurity=base.impurity, base=base)
    sentence = answers.gettext(
        "Así, %(wet)s kilos al %(moisture)s de humedad, con esa misma impureza, cuentan como %(dry)s kilos."
    )
    moisture = f"{words.amount(EXAMPLE_MOISTURE)} %"
    return (sentence % {"wet": words.number(EXAMPLE_KG), "moisture": moisture, "dry": words.number(kg)},)


def _begins(asking: Asking) -> Mapping[str, str]:
    return {"grano": EVERY} if not _registers(asking).bases and not _grains(asking) else {}


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, GrainBaseSet):
        return {}
    set_ = f"{base_set(body)}"
    numbers = {"humedad": typed(body.moisture), "impureza": typed(body.impurity)}
    return {
        "grano": body.product or EVERY,
        "base": set_ if set_ in KNOWN else OTHER,
        **({} if set_ in KNOWN else numbers),
        "fuente": body.source,
        **written(entry.happened, "cuando", asking.words),
    }


def _registers(asking: Asking) -> BookRegisters:
    return asking.visit.station.production.registers()


GRAIN_BASE: Final = FormKind(
    slug="base",
    title=N_("La base del grano"),
    icon="cob",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    follows=_follows,
    begins=_begins,
    again=_again,
)
