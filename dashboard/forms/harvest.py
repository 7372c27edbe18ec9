"""The form of a harvest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Moment, Number, Option, Pick, Range
from dashboard.forms.belonging import units_of, who_may
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.language import N_
from dashboard.login.rights import Right
from dashboard.naming import product, short_dates
from dashboard.production.cycles import Cycle
from dashboard.units import FISH, HECTARES, KILOS, PERCENT
from dashboard.words import typed
from gateway.domain.entries import Entry, Harvested

KILOS_RANGE: Final = Range(Decimal("0.01"), Decimal("999999.99"))
FISH_RANGE: Final = Range(Decimal(0), Decimal(999_999))
HECTARES_RANGE: Final = Range(Decimal("0.01"), Decimal(9999))
MOISTURE_RANGE: Final = Range(Decimal(5), Decimal(60))
IMPURITY_RANGE: Final = Range(Decimal(0), Decimal(50))
M2_IN_A_HECTARE: Final = 10_000
HEAVIEST_FISH_KG: Final = 5
LIGHTEST_FISH_KG: Final = Decimal("0.05")
"""Outside of these a fish of ours is a slip of the finger [kg].

Source:
    facts of the ponds, section 7: harvested at 0.3 to 2.5 kg; twice and a sixth of it are asked back.
"""
MOST_GRAIN_KG_HA: Final = 15_000
"""Above so much wet maize on a hectare a number is asked back [kg/ha].

Source:
    facts of the fields, section 1.6: the best named estate of the country had 6,500; twice it and more.
"""


def _asks(asking: Asking) -> Sequence[Ask]:
    pick, cycle = _pick(asking), _chosen(asking)
    if cycle is None:
        return [pick]
    _ = asking.gettext
    return [
        pick,
        Number(
            name="kilos",
            ask=_("¿Cuántos kilos?"),
            unit=KILOS,
            within=KILOS_RANGE,
            hint=_("lo que dijo la romana, sin el envase"),
            missing=_("Escriba cuántos kilos se cosecharon."),
        ),
        Choice(
            name="calidad",
            ask=_("¿Cómo se sabe?"),
            options=[Option("weighed", _("Se pesó")), Option("estimated", _("A ojo"))],
            missing=_("Diga si se pesó o si se calculó a ojo."),
            columns="two",
        ),
        *(_of_fish(asking, cycle) if cycle.sort == "stocking" else _of_grain(asking, cycle)),
        Choice(
            name="completa",
            ask=_("¿Ya se cosechó todo?"),
            options=[
                Option("si", _("Sí, todo"), _("el ciclo termina")),
                Option("no", _("No, una parte"), _("el ciclo sigue")),
            ],
            missing=_("Diga si ya se cosechó todo o si falta una parte."),
            columns="two",
        ),
        Moment(
            name="cuando",
            ask=_("¿Cuándo fue?"),
            not_before=cycle.began,
            too_early=_("Esa fecha es anterior a la siembra, que fue el %(day)s. Revise la fecha.")
            % {"day": asking.words.dated(asking.words.local(cycle.began).date())},
            is_precise=False,
        ),
    ]


def _pick(asking: Asking) -> Pick:
    """Return the question which cycle, of those that the visitor records.

    Raises:
        NothingToAskError: There is none, or another person records the one that was asked for.
    """
    _, production = asking.gettext, asking.visit.station.production
    going_on = [one for one in production.cycles() if one.ended is None]
    if not going_on:
        raise NothingToAskError(
            _("No hay ningún ciclo abierto. Anote primero la siembra."),
            href="/anotar/siembra",
            word=_("Anotar siembra"),
        )
    own = _own(asking)
    asked = next((one for one in going_on if one.uid == asking.written.get("ciclo")), None)
    if not own or (asked is not None and asked not in own):
        unit = (asked or going_on[0]).unit
        sentence = (
            who_may(unit, production.registers(), asking.visit.language) if asked else _not_yours(asking)
        )
        raise NothingToAskError(sentence, href="/anotar", word=_("Anotar otra cosa"))
    options = [
        Option(one.uid, f"{one.unit.name} · {product(one)}", short_dates(asking.words, one)) for one in own
    ]
    return Pick("ciclo", _("¿Qué se cosechó?"), options, missing=_("Elija qué se cosechó."))


def _not_yours(asking: Asking) -> str:
    return asking.gettext(
        "Usted no está en ninguna unidad que tenga un ciclo abierto. "
        "La cosecha la anota el equipo de la unidad, o la vocería de su EPS."
    )


def _own(asking: Asking) -> list[Cycle]:
    production = asking.visit.station.production
    own = {one.slug for one in units_of(asking.visit.member, production.registers())}
    return [one for one in production.cycles() if one.ended is None and one.unit.slug in own]


def _chosen(asking: Asking) -> Cycle | None:
    return next((one for one in _own(asking) if one.uid == asking.written.get("ciclo")), None)


def _of_fish(asking: Asking, cycle: Cycle) -> list[Ask]:
    _ = asking.gettext
    return [
        Number(
            name="peces",
            ask=_("¿Cuántos peces?"),
            unit=FISH,
            within=FISH_RANGE,
            hint=_("si se contaron; se sembraron %(count)s")
            % {"count": asking.words.number(cycle.fish or 0)},
            whole=True,
        )
    ]


def _of_grain(asking: Asking, cycle: Cycle) -> list[Ask]:
    _, words, base = asking.gettext, asking.words, asking.visit.station.config.harvest_base
    return [
        Number(
            name="humedad",
            ask=_("¿Con qué humedad?"),
            unit=PERCENT,
            within=MOISTURE_RANGE,
            hint=_("del grano como se pesó, por ejemplo 22"),
            missing=_("Escriba la humedad del grano, o marque «no sé»."),
            may_be_unknown=True,
        ),
        Number(
            name="impureza",
            ask=_("¿Con qué impureza?"),
            unit=PERCENT,
            within=IMPURITY_RANGE,
            hint=_("si se midió"),
        ),
        Aside(
            _(
                "Los kilos se comparan a %(moisture)s de humedad y %(impurity)s de impureza. "
                "Fuente: %(source)s"
            )
            % {
                "moisture": f"{words.amount(base.moisture)} %",
                "impurity": f"{words.amount(base.impurity)} %",
                "source": base.source,
            }
        ),
        Number(
            name="hectareas",
            ask=_("¿Cuántas hectáreas se cosecharon?"),
            unit=HECTARES,
            within=HECTARES_RANGE,
            hint=_("si se sabe; se sembraron %(area)s")
            % {"area": f"{words.amount((cycle.sown_m2 or Decimal(0)) / M2_IN_A_HECTARE)} ha"},
        ),
    ]


def _says(answers: Answers) -> Sequence[Said]:
    base = answers.visit.station.config.harvest_base
    hectares, moisture = answers.number("hectareas"), answers.number("humedad")
    body = Harvested(
        cycle=answers.choice("ciclo"),
        kg=answers.number("kilos") or Decimal(1),
        quality="weighed" if answers.choice("calidad") == "weighed" else "estimated",
        complete=answers.choice("completa") == "si",
        fish=answers.whole("peces"),
        area_m2=None if hectares is None else hectares * M2_IN_A_HECTARE,
        moisture=moisture,
        impurity=answers.number("impureza"),
        base_moisture=base.moisture if moisture is not None else None,
        base_impurity=base.impurity if moisture is not None else None,
    )
    return [Said("harvest", body, answers.moment("cuando"))]


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back: more fish than were stocked, a weight that no fish or field gives."""
    cycle, kilos = _chosen(answers), answers.number("kilos")
    if cycle is None or kilos is None:
        return []
    return [*_too_many(answers, cycle), *_wrong_weight(answers, kilos), *_too_much(answers, cycle, kilos)]


