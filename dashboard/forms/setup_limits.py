"""The form that sets the oxygen limits of a pond, or of all ponds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Number, Option, Pick, Range, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.setup_places import place_options
from dashboard.forms.setup_pond import typed
from dashboard.language import N_
from dashboard.login.rights import Right
from dashboard.units import OXYGEN
from gateway.domain.entries import LimitsSet

ALL: Final = "todos"
MILLIGRAMS: Final = Range(Decimal("0.1"), Decimal(15))
ASKED: Final = ("atencion", "peligro", "emergencia")


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Pick(
            "lugar",
            _("¿De qué estanque?"),
            [Option(ALL, _("De todos los estanques")), *place_options(asking, "pond")],
            _("Elija el estanque, o todos."),
        ),
        Aside(_("Bajo estos límites suena la alarma. Cada uno tiene que ser menor que el anterior.")),
        _limit(ASKED[0], _("Atención: menos de"), _("Escriba el límite de atención.")),
        _limit(ASKED[1], _("Peligro: menos de"), _("Escriba el límite de peligro.")),
        _limit(ASKED[2], _("Emergencia: menos de"), _("Escriba el límite de emergencia.")),
        Text(
            name="fuente",
            ask=_("¿De dónde salen estos números?"),
            hint=_("Un libro, un técnico, o lo que vio la comuna en su agua."),
            missing=_("Escriba de dónde salen: un límite sin fuente no se puede revisar."),
            longest=400,
            is_long=True,
        ),
        Choice(
            name="verificado",
            ask=_("¿Los comprobó la comuna en su propia agua?"),
            options=[Option("si", _("Sí")), Option("no", _("Todavía no"))],
            columns="two",
            missing=_("Diga si la comuna los comprobó."),
        ),
    )


def _limit(name: str, ask: str, missing: str) -> Number:
    return Number(name=name, ask=ask, within=MILLIGRAMS, unit=OXYGEN, missing=missing)


def _says(answers: Answers) -> Sequence[Said]:
    warn, critical, emergency = (answers.number(name) or Decimal(1) for name in ASKED)
    if not emergency < critical < warn:
        wrong = "peligro" if critical >= warn else "emergencia"
        answers.fault(wrong, answers.gettext("Tiene que ser menor que el límite de arriba."))
    place = answers.choice("lugar")
    body = LimitsSet(
        warn=warn,
        critical=critical,
        emergency=emergency,
        source=answers.text("fuente"),
        verified=answers.choice("verificado") == "si",
        place=None if place == ALL else place,
    )
    return (Said("limits", body, answers.words.now),)


def _begins(asking: Asking) -> Mapping[str, str]:
    place = asking.written.get("lugar")
    if not place:
        return {}
    limits = asking.visit.registered.limits_of("" if place == ALL else place)
    values = (limits.warn, limits.critical, limits.emergency)
    said = {name: typed(Decimal(str(value)), asking.words) for name, value in zip(ASKED, values, strict=True)}
    return {**said, "fuente": limits.source, "verificado": "si" if limits.verified else "no"}


LIMITS: Final = FormKind(
    slug="limites",
    title=N_("Los límites de oxígeno"),
    icon="bell",
    right=Right.SET_UP,
    asks=_asks,
    says=_says,
    begins=_begins,
)
