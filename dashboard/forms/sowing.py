"""The form of a sowing or a stocking: a cycle begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Pick, Range, Text
from dashboard.forms.belonging import units_of, who_may
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.language import N_
from dashboard.login.rights import Right
from dashboard.naming import full_name
from dashboard.production.cycles import Unit, units
from dashboard.units import FINGERLINGS, GRAMS, HECTARES, KILOS
from dashboard.words import typed
from gateway.domain.entries import Body, Entry, Sown, Stocked
from gateway.domain.places import Place

FISH_RANGE: Final = Range(Decimal(1), Decimal(999_999))
GRAMS_RANGE: Final = Range(Decimal("0.01"), Decimal(5000))
KILOS_RANGE: Final = Range(Decimal(1), Decimal("999999.99"))
HECTARES_RANGE: Final = Range(Decimal("0.01"), Decimal(9999))
M2_IN_A_HECTARE: Final = 10_000
MOST_FISH_M2: Final = 5
"""Above so many fish on a square metre of pond a number is asked back [1/m²].

Source:
    facts of the ponds, section 7, ranges for checking what is typed: 0.2 to 5.
"""
SPECIES: Final = ("cachama negra", "morocoto", "híbrido cachamay", "híbrido cachamoto")
"""Three fishes and their crosses are called cachama; a number without its species says little.

Source:
    facts of the enterprises, section 0.7.
"""


def _asks(asking: Asking) -> Sequence[Ask]:
    pick, chosen = _pick(asking), _chosen(asking)
    if chosen is None:
        return [pick]
    _ = asking.gettext
    return [
        pick,
        *(_of_fish(asking) if chosen[1].sort == "pond" else _of_grain(asking)),
        Number(
            name="plan",
            ask=_("¿Cuántos kilos se esperan?"),
            unit=KILOS,
            within=KILOS_RANGE,
            hint=_("si hay meta; del maíz, ya seco y limpio"),
        ),
        Moment(name="cuando", ask=_("¿Cuándo fue?"), is_precise=False),
    ]


def _pick(asking: Asking) -> Pick:
    """Return the question which unit, of those that the visitor records.

    Raises:
        NothingToAskError: There is none, or another person records the one that was asked for.
    """
    _, book = asking.gettext, asking.visit.station.records.book()
    every = units(book)
    if not every:
        raise NothingToAskError(
            _("Anote primero la unidad de producción donde se siembra."),
            href="/anotar/unidad",
            word=_("Anotar una unidad"),
        )
    own = _own(asking)
    asked = next((one for one in every if one.slug == asking.written.get("unidad")), None)
    if asked is not None and asked not in [unit for unit, _place in own]:
        sentence = who_may(asked, book, asking.visit.language)
        raise NothingToAskError(sentence, href="/anotar", word=_("Anotar otra cosa"))
    if not own:
        raise NothingToAskError(
            _("Usted no está en ninguna unidad. La siembra la anota su equipo, o la vocería de su EPS."),
            href="/anotar",
            word=_("Anotar otra cosa"),
        )
    options = [Option(unit.slug, unit.name, full_name(asking.visit.language, place)) for unit, place in own]
    return Pick("unidad", _("¿Dónde se sembró?"), options, missing=_("Elija la unidad."))


def _own(asking: Asking) -> list[tuple[Unit, Place]]:
    book = asking.visit.station.records.book()
    return [
        (unit, place)
        for unit in units_of(asking.visit.member, book)
        if (place := asking.visit.registered.place(unit.place)) is not None
    ]


def _chosen(asking: Asking) -> tuple[Unit, Place] | None:
    return next((one for one in _own(asking) if one[0].slug == asking.written.get("unidad")), None)


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
    ]


def _of_grain(asking: Asking) -> list[Ask]:
    _ = asking.gettext
    return [
        Text(
            name="cultivo",
            ask=_("¿Qué se sembró?"),
            hint=_("por ejemplo: maíz blanco"),
            missing=_("Escriba qué se sembró."),
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
    ]


def _says(answers: Answers) -> Sequence[Said]:
    chosen = _chosen(answers)
    if chosen is None:
        answers.fault("unidad", answers.gettext("Elija la unidad."))
        return []
    unit, place = chosen
    body: Body = _stocked(answers, unit) if place.sort == "pond" else _sown(answers, unit)
    return [Said("stocking" if isinstance(body, Stocked) else "sowing", body, answers.moment("cuando"))]


def _stocked(answers: Answers, unit: Unit) -> Stocked:
    return Stocked(
        unit=unit.slug,
        species=answers.choice("especie"),
        fish=answers.whole("alevines") or 1,
        mean_weight_g=answers.number("gramos") or Decimal(1),
        plan_kg=answers.number("plan"),
    )


def _sown(answers: Answers, unit: Unit) -> Sown:
    return Sown(
        unit=unit.slug,
        crop=answers.text("cultivo"),
        variety=answers.text("variedad"),
        area_m2=(answers.number("hectareas") or Decimal(1)) * M2_IN_A_HECTARE,
        plan_kg=answers.number("plan"),
    )


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back: more fish than a pond holds, more field than the unit has."""
    chosen, words = _chosen(answers), answers.words
    if chosen is None:
        return []
    unit = chosen[0]
    fish, hectares = answers.whole("alevines"), answers.number("hectareas")
    if fish is not None and fish / unit.area_m2 > MOST_FISH_M2:
        sentence = answers.gettext("Serían %(count)s peces en cada metro cuadrado: ¿está bien?")
        return [sentence % {"count": words.amount(fish / unit.area_m2, most=1)}]
    if hectares is not None and hectares * M2_IN_A_HECTARE > unit.area_m2:
        sentence = answers.gettext("%(unit)s mide %(area)s y sembraron %(sown)s: ¿está bien?")
        area = f"{words.amount(unit.area_m2 / M2_IN_A_HECTARE)} ha"
        return [sentence % {"unit": unit.name, "area": area, "sown": f"{words.amount(hectares)} ha"}]
    return []


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    match entry.body:
        case Stocked() as body:
            found = {
                "unidad": body.unit,
                "especie": body.species,
                "alevines": str(body.fish),
                "gramos": typed(body.mean_weight_g),
            }
        case Sown() as body:
            found = {
                "unidad": body.unit,
                "cultivo": body.crop,
                "variedad": body.variety,
                "hectareas": typed(body.area_m2 / M2_IN_A_HECTARE),
            }
        case _:
            return {}
    return found if body.plan_kg is None else found | {"plan": typed(body.plan_kg)}


SOWING: Final = FormKind(
    slug="siembra",
    title=N_("Anotar siembra"),
    icon="sprout",
    right=Right.RECORD_PRODUCTION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    again=_again,
)
