"""The form of dead fish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Number, Option, Range
from dashboard.forms.cycles.alive import alive
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.cycles import CYCLE, cycle_of, cycle_written, moment_within, only_cycle, pick_cycle
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import FISH
from gateway.domain.entries import Died, Entry

FISH_RANGE: Final = Range(Decimal(1), Decimal(999_999))
SUSPECTED: Final = (
    ("unknown", N_("No se sabe")),
    ("oxygen", N_("Falta de oxígeno")),
    ("disease", N_("Enfermedad")),
    ("birds", N_("Aves")),
    ("handling", N_("El manejo")),
    ("other", N_("Otra cosa")),
)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick, cycle = pick_cycle(asking, _("¿En qué estanque?")), cycle_written(asking)
    if cycle is None:
        return [pick]
    return [
        pick,
        Number(
            name="peces",
            ask=_("¿Cuántos peces muertos?"),
            unit=FISH,
            within=FISH_RANGE,
            missing=_("Escriba cuántos peces muertos había."),
            whole=True,
        ),
        Choice(
            name="calidad",
            ask=_("¿Cómo se sabe?"),
            options=[Option("counted", _("Se contaron")), Option("estimated", _("A ojo"))],
            missing=_("Diga si se contaron o si se calculó a ojo."),
            columns="two",
        ),
        Choice(
            name="sospecha",
            ask=_("¿Qué se sospecha?"),
            options=[Option(value, _(word)) for value, word in SUSPECTED],
            hint=_("lo que se cree; no prueba nada"),
            chosen="unknown",
            columns="two",
        ),
        moment_within(asking, cycle, _("¿Cuándo los vio?")),
    ]


def _says(answers: Answers) -> Sequence[Said]:
    body = Died(
        cycle=cycle_of(answers).uid,
        fish=answers.whole("peces") or 1,
        quality=cast('Literal["counted"]', answers.choice("calidad")),
        suspected=cast('Literal["unknown"] | None', answers.choice("sospecha") or None),
    )
    return [Said("mortality", body, answers.moment("cuando"))]


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back: more dead fish than the book has alive."""
    cycle = cycle_written(answers)
    if cycle is None:
        return []
    left = alive(answers.visit.station.production, cycle, at=answers.moment("cuando")).fish
    dead = answers.whole("peces") or 0
    if left is None or dead <= left:
        return []
    sentence = answers.gettext("Son %(dead)s muertos y en el libro quedan %(left)s vivos: ¿está bien?")
    return [sentence % {"dead": answers.words.number(dead), "left": answers.words.number(left)}]


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, Died):
        return {}
    return {
        CYCLE: body.cycle,
        "peces": str(body.fish),
        "calidad": body.quality,
        "sospecha": body.suspected or "unknown",
    }


DEATHS: Final = FormKind(
    slug="mortalidad",
    title=N_("Peces muertos"),
    icon="dead-fish",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    begins=only_cycle,
    again=_again,
)
