"""The form of what else a cycle went through; that there was none of it is an answer too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Number, Option, Pick, Range, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.cycles import CYCLE, cycle_of, cycle_written, moment_within, only_cycle, pick_cycle
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import DAYS, PERCENT
from dashboard.words.written import typed
from gateway.domain.entries import CircumstanceTold, Entry
from gateway.journal import salted

What = Literal["pest", "weeds", "theft", "shortage", "birds", "flood", "drought", "delay", "other"]
WHATS: Final[tuple[tuple[What, str, str, str], ...]] = (
    ("pest", N_("Plaga o enfermedad"), "", "both"),
    ("weeds", N_("Monte"), N_("maleza entre las matas"), "sowing"),
    ("theft", N_("Robo"), "", "both"),
    ("shortage", N_("Faltó un insumo"), N_("semilla, abono, alimento, gasoil"), "both"),
    ("birds", N_("Aves"), "", "both"),
    ("flood", N_("Inundación"), "", "both"),
    ("drought", N_("Sequía"), "", "both"),
    ("delay", N_("Retraso"), N_("de la siembra o de la cosecha"), "both"),
    ("other", N_("Otra cosa"), "", "both"),
)
WAS: Final = (("some", N_("Sí hubo")), ("none", N_("No hubo")))
PERCENT_RANGE: Final = Range(Decimal(0), Decimal(100))
DAYS_RANGE: Final = Range(Decimal(0), Decimal(400))
LONGEST: Final = 300


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick, cycle = pick_cycle(asking, _("¿En qué ciclo?"), "both"), cycle_written(asking, "both")
    if cycle is None:
        return [pick]
    offered = [one for one in WHATS if one[3] in ("both", cycle.sort)]
    what = Pick(
        "que",
        _("¿Qué pasó?"),
        [Option(value, _(word), _(small) if small else "") for value, word, small, _sort in offered],
        missing=_("Elija qué pasó."),
        columns="two",
    )
    was = Pick(
        "hubo",
        _("¿Hubo?"),
        [Option(value, _(word)) for value, word in WAS],
        missing=_("Diga si hubo o no hubo."),
        columns="two",
    )
    if asking.written.get("que") not in [one[0] for one in offered]:
        return [pick, what]
    if asking.written.get("hubo") not in ("some", "none"):
        return [pick, what, was]
    when = moment_within(asking, cycle, _("¿Cuándo fue?"), is_precise=False)
    return [pick, what, was, *(_how_much(asking) if asking.written["hubo"] == "some" else []), when]


def _how_much(asking: Asking) -> list[Ask]:
    _ = asking.gettext
    return [
        Number(
            name="cuanto",
            ask=_("¿A cuánta parte le tocó?"),
            unit=PERCENT,
            within=PERCENT_RANGE,
            hint=_("a ojo, de cada cien matas o peces; si se sabe"),
        ),
        Number(
            name="dias",
            ask=_("¿Cuántos días?"),
            unit=DAYS,
            within=DAYS_RANGE,
            hint=_("si se sabe"),
            whole=True,
        ),
        Text(
            name="nota",
            ask=_("¿Quiere decir algo más?"),
            hint=_("La leen solo quienes entran con su PIN."),
            longest=LONGEST,
            is_long=True,
        ),
    ]


def _says(answers: Answers) -> Sequence[Said]:
    note = salted(answers.text("nota")) if answers.text("nota") else None
    body = CircumstanceTold(
        cycle=cycle_of(answers, "both").uid,
        what=cast("What", answers.choice("que")),
        was=cast('Literal["some"]', answers.choice("hubo")),
        percent=answers.number("cuanto"),
        days=answers.whole("dias"),
        note=None if note is None else note.salted_hash,
    )
    return [Said("circumstance", body, answers.moment("cuando"), texts=[] if note is None else [note])]


def _begins(asking: Asking) -> Mapping[str, str]:
    return only_cycle(asking, "both")


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, CircumstanceTold):
        return {}
    found = {CYCLE: body.cycle, "que": body.what, "hubo": body.was}
    if body.percent is not None:
        found["cuanto"] = typed(body.percent)
    if body.days is not None:
        found["dias"] = str(body.days)
    if body.note is None or not asking.visit.may(Right.SEE_MEMBERS):
        return found
    return found | {"nota": asking.visit.station.journal.text(body.note) or ""}


CIRCUMSTANCE: Final = FormKind(
    slug="tambien",
    title=N_("También pasó"),
    icon="cloud",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=_says,
    begins=_begins,
    again=_again,
)
