"""The form that records the marks of a probe, by which its signal becomes a value."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Number, Option, Pick, Range
from dashboard.forms.calibration.scales import of_digital, of_radiation, of_wind, scale_of
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.login.rights import Right
from dashboard.nodes.preparation import newest_signal, signals_as_said, unmarked_signals
from dashboard.words.language import N_
from dashboard.words.units import DEGREES, MILLIMETRES, MILLIVOLTS, PERCENT
from gateway.domain.calibration import (
    AS_SAID,
    SORTS,
    Constants,
    OxygenMarks,
    ProbeFactor,
    RadiationScale,
    SoilMarks,
    TipSize,
    WindScale,
)
from gateway.domain.entries import CalibrationRecorded
from gateway.domain.readings import SeriesKey

SIGNALS: Final = Range(Decimal(1), Decimal(3300))
WATER_C: Final = Range(Decimal(5), Decimal(45))
WATER_SHARE: Final = Range(Decimal(0), Decimal(60))
TIPS: Final = Range(Decimal("0.05"), Decimal(5))
ALWAYS: Final = "siempre"
NOW: Final = "ahora"


def series_value(series: SeriesKey) -> str:
    """Return what the form sends for a series of signals."""
    return "/".join(series)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    known = _signals(asking)
    if not known:
        raise NothingToAskError(
            _(
                "No se ha oído ninguna sonda que necesite marcas. "
                "Enciéndala cerca de la estación y espere un minuto."
            ),
            href="/preparar",
            word=_("Volver"),
        )
    chosen = next((one for one in known if series_value(one) == asking.written.get("serie")), None)
    return (
        Pick("serie", _("¿De qué sonda?"), [_option(asking, one) for one in known], _("Elija la sonda.")),
        *(_marks(asking, chosen) if chosen else ()),
        Choice(
            name="desde",
            ask=_("¿Desde cuándo valen estas marcas?"),
            options=[
                Option(
                    ALWAYS,
                    _("Desde el primer dato de la sonda"),
                    _("todo lo que midió se convierte con ellas"),
                ),
                Option(NOW, _("Desde ahora"), _("lo de antes queda como estaba")),
            ],
            missing=_("Diga desde cuándo valen."),
            chosen=NOW if chosen and _is_marked(asking, chosen) else ALWAYS,
        ),
    )


def _signals(asking: Asking) -> list[SeriesKey]:
    """Return the signals that can be given marks; those that need them and have none come first."""
    visit = asking.visit
    missing = unmarked_signals(visit.station.store, visit.registered, visit.nodes)
    known = {one.series for one in visit.registered.calibrations if one.quantity in SORTS}
    known |= set(signals_as_said(visit.nodes))
    return [*missing, *sorted(known - set(missing))]


def _is_marked(asking: Asking, series: SeriesKey) -> bool:
    return any(one.series == series for one in asking.visit.registered.calibrations)


def _option(asking: Asking, series: SeriesKey) -> Option:
    _ = asking.gettext
    sorts = {
        "oxygen_signal": _("oxígeno"),
        "oxygen_probe": _("oxígeno"),
        "soil_signal": _("agua del suelo"),
        "soil_probe": _("agua del suelo"),
        "rain_tips": _("lluvia"),
        "wind_signal": _("viento"),
        "radiation_signal": _("sol"),
    }
    unmarked = (
        _("sin marcas: cuenta lo que ella dice")
        if series.quantity in AS_SAID
        else _("sin marcas: no se puede leer todavía")
    )
    small = "" if _is_marked(asking, series) else unmarked
    return Option(series_value(series), f"{series.node} · {series.channel} · {sorts[series.quantity]}", small)


def _marks(asking: Asking, series: SeriesKey) -> Sequence[Ask]:
    now = newest_signal(asking.visit.nodes, series)
    sort = SORTS[series.quantity]
    if sort is TipSize:
        return _of_rain(asking)
    if sort is ProbeFactor:
        return of_digital(asking, series.quantity)
    if sort is WindScale:
        return of_wind(asking)
    if sort is RadiationScale:
        return of_radiation(asking)
    told = (
        ()
        if now is None
        else (
            Aside(asking.gettext("La sonda da ahora %(signal)s mV.") % {"signal": asking.words.number(now)}),
        )
    )
    return (*told, *(_of_oxygen(asking) if sort is OxygenMarks else _of_soil(asking)))


def _of_oxygen(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Aside(_("Ponga la sonda en agua bien batida con aire, o en el aire húmedo, y espere 15 minutos.")),
        _signal(asking, "senal", _("¿Cuánto dio entonces?")),
        Number(
            name="temperatura",
            ask=_("¿A qué temperatura estaba el agua?"),
            within=WATER_C,
            unit=DEGREES,
            missing=_("Escriba la temperatura del agua."),
        ),
    )


def _of_soil(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Aside(
            _(
                "Hacen falta dos marcas con tierra de ese mismo lote: "
                "una seca al aire y otra mojada y escurrida."
            )
        ),
        _signal(asking, "seca", _("¿Cuánto dio en la tierra seca?")),
        _share(asking, "agua-seca", _("¿Cuánta agua tenía esa tierra seca, de cada 100 partes?")),
        _signal(asking, "mojada", _("¿Cuánto dio en la tierra mojada y escurrida?")),
        _share(asking, "agua-mojada", _("¿Cuánta agua tenía esa tierra mojada, de cada 100 partes?")),
    )


def _of_rain(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Number(
            name="vuelco",
            ask=_("¿Cuánta lluvia es un vuelco del pluviómetro?"),
            hint=_("Está escrito en el aparato; casi siempre 0,2 mm."),
            within=TIPS,
            unit=MILLIMETRES,
            missing=_("Escriba cuántos milímetros es un vuelco."),
        ),
    )


def _signal(asking: Asking, name: str, ask: str) -> Number:
    missing = asking.gettext("Escriba cuántos milivoltios dio la sonda.")
    return Number(name=name, ask=ask, within=SIGNALS, unit=MILLIVOLTS, missing=missing)


def _share(asking: Asking, name: str, ask: str) -> Number:
    missing = asking.gettext("Escriba cuánta agua tenía.")
    return Number(name=name, ask=ask, within=WATER_SHARE, unit=PERCENT, missing=missing)


def _says(answers: Answers) -> Sequence[Said]:
    node, channel, quantity = answers.choice("serie").split("/")
    since = 0 if answers.choice("desde") == ALWAYS else answers.words.now
    body = CalibrationRecorded(node, channel, quantity, since, _constants(answers, quantity))
    return (Said("calibration", body, answers.words.now),)


def _constants(answers: Answers, quantity: str) -> Constants:
    def said(name: str) -> Decimal:
        return answers.number(name) or Decimal(0)

    if SORTS[quantity] is TipSize:
        return TipSize(said("vuelco"))
    if SORTS[quantity] is OxygenMarks:
        return OxygenMarks(said("senal"), said("temperatura"))
    if SORTS[quantity] is not SoilMarks:
        return scale_of(answers, SORTS[quantity])
    return SoilMarks(said("seca"), said("agua-seca") / 100, said("mojada"), said("agua-mojada") / 100)


MARKS: Final = FormKind(
    slug="marcas",
    title=N_("Las marcas de una sonda"),
    icon="list",
    right=Right.SET_UP,
    asks=_asks,
    says=_says,
)
