"""The form of a cycle that ended without its harvest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Option, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.cycles import CYCLE, cycle_of, cycle_written, moment_within, pick_cycle
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.naming import product
from gateway.domain.entries import CycleLost, Entry
from gateway.journal import salted

LONGEST: Final = 300
SUSPECTED: Final = (
    ("unknown", N_("No se sabe"), "both"),
    ("oxygen", N_("Falta de oxígeno"), "stocking"),
    ("disease", N_("Enfermedad"), "both"),
    ("theft", N_("Robo"), "both"),
    ("flood", N_("Inundación"), "both"),
    ("drought", N_("Sequía"), "both"),
    ("pest", N_("Plaga"), "sowing"),
    ("birds", N_("Aves"), "both"),
    ("other", N_("Otra cosa"), "both"),
)
"""What people suspect, and of which sort of cycle."""


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick, cycle = pick_cycle(asking, _("¿Qué ciclo se perdió?"), "both"), cycle_written(asking, "both")
    if cycle is None:
        return [pick]
    return [
        pick,
        Choice(
            name="sospecha",
            ask=_("¿Qué se sospecha?"),
            options=[
                Option(value, _(word)) for value, word, sort in SUSPECTED if sort in ("both", cycle.sort)
            ],
            hint=_("lo que se cree; no prueba nada"),
            missing=_("Diga qué se sospecha, o «no se sabe»."),
            columns="two",
        ),
        Text(
            name="nota",
            ask=_("¿Qué pasó?"),
            hint=_("La leen solo quienes entran con su PIN."),
            longest=LONGEST,
            is_long=True,
        ),
        moment_within(asking, cycle, _("¿Cuándo se perdió?"), is_precise=False),
    ]


def _says(answers: Answers) -> Sequence[Said]:
    note = salted(answers.text("nota")) if answers.text("nota") else None
    body = CycleLost(
        cycle=cycle_of(answers, "both").uid,
        suspected=cast('Literal["unknown"]', answers.choice("sospecha")),
        note=None if note is None else note.salted_hash,
    )
    return [Said("cycle_lost", body, answers.moment("cuando"), texts=[] if note is None else [note])]


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is always asked back, for it ends a cycle: that no harvest comes of it."""
    cycle = cycle_written(answers, "both")
    if cycle is None:
        return []
    named = {"unit": cycle.unit.name, "product": product(cycle)}
    sentence = answers.gettext(
        "El ciclo de %(product)s de %(unit)s termina aquí, sin más cosecha: ¿está bien?"
    )
    return [sentence % named]


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, CycleLost):
        return {}
    found = {CYCLE: body.cycle, "sospecha": body.suspected}
    if body.note is None or not asking.visit.may(Right.SEE_MEMBERS):
        return found
    return found | {"nota": asking.visit.station.journal.text(body.note) or ""}


CYCLE_LOST: Final = FormKind(
    slug="perdido",
    title=N_("Un ciclo perdido"),
    icon="triangle",
    right=Right.RECORD_PRODUCTION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    again=_again,
)
