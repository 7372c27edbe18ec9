"""The form that calibrates an oxygen probe in moist air or in water full of air, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Asking
from dashboard.forms.asks import Aside, Ask, Moment, Number, Option, Pick, Range, Step, Steps, Turn
from dashboard.forms.calibration.care import AIR_MINUTES
from dashboard.forms.calibration.oxygen_outcome import (
    AIR,
    ALTITUDE,
    AND_ZERO,
    METHOD,
    PRESSURE,
    QUANTITIES,
    SIGNAL,
    WARM,
    WHEN,
    ZERO,
    changes,
    doubts,
    follows,
    says,
)
from dashboard.forms.calibration.probe import live, pick_probe, picked, settled_mean, since_ask
from dashboard.forms.declared import FormKind
from dashboard.login.rights import Right
from dashboard.nodes.signals import lately
from dashboard.words.language import N_
from dashboard.words.units import DEGREES, HECTOPASCALS, METRES, MILLIVOLTS, OXYGEN
from dashboard.words.written import rounded, typed
from gateway.domain.readings import SeriesKey

MILLIVOLT_RANGE: Final = Range(Decimal(50), Decimal(3300))
ZERO_RANGE: Final = Range(Decimal(0), Decimal(1000))
SAID_RANGE: Final = Range(Decimal("0.5"), Decimal(25))
WARM_RANGE: Final = Range(Decimal(5), Decimal(45))
PRESSURE_RANGE: Final = Range(Decimal(600), Decimal(1080))
ALTITUDE_RANGE: Final = Range(Decimal(0), Decimal(4000))


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_probe(asking, QUANTITIES, _("¿Qué sonda calibra?"))
    series = picked(asking, QUANTITIES)
    if series is None:
        return [pick]
    if series.quantity == "oxygen_probe":
        return [pick, *_first_screen(asking, series), *_numbers(asking, series, with_zero=False)]
    method = Pick(
        METHOD,
        _("¿Cómo la calibra?"),
        [
            Option(AIR, _("En el aire"), _("media hora colgada en aire húmedo; es lo de siempre")),
            Option(
                AND_ZERO, _("En el aire y en agua sin oxígeno"), _("con sulfito de sodio; una vez al año")
            ),
        ],
        missing=_("Diga cómo la calibra."),
    )
    said = asking.written.get(METHOD)
    if said not in (AIR, AND_ZERO):
        return [pick, method]
    return [
        pick,
        method,
        *_first_screen(asking, series),
        *_numbers(asking, series, with_zero=said == AND_ZERO),
    ]


def _first_screen(asking: Asking, series: SeriesKey) -> list[Ask]:
    _ = asking.gettext
    wait = _("Espere %(minutes)s minutos") % {"minutes": AIR_MINUTES}
    steps = [
        Step(
            "drop", _("Saque la sonda y lávela"), _("con agua y un trapo suave; séquele la punta sin frotar")
        ),
        Step("eye", _("Mire la membrana"), _("sin burbujas ni arrugas, y con líquido adentro")),
        Step(
            "sun",
            _("Cuélguela a la sombra"),
            _("sobre agua o un trapo mojado que no la toque, con su termómetro"),
        ),
        Step("clock", wait, _("hasta que aquí abajo diga que está quieta")),
    ]
    return [Steps(steps), live(asking, series), Turn()]


def _numbers(asking: Asking, series: SeriesKey, *, with_zero: bool) -> list[Ask]:
    _ = asking.gettext
    place = asking.words.number(asking.visit.station.config.commune.altitude_m)
    zero: list[Ask] = [
        Aside(_("Ahora métala en el agua sin oxígeno y espere a que deje de bajar.")),
        Number(
            name=ZERO,
            ask=_("¿Cuánto da en el agua sin oxígeno?"),
            unit=MILLIVOLTS,
            within=ZERO_RANGE,
            missing=_("Escriba cuánto da en el agua sin oxígeno."),
        ),
    ]
    return [
        _signal(asking, series),
        Number(
            name=WARM,
            ask=_("¿Qué temperatura marca su termómetro?"),
            unit=DEGREES,
            within=WARM_RANGE,
            missing=_("Escriba la temperatura que marca el termómetro."),
            suggested=_newest_warmth(asking, series),
        ),
        Number(
            name=PRESSURE,
            ask=_("¿Qué presión marca el barómetro?"),
            hint=_("déjelo vacío si no tiene: se usa la de la altura"),
            unit=HECTOPASCALS,
            within=PRESSURE_RANGE,
        ),
        Number(
            name=ALTITUDE,
            ask=_("¿A qué altura sobre el mar la calibró?"),
            hint=_("déjelo vacío si fue aquí, a %(altitude)s m") % {"altitude": place},
            unit=METRES,
            within=ALTITUDE_RANGE,
        ),
        *(zero if with_zero else []),
        since_ask(asking, series),
        Moment(name=WHEN, ask=_("¿Cuándo fue?")),
    ]


def _signal(asking: Asking, series: SeriesKey) -> Number:
    _ = asking.gettext
    found = settled_mean(asking.visit, series)
    if series.quantity == "oxygen_probe":
        return Number(
            name=SIGNAL,
            ask=_("¿Qué dice ella misma en el aire?"),
            unit=OXYGEN,
            within=SAID_RANGE,
            missing=_("Escriba lo que dice la sonda en el aire."),
            suggested=typed(rounded(found.mean, 2)) if found.count else "",
        )
    return Number(
        name=SIGNAL,
        ask=_("¿Cuántos milivoltios da en el aire?"),
        unit=MILLIVOLTS,
        within=MILLIVOLT_RANGE,
        missing=_("Escriba los milivoltios que da la sonda en el aire."),
        suggested=typed(rounded(found.mean, 0)) if found.count else "",
    )


def _newest_warmth(asking: Asking, series: SeriesKey) -> str:
    given = lately(asking.visit, series._replace(quantity="water_temperature"))
    return typed(rounded(given[-1].value, 1)) if given else ""


CALIBRATE_OXYGEN: Final = FormKind(
    slug="calibrar-oxigeno",
    title=N_("Calibrar una sonda de oxígeno"),
    icon="gauge",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=says,
    doubts=doubts,
    follows=follows,
    changes=changes,
    is_live=True,
)
