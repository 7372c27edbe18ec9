"""What the places of some cycles went through, in a few sentences for an assembly."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.cycles.conditions import DAY_S, oxygen_of, soil_of, span_of
from dashboard.measured.history import History
from dashboard.production.cycle import Cycle
from dashboard.production.dryness import Dryness
from dashboard.production.reading import ENOUGH_COVERAGE
from dashboard.production.shares import whole_percent
from dashboard.visit.given import Visit
from gateway.domain.places import Place
from gateway.ponds.exposure import Exposure

ONE_BY_ONE: Final = 3
"""So many cycles are told one by one; more are told by their least and their most."""
MOST_CYCLES: Final = 30
"""Of more cycles nothing is told together: their own pages tell it."""
MEASURED_BY: Final[Mapping[str, str]] = {"pond": "oxygen", "field": "soil_water"}
"""Which quantity tells what a place went through, by its sort."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What one cycle's place went through.

    Attributes:
        unit: How the unit is called.
        amounts: Hours under the limit of a pond; days of dry soil and of full soil of a field.
        limit: Under which hours were counted [mg/L], None of a field.
        coverage: How much of the cycle was measured, 0 to 1.
    """

    unit: str
    amounts: tuple[float, ...]
    limit: float | None
    coverage: float

    @property
    def is_covered(self) -> bool:
        """Whether enough was measured to speak of it."""
        return self.coverage >= ENOUGH_COVERAGE


def lived(visit: Visit, cycles: Sequence[Cycle]) -> list[Lived]:
    """Return what the places of ended cycles went through, in the order given; of too many, nothing."""
    if len(cycles) > MOST_CYCLES:
        return []
    return [
        _known(visit, one, place)
        for one in cycles
        if one.ended is not None and (place := visit.registered.place(one.place)) is not None
    ]


def in_words(visit: Visit, found: Sequence[Lived]) -> list[str]:
    """Return the sentences about what some cycles went through; under 80 % coverage no figure is said."""
    covered = [one for one in found if one.is_covered]
    limits = sorted({one.limit for one in covered if one.limit is not None})
    said = [_of_ponds(visit, limit, [one for one in covered if one.limit == limit]) for limit in limits]
    of_fields = [one for one in covered if one.limit is None]
    if of_fields:
        said.append(_of_fields(visit, of_fields))
    return [*said, *_missing(visit, [one for one in found if not one.is_covered])]


def _state(visit: Visit) -> Hashable:
    """Return what changes when an ended cycle is to be looked at again: on another day at the latest."""
    return (visit.words.today, _registered(visit))


def _registered(visit: Visit) -> Hashable:
    """Return what the past of an ended cycle hangs on beside its readings."""
    registered = visit.registered
    return (
        tuple(registered.placements),
        len(registered.calibrations),
        repr(registered.limits),
        tuple(registered.places),
    )


def _known(visit: Visit, cycle: Cycle, place: Place) -> Lived:
    return visit.station.lived.known(
        (cycle.uid, cycle.unit.name, cycle.began, cycle.ended, visit.words.offset_hours),
        state=_state(visit),
        read_of=lambda: (_registered(visit), _measured(visit, cycle, place)),
        ask=lambda: _lived(visit, cycle, place),
    )


def _measured(visit: Visit, cycle: Cycle, place: Place) -> str:
    """Return a mark of what was measured of a cycle: of each day its count, lowest, highest and sum.

    The day on which it began counts whole: more than is asked for may change the mark, never less. Of what
    failed nothing shows in it.
    """
    history, span = History(visit.station.store, visit.registered), span_of(cycle, now=visit.now)
    found = hashlib.sha256()
    for part in history.parts(place.slug, MEASURED_BY[place.sort], span):
        days = visit.station.store.days(part.series, part.span.start - DAY_S, part.span.end)
        found.update(repr((part, days.width)).encode())
        for column in (days.start, days.count, days.low, days.high, days.total):
            found.update(column.tobytes())
    return found.hexdigest()


def _lived(visit: Visit, cycle: Cycle, place: Place) -> Lived:
    if place.sort == "pond":
        oxygen: Exposure = oxygen_of(visit, cycle, place)
        return Lived(cycle.unit.name, (oxygen.hours_below,), oxygen.limit, oxygen.coverage)
    soil: Dryness | None = soil_of(visit, cycle, place)
    if soil is None:
        return Lived(cycle.unit.name, (), None, 0.0)
    return Lived(cycle.unit.name, (soil.days_dry, soil.days_full), None, soil.coverage)


def _of_ponds(visit: Visit, limit: float, found: Sequence[Lived]) -> str:
    _, words = visit.language.gettext, visit.words
    values = {"limit": words.amount(limit, most=1)}
    if len(found) <= ONE_BY_ONE:
        told = [
            _("%(unit)s, %(hours)s horas (cobertura %(coverage)s)")
            % {
                "unit": one.unit,
                "hours": words.amount(one.amounts[0], most=1),
                "coverage": _percent(one.coverage),
            }
            for one in found
        ]
        return _("Con menos de %(limit)s mg/L: %(told)s.") % {**values, "told": "; ".join(told)}
    values |= {
        "count": words.number(len(found)),
        "hours": _range(visit, [one.amounts[0] for one in found]),
        "coverage": _coverages(visit, found),
    }
    sentence = _(
        "Con menos de %(limit)s mg/L, según el ciclo: %(hours)s horas "
        "(%(count)s ciclos; cobertura %(coverage)s)."
    )
    return sentence % values


def _of_fields(visit: Visit, found: Sequence[Lived]) -> str:
    _, words = visit.language.gettext, visit.words
    if len(found) <= ONE_BY_ONE:
        sentence = _(
            "%(unit)s: %(dry)s días de suelo seco y %(full)s de tierra llena (cobertura %(coverage)s)."
        )
        return " ".join(
            sentence
            % {
                "unit": one.unit,
                "dry": words.number(one.amounts[0]),
                "full": words.number(one.amounts[1]),
                "coverage": _percent(one.coverage),
            }
            for one in found
        )
    return _(
        "%(count)s parcelas: %(dry)s días de suelo seco y %(full)s de tierra llena, según la parcela "
        "(cobertura %(coverage)s)."
    ) % {
        "count": words.number(len(found)),
        "dry": _range(visit, [one.amounts[0] for one in found]),
        "full": _range(visit, [one.amounts[1] for one in found]),
        "coverage": _coverages(visit, found),
    }


def _missing(visit: Visit, found: Sequence[Lived]) -> list[str]:
    _ = visit.language.gettext
    silent = [one.unit for one in found if one.coverage == 0]
    few = [f"{one.unit} ({_percent(one.coverage)})" for one in found if one.coverage > 0]
    said = []
    if few:
        said.append(_("Datos insuficientes: %(units)s.") % {"units": ", ".join(few)})
    if silent:
        said.append(_("Sin medición: %(units)s.") % {"units": ", ".join(_each_once(silent))})
    return said


def _each_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _percent(share: float) -> str:
    return f"{whole_percent(share)} %"


def _range(visit: Visit, values: Sequence[float]) -> str:
    low, high = visit.words.amount(min(values), most=1), visit.words.amount(max(values), most=1)
    return low if low == high else visit.language.gettext("%(low)s a %(high)s") % {"low": low, "high": high}


def _coverages(visit: Visit, found: Sequence[Lived]) -> str:
    low, high = (
        whole_percent(one) for one in (min(f.coverage for f in found), max(f.coverage for f in found))
    )
    if low == high:
        return f"{low} %"
    return visit.language.gettext("%(low)s a %(high)s") % {"low": low, "high": f"{high} %"}
