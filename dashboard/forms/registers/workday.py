"""The form that says how many hours a day of work has in the commune."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Number, Range, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import HOURS
from dashboard.words.written import typed
from gateway.domain.entries import Entry, WorkdaySet

HOURS_RANGE: Final = Range(Decimal(1), Decimal(16))


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Number(
            name="horas",
            ask=_("¿Cuántas horas tiene una jornada?"),
            unit=HOURS,
            within=HOURS_RANGE,
            hint=_("con ellas se cuentan los kilos por jornada"),
            missing=_("Escriba cuántas horas tiene una jornada."),
        ),
        Text(
            name="fuente",
            ask=_("¿Quién lo decidió?"),
            hint=_("por ejemplo: acta 12 del Parlamento Comunal, 3 de mayo"),
            missing=_("Escriba quién lo decidió."),
            longest=300,
        ),
    )


def _says(answers: Answers) -> Sequence[Said]:
    body = WorkdaySet(answers.number("horas") or Decimal(1), answers.text("fuente"))
    return (Said("workday", body, answers.words.now),)


def _begins(asking: Asking) -> Mapping[str, str]:
    known = asking.visit.station.production.registers().workday
    return {} if known is None else _written(known)


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    return _written(entry.body) if isinstance(entry.body, WorkdaySet) else {}


def _written(known: WorkdaySet) -> dict[str, str]:
    return {"horas": typed(known.hours), "fuente": known.source}


WORKDAY: Final = FormKind(
    slug="jornada",
    title=N_("La jornada"),
    icon="clock",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    begins=_begins,
    again=_again,
)
