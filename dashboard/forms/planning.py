"""A plan is said by the form of what is done: what it asks otherwise, and what it records otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import msgspec

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Option
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.enterprises import ENTERPRISE
from dashboard.production.base import Wanted
from dashboard.telling import told
from gateway.domain.entries import Body, Entry, is_planned

PLAN: Final = "planea"
"""The field of a form, and of its address, that says that nothing was done yet."""
FULFILS: Final = "cumple"
LATE_S: Final = 120 * 86_400
"""A delivery that is later than so much after its plan is not offered as its fulfilment [s]."""
MOST_PLANS: Final = 12
"""So many plans are offered, the next ones first."""


def says_a_plan(asking: Asking) -> bool:
    """Tell whether what is written says what is planned, of a form that may plan."""
    return asking.written.get(PLAN) == "1"


def is_plan(kind: FormKind, asking: Asking) -> bool:
    """Tell whether a form says what is planned."""
    return bool(kind.plans) and says_a_plan(asking)


def with_plans(kind: FormKind, asking: Asking, asks: Sequence[Ask]) -> list[Ask]:
    """Return the questions of a form: of a plan for when it is, else which plan it carries out."""
    if is_plan(kind, asking):
        return [_ahead(asking, one) if isinstance(one, Moment) else one for one in asks]
    plans = open_plans(kind, asking) if any(isinstance(one, Moment) for one in asks) else []
    return [*asks, _which(asking, plans)] if plans else list(asks)


def open_plans(kind: FormKind, asking: Asking) -> list[Entry]:
    """Return the open plans of the unit or enterprise that was picked, the next ones first."""
    unit, enterprise = _unit(asking), asking.written.get(ENTERPRISE, "")
    if not kind.plans or not (unit or enterprise):
        return []
    since = asking.words.now - LATE_S
    wanted = Wanted(kind.plans, unit=unit) if unit else Wanted(kind.plans, enterprise, start=since)
    entries = asking.visit.station.production.entries(wanted)
    done = {_fulfilled(one.body) for one in entries}
    found = [one for one in entries if is_planned(one.body) and one.uid not in done]
    return found[:MOST_PLANS]


def planned(kind: FormKind, answers: Answers, said: Sequence[Said]) -> list[Said]:
    """Return what a form says, as a plan or as what carries a plan out, where it is one of them."""
    if is_plan(kind, answers):
        return [_with(one, planned=True) for one in said]
    plan = answers.choice(FULFILS)
    return [_with(one, fulfils=plan) for one in said] if plan else list(said)


def fulfilled(answers: Answers) -> Body | None:
    """Return the plan that an answer carries out, None where it carries none out."""
    uid = answers.choice(FULFILS)
    entry = answers.visit.station.journal.entry(uid) if uid else None
    return None if entry is None else entry.body


def _ahead(asking: Asking, one: Moment) -> Moment:
    return replace(one, ask=asking.gettext("¿Para cuándo?"), is_precise=False, is_ahead=True, ever="")


def _which(asking: Asking, plans: Sequence[Entry]) -> Choice:
    _, words = asking.gettext, asking.words
    options = [
        Option(one.uid, f"{told(asking.visit, one).title}, {words.day(words.local(one.happened).date())}")
        for one in plans
    ]
    return Choice(
        name=FULFILS,
        ask=_("¿Estaba planeado?"),
        options=[Option("", _("no")), *options],
        is_list=True,
    )


def _unit(asking: Asking) -> str:
    cycle = asking.visit.station.production.cycle(asking.written.get("ciclo", ""))
    return asking.written.get("unidad", "") if cycle is None else cycle.unit.slug


def _fulfilled(body: Body) -> str | None:
    found: str | None = getattr(body, "fulfils", None)
    return found


def _with(said: Said, **fields: object) -> Said:
    return replace(said, body=msgspec.structs.replace(said.body, **fields))
