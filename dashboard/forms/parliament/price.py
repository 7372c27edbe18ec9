"""The lines of prices, and of what a day of work is paid with; each currency stays by itself."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from dashboard.forms.amounts.currencies import currency_options
from dashboard.forms.answers import Answers
from dashboard.forms.asks import Aside, Ask, Choice, Number, Option
from dashboard.forms.parliament.lines import AMOUNTS, Lines, count_of, good_options, named, whole
from dashboard.forms.parliament.session import Sitting
from gateway.domain.entries import PayLine, PriceLine
from gateway.journal.in_force import holds


def price(sitting: Sitting) -> Lines:
    """Return the lines of prices; each names a product, an amount and a currency."""
    goods, count = good_options(sitting), count_of(sitting.asking)
    what = Choice(
        name="producto", ask=sitting.gettext("Una unidad de medida de"), options=goods, is_list=True
    )
    return Lines(
        asks=_asks(sitting, what, count),
        fills=lambda answers: {
            "prices": [PriceLine(*one) for one in _lines(answers, count, "producto")],
        },
        more=count,
    )


def remuneration(sitting: Sitting) -> Lines:
    """Return the lines of remuneration; each names an enterprise, an amount and a currency."""
    _, at, count = sitting.gettext, sitting.at, count_of(sitting.asking)
    enterprises = [
        Option(one.slug, one.name)
        for one in sitting.registers.enterprises.values()
        if holds(one.since, one.until, at=at)
    ]
    what = Choice(
        name="empresa",
        ask=_("Una jornada en"),
        options=[Option("", "—"), *enterprises],
        is_list=True,
    )
    workday = sitting.registers.workday
    hours = []
    if workday is not None:
        sentence = _("Una jornada son %(hours)s horas. Fuente: %(source)s")
        values = {"hours": sitting.words.amount(workday.hours), "source": workday.source}
        hours = [Aside(sentence % values)]
    return Lines(
        asks=[*hours, *_asks(sitting, what, count)],
        fills=lambda answers: {"pays": [PayLine(*one) for one in _lines(answers, count, "empresa")]},
        more=count,
    )


def _asks(sitting: Sitting, what: Choice, count: int) -> list[Ask]:
    _, currencies = sitting.gettext, [Option("", "—"), *currency_options(sitting.asking)]
    found: list[Ask] = []
    for number in range(1, count + 1):
        found += [
            Aside(_("Renglón %(number)s") % {"number": sitting.words.number(number)}),
            Choice(name=named(number, what.name), ask=what.ask, options=what.options, is_list=True),
            Number(name=named(number, "monto"), ask=_("¿Cuánto?"), within=AMOUNTS),
            Choice(name=named(number, "moneda"), ask=_("¿En qué moneda?"), options=currencies, is_list=True),
        ]
    return found


def _lines(answers: Answers, count: int, what: str) -> list[tuple[str, Decimal, str]]:
    missing: Mapping[str, str] = {
        what: answers.gettext("Elija de qué es este renglón."),
        "monto": answers.gettext("Escriba cuánto."),
        "moneda": answers.gettext("Elija la moneda."),
    }
    return [
        (
            answers.choice(named(number, what)),
            answers.number(named(number, "monto")) or AMOUNTS.least,
            answers.choice(named(number, "moneda")),
        )
        for number in range(1, count + 1)
        if whole(answers, number, missing)
    ]
