"""The form of how far the maize is: it came up, it flowered, its grain has the black layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, cast, get_args

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Option, Pick
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.taps import Stage, Tap, stage_today
from dashboard.forms.where.cycles import (
    CYCLE,
    cycle_of,
    cycle_written,
    moment_within,
    only_cycle,
    pick_cycle,
    running,
)
from dashboard.login.rights import Right
from dashboard.production.cycles import Cycle
from dashboard.words.entries import STAGES, capitalised
from dashboard.words.language import N_
from gateway.domain.entries import Entry, StageSeen
from gateway.domain.goods import is_maize

ORDER: Final[tuple[Stage, ...]] = get_args(Stage)
"""In which stages come."""
SIGNS: Final[Mapping[Stage, str]] = {
    "emergence": N_("la mitad de las matas ya salió de la tierra"),
    "flowering": N_("la mitad de las matas ya echó la espiga"),
    "maturity": N_("al partir el grano, su punta tiene una raya negra: ya no toma más agua"),
}
"""By what each is known; flowering here is tasselling, as growers see it first."""


def stages_left(asking: Asking, cycle: Cycle) -> list[Stage]:
    """Return the stages that can still be told of a cycle, the next first; empty after the last one."""
    told = asking.visit.station.records.standing({"stage"}, at=cycle.uid)
    seen = {one.body.stage for one in told if isinstance(one.body, StageSeen)}
    furthest = max((ORDER.index(one) for one in seen), default=-1)
    return [one for one in ORDER[furthest + 1 :] if one not in seen]


def _pick_maize(asking: Asking) -> Pick:
    """Return the question in which cycle of maize.

    Raises:
        NothingToAskError: None goes on, or another person records it.
    """
    _, pick = asking.gettext, pick_cycle(asking, asking.gettext("¿En qué siembra?"), "sowing")
    maize = {one.uid for one in running(asking, "sowing") if is_maize(one.product)}
    options = [one for one in pick.options if one.value in maize]
    if not options:
        raise NothingToAskError(
            _("No hay maíz sembrado. Anote primero su siembra."),
            href="/anotar/siembra",
            word=_("Anotar siembra"),
        )
    return replace(pick, options=options)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick, cycle = _pick_maize(asking), cycle_written(asking, "sowing")
    if cycle is None:
        return [pick]
    left = stages_left(asking, cycle)
    if not left:
        raise NothingToAskError(
            _("De esta siembra ya está anotado todo, hasta la capa negra."),
            href=f"/campos/{cycle.place}",
            word=_("Ver el lote"),
        )
    return [
        pick,
        Choice(
            name="etapa",
            ask=_("¿Qué se vio?"),
            hint=_("Con esto el consejo sabe cuánta agua toma el maíz, y cuándo ya no la necesita."),
            options=[Option(one, capitalised(_(STAGES[one])), _(SIGNS[one])) for one in left],
            missing=_("Diga qué se vio."),
        ),
        moment_within(asking, cycle, _("¿Qué día fue?"), is_precise=False),
    ]


def _says(answers: Answers) -> Sequence[Said]:
    body = StageSeen(cycle_of(answers, "sowing").uid, cast("Stage", answers.choice("etapa")))
    return [Said("stage", body, answers.moment("cuando"))]


def _begins(asking: Asking) -> Mapping[str, str]:
    return only_cycle(asking, "sowing")


def _taps(asking: Asking) -> Sequence[Tap]:
    cycle = cycle_written(asking, "sowing")
    place = None if cycle is None else asking.visit.registered.place(cycle.place)
    if cycle is None or place is None:
        return []
    return [
        stage_today(place, asking.words, cycle=cycle.uid, stage=one) for one in stages_left(asking, cycle)
    ]


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    match entry.body:
        case StageSeen() as body:
            return {CYCLE: body.cycle, "etapa": body.stage}
        case _:
            return {}


STAGE: Final = FormKind(
    slug="etapa",
    title=N_("Cómo va el maíz"),
    icon="sprout",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=_says,
    begins=_begins,
    taps=_taps,
    again=_again,
)
