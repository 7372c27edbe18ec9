"""The form of a sowing or a stocking: a cycle begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Range, Text
from dashboard.forms.cycles.maturity import MATURITY, maturity
from dashboard.forms.cycles.origins import ORIGINS
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.planning import fulfilled, is_plan, open_plans
from dashboard.forms.where.going_on import cycle_at
from dashboard.forms.where.units import pick_unit, unit_written
from dashboard.login.rights import Right
from dashboard.production.cycles import Unit
from dashboard.words.language import N_
from dashboard.words.naming import product, short_dates
from dashboard.words.units import FINGERLINGS, FISH, GRAMS, HECTARES, KILOS
from dashboard.words.written import typed
from gateway.domain.entries import Body, Entry, Sown, Stocked

FISH_RANGE: Final = Range(Decimal(1), Decimal(999_999))
DEAD_RANGE: Final = Range(Decimal(0), Decimal(999_999))
SEED_RANGE: Final = Range(Decimal("0.01"), Decimal(99_999))
GRAMS_RANGE: Final = Range(Decimal("0.01"), Decimal(5000))
KILOS_RANGE: Final = Range(Decimal(1), Decimal("999999.99"))
HECTARES_RANGE: Final = Range(Decimal("0.01"), Decimal(9999))
M2_IN_A_HECTARE: Final = 10_000
MOST_FISH_M2: Final = 5
"""Above so many fish on a square metre of pond a number is asked back [1/m²].

Source:
    facts of the ponds, section 7, ranges for checking what is typed: 0.2 to 5.
"""
MOST_SEED_KG_HA: Final = 200
"""Above so much seed on a hectare a number is asked back [kg/ha]; ours, not verified."""
MOST_CROPS: Final = 12
"""So many crops are offered beside the field."""
SPECIES: Final = ("cachama negra", "morocoto", "híbrido cachamay", "híbrido cachamoto")
"""Three fishes and their crosses are called cachama; a number without its species says little.

Source:
    facts of the enterprises, section 0.7.
"""


def _asks(asking: Asking) -> Sequence[Ask]:
    pick, chosen = pick_unit(asking, asking.gettext("¿Dónde se sembró?")), unit_written(asking)
    if chosen is None:
        return [pick]
    _ = asking.gettext
    return [
        pick,
        *(_of_fish(asking) if chosen[1].sort == "pond" else _of_grain(asking)),
        # A plan that it may carry out has its target already.
        *(
            []
            if open_plans(SOWING, asking) and not is_plan(SOWING, asking)
            else [_target(asking, of_fish=chosen[1].sort == "pond")]
        ),
        Moment(name="cuando", ask=_("¿Cuándo fue?"), is_precise=False),
    ]


def _target(asking: Asking, *, of_fish: bool) -> Number:
    _ = asking.gettext
    return Number(
        name="plan",
        ask=_("¿Cuántos kilos se esperan?"),
        unit=KILOS,
        within=KILOS_RANGE,
        hint=_("si hay meta") if of_fish else _("si hay meta; del maíz, ya seco y limpio"),
    )


def _of_fish(asking: Asking) -> list[Ask]:
    _ = asking.gettext
    return [
        Choice(
            name="especie",
            ask=_("¿Qué pez?"),
            options=[Option(one, one.capitalize()) for one in SPECIES],
            missing=_("Elija la especie."),
            columns="two",
        ),
        Number(
            name="alevines",
            ask=_("¿Cuántos alevines?"),
            unit=FINGERLINGS,
            within=FISH_RANGE,
            missing=_("Escriba cuántos alevines se sembraron."),
            whole=True,
        ),
        Number(
            name="gramos",
            ask=_("¿Cuánto pesaba cada uno?"),
            unit=GRAMS,
            within=GRAMS_RANGE,
            hint=_("en promedio, por ejemplo 8"),
            missing=_("Escriba cuánto pesaba cada alevín."),
        ),
        *([] if is_plan(SOWING, asking) else [_dead(asking)]),
        _origin(asking, _("¿De dónde vienen los alevines?")),
    ]


def _dead(asking: Asking) -> Number:
    return Number(
        name="muertos",
        ask=asking.gettext("¿Cuántos llegaron muertos?"),
        unit=FISH,
        within=DEAD_RANGE,
        hint=asking.gettext("en el viaje; si se contaron"),
        whole=True,
    )


def _of_grain(asking: Asking) -> list[Ask]:
    _ = asking.gettext
    return [
        Text(
            name="cultivo",
            ask=_("¿Qué se sembró?"),
            hint=_("por ejemplo: maíz blanco"),
            missing=_("Escriba qué se sembró."),
            known=_crops(asking),
        ),
        Text(
            name="variedad",
            ask=_("¿Qué variedad?"),
            hint=_("o «criolla», si es semilla propia"),
            missing=_("Escriba la variedad, o «criolla»."),
        ),
        Number(
            name="hectareas",
            ask=_("¿Cuántas hectáreas?"),
            unit=HECTARES,
            within=HECTARES_RANGE,
            missing=_("Escriba cuántas hectáreas se sembraron."),
        ),
        Number(
            name="semilla",
            ask=_("¿Cuántos kilos de semilla?"),
            unit=KILOS,
            within=SEED_RANGE,
            hint=_("si se pesó"),
        ),
        maturity(asking),
        _origin(asking, _("¿De dónde viene la semilla?")),
    ]


def _origin(asking: Asking, ask: str) -> Choice:
    return Choice(
        name="procedencia",
        ask=ask,
        options=[Option(value, asking.gettext(word)) for value, word in ORIGINS],
        is_list=True,
    )


def _crops(asking: Asking) -> tuple[str, ...]:
    """Return what was sown before and what is registered, so that one crop is written one way."""
    production = asking.visit.station.production
    sown = [one.product for one in production.cycles() if one.sort == "sowing"]
    registered = [one.name for one in production.registers().products.values() if one.is_grain]
    return tuple(dict.fromkeys([*registered, *sown]))[:MOST_CROPS]


def _says(answers: Answers) -> Sequence[Said]:
    chosen = unit_written(answers)
    if chosen is None:
        answers.fault("unidad", answers.gettext("Elija la unidad."))
        return []
    unit, place = chosen
    going_on = cycle_at(answers, unit, at=answers.moment("cuando"))
    if going_on is not None and not is_plan(SOWING, answers):
        sentence = answers.gettext(
            "En %(unit)s hay un ciclo abierto: %(product)s, %(dates)s. Anote primero su cosecha completa, "
            "o que se perdió."
        )
        told = {"product": product(going_on), "dates": short_dates(answers.words, going_on)}
        answers.fault("cuando", sentence % {"unit": unit.name, **told})
    body: Body = _stocked(answers, unit) if place.sort == "pond" else _sown(answers, unit)
    return [Said("stocking" if isinstance(body, Stocked) else "sowing", body, answers.moment("cuando"))]


def _stocked(answers: Answers, unit: Unit) -> Stocked:
    return Stocked(
        unit=unit.slug,
        species=answers.choice("especie"),
        fish=answers.whole("alevines") or 1,
        mean_weight_g=answers.number("gramos") or Decimal(1),
        plan_kg=_plan_kg(answers),
        dead_in_transport=answers.whole("muertos"),
        origin=_origin_of(answers),
    )


def _sown(answers: Answers, unit: Unit) -> Sown:
    return Sown(
        unit=unit.slug,
        crop=answers.text("cultivo"),
        variety=answers.text("variedad"),
        area_m2=(answers.number("hectareas") or Decimal(1)) * M2_IN_A_HECTARE,
        plan_kg=_plan_kg(answers),
        seed_kg=answers.number("semilla"),
        origin=_origin_of(answers),
        days_to_maturity=answers.whole(MATURITY),
    )


def _plan_kg(answers: Answers) -> Decimal | None:
    plan = fulfilled(answers)
    return plan.plan_kg if isinstance(plan, Stocked | Sown) else answers.number("plan")


def _origin_of(answers: Answers) -> Literal["own"] | None:
    return cast('Literal["own"] | None', answers.choice("procedencia") or None)


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back: more fish than a pond holds, more field than the unit has, too much seed."""
    chosen = unit_written(answers)
    if chosen is None:
        return []
    return _of_pond(answers, chosen[0]) if chosen[1].sort == "pond" else _of_field(answers, chosen[0])


