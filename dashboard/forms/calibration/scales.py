"""What the form of marks asks of digital probes and of the weather."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Number, Range
from dashboard.words.units import KILOMETRES_AN_HOUR, MILLIVOLTS, OXYGEN, PERCENT, WATTS, Unit
from gateway.domain.calibration import Constants, ProbeFactor, RadiationScale, WindScale

OXYGEN_SAID: Final = Range(Decimal("0.1"), Decimal(25))
SHARE_SAID: Final = Range(Decimal("0.1"), Decimal(100))
PULSE: Final = Range(Decimal("0.01"), Decimal(50))
START: Final = Range(Decimal(0), Decimal(20))
SUN: Final = Range(Decimal("0.01"), Decimal(50))
DARK: Final = Range(Decimal(0), Decimal(1000))
KMH_IN_MS: Final = Decimal("3.6")
_DECIMALS: Final = Decimal("0.0001")


def of_digital(asking: Asking, quantity: str) -> Sequence[Ask]:
    """Return what is asked of a probe that says a value by itself."""
    _ = asking.gettext
    is_oxygen = quantity == "oxygen_probe"
    unit: Unit = OXYGEN if is_oxygen else PERCENT
    within = OXYGEN_SAID if is_oxygen else SHARE_SAID
    compare = (
        _("Mida con la sonda y con otro medidor en la misma agua, al mismo tiempo.")
        if is_oxygen
        else _("Compare con tierra de ese mismo lote, pesada húmeda y pesada seca.")
    )
    return (
        Aside(_("Esta sonda ya da su valor: sin marcas cuenta lo que ella dice.")),
        Aside(compare),
        Number(
            name="dijo-sonda",
            ask=_("¿Qué dijo la sonda?"),
            within=within,
            unit=unit,
            missing=_("Escriba lo que dijo la sonda."),
        ),
        Number(
            name="era",
            ask=_("¿Cuánto era de verdad?"),
            within=within,
            unit=unit,
            missing=_("Escriba cuánto era de verdad."),
        ),
    )


def of_wind(asking: Asking) -> Sequence[Ask]:
    """Return what is asked of an anemometer."""
    _ = asking.gettext
    return (
        Number(
            name="pulso",
            ask=_("¿Cuánto viento es un pulso por segundo?"),
            hint=_("Está en la hoja del aparato; muchos dan 2,4 km/h."),
            within=PULSE,
            unit=KILOMETRES_AN_HOUR,
            missing=_("Escriba cuánto viento es un pulso por segundo."),
        ),
        Number(
            name="arranque",
            ask=_("¿Con cuánto viento empieza a girar?"),
            hint=_("Déjelo vacío si la hoja no lo dice."),
            within=START,
            unit=KILOMETRES_AN_HOUR,
        ),
    )


def of_radiation(asking: Asking) -> Sequence[Ask]:
    """Return what is asked of a pyranometer."""
    _ = asking.gettext
    return (
        Number(
            name="sol",
            ask=_("¿Cuánto sol es un milivoltio?"),
            hint=_("Está en la hoja del aparato, en W/m² por mV."),
            within=SUN,
            unit=WATTS,
            missing=_("Escriba cuánto sol es un milivoltio."),
        ),
        Number(
            name="oscuro",
            ask=_("¿Cuánto da tapado, en la oscuridad?"),
            hint=_("Déjelo vacío si da cero."),
            within=DARK,
            unit=MILLIVOLTS,
        ),
    )


def scale_of(answers: Answers, sort: type[Constants]) -> Constants:
    """Return the constants that somebody answered."""

    def said(name: str) -> Decimal:
        return answers.number(name) or Decimal(0)

    if sort is WindScale:
        slope, offset = ((said(name) / KMH_IN_MS).quantize(_DECIMALS) for name in ("pulso", "arranque"))
        return WindScale(slope, offset)
    if sort is RadiationScale:
        return RadiationScale(said("sol"), said("oscuro"))
    return ProbeFactor((said("era") / (said("dijo-sonda") or Decimal(1))).quantize(_DECIMALS))