def _too_many(answers: Answers, cycle: Cycle) -> list[str]:
    now = answers.whole("peces")
    if now is None or cycle.fish is None:
        return []
    before = sum(one.said.fish or 0 for one in cycle.harvests)
    if before + now <= cycle.fish:
        return []
    sentence = (
        answers.gettext("Sembraron %(stocked)s peces y con esta cosecha serían %(caught)s: ¿está bien?")
        if before
        else answers.gettext("Sembraron %(stocked)s peces y cosecharon %(caught)s: ¿está bien?")
    )
    words = answers.words
    return [sentence % {"stocked": words.number(cycle.fish), "caught": words.number(before + now)}]


def _wrong_weight(answers: Answers, kilos: Decimal) -> list[str]:
    fish = answers.whole("peces")
    if not fish or LIGHTEST_FISH_KG <= kilos / fish <= HEAVIEST_FISH_KG:
        return []
    sentence = answers.gettext("Serían %(kilos)s kilos por pez: ¿está bien?")
    return [sentence % {"kilos": answers.words.amount(kilos / fish)}]


def _too_much(answers: Answers, cycle: Cycle, kilos: Decimal) -> list[str]:
    hectares = answers.number("hectareas") or (cycle.sown_m2 or Decimal(0)) / M2_IN_A_HECTARE
    if cycle.sort != "sowing" or not hectares or kilos / hectares <= MOST_GRAIN_KG_HA:
        return []
    sentence = answers.gettext("Serían %(kilos)s kilos por hectárea: ¿está bien?")
    return [sentence % {"kilos": answers.words.number(kilos / hectares)}]


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, Harvested):
        return {}
    numbers = {
        "kilos": body.kg,
        "peces": None if body.fish is None else Decimal(body.fish),
        "humedad": body.moisture,
        "impureza": body.impurity,
        "hectareas": None if body.area_m2 is None else body.area_m2 / M2_IN_A_HECTARE,
    }
    found = {name: typed(value) for name, value in numbers.items() if value is not None}
    unknown = {} if body.moisture is not None else {"humedad-no-se": "1"}
    chosen = {"ciclo": body.cycle, "calidad": body.quality, "completa": "si" if body.complete else "no"}
    return chosen | found | unknown


HARVEST: Final = FormKind(
    slug="cosecha",
    title=N_("Anotar cosecha"),
    icon="basket",
    right=Right.RECORD_PRODUCTION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    again=_again,
)
