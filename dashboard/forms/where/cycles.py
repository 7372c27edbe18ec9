"""The first question of the forms of a cycle: which one, of those that go on and that one records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Moment, Option, Pick
from dashboard.forms.declared import NothingToAskError
from dashboard.forms.where.belonging import units_of, who_may
from dashboard.forms.where.units import check_recorder
from dashboard.production.cycles import Cycle
from dashboard.words.naming import product, short_dates

CYCLE: Final = "ciclo"
PLACE: Final = "lugar"
Sort = Literal["stocking", "sowing", "both"]


def pick_cycle(asking: Asking, ask: str, sort: Sort = "stocking") -> Pick:
    """Return the question which cycle, of those that go on and that the visitor records.

    Raises:
        NothingToAskError: There is none, or another person records the one that was asked for.
    """
    _, production = asking.gettext, asking.visit.station.production
    going_on = _going_on(asking, sort)
    if not going_on:
        raise NothingToAskError(
            _("No hay ningún ciclo abierto. Anote primero la siembra."),
            href="/anotar/siembra",
            word=_("Anotar siembra"),
        )
    own = running(asking, sort)
    asked = next((one for one in going_on if one.uid == asking.written.get(CYCLE)), None)
    if asked is not None and asked not in own:
        sentence = who_may(asked.unit, production.registers(), asking.visit.language)
        raise NothingToAskError(sentence, href="/anotar", word=_("Anotar otra cosa"))
    if not own:
        raise NothingToAskError(
            _(
                "Usted no está en ninguna unidad que tenga un ciclo abierto. "
                "Esto lo anota el equipo de la unidad, o la vocería de su EPS."
            ),
            href="/anotar",
            word=_("Anotar otra cosa"),
        )
    options = [
        Option(one.uid, f"{one.unit.name} · {product(one)}", short_dates(asking.words, one)) for one in own
    ]
    return Pick(CYCLE, ask, options, missing=_("Elija el ciclo."))


def running(asking: Asking, sort: Sort) -> list[Cycle]:
    """Return the cycles that go on and that the visitor records, by the order of their units."""
    registers = asking.visit.station.production.registers()
    own = [one.slug for one in units_of(asking.visit.member, registers)]
    found = [one for one in _going_on(asking, sort) if one.unit.slug in own]
    return sorted(found, key=lambda one: (own.index(one.unit.slug), -one.began))


def cycle_written(asking: Asking, sort: Sort = "stocking") -> Cycle | None:
    """Return the cycle that was picked, None while none was."""
    return next((one for one in running(asking, sort) if one.uid == asking.written.get(CYCLE)), None)


def cycle_of(answers: Answers, sort: Sort = "stocking") -> Cycle:
    """Return the cycle of a form without faults; who tapped a name that does not record it, gets a fault."""
    found = cycle_written(answers, sort)
    if found is None:
        raise LookupError(answers.choice(CYCLE))
    check_recorder(answers, found.unit)
    return found


def only_cycle(asking: Asking, sort: Sort = "stocking") -> Mapping[str, str]:
    """Return the cycle to begin with: the only one there is, or the only one at the place that is named."""
    place = asking.written.get(PLACE)
    found = [one for one in running(asking, sort) if place in (None, one.place)]
    return {CYCLE: found[0].uid} if len(found) == 1 else {}


def moment_within(asking: Asking, cycle: Cycle, ask: str, *, is_precise: bool = True) -> Moment:
    """Return the question when it happened, which is not before a cycle began."""
    day = asking.words.dated(asking.words.local(cycle.began).date())
    sentence = asking.gettext("Esa fecha es anterior a la siembra, que fue el %(day)s. Revise la fecha.")
    return Moment(
        name="cuando",
        ask=ask,
        not_before=cycle.began,
        too_early=sentence % {"day": day},
        is_precise=is_precise,
    )


def _going_on(asking: Asking, sort: Sort) -> list[Cycle]:
    cycles = asking.visit.station.production.cycles()
    return [one for one in cycles if one.state == "open" and sort in ("both", one.sort)]
