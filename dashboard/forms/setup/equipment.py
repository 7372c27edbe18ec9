"""The forms of what there is for a night: machines that are carried from pond to pond, and their fuel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Number, Range
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.setup.pond import answered
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import LITRES, LITRES_AN_HOUR
from gateway.domain.entries import EquipmentSet

MACHINES: Final = Range(Decimal(0), Decimal(99))
FUEL: Final = Range(Decimal(0), Decimal(5000))
RATES: Final = Range(Decimal("0.1"), Decimal(50))


def _standing(asking: Asking) -> EquipmentSet:
    return asking.visit.registered.calls.equipment or EquipmentSet()


def _equipment(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    missing = _("Escriba cuántos; 0 si no hay.")
    return (
        Aside(_("Lo que se puede llevar de un estanque a otro. Lo que está fijo se anota en cada estanque.")),
        Number(name="aireadores", ask=_("¿Cuántos aireadores móviles hay?"), within=MACHINES, whole=True,
               missing=missing),
        Number(name="bombas", ask=_("¿Cuántas bombas móviles hay?"), within=MACHINES, whole=True,
               missing=missing),
        *_fuel(asking),
        _rate(asking, "gasta-aireador", _("¿Cuánto gasta un aireador en una hora?")),
        _rate(asking, "gasta-bomba", _("¿Cuánto gasta una bomba en una hora?")),
    )  # fmt: skip


def _rate(asking: Asking, name: str, ask: str) -> Number:
    missing = asking.gettext("Escriba los litros por hora, o marque «no sé».")
    return Number(name=name, ask=ask, within=RATES, unit=LITRES_AN_HOUR, missing=missing, may_be_unknown=True)


def _fuel(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Number(
            name="gasoil",
            ask=_("¿Cuánto gasoil hay para esta noche?"),
            within=FUEL,
            unit=LITRES,
            missing=_("Escriba los litros, o marque «no sé»."),
            may_be_unknown=True,
        ),
    )


def _says_equipment(answers: Answers) -> Sequence[Said]:
    body = EquipmentSet(
        mobile_aerators=answers.whole("aireadores") or 0,
        mobile_pumps=answers.whole("bombas") or 0,
        fuel_litres=answers.number("gasoil"),
        aerator_litres_per_hour=answers.number("gasta-aireador"),
        pump_litres_per_hour=answers.number("gasta-bomba"),
    )
    return (Said("equipment", body, answers.words.now),)


def _says_fuel(answers: Answers) -> Sequence[Said]:
    body = msgspec.structs.replace(_standing(answers), fuel_litres=answers.number("gasoil"))
    return (Said("equipment", body, answers.words.now),)


def _begins(asking: Asking) -> Mapping[str, str]:
    if asking.visit.registered.calls.equipment is None:
        return {}
    stands = _standing(asking)
    words = asking.words
    return {
        "aireadores": str(stands.mobile_aerators),
        "bombas": str(stands.mobile_pumps),
        **answered("gasoil", stands.fuel_litres, words),
        **answered("gasta-aireador", stands.aerator_litres_per_hour, words),
        **answered("gasta-bomba", stands.pump_litres_per_hour, words),
    }


def _begins_fuel(asking: Asking) -> Mapping[str, str]:
    return {name: said for name, said in _begins(asking).items() if name == "gasoil"}


EQUIPMENT: Final = FormKind(
    slug="equipo",
    title=N_("El equipo para la noche"),
    icon="aerator",
    right=Right.SET_UP,
    asks=_equipment,
    says=_says_equipment,
    begins=_begins,
)

FUEL_LEFT: Final = FormKind(
    slug="gasoil",
    title=N_("El gasoil que hay"),
    icon="drop",
    right=Right.RECORD_WORK,
    asks=_fuel,
    says=_says_fuel,
    begins=_begins_fuel,
)