def _of_pond(answers: Answers, unit: Unit) -> list[str]:
    _, words = answers.gettext, answers.words
    fish, dead = answers.whole("alevines") or 0, answers.whole("muertos") or 0
    found = []
    if fish / unit.area_m2 > MOST_FISH_M2:
        sentence = _("Serían %(count)s peces en cada metro cuadrado: ¿está bien?")
        found.append(sentence % {"count": words.amount(fish / unit.area_m2, most=1)})
    if dead > fish:
        sentence = _("Llegaron más muertos (%(dead)s) que vivos (%(live)s): ¿está bien?")
        found.append(sentence % {"dead": words.number(dead), "live": words.number(fish)})
    return found


def _of_field(answers: Answers, unit: Unit) -> list[str]:
    words = answers.words
    hectares, seed = answers.number("hectareas") or Decimal(1), answers.number("semilla") or Decimal(0)
    found = []
    if hectares * M2_IN_A_HECTARE > unit.area_m2:
        sentence = answers.gettext("%(unit)s mide %(area)s y sembraron %(sown)s: ¿está bien?")
        area = f"{words.amount(unit.area_m2 / M2_IN_A_HECTARE)} ha"
        found.append(sentence % {"unit": unit.name, "area": area, "sown": f"{words.amount(hectares)} ha"})
    if seed / hectares > MOST_SEED_KG_HA:
        sentence = answers.gettext("Serían %(kilos)s kilos de semilla por hectárea: ¿está bien?")
        found.append(sentence % {"kilos": words.number(seed / hectares)})
    return found


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    match entry.body:
        case Stocked() as body:
            found = {"unidad": body.unit, "especie": body.species}
            numbers = {
                "alevines": Decimal(body.fish),
                "gramos": body.mean_weight_g,
                "muertos": None if body.dead_in_transport is None else Decimal(body.dead_in_transport),
                "plan": body.plan_kg,
            }
        case Sown() as body:
            found = {"unidad": body.unit, "cultivo": body.crop, "variedad": body.variety}
            numbers = {
                "hectareas": body.area_m2 / M2_IN_A_HECTARE,
                "semilla": body.seed_kg,
                "plan": body.plan_kg,
                MATURITY: None if body.days_to_maturity is None else Decimal(body.days_to_maturity),
            }
        case _:
            return {}
    told = {name: typed(value) for name, value in numbers.items() if value is not None}
    return found | told | ({} if body.origin is None else {"procedencia": body.origin})


SOWING: Final = FormKind(
    slug="siembra",
    title=N_("Anotar siembra"),
    icon="sprout",
    right=Right.RECORD_PRODUCTION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    again=_again,
    plans=("stocking", "sowing"),
)
