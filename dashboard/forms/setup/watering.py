"""What is asked of how a field is watered: by what, with which pump, or by rain alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Number, Option, Range
from dashboard.forms.setup.pond import typed
from dashboard.words.entries import WATERED, capitalised
from dashboard.words.naming import place_name, pump_name
from dashboard.words.units import CUBIC_METRES_AN_HOUR, PERCENT
from dashboard.words.written import Words
from gateway.domain.entries import FieldDescribed, IrrigationMethod
from gateway.domain.places import Place
from gateway.fields.setting import EFFICIENCY

FLOWS: Final = Range(Decimal(1), Decimal(2000))
EFFICIENCIES: Final = Range(Decimal(10), Decimal(100))
ONLY_RAIN: Final = "no"
ANOTHER: Final = "otra"
PUMP: Final = "bomba"


@dataclass(frozen=True, slots=True)
class WaterTold:
    """How a field is watered as a form tells it; the method is None where rain alone waters it."""

    method: IrrigationMethod | None = None
    efficiency: Decimal | None = None
    pump: str | None = None
    pump_m3_h: Decimal | None = None


def water_asks(asking: Asking) -> Sequence[Ask]:
    """Return the fourth question."""
    _ = asking.gettext
    return (
        Choice(
            name="riego",
            ask=_("¿Cómo se riega?"),
            options=[
                *(Option(value, capitalised(_(word))) for value, word in WATERED.items()),
                Option(ONLY_RAIN, _("No se riega"), _("depende de la lluvia")),
            ],
            missing=_("Diga cómo se riega, o que no se riega."),
            columns="two",
        ),
        Choice(
            name="bomba",
            ask=_("¿Con cuál bomba?"),
            hint=_("Si se riega. Los lotes de una misma bomba se turnan."),
            options=_pump_options(asking),
            chosen="",
        ),
        Number(
            name="caudal",
            ask=_("¿Cuánta agua da la bomba?"),
            hint=_("Si alguien lo midió, o lo dice su placa."),
            within=FLOWS,
            unit=CUBIC_METRES_AN_HOUR,
        ),
        Number(
            name="eficiencia",
            ask=_("De cada 100 litros, ¿cuántos llegan a la raíz?"),
            hint=_usual(asking),
            within=EFFICIENCIES,
            unit=PERCENT,
            whole=True,
        ),
    )


def _usual(asking: Asking) -> str:
    _ = asking.gettext
    usual = ", ".join(f"{_(WATERED[one])} {EFFICIENCY[one]:.0%}".rstrip("%") for one in EFFICIENCY)
    return _("Si no se sabe, se cuenta lo usual: %(usual)s.") % {"usual": usual}


def _pump_options(asking: Asking) -> list[Option]:
    _, language = asking.gettext, asking.visit.language
    fields_of = _pumps(asking)
    known = []
    for pump, places in fields_of.items():
        where = ", ".join(place_name(language, one) for one in places)
        known.append(Option(pump, capitalised(pump_name(language, pump)), where))
    new = pump_name(language, _next_pump(fields_of))
    return [
        *known,
        Option(ANOTHER, _("Otra bomba") if known else _("Una bomba"), _("será la %(pump)s") % {"pump": new}),
        Option("", _("Sin bomba, o no se sabe cuál"), _("por gravedad, por ejemplo")),
    ]


def _pumps(asking: Asking) -> dict[str, list[Place]]:
    """Return the pumps that fields have, by name, each with its fields."""
    registered, found = asking.visit.registered, dict[str, list[Place]]()
    for place in registered.places:
        known = registered.fields.get(place.slug)
        if known is not None and known.pump is not None:
            found.setdefault(known.pump, []).append(place)
    return dict(sorted(found.items()))


def _next_pump(known: Mapping[str, object]) -> str:
    return next(name for number in range(1, len(known) + 2) if (name := f"{PUMP}-{number}") not in known)


def water_of(answers: Answers) -> WaterTold:
    """Return what was told; of a pump that other fields have, what it gives is told once."""
    chosen = answers.choice("riego")
    if chosen not in WATERED:
        return WaterTold()
    pumps, said = _pumps(answers), answers.choice("bomba")
    pump = _next_pump(pumps) if said == ANOTHER else said or None
    flow = answers.number("caudal")
    if flow is None and pump is not None:
        flow = _flow_of(answers, pump)
    return WaterTold(cast("IrrigationMethod", chosen), answers.number("eficiencia"), pump, flow)


def _flow_of(answers: Answers, pump: str) -> Decimal | None:
    fields = answers.visit.registered.fields.values()
    return next((one.pump_m3_h for one in fields if one.pump == pump and one.pump_m3_h is not None), None)


def water_follows(answers: Answers) -> Sequence[str]:
    """Return what is assumed of a field's water."""
    water = water_of(answers)
    if water.method is None or water.efficiency is not None:
        return ()
    share = answers.words.amount(Decimal(str(EFFICIENCY[water.method])) * 100)
    return (
        answers.gettext("Se cuenta que de cada 100 litros llegan %(share)s a la raíz.") % {"share": share},
    )


def water_answers(place: Place, known: FieldDescribed | None, words: Words) -> dict[str, str]:
    """Return the answers that tell a field's water as it stands; a method that nobody told is left open."""
    if known is None or known.method is None:
        return {} if "pump" in place.means else {"riego": ONLY_RAIN}
    said = {"riego": str(known.method), "bomba": known.pump or ""}
    if known.pump_m3_h is not None:
        said["caudal"] = typed(known.pump_m3_h, words)
    if known.efficiency is not None:
        said["eficiencia"] = typed(known.efficiency, words)
    return said
