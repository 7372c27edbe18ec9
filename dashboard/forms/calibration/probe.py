"""What the forms of calibration share: the probe, what it gives now, since when, and what changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, cast

import numpy as np

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Choice, Live, Option, Pick
from dashboard.forms.declared import Changed, NothingToAskError
from dashboard.nodes.looks import probes_of
from dashboard.nodes.preparation import standings
from dashboard.nodes.signals import Given, lately
from dashboard.visit.given import Visit
from dashboard.words.naming import place_name
from dashboard.words.quantities import figure
from gateway.calibrating.change import Handed, becomes
from gateway.calibrating.steady import FEWEST, Steadiness, steadiness
from gateway.domain.calibration import AS_SAID, Calibration
from gateway.domain.readings import SeriesKey

SERIES: Final = "serie"
SINCE: Final = "desde"
NOW, EVER, PLACED, INSTEAD = "ahora", "siempre", "puesta", "anterior"
MINUTE_S: Final = 60
DAY_S: Final = 24 * 3600
FROM_NOON_S: Final = 12 * 3600


def series_value(series: SeriesKey) -> str:
    """Return what a form sends for a series."""
    return "/".join(series)


def probes_to_calibrate(visit: Visit, quantities: Collection[str]) -> list[SeriesKey]:
    """Return the probes that send one of some signals, by name."""
    every = [one for state in visit.nodes for one in probes_of(visit, state)]
    return sorted({one for one in every if one.quantity in quantities})


def pick_probe(asking: Asking, quantities: Collection[str], ask: str) -> Pick:
    """Return the question which probe is calibrated.

    Raises:
        NothingToAskError: None was ever heard.
    """
    _, visit = asking.gettext, asking.visit
    found = probes_to_calibrate(visit, quantities)
    if not found:
        raise NothingToAskError(
            _("No se ha oído ninguna sonda de esas. Enciéndala cerca de la estación y espere dos minutos."),
            href="/nodos",
            word=_("Los nodos"),
        )
    places = {one.node: one.place for one in standings(visit.registered, visit.nodes)}
    options = []
    for one in found:
        place = places.get(one.node)
        where = one.node if place is None else f"{place_name(visit.language, place)} · {one.node}"
        options.append(Option(series_value(one), where, one.channel))
    return Pick(SERIES, ask, options, missing=_("Elija la sonda."))


def picked(asking: Asking, quantities: Collection[str]) -> SeriesKey | None:
    """Return the probe that was picked, None where none was."""
    known = probes_to_calibrate(asking.visit, quantities)
    return next((one for one in known if series_value(one) == asking.written.get(SERIES)), None)


def standing_constants(visit: Visit, series: SeriesKey, *, at: int) -> Handed | None:
    """Return by what a signal is read at a moment [s UTC], None where nobody can."""
    known = [one for one in _own(visit, series) if one.since <= at]
    constants = max(known, key=lambda one: one.since).constants if known else AS_SAID.get(series.quantity)
    return cast("Handed | None", constants)


def _own(visit: Visit, series: SeriesKey) -> list[Calibration]:
    return [one for one in visit.registered.calibrations if one.series == series]


def since_ask(asking: Asking, series: SeriesKey) -> Choice:
    """Return the question from when on a calibration holds.

    Nothing is offered that a later calibration would cover up: before the last one it would change nothing
    of now.
    """
    _, words = asking.gettext, asking.words
    last = max((one.since for one in _own(asking.visit, series)), default=None)
    placed = _placed(asking.visit, series.node)
    options = [Option(NOW, _("Desde que la calibré"), _("lo de antes queda como estaba"))]
    if placed and (last is None or placed > last):
        day = words.dated(words.local(placed).date())
        options.append(Option(PLACED, _("Desde que se puso: %(day)s") % {"day": day}))
    if last is None:
        options.append(Option(EVER, _("Desde su primer dato"), _("todo lo que midió se convierte con ella")))
    else:
        when = _("desde siempre") if last == 0 else words.dated(words.local(last).date())
        options.append(
            Option(INSTEAD, _("En lugar de la anterior (%(when)s)") % {"when": when}, _("la otra estaba mal"))
        )
    return Choice(
        name=SINCE,
        ask=_("¿Desde cuándo vale?"),
        options=options,
        missing=_("Diga desde cuándo vale."),
        chosen=EVER if last is None else NOW,
    )


def since_of(answers: Answers, series: SeriesKey, *, at: int) -> int:
    """Return from when on a calibration holds [s UTC].

    Args:
        answers: Of the form.
        series: Which is calibrated.
        at: When it was [s UTC].
    """
    said = answers.choice(SINCE)
    if said == PLACED:
        return _placed(answers.visit, series.node) or at
    if said == INSTEAD:
        return max((one.since for one in _own(answers.visit, series)), default=0)
    return 0 if said == EVER else at


def _placed(visit: Visit, node: str) -> int | None:
    found = next((one for one in standings(visit.registered, visit.nodes) if one.node == node), None)
    return found.since if found is not None and found.place is not None else None


def live(asking: Asking, series: SeriesKey) -> Live:
    """Return what a probe gives now, drawn, and whether it has settled."""
    _, words = asking.gettext, asking.words
    given = lately(asking.visit, series)
    if not given:
        return Live(
            figure="",
            word=_("No se oye la sonda."),
            detail=_("Si está lejos de la estación, anote usted lo que dé; no se podrá ver si está quieta."),
            tone="none",
        )
    found = steadiness([one.value for one in given], series.quantity)
    word, detail = _settled(asking, found)
    low, high = min(one.value for one in given), max(one.value for one in given)
    return Live(
        figure=figure(series.quantity, given[-1].value, words),
        word=word,
        detail=detail,
        tone="fine" if found.is_steady else "caution",
        path=_path(given, low, high) if len(given) > 1 else "",
        low=figure(series.quantity, low, words),
        high=figure(series.quantity, high, words),
        span=words.ago(given[0].at),
    )


def _settled(asking: Asking, found: Steadiness) -> tuple[str, str]:
    _ = asking.gettext
    if found.is_steady:
        return _("Está quieta."), _("Ya se puede anotar.")
    if not found.has_enough:
        sentence = _("Van %(count)s de %(needed)s datos: espere unos minutos.")
        return _("Todavía no se sabe."), sentence % {"count": found.count, "needed": FEWEST}
    return _("Todavía cambia."), _("Espere a que se quede quieta; se mira sola cada minuto.")


def _path(given: Sequence[Given], low: float, high: float) -> str:
    """Return the line of some values through a box of 1000 by 1000, flat in its middle where all are one."""
    first, last = given[0].at, given[-1].at
    reach, span = high - low, max(1, last - first)
    points = [
        (
            round((one.at - first) / span * 1000),
            round(850 - (one.value - low) / reach * 700) if reach else 500,
        )
        for one in given
    ]
    return "M" + "L".join(f"{across} {down}" for across, down in points)


def settled_mean(visit: Visit, series: SeriesKey) -> Steadiness:
    """Return how steady a probe is by its last minutes."""
    return steadiness([one.value for one in lately(visit, series)], series.quantity)


def last_points(visit: Visit, series: SeriesKey) -> list[Decimal] | None:
    """Return what it gave one after the other while it was waited for, None where nothing was heard."""
    last = lately(visit, series)[-FEWEST:]
    return [exact(one.value, "0.01") for one in last] or None


def exact(value: float, step: str) -> Decimal:
    """Return a number as a journal keeps it, in whole steps."""
    return Decimal(str(value)).quantize(Decimal(step), ROUND_HALF_UP)


def last_night(
    asking: Asking, series: SeriesKey, quantity: str, before: Handed, after: Handed
) -> Changed | None:
    """Return what the lowest value of the last night would be by other constants; None without a night.

    Args:
        asking: Who asks.
        series: The signal.
        quantity: What it becomes.
        before: By what it was read.
        after: By what it would be.
    """
    _, words, visit = asking.gettext, asking.words, asking.visit
    store, key = visit.station.store, series._replace(quantity=quantity)
    end = min(visit.now + 1, words.midnight(words.today) + FROM_NOON_S)
    rows = store.readings(key, end - DAY_S, end).usable()
    if not len(rows):
        return None
    lowest = int(np.argmin(rows.value))
    at, value = int(rows.time[lowest]), float(rows.value[lowest])
    water = store.readings(series._replace(quantity="water_temperature"), at - 3600, at + 3600).usable()
    warm = float(water.value[int(np.argmin(np.abs(water.time - at)))]) if len(water) else 28.0
    altitude_m = visit.station.config.commune.altitude_m
    other = becomes(value, before, after, temperature_c=warm, altitude_m=altitude_m)
    return Changed(
        _("Lo más bajo de la última noche (%(when)s)") % {"when": words.clock(at)},
        figure(quantity, value, words),
        figure(quantity, other, words),
    )
