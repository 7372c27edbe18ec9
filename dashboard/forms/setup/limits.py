"""The form that sets the oxygen limits of a pond, or of all ponds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Number, Option, Pick, Range, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.setup.places import place_options
from dashboard.forms.setup.pond import typed
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import DEGREES, OXYGEN
from gateway.domain.entries import LimitsSet

ALL: Final = "todos"
OF_SPECIES: Final = "especie-"
"""With what an answer begins that means all ponds with a species."""
MILLIGRAMS: Final = Range(Decimal("0.1"), Decimal(15))
WATER: Final = Range(Decimal(10), Decimal(42))
ASKED: Final = ("atencion", "peligro", "emergencia")


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Pick(
            "lugar",
            _("¿De qué estanque?"),
            [Option(ALL, _("De todos los estanques")), *_species(asking), *place_options(asking, "pond")],
            _("Elija el estanque, o todos."),
        ),
        Aside(_("Bajo estos límites suena la alarma. Cada uno tiene que ser menor que el anterior.")),
        _limit(ASKED[0], _("Atención: menos de"), _("Escriba el límite de atención.")),
        _limit(ASKED[1], _("Peligro: menos de"), _("Escriba el límite de peligro.")),
        _limit(ASKED[2], _("Emergencia: menos de"), _("Escriba el límite de emergencia.")),
        _degrees("fria", _("Agua fría: menos de"), _("La cachama come y crece poco.")),
        _degrees("caliente", _("Agua caliente: más de"), _("El agua guarda menos oxígeno.")),
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


def _species(asking: Asking) -> list[Option]:
    """Return the species that swim in the commune's ponds, to choose all ponds with one."""
    _ = asking.gettext
    ask = _("De todos los que tienen %(species)s")
    known = sorted({one.species for one in asking.visit.registered.places if one.species is not None})
    return [Option(f"{OF_SPECIES}{one}", ask % {"species": _(one)}) for one in known]


def _degrees(name: str, ask: str, hint: str) -> Number:
    return Number(name=name, ask=ask, hint=hint, within=WATER, unit=DEGREES)


def _limit(name: str, ask: str, missing: str) -> Number:
    return Number(name=name, ask=ask, within=MILLIGRAMS, unit=OXYGEN, missing=missing)


def _says(answers: Answers) -> Sequence[Said]:
    warn, critical, emergency = (answers.number(name) or Decimal(1) for name in ASKED)
    if not emergency < critical < warn:
        wrong = "peligro" if critical >= warn else "emergencia"
        answers.fault(wrong, answers.gettext("Tiene que ser menor que el límite de arriba."))
    cold, warm = answers.number("fria"), answers.number("caliente")
    if cold is not None and warm is not None and cold >= warm:
        answers.fault("caliente", answers.gettext("Tiene que ser mayor que el límite de arriba."))
    place, species = _whose(answers.choice("lugar"))
    body = LimitsSet(
        warn=warn,
        critical=critical,
        emergency=emergency,
        source=answers.text("fuente"),
        verified=answers.choice("verificado") == "si",
        place=place,
        species=species,
        cold=cold,
        warm=warm,
    )
    return (Said("limits", body, answers.words.now),)


def _whose(choice: str) -> tuple[str | None, str | None]:
    """Return of which pond, or of which species, limits are; neither: of all ponds."""
    if choice.startswith(OF_SPECIES):
        return None, choice.removeprefix(OF_SPECIES)
    return (None if choice == ALL else choice), None


def _begins(asking: Asking) -> Mapping[str, str]:
    place = asking.written.get("lugar")
    if not place:
        return {}
    registered = asking.visit.registered
    own = registered.limits.get(_whose(place))
    limits = own or registered.limits_of("" if place.startswith((ALL, OF_SPECIES)) else place)
    values = (limits.warn, limits.critical, limits.emergency, limits.cold, limits.warm)
    names = (*ASKED, "fria", "caliente")
    said = {name: typed(Decimal(str(value)), asking.words) for name, value in zip(names, values, strict=True)}
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
