"""The lines of a plan: which unit is to produce how much of what."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Aside, Ask, Choice, Number, Option
from dashboard.forms.parliament.lines import AMOUNTS, Lines, count_of, good_options, named, whole
from dashboard.forms.parliament.session import Sitting
from gateway.domain.entries import PlanLine
from gateway.journal.in_force import holds


def plan(sitting: Sitting) -> Lines:
    """Return the lines of a plan; each names a unit, a product and an amount."""
    _, at = sitting.gettext, sitting.at
    units = [
        Option(one.slug, one.name)
        for one in sitting.registers.units.values()
        if holds(one.since, one.until, at=at)
    ]
    goods, count = good_options(sitting), count_of(sitting.asking)
    asks: list[Ask] = []
    for number in range(1, count + 1):
        asks += [
            Aside(_("Renglón %(number)s") % {"number": sitting.words.number(number)}),
            Choice(
                name=named(number, "unidad"),
                ask=_("Unidad de producción"),
                options=[Option("", "—"), *units],
                is_list=True,
            ),
            Choice(name=named(number, "producto"), ask=_("Producto"), options=goods, is_list=True),
            Number(name=named(number, "monto"), ask=_("¿Cuánto?"), within=AMOUNTS),
        ]
    return Lines(asks=asks, fills=lambda answers: _fills(answers, count), more=count)


def _fills(answers: Answers, count: int) -> Mapping[str, object]:
    missing = {
        "unidad": answers.gettext("Elija la unidad de este renglón."),
        "producto": answers.gettext("Elija el producto de este renglón."),
        "monto": answers.gettext("Escriba cuánto."),
    }
    found = [number for number in range(1, count + 1) if whole(answers, number, missing)]
    return {
        "plans": [
            PlanLine(
                answers.choice(named(number, "unidad")),
                answers.choice(named(number, "producto")),
                answers.number(named(number, "monto")) or AMOUNTS.least,
            )
            for number in found
        ]
    }
