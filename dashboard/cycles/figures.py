"""The small numbers of a cycle, each with what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dashboard.production.cycle import Cycle, Unit
from dashboard.production.fish import FishFigures
from dashboard.production.labour import Labour, kg_per_workday
from dashboard.production.water import WaterGiven, kg_per_m3_given
from dashboard.production.yields import Yields
from dashboard.visit.given import Visit
from gateway.domain.places import Place

HECTARE_M2 = 10_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and what it is made of."""

    value: str
    unit: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the figures of a cycle are made of.

    Attributes:
        rain_mm: What fell [mm], None where nobody measured it.
    """

    cycle: Cycle
    place: Place
    yields: Yields
    fish: FishFigures | None = None
    labour: Labour | None = None
    water: WaterGiven | None = None
    rain_mm: float | None = None


def small_numbers(visit: Visit, found: Counted) -> list[Figure]:
    """Return the numbers of the header."""
    if found.cycle.state in ("planned", "open") and not found.cycle.harvests:
        return []
    return _pond(visit, found, found.fish) if found.fish is not None else _field(visit, found)


def more_numbers(visit: Visit, found: Counted) -> list[Figure]:
    """Return the numbers behind them; a plan has none."""
    if found.cycle.is_planned:
        return []
    _, words = visit.language.gettext, visit.words
    figures = []
    if found.fish is not None:
        figures += _fish_more(visit, found, found.fish)
        figures += [_kg_per_workday(visit, found)]
    if found.water is not None:
        amount = Figure(words.amount(found.water.cubic_metres, most=1), "m³", _("de riego, anotados"))
        figures.append(amount)
        if found.water.unknown:
            told = _("más %(times)s riegos de los que solo se saben las horas: %(hours)s h") % {
                "times": found.water.unknown,
                "hours": words.amount(found.water.hours, most=1),
            }
            figures.append(Figure("?", "m³", told))
    if found.labour is not None:
        figures.append(
            Figure(
                words.amount(found.labour.hours, most=1),
                _("horas de trabajo"),
                _("%(hours)s de ellas de cayapa")
                % {"hours": words.amount(found.labour.cayapa_hours, most=1)},
            )
        )
    return figures


def _pond(visit: Visit, found: Counted, fish: FishFigures) -> list[Figure]:
    _, words, yields = visit.language.gettext, visit.words, found.yields
    figures = []
    if yields.kg_per_ha_harvested is not None and found.cycle.lost is None:
        figures.append(
            Figure(words.number(yields.kg_per_ha_harvested), "kg/ha", _area(visit, found.cycle.unit))
        )
    if yields.kg_per_m3 is not None and found.cycle.lost is None and found.place.depth_m is not None:
        figures.append(
            Figure(
                words.number(yields.kg_per_m3, 2),
                "kg/m³",
                _("%(volume)s m³; %(depth)s m de hondo")
                % {
                    "volume": words.number(found.cycle.unit.area_m2 * found.place.depth_m),
                    "depth": words.amount(found.place.depth_m),
                },
            )
        )
    if fish.final_g is not None:
        figures.append(Figure(words.number(fish.final_g), _("g por pez"), _sown_at(visit, found.cycle)))
    if yields.survival is not None:
        figures.append(Figure(words.amount(yields.survival, most=1), "%", _("sobrevivencia")))
    if found.cycle.ended is not None:
        figures.append(_conversion(visit, fish))
    if fish.grams_a_day is not None:
        figures.append(Figure(words.number(fish.grams_a_day, 1), _("g por día"), _("aumento de cada pez")))
    return figures


def _area(visit: Visit, unit: Unit) -> str:
    _ = visit.language.gettext
    how = {"gps": _("con GPS"), "tape": _("con cinta"), "declared": _("declarados")}[unit.area_method]
    return _("%(area)s m², medidos %(how)s") % {"area": visit.words.number(unit.area_m2), "how": how}


def _sown_at(visit: Visit, cycle: Cycle) -> str:
    if cycle.mean_weight_g is None:
        return ""
    sentence = visit.language.gettext("sembrados a %(grams)s g")
    return sentence % {"grams": visit.words.amount(cycle.mean_weight_g, most=1)}


def _conversion(visit: Visit, fish: FishFigures) -> Figure:
    _, words = visit.language.gettext, visit.words
    fed = fish.feeding
    if fish.conversion is not None and fed.concentrate is not None and fish.gain_kg is not None:
        sentence = _("%(feed)s kg ÷ %(gain)s kg de aumento; no descuenta los muertos")
        values = {
            "feed": words.amount(fed.concentrate.amount, most=1),
            "gain": words.amount(fish.gain_kg, most=1),
        }
        return Figure(words.number(fish.conversion, 2), _("FCA"), sentence % values)
    if not fed.meals:
        return Figure(_("sin dato"), _("FCA"), _("no se anotó el alimento"))
    if fed.unknown:
        return Figure(_("sin dato"), _("FCA"), _("hay alimento sin pesar"))
    if not fed.is_concentrate_alone:
        return Figure(_("no aplica"), _("FCA"), _given(visit, fish))
    if fish.gain_kg is not None and fish.gain_kg <= 0:
        return Figure(
            _("no aplica"), _("FCA"), _("no hubo aumento; se dieron %(feed)s") % {"feed": _given(visit, fish)}
        )
    return Figure(_("sin dato"), _("FCA"), _given(visit, fish))


def _given(visit: Visit, fish: FishFigures) -> str:
    """Return what was fed, kind by kind."""
    names = visit.station.production.registers()
    return ", ".join(
        f"{visit.words.amount(one.amount, most=1)} kg {visit.language.gettext(names.name_of(one.good.item))}"
        for one in fish.feeding.given
    )


def _fish_more(visit: Visit, found: Counted, fish: FishFigures) -> list[Figure]:
    _, words = visit.language.gettext, visit.words
    figures = []
    if found.yields.gain_kg is not None:
        figures.append(Figure(words.amount(found.yields.gain_kg, most=1), "kg", _("ganó desde la siembra")))
    if found.yields.kg_per_ha_gained is not None:
        figures.append(
            Figure(words.number(found.yields.kg_per_ha_gained), "kg/ha", _("sin contar lo sembrado"))
        )
    if fish.growth_rate is not None:
        figures.append(
            Figure(words.number(fish.growth_rate, 2), _("% por día"), _("crecimiento específico (TCE)"))
        )
    living = fish.living_kg
    if found.cycle.ended is None and living is not None:
        figures.append(
            Figure(
                f"{words.number(living.low)}–{words.number(living.high)}",
                "kg",
                _("vivos a lo más, por el último muestreo; nadie cuenta todos los muertos"),
            )
        )
    return figures


def _field(visit: Visit, found: Counted) -> list[Figure]:
    _, words, yields = visit.language.gettext, visit.words, found.yields
    cycle, figures = found.cycle, []
    if yields.kg_per_ha_sown is not None and cycle.sown_m2:
        figures.append(
            Figure(
                words.number(yields.kg_per_ha_sown),
                _("kg por ha sembrada"),
                _("%(area)s ha") % {"area": words.amount(cycle.sown_m2 / HECTARE_M2)},
            )
        )
    if yields.kg_per_ha_harvested is not None:
        area = sum((one.said.area_m2 or Decimal(0) for one in cycle.harvests), Decimal(0))
        figures.append(
            Figure(
                words.number(yields.kg_per_ha_harvested),
                _("kg por ha cosechada"),
                _("%(area)s ha") % {"area": words.amount(area / HECTARE_M2)},
            )
        )
    figures += [_kg_per_m3(visit, found), _kg_per_workday(visit, found)]
    return figures


def _kg_per_m3(visit: Visit, found: Counted) -> Figure:
    _, words = visit.language.gettext, visit.words
    rain = (
        _("la lluvia no se midió")
        if found.rain_mm is None
        else _("aparte llovieron %(rain)s mm") % {"rain": words.number(found.rain_mm)}
    )
    kg = found.yields.kg
    value = None if kg is None else kg_per_m3_given(kg, found.water)
    unit = _("kg por m³ de riego")
    if value is not None:
        return Figure(words.number(value, 2), unit, rain)
    if found.water is None:
        return Figure(_("sin dato"), unit, _("ningún riego anotado; %(rain)s") % {"rain": rain})
    return Figure(_("sin dato"), unit, _("del riego solo se saben las horas; %(rain)s") % {"rain": rain})


def _kg_per_workday(visit: Visit, found: Counted) -> Figure:
    _, words = visit.language.gettext, visit.words
    kg, labour = found.yields.kg, found.labour
    value = None if kg is None else kg_per_workday(kg, labour)
    if value is not None and labour is not None and labour.workdays is not None:
        detail = _("%(count)s jornadas anotadas") % {"count": words.amount(labour.workdays, most=1)}
        return Figure(words.amount(value, most=1), _("kg por jornada"), detail)
    missing = (
        _("no se anotó el trabajo") if labour is None else _("falta anotar de cuántas horas es la jornada")
    )
    return Figure(_("sin dato"), _("kg por jornada"), missing)
